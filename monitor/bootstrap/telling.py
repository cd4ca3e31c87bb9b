"""Why an alert went where it went: what the log, the routes and the ladder say of it now."""

from typing import TYPE_CHECKING, Any

from monitor.alerts import decide, remind, route
from monitor.bootstrap import operating
from monitor.model.alerts import Alert
from monitor.model.queries import NO_LIMIT
from monitor.pipeline import shapes

if TYPE_CHECKING:
    from monitor.bootstrap import App


def whole(app: "App", alert: Alert) -> dict[str, Any]:
    """The alert, what became of it at each channel, and what it does to other news and is still going to do."""
    deliveries = app.store.deliveries(state=None, alert=alert.id, limit=NO_LIMIT)
    tried = [
        {**shapes.delivery(each), "tried": [shapes.attempt(one) for one in app.store.attempts(each.key)]}
        for each in reversed(deliveries)
    ]
    return {
        **shapes.alert(alert),
        "body": alert.body,
        "deliveries": tried,
        "not_sent": _not_sent(app, alert, {each.channel for each in deliveries}),
        "holds_back_until": _holds_back_until(app, alert),
        "recalls": _recalls(app, alert),
        "acknowledgements": [shapes.acknowledgement(each) for each in app.store.acknowledgements(alert.id)],
        "ratings": [shapes.rating(each) for each in app.store.ratings(alert.id)],
    }


def _not_sent(app: "App", alert: Alert, told: set[str]) -> list[dict[str, str]]:
    """The channels that were not sent it, and why, by the routes as they are now."""
    ways = operating.routes_of(alert, app.settings)
    return [
        {"channel": channel.id, "why": route.why_not(alert, channel.id, routes=ways)}
        for channel in app.settings.channels
        if channel.id not in told
    ]


def _holds_back_until(app: "App", alert: Alert) -> str | None:
    until = decide.quiets_until(alert, app.loaded.rulebook)
    return shapes.instant(until) if until is not None and until > app.clock.now() else None


def _recalls(app: "App", alert: Alert) -> list[dict[str, Any]]:
    """When each channel is reminded of it next, if it is what is recalled of its border."""
    assessment = app.store.assessment(alert.border) if alert.border else None
    if assessment is None or alert.border is None:
        return []
    now, settings = app.clock.now(), app.settings
    log = app.store.alerts(border=alert.border, since=None, limit=NO_LIMIT)[::-1]
    found = remind.recalled(assessment, log, app.store.acknowledged(alert.border))
    if found is None or found.alert.id != alert.id:
        return []
    due = remind.due(found, routes=settings.routes, channels=settings.channels, quiet=settings.quiet, now=now)
    return [{"channel": each.channel, "at": shapes.instant(each.at if each.at > now else each.next_at)} for each in due]
