"""How everything stands, as plain data: what ``status`` shows on one screen, with a daemon running or without."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from monitor import __version__
from monitor.adapters import instance_lock
from monitor.bootstrap import App, standing
from monitor.bootstrap.held import Held
from monitor.daemon import health, heartbeat, in_force
from monitor.daemon.in_force import InForce
from monitor.feeds.health import BAD
from monitor.model.assessments import Assessment
from monitor.model.conditions import StandingCondition
from monitor.model.configuration import Refused
from monitor.model.items import FeedCondition
from monitor.model.standing import Standing
from monitor.pipeline.shapes import instant

Shape = dict[str, Any]
_MINUTES = "%Y-%m-%d %H:%M %Z"


def status(app: App) -> Shape:
    """Everything that is known at a glance. Times as in every machine format; ages in seconds.

    ``refused`` is what the running daemon has against the files as they are, if anything.
    """
    conditions = {str(row["feed"]): FeedCondition(row["condition"]) for row in app.feed_rows()}
    running = _in_force(app.held)
    return {
        **_of_store(app.held, standing.standing(app, feeds=conditions)),
        **_of_files(running, running.refused if running else None, zone=ZoneInfo(app.settings.zone)),
        "rules": app.loaded.rulebook.digest[:12],
        "watch": "all" if app.settings.watches_all else ", ".join(app.settings.watch),
        "feeds": _feeds(conditions),
        "channels": app.channel_rows(),
        "health": health.troubles(app),
    }


def with_broken_files(held: Held, problems: Sequence[str]) -> Shape:
    """The same by what the daemon says of itself, when the files can't be read: it goes by what they were."""
    running = _in_force(held) or InForce(pid=0, since=held.clock.now(), rules="", watch="", feeds=0)
    refused = running.refused or Refused(since=held.clock.now(), problems=tuple(problems))
    return {
        **_of_store(held, standing.as_last_written(held)),
        **_of_files(running, refused, zone=UTC),
        "rules": running.rules,
        "watch": running.watch,
        "feeds": {"configured": running.feeds, "conditions": {}, "bad": []},
        "channels": [],
        "health": health.troubles_with_broken_files(held),
    }


def shape_of_refusal(refused: Refused) -> Shape:
    """Plain data for machine formats."""
    return {"since": instant(refused.since), "problems": list(refused.problems)}


def _of_store(held: Held, now: Standing) -> Shape:
    return {
        "version": __version__,
        "at": instant(now.at),
        "database": held.shown_database,
        "database_bytes": now.database_bytes,
        "daemon": _daemon(held, now.at),
        "borders": [_border(border) for border in now.borders],
        **now.stored,
        "unread": now.backlog.unread,
        "dirty": now.backlog.dirty,
        "outbox": {
            "open": now.backlog.outbox,
            "waiting_since": instant(now.backlog.waiting_since),
            "dead": now.backlog.dead,
        },
        "last_backup_at": instant(held.place.newest_backup()),
        "told": [_told(wrong) for wrong in held.store.standings() if wrong.told_at],
    }


def _told(wrong: StandingCondition) -> Shape:
    """What the duty was told that is wrong, and isn't over."""
    return {"since": instant(wrong.since), "says": wrong.condition.says, "todo": wrong.condition.todo}


def _of_files(running: InForce | None, refused: Refused | None, *, zone: tzinfo) -> Shape:
    return {"files": _said_of_files(running, refused, zone), "refused": refused and shape_of_refusal(refused)}


def _said_of_files(running: InForce | None, refused: Refused | None, zone: tzinfo) -> str:
    if refused is not None:
        more = f" and {len(refused.problems) - 1} more" if refused.problems[1:] else ""
        return f"refused since {refused.since.astimezone(zone):{_MINUTES}}: {refused.problems[0]}{more}"
    return f"in force since {running.since.astimezone(zone):{_MINUTES}}" if running else "no daemon goes by them"


def _in_force(held: Held) -> InForce | None:
    """Of the daemon that runs now; what one that ended has left says nothing."""
    running, holder = in_force.load(held.state_dir), instance_lock.holder(held.lock_file)
    return running if running and holder == str(running.pid) else None


def _daemon(held: Held, now: datetime) -> Shape | None:
    beat = heartbeat.load(held.state_dir)
    if beat is None:
        return None
    return {
        "runs": instance_lock.holder(held.lock_file) is not None,
        "pid": beat.pid,
        "version": beat.version,
        "started_at": instant(datetime.fromisoformat(beat.started_at)),
        "beat_at": instant(datetime.fromisoformat(beat.beat_at)),
        "beat_seconds_ago": round(heartbeat.age(beat, now=now).total_seconds(), 1),
        "cycles": beat.cycles,
    }


def _feeds(conditions: dict[str, FeedCondition]) -> Shape:
    return {
        "configured": len(conditions),
        "conditions": {kind.value: number for kind, number in Counter(conditions.values()).most_common()},
        "bad": sorted(feed for feed, condition in conditions.items() if condition in BAD),
    }


def _border(border: Assessment) -> Shape:
    return {
        "border": border.border,
        "state": border.state.value,
        "score": round(border.score, 1),
        "momentum": round(border.momentum, 1),
        "trend": border.trend.value,
        "risk": border.risk,
        "coverage": {side: how.value for side, how in border.coverage},
    }
