"""Headers, passwords and proxies of a feed: where they come from, and that nothing shows them."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.config import outlets as loading
from monitor.errors import ConfigError
from monitor.model.outlets import Feed
from tests.support import rules as world

HEAD = "schema_version: 1\noutlets:\n  - id: paper\n    name: Paper\n    feeds:\n      - id: news\n        url: https://paper.example/rss\n"
VARIABLES = {"KEY": "k3y-value", "PW": "pass:word", "BAD": "two\nlines", "PROXY": "http://me:hidden@proxy.example:3128"}


def load(folder: Path, more: str) -> Feed:
    """The feed with these lines added to it."""
    text = HEAD + "".join(f"        {line}\n" for line in more.splitlines())
    world.write_files(folder, {"outlets.yaml": text})
    return loading.load_outlets(folder / "outlets.yaml", environment=VARIABLES, base=folder).feeds[0]


def complaints(folder: Path, more: str) -> list[str]:
    """What is wrong, without the path."""
    with pytest.raises(ConfigError) as caught:
        load(folder, more)
    return [str(p).removeprefix(f"{folder}/outlets.yaml:") for p in caught.value.problems]


def test_secrets_come_out_of_the_environment_and_of_files(tmp_path: Path) -> None:
    """Variables are put in; a file is taken as it is, without its last line break."""
    (tmp_path / "pw").write_text("from ${FILE}\n")
    feed = load(
        tmp_path,
        'headers: {X-Key: "Token ${KEY}", Accept-Language: fa}\n'
        "basic_auth: {user: desk, password_file: pw}\nproxy: ${PROXY}\nslowest: 1h",
    )
    assert [(name, value.reveal()) for name, value in feed.headers] == [
        ("X-Key", "Token k3y-value"),
        ("Accept-Language", "fa"),
    ]
    assert feed.basic_auth is not None
    assert [part.reveal() for part in feed.basic_auth] == ["desk", "from ${FILE}"]
    assert feed.proxy is not None
    assert feed.proxy.reveal() == VARIABLES["PROXY"]
    assert feed.slowest == timedelta(hours=1)


def test_a_feed_shows_none_of_its_secrets(tmp_path: Path) -> None:
    """However it is printed."""
    feed = load(
        tmp_path,
        "headers: {X-Key: '${KEY}'}\nbasic_auth: {user: desk, password: '${PW}'}\nproxy: '${PROXY}'",
    )
    assert not any(secret in f"{feed!r} {feed}" for secret in ("k3y", "pass:word", "desk", "hidden"))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("headers: {X-Key: '${NONE}'}", "8:27: the environment variable NONE is not set [secret]"),
        ("headers: {Host: 'k3y'}", "8:25: headers: 'Host' is no header that can be set [bad-value]"),
        ("headers: {'X Key': 'k3y'}", "8:28: headers: 'X Key' is no header that can be set [bad-value]"),
        ("headers: {X-Key: '${BAD}'}", "8:26: headers: a value is printable ASCII, without spaces at its ends [bad-value]"),
        ("headers: {X-Key: ' k3y'}", "8:26: headers: a value is printable ASCII, without spaces at its ends [bad-value]"),
        ("basic_auth: {user: desk}", "8:21: basic_auth: needs exactly one of 'password' and 'password_file' [bad-value]"),
        ("basic_auth: {user: 'a:b', password: k3y}", "8:28: user: holds a colon or a character that can't be seen [bad-value]"),
        ("proxy: socks5://me:hidden@proxy:1080", "8:16: proxy: should be of the form http://[user:password@]host:port [bad-value]"),
        ("proxy: http://me:hidden@proxy:99999", "8:16: proxy: should be of the form http://[user:password@]host:port [bad-value]"),
        ("every: 20m\nslowest: 10m", "6:9: feeds: 'slowest' should be no shorter than 'every' [bad-value]"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_without_the_secret(tmp_path: Path, more: str, expected: str) -> None:
    """With its place, and in words that show nothing of the value."""
    told = complaints(tmp_path, more)
    assert not any(secret in line for line in told for secret in ("k3y", "hidden", "lines"))
    assert [line.partition(" ")[2] for line in told] == [expected.partition(" ")[2]]


@pytest.mark.parametrize(
    "more",
    [
        "headers: k3y",
        "headers: {X-Key: [k3y]}",
        "headers: {X-Key: {k3y: k3y}}",
        "basic_auth: k3y",
        "basic_auth: {user: desk, pasword: k3y}",
        "basic_auth: {user: [k3y], password: 5}",
        "proxy: [k3y]",
    ],
)
def test_a_value_of_the_wrong_shape_is_not_shown_either(tmp_path: Path, more: str) -> None:
    """What was meant to be a secret may stand anywhere."""
    told = complaints(tmp_path, more)
    assert told
    assert not any("k3y" in line for line in told)


def test_a_missing_password_file_is_told_by_its_name(tmp_path: Path) -> None:
    """And an empty one."""
    (told,) = complaints(tmp_path, "basic_auth: {user: desk, password_file: nowhere}")
    assert "nowhere can't be read: No such file or directory" in told
    (tmp_path / "empty").write_text("\n")
    (told,) = complaints(tmp_path, "basic_auth: {user: desk, password_file: empty}")
    assert "should hold one line of text" in told
