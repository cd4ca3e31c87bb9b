"""What the doctor finds in each case, and that there is something to do about everything that isn't well."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.adapters import instance_lock
from monitor.daemon import doctor, findings, reaching
from monitor.daemon.findings import Finding
from monitor.errors import ConfigError, Problem, StoreError
from monitor.model.alerts import Channel, Hold
from monitor.model.assessments import Coverage
from monitor.model.items import Document, FailureKind, FetchFailure
from monitor.model.outlets import Feed
from tests.support.store import NOW, delivery

MIB = 2**20
SKEW = doctor.SKEW
FEED = Feed(id="north", outlet="north", url="https://north.test/rss")
ANSWER = Document(url=FEED.url, body=b"")


def grades(found: Iterable[Finding] | Finding) -> list[str]:
    """The grades, of findings that all say what to do unless they are ok."""
    listed = [found] if isinstance(found, Finding) else list(found)
    assert all(bool(finding.todo) is (finding.grade != "ok") for finding in listed)
    return [finding.grade.value for finding in listed]


def test_a_proxy_that_feeds_dont_obey_is_told() -> None:
    """In either spelling; an empty variable is none, and who gave every feed one has done what there was to do."""
    named = {"HTTPS_PROXY": "http://proxy.test", "PATH": "/bin"}
    assert grades(doctor.proxies(named, bare=True)) == ["warning"]
    assert grades(doctor.proxies(named, bare=False)) == ["ok"]
    assert grades(doctor.proxies({"http_proxy": ""}, bare=True)) == ["ok"]


def test_a_folder_must_be_there_and_be_ours(tmp_path: Path) -> None:
    """With the files in it."""
    (tmp_path / "border-monitor.db").touch()
    assert grades(doctor.folder(tmp_path, writable=lambda _: True)) == ["ok"]
    (denied,) = doctor.folder(tmp_path, writable=lambda path: path.suffix != ".db")
    assert grades(denied) == ["error"]
    assert denied.what == f"{tmp_path}/border-monitor.db: not ours to write"
    assert grades(doctor.folder(tmp_path / "none", writable=lambda _: False)) == ["warning"]


@pytest.mark.parametrize(
    ("free", "size", "grade"), [(50, 1, "error"), (500, 1, "warning"), (2000, 1, "ok"), (2000, 1000, "warning")]
)
def test_a_disk_needs_room_for_copies(free: int, size: int, grade: str) -> None:
    """In MiB."""
    assert grades(doctor.disk(free * MIB, size=size * MIB)) == [grade]


def test_a_channel_has_limits() -> None:
    """Its service's, which it tells, and its own rate; what is held for a digest isn't held up by either."""
    desk, mail = Channel(id="desk", rate_per_hour=2), Channel(id="mail")
    held = [replace(delivery(f"d{n}"), hold=Hold.DIGEST) for n in range(5)]
    assert grades(doctor.limits([desk, mail], [*held, delivery("a"), delivery("b")])) == ["ok"]
    assert grades(doctor.limits([desk, mail], [delivery(name) for name in "abc"])) == ["warning"]
    (slowed,) = doctor.limits([desk, mail], [delivery("a", channel="mail", last_reason="HTTP 429")])
    assert grades(slowed) == ["warning"]
    assert "mail" in slowed.what


def test_backups_grow_old() -> None:
    """After a few nights without one; a server's database has its own."""
    assert grades(doctor.backups(NOW - timedelta(days=1), now=NOW, needed=True)) == ["ok"]
    assert grades(doctor.backups(NOW - timedelta(days=4), now=NOW, needed=True)) == ["warning"]
    assert grades(doctor.backups(None, now=NOW, needed=True)) == ["warning"]
    assert grades(doctor.backups(None, now=NOW, needed=False)) == ["ok"]


def test_a_daemon_runs_while_it_holds_the_lock(tmp_path: Path) -> None:
    """And one that holds it without a sign of life is in trouble."""
    lock = tmp_path / "border-monitor.lock"
    assert instance_lock.holder(lock) is None
    with instance_lock.hold(lock):
        holder = instance_lock.holder(lock)
        assert grades(doctor.daemon(holder, [])) == ["ok"]
        assert grades(doctor.daemon(holder, ["the daemon gave no sign of life for 90 s"])) == ["error"]
    assert instance_lock.holder(lock) is None
    assert grades(doctor.daemon(None, ["the daemon gave no sign of life for 90 s"])) == ["warning"]


