"""What can be made of data that doesn't have the shape of its model: good for finding more faults, and for nothing else.

Decides that a misspelt key is taken for what was probably meant, and what stands in for the rest that is wrong or missing: its default, or
as good as nothing. What is found of stand-ins was never written, so :meth:`Salvaged.told` leaves it out.
"""

import functools
import json
import types
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from monitor.rules import validation
from monitor.rules.documents import Fault, Json, Trail
from monitor.rules.validation import Hidden

E = TypeVar("E", bound=BaseModel)

_LOOKS = 3
"""So often keys are taken for others: below one that was misspelt another may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged(Generic[E]):
    """An entry with stand-ins. ``data`` is what was written, with keys as meant; ``written`` says of those how they are written."""

    entry: E
    data: Mapping[str, Json]
    written: Mapping[Trail, Trail]
    wrong: frozenset[Trail] = frozenset()

    def told(self, faults: Iterable[Fault]) -> list[Fault]:
        """Those of what was written and isn't known to be wrong, at the places where it stands."""
        return [self.placed(fault) for fault in faults if self._is_written(fault.trail)]

    def is_wrong_below(self, key: str) -> bool:
        """Whether anything that is wrong stands under this key."""
        return any(trail[:1] == (key,) for trail in self.wrong)

    def _is_written(self, trail: Trail) -> bool:
        here: Any = self.data
        for depth, part in enumerate(trail):
            if trail[:depth] in self.wrong and not isinstance(here, dict):
                return False
            try:
                here = here[part]
            except (KeyError, IndexError, TypeError):
                return False
        return trail not in self.wrong or isinstance(here, dict)

    def placed(self, fault: Fault) -> Fault:
        """The place of a key that was meant is where it was misspelt."""
        for length in range(len(fault.trail), 0, -1):
            if as_written := self.written.get(fault.trail[:length]):
                return self.placed(replace(fault, trail=(*as_written, *fault.trail[length:])))
        return fault


def salvage(
    data: Mapping[str, Json], faults: Sequence[Fault], model: type[E], *, secret: Hidden = lambda _: False
) -> tuple[Salvaged[E], tuple[Fault, ...]]:
    """What can be made of data in which :func:`monitor.rules.validation.validate` found the faults, and the faults below misspelt keys."""
    meant = json.loads(json.dumps(data))
    written: dict[Trail, Trail] = {}
    entry, found, below = None, tuple(faults), []
    for _ in range(_LOOKS):
        renamed = _rename(meant, found, model)
        if not renamed:
            break
        written |= renamed
        entry, found = validation.validate(meant, model, secret=secret)
        below += [fault for fault in found if any(fault.trail[: len(key)] == key for key in renamed)]
    made = Salvaged(
        entry=entry or _build(model, meant),
        data=meant,
        written=written,
        wrong=frozenset(fault.trail for fault in (*faults, *below)),
    )
    return made, tuple(map(made.placed, below))


def _rename(data: dict[str, Json], faults: Collection[Fault], model: type[BaseModel]) -> dict[Trail, Trail]:
    """Calls misspelt keys what was probably meant, where nothing is called so; each with how it was written."""
    renamed: dict[Trail, Trail] = {}
    for fault in faults:
        *above, key = fault.trail if fault.code == "unknown-key" else ("", "")
        right = validation.nearest_key(str(key), model, tuple(above)) if fault.code == "unknown-key" else None
        holder: Any = functools.reduce(_inside, above, data) if right else {}
        if right and key in holder and right not in holder:
            holder[right] = holder.pop(key)
            renamed[(*above, right)] = fault.trail
    return renamed


def _inside(holder: Any, part: str | int) -> Any:
    return holder[part]


def _build(model: type[E], data: Mapping[str, Any]) -> E:
    """An entry without any of the model's own checks: what fits its field, and stand-ins."""
    return model.model_construct(
        **{name: _of_field(field, data, field.alias or name) for name, field in model.model_fields.items()}
    )


def _of_field(field: FieldInfo, data: Mapping[str, Any], key: str) -> Any:
    annotation: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    found = _fitting(data[key], annotation) if key in data else None
    if found is not None:
        return found
    return _nothing(annotation) if field.is_required() else field.get_default(call_default_factory=True)


def _fitting(written: Any, annotation: Any) -> Any:
    """The value, or as much of it as fits; None when nothing does."""
    try:
        return TypeAdapter(annotation).validate_json(json.dumps(written), strict=True)
    except ValidationError:
        return _in_part(written, annotation)


def _in_part(written: Any, annotation: Any) -> Any:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _in_part(written, inner[0])
    if origin in (Union, types.UnionType):
        return next((found for each in inner if (found := _in_part(written, each)) is not None), None)
    if origin is tuple and isinstance(written, list):
        return tuple(_standing_in(part, inner[0]) for part in written)
    if origin is dict and isinstance(written, dict):
        return {name: _standing_in(part, inner[1]) for name, part in written.items()}
    return _build(annotation, written) if _is_model(annotation) and isinstance(written, dict) else None


def _standing_in(written: Any, annotation: Any) -> Any:
    found = _fitting(written, annotation)
    return _nothing(annotation) if found is None else found


def _nothing(annotation: Any) -> Any:
    """As good as nothing of this type."""
    origin = get_origin(annotation)
    if origin in (Annotated, Union, types.UnionType):
        return _nothing(get_args(annotation)[0])
    empty: dict[Any, Any] = {tuple: (), dict: {}, str: ""}
    return _build(annotation, {}) if _is_model(annotation) else empty.get(origin or annotation)


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
