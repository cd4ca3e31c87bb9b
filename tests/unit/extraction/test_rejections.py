"""What an item was almost read as, for whoever asks why the monitor stayed silent."""

import pytest

from tests.support.reading import item, shipped_reader


def rejected(title: str, summary: str = "") -> dict[str, str]:
    """Event, or word of force, to why it wasn't read."""
    return {one.event: one.because for one in shipped_reader().rejected(item(title, summary))}


@pytest.mark.parametrize(
    ("title", "event", "because"),
    [
        ("Iran fires governor after defeat by Pakistan", "shell", "said of no arms"),
        ("Mexico recalls 40,000 cars", "diplo_hostile.envoy_recalled_expelled", "said of no envoy"),
        (
            "Iranian foreign minister warns of consequences",
            "diplo_hostile.threat_warning",
            "a step between two states, and the text names one, or none that are watched together",
        ),
        (
            "Pensioner fatally shoots neighbour who was mowing the verge: police",
            "force_nonstate.attack_on_civilians",
            "force at no border, of nobody who is known, of police or of a crowd",
        ),
    ],
)
def test_what_was_missing_is_said(title: str, event: str, because: str) -> None:
    """What the word needs, or the other state."""
    assert rejected(title)[event] == because


def test_other_news_is_named_with_its_words() -> None:
    """The words that outvoted the act stand in the answer."""
    found = rejected("Israel fire seven past Lebanon in hockey", "Harmanpreet struck twice.")
    assert any(because == "the text sounds of sport: hockey" for because in found.values())


def test_the_evidence_is_in_the_text() -> None:
    """Every span quotes the text."""
    asked = item("Israel fire seven past Lebanon in hockey", "Harmanpreet struck twice.")
    spans = [span for one in shipped_reader().rejected(asked) for span in one.evidence]
    texts = {"title": asked.title, "summary": asked.summary}
    assert spans
    assert all(texts[span.field.value][span.start : span.end].strip() for span in spans)


@pytest.mark.parametrize("title", ["Ten migrants arrive by train", "تساقط الثلوج", "ฝนตกหนักในกรุงเทพ"])
def test_of_what_says_nothing_nothing_is_rejected(title: str) -> None:
    """No word of ours, or no language of ours."""
    assert rejected(title) == {}


def test_what_stands_is_not_rejected() -> None:
    """A reading that stands has no account of itself among those that don't."""
    assert "force_state.missile_strike" not in rejected("Iranian missiles hit village in Pakistan, two children killed")
