"""What a terminal can do, and what its user wants."""

import io
import signal

import pytest

from monitor.cli import terminal


class Screen(io.StringIO):
    """Passes for a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_colours_are_for_terminals_whose_user_wants_them(
    variables: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty NO_COLOR says nothing; what is no terminal never has any."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert terminal.has_colours(Screen()) is coloured
    assert not terminal.has_colours(io.StringIO())


def test_word_of_progress_is_for_terminals_only(capsys: pytest.CaptureFixture[str]) -> None:
    """Elsewhere nothing is written, and the work is done all the same."""
    assert list(terminal.tracked([1, 2, 3], "counting")) == [1, 2, 3]
    with terminal.busy("waiting"):
        pass
    assert capsys.readouterr() == ("", "")


def test_whoever_is_told_to_end_puts_away_what_is_temporary() -> None:
    """As by an exit; what is ignored stays ignored, and afterwards all is as before."""
    with pytest.raises(SystemExit) as ended, terminal.ended_in_order():
        signal.raise_signal(signal.SIGTERM)
    assert ended.value.code == 143
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with terminal.ended_in_order():
            signal.raise_signal(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
