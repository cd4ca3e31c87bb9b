"""A draft is a report in the making: what one trigger's sentence says, before the item's drafts are joined.

Decides what a draft holds and what follows from that alone. Doesn't decide which drafts tell of one act (``accounts``).
"""

from dataclasses import dataclass, field

from monitor.extraction.counting.tolls import Toll
from monitor.model.reports import Mode, Party, PartyKind, PlacePoint, Span
from monitor.text.event_times import TimeCue

BLOWS = frozenset({"hit", "strike", "shell", "ambush"})
"""Words of force by which those are struck whom they name."""
FROM_AFAR = frozenset({"strike", "shell"})
"""Words of force for what comes from afar."""
FELL = frozenset({"kill", "wound"})
"""Words that only say that somebody fell."""
GROUND = "ground"
"""Instead of a general word for the target: what was taken from it is land."""
_ISO = 2
"""Letters of a state's code."""
_AT_THE_LINE_KM = 15.0


def is_at_the_line(place: PlacePoint) -> bool:
    """Whether a place is a crossing, or lies on a line within the error of its data."""
    return place.border_km is not None and place.border_km <= _AT_THE_LINE_KM


@dataclass(slots=True, kw_only=True)
class Draft:
    """What has been read of one act so far."""

    kinetic: bool
    words: list[str]
    mode: Mode
    main: bool
    title: bool
    voice: str = "verb"
    initiator: Party | None = None
    target: Party | None = None
    initiator_common: str = ""
    target_common: str = ""
    means: list[str] = field(default_factory=list)
    located: list[str] = field(default_factory=list)
    origin: str | None = None
    places: list[PlacePoint] = field(default_factory=list)
    tolls: list[Toll] = field(default_factory=list)
    traits: set[str] = field(default_factory=set)
    said_by: list[str] = field(default_factory=list)
    claimed_by: list[str] = field(default_factory=list)
    denied_by: list[str] = field(default_factory=list)
    times: list[TimeCue] = field(default_factory=list)
    earlier: bool = False
    """Told in a clause that opens with "after": its times are not those of what came of it."""
    evidence: list[Span] = field(default_factory=list)
    answers: bool = False
    """Told in a sentence that says who answered fire."""
    hedged: bool = False
    deadly: bool = False
    charged: bool = False
    """Whether it is what a side accuses the other of: the accusation brings the news of it."""
    vague: bool = False
    """Whether the doer is only the adjective of a thing nobody knows: "a C phone maker attacks ..."."""

    even: bool = False
    """Whether two sides are named that fight, without a word of who began."""

    crowd: bool = False
    """Whether people who bear no arms are one side of a clash."""

    began: bool = False
    """Whether the doer is told to have been the first to use force."""

    stranger: bool = False
    """Whether whose words they are nobody knows: "Bishops condemn A's attack on B", which aren't B's."""

    repelled: bool = False
    """Whether its sentence says that somebody was beaten back: what is came on the ground."""

    anaphoric: bool = False
    """Whether its doer is only "he" or "the man": somebody of whom the text has told."""

    foe: bool = False
    """Whether the text calls the doer the enemy, and no more: whoever stands on the other side of the line."""

    sighted: bool = False
    """Whether it tells what one side saw of the other's, and nothing that both did."""

    whence: bool = False
    """Whether the doer is only the state from whose ground it came, which a group that claims the act clears."""

    @property
    def has_group(self) -> bool:
        """Whether a group is one of the sides, by words of the text."""
        sides = (self.initiator, self.target)
        return any(side is not None and side.spans and side.kind == PartyKind.NONSTATE_GROUP for side in sides)

    @property
    def doer(self) -> str | None:
        """The state that did it, or whose people or group did."""
        return self.initiator.state if self.initiator else None

    @property
    def struck(self) -> str | None:
        """The state that it befell, or whose people or group."""
        return self.target.state if self.target else None

    @property
    def means_of_state(self) -> bool:
        """Whether arms are named that groups don't have."""
        return bool({"aircraft", "missile", "helicopter"} & set(self.means))

    @property
    def telling_states(self) -> list[str]:
        """The states that say it; who says it may also be a group, by its id."""
        return [teller for teller in self.said_by if len(teller) == _ISO]

    @property
    def at_the_line(self) -> bool:
        """Whether it happened on a line between two states, within the error of the line's data."""
        return any(map(is_at_the_line, self.places))

    @property
    def countries(self) -> list[str]:
        """Where it says it happened, most exact first."""
        if not self.places:
            return [*self.located]
        return [place.country for place in self.places if place.country] + self.located

    @property
    def grounds(self) -> set[str]:
        """Where it happened; of a blow at a state by its bare name, in that state."""
        there = set(self.countries)
        struck = self.target
        if there or struck is None or struck.kind != PartyKind.GOVERNMENT or BLOWS.isdisjoint(self.words):
            return there
        doer = self.initiator
        return {struck.state} if struck.state and doer is not None and doer.state else there
