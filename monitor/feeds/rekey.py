"""Recognises a feed that gave all of its entries new identifiers, so that old news doesn't come in again as new.

Decides by fingerprints which new identities are entries that were seen before under others. A fingerprint stands for the same title at the
same minute, or the same text at the same address: two stories share neither, so that nothing new is ever taken for old. And only when more
than half of a document is like that: a single story that comes out again is for the reading to judge.
"""

import base64
import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from monitor.model.items import Item
from monitor.model.times import Precision
from monitor.text import urls

USUALLY_KEPT = 400
"""Fingerprints of a feed: the last two hundred entries, several documents of nearly every feed."""
MOST_KEPT = 1_200
"""For feeds that hold more entries than that in one document; no parser hands over more than five hundred."""

_PRINTS_OF_ONE = 2
_WIDTH = 6
"""Characters of base64, 36 bits: that one of fifty entries meets one of 400 by chance happens once in three million documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What a document's new identities came to. ``fresh`` is new indeed; ``re_keyed`` when the feed changed its identifiers just now."""

    fresh: tuple[Item, ...]
    re_keyed: bool


def recognise(items: Sequence[Item], new: Sequence[Item], recent: str, *, total: int) -> Recognised:
    """Sorts ``new``, those of a known feed's ``items`` whose identities nobody has met. ``total`` counts all entries of the document."""
    settled = {item.id for item in new if _holds(recent, _by_identity(item))}
    returned = {item.id for item in new if item.id not in settled and any(_holds(recent, p) for p in _prints(item))}
    re_keyed = 2 * len(returned) > max(total, len(items))
    known = settled | returned if re_keyed else settled
    return Recognised(fresh=tuple(item for item in new if item.id not in known), re_keyed=re_keyed)


def remembered(recent: str, items: Iterable[Item], unstored: Collection[str], *, total: int) -> str:
    """The fingerprints to keep: of these items, then of earlier ones, enough for ``total`` entries in a document.

    ``unstored`` are ids that were recognised and so aren't in the store.
    """
    fresh = dict.fromkeys(found for item in items for found in _all_prints(item, unstored))
    kept = min(max(USUALLY_KEPT, _PRINTS_OF_ONE * total), MOST_KEPT)
    again = [found for found in fresh if _holds(recent, found)]
    earlier = recent if not again else "".join(one for one in _unpacked(recent) if one not in again)
    return ("".join(fresh) + earlier)[: kept * _WIDTH]


def _all_prints(item: Item, unstored: Collection[str]) -> Iterator[str]:
    if item.id in unstored:
        yield _by_identity(item)
    yield from _prints(item)


def _prints(item: Item) -> tuple[str, ...]:
    exact = item.published_at is not None and item.published_precision is Precision.MINUTE
    when = item.published_at.isoformat() if exact and item.published_at else None
    return _prints_of(item.title, when, item.url, item.content_hash)


@lru_cache(maxsize=256)  # each new item is looked at twice: as one that may be known, and as one to remember
def _prints_of(title: str, when: str | None, url: str | None, content_hash: str) -> tuple[str, ...]:
    address = urls.canonicalize(url) if url else None
    by_time = (_print("when", title, when),) if when else ()
    return (*by_time, _print("where", address, content_hash)) if address else by_time


def _by_identity(item: Item) -> str:
    """Changes with the text: what is written anew under a recognised identity is worth reading."""
    return _print("who", item.id, item.content_hash)


def _print(*parts: str) -> str:
    digest = hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).digest()
    return base64.urlsafe_b64encode(digest[:6])[:_WIDTH].decode("ascii")


def _holds(recent: str, found: str) -> bool:
    """Whether a fingerprint is among those kept: a search through the text, at whose hit or two it is seen whether one begins there."""
    at = recent.find(found)
    while at >= 0 and at % _WIDTH:
        at = recent.find(found, at + 1)
    return at >= 0


def _unpacked(recent: str) -> Iterator[str]:
    # One text of fixed widths: ten thousand states are read at every start, and a tuple of short texts costs twenty times as much.
    return (recent[at : at + _WIDTH] for at in range(0, len(recent), _WIDTH))
