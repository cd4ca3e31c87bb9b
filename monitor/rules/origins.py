"""Where the entries of the rules come from: who defined each, and who changed it since.

Decides what a listing of rules says. Doesn't judge whether the entries are right: they are taken as written.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from monitor.model.rules import RuleStatus, Scope
from monitor.rules import merge, registry
from monitor.rules.documents import Document, Fault, Json
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

    def place(self) -> str:
        """``path:line`` of where it stands; finding that out may be slow."""
        found = self.draft.problem(Fault((), "", ""))
        return f"{found.path}:{found.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An entry as it stands after all files. ``data`` is what was last in force when it is ``disabled``; ``layers`` are in order of loading."""

    section: str
    key: str
    data: Mapping[str, Json]
    layers: tuple[Layer, ...]
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


def standing(documents: Sequence[Document]) -> tuple[Standing, ...]:
    """What is worth listing, by section and in the order of first definition."""
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
        if name[0] == section and (section in LISTED or any(layer.how != "define" for layer in told))
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
        borders=(name[1],) if name[0] == "tuning" else tuple(map(str, borders)) if isinstance(borders, list) else (),
        disabled=draft is None,
    )
