"""What looks after the monitor itself, out of the application's parts and settings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.alerts import conditions
from monitor.config.settings import Settings
from monitor.model.alerts import Alert, Reason, Route
from monitor.pipeline import daily_note as daily
from monitor.pipeline import operate
from monitor.pipeline.daily_note import DailyNote, Readers
from monitor.pipeline.operate import Duty, OperateCycle
from monitor.pipeline.ports import NO_BORDER

if TYPE_CHECKING:
    from monitor.bootstrap import App


def operate_cycle(app: "App") -> OperateCycle:
    """Who looks whether the monitor does its work, and tells those whom the settings name."""
    settings = app.settings
    return OperateCycle(
        store=app.store,
        clock=app.clock,
        hearing=app.hearing,
        feeds=app.feeds,
        duty=Duty(
            to=settings.operational.to,
            channels=settings.channels,
            zone=settings.zone,
            quiet=settings.quiet if settings.operational.keeps_quiet else (),
        ),
        watched=lambda: watched(app),
    )


def daily_note(app: "App") -> DailyNote | None:
    """Who tells every day that the monitor still watches, if anybody wants to know."""
    settings = app.settings
    if settings.daily_note is None:
        return None
    return DailyNote(
        store=app.store,
        clock=app.clock,
        look=operate_cycle(app),
        borders=app.borders_now,
        readers=Readers(
            at=settings.daily_note.at,
            to=settings.daily_note.to,
            channels=settings.channels,
            quiet=settings.quiet,
            zone=settings.zone,
        ),
    )


def routes_of(alert: Alert, settings: Settings) -> Sequence[Route]:
    """The ways that the alert may go by these settings."""
    if alert.reason is Reason.OPERATIONAL:
        fit = tuple(name for name in settings.operational.to if name not in conditions.about(alert))
        return [Route(to=fit, reasons=(Reason.OPERATIONAL,), name=operate.ROUTE)]
    if alert.reason is Reason.DAILY_NOTE:
        to = settings.daily_note.to if settings.daily_note else ()
        return [Route(to=to, reasons=(Reason.DAILY_NOTE,), name=daily.ROUTE)]
    return settings.routes


def watched(app: "App") -> Sequence[str]:
    """The borders whose sides must be heard; where all are watched, those of which there was ever news."""
    return app.settings.watch or [
        row.border for row in app.store.borders() if row.assessment and row.border != NO_BORDER
    ]
