"""Places and numbers that people give by mistake: a sentence that says what is wrong, and nothing left behind."""

from pathlib import Path

import pytest

from tests.support.program import border_monitor, here


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    """A folder that can't be made, since a file is in the way."""
    (tmp_path / "file").touch()
    return tmp_path / "file" / "folder"


def test_what_can_not_be_written_is_said(nowhere: Path) -> None:
    """By every command that writes a file."""
    place = str(nowhere / "x")
    for command in (
        ("man", "--out", place),
        ("rules", "schema", "--write", place),
        ("feeds", "export", "--output", place),
    ):
        ended = here(*command)
        assert (ended.code, "can't be written: Not a directory" in ended.err) == (3, True), command
    answers = ("--borders", "IR-PK", "--channel", "print", "--zone", "UTC", "--contact", "a@b.test")
    ended = here("init", place, *answers)
    assert (ended.code, "can't be written: Not a directory" in ended.err) == (3, True)


@pytest.mark.parametrize(
    ("borders", "channel", "said"),
    [
        ("PK-IR,XX-YY", "print", "there is no country 'XX'"),
        ("XX-YY,PK-IR", "print", "is written 'IR-PK'"),
        ("IR-PK", "nothing://at.all", "Apprise knows no such service"),
    ],
)
def test_answers_that_can_not_work_leave_nothing(borders: str, channel: str, said: str, tmp_path: Path) -> None:
    """So that the next try isn't told that a file is there already."""
    answers = ("--borders", borders, "--channel", channel, "--zone", "UTC", "--contact", "a@b.test", "--no-test")
    ended = here("init", tmp_path, *answers)
    assert (ended.code, said in ended.err) == (2, True), ended
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(("file", "said"), [("garbage", "is not a database"), ("file/m.db", "can't be written: ")])
def test_a_daemon_without_a_database_ends_at_once(file: str, said: str, tmp_path: Path) -> None:
    """With what is wrong, and exit code 3 for its supervisor. What breaks under a running daemon it lives through."""
    assert nowhere
    (tmp_path / "file").touch()
    (tmp_path / "garbage").write_bytes(b"garbage\n" * 200)
    ended = border_monitor("--database", f"sqlite:///{tmp_path}/{file}", "run", home=tmp_path, timeout=60)
    assert (ended.code, said in ended.err) == (3, True), ended


def test_a_limit_that_no_database_counts_up_to_is_none(tmp_path: Path) -> None:
    """Nor is a folder a place for one copy."""
    database = ("--database", f"sqlite:///{tmp_path}/m.db")
    assert here(*database, "db", "upgrade").code == 0
    for listing in ("alerts", "deliveries", "incidents"):
        assert here(*database, listing, "list", "--limit", str(10**30)).code == 0
    assert here(*database, "db", "backup", "--to", tmp_path).code == 2


@pytest.mark.parametrize("asked", [("incidents", "list"), ("borders", "list"), ("alerts", "list"), ("db", "check")])
def test_a_database_whose_name_is_mistyped_is_no_quiet_world(asked: tuple[str, ...], tmp_path: Path) -> None:
    """Who asks it is told so, and none is made; nothing has been stored yet where a daemon has not run, which status says."""
    mistyped = ("--database", f"sqlite:///{tmp_path}/m.dv")
    ended = here(*mistyped, *asked)
    assert (ended.code, "no such database" in ended.err, ended.out) == (3, True, "")
    assert not (tmp_path / "m.dv").exists()
    assert "no daemon has run" in here(*mistyped, "status").out
