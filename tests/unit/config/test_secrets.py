"""Where secrets come from: values and files, and files that whoever starts us puts where a variable says."""

from pathlib import Path

import pytest

from monitor.config.secrets import Source
from monitor.rules.documents import Fault

ADDRESS = "slack://A/B/C"


@pytest.fixture
def credentials(tmp_path: Path) -> Path:
    """A folder as systemd makes one for each unit."""
    folder = tmp_path / "credentials" / "a.service"
    folder.mkdir(parents=True)
    (folder / "desk").write_text(f"{ADDRESS}\n", encoding="utf-8")
    return folder


def source(base: Path, **environment: str) -> Source:
    """With nothing wrong yet."""
    return Source(environment=environment, base=base, faults=[])


@pytest.mark.parametrize("way", ["address_in_file", "word_in_file"])
def test_a_file_may_be_where_a_variable_says(credentials: Path, tmp_path: Path, way: str) -> None:
    """So one file of settings serves every unit, each with a folder of its own for what it may know."""
    asked = source(tmp_path, CREDENTIALS_DIRECTORY=str(credentials))
    assert getattr(asked, way)(("channels", "desk", "url_file"), "${CREDENTIALS_DIRECTORY}/desk").reveal() == ADDRESS
    assert asked.faults == []


@pytest.mark.parametrize("way", ["address_in_file", "word_in_file"])
def test_a_variable_that_is_not_set_is_the_only_complaint(tmp_path: Path, way: str) -> None:
    """Not also that the folder can't be read."""
    asked = source(tmp_path)
    assert getattr(asked, way)(("heartbeat", "url_file"), "${CREDENTIALS_DIRECTORY}/desk").reveal() == ""
    assert asked.faults == [
        Fault(("heartbeat", "url_file"), "the environment variable CREDENTIALS_DIRECTORY is not set", "secret")
    ]
