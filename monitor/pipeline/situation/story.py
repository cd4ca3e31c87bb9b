"""The situation in sentences, lists and tables: the summary on top, then each border, the hottest first."""

from collections.abc import Iterator

from monitor.alerts import wording
from monitor.model.assessments import Assessment, Coverage, State
from monitor.model.incidents import Incident
from monitor.model.reports import FORCE_CLASSES, Count
from monitor.model.responses import Worth
from monitor.pipeline.situation import drawing
from monitor.pipeline.situation.blocks import (
    Block,
    Drawing,
    Heading,
    Link,
    Paragraph,
    Point,
    Points,
    Table,
    Words,
    points,
)
from monitor.pipeline.situation.compose import Account, BorderSituation, Situation

LEAST_SHOWN = 0.05
"""Points below which a line of the ledger would read as nought."""
_MOST_UNKNOWN = 8


def title(situation: Situation) -> str:
    """What the report is called."""
    return f"Situation report, {wording.instant(situation.since)} to {wording.instant(situation.until)}"


def tell(situation: Situation) -> Iterator[Block]:
    """The whole report."""
    yield Heading(1, title(situation))
    yield Heading(2, "Summary")
    yield points(*summary(situation))
    if situation.borders:
        yield _overview(situation)
    if any(account.incident.places for border in situation.borders for account in border.accounts):
        yield from _drawn(drawing.map_of(situation))
    for border in situation.borders:
        yield from _border(border, situation)
    if situation.tallies:
        yield Heading(2, "What the alerts were worth")
        yield _worth(situation)


def _worth(situation: Situation) -> Table:
    rows = (
        (each.level, each.reason, str(each.told), *(str(each.counts.get(w, 0)) for w in Worth), str(each.unanswered))
        for each in situation.tallies
    )
    return Table(("level", "reason", "told", *(worth.value for worth in Worth), "unanswered"), tuple(rows))


def summary(situation: Situation) -> tuple[str, ...]:
    """The few sentences for whoever reads no further."""
    borders = situation.borders
    if not borders:
        return ("No border is watched.",)
    return (_hottest(borders[0]), _moved(borders), *_happened(situation), *_at_risk(borders), _heard(borders))


def _hottest(first: BorderSituation) -> str:
    now = first.assessment
    calm = now.state is State.CALM and not now.score
    return (
        "Every border is calm."
        if calm
        else f"Hottest: {first.border}, {wording.state(now.state)}. {wording.score(now)}."
    )


def _moved(borders: tuple[BorderSituation, ...]) -> str:
    moved = [f"{b.border} ({_course(b)})" for b in borders if b.changes]
    return f"Changed state: {', '.join(moved)}." if moved else "No border changed its state."


def _course(border: BorderSituation) -> str:
    return " → ".join(map(wording.state, (border.was, *(t.new for t in border.changes))))


def _happened(situation: Situation) -> Iterator[str]:
    accounts = [account for border in situation.borders for account in border.accounts]
    count = len(accounts) + sum(border.more for border in situation.borders)
    if not count:
        yield "No incident."
        return
    gravest = max(accounts, key=lambda a: (a.incident.severity, a.incident.confidence)).incident
    force = sum(a.incident.act in FORCE_CLASSES for a in accounts)
    yield (
        f"{count} incident{'s' * (count != 1)}, {force} of force; "
        f"gravest: {wording.short(gravest, situation.names)}, {wording.when(gravest)}, {gravest.status}."
    )
    dead = [border.toll["killed"] for border in situation.borders if "killed" in border.toll]
    if dead:
        low, best, high = (sum(getattr(each, name) for each in dead) for name in ("low", "best", "high"))
        yield f"Dead by uses of force: at least {low}, best figure {best}, at most {high}."


def _at_risk(borders: tuple[BorderSituation, ...]) -> Iterator[str]:
    risky = [border.border for border in borders if border.assessment.risk]
    if risky:
        yield f"Risk alert: {', '.join(risky)}."


def _heard(borders: tuple[BorderSituation, ...]) -> str:
    if all(border.in_hindsight for border in borders):
        return "Who was heard from at that time is not kept."
    deaf = [f"{b.border} ({side} {how})" for b in borders for side, how in b.assessment.coverage if _is_gap(how)]
    if deaf:
        return f"Coverage gaps, where quiet is no calm: {', '.join(deaf)}."
    kept = ", where that is kept for that time" if any(border.in_hindsight for border in borders) else ""
    return f"Both sides of every border are heard{kept}."


def _is_gap(how: Coverage) -> bool:
    return how is not Coverage.LIVE


def _overview(situation: Situation) -> Table:
    rows = (
        (
            border.border,
            wording.state(border.assessment.state),
            f"{border.assessment.score:.1f}",
            f"{border.assessment.momentum:+.1f}",
            f"{wording.arrow(border.assessment.trend)} {border.assessment.trend}",
            str(len(border.accounts) + border.more),
            _range(border.toll.get("killed")),
        )
        for border in situation.borders
    )
    return Table(("Border", "State", "Score", "24 h", "Trend", "Incidents", "Dead"), tuple(rows))


def _range(count: Count | None) -> str:
    if count is None:
        return ""
    return str(count.best) if count.low == count.high else f"{count.best} ({count.low}-{count.high})"


