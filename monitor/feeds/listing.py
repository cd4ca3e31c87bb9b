"""What a feed document lists, and what it no longer lists although it should.

Decides when an entry was deleted without a word. Entries leave a feed at its end all day long, and editors rearrange what isn't in order
of time; so only a gap counts: the feed is in order of time, the neighbours on both sides of the entry are still there, nothing new stands
between them, and nothing new is the same story again. That is a suspicion, which the next answer of the feed must confirm.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from monitor.model.items import Item, ParsedFeed

MOST_AT_ONCE = 2
"""Entries that vanish together: more is a feed being rearranged, not an editor deleting a story."""
FEWEST_STAYING = 4
"""Entries that must stay; of fewer nobody can say what order they are in."""
LOOKED_FOR = timedelta(days=3)
"""An older entry may be gone for many reasons, and no longer matters."""
REMEMBERED = 20
"""Deleted entries that are still recognised when they come back."""
_SAME_STORY = 0.5
"""Of the words of two titles, those that both have."""
_WORD = re.compile(r"\w+")


def listed(parsed: ParsedFeed, ids: Sequence[str], *, marks: Sequence[str], before: Sequence[str]) -> tuple[str, ...]:
    """The item of every entry in the document's order, empty where there is none.

    ``ids`` are the items of the entries that were parsed. Those that weren't are known by their mark: ``before`` lists the items of the
    earlier document's ``marks``.
    """
    if not parsed.marks:
        return tuple(ids)
    known = dict(zip(marks, before, strict=False))
    listing = [known.get(mark, "") for mark in parsed.marks]
    for position, item_id in zip(parsed.positions, ids, strict=True):
        listing[position] = item_id
    return tuple(listing)


def gaps(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """Items that only the earlier listing has, where both their neighbours now follow each other; none when the order changed."""
    was, now = [i for i in before if i], [i for i in after if i]
    kept = set(was).intersection(now)
    staying = [i for i in was if i in kept]
    if len(kept) == len(was) or len(staying) < FEWEST_STAYING or staying != [i for i in now if i in kept]:
        return ()
    followed_by = dict(pairwise(now))
    found: list[str] = []
    for left, right in pairwise(place for place, i in enumerate(was) if i in kept):
        if right - left > 1 and followed_by.get(was[left]) == was[right]:
            found.extend(was[left + 1 : right])
    return tuple(found) if len(found) <= MOST_AT_ONCE else ()


def in_order_of_time(listing: Sequence[str], items: Mapping[str, Item]) -> bool:
    """Whether everything in the listing is known and has a date, each older than the one before, or each newer."""
    times = [items[i].published_at if i in items else None for i in listing if i]
    dated = [time for time in times if time is not None]
    if len(dated) < len(times) or len(set(dated)) < FEWEST_STAYING:
        return False
    steps = [later >= earlier for earlier, later in pairwise(dated)]
    return all(steps) or all(later <= earlier for earlier, later in pairwise(dated))


def is_told_again(gone: Item, others: Collection[Item]) -> bool:
    """Whether one of the others is the same story under another identity: an editor who replaces an entry deletes nothing."""
    words = _words(gone)
    return any(len(words & _words(o)) >= _SAME_STORY * len(words | _words(o)) or o.url == gone.url for o in others)


def is_recent(item: Item, *, now: datetime) -> bool:
    """Whether it is still worth noticing that it was deleted."""
    return now - (item.published_at or item.seen_at) <= LOOKED_FOR


def _words(item: Item) -> set[str]:
    return set(_WORD.findall(item.title.casefold()))
