"""Indicators as they are written in YAML, and what they compile to; the ladder, which names them, comes with them.

Decides their shape: the fields that the kinds of monitor.escalation read. The numbers are data.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from monitor.model.indicators import Bound, Cap, ConfidenceOf, Indicator, IndicatorKind, Ladder, Selector, Tier
from monitor.model.reports import ActClass, TargetClass
from monitor.rules import ladder
from monitor.rules.ladder import Code, LadderEntry
from monitor.rules.names import Slug, Text
from monitor.rules.section import Entry, Reference, Section
from monitor.rules.units import Comparison, Days, Duration

_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_PLACEHOLDERS = frozenset({"A", "B", "place", "elapsed", "killed", "civilians", "group", "means", "initiator", "count"})

RELATIONS: Mapping[IndicatorKind, frozenset[str]] = {
    IndicatorKind.ACT: frozenset({""}),
    IndicatorKind.COUNT: frozenset({"theatres", "signs"}),
    IndicatorKind.SEQUENCE: frozenset(
        {"answer", "repeat", "alternating", "raised", "struck_group", "both", "joint", "closed", "breach"}
    ),
    IndicatorKind.RATIO: frozenset({""}),
    IndicatorKind.FIRST: frozenset({"class", "response", "owned", "means"}),
    IndicatorKind.THRESHOLD: frozenset({"quiet", "held"}),
    IndicatorKind.CONTEXT: frozenset({"live", "date"}),
}
"""The ways of each kind that are code; the empty way is the kind's only one."""

_PAIRS = frozenset({"raised", "struck_group", "joint", "breach", "response"})
"""Ways that need two selectors: what came first, and what came of it."""

_TWO_TIERS = frozenset({"both", "held"})
"""Ways that need two tiers: the weaker sign, and the stronger one."""


def _check_says(text: str) -> str:
    wrong = [name for name in _PLACEHOLDER.findall(text) if name not in _PLACEHOLDERS]
    if wrong:
        raise ValueError(f"'{{{wrong[0]}}}' is no placeholder; known here: {', '.join(sorted(_PLACEHOLDERS))}")
    return text


def _as_many(value: object) -> object:
    """One name may stand without brackets."""
    if isinstance(value, list):
        return tuple(value)
    return (value,) if isinstance(value, str) else value


Says = Annotated[Text, AfterValidator(_check_says)]
EventPatterns = Annotated[
    tuple[Annotated[str, Reference("event patterns")], ...],
    BeforeValidator(_as_many, json_schema_input_type=str | list[str]),
]
Party = Literal["side", "third", "A", "B"]
Trait = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]


class SelectorEntry(Entry):
    """Which incidents count; conditions that are left out always hold."""

    type: EventPatterns = ()
    act: tuple[ActClass, ...] = ()
    target_class: tuple[TargetClass, ...] = ()
    traits: tuple[Trait, ...] = ()
    traits_any: tuple[Trait, ...] = ()
    traits_none: tuple[Trait, ...] = ()
    by: Party | None = None
    on: Party | None = None
    confidence: Comparison | None = None
    effects: Comparison | None = None
    severity: Comparison | None = None
    killed: Comparison | None = None
    civilians_killed: Comparison | None = None
    means: Comparison | None = None
    depth_km: Comparison | None = None


class TierEntry(Entry):
    """One weight. Weights of de-escalation are negative."""

    weight: float = Field(ge=-100, le=100)
    half_life: Days = Field(gt=0)
    suffix: Annotated[str, Field(pattern=r"^[a-z]?$")] = ""
    group: Text | None = None
    within: Duration | None = None
    when: tuple[SelectorEntry, ...] = ()
    chronic: bool = False


class CapEntry(Entry):
    """A limit for a family of indicators."""

    family: Slug
    window: Duration
    points: float | None = Field(default=None, gt=0)
    times: int | None = Field(default=None, gt=0)
    per_side: bool = True
    tier: Annotated[str, Field(pattern=r"^[a-z]?$")] = ""

    @model_validator(mode="after")
    def _limits_something(self) -> "CapEntry":
        if self.points is None and self.times is None:
            raise ValueError("a cap needs points, times, or both")
        return self


class ParamsEntry(Entry):
    """Numbers that only some ways of judging read: how long, how many, how far apart."""

    apart_hours: float | None = None
    at_least: float | None = None
    times: float | None = None
    baseline_weeks: float | None = None
    calendar: str | None = None
    ahead_days: float | None = None
    behind_days: float | None = None
    fresh_days: float | None = None
    quiet_hours: float | None = None
    turns: float | None = None
    years: float | None = None
    gap_days: float | None = None


