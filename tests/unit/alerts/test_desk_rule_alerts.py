"""Alerts that a desk's own rules ask for: once for each thing, at most one in a while, on top of what the ladder tells."""

from datetime import UTC, datetime, timedelta

from monitor.alerts import desk
from monitor.alerts.desk import Hit
from monitor.model.alerts import Level, Reason
from monitor.model.rules import Leaf, Rule, Scope, Then

NOW = datetime(2031, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def hit(of: str, *, once_per: timedelta | None = None, says: str = "Crossing closed") -> Hit:
    """A rule that matched something called so."""
    then = Then(level=Level.WATCH, labels=(("team", "logistics"),), once_per=once_per)
    rule = Rule(
        id="trade", title="Trade stopped", scope=Scope.INCIDENT, when=Leaf(key="words", texts=("shut",)), then=then
    )
    return Hit(
        rule=rule,
        of=of,
        border="EC-PE",
        says=says,
        sure="occurrence B2",
        because=("shuts",),
        links=("https://paper.example/1", "javascript:alert(1)"),
    )


def test_a_match_is_told_once_with_its_reasons() -> None:
    """Level, labels and links are the rule's and the match's; a link that isn't one is left out."""
    (told,) = desk.decide([hit("a")], alerts=(), now=NOW)
    assert (told.level, told.reason, told.border) == (Level.WATCH, Reason.RULE, "EC-PE")
    assert told.why == ("rule trade", "shuts")
    assert ("team", "logistics") in told.labels
    assert told.links == ("https://paper.example/1",)
    assert desk.decide([hit("a")], alerts=(told,), now=NOW + HOUR) == ()


def test_at_most_one_in_a_while() -> None:
    """What comes too soon isn't told later either; after the time, the next one is."""
    (first,) = desk.decide([hit("a", once_per=24 * HOUR), hit("b", once_per=24 * HOUR)], alerts=(), now=NOW)
    assert desk.decide([hit("c", once_per=24 * HOUR)], alerts=(first,), now=NOW + 23 * HOUR) == ()
    (second,) = desk.decide([hit("d", once_per=24 * HOUR)], alerts=(first,), now=NOW + 24 * HOUR)
    assert (second.conversation, second.revision) == (first.conversation, 2)


def test_without_a_limit_each_match_is_told() -> None:
    """In one conversation of the rule and the border."""
    told = desk.decide([hit("a"), hit("b")], alerts=(), now=NOW)
    assert [alert.revision for alert in told] == [1, 2]
    assert len({alert.conversation for alert in told}) == 1


def test_foreign_words_are_made_harmless() -> None:
    """A headline can't ping, link or format."""
    (told,) = desk.decide([hit("a", says="<!channel> *now* http://phish.example")], alerts=(), now=NOW)
    assert not set("<*") & set(told.headline)
    assert "http://" not in told.headline
