"""What one state says of its neighbour in a headline, whose words are no step that we know: "A: no troops of ours in B", "A to B: go home".

Decides whether a text without any act is such a remark. Doesn't decide what is said.
"""

from collections.abc import Sequence

from monitor.extraction.acts import Act
from monitor.extraction.drafts import Draft
from monitor.extraction.gazetteer import Gazetteer
from monitor.extraction.party_at import PartyAt
from monitor.extraction.scene import Passage, Scene
from monitor.model.reports import Field, Mode, PartyKind

_SAID, _DENIED = "diplo_hostile.condemn_protest", "claim.denial"
_DENIAL = ("claim", "denial")
_SAY = ("role", "say")
_STRIFE = frozenset(
    {
        "kinetic",
        "means",
        ("party", "state_forces"),
        ("party", "nonstate_group"),
        ("object", "slur"),
        ("object", "charge"),
        ("object", "protest"),
        ("object", "airspace"),
        ("object", "answer"),
        ("object", "treaty"),
    }
)
"""Words of which one stands in whatever neighbours have to say of their quarrel: forces, arms, charges, protests."""
_SIDES = 2


def may_be(passages: Sequence[Passage]) -> bool:
    """Whether the headline quotes somebody and names two states, in a text with a word of strife."""
    title = passages[0] if passages and passages[0].field == Field.TITLE else None
    if title is None or not (_SAY in title.senses or _DENIAL in title.senses or ":" in title.folded.text):
        return False
    named = {one.speaks_for for one in title.names}
    return len(named - {None}) >= _SIDES and any(_is_of_strife(passage) for passage in passages)


def _is_of_strife(passage: Passage) -> bool:
    groups = (one.actor for one in passage.names if one.actor is not None)
    return not _STRIFE.isdisjoint(passage.senses) or any(a.kind == PartyKind.NONSTATE_GROUP for a in groups)


def made(read: Sequence[Act], passages: Sequence[Passage], gazetteer: Gazetteer) -> Draft | None:
    """The remark as a statement of the one state against the other."""
    title = next((act for act in read if act.scene.title), None)
    if title is None or not may_be(passages):
        return None
    denier = _denier(title.scene, title.parties)
    speaker = denier or _addresser(title.scene, title.parties) or next(filter(_is_voice, title.parties), None)
    others = (p for p in title.parties if speaker is not None and gazetteer.adjoin(speaker.state, p.state))
    other = next(others, None)
    if speaker is None or other is None:
        return None
    return Draft(
        kinetic=False,
        words=[_SAID if denier is None else _DENIED],
        mode=Mode.FACTUAL,
        main=True,
        title=True,
        initiator=speaker.party(title.scene),
        target=other.party(title.scene),
        said_by=[speaker.state or ""],
        evidence=[title.scene.span(p.first, p.last) for p in (speaker, other)],
    )


def _is_voice(party: PartyAt) -> bool:
    return party.speaker and party.state is not None and party.kind != PartyKind.CIVILIANS


def _denier(scene: Scene, parties: Sequence[PartyAt]) -> PartyAt | None:
    """ "A denies that its troops crossed into B"."""
    word = next(iter(scene.of(*_DENIAL)), None)
    return next((p for p in parties if word is not None and p.last == word.first and p.state), None)


def _addresser(scene: Scene, parties: Sequence[PartyAt]) -> PartyAt | None:
    """ "A to B: ...": the first of two states that a headline sets off."""
    if len(parties) < _SIDES or parties[0].first != scene.first or parties[1].last not in scene.hard:
        return None
    to = scene.mark_at(parties[0].last)
    addressed = to is not None and to.has("role", "to") and to.last == parties[1].first
    return parties[0] if addressed and ":" in scene.passage.folded.gap(parties[1].last) else None
