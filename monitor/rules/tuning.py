"""What is judged otherwise on one border: parts of the ladder and of indicators, put over those that hold everywhere.

Decides what a border may have of its own, and that what comes of it is checked like the whole. The parts are the models of the ladder and of
indicators with nothing in them required, so that whatever those learn can be tuned too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BaseModel, Field, create_model

from monitor.errors import Problem
from monitor.model.rulebook import Tuning
from monitor.rules import validation
from monitor.rules.documents import Json
from monitor.rules.indicators import IndicatorEntry, compile_indicators, compile_ladder
from monitor.rules.ladder import LadderEntry
from monitor.rules.merge import Draft
from monitor.rules.names import BorderRef, Text
from monitor.rules.section import Entry, Reference, Section

SAME_EVERYWHERE = ("ledger", "trend_band")
"""Numbers of the ladder that decide how a border is shown, not how it is judged."""

IDENTITY = ("id", "code", "kind")
"""What an indicator is; another one would need another name."""

IndicatorRef = Annotated[str, Reference("indicators")]


def _part_of(model: type[BaseModel], *, without: Sequence[str] = ()) -> type[BaseModel]:
    """The model with nothing required, at any depth of its mappings; lists stay whole."""
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if name not in without:
            kind: Any = field.annotation
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                kind = _part_of(kind)
            for mark in field.metadata:
                kind = Annotated[kind, mark]
            fields[name] = (kind | None, None)
    doc = f"Parts of: {(model.__doc__ or '').strip().splitlines()[0]}"
    part: type[BaseModel] = create_model(f"{model.__name__}Part", __base__=Entry, __doc__=doc, **fields)
    return part


LadderPart = _part_of(LadderEntry, without=SAME_EVERYWHERE)
IndicatorPart = _part_of(IndicatorEntry, without=IDENTITY)


class TuningEntry(Entry):
    """A border that is judged otherwise, and why. ``without`` are indicators that don't fire there."""

    border: BorderRef
    because: Text
    ladder: LadderPart | None = None  # type: ignore[valid-type]
    indicators: dict[IndicatorRef, IndicatorPart] = Field(default_factory=dict)  # type: ignore[valid-type]
    without: tuple[IndicatorRef, ...] = ()


SECTIONS: Mapping[str, Section] = {"tuning": Section(entry=TuningEntry, key="border", title="tuning")}


def compile_tunings(
    tunings: Sequence[Draft], *, ladder: Draft | None, indicators: Sequence[Draft]
) -> tuple[tuple[Tuning, ...], tuple[Problem, ...]]:
    """Each tuned border's whole ladder and all its indicators, and everything wrong with what comes of the parts."""
    made = [_Tuned(draft, ladder, indicators) for draft in tunings]
    return tuple(one.tuning for one in made), tuple(problem for one in made for problem in one.problems)


class _Tuned:
    """One border's tuning as it is put over what holds everywhere; what is ill made is left as it was."""

    def __init__(self, draft: Draft, ladder: Draft | None, indicators: Sequence[Draft]) -> None:
        self.problems: list[Problem] = []
        self._draft = draft
        parts = draft.data.get("indicators")
        tuned, without = parts if isinstance(parts, dict) else {}, draft.data.get("without")
        here = (one for one in indicators if one.key not in (without if isinstance(without, list) else ()))
        entries = [self._over(one, IndicatorEntry, tuned.get(str(one.key)), "indicators", str(one.key)) for one in here]
        rungs = self._over(ladder, LadderEntry, draft.data.get("ladder"), "ladder") if ladder else None
        self.tuning = Tuning(
            border=str(draft.key),
            because=str(draft.data["because"]),
            ladder=compile_ladder(rungs) if rungs else None,
            indicators=compile_indicators([entry for entry in entries if entry]),
        )

    def _over(self, whole: Draft, model: type[validation.E], part: Json, *at: str) -> validation.E | None:
        """The entry with the part over it; a fault is told where the part stands."""
        entry, faults = validation.validate(_laid_over(whole.data, part or {}), model)  # type: ignore[arg-type]
        self.problems += [self._draft.problem(replace(fault, trail=(*at, *fault.trail))) for fault in faults]
        return entry


def _laid_over(whole: Json, part: Json) -> Json:
    """Mappings merge, at any depth; everything else is put in place of what was there."""
    if not isinstance(whole, dict) or not isinstance(part, dict):
        return part
    return {**whole, **{key: _laid_over(whole.get(key), value) for key, value in part.items()}}
