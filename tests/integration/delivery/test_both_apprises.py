"""The other major version of Apprise, put beside ours for the length of a test."""

import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
OTHER = "apprise>=1.13,<2" if importlib.metadata.version("apprise").startswith("2.") else "apprise>=2,<3"
STORIES = ("tests/integration/delivery/test_services.py", "tests/integration/delivery/test_apprise_answers.py")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A folder with the other version in it and nothing else."""
    install = ("-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check", "--retries", "0")
    made = _run(*install, "--target", str(tmp_path), OTHER)
    if made.returncode:
        pytest.skip(f"{OTHER} can't be installed here: {made.stderr.strip().splitlines()[-1:]}")
    return tmp_path


def test_both_major_versions_tell_the_same_stories(other: Path) -> None:
    """Slack by webhook and by bot, mail, refusals, slow answers, tokens that stay out of logs."""
    version = _run("-c", "import apprise; print(apprise.__version__)", at=other)
    assert version.stdout.split(".")[0] != importlib.metadata.version("apprise").split(".")[0], version
    told = _run("-m", "pytest", "-q", "-p", "no:cacheprovider", *STORIES, at=other)
    assert told.returncode == 0, told.stdout


def _run(*arguments: str, at: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": str(at)} if at else {}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
