"""Logging: structured, on standard error, with nothing in it that a terminal would obey."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from monitor.text import printable

_QUIET = ("apscheduler", "httpx", "httpcore", "apprise", "alembic", "asyncio")


def configure(*, least: int = logging.INFO) -> None:
    """JSON lines, or aligned text on a terminal, from the level ``least`` on; libraries speak from WARNING on."""
    renderer: Any = structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s", force=True
    )
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _strip,
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _strip(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: printable.printable(value) if isinstance(value, str) else value for key, value in event.items()}
