"""An operator whose monitor is silent asks why."""

import json
import shutil
from pathlib import Path

from pytest_httpserver import HTTPServer

from tests.support.collect import rss
from tests.support.desk import MONITOR, Desk
from tests.support.program import border_monitor, configuration, here


def test_troubles_are_found_and_explained(tmp_path: Path, httpserver: HTTPServer) -> None:
    """A server of another time, a channel that can't work, a file that is no database: each with what to do; offline, nobody is asked."""
    # The test server writes the date itself; kept for ten days since then, the answer comes from a time ten days ahead.
    httpserver.expect_request("/rss").respond_with_data(rss("One"), headers={"Age": "864000"})
    outlets = (
        "schema_version: 1\noutlets:\n  - id: paper\n    name: Paper\n    feeds:\n"
        f'      - {{id: news, url: "{httpserver.url_for("/rss")}"}}\n'
    )
    config = configuration(tmp_path / "config", outlets=outlets)
    options = ("--config", config, "--database", f"sqlite:///{tmp_path}/m.db", "doctor", "--format", "json")

    def found(*more: str) -> tuple[int, dict[str, str]]:
        ended = border_monitor(*options, *more, home=tmp_path)
        return ended.code, {each["check"]: each["grade"] for each in json.loads(ended.out)}

    code, grades = found()
    assert code == 1
    assert {name: grades[name] for name in ("dns", "network", "clock", "schema")} == {
        "dns": "ok",
        "network": "ok",
        "clock": "error",
        "schema": "warning",
    }
    assert not (tmp_path / "m.db").exists()
    code, grades = found("--offline")
    assert (code, {"dns", "network"} & set(grades)) == (0, set())
    (tmp_path / "m.db").write_text(
        "no database at all, but long enough to be taken for one by its name", encoding="utf-8"
    )
    settings = (
        (config / "monitor.yaml").read_text(encoding="utf-8").replace("{print: true}", "{url: 'nothing://at.all'}")
    )
    (config / "monitor.yaml").write_text(settings, encoding="utf-8")
    code, grades = found("--offline")
    assert (code, grades["schema"], grades["channels"]) == (1, "error", "error")


def test_who_watches_every_border_is_told_which_is_not_heard(first_day: Desk, tmp_path: Path) -> None:
    """Of those that there was news of: nobody hears all the others."""
    everything = MONITOR.replace("[IR-PK]", "all")
    config = configuration(tmp_path / "config", monitor=everything)
    shutil.copy(first_day.home / "desk.db", tmp_path)
    ended = here("--config", config, "--database", f"sqlite:///{tmp_path}/desk.db", "doctor", "--offline")
    assert "warning\tcoverage\tnot heard: IR-PK (IR none, PK none)" in ended.out, ended


def test_a_feed_behind_a_proxy_is_asked_through_it(tmp_path: Path, httpserver: HTTPServer) -> None:
    """Where every feed has one, too: the names that must be found are the proxies', which stay secret."""
    httpserver.expect_request("/rss").respond_with_data(rss("One"))

    def found(proxy: str) -> tuple[dict[str, str], str]:
        outlets = (
            "schema_version: 1\noutlets:\n  - id: paper\n    name: Paper\n    feeds:\n"
            f'      - {{id: news, url: "http://far.example/rss", proxy: "{proxy}"}}\n'
        )
        config = configuration(tmp_path / "config", outlets=outlets)
        database = f"sqlite:///{tmp_path}/m.db"
        ended = border_monitor("--config", config, "--database", database, "doctor", "--format", "json", home=tmp_path)
        return {each["check"]: each["grade"] for each in json.loads(ended.out)}, ended.out

    grades, _ = found(httpserver.url_for("").rstrip("/"))
    assert {name: grades[name] for name in ("dns", "network", "clock")} == dict.fromkeys(
        ("dns", "network", "clock"), "ok"
    )
    nowhere = f"{'x' * 64}.test"  # longer than a name can be, so that nobody is asked for it
    grades, told = found(f"http://me:word@{nowhere}:3128")
    assert {name: grades[name] for name in ("dns", "network")} == {"dns": "error", "network": "error"}
    assert "the proxy of news" in told
    assert not [secret for secret in (nowhere, "word") if secret in told]
