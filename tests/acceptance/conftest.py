"""What the stories of a desk share: its first day is played once."""

import shutil
from collections.abc import Iterator

import pytest

from tests.support import desk as desks


@pytest.fixture(scope="session")
def first_day(tmp_path_factory: pytest.TempPathFactory) -> desks.Desk:
    """The rules are compiled once for all that is done here."""
    return desks.first_day(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def desk(first_day: desks.Desk) -> Iterator[desks.Desk]:
    """The desk as it was on the first day."""
    database, kept = first_day.home / "desk.db", first_day.home / "kept.db"
    shutil.copy(database, kept)
    yield first_day
    shutil.copy(kept, database)
