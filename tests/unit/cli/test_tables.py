"""Tables hold whatever the news is written in."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from monitor.cli import output, records

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


NAMES = ("id", "status", "headline")
ROW = ("i1", "corroborated", "حمله پاسداران به سراوان در شب گذشته و پاسخ پاکستان")


@pytest.mark.parametrize(("width", "is_too_wide"), [(80, False), (42, False), (41, True), (20, True)])
def test_a_table_is_as_narrow_as_its_words_and_some_prose_let_it(width: int, is_too_wide: bool) -> None:
    """Two columns of an id and of a status that can't be broken, and 24 for what can."""
    assert records.is_too_wide(NAMES, [ROW], width=width) is is_too_wide


@pytest.mark.parametrize("width", [20, 40, 100])
def test_where_a_table_has_no_room_each_row_is_a_record(width: int) -> None:
    """Its name first, then its fields with theirs, as many in a line as fit; nothing sticks out, and nothing is said of what is empty."""
    stream = io.StringIO()
    console = Console(file=stream, width=width, highlight=False)
    for line in records.lines((*NAMES, "why"), [(*ROW, ""), ("i2", "reported", "b", "")], width=width):
        console.print(line)
    shown = [line.rstrip() for line in stream.getvalue().splitlines()]
    assert max(map(cell_len, shown)) <= width
    assert [line[:2] for line in shown if not line.startswith("  ")] == ["i1", "i2"]
    assert (
        " ".join(" ".join(shown).split()) == f"i1 status corroborated headline {ROW[2]} i2 status reported headline b"
    )
