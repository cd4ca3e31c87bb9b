"""What a user meets when something is wrong: exit codes, places in files, and no secret on the screen."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

from pytest_httpserver import HTTPServer

from tests.support.program import ROOT, border_monitor, configuration

FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>t</title><link>https://a.example/</link>{}</channel></rss>'
)


def outlets_for(server: HTTPServer, *names: str) -> str:
    """An outlets file whose feeds are pages of the server."""
    feeds = "\n".join(f"      - {{id: {name}, url: '{server.url_for('/' + name)}'}}" for name in names)
    return (
        f"schema_version: 1\noutlets:\n  - id: paper\n    name: Paper\n    grades: {{events: C}}\n    feeds:\n{feeds}\n"
    )


def test_one_bad_feed_leaves_the_others_alone(tmp_path: Path, httpserver: HTTPServer) -> None:
    """An unreachable, a malformed and a good feed: the good one is read, the bad ones are named with their reason."""
    httpserver.expect_request("/good").respond_with_data(
        FEED.format("<item><title>One</title></item>"), content_type="application/rss+xml"
    )
    httpserver.expect_request("/page").respond_with_data(
        "<html><body>Please log in</body></html>", content_type="text/html"
    )
    httpserver.expect_request("/gone").respond_with_data("no", status=404)
    config = configuration(tmp_path / "config", outlets=outlets_for(httpserver, "good", "page", "gone"))
    database = f"sqlite:///{tmp_path}/monitor.db"
    ended = border_monitor("--config", config, "--database", database, "collect", home=tmp_path)
    assert (ended.code, ended.out.strip()) == (1, "polled 3 feeds: 1 new item, 0 unchanged, 2 failed")
    listed = border_monitor(
        "--config", config, "--database", database, "feeds", "list", "--format", "json", home=tmp_path
    )
    errors = {row["feed"]: row["last_failure"] for row in json.loads(listed.out)}
    assert errors["good"] is None
    assert errors["page"].startswith("not_a_feed")
    assert errors["gone"].startswith("http_status")


def test_an_entry_without_date_or_guid_is_kept_without_a_date(tmp_path: Path, httpserver: HTTPServer) -> None:
    """An entry with nothing but a title is an item; polling twice doesn't make a second one."""
    httpserver.expect_request("/good").respond_with_data(FEED.format("<item><title>Only a title</title></item>"))
    config = configuration(tmp_path / "config", outlets=outlets_for(httpserver, "good"))
    arguments = ("--config", config, "--database", f"sqlite:///{tmp_path}/monitor.db")
    border_monitor(*arguments, "collect", "good", home=tmp_path)
    border_monitor(*arguments, "collect", "good", home=tmp_path)
    status = border_monitor(*arguments, "status", "--format", "json", home=tmp_path)
    assert json.loads(status.out)[0]["items"] == 1


def test_a_broken_file_shows_all_its_problems_with_their_places(tmp_path: Path) -> None:
    """Three mistakes in two files: three lines with path, line and column, and exit code 2."""
    config = configuration(
        tmp_path / "config",
        monitor="schema_version: 1\nwatch: [IR-PK]\nchanels: {screen: {print: true}}\nchannels: {screen: {print: true}}\nroutes: [{to: [scren]}]\n",
        outlets="schema_version: 1\noutlets:\n  - id: paper\n    name: Paper\n    zone: Asia/Karachee\n",
    )
    ended = border_monitor("--config", config, "check", home=tmp_path)
    assert ended.code == 2
    assert f"{config}/monitor.yaml:3:1: " in ended.err
    assert f"{config}/monitor.yaml:5:" in ended.err
    assert f"{config}/outlets.yaml:5:" in ended.err
    assert "channels" in ended.err


def test_a_channel_that_can_never_work_stops_the_start(tmp_path: Path) -> None:
    """The daemon refuses an address that Apprise can't use, names the channel with its place, and shows no secret."""
    config = configuration(
        tmp_path / "config",
        monitor="schema_version: 1\nwatch: [IR-PK]\nchannels: {desk: {url: 'slack://T0K3N-very-secret'}}\nroutes: [{to: [desk]}]\n",
    )
    ended = border_monitor("--config", config, "--database", f"sqlite:///{tmp_path}/m.db", "run", home=tmp_path)
    assert ended.code == 2
    assert f"{config}/monitor.yaml:3:18: channel desk: Apprise knows no such service" in ended.err
    assert "T0K3N" not in ended.err + ended.out


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    """A database written by a newer version is left alone, with exit code 3."""
    import sqlite3

    config = configuration(tmp_path / "config")
    arguments = ("--config", config, "--database", f"sqlite:///{tmp_path}/monitor.db")
    assert border_monitor(*arguments, "status", home=tmp_path).code == 0
    connection = sqlite3.connect(tmp_path / "monitor.db")
    connection.execute("update alembic_version set version_num = '9999_from_the_future'")
    connection.commit()
    connection.close()
    ended = border_monitor(*arguments, "status", home=tmp_path)
    assert ended.code == 3
    assert "newer" in ended.err


def test_sigterm_stops_the_daemon_cleanly(tmp_path: Path, httpserver: HTTPServer) -> None:
    """The daemon polls, is told to stop, and is gone within ten seconds with exit code 0 and nothing lost."""
    httpserver.expect_oneshot_request("/good").respond_with_data(FEED.format("<item><title>One</title></item>"))
    config = configuration(tmp_path / "config", outlets=outlets_for(httpserver, "good"))
    command = [
        sys.executable,
        "-m",
        "monitor",
        "--config",
        str(config),
        "--database",
        f"sqlite:///{tmp_path}/m.db",
        "run",
    ]
    with httpserver.wait(timeout=60, stop_on_nohandler=False) as polled:
        daemon = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert polled.result
    assert daemon.stdout is not None
    assert "started" in daemon.stdout.readline()
    second = border_monitor("--config", config, "--database", f"sqlite:///{tmp_path}/m.db", "run", home=tmp_path)
    assert second.code == 3
    assert "another border-monitor" in second.err
    began = time.perf_counter()
    daemon.send_signal(signal.SIGTERM)
    output, _ = daemon.communicate(timeout=15)
    assert time.perf_counter() - began < 10
    assert daemon.returncode == 0, output
    assert "stopped" in output
