"""Reading the rulebook's examples, those beside the words and those of the desk's rules.

Decides which item an example stands for: one of a nameless outlet, without a date. Doesn't judge what was read.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

from monitor.extraction import examples
from monitor.model.examples import Example, FailedExample
from monitor.model.items import Item
from monitor.model.reports import Reading
from monitor.model.rules import Rule, RuleExample
from monitor.pipeline.desk_rules import DeskRules
from monitor.rules.matching import Match

_SEEN_AT = datetime(2000, 1, 1, tzinfo=UTC)
"""Any time does: what an item of unknown date says is no older or newer for it."""


_GRADE = "A"
"""An example of a rule is taken to be true: it shows the rule, not the outlet."""


def failures(found: Iterable[Example], read: Callable[[Item], Reading]) -> Iterator[FailedExample]:
    """Each example that isn't read as it says, with the difference."""
    for example in found:
        wrong = examples.complaint(example, read(example_item(example)))
        if wrong:
            trail = ("examples", example.number, "text")
            yield FailedExample(path=example.path, trail=trail, text=example.text, complaint=wrong)


def rule_failures(rules: DeskRules, read: Callable[[Item], Reading]) -> Iterator[FailedExample]:
    """Each example that its rule doesn't treat as it says, with the reason."""
    for rule in rules.all:
        for number, example in enumerate(rule.examples):
            item = rule_item(rule, number)
            wrong = _wrong(example, rules.asked_alone(rule, item, read(item)))
            if wrong:
                trail = ("rules", rule.number, "examples", number, "text")
                yield FailedExample(path=rule.origin, trail=trail, text=example.text, complaint=wrong)


def rule_item(rule: Rule, number: int) -> Item:
    """The item that a rule's example stands for."""
    example = rule.examples[number]
    return Item(
        id=f"{rule.id}#{number}",
        title=example.text,
        language=example.language,
        outlet="",
        seen_at=_SEEN_AT,
        grade=_GRADE,
    )


def example_item(example: Example) -> Item:
    """The item that an example beside the words stands for."""
    return Item(
        id=f"{example.path}#{example.number}",
        title=example.text,
        summary=example.summary,
        language=example.language,
        outlet="",
        seen_at=_SEEN_AT,
    )


def _wrong(example: RuleExample, match: Match) -> str:
    because = " · ".join(match.because)
    if match.matched != example.matches:
        return f"{'is' if match.matched else 'is not'} matched: {because}"
    missing = [words for words in example.evidence if words.casefold() not in because.casefold()]
    return f"is matched by {because}, not by {', '.join(missing)}" if missing and match.matched else ""
