"""Alerts that a desk's own rules ask for: once for each thing, at most one in a while, on top of what the ladder tells."""

from datetime import UTC, datetime, timedelta

from monitor.alerts import desk, route
from monitor.alerts.desk import Hit
from monitor.model.alerts import Alert, Level, Reason, Route
from monitor.model.incidents import Incident, Status
from monitor.model.rules import Leaf, Rule, Scope, Then
from tests.support.alerts import strike

NOW = datetime(2031, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def hit(
    of: str, *, once_per: timedelta | None = None, says: str = "Crossing closed", incident: str | None = None
) -> Hit:
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
        incident=incident,
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
    assert "First alert of the rule here" in first.body
    assert "Since last alert, 2031-05-04 12:00 UTC: one more" in second.body


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


def corrected(told: Alert, incidents: list[Incident]) -> tuple[Alert, ...]:
    """The corrections an hour later, when the incident was there before."""
    return desk.correct((told,), incidents, before=[strike()], now=NOW + HOUR)


def test_what_no_longer_stands_is_corrected_once_wherever_it_was_told() -> None:
    """Retracted or gone; with the rule's labels, so that it finds the same ways, in the same conversation."""
    (told,) = desk.decide([hit("i1#0", incident="i1", once_per=24 * HOUR)], alerts=(), now=NOW)
    assert corrected(told, [strike()]) == ()
    assert corrected(told, [strike("merged", reports=("i0#0", "i1#0"))]) == ()
    assert corrected(told, [strike("i9", reports=("i1#1",), items=("i1",))]) == ()
    assert desk.correct((told,), [], before=[], now=NOW + HOUR) == ()
    (gone,) = corrected(told, [])
    (retracted,) = corrected(told, [strike(status=Status.RETRACTED)])
    assert gone == retracted
    assert (gone.level, gone.reason, gone.corrects) == (Level.CORRECTION, Reason.CORRECTION, (told.id,))
    assert (gone.conversation, gone.revision) == (told.conversation, 2)
    assert gone.headline.startswith("Correction ◆ EC-PE: no longer stands: L2 ● EC-PE: Trade stopped.")
    assert f"corrects alert {told.id} of 2031-05-04 12:00 UTC" in gone.body
    assert desk.correct((told, gone), [], before=[strike()], now=NOW + 2 * HOUR) == ()
    assert desk.correct((told,), [], before=[strike()], now=NOW + 8 * 24 * HOUR) == ()
    night = Route(to=("desk",), labels=(("team", "logistics"),), levels=(Level.WATCH,))
    assert route.takes(night, gone, "desk")


def test_a_correction_counts_for_nothing_else() -> None:
    """It takes no place in the rule's ``once_per``, and an item's match, which no incident carries, has none."""
    (told,) = desk.decide([hit("i1#0", incident="i1", once_per=HOUR)], alerts=(), now=NOW)
    (gone,) = corrected(told, [])
    assert len(desk.decide([hit("b", once_per=HOUR)], alerts=(told, gone), now=NOW + 1.5 * HOUR)) == 1
    of_an_item = desk.decide([hit("item")], alerts=(), now=NOW)
    assert desk.correct(of_an_item, [], before=[strike()], now=NOW) == ()