def test_time_doesnt_go_backwards() -> None:
    """What was done can't be later than now, nor a server's clock far from ours."""
    assert grades(doctor.clock(NOW, [])) == ["ok"]
    assert grades(doctor.clock(NOW, [NOW - timedelta(days=1), NOW + timedelta(hours=1)])) == ["error"]
    assert grades(reaching.time_there(NOW + SKEW, now=NOW, skew=SKEW)) == ["ok"]
    for away in (2 * SKEW, -2 * SKEW):
        assert grades(reaching.time_there(NOW + away, now=NOW, skew=SKEW)) == ["error"]


def test_feeds_are_told_by_what_is_the_matter() -> None:
    """A feed that was never polled is no trouble yet; when all fail it isn't the feeds."""
    fine = {"feed": "a", "condition": "ok", "failures": 0}
    new = {"feed": "b", "condition": "new", "failures": 0}
    gone = {"feed": "c", "condition": "gone", "failures": 9}
    blocked = {"feed": "d", "condition": "blocked", "failures": 4}
    assert grades(doctor.feeds([fine, new])) == ["ok"]
    told = list(doctor.feeds([fine, gone, blocked]))
    assert [finding.what for finding in told] == ["1 gone: c", "1 blocked: d"]
    assert grades(doctor.feeds([new, gone, blocked])) == ["error", "warning", "warning"]
    assert grades(doctor.feeds([{**new, "failures": 1}])) == ["error"]


def test_a_side_that_isnt_heard_is_told() -> None:
    """By its border."""
    heard = {"EC-PE": [("EC", Coverage.LIVE), ("PE", Coverage.LIVE)]}
    assert grades(doctor.coverage(heard)) == ["ok"]
    assert [finding.what for finding in doctor.coverage({})] == ["no news of any border yet"]
    (deaf,) = doctor.coverage({**heard, "BO-CL": [("BO", Coverage.STALE), ("CL", Coverage.LIVE)]})
    assert (grades(deaf), deaf.what) == (["warning"], "not heard: BO-CL (BO stale)")


def test_one_server_that_is_down_is_not_the_network() -> None:
    """All of them are; an answer that isn't the feed is still an answer."""
    shut = FetchFailure(kind=FailureKind.TLS, detail="certificate has expired")
    refused = FetchFailure(kind=FailureKind.HTTP_STATUS, detail="403 Forbidden", status=403)
    assert grades(reaching.connection([(FEED, ANSWER), (FEED, refused)])) == ["ok"]
    assert grades(reaching.connection([(FEED, ANSWER), (FEED, shut)])) == ["warning"]
    told = reaching.connection([(FEED, shut)])
    assert (grades(told), "certificates" in told.todo) == (["error"], True)
    assert grades(reaching.dns(["a.test: no such name"], asked=2)) == ["warning"]
    assert grades(reaching.dns(["a.test: no such name"], asked=1)) == ["error"]


def test_what_keeps_a_check_from_looking_is_a_finding() -> None:
    """Every problem of a configuration is one; a bug is none, and raises."""

    def failing(trouble: Exception) -> list[Finding]:
        raise trouble

    problems = tuple(Problem("monitor.yaml", 1, 1, f"channel {name}: no such service") for name in "ab")
    assert grades(findings.found("channels", lambda: failing(ConfigError(problems)))) == ["error", "error"]
    assert grades(findings.found("schema", lambda: failing(StoreError("the database is full")))) == ["error"]
    with pytest.raises(ZeroDivisionError):
        list(findings.found("schema", lambda: failing(ZeroDivisionError())))


def test_the_address_of_the_heartbeat_is_looked_up_and_not_called() -> None:
    """What is wrong with it is told without it."""
    assert grades(reaching.heartbeat(None)) == ["ok"]
    unencrypted = reaching.heartbeat(FetchFailure(kind=FailureKind.BAD_URL))
    assert grades(unencrypted) == ["error"]
    assert "https://" in unencrypted.todo
    assert grades(reaching.heartbeat(FetchFailure(kind=FailureKind.CONNECT))) == ["error"]
