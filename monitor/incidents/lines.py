"""Decides which reports are one line of reporting: not independent of one another, however many they are.

How much a line is worth is decided in ``confidence``.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from monitor.incidents import voices
from monitor.model.reports import FORCE_CLASSES, Report

NEAR_COPY = 0.5
"""Share of common sampled shingles from which two texts count as one (Jaccard); unrelated news of one event stays under 0.2."""
_ENOUGH = 4
"""Sketches shorter than this say nothing."""

_REASONS = {
    "text": "near-identical text",
    "agency": "copy of one agency",
    "word": "word of the same officials",
    "owner": "same owner",
    "ungraded": "outlets that nobody graded",
    "anonymous": "sources without a name",
}
"""In the order in which they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """A line before it is weighed: its reports in order of key, and why they are one."""

    reports: tuple[Report, ...]
    because: str

    @property
    def best(self) -> Report:
        """The best graded, earliest known report."""
        return min(self.reports, key=lambda report: (voices.rank(report), report.known_at, report.key))


def strands(reports: Iterable[Report], *, by_word: bool = True) -> tuple[Strand, ...]:
    """The lines among these reports; each report is in exactly one. In order of their smallest keys.

    Without ``by_word`` only copies and common owners make a line, not the officials that are quoted.
    """
    ordered = sorted(reports, key=lambda report: report.key)
    links = [link for link in (*_shared_ties(ordered), *_copies(ordered)) if by_word or link[0] != "word"]
    home = _connect(len(ordered), [(a, b) for _, a, b in links])
    members: defaultdict[int, list[Report]] = defaultdict(list)
    reasons: defaultdict[int, set[str]] = defaultdict(set)
    for n, report in enumerate(ordered):
        members[home[n]].append(report)
    for kind, a, _ in links:
        reasons[home[a]].add(kind)
    return tuple(Strand(reports=tuple(members[n]), because=_tell(reasons[n])) for n in sorted(members))


def _tell(kinds: set[str]) -> str:
    told = [text for kind, text in _REASONS.items() if kind in kinds]
    return ", ".join(told) if told else "a single report"


def carrier(report: Report) -> tuple[str, str]:
    """Who answers for the text: the agency rather than the paper that prints it, else the owner; all ungraded outlets are one."""
    if report.agency:
        return "agency", report.agency.casefold()
    if voices.grade(report) == "F":
        return "ungraded", ""
    return "owner", (report.owner or report.outlet).casefold()


def _shared_ties(reports: Sequence[Report]) -> list[tuple[str, int, int]]:
    first: dict[str, int] = {}
    links = []
    words = _words(reports)
    for n, report in enumerate(reports):
        kind, name = carrier(report)
        # An agency's own outlet and its copies elsewhere meet under one name.
        labels = [(kind, f"carrier {name}")]
        labels += [("word", f"word {side}") for side in _only_word(report, words[kind, name])]
        labels += [("anonymous", "anonymous")] if _is_anonymous(report) else []
        for reason, label in labels:
            if label in first:
                links.append((reason, first[label], n))
            first.setdefault(label, n)
    return links


def _words(reports: Sequence[Report]) -> dict[tuple[str, str], set[tuple[str, ...]]]:
    words: defaultdict[tuple[str, str], set[tuple[str, ...]]] = defaultdict(set)
    for report in reports:
        words[carrier(report)].add(report.said_by)
    return words


def _only_word(report: Report, words: set[tuple[str, ...]]) -> tuple[str, ...]:
    """The one side whose officials are all that this carrier has on an act of force.

    Whoever carries nothing else is one line with all the others who do. A carrier that quotes both sides, or also reports by itself,
    is a line of its own. That a government declared something each outlet has heard for itself.
    """
    only = report.act in FORCE_CLASSES and len(words) == 1 and len(report.said_by) == 1 and voices.grade(report) != "F"
    return report.said_by if only else ()


def _is_anonymous(report: Report) -> bool:
    """Nobody can tell whether two outlets' "sources" are two, nor can they."""
    return "anonymous_source" in report.traits and not report.said_by


def _copies(reports: Sequence[Report]) -> list[tuple[str, int, int]]:
    """Pairs of near-identical texts. Equal sketches are linked to the first; only unequal ones that share something are compared."""
    first: dict[frozenset[int], int] = {}
    links = []
    for n, report in enumerate(reports):
        sketch = frozenset(report.sketch)
        if len(sketch) >= _ENOUGH and first.setdefault(sketch, n) != n:
            links.append(("text", first[sketch], n))
    return links + [("text", first[ours], first[theirs]) for ours, theirs in _near_copies(list(first))]


def _near_copies(sketches: Sequence[frozenset[int]]) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for n, sketch in enumerate(sketches):
        common: Counter[int] = Counter(other for shingle in sketch for other in holders[shingle])
        for other, shared in common.items():
            if shared >= NEAR_COPY * (len(sketch) + len(sketches[other]) - shared):
                yield sketches[other], sketch
        for shingle in sketch:
            holders[shingle].append(n)


def _connect(size: int, links: Sequence[tuple[int, int]]) -> list[int]:
    """For each of ``size`` things the smallest one that it is linked with, directly or not."""
    home = list(range(size))

    def find(n: int) -> int:
        while home[n] != n:
            home[n] = home[home[n]]
            n = home[n]
        return n

    for a, b in links:
        low, high = sorted((find(a), find(b)))
        home[high] = low
    return [find(n) for n in range(size)]
