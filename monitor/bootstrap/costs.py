"""What each rule costs: the time that it takes to ask one thing."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.model.items import Item
from monitor.model.reports import Reading
from monitor.model.rules import Rule
from monitor.pipeline import examples
from monitor.rules import matching

if TYPE_CHECKING:
    from monitor.bootstrap import App

MOST_EXAMPLES = 300
"""Of the examples beside the words, spread over all of them: enough for a steady figure, in a few tenths of a second."""

ROUNDS = 3
"""The best of so many: what disturbs only ever adds."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Microseconds in the mean and at worst, for one subject, over so many."""

    rule: str
    mean: float
    worst: float
    subjects: int


def costs(app: "App", *, now: Callable[[], int] = time.perf_counter_ns) -> tuple[Cost, ...]:
    """Every rule, dearest first, asked of the examples of all rules and of those beside the words."""
    book, read = app.loaded.rulebook, app.reader_for().read
    step = max(1, len(book.examples) // MOST_EXAMPLES)
    items = [examples.rule_item(rule, number) for rule in book.rules for number in range(len(rule.examples))]
    items += [examples.example_item(example) for example in book.examples[::step]]
    readings = [(item, read(item)) for item in items]
    found = (_cost(app, rule, readings, now) for rule in book.rules)
    return tuple(sorted(found, key=lambda cost: (-cost.mean, cost.rule)))


def _cost(app: "App", rule: Rule, readings: Sequence[tuple[Item, Reading]], now: Callable[[], int]) -> Cost:
    subjects = [
        (subject, item) for item, reading in readings for subject in app.desk_rules.subjects(rule, item, reading)
    ]
    taken = [0.0] * len(subjects)
    for number, (subject, item) in enumerate(subjects):
        rounds = []
        for _ in range(ROUNDS):
            begun = now()
            matching.match(rule, subject, now=item.known_at)
            rounds.append(now() - begun)
        taken[number] = min(rounds) / 1000
    return Cost(rule.id, sum(taken) / max(1, len(taken)), max(taken, default=0.0), len(taken))
