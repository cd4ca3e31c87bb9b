"""The ``db`` commands, as an operator runs them."""

from pathlib import Path

from tests.support.program import border_monitor, configuration


def test_an_operator_backs_up_checks_prunes_and_restores(tmp_path: Path) -> None:
    """The usual round, with what is said at each step; a restore waits for the daemon to be stopped."""
    config = configuration(tmp_path / "config")
    options = ("--config", config, "--database", f"sqlite:///{tmp_path}/m.db")
    assert border_monitor(*options, "db", "upgrade", home=tmp_path).code == 0
    made = border_monitor(*options, "db", "backup", home=tmp_path)
    assert (made.code, "verified" in made.out) == (0, True)
    (backup,) = (tmp_path / "backups").iterdir()
    assert border_monitor(*options, "db", "check", home=tmp_path).out == "whole: 0 items, 0 reports, 0 incidents\n"
    assert border_monitor(*options, "db", "prune", "--dry-run", home=tmp_path).out == "0 items would be pruned\n"
    restored = border_monitor(*options, "db", "restore", backup, home=tmp_path)
    assert (restored.code, "the old database is" in restored.out) == (0, True)
    missing = border_monitor(*options, "db", "restore", tmp_path / "nothing", home=tmp_path)
    assert (missing.code, "nothing' does not exist" in missing.err) == (2, True), missing.err


def test_a_database_is_copied(tmp_path: Path) -> None:
    """Into an empty one; a second time it isn't empty."""
    config = configuration(tmp_path / "config")
    options = ("--config", config, "--database", f"sqlite:///{tmp_path}/m.db")
    target = f"sqlite:///{tmp_path}/other.db"
    copied = border_monitor(*options, "db", "copy", target, home=tmp_path)
    assert copied.code == 0
    assert "0  items" in copied.out
    assert (tmp_path / "other.db").exists()
