"""Items from JSON Lines (the promise of ``replay`` and ``explain --file``): values out, and every bad line named."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from itertools import repeat

from monitor.errors import Problem
from monitor.model.items import Item
from monitor.model.outlets import Grade, Outlet
from monitor.model.times import Precision
from monitor.text import urls

_FIELDS = ("id", "url", "outlet", "feed", "published", "seen", "language", "title", "summary", "content", "grade")
_LONGEST_DAY = time(23, 59, 59)
_NO_UTF8 = re.compile("[\udc80-\udcff]")
"""A byte that is no UTF-8, as ``surrogateescape`` keeps it."""
_YEARS = range(1900, 2200)
"""Beyond them a clock or a format is wrong, and there is no room left to compute in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedItems:
    """Items in order of ``seen_at`` (equal times keep the file's order), the outlets they name, and the lines that were skipped."""

    items: tuple[Item, ...] = ()
    outlets: Mapping[str, Outlet] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    raw: Mapping[str, object]
    published_at: datetime | None
    precision: Precision
    seen_at: datetime | None


def parse_items(lines: Iterable[str], *, path: str, outlets: Mapping[str, Outlet]) -> LoadedItems:
    """Reads JSON Lines. Only ``title`` is required; a bad line is a problem with its number, and is skipped."""
    parsed, problems = [], []
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            parsed.append(_parse_line(number, text))
        except ValueError as error:
            problems.append(Problem(path, number, 1, str(error)))
    book = _Outlets(outlets)
    items = [_item(line, seen, book) for line, seen in zip(parsed, _seen_times(parsed), strict=True)]
    unique, repeated = _unique(items, places=[(path, line.number) for line in parsed])
    return LoadedItems(
        items=tuple(sorted(unique, key=lambda item: item.seen_at)),
        outlets=book.all,
        problems=tuple(sorted((*problems, *repeated))),
    )


def _parse_line(number: int, text: str) -> _Line:
    if _NO_UTF8.search(text):
        raise ValueError("not UTF-8")
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON: {error.msg[:1].lower()}{error.msg[1:]}, at character {error.pos + 1}") from error
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(raw, dict):
        raise ValueError("an item is a JSON object")  # noqa: TRY004 - a line that is wrong, not a caller
    title = raw.get("title")
    if not isinstance(title, str) or not title.strip():
        raise ValueError("an item needs a title")
    wrong = [name for name in _FIELDS if not isinstance(raw.get(name), str | None)]
    if wrong:
        raise ValueError(f"{', '.join(wrong)}: must be text or null")
    if raw.get("grade") is not None and raw["grade"] not in Grade.__members__:
        raise ValueError(f"grade: {raw['grade']!r} is none of {', '.join(Grade)}")
    published_at, precision = _moment(raw.get("published"))
    seen_at, _ = _moment(raw.get("seen"))
    return _Line(number, raw, published_at, precision, seen_at)


def _moment(text: str | None) -> tuple[datetime | None, Precision]:
    """An instant; a date alone is known at the end of its day, UTC."""
    if not text:
        return None, Precision.UNKNOWN
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"not a date: {text!r}") from error
    if moment.year not in _YEARS:
        raise ValueError(f"no news is of that time: {text!r}")
    if len(text) <= len("2024-01-16"):
        return datetime.combine(moment.date(), _LONGEST_DAY, UTC), Precision.DAY
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return zoned.astimezone(UTC), Precision.MINUTE


def _seen_times(lines: Sequence[_Line]) -> list[datetime]:
    """When each was seen: as stated, else its publication, else the item before it, else the first time known in the file."""
    first = next((line.seen_at or line.published_at for line in lines if line.seen_at or line.published_at), None)
    current = first or datetime(1970, 1, 1, tzinfo=UTC)
    times = []
    for line in lines:
        current = line.seen_at or line.published_at or current
        times.append(current)
    return times


class _Outlets:
    """Finds an item's outlet by its host, then by name; a name that nobody configured becomes an outlet of its own, grade F."""

    def __init__(self, outlets: Mapping[str, Outlet]) -> None:
        self.all = dict(outlets)
        self._by_name = {name.casefold(): o for o in outlets.values() for name in (o.id, o.name)}
        self._by_host = {host: o for o in outlets.values() for host in o.hosts}

    def find(self, name: str, url: str | None) -> Outlet:
        known = self._of_host(url) or self._by_name.get(name.casefold())
        if known:
            return known
        made = Outlet(
            id=f"name:{name.casefold()}" if name else "unknown",
            name=name or "unknown",
            owner=name.casefold() or "ungraded",
        )
        return self.all.setdefault(made.id, made)

    def _of_host(self, url: str | None) -> Outlet | None:
        host = urls.host_of(url) if url else None
        while host and "." in host:
            if found := self._by_host.get(host):
                return found
            host = host.partition(".")[2]
        return None


def _item(line: _Line, seen_at: datetime, book: _Outlets) -> Item:
    raw = line.raw
    text = {name: _whole(str(raw.get(name) or "")) for name in _FIELDS}
    outlet = book.find(text["outlet"], text["url"] or None)
    content = hashlib.sha256("\0".join((text["title"], text["summary"], text["content"])).encode()).hexdigest()
    published_at = line.published_at
    if published_at and published_at > seen_at + timedelta(days=1):
        published_at = None
    return Item(
        id=text["id"] or f"line-{line.number}",
        title=text["title"],
        outlet=outlet.id,
        seen_at=seen_at,
        feed=text["feed"] or None,
        url=text["url"] if urls.host_of(text["url"]) else None,  # an export is opened by programs that would run others
        summary=text["summary"],
        content=text["content"],
        language=text["language"] or None,
        published_at=published_at,
        published_precision=line.precision,
        grade=text["grade"] or None,
        content_hash=content,
    )


def _whole(text: str) -> str:
    """With a question mark for each half of a surrogate pair, which JSON can write and no text can hold; offsets stay as they are."""
    return text.encode("utf-8", "replace").decode()


def _unique(items: Sequence[Item], *, places: Iterable[tuple[str, int]]) -> tuple[list[Item], list[Problem]]:
    """``places`` says where each item stands: its file, and the line if that is known."""
    seen: set[str] = set()
    unique, problems = [], []
    for item, (path, line) in zip(items, places, strict=False):
        if item.id in seen:
            told = f"the id {item.id!r} stands twice; only the first item is read"
            problems.append(Problem(path, line, min(line, 1), told))
        else:
            seen.add(item.id)
            unique.append(item)
    return unique, problems


def merge(parts: Sequence[LoadedItems]) -> LoadedItems:
    """Several files as one, in order of ``seen_at``; ids that two files share are told apart by the first file's right."""
    outlets = {id_: outlet for part in parts for id_, outlet in part.outlets.items()}
    unique, repeated = _unique([item for part in parts for item in part.items], places=repeat(("(several files)", 0)))
    return LoadedItems(
        items=tuple(sorted(unique, key=lambda item: item.seen_at)),
        outlets=outlets,
        problems=(*(p for part in parts for p in part.problems), *repeated),
    )


def with_language(item: Item, language: str | None) -> Item:
    """The item with a feed's language where it has none of its own."""
    return item if item.language or not language else replace(item, language=language)
