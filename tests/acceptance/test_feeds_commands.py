"""The ``feeds`` commands, as a user runs them against real servers."""

import json
import re
from pathlib import Path

from pytest_httpserver import HTTPServer

from tests.support.collect import rss
from tests.support.program import border_monitor, configuration

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
"""A time as every machine format has it."""


def test_a_feed_that_calls_itself_a_time_is_probed_all_the_same(tmp_path: Path, httpserver: HTTPServer) -> None:
    """Its title is text, whatever it looks like."""
    named = rss("One").replace(b"<channel>", b"<channel><title>2031-13-04T25:00:00Z</title>")
    httpserver.expect_request("/rss").respond_with_data(named, content_type="application/rss+xml")
    config = configuration(tmp_path / "config")
    probed = border_monitor("--config", config, "feeds", "probe", httpserver.url_for("/rss"), home=tmp_path)
    assert (probed.code, "title\t2031-13-04T25:00:00Z\n" in probed.out) == (0, True), probed


def test_a_desk_looks_at_its_feeds(tmp_path: Path, httpserver: HTTPServer) -> None:
    """Probe an address, poll by hand though nothing is due, see that its news are old; no secret is in anything that is printed."""
    httpserver.expect_request("/rss", headers={"X-Key": "k3y-value"}).respond_with_data(
        rss("One", "Two").replace(b"2031", b"2025"),
        content_type="application/rss+xml; charset=utf-8",
        headers={"ETag": '"v"'},
    )
    httpserver.expect_request("/page").respond_with_data("<!doctype html><title>Log in</title>")
    config = configuration(
        tmp_path / "config",
        outlets="schema_version: 1\noutlets:\n  - id: paper\n    name: Paper\n    feeds:\n"
        f'      - {{id: news, url: "{httpserver.url_for("/rss")}", headers: {{X-Key: k3y-value}}}}\n'
        f'      - {{id: page, url: "{httpserver.url_for("/page")}"}}\n',
    )
    options = ("--config", config, "--database", f"sqlite:///{tmp_path}/m.db")
    probed = border_monitor(*options, "feeds", "probe", "news", "--format", "json", home=tmp_path)
    (found,) = json.loads(probed.out)
    assert (probed.code, found["usable"], found["entries"], found["dated"], found["charset"]) == (
        0,
        True,
        2,
        2,
        "utf-8",
    )
    unusable = border_monitor(*options, "feeds", "probe", httpserver.url_for("/page"), home=tmp_path)
    assert unusable.code == 1
    assert "not_a_feed" in unusable.out
    assert "polled 1 feed: 2 new items" in border_monitor(*options, "collect", "news", home=tmp_path).out
    again = border_monitor(*options, "collect", "news", home=tmp_path)
    assert "polled 1 feed: 0 new items" in again.out
    shown = border_monitor(*options, "feeds", "show", "news", "--format", "json", home=tmp_path)
    (details,) = json.loads(shown.out)
    assert (details["headers"], details["conditional"], details["every_seconds"]) == (["X-Key"], True, 300.0)
    assert (details["condition"], details["items_seen"]) == ("stale", 2)
    assert all(
        INSTANT.fullmatch(details[name])
        for name in ("last_item_at", "last_success_at", "next_due_at", "last_polled_at")
    )
    told = border_monitor(*options, "feeds", "show", "news", home=tmp_path)
    assert "every\t5 min\n" in told.out
    assert re.search(r"^last polled at\t\d{4}-\d\d-\d\d \d\d:\d\d UTC$", told.out, re.MULTILINE)
    everything = (probed, unusable, again, shown, told)
    assert not any("k3y-value" in ended.out + ended.err for ended in everything)


def test_a_list_of_subscriptions_goes_out_and_comes_in(tmp_path: Path) -> None:
    """Exported by one desk, imported by another into a configuration that checks."""
    config = configuration(
        tmp_path / "config",
        outlets="schema_version: 1\noutlets:\n  - {id: paper, name: Paper, feeds: [{id: news, url: 'https://paper.example/rss'}]}\n",
    )
    options = ("--config", config, "--database", f"sqlite:///{tmp_path}/m.db")
    assert border_monitor(*options, "feeds", "export", "--output", tmp_path / "list.opml", home=tmp_path).code == 0
    other = configuration(tmp_path / "other")
    imported = border_monitor("--config", other, "feeds", "import", tmp_path / "list.opml", home=tmp_path)
    assert (imported.code, imported.err.strip()) == (0, "1 feed; 0 are polled already, 0 can't be polled")
    (other / "outlets.yaml").write_text(imported.out, encoding="utf-8")
    listed = border_monitor(
        "--config", other, "--database", f"sqlite:///{tmp_path}/o.db", "feeds", "list", home=tmp_path
    )
    assert listed.out.startswith("paper-example-news\tpaper-example\t\tno\tnew")


def test_what_can_not_be_polled_is_named_without_its_password(tmp_path: Path) -> None:
    """Of a long list nobody finds it otherwise."""
    (tmp_path / "list.opml").write_text(
        '<opml><body><outline xmlUrl="javascript:1"/><outline xmlUrl="http://desk:w0rd@paper.example/rss"/></body></opml>',
        encoding="utf-8",
    )
    ended = border_monitor("feeds", "import", tmp_path / "list.opml", home=tmp_path)
    first, second, third = ended.err.splitlines()
    assert (ended.code, first) == (1, "0 feeds; 0 are polled already, 2 can't be polled")
    assert "list.opml: javascript:1: should begin with http:// or https://" in second
    assert "list.opml: http://***@paper.example/rss: " in third
