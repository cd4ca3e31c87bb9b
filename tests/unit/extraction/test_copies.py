"""Copies are known however they are dressed: by their words, or reworded by their bones. News written twice is no copy."""

from dataclasses import replace

from monitor.incidents import lines
from monitor.model.reports import Report
from tests.support.reading import primary, read

WIRE = (
    "Gunmen attack police patrol near Saravan",
    (
        "Gunmen opened fire on a patrol near Saravan on Tuesday, killing five officers and wounding two, said Governor Hossein Khosravi. "
        "Jaish al-Adl claimed responsibility in a message. Three vehicles burned on the road to Zahedan, and 40 officers searched "
        "the hills near Panjgur until night."
    ),
)
SPUN = (
    "Armed men assault police patrol close to Saravan",
    (
        "Assailants started shooting at a patrol close to Saravan this Tuesday, leaving five policemen dead and hurting two, according to "
        "Governor Hossein Khosravi. Jaish al-Adl took responsibility through a statement. Three cars went up in flames along the highway "
        "toward Zahedan, while 40 policemen combed mountains around Panjgur till dark."
    ),
)
ANOTHER = (
    "Five police killed in ambush in south-east Iran",
    (
        "An ambush on a patrol near Saravan left five police officers dead on Tuesday, state media said. It was the third attack in the "
        "province since March, and Iran has accused Pakistan of sheltering the group. Residents heard shots for 20 minutes. Two wounded men "
        "were flown to Zahedan."
    ),
)


def told(text: tuple[str, str], outlet: str) -> Report:
    return replace(primary(read(*text)), key=f"{outlet}#0", item=outlet, outlet=outlet, owner=outlet, events_grade="B")


def reasons(*reports: Report) -> list[tuple[int, str]]:
    return [(len(strand.reports), strand.because) for strand in lines.parted(reports).strands]


def test_a_reworded_copy_is_one_line_with_what_it_copies() -> None:
    """No run of words is left, but the same names and numbers stand in the same order."""
    wire, spun = told(WIRE, "wire"), told(SPUN, "mill")
    shared = set(wire.sketch) & set(spun.sketch)
    assert len(shared) < lines.NEAR_COPY * len(wire.sketch)
    assert reasons(wire, spun) == [(2, "the same names and numbers in the same order")]


def test_a_paper_mill_adds_nothing() -> None:
    """Fifty mills that reword one wire are one line with it; what a paper writes by itself is another."""
    mills = [told(SPUN, f"mill-{n}") for n in range(50)]
    assert [count for count, _ in reasons(told(WIRE, "wire"), *mills, told(ANOTHER, "paper"))] == [51, 1]


def test_another_account_of_the_same_attack_is_no_copy() -> None:
    """It has the place and the toll in common, not the story."""
    assert len(reasons(told(WIRE, "wire"), told(ANOTHER, "paper"))) == 2


def test_numbers_are_bones_by_their_value() -> None:
    """In words or in figures; another number is another bone."""
    wire = told(WIRE, "wire")
    assert told((WIRE[0], WIRE[1].replace("five", "5")), "one").bones == wire.bones
    assert told((WIRE[0], WIRE[1].replace("five", "6")), "two").bones != wire.bones
