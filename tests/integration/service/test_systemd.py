"""The units as systemd reads them, and the daemon as systemd hears it."""

import asyncio
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.rules import CACHE

ROOT = Path(__file__).parents[3]
UNITS = sorted((ROOT / "systemd").glob("*.*"))
LARGEST_EXPOSURE = 1.5
"""What ``systemd-analyze security`` may give at most; it counts from 0 (sealed) to 10."""

needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze isn't installed")


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs systemd-analyze; it needs no running systemd."""
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A root folder with our units, the program they start, and the targets that every unit leans on."""
    units = tmp_path / "etc/systemd/system"
    units.mkdir(parents=True)
    for name in ("sysinit", "basic", "shutdown", "network-online", "multi-user", "timers", "time-sync"):
        (units / f"{name}.target").write_text("[Unit]\nDefaultDependencies=no\n", encoding="ascii")
    for unit in UNITS:
        shutil.copy(unit, units)
    program = tmp_path / "opt/border-monitor/bin/border-monitor"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n", encoding="ascii")
    program.chmod(0o755)
    return tmp_path


@needs_systemd
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_finds_nothing_wrong_with_a_unit(unit: Path, root: Path) -> None:
    """No unknown key, no value out of range, no program that isn't there."""
    verified = analyze("verify", f"--root={root}", f"/etc/systemd/system/{unit.name}")
    assert (verified.returncode, verified.stderr) == (0, "")


@needs_systemd
@pytest.mark.parametrize("unit", [u for u in UNITS if u.suffix == ".service"], ids=lambda unit: unit.name)
def test_a_service_is_hardened(unit: Path) -> None:
    """systemd's own measure of what a taken-over service could reach."""
    judged = analyze("security", "--offline=true", str(unit))
    exposure = re.search(r"Overall exposure level for \S+ ([\d.]+)", judged.stdout)
    assert exposure, judged.stdout
    assert float(exposure[1]) <= LARGEST_EXPOSURE


@pytest.fixture
def notify_socket(tmp_path: Path) -> Iterator[socket.socket]:
    """Where systemd would listen."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.settimeout(60)
        yield listener


async def test_the_daemon_says_when_it_is_ready_alive_and_stopping(
    tmp_path: Path, notify_socket: socket.socket
) -> None:
    """READY once the cycles turn, signs of life while they do, STOPPING on SIGTERM: in this order, from the real program."""
    settings = tmp_path / "config"
    settings.mkdir()
    (settings / "outlets.yaml").write_text("schema_version: 1\noutlets: []\n", encoding="utf-8")
    (settings / "monitor.yaml").write_text(
        f"schema_version: 1\nwatch: [IR-PK]\ndatabase: sqlite:///{tmp_path}/bm.db\nchannels: {{screen: {{print: true}}}}\n"
        "routes: [{to: [screen]}]\n",
        encoding="utf-8",
    )
    daemon = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "monitor", "--config", str(settings), "run"),
        env={"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "60000000", "CACHE_DIRECTORY": str(CACHE)},
        cwd=ROOT,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        heard = [await _next(notify_socket)]
        heard.append(await _next(notify_socket))
        daemon.terminate()
        while heard[-1] != "STOPPING=1":
            heard.append(await _next(notify_socket))
    finally:
        assert await daemon.wait() == 0
    assert heard[0].startswith("READY=1\nSTATUS=0 feeds; watching IR-PK")
    assert heard[1] == "WATCHDOG=1"


async def _next(listener: socket.socket) -> str:
    return (await asyncio.to_thread(listener.recv, 4096)).decode()
