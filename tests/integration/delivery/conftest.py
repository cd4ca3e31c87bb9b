"""The servers that deliveries go to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.channels import Mailbox, SlackStandIn, mail_server, slack_stand_in


@pytest.fixture
def slack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlackStandIn]:
    with slack_stand_in(tmp_path) as (state, environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
            monkeypatch.setenv(name.lower(), value)
        yield state


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    with mail_server() as served:
        yield served
