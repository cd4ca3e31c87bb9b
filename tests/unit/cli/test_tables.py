"""Tables hold whatever the news is written in."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from monitor.cli import output

COLUMNS: list[output.Column] = [
    ("where", output.pick("where")),
    ("what", output.pick("what")),
    ("when", output.pick("when")),
]


@pytest.mark.parametrize(
    "what", ["حمله پاسداران به سراوان", "ईरान ने हमला किया", "伊朗袭击边境", "Bắc Kạn", "🇮🇷 strike", "שלום"]
)
def test_columns_stand_below_one_another_in_every_script(what: str) -> None:
    """Wide, combining and right-to-left letters alike: the next column begins where it begins elsewhere."""
    stream = io.StringIO()
    rows = [{"where": "a", "what": what, "when": "|"}, {"where": "b", "what": "plain", "when": "|"}]
    Console(file=stream, width=100, force_terminal=True, color_system=None).print(output.table_of(rows, COLUMNS))
    first, second = stream.getvalue().splitlines()[1:]
    assert cell_len(first[: first.index("|")]) == cell_len(second[: second.index("|")])


def test_text_from_right_to_left_stands_by_itself() -> None:
    """Between marks that keep a terminal from turning the whole line around; other text has none, and news can't bring its own."""
    stream = io.StringIO()
    rows = [{"where": "IR", "what": "سراوان", "when": "x"}, {"where": "PK", "what": "plain\u202etext", "when": "y"}]
    Console(file=stream, width=100).print(output.table_of(rows, COLUMNS))
    assert "\u2068سراوان\u2069" in stream.getvalue()
    assert "plaintext" in stream.getvalue()
