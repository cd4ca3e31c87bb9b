"""How a rule file is divided: named sections, and what an entry of each must look like.

Decides the convention that every module of ``monitor.rules`` follows: it exports ``SECTIONS: Mapping[str, Section]`` and functions that
compile validated entries to values of ``monitor.model``. Doesn't decide what any section means, nor how files are read and merged.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict


class Entry(BaseModel):
    """The base of every entry: unknown keys are errors, and a validated entry never changes.

    Entries are validated as JSON in strict mode: lists become tuples, strings become enums and dates, but ``"1"`` is no number, ``1``
    no string and ``yes`` no boolean.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What may stand under one key at the top of a rule file.

    ``many``: a list of entries, merged over all files by the field named in ``key`` (None: entries have no name and all are kept).
    Not ``many``: one mapping; a second one needs ``override``, unless ``per_folder``: then each folder has its own. ``title`` is what
    messages call one entry. ``named``: a mapping of names to what stands in this field of an entry (``lists: {crossings: [...]}``); a value
    that says ``override`` is the entry itself, with that field in it. ``parts`` are lists in an entry whose items have names of their own, with
    the field that holds it (an item without the field has the empty name): ``override: append`` changes an item that is there already.
    """

    entry: type[BaseModel]
    many: bool = True
    key: str | None = "id"
    per_folder: bool = False
    title: str = "entry"
    named: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reference:
    """Marks a string field as the name of something defined elsewhere: ``Annotated[str, Reference("actors")]``.

    ``to`` is a section (the names are the keys of its entries) or a vocabulary of ``monitor.rules.registry``: ``parties`` (actors and
    countries), ``borders`` (any two countries), ``event patterns`` (events and their types), ``indicator codes``, ``traits``.
    ``acyclic``: following the field from entry to entry of the same section must come to an end.
    """

    to: str
    acyclic: bool = False
