"""A year on a front where fourteen rounds a day are usual, nobody is killed, and then for a week people are."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache

from monitor.alerts import decide as alerting
from monitor.alerts import render
from monitor.escalation.assess import go_on
from monitor.escalation.checkpoint import Checkpoint
from monitor.model.alerts import SAME_DAY, Alert, Level
from monitor.model.assessments import Assessment, State
from monitor.model.incidents import Incident
from tests.support.escalation import BORDER, at, clash, count, rulebook

START = at("2029-01-01 00:00")
DAYS, DEADLY = 365, range(300, 307)
A_DAY = 14
LOUD = frozenset({Level.WATCH, Level.WARNING, Level.CRITICAL})


def rounds(day: int) -> list[Incident]:
    """One day's fire; in the deadly week half of it kills."""
    begin = START + timedelta(days=day)
    return [
        clash(
            f"d{day:03}-{n:02}",
            begin + timedelta(minutes=n * 103),
            0.85,
            killed=count(2 if day in DEADLY and n % 2 else 0),
            reports=(f"d{day:03}-{n:02}",),
        )
        for n in range(A_DAY)
    ]


def steps() -> Iterator[tuple[datetime, list[Incident]]]:
    """When somebody looks, and what is new: the end of each day; in the first week and around the deadly one, every round."""
    for day in range(DAYS):
        new = rounds(day)
        if day < 7 or DEADLY.start - 2 <= day < DEADLY.stop + 2:
            yield from ((one.started_at + timedelta(minutes=5), [one]) for one in new)
        else:
            yield START + timedelta(days=day + 1), new


def told() -> Iterator[tuple[datetime, Assessment, tuple[Alert, ...]]]:
    """Each assessment, on from the last checkpoint, and what people are told then."""
    book, log, alerts = rulebook(), [], ()
    last: Assessment | None = None
    before: tuple[Incident, ...] = ()
    after: Checkpoint | None = None
    for now, new in steps():
        log = [one for one in log if after is None or one.started_at >= after.looks_back_to] + new
        course = go_on(BORDER, log, rulebook=book, now=now, after=after)
        known = tuple(one for one in log if now - one.started_at < timedelta(days=8))
        made = alerting.decide(
            border=BORDER,
            assessment=course.assessment,
            told=last,
            incidents=known,
            told_incidents=before,
            alerts=alerts,
            rulebook=book,
            now=now,
        )
        alerts, last, before, after = (*alerts, *made)[-40:], course.assessment, known, course.checkpoint
        yield now, course.assessment, made


@cache
def year() -> list[tuple[datetime, Assessment, tuple[Alert, ...]]]:
    """The whole year, computed once."""
    return list(told())


def loud() -> list[Alert]:
    """What rings."""
    return [alert for _, _, made in year() for alert in made if alert.level in LOUD]


def test_it_rings_once_a_day_at_most_and_sixty_times_a_year() -> None:
    """A chronic front is no news; a second change of state on a day joins the first as an update, at its own level, and says so."""
    by_day = Counter(alert.at.date() for alert in loud() if SAME_DAY not in alert.labels)
    assert max(by_day.values()) == 1
    assert len(loud()) <= 60
    updates = [alert for alert in loud() if SAME_DAY in alert.labels]
    assert [alert.level for alert in updates] == [Level.WARNING, Level.CRITICAL]
    assert all(alert.why[-1].startswith("joins today's w") for alert in updates)
    assert not any(render.message(alert, zone="UTC").urgent for alert in updates)
    between = [a for a in loud() if START + timedelta(days=7) < a.at < START + timedelta(days=DEADLY.start)]
    assert between == []


def test_it_rings_for_the_deadly_week() -> None:
    """The first day with deaths is told at once, and loud."""
    first = (START + timedelta(days=DEADLY.start)).date()
    assert [alert for alert in loud() if alert.at.date() == first and alert.level is not Level.WATCH]


def test_the_state_follows_the_deaths_and_not_the_rounds() -> None:
    """Before that week the front is calm or tense, in it more than that."""
    states = {now.date(): assessment.state for now, assessment, _ in year()}
    by_day = [states.get((START + timedelta(days=day)).date(), State.CALM) for day in range(DAYS)]
    assert set(by_day[60 : DEADLY.start]) <= {State.CALM, State.TENSION}
    assert by_day[DEADLY.stop - 1] in {State.CONFRONTATION, State.ESCALATION}
