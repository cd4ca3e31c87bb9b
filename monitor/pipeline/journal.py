"""One line in the log for each unit of work: what it was, by its ids, what it brought, how long it took."""

from functools import singledispatch
from typing import Any

import structlog

from monitor.model.items import FailureKind
from monitor.model.work import (
    Assessed,
    Judged,
    Polled,
    Pruned,
    Pushed,
    PushOutcome,
    ReadBatch,
    Reloaded,
    Sent,
    Turned,
    Work,
)

_log = structlog.get_logger(__name__)
_LEVELS = {"delivered": "info", "dead": "error"}


@singledispatch
def note(work: Work) -> None:
    """Writes the line. What failed is a warning; what came to nothing is said as well: a log without it looks like a program that stands."""
    raise NotImplementedError(type(work))


@note.register
def _(work: Polled) -> None:
    """A failure is loud once for each spell of failures; a bug always."""
    failure, brought = work.failure, {"revised": work.revised, "withdrawn": work.withdrawn, "restored": work.restored}
    told: dict[str, Any] = {"feed": work.feed, "outcome": work.outcome, "seconds": _rounded(work.seconds)}
    if failure is not None:
        loud = work.failures == 1 or failure.kind is FailureKind.BUG
        tell = _log.warning if loud else _log.info
        tell("poll", **told, failures=work.failures, why=failure.detail)
        return
    if work.parse_seconds is not None:
        told["parse_seconds"] = _rounded(work.parse_seconds)
    _log.info("poll", **told, bytes=work.size, items=work.items, **{k: n for k, n in brought.items() if n})


@note.register
def _(work: Pushed) -> None:
    tell = _log.info if work.outcome is PushOutcome.TAKEN else _log.warning
    tell(
        "push", feed=work.feed, outcome=work.outcome.value, items=work.items, **({"why": work.why} if work.why else {})
    )


@note.register
def _(work: ReadBatch) -> None:
    _log.info(
        "read",
        items=work.items,
        reports=work.reports,
        left_out=dict(work.left_out),
        languages=dict(work.languages),
        failed=work.failed,
        seconds=_rounded(work.seconds),
    )


@note.register
def _(work: Assessed) -> None:
    if work.judged is not Judged.DONE:
        _log.warning("assess", border=work.border, outcome=work.judged.value, seconds=_rounded(work.seconds))
        return
    _log.info(
        "assess",
        border=work.border,
        state=work.state.value if work.state else None,
        score=round(work.score, 1),
        incidents=work.incidents,
        changed=work.changed,
        alerts=[alert for alert, _ in work.alerts],
        seconds=_rounded(work.seconds),
    )


@note.register
def _(work: Sent) -> None:
    tell = getattr(_log, _LEVELS.get(work.outcome, "warning"))
    told = {"why": work.reason} if work.reason else {}
    tell(
        "deliver",
        channel=work.channel,
        deliveries=list(work.deliveries),
        outcome=work.outcome,
        seconds=_rounded(work.seconds),
        waited=_rounded(work.waited),
        **told,
    )


@note.register
def _(work: Pruned) -> None:
    _log.info("prune", items=work.items, before=work.before.isoformat(), seconds=_rounded(work.seconds))


@note.register
def _(work: Reloaded) -> None:
    """What was changed, or refused, has a line of its own."""
    _log.info("reload", problems=work.problems, seconds=_rounded(work.seconds))


@note.register
def _(work: Turned) -> None:
    """Units of work have their lines, and an error has its traceback: a turn by itself says nothing more."""
    _log.debug("turn", cycle=work.cycle, failed=work.failed, seconds=_rounded(work.seconds))


def _rounded(seconds: float) -> float:
    return round(seconds, 4)
