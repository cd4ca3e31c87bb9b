"""Logging: structured, on standard error, with nothing in it that a terminal would obey or that nobody may see.

Our own lines and those of libraries go the same way. Secrets that the configuration names are masked wherever they stand, tracebacks
included, once :func:`hide` was told of them; until then there is nobody who knows them.
"""

import logging
import sys
from collections.abc import Iterable, MutableMapping
from contextlib import suppress
from typing import Any, TextIO, cast

import structlog

from monitor.text import printable
from monitor.text.redaction import Redactor

_CHATTY = ("apscheduler", "asyncio", "alembic")
"""Say every second that they are there: from WARNING on, whatever is asked for."""
_QUIET = ("httpx", "httpcore", "apprise")
"""Say every byte's fate: from WARNING on, unless everything is asked for."""
LIBRARIES = _CHATTY + _QUIET
"""Those whose loggers have a level of their own here."""
_redact = Redactor()


class _Leaking:
    """A stream that may be full, closed or gone: what it doesn't take is lost, and the work that it tells of goes on."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        """Writes if it can."""
        with suppress(OSError, ValueError):
            self._stream.write(text)

    def flush(self) -> None:
        """Flushes if it can."""
        with suppress(OSError, ValueError):
            self._stream.flush()


def configure(*, least: int = logging.INFO, as_json: bool | None = None, colours: bool = False) -> None:
    """Lines from the level ``least`` on, as JSON or aligned for people (None: the latter on a terminal); libraries speak from WARNING on."""
    chosen = not sys.stderr.isatty() if as_json is None else as_json
    before: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    after = [_clean, _renderer(as_json=chosen, colours=colours)]
    structlog.configure(
        processors=[*before, *after],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, _Leaking(sys.stderr))),
        cache_logger_on_first_use=False,
    )
    _take_in_libraries(least, [structlog.stdlib.add_logger_name, structlog.stdlib.ExtraAdder(), *before], after)


def hide(secrets: Iterable[str]) -> None:
    """Masks these from now on."""
    _redact.learn(secrets)


def _take_in_libraries(least: int, before: list[Any], after: list[Any]) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *after]
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(min(logging.WARNING, max(least, logging.DEBUG)))
    for names, level in ((_CHATTY, logging.WARNING), (_QUIET, least if least <= logging.DEBUG else logging.WARNING)):
        for name in names:
            logging.getLogger(name).setLevel(level)
    logging.captureWarnings(capture=True)


def _renderer(*, as_json: bool, colours: bool) -> Any:
    if as_json:
        return structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
    return structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=structlog.dev.plain_traceback)


def _clean(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: _cleaned(value, lines=key == "exception") for key, value in event.items()}


def _cleaned(value: Any, *, lines: bool = False) -> Any:
    """Without secrets and without characters that act; a traceback alone keeps its lines, so that nothing else looks like one of ours."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, dict):
        return {str(_cleaned(key)): _cleaned(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_cleaned(each) for each in value]
    text = printable.printable(_redact(value if isinstance(value, str) else repr(value)))
    return text if lines else text.replace("\n", "\\n").replace("\t", "\\t")
