"""Laws of reading, for any text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.reports import Mode
from monitor.text import fold
from tests.support.reading import REAL, item, primary, quotations, quote, reader

WORDS = st.sampled_from(
    [
        "Iran",
        "Iranian",
        "Iran's",
        "Pakistan",
        "Pakistani",
        "Tehran",
        "Islamabad",
        "Saravan",
        "Panjgur",
        "Jaish",
        "al-Adl",
        "strikes",
        "strike",
        "hit",
        "killed",
        "kills",
        "dead",
        "two",
        "nine",
        "soldiers",
        "gunmen",
        "missiles",
        "drones",
        "in",
        "on",
        "by",
        "near",
        "after",
        "says",
        ":",
        ",",
        ".",
        ";",
        "?",
        "“",
        "”",
        "summons",
        "envoy",
        "condemns",
        "recalls",
        "could",
        "not",
        "anniversary",
        "cricket",
        "سپاه",
        "حمله",
        "at",
        "least",
        "dozens",
        "of",
        "them",
        "children",
        "Guards'",
        "the",
    ]
)
TEXTS = st.lists(WORDS, max_size=30).map(" ".join)
SETTINGS = settings(max_examples=50, deadline=None)


@SETTINGS
@given(title=st.one_of(TEXTS, st.text(max_size=120)), summary=st.one_of(TEXTS, st.text(max_size=200)))
def test_reading_is_total_and_deterministic(title: str, summary: str) -> None:
    """Any text reads without an error, and the same text reads the same."""
    source = item(title, summary)
    assert reader().read(source) == reader().read(source)


@SETTINGS
@given(title=TEXTS, summary=TEXTS)
def test_evidence_and_mentions_quote_the_text(title: str, summary: str) -> None:
    """Every span cuts words that are there; mentions quote exactly; keys count up; one primary at most, and it is factual."""
    source = item(title, summary)
    reading = reader().read(source)
    for report in reading.reports:
        assert report.evidence
        assert all(quotation.strip() for quotation in quotations(source, report))
    for mention in reading.mentions:
        assert quote(source, mention.span) == mention.text
    assert [report.key for report in reading.reports] == [f"i1#{n}" for n in range(len(reading.reports))]
    firsts = [report for report in reading.reports if report.primary]
    assert len(firsts) <= 1
    assert all(report.mode == Mode.FACTUAL for report in firsts)


@SETTINGS
@given(title=TEXTS, summary=TEXTS)
def test_numbers_of_people_are_consistent(title: str, summary: str) -> None:
    """Parts are never more than the whole, and nobody strikes himself."""
    for report in reader().read(item(title, summary)).reports:
        for part in (report.children_killed, report.women_killed, report.civilians_killed):
            if part is not None and report.killed is not None:
                assert part.best <= report.killed.best
        if report.type == "force_state" and report.initiator and report.target and report.initiator.state:
            assert report.initiator != report.target
        assert report.border is None or report.border == "-".join(sorted(report.border.split("-")))


@SETTINGS
@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=150))
def test_folding_keeps_every_offset(text: str) -> None:
    """Spans are in order, don't overlap, and folding what they cut gives the token again."""
    folded = fold.fold(text)
    assert len(folded.tokens) == len(folded.starts) == len(folded.ends)
    edge = 0
    for token, start, end in zip(folded.tokens, folded.starts, folded.ends, strict=True):
        assert edge <= start < end <= len(text)
        edge = end
        assert token in fold.fold_phrase(text[start:end]) or fold.fold_phrase(text[start:end]) in token
    assert " ".join(folded.tokens) == folded.padded[1:-1]


@SETTINGS
@given(noise=st.lists(st.sampled_from(["quiet", "roads", "schools", "budget", "council"]), max_size=8))
def test_words_that_say_nothing_change_nothing(noise: list[str]) -> None:
    """A harmless sentence behind the lead leaves the primary report as it was, but for its sketch."""
    title = "Gunmen kill three Iranian border guards near Saravan"
    plain, padded = (
        primary(reader(REAL).read(item(title, lead))) for lead in ("", f"The {' '.join(noise)} plan went on.")
    )
    for name in ("event", "initiator", "target", "killed", "places", "border", "happened_at", "traits"):
        assert getattr(plain, name) == getattr(padded, name)
