"""Where the entries of the rules come from: who defined each, and who changed it since.

Decides what a listing of rules says. Doesn't judge whether the entries are right: they are taken as written.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from monitor.model.rules import RuleStatus, Scope
from monitor.rules import merge, registry
from monitor.rules.documents import Document, Fault, Json, Trail
from monitor.rules.merge import Draft

LISTED = ("pack", "rules", "lists", "macros", "indicators", "tuning")
"""Sections of which every entry is listed; of the others, those that a later file changes."""

DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Layer:
    """One file's say on an entry. ``how``: ``define``, ``replace``, ``append`` or ``disable``; ``keys`` are those that it writes."""

    how: str
    draft: Draft

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that it gives, but for the name and ``override``."""
        name = registry.SECTIONS[self.draft.section].key
        return tuple(key for key in self.draft.data if key not in (name, "override"))

    @property
    def path(self) -> str:
        """The file."""
        return self.draft.sources[()][0].path

    def place(self, trail: Trail = ()) -> str:
        """``path:line`` of where it stands, or a value in it; finding that out may be slow."""
        return _place(self.draft, trail)

    def at(self, trail: Trail) -> Json:
        """The value that it writes there; None when it writes none, or adds to a list, whose items have no fixed place."""
        value: Json = self.draft.data
        for step in trail:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and self.how != "append" and step < len(value):
                value = value[step]
            else:
                return None
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A single value of an entry as it stands: which file says it, and what an earlier one said in its place, if that differs."""

    trail: Trail
    value: Json
    at: str
    was: Json = None
    was_at: str = ""

    @property
    def key(self) -> str:
        """As in ``tiers.0.weight``."""
        return ".".join(map(str, self.trail))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An entry as it stands after all files. ``data`` is what was last in force when it is ``disabled``; ``layers`` are in order of loading."""

    section: str
    key: str
    data: Mapping[str, Json]
    layers: tuple[Layer, ...]
    draft: Draft
    borders: tuple[str, ...] = ()
    disabled: bool = False

    @property
    def kind(self) -> str:
        """What it is."""
        return registry.SECTIONS[self.section].title

    @property
    def level(self) -> str:
        """How loud a rule is; empty for what isn't told by itself."""
        then = self.data.get("then")
        return str((then.get("alert") if isinstance(then, dict) else None) or self.data.get("level") or "")

    @property
    def scope(self) -> str:
        """What a rule looks at; empty for what is no rule."""
        return str(self.data.get("scope", Scope.INCIDENT.value)) if self.section == "rules" else ""

    @property
    def status(self) -> str:
        """How much a rule is to be trusted; of anything, that it is out of force."""
        if self.disabled:
            return DISABLED
        return str(self.data.get("status", RuleStatus.STABLE.value)) if self.section == "rules" else ""


def values(entry: Standing) -> tuple[Value, ...]:
    """Every single value of an entry in the order of its keys, but for its name."""
    name = registry.SECTIONS[entry.section].key
    return tuple(_value(entry, trail, value) for trail, value in leaves(entry.data) if trail != (name,))


def _value(entry: Standing, trail: Trail, value: Json) -> Value:
    here = _place(entry.draft, trail)
    earlier = (layer for layer in reversed(entry.layers) if layer.at(trail) not in (None, value))
    before = next((layer for layer in earlier if layer.place(trail) != here), None)
    if before is None:
        return Value(trail=trail, value=value, at=here)
    return Value(trail=trail, value=value, at=here, was=before.at(trail), was_at=before.place(trail))


def leaves(value: Json | Mapping[str, Json], trail: Trail = ()) -> Iterator[tuple[Trail, Json]]:
    """Every single value below a value, with the keys and indices that lead to it."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, (*trail, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from leaves(inner, (*trail, index))
    else:
        yield trail, value


def _place(draft: Draft, trail: Trail) -> str:
    found = draft.problem(Fault(trail, "", ""))
    return f"{found.path}:{found.line}"


def standing(documents: Sequence[Document], *, everything: bool = False) -> tuple[Standing, ...]:
    """What is worth listing (or ``everything``), by section and in the order of first definition."""
    merged, _ = merge.merge(documents, registry.SECTIONS)
    now = {(section, draft.key or section): draft for section, drafts in merged.items() for draft in drafts}
    layers: dict[tuple[str, str], list[Layer]] = {}
    for layer in _layers(documents):
        layers.setdefault((layer.draft.section, layer.draft.key or layer.draft.section), []).append(layer)
    packs = {draft.folder: draft for draft in merged["pack"]}
    return tuple(
        _standing(name, told, now.get(name), packs)
        for section in (*LISTED, *sorted(set(registry.SECTIONS) - set(LISTED)))
        for name, told in layers.items()
        if name[0] == section and (everything or section in LISTED or any(layer.how != "define" for layer in told))
    )


def _layers(documents: Sequence[Document]) -> Iterator[Layer]:
    for document in documents:
        for draft, _ in merge.drafts_of(document, registry.SECTIONS, []):
            yield Layer(str(draft.data.get("override", "define")), draft)


def _standing(
    name: tuple[str, str], layers: Sequence[Layer], draft: Draft | None, packs: Mapping[str, Draft]
) -> Standing:
    last = draft or next(layer.draft for layer in reversed(layers) if layer.how != "disable")
    pack = packs.get(layers[0].draft.folder)
    borders = pack.data.get("borders") if pack else None
    return Standing(
        section=name[0],
        key=name[1],
        data=last.data,
        layers=tuple(layers),
        draft=last,
        borders=(name[1],) if name[0] == "tuning" else tuple(map(str, borders)) if isinstance(borders, list) else (),
        disabled=draft is None,
    )
