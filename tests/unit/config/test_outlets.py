"""What outlets.yaml may say."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.config import outlets as loading
from monitor.errors import ConfigError
from monitor.model.outlets import Feed, FeedKind, Grade, Outlet
from tests.support import rules as world

PAPER = """schema_version: 1
outlets:
  - id: paper
    name: The Paper
    country: PE
    owner: house
    side: PE
    languages: [es]
    zone: America/Lima
    grades: {events: C, statements: A}
    hosts: [paper.example, www.papel.example]
    agency: true
    feeds:
      - {id: paper-news, url: "https://paper.example/rss", every: 15m, verified: true, borders: [EC-PE]}
      - {id: paper-search, url: "https://search.example/rss?q=paper", kind: query, language: en, note: by search}
"""


def load(folder: Path, text: str) -> loading.LoadedOutlets:
    """The outlets out of a text."""
    world.write_files(folder, {"outlets.yaml": text})
    return loading.load_outlets(folder / "outlets.yaml", countries=("EC", "PE"))


def test_an_outlet_and_its_feeds_are_read(tmp_path: Path) -> None:
    """A feed has the outlet's language when that is the only one, and says its own otherwise."""
    found = load(tmp_path, PAPER)
    assert found.outlets == (
        Outlet(
            id="paper", name="The Paper", events=Grade.C, statements=Grade.A, country="PE", owner="house", side="PE", languages=("es",),
            zone="America/Lima", hosts=("paper.example", "www.papel.example"), agency=True,
        ),
    )  # fmt: skip
    assert found.feeds == (
        Feed(
            id="paper-news", outlet="paper", url="https://paper.example/rss", language="es", poll_every=timedelta(minutes=15), verified=True,
            borders=("EC-PE",),
        ),
        Feed(
            id="paper-search", outlet="paper", url="https://search.example/rss?q=paper", kind=FeedKind.QUERY, language="en", note="by search",
        ),
    )  # fmt: skip


def test_an_outlet_that_names_no_owner_is_its_own(tmp_path: Path) -> None:
    """So that two outlets without an owner aren't one line of reporting; without grades an outlet has the lowest."""
    (outlet,) = load(tmp_path, "schema_version: 1\noutlets: [{id: a, name: A}]\n").outlets
    assert (outlet.owner, outlet.events, outlet.statements) == ("a", Grade.F, None)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("zone: America/Lima", "zone: America/Lma", "9:11: zone: there is no time zone 'America/Lma' (did you mean 'America/Lima'?) [bad-value]"),
        ("events: C", "events: G", "10:22: events: 'G' is not one of 'A', 'B', 'C', 'D', 'E' or 'F' [bad-value]"),
        ("country: PE", "country: PX", "5:14: there is no country 'PX' [dangling-reference]"),
        ("side: PE", "side: Peru", "7:11: side: 'Peru' is no country code: two capital letters (ISO 3166-1) [bad-value]"),
        ("[paper.example,", "[https://paper.example,", "11:13: hosts: 'https://paper.example' is no host: a name such as news.example.org, without scheme and path [bad-value]"),
        ('"https://paper.example/rss"', '"ftp://paper.example/rss"', "14:31: url: should begin with http:// or https:// and name a host [bad-value]"),
        ('"https://paper.example/rss"', '"https:///rss"', "14:31: url: should begin with http:// or https:// and name a host [bad-value]"),
        ('"https://paper.example/rss"', '"https://me:secret@paper.example/"', "14:31: url: holds a user name or password; they go into basic_auth [bad-value]"),
        ('"https://paper.example/rss"', '"https://paper.example:99999/"', "14:31: url: is no web address [bad-value]"),
        ('"https://paper.example/rss"', '"https://paper.example/a b"', "14:31: url: holds a space or a character that can't be seen [bad-value]"),
        ("every: 15m", "every: 15s", "14:67: every: a feed is polled at most once a minute (1m) [bad-value]"),
        ("every: 15m", "evry: 15m", "14:60: unknown key 'evry' (did you mean 'every'?) [unknown-key]"),
        ("borders: [EC-PE]", "borders: [PE-EC]", "14:98: border 'PE-EC' is written 'EC-PE' [dangling-reference]"),
        ("id: paper-search", "id: paper-news", "15:14: feed id 'paper-news' stands twice [duplicate-id]"),
        ("kind: query", "kind: search", "15:77: kind: 'search' is not one of 'feed' or 'query' [bad-value]"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    """One line for each, at the value."""
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, PAPER.replace(old, new, 1))
    assert [str(p).removeprefix(f"{tmp_path}/outlets.yaml:") for p in caught.value.problems] == [complaint]


def test_a_mistake_hides_no_other(tmp_path: Path) -> None:
    """Not in the same feed, nor in those after it; what a feed doesn't say isn't said to stand twice."""
    text = (
        "schema_version: 1\noutlets:\n  - id: a\n    name: A\n    contry: XX\n    feeds:\n"
        "      - {id: f, url: 'https://a.test/', evry: 5m, borders: [AA-BB], proxy: 'http://${UNSET}@host:1'}\n"
        "      - {every: 1s, borders: [CC-DD]}\n      - {every: 1s}\n      - {id: f, url: 'https://b.test/'}\n"
    )
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    told = [(problem.line, problem.column, problem.message.partition(" (did")[0]) for problem in caught.value.problems]
    assert told == [
        (5, 5, "unknown key 'contry'"),
        (5, 13, "there is no country 'XX'"),
        (7, 41, "unknown key 'evry'"),
        (7, 61, "border 'AA-BB': there is no country 'AA'"),
        (7, 76, "the environment variable UNSET is not set"),
        (8, 9, "needs the key 'id'"),
        (8, 9, "needs the key 'url'"),
        (8, 17, "every: a feed is polled at most once a minute (1m)"),
        (8, 31, "border 'CC-DD': there is no country 'CC'"),
        (9, 9, "needs the key 'id'"),
        (9, 9, "needs the key 'url'"),
        (9, 17, "every: a feed is polled at most once a minute (1m)"),
        (10, 14, "feed id 'f' stands twice"),
    ]


def test_outlets_of_one_id_are_told(tmp_path: Path) -> None:
    """An outlet stands once."""
    with pytest.raises(
        ConfigError, match=r"outlets.yaml:4:10: outlet 'a' is defined twice, first at .*outlets.yaml:3:5"
    ):
        load(tmp_path, "schema_version: 1\noutlets:\n  - {id: a, name: A}\n  - {id: a, name: B}\n")


def test_a_host_or_address_of_two_is_worth_a_warning(tmp_path: Path) -> None:
    """Items of a host belong to the first outlet that names it; an address polled twice is polled once too often."""
    found = load(
        tmp_path,
        PAPER
        + "  - {id: twin, name: Twin, hosts: [paper.example], feeds: [{id: t, url: 'https://paper.example/rss'}]}\n",
    )
    assert [(w.line, w.code) for w in found.warnings] == [(16, "duplicate-host"), (16, "duplicate-url")]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """With its path and the reason."""
    with pytest.raises(ConfigError, match=r"outlets\.yaml: can't be read: No such file or directory"):
        loading.load_outlets(tmp_path / "outlets.yaml")
