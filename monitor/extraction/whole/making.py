"""The one act of an item whose headline tells it by its nouns alone, and what both who read such headlines ask.

Decides no act: who did what to whom is for ``topics`` and ``stances``.
"""

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.judging import facing
from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.steps import AGREED
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.extraction.world.geography import LINE_KM
from monitor.model.reports import Mode, Party, PartyKind
from monitor.model.rulebook import Place

ENVOYS = frozenset({"envoy"})
"""The general words of the lexicon (its ``form``) for an envoy; a "mission" may be anybody's."""
SIDES = 2
_BESIDE = 2
"""Tokens between a word for agreeing and what is agreed: "reached a new border deal"."""

NOUNS: frozenset[str | tuple[str, str]] = frozenset(
    {
        ("object", "airspace"), ("party", PartyKind.STATE_FORCES.value), ("party", PartyKind.GOVERNMENT.value), "means", "event", "kinetic",
    }
)  # fmt: skip
"""Words of strife."""
_TELLING = NOUNS | {("object", "homecoming"), ("count", "killed")}
"""Words that are shown as what told it."""


def is_at_line(place: Place | None) -> bool:
    """Whether it lies at any line."""
    return place is not None and any(km <= LINE_KM for _, km in place.border_km)


def are_joint(scene: Scene, one: PartyAt, other: PartyAt) -> bool:
    """ "A and B settle on ...": what two do together is no word of one to the other."""
    joint = scene.mark_at(min(one.last, other.last))
    return joint is not None and joint.has("role", "and")


def is_of_accord(scene: Scene, *, joint: bool) -> bool:
    """ "A reaches a deal with B on posts", "A and B agree to move their troops": whether a headline tells of what two settled."""
    words = [mark for mark in scene.marks if any(sign.value == AGREED for sign in mark.word.acts)]
    if not words or scene.has("mode", "negated"):
        return False
    texts = scene.of("object", "accord", "treaty")
    return joint or any(0 <= text.first - word.last <= _BESIDE for word in words for text in texts)


def other(sides: tuple[str, str], state: str | None) -> str:
    """The one of two sides that is not this state."""
    return sides[1] if state == sides[0] else sides[0]


def step(title: Act, word: str, doer: str, sides: tuple[str, str], gazetteer: Gazetteer) -> Draft:
    """A step of one side towards the other."""
    one, struck = (facing.government(side, gazetteer) for side in (doer, other(sides, doer)))
    party = next((p for p in title.parties if p.state == doer), None)
    return act(title.scene, [word], kinetic=False, doer=one, struck=struck, party=party)


def act(
    scene: Scene, words: list[str], *, kinetic: bool, doer: Party, struck: Party | None, party: PartyAt | None
) -> Draft:
    """An act that the headline tells as a fact. Its evidence is whose headline it is, and every noun of it that is of strife."""
    nouns = [mark for mark in scene.marks if not _TELLING.isdisjoint(mark.senses)]
    told = {(mark.first, mark.last) for mark in nouns} | ({(party.first, party.last)} if party is not None else set())
    spans = [scene.span(first, last) for first, last in sorted(told)] or [scene.span(scene.first, scene.last)]
    return Draft(
        kinetic=kinetic,
        words=words,
        mode=Mode.FACTUAL,
        main=True,
        title=True,
        initiator=doer,
        target=struck,
        evidence=spans,
    )
