"""Reading the rulebook's examples.

Decides which item an example stands for: one of a nameless outlet, without a date. Doesn't judge what was read.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from monitor.extraction import examples
from monitor.model.examples import Example
from monitor.model.items import Item
from monitor.model.reports import Reading

_SEEN_AT = datetime(2000, 1, 1, tzinfo=UTC)
"""Any time does: what an item of unknown date says is no older or newer for it."""


def failures(found: Iterable[Example], read: Callable[[Item], Reading]) -> Iterator[tuple[Example, str]]:
    """Each example that isn't read as it says, with the difference."""
    for example in found:
        wrong = examples.complaint(example, read(_item(example)))
        if wrong:
            yield example, wrong


def _item(example: Example) -> Item:
    return Item(
        id=f"{example.path}#{example.number}",
        title=example.text,
        summary=example.summary,
        language=example.language,
        outlet="",
        seen_at=_SEEN_AT,
    )
