"""A first configuration out of four answers."""

from pathlib import Path

import pytest

from monitor.config import init, settings
from monitor.errors import ConfigError

ADDRESS = "slack://T0K3N/s3cret/x"


def write(
    home: Path,
    *,
    channel: str = "print",
    zone: str = "America/Lima",
    borders: tuple[str, ...] = ("EC-PE",),
    contact: str = 'The "desk" \\ one',
) -> tuple[Path, ...]:
    """Four answers, most of them good."""
    return init.write_first_configuration(home, borders=borders, channel=channel, zone=zone, contact=contact)


def test_what_is_written_can_be_loaded(tmp_path: Path) -> None:
    """A screen, a zone, a contact with characters that YAML gives a meaning, and the borders."""
    assert write(tmp_path) == (tmp_path / "config" / "monitor.yaml",)
    found = settings.load_settings(tmp_path / "config" / "monitor.yaml", {}, base=tmp_path)
    assert (found.watch, found.zone, found.contact, found.warnings) == (
        ("EC-PE",),
        "America/Lima",
        'The "desk" \\ one',
        (),
    )


def test_all_borders_can_be_watched(tmp_path: Path) -> None:
    """``all`` isn't the name of a border."""
    write(tmp_path, borders=("all",))
    assert settings.load_settings(tmp_path / "config" / "monitor.yaml", {}, base=tmp_path).watches_all


def test_an_address_goes_to_a_file_of_its_own(tmp_path: Path) -> None:
    """Nobody but the user can read it, and the settings hold only its name."""
    address, path = write(tmp_path, channel=ADDRESS)
    assert address.stat().st_mode & 0o777 == 0o600
    assert "T0K3N" not in path.read_text(encoding="utf-8")
    found = settings.load_settings(path, {}, base=tmp_path)
    assert found.addresses["desk"].reveal() == ADDRESS


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A second time changes nothing and says why."""
    write(tmp_path)
    before = (tmp_path / "config" / "monitor.yaml").read_bytes()
    with pytest.raises(ConfigError, match=r"monitor\.yaml: is there already; nothing was written"):
        write(tmp_path, channel=ADDRESS)
    assert (tmp_path / "config" / "monitor.yaml").read_bytes() == before
    assert not (tmp_path / "config" / init.CHANNEL_FILE).exists()


def test_all_wrong_answers_are_told_and_none_is_written(tmp_path: Path) -> None:
    """The channel's answer isn't shown: it may be a secret."""
    with pytest.raises(ConfigError) as caught:
        write(tmp_path, channel="T0K3N", zone="America/Lma", borders=("PE-EC",), contact="میز")
    assert [problem.message for problem in caught.value.problems] == [
        "border 'PE-EC' is written 'EC-PE'",
        "the channel should be 'print' or an address (scheme://...)",
        "there is no time zone 'America/Lma' (did you mean 'America/Lima'?)",
        "the contact goes into a header, which takes plain ASCII in one line",
    ]
    assert list(tmp_path.iterdir()) == []
