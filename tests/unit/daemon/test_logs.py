"""What gets into the log: our own lines and those of libraries, without secrets and without what a terminal would obey."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from monitor.daemon import logs

SECRET = "json://desk:hunter2secret@hooks.test/t0k3n-of-the-hook"


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Logging is the process's own: it is put back."""
    root, level = list(logging.getLogger().handlers), logging.getLogger().level
    yield
    structlog.reset_defaults()
    logging.getLogger().handlers[:] = root
    logging.getLogger().setLevel(level)
    logging.captureWarnings(capture=False)
    for name in ("apscheduler", "asyncio", "alembic", "httpx", "httpcore", "apprise"):
        logging.getLogger(name).setLevel(logging.NOTSET)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """What was written, one object a line."""
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_secrets_are_masked_in_values_tracebacks_and_what_libraries_say(capsys: pytest.CaptureFixture[str]) -> None:
    """At the lowest level, in nested values, objects, and through the standard library's loggers."""
    logs.configure(least=logging.DEBUG, as_json=True)
    logs.hide([SECRET])
    log = structlog.get_logger("test")
    log.debug("sent", to={"address": SECRET, "parts": ["hunter2secret", ValueError("t0k3n-of-the-hook")]})
    try:
        raise RuntimeError(f"no route to {SECRET}")
    except RuntimeError:
        log.exception("failed")
        logging.getLogger("httpx").exception("failed for %s", SECRET)
    logging.getLogger("httpcore").debug("GET /t0k3n-of-the-hook")
    logging.getLogger("py.warnings").warning("%s is old", SECRET)
    found = lines(capsys)
    assert [line["level"] for line in found] == ["debug", "error", "error", "debug", "warning"]
    assert "RuntimeError" in str(found[1]["exception"])
    assert not [word for word in ("hunter2secret", "t0k3n-of-the-hook") if word in str(found)]


@pytest.mark.parametrize("as_json", [True, False])
def test_a_value_is_never_a_line_of_its_own(capsys: pytest.CaptureFixture[str], as_json: bool) -> None:
    """Line breaks are escaped, escapes and bidi characters gone, in both styles and from either side."""
    logs.configure(as_json=as_json)
    hostile = "Tehran\n2026-01-01 [info] all is well\x1b[2J\u202e"
    structlog.get_logger("test").warning("poll", why=hostile)
    logging.getLogger("other").warning("says %s", hostile)
    written = capsys.readouterr().err
    assert len(written.splitlines()) == 2
    assert not set("\x1b\u202e") & set(written)
    assert "Tehran\\n" in written.replace("\\\\", "\\")


def test_chatty_libraries_are_quiet_unless_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """The scheduler never says that it looked; a fetch's steps are told only when everything is."""
    logs.configure(as_json=True)
    logging.getLogger("httpcore").info("connected")
    logging.getLogger("apscheduler.scheduler").info("looking")
    logs.configure(least=logging.DEBUG, as_json=True)
    logging.getLogger("httpcore").debug("connected")
    logging.getLogger("apscheduler.scheduler").info("looking")
    assert [line["logger"] for line in lines(capsys)] == ["httpcore"]
