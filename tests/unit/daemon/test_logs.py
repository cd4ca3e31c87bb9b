"""What gets into the log: our own lines and those of libraries, without secrets and without what a terminal would obey."""

import io
import json
import logging
import os
import sys

import pytest
import structlog

from monitor.daemon import logs

SECRET = "json://desk:hunter2secret@hooks.test/t0k3n-of-the-hook"


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


def test_a_log_that_takes_nothing_keeps_nobody_from_working(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk, a pipe that nobody reads any more, a stream that was closed."""
    reading, writing = os.pipe()
    os.close(reading)
    with unbuffered("/dev/full") as full, unbuffered(writing) as broken, unbuffered(os.devnull) as closed:
        closed.close()
        for stream in (full, broken, closed):
            monkeypatch.setattr(sys, "stderr", stream)
            logs.configure(as_json=True)
            structlog.get_logger("test").error("turn_failed")


def unbuffered(place: str | int) -> io.TextIOWrapper:
    """What writes at once, so that the error comes at once."""
    return io.TextIOWrapper(io.FileIO(place, "w"), write_through=True)  # type: ignore[arg-type] - raw will do
