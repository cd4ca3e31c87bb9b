"""The key beside the database: made once, for its owner alone."""

from pathlib import Path

import pytest

from monitor.adapters import key_file
from monitor.errors import UnavailableError


def test_a_key_is_made_once(tmp_path: Path) -> None:
    """Of 32 bytes, the same from then on, another one in another place; nothing else is left behind."""
    key = key_file.load_or_make(tmp_path / "var" / "push.key")
    assert len(key) == 32
    assert key_file.load_or_make(tmp_path / "var" / "push.key") == key
    assert key_file.load_or_make(tmp_path / "push.key") != key
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["push.key"]
    assert (tmp_path / "push.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("mode", "said", "why"), [(0o644, "0" * 64, "others"), (0o600, "half", "no key"), (0o600, "00", "no key")]
)
def test_a_key_that_is_none_is_refused(tmp_path: Path, mode: int, said: str, why: str) -> None:
    """With what to do about it."""
    (tmp_path / "push.key").write_text(said, encoding="ascii")
    (tmp_path / "push.key").chmod(mode)
    with pytest.raises(UnavailableError, match=why):
        key_file.load_or_make(tmp_path / "push.key")
