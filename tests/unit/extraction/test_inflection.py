"""Forms of a verb that a lexicon needn't list."""

from monitor.extraction.words.inflection import paradigms
from monitor.model.lexicon import Lexeme


def _lexeme(sense: str, form: str, text: str) -> Lexeme:
    return Lexeme(language="fa", sense=sense, text=text, form=form)


VERBS = paradigms(
    [
        *(_lexeme("grammar:tail", "kard", text) for text in ("کرد", "کردند", "کرده است")),
        *(_lexeme("grammar:tail", "shod", text) for text in ("شد", "شده است")),
        *(_lexeme("grammar:head", "qasaf", text) for text in ("قصف", "قصفت", "تقصف")),
        *(_lexeme("grammar:turned", "phrase", text) for text in ("किया", "दी")),
    ]
)


def test_a_phrase_takes_the_other_forms_of_the_verb_it_ends_with() -> None:
    """Those of its own verb only, and first as it is listed."""
    assert [*VERBS.forms("حمله کرد")] == ["حمله کرد", "حمله کردند", "حمله کرده است"]
    assert [*VERBS.forms("بسته شده است")] == ["بسته شده است", "بسته شد"]


def test_a_phrase_takes_the_other_forms_of_the_verb_it_begins_with() -> None:
    """But a passive keeps its own: unvowelled, the forms of the active would be taken for it."""
    assert {*VERBS.forms("قصفت بالمدفعیه")} == {"قصفت بالمدفعیه", "قصف بالمدفعیه", "تقصف بالمدفعیه"}
    assert [*VERBS.forms("قصفت", passive=True)] == ["قصفت"]


def test_verbs_that_headlines_turn_round_stand_in_front_too() -> None:
    """Only behind a noun: the verb alone stays where it is."""
    assert [*VERBS.forms("हमला किया")] == ["हमला किया", "किया हमला"]
    assert [*VERBS.forms("किया")] == ["किया"]


def test_a_word_that_only_ends_like_a_verb_is_left_alone() -> None:
    """Endings are whole words."""
    assert [*VERBS.forms("کارکرد")] == ["کارکرد"]
