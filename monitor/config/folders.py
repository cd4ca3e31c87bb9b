"""Where configuration and rules are found, and where what the program writes goes.

Decides the order: the flag, ``BORDER_MONITOR_HOME``, the working folder, ``/etc/border-monitor``, the copy that is shipped. Reads no file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import monitor
from monitor.config import files
from monitor.errors import ConfigError, Problem

HOME_VARIABLE = "BORDER_MONITOR_HOME"
SYSTEM = Path("/etc/border-monitor")
SYSTEM_STATE = Path("/var/lib/border-monitor")
NAME = "border-monitor"

SETTINGS_FILE = "monitor.yaml"
OUTLETS_FILE = "outlets.yaml"
NOT_RULES = ("tests", "config")
"""Folders below one of rules that hold something other than sections: a pack's timelines with expectations, and a desk's settings beside its rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What was found. ``rules`` is in the order of loading; ``base`` is what relative paths in the settings start from."""

    settings: Path
    outlets: Path
    rules: tuple[Path, ...]
    base: Path
    cache: Path | None


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place to look: its ``config`` and ``rules`` folders, and where its program would write."""

    config: Path
    rules: Path
    base: Path


def find(
    environment: Mapping[str, str],
    working: Path,
    *,
    config: Path | None = None,
    rules: Sequence[Path] = (),
    system: Path = SYSTEM,
) -> Home:
    """The first place that has each of ``monitor.yaml``, ``outlets.yaml`` and rules; ConfigError when a folder is named that isn't there.

    The shipped rules come first and a desk's folder after them, except when the desk's folder has a ``core`` of its own: then it is whole
    and stands alone. Each of several ``--rules`` folders comes after the one before.
    """
    named = Path(environment[HOME_VARIABLE]) if environment.get(HOME_VARIABLE) else None
    _refuse_missing([folder for folder in (named, config, *rules) if folder is not None])
    places = [*_desk(environment, working, system), shipped(environment)]
    if config is not None:
        base = config.parent if config.name == "config" else config
        places.insert(0, _Candidate(config, config / "rules", base))
    settings = _first(places, SETTINGS_FILE)
    return Home(
        settings=settings.config / SETTINGS_FILE,
        outlets=_first(places, OUTLETS_FILE).config / OUTLETS_FILE,
        rules=_rules(rules or _desk_rules(places[:-1]), places[-1].rules),
        base=settings.base.absolute(),
        cache=cache_folder(environment),
    )


def shipped(environment: Mapping[str, str]) -> _Candidate:
    """The copy inside the installed package, or the folders of the source checkout."""
    package = Path(monitor.__file__).parent
    inside = package / "_shipped"
    root = inside if inside.is_dir() else package.parent
    return _Candidate(
        root / "config", root / "rules", _user_folder(environment, "XDG_STATE_HOME", ".local/state") or Path()
    )


def cache_folder(environment: Mapping[str, str]) -> Path | None:
    """Where parsed files are remembered; None when the user has no home."""
    return _unit_folder(environment, "CACHE_DIRECTORY") or _user_folder(environment, "XDG_CACHE_HOME", ".cache")


def _unit_folder(environment: Mapping[str, str], name: str) -> Path | None:
    """The first of the folders that systemd made for the unit; several are parted by colons (systemd.exec(5))."""
    first = environment.get(name, "").partition(":")[0]
    return Path(first) if first else None


def _desk(environment: Mapping[str, str], working: Path, system: Path) -> Iterator[_Candidate]:
    """The places where a desk keeps its own, nearest first."""
    home = environment.get(HOME_VARIABLE)
    if home:
        yield _place(Path(home), Path(home))
    yield _place(working, working)
    yield _place(system, _unit_folder(environment, "STATE_DIRECTORY") or SYSTEM_STATE)


def _place(root: Path, base: Path) -> _Candidate:
    return _Candidate(root / "config" if files.there(root / "config", Path.is_dir) else root, root / "rules", base)


def _first(places: Sequence[_Candidate], name: str) -> _Candidate:
    """The first place that has the file; the shipped one when none has."""
    return next((place for place in places if files.there(place.config / name)), places[-1])


def _desk_rules(places: Sequence[_Candidate]) -> tuple[Path, ...]:
    """The nearest folder of rules that a desk has."""
    return tuple(place.rules for place in places if _has_rules(place))[:1]


def _has_rules(place: _Candidate) -> bool:
    """Whether a folder called ``rules`` is ours, not some other program's: it has our parts, or it lies beside our settings and holds YAML."""
    if not files.there(place.rules, Path.is_dir, in_doubt=False):
        return False
    if any(files.there(place.rules / part, Path.is_dir) for part in ("core", "packs")):
        return True
    return files.there(place.config / SETTINGS_FILE) and bool(files.below(place.rules, skip=NOT_RULES))


def _rules(desk: Sequence[Path], own: Path) -> tuple[Path, ...]:
    """Folders in the order of loading; nothing that a later whole folder makes needless."""
    folders: list[Path] = [own]
    for folder in desk:
        folders = [folder] if files.there(folder / "core", Path.is_dir, in_doubt=False) else [*folders, folder]
    return tuple(folders)


def _user_folder(environment: Mapping[str, str], variable: str, below_home: str) -> Path | None:
    """A folder of the user's by the XDG rules."""
    given, home = environment.get(variable, ""), environment.get("HOME", "")
    if given.startswith("/"):
        return Path(given) / NAME
    return Path(home) / below_home / NAME if home else None


def _refuse_missing(folders: Sequence[Path]) -> None:
    """A folder that someone names must be there."""
    problems = [
        Problem(str(folder), 0, 0, "there is no such folder", "file")
        for folder in folders
        if not files.there(folder, Path.is_dir)
    ]
    if problems:
        raise ConfigError(tuple(problems))
