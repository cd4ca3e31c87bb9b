"""Where configuration and rules are looked for, and in which order."""

from pathlib import Path

import pytest

from monitor.config import folders
from monitor.errors import ConfigError
from tests.support import rules as world
from tests.support.powerless import powerless

SETTINGS = {"config/monitor.yaml": "x"}


def test_without_anything_of_ones_own_the_shipped_copy_is_used(tmp_path: Path) -> None:
    """The database then goes to the user's state folder, for what is shipped isn't written to."""
    home = folders.find({"HOME": "/home/u", "XDG_STATE_HOME": "/state"}, tmp_path, system=tmp_path / "etc")
    assert home.settings.is_file()
    assert home.outlets.parent == home.settings.parent
    assert len(home.rules) == 1
    assert (home.base, home.cache) == (Path("/state/border-monitor"), Path("/home/u/.cache/border-monitor"))


def test_nearer_places_come_first(tmp_path: Path) -> None:
    """The flag, then the variable, the working folder, and the system's folder."""
    flag, variable, working, system = (
        world.write_files(tmp_path / name, SETTINGS) for name in ("flag", "variable", "working", "etc")
    )
    environment = {"HOME": "/home/u", folders.HOME_VARIABLE: str(variable)}
    found = [
        folders.find(environment, working, config=flag / "config", system=system),
        folders.find(environment, working, system=system),
        folders.find({"HOME": "/home/u"}, working, system=system),
        folders.find({"HOME": "/home/u"}, tmp_path, system=system),
    ]
    assert [home.settings.parent.parent for home in found] == [flag, variable, working, system]
    assert [home.base for home in found] == [flag, variable, working, folders.SYSTEM_STATE]


def test_a_units_state_lies_in_the_first_of_its_folders(tmp_path: Path) -> None:
    """systemd parts several by colons, as for the report, which has a folder of its own inside."""
    system = world.write_files(tmp_path / "etc", SETTINGS)
    unit = {"STATE_DIRECTORY": "/state:/state/reports", "CACHE_DIRECTORY": "/cache:/cache/more"}
    home = folders.find(unit, tmp_path / "state", system=system)
    assert (home.base, home.cache) == (Path("/state"), Path("/cache"))


def test_what_a_place_doesnt_have_is_looked_for_further_on(tmp_path: Path) -> None:
    """A desk with its own settings still has the shipped outlets and rules."""
    desk = world.write_files(tmp_path / "desk", SETTINGS)
    home = folders.find({}, desk, system=tmp_path / "etc")
    assert home.settings == desk / "config" / "monitor.yaml"
    assert home.outlets.parent != home.settings.parent
    assert desk not in home.rules[0].parents


def test_a_desks_rules_come_after_the_shipped_ones(tmp_path: Path) -> None:
    """They add and override."""
    desk = world.write_files(tmp_path / "desk", {"rules/packs/mine/actors.yaml": "x"})
    home = folders.find({}, desk, system=tmp_path / "etc")
    assert home.rules[1:] == (desk / "rules",)


def test_rules_that_lie_loose_beside_our_settings_are_a_desks(tmp_path: Path) -> None:
    """Without settings of ours a folder of that name may be some other program's; without YAML there is nothing in it."""
    loose = {"rules/lexicon/eo.yaml": "x"}
    desk, stranger = (
        world.write_files(tmp_path / "desk", SETTINGS | loose),
        world.write_files(tmp_path / "other", loose),
    )
    bare = world.write_files(tmp_path / "bare", SETTINGS | {"rules/README.md": "x", "rules/tests/t.yaml": "x"})
    found = [folders.find({}, place, system=tmp_path / "etc").rules[1:] for place in (desk, stranger, bare)]
    assert found == [(desk / "rules",), (), ()]


def test_what_nobody_may_look_into_is_taken_to_be_there(tmp_path: Path) -> None:
    """Whoever reads it then says so: settings that root alone can read are no reason to go by the shipped ones."""
    desk = world.write_files(tmp_path / "desk", SETTINGS | {"rules/packs/mine/actors.yaml": "x"})
    for folder in (desk / "config", desk / "rules"):
        folder.chmod(0)
    with powerless():
        home = folders.find({}, desk, system=tmp_path / "etc")
    assert (home.settings, home.rules[1:]) == (desk / "config" / "monitor.yaml", (desk / "rules",))


def test_a_closed_folder_of_the_systems_is_in_nobodys_way(tmp_path: Path) -> None:
    """Who has files of their own needs nothing from there."""
    desk = world.write_files(tmp_path / "desk", SETTINGS)
    system = world.write_files(tmp_path / "etc", SETTINGS | {"rules/packs/mine/actors.yaml": "x"})
    system.chmod(0)
    with powerless():
        home = folders.find({}, desk, system=system)
    assert (home.settings.parent.parent, home.rules[1:]) == (desk, ())


def test_rules_with_a_core_of_their_own_stand_alone(tmp_path: Path) -> None:
    """A whole copy of the rules takes the place of the shipped one; what is named after it comes over it."""
    whole = world.write_files(tmp_path / "whole", {"core/world.yaml": "x"})
    more = world.write_files(tmp_path / "more", {"actors.yaml": "x"})
    home = folders.find({}, tmp_path, rules=[whole, more], system=tmp_path / "etc")
    assert home.rules == (whole, more)


def test_the_folder_that_the_variable_names_must_be_there(tmp_path: Path) -> None:
    """A misspelt home isn't passed over in silence."""
    with pytest.raises(ConfigError, match="nowhere: there is no such folder"):
        folders.find({folders.HOME_VARIABLE: str(tmp_path / "nowhere")}, tmp_path)


def test_folders_that_flags_name_must_be_there(tmp_path: Path) -> None:
    """All missing ones are told."""
    with pytest.raises(ConfigError) as caught:
        folders.find({}, tmp_path, config=tmp_path / "a", rules=[tmp_path / "b"])
    assert [str(problem) for problem in caught.value.problems] == [
        f"{tmp_path}/a: there is no such folder [file]",
        f"{tmp_path}/b: there is no such folder [file]",
    ]
