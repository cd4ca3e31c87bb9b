"""What one state says of its neighbour in a headline, whose words are no step that we know: "A: no troops of ours in B", "A to B: go home".

Decides whether a headline without any act is such a remark: in a text without an act, or above the force that it answers. Doesn't decide what is said.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.judging import facing, sounds
from monitor.extraction.judging.sounds import IN_TITLE
from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Passage, Scene
from monitor.extraction.telling.forms import NEEDS
from monitor.extraction.whole.making import are_joint, is_of_accord
from monitor.extraction.words.steps import AGREED, PROTESTED, SUMMONED
from monitor.extraction.words.vocabulary import ENVOYS, Mark
from monitor.extraction.world.gazetteer import Gazetteer, Named
from monitor.model.reports import Field, LeftOut, Mode, Party, PartyKind

_DENIED = "claim.denial"
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
_ANSWER = ("role", "answer")
_SIDES = 2
_HARM = frozenset[str | tuple[str, str]]({"means", ("count", "killed"), ("count", "injured"), ("count", "toll")})
_UNTOLD = _HARM | {"kinetic"}
"""Words of arms and the dead, and of force."""
_MISHAPS = (LeftOut.ACCIDENT, LeftOut.DISASTER, LeftOut.WEATHER)
_NO_VOICE = frozenset({PartyKind.CIVILIANS, PartyKind.NONSTATE_GROUP, PartyKind.STATE_FORCES})
"""Kinds of parties of a state's that make no statements for it."""
_DOES = frozenset({"", "agent", "from", "of"})
"""Relations in which a headline may name whose word it is: "letter from B to A"."""


def may_be(passages: Sequence[Passage]) -> bool:
    """Whether the headline quotes somebody and names two states, in a text with a word of strife."""
    title = passages[0] if passages and passages[0].field == Field.TITLE else None
    if title is None or not (_SAY in title.senses or _DENIAL in title.senses or ":" in title.folded.text):
        return False
    named = {one.speaks_for or _of_office(one) for one in title.names}
    return len(named - {None}) >= _SIDES and any(_is_of_strife(passage) for passage in passages)


def _of_office(named: Named) -> str | None:
    """The state whose ministry a name is."""
    return named.actor.state if named.actor is not None and named.actor.kind == PartyKind.GOVERNMENT else None


def _is_of_strife(passage: Passage) -> bool:
    groups = (one.actor for one in passage.names if one.actor is not None)
    return not _STRIFE.isdisjoint(passage.senses) or any(a.kind == PartyKind.NONSTATE_GROUP for a in groups)


def made(read: Sequence[Act], passages: Sequence[Passage], gazetteer: Gazetteer) -> Draft | None:
    """The remark as a statement of the one state against the other."""
    title = next((act for act in read if act.scene.title), None)
    if title is None or not may_be(passages) or _is_of_mishap(passages):
        return None
    denier = _denier(title.scene, title.parties)
    speaker = denier or _addresser(title.scene, title.parties) or next(filter(_is_voice, title.parties), None)
    others = (p for p in title.parties if speaker is not None and gazetteer.adjoin(speaker.state, p.state))
    other = next(others, None)
    if speaker is None or other is None:
        return None
    said = AGREED if is_of_accord(title.scene, joint=False) else PROTESTED
    return _statement(title.scene, speaker, other, word=said if denier is None else _DENIED)


def _is_of_mishap(passages: Sequence[Passage]) -> bool:
    """ "A: ten buried as a shaft collapses near B": what stands behind such a colon is no word of A's."""
    weights = sounds.weigh(passages).weights
    return any(weights[kind] >= IN_TITLE for kind in _MISHAPS)


def _statement(scene: Scene, speaker: PartyAt, other: PartyAt, *, word: str = PROTESTED) -> Draft:
    return Draft(
        kinetic=False,
        words=[word],
        mode=Mode.FACTUAL,
        main=True,
        title=True,
        initiator=speaker.party(scene),
        target=other.party(scene),
        said_by=[speaker.state or ""],
        evidence=[scene.span(p.first, p.last) for p in (speaker, other)],
    )


def leading(read: Sequence[Act], kept: Sequence[Draft], states: Sequence[str], gazetteer: Gazetteer) -> list[Draft]:
    """ "Second B letter to A about dead traders", and below how they died: a headline that names two neighbours, and no act that we know but
    what it looks back on, of a text that tells of force, is what the first has to say to the other, or the other to the first's envoy."""
    title = read[0]
    if not title.scene.title or any(t.main for t in title.triggers):
        return []
    if _ANSWER in title.scene.senses:  # "A retaliates after B's shelling": in kind, and what it answers is the news
        return []
    if not any(made.kinetic and made.mode == Mode.FACTUAL for made in kept):
        return []
    cut = next((mark.first for mark in title.scene.of("role", "after", "topic")), title.scene.last)
    sides = [p for p in title.parties if p.state is not None and p.kind not in _NO_VOICE]
    doers = [p for p in sides if p.cue == "by" or p.speaker] or [p for p in sides if p.cue in _DOES and p.first < cut]
    if not doers:
        return []
    other = next((p for p in sides if gazetteer.adjoin(doers[0].state, p.state) and p.first != doers[0].last), None)
    if doers[0].common in ENVOYS:
        host = (
            other.state if other is not None else next((s for s in states if gazetteer.adjoin(doers[0].state, s)), None)
        )
        return [] if host is None else [_said_to_envoy(title.scene, doers[0], facing.government(host, gazetteer))]
    if other is None or are_joint(title.scene, doers[0], other) or _tells_force(title.scene, cut):
        return []
    if any(_did_it(doers[0], other, made) for made in kept):
        return []
    return [_statement(title.scene, doers[0], other)]


def _did_it(speaker: PartyAt, other: PartyAt, made: Draft) -> bool:
    """ "A tells of B's downed drone": what a headline looks back on is the speaker's own doing."""
    return made.title and (made.doer == speaker.state or made.struck == other.state)


def _said_to_envoy(title: Scene, envoy: PartyAt, host: Party) -> Draft:
    """ "B's envoy at A's ministry", "harsh words for B's envoy": from whoever he is an envoy to."""
    made = _statement(title, envoy, envoy, word=SUMMONED)
    made.initiator, made.said_by = host, [host.state or ""]
    return made


def _tells_force(title: Scene, cut: int) -> bool:
    """Whether a headline is one of force, whatever its verb: arms or the dead stand in it, other than in what it looks back on without telling it."""
    if _UNTOLD.isdisjoint(title.senses):
        return False
    told = title.last if _SAY in title.senses else cut  # "A tells of shelling", "A speaks of 49 dead"
    return any(mark.first < told and not _UNTOLD.isdisjoint(mark.senses) and _is_force(mark) for mark in title.marks)


def _is_force(mark: Mark) -> bool:
    """Not "takes" and the like, which would be an act if what they need stood by."""
    if not _HARM.isdisjoint(mark.senses):
        return True
    return any(sign.group == "kinetic" and sign.form not in NEEDS for sign in mark.word.acts)


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