def _border(border: BorderSituation, situation: Situation) -> Iterator[Block]:
    yield Heading(2, f"{border.border}: {wording.state(border.assessment.state)}")
    yield from _standing(border)
    yield from _drawn(drawing.curve_of(border, situation))
    yield from _changes(border)
    if border.accounts:
        yield from _drawn(drawing.timeline_of(border, situation))
    yield from _incidents(border, situation)
    yield from _claims(border, situation)
    yield from _gaps(border)
    yield from _outlook(border.assessment)


def _drawn(svg: str) -> Iterator[Drawing]:
    if svg:
        yield Drawing(svg)


def _standing(border: BorderSituation) -> Iterator[Block]:
    now = border.assessment
    since = f" since {wording.instant(now.since)}" if now.since else ""
    course = f"{wording.state(now.state)}{since}; {wording.state(border.was)} when the period began"
    risk = " Risk alert." if now.risk else ""
    yield Paragraph((f"State: {course}. {wording.score(now)}, trend {now.trend}.{risk}",))
    if now.because:
        yield points(*(f"Because {reason}" for reason in now.because))
    rows = [(f"{c.points:+.1f}", c.code, c.because) for c in now.ledger if abs(c.points) >= LEAST_SHOWN]
    if rows:
        yield Heading(3, "What the score is made of")
        yield Table(("Points", "Sign", "Why"), tuple(rows))


def _changes(border: BorderSituation) -> Iterator[Block]:
    if not (border.changes or border.alerts or border.accounts):
        yield Paragraph(("Nothing changed, and nothing is known to have happened.",))
        return
    yield Heading(3, "What changed")
    new = sum(account.is_new for account in border.accounts)
    changes = [
        f"{wording.instant(t.at)}: {wording.state(t.old)} → {wording.state(t.new)} at score {t.score:.0f}: {'; '.join(t.because)}"
        for t in border.changes
    ]
    alerts = [f"{wording.instant(a.at)}: told as {a.level}: {a.headline}" for a in border.alerts]
    known = f"{new} incidents that weren't known before; news of {len(border.accounts) - new} that were"
    yield points(*(changes or ["The state is as it was."]), *alerts, known)


def _incidents(border: BorderSituation, situation: Situation) -> Iterator[Block]:
    if not border.accounts:
        return
    yield Heading(3, "Incidents, the gravest first")
    yield Points(tuple(_point(account, situation) for account in border.accounts))
    if border.more:
        yield Paragraph((f"{border.more} more of lesser gravity.",))
    if border.toll:
        yield Heading(3, "Toll of the uses of force")
        rows = ((n.replace("_", " "), str(c.low), str(c.best), str(c.high)) for n, c in border.toll.items())
        yield Table(("Whose", "Low", "Best", "High"), tuple(rows))


def _point(account: Account, situation: Situation) -> Point:
    incident = account.incident
    happened = f"{wording.act(incident, situation.names)}, {wording.when(incident)}"
    news = "" if account.is_new else ", known before"
    return Point(
        (f"Severity {incident.severity}: {happened} ({incident.status}{news}; {incident.id})",),
        tuple(line for line in _details(account, situation) if any(line)),
    )


def _details(account: Account, situation: Situation) -> Iterator[Words]:
    incident = account.incident
    yield (f"“{incident.headline}”" if incident.headline else "",)
    yield (f"To whom: {wording.target(incident)}",)
    toll = wording.toll(incident)
    yield (f"Toll: {toll}" if toll else "",)
    yield (_confidence(incident),)
    yield (_stances(incident, situation),)
    for source in account.sources:
        said = f": {source.title}" if source.title else ""
        yield (f"Source {source.grade}:", Link(f"{source.outlet}{said}", source.url))


def _confidence(incident: Incident) -> str:
    why = "; ".join(incident.confidence_because)
    head = f"Confidence {incident.confidence:.2f} ({wording.grade(incident)}), {wording.sources(incident)}"
    return f"{head}: {why}" if why else head


def _stances(incident: Incident, situation: Situation) -> str:
    if incident.act not in FORCE_CLASSES:
        return ""
    said = wording.claim(incident, situation.names)
    return said[:1].upper() + said[1:]


def _claims(border: BorderSituation, situation: Situation) -> Iterator[Block]:
    said = [
        f"{c.stance} by {situation.names.get(c.by, c.by)} of {account.incident.id}, first in {c.outlet} ({c.grade}), {wording.instant(c.known_at)}"
        for account in border.accounts
        for c in account.incident.claims
    ]
    if said:
        yield Heading(3, "Claims and denials")
        yield points(*said)


def _gaps(border: BorderSituation) -> Iterator[Block]:
    if border.in_hindsight:
        return
    yield Heading(3, "Coverage")
    sides = [f"Feeds of {side}: {how}" + _kinds(border, side) for side, how in border.assessment.coverage]
    unknown = {u.code: u.because for u in border.assessment.unknown}
    not_judged = [f"Not judged: {code}: {because}" for code, because in list(unknown.items())[:_MOST_UNKNOWN]]
    yield points(*(sides or ["No feed is configured for either side."]), *not_judged)


def _kinds(border: BorderSituation, side: str) -> str:
    kinds = border.voices.get(side, {})
    return f" ({', '.join(f'{kind} outlets {how}' for kind, how in kinds.items())})" if kinds else ""


def _outlook(now: Assessment) -> Iterator[Block]:
    said = [*(f"Watch: {each}" for each in now.outlook), *(f"Expected but absent: {each}" for each in now.absent)]
    if said:
        yield Heading(3, "Outlook")
        yield points(*said)
