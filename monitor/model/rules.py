"""A desk's rules: what it wants to be told beyond the ladder, as compiled, and what matched."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.model.alerts import Level
from monitor.model.indicators import Bound


class Scope(StrEnum):
    """What a rule looks at: one item, one report of it, or an incident with everything that is known of it."""

    ITEM = "item"
    REPORT = "report"
    INCIDENT = "incident"


class RuleStatus(StrEnum):
    """How much a rule is to be trusted. ``deprecated`` ones are compiled and tested, and never fire."""

    EXPERIMENTAL = "experimental"
    STABLE = "stable"
    DEPRECATED = "deprecated"


class Join(StrEnum):
    """How the parts of a group make it hold."""

    ALL = "all"
    ANY = "any"
    NONE = "none"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the rulebook to be near to; without coordinates only the place itself is."""

    place: str
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One condition. ``key`` is how it is written (``words``, ``type``, ``confidence``...); the fields that it needs are filled.

    ``texts`` are names, patterns or folded words; ``bound`` a comparison (of ``age`` in seconds); ``spots`` and ``within`` belong to
    ``near`` (kilometres, or words between the outermost words).
    """

    key: str
    texts: tuple[str, ...] = ()
    bound: Bound | None = None
    spots: tuple[Spot, ...] = ()
    within: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Conditions together. ``needed`` belongs to ``at_least``; ``title`` names the macro or the exception that it stands for."""

    join: Join
    parts: "tuple[Condition, ...]"
    needed: int = 0
    title: str = ""


Condition = Leaf | Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """What a match leads to: an alert of this level, with labels to route by, at most one in ``once_per``."""

    level: Level
    labels: tuple[tuple[str, str], ...] = ()
    once_per: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleExample:
    """A text and whether the rule must match it; ``evidence`` are words that the match must be read from."""

    text: str
    matches: bool
    evidence: tuple[str, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of a desk or a pack. ``borders`` are those of its pack, empty for a rule of the core or of a desk's own folder.

    ``origin`` is the file that it was first written in, ``number`` its place in that file's ``rules``.
    """

    id: str
    title: str
    scope: Scope
    when: Condition
    exceptions: tuple[Group, ...] = ()
    then: Then
    status: RuleStatus = RuleStatus.STABLE
    examples: tuple[RuleExample, ...] = ()
    references: tuple[str, ...] = ()
    false_positives: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    borders: tuple[str, ...] = ()
    origin: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a condition, with that of its parts: the tree that ``explain`` prints. ``holds`` is None where nobody can know.

    ``evidence`` are the words or facts by which a leaf holds; ``join`` is None for a leaf.
    """

    says: str
    holds: bool | None
    evidence: tuple[str, ...] = ()
    join: Join | None = None
    parts: "tuple[Verdict, ...]" = ()

    def leaves(self) -> "tuple[Verdict, ...]":
        """The leaves that speak for the condition when they hold: what stands under ``none`` doesn't."""
        if self.join is None:
            return (self,)
        return () if self.join is Join.NONE else tuple(leaf for part in self.parts for leaf in part.leaves())

    def absent(self) -> "tuple[str, ...]":
        """What stands under ``none`` and doesn't hold."""
        if self.join is Join.NONE:
            return tuple(part.says for part in self.parts if not part.holds)
        return tuple(text for part in self.parts for text in part.absent())

    def against(self) -> "tuple[str, ...]":
        """Why it doesn't hold: leaves that fail, and under ``none`` those that hold."""
        if self.holds is True:
            return ()
        if self.join is Join.NONE:
            return tuple(part.says for part in self.parts if part.holds)
        if self.join is None:
            return (f"not: {self.says}" if self.holds is False else f"not known: {self.says}",)
        return tuple(reason for part in self.parts for reason in part.against())


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMatch:
    """A rule that matched an item or one of its reports, when it was read. ``because`` are the evidence of its true leaves."""

    rule: str
    item: str
    known_at: datetime
    border: str | None = None
    title: str = ""
    url: str | None = None
    outlet: str = ""
    grade: str = ""
    because: tuple[str, ...] = ()
