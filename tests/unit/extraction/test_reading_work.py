"""How much is done for one item, counted in calls of functions: time would depend on the machine, this doesn't."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from monitor.text import numbers, sentences
from tests.support import reading

EVENTFUL = (
    "Gunmen kill two Pakistani border guards near Panjgur",
    (
        "Two people were killed and three injured when gunmen opened fire on a police post near Panjgur on Wednesday, officials said. The foreign "
        "ministry condemned the attack and summoned Iran's charge d'affaires to protest. Iran denied that its territory was used. Analysts said "
        "that neither government wishes to escalate the dispute any further."
    ),
)
UNEVENTFUL = (
    "Traders of Panjgur wait for the spring market to open",
    (
        "Traders in the town waited for a third day while trucks loaded with fruit stood in line. The minister told parliament that the budget of "
        "next year would hold 40 million for schools in Pakistan and roads. Prices of wheat rose by two percent, and the harvest is expected to be "
        "good, a spokesman of the growers told reporters."
    ),
)
BEGUN = (
    "Bakers of Panjgur begin the season with a new oven",
    "The bakery announces lower prices in Pakistan from Monday. It starts the day at four and begins to hire.",
)
"""Nothing happens, in verbs that also say how something that happens begins."""

MOST_CALLS_PER_WORD = 43
"""A seventh more than when this was written."""


def calls(work: Callable[[], object]) -> dict[Any, int]:
    """How often each function of ours ran, by its code."""
    counted: dict[Any, int] = {}

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and "monitor" in frame.f_code.co_filename:
            counted[frame.f_code] = counted.get(frame.f_code, 0) + 1

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


def of(title: str, summary: str) -> dict[Any, int]:
    """The calls that reading a text costs once its words are known."""
    reader, item = reading.shipped_reader(), reading.item(title, summary)
    reader.read(item)
    return calls(lambda: reader.read(item))


def test_most_news_costs_little() -> None:
    """An item in which nothing happens costs a fraction of one that tells of three acts."""
    loud = sum(of(*EVENTFUL).values())
    for quiet in (sum(of(*text).values()) for text in (UNEVENTFUL, BEGUN)):
        assert quiet * 4 < loud, (quiet, loud)


def test_an_act_costs_a_few_calls_for_each_word() -> None:
    """A whole sentence looked through once more for each of its words or acts would show here."""
    words = len(" ".join(EVENTFUL).split())
    assert sum(of(*EVENTFUL).values()) < MOST_CALLS_PER_WORD * words


def test_where_nothing_happens_only_the_title_is_taken_apart() -> None:
    """No numbers and no sentences are looked for in a summary that has no word of what we watch."""
    quiet, loud = of(*UNEVENTFUL), of(*EVENTFUL)
    assert [quiet[function.__code__] for function in (numbers.parse, sentences.split)] == [1, 1]
    assert [loud[function.__code__] for function in (numbers.parse, sentences.split)] == [2, 2]


def test_a_flood_of_words_costs_no_more_than_a_headline_has_room_for() -> None:
    """However long a title is, and however often it says who was killed, the work is bounded: a stranger must not stop the reading."""
    flood = "Iran strikes Panjgur, 3 killed 4 hurt "
    once, much = sum(of(flood * 30, "").values()), sum(of(flood * 3000, "").values())
    assert much < 2 * once, (once, much)
    few, many = (sum(of("Iran strikes Panjgur", "3 killed 4 hurt " * n).values()) for n in (20, 40))
    assert many < 5 * few, (few, many)