class IndicatorEntry(Entry):
    """A computed sign."""

    id: Slug
    code: Code
    title: Text
    kind: IndicatorKind
    direction: Literal["up", "down", "neutral"] = "up"
    relation: str = ""
    of: tuple[SelectorEntry, ...] = ()
    tiers: tuple[TierEntry, ...] = Field(min_length=1)
    caps: tuple[CapEntry, ...] = ()
    needs: SelectorEntry = SelectorEntry()
    after: tuple[SelectorEntry, ...] = ()
    after_within: Duration | None = None
    unless_between: tuple[SelectorEntry, ...] = ()
    within: Duration | None = None
    heat: float | None = Field(default=None, ge=0)
    confidence_of: ConfidenceOf = ConfidenceOf.OCCURRENCE
    params: ParamsEntry = ParamsEntry()
    says: Says | None = None
    expected_absent: bool = False

    @model_validator(mode="after")
    def _has_a_known_way(self) -> "IndicatorEntry":
        known = RELATIONS[self.kind]
        if self.relation not in known:
            ways = ", ".join(sorted(known)) or "none"
            raise ValueError(f"relation '{self.relation}' is no way of the kind {self.kind}; known here: {ways}")
        if self.relation in _PAIRS and len(self.of) != 2:
            raise ValueError(
                f"relation {self.relation} needs two selectors under 'of': what came first, and what came of it"
            )
        if self.relation in _TWO_TIERS and len(self.tiers) != 2:
            raise ValueError(f"relation {self.relation} needs two tiers: the weaker sign and the stronger one")
        return self

    @model_validator(mode="after")
    def _weighs_in_its_direction(self) -> "IndicatorEntry":
        sign = {"up": 1, "down": -1, "neutral": 0}[self.direction]
        wrong = [tier.weight for tier in self.tiers if tier.weight and (tier.weight > 0) - (tier.weight < 0) != sign]
        if wrong:
            raise ValueError(f"weight {wrong[0]:g} goes against the direction {self.direction}")
        return self


SECTIONS: Mapping[str, Section] = {
    "indicators": Section(entry=IndicatorEntry, title="indicator", parts={"tiers": "suffix"}),
    "ladder": Section(entry=LadderEntry, many=False, title="ladder"),
}


def compile_indicators(entries: Sequence[IndicatorEntry]) -> tuple[Indicator, ...]:
    """Indicators by code."""
    return tuple(sorted((_indicator(entry) for entry in entries), key=lambda i: (i.code, i.id)))


def compile_ladder(entry: LadderEntry) -> Ladder:
    """The ladder, every number from the file."""
    return ladder.compile_ladder(entry)


def _indicator(entry: IndicatorEntry) -> Indicator:
    return Indicator(
        id=entry.id,
        code=entry.code,
        kind=entry.kind,
        direction=entry.direction,
        title=entry.title,
        of=_selectors(entry.of),
        tiers=tuple(_tier(tier) for tier in entry.tiers),
        caps=tuple(_cap(cap) for cap in entry.caps),
        needs=_selector(entry.needs),
        after=_selectors(entry.after),
        after_within=entry.after_within,
        unless_between=_selectors(entry.unless_between),
        relation=entry.relation,
        within=entry.within,
        heat=entry.heat,
        confidence_of=entry.confidence_of,
        params=tuple(sorted(entry.params.model_dump(exclude_none=True).items())),
        says=entry.says or "",
        expected_absent=entry.expected_absent,
    )


def _tier(entry: TierEntry) -> Tier:
    return Tier(
        weight=entry.weight,
        half_life_days=entry.half_life,
        suffix=entry.suffix,
        group=entry.group or "",
        within=entry.within,
        when=_selectors(entry.when),
        chronic=entry.chronic,
    )


def _cap(entry: CapEntry) -> Cap:
    return Cap(
        family=entry.family,
        window=entry.window,
        points=entry.points,
        times=entry.times,
        per_side=entry.per_side,
        tier=entry.tier,
    )


def _selectors(entries: Sequence[SelectorEntry]) -> tuple[Selector, ...]:
    return tuple(_selector(entry) for entry in entries)


_MEASURES = ("confidence", "effects", "severity", "killed", "civilians_killed", "means", "depth_km")


def _selector(entry: SelectorEntry) -> Selector:
    compared = ((name, getattr(entry, name)) for name in _MEASURES)
    return Selector(
        types=entry.type,
        acts=tuple(act.value for act in entry.act),
        target_classes=tuple(target.value for target in entry.target_class),
        traits=entry.traits,
        traits_any=entry.traits_any,
        traits_none=entry.traits_none,
        by=_party(entry.by),
        on=_party(entry.on),
        bounds=tuple((name, Bound(bound.sign, bound.number)) for name, bound in compared if bound is not None),
    )


def _party(name: str | None) -> str:
    """A and B only help the reader: which of them is which follows from the relation."""
    return "side" if name in ("A", "B") else name or ""
