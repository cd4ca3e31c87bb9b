"""The short form of ``make prove``: the real daemon killed at one commit boundary of every other kind, its disk and its channels taken away."""

import pytest

from tests.proof import report, scenarios
from tests.proof.scenarios import Calm, Proof, Row


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """Where the runs are played."""
    return Proof(tmp_path_factory.mktemp("proof"))


@pytest.fixture(scope="module")
def calm(proof: Proof) -> Calm:
    """The run that nobody disturbs: every alert to every channel that it is for, once."""
    return proof.calm()


def test_killed_at_its_boundaries(proof: Proof, calm: Calm) -> None:
    """Wherever the kill falls: the same incidents, states and alerts; nothing lost; twice at most what was on its way."""
    kinds = scenarios.one_of_each(calm)
    killed = scenarios.at_boundaries(proof, calm, kinds[::2])
    assert killed.kills == killed.runs == len(kinds[::2])
    assert (killed.broken, killed.lost) == ((), 0)
    assert f" {killed.kills} of {len(calm.boundaries)} " in killed.scenario


@pytest.mark.parametrize("fault", [scenarios.STORE_FAULTS[1]], ids=lambda fault: fault.name)
def test_the_store_refuses_to_write(proof: Proof, calm: Calm, fault: scenarios.StoreFault) -> None:
    """What went out while it couldn't be recorded doesn't go out again."""
    row = scenarios.with_store_fault(proof, calm, fault)
    assert (row.broken, row.lost, row.duplicates) == ((), 0, 0)


@pytest.mark.parametrize("fault", [scenarios.CHANNEL_FAULTS[3]], ids=lambda fault: fault.name)
def test_a_channel_accepts_without_an_answer(proof: Proof, calm: Calm, fault: scenarios.ChannelFault) -> None:
    """One copy more for each try of which nobody can say whether it arrived."""
    row = scenarios.with_channel_fault(proof, calm, fault)
    assert (row.broken, row.lost) == ((), 0)
    assert 0 < row.duplicates <= row.allowed


def test_a_broken_promise_is_seen(proof: Proof, calm: Calm) -> None:
    """A message too many, one too few and two in the wrong order are each named."""
    with proof.run() as run:
        run.start()
        scenarios.play(run)
        assert scenarios.judge("calm", run, calm).broken == ()
        run.slack.accepted.append(run.slack.accepted[0])
        run.mail.messages.pop()
        run.mail.messages.reverse()
        row = scenarios.judge("disturbed", run, calm)
    assert (row.lost, row.duplicates, row.allowed) == (1, 1, 0)
    lost, twice, *orders = row.broken
    assert lost.startswith("disturbed: lost [('duty', ")
    assert twice.startswith("disturbed: 1 duplicates, 0 allowed")
    assert orders
    assert all("came to duty out of order" in fault for fault in orders)


def test_the_page_holds_what_the_command_prints() -> None:
    """The block has the headings and the scenarios of the table, and can be written anew; no figure stands there by hand."""
    page = report.PAGE.read_text(encoding="utf-8")
    lines = [tuple(cell.strip() for cell in line.strip("| \n").split("|")) for line in report.block(page).splitlines()]
    assert lines[0] == report.HEADINGS
    rows = [
        Row(scenario=name, **dict(zip(report.FIGURES, map(int, figures), strict=True)))
        for name, *figures in lines[2:-1]
    ]
    assert report.table(rows) == report.block(page)
    assert report.with_block(page, rows) == page
    assert all(f" {row.kills} of " in row.scenario for row in rows if "commit boundaries" in row.scenario)
    faults = {fault.name for fault in (*scenarios.STORE_FAULTS, *scenarios.CHANNEL_FAULTS)}
    assert faults <= {row.scenario for row in rows}
