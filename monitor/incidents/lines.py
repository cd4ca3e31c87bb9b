"""Decides which reports are one line of reporting: not independent of one another, however many they are.

How much a line is worth is decided in ``confidence``.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from monitor.incidents import voices
from monitor.model.reports import FORCE_CLASSES, Report

NEAR_COPY = 0.5
"""Share of common sampled shingles from which two texts count as one (Jaccard); unrelated news of one event stays under 0.2."""
_ENOUGH = 4
"""Sketches shorter than this say nothing."""
REWORDED = 0.5
"""The same for the bones, names and numbers in their order: what two papers write of one event by themselves stays under 0.4."""
_ENOUGH_BONES = 6

_REASONS = {
    "text": "near-identical text",
    "bones": "the same names and numbers in the same order",
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The lines among some reports, in order of their smallest keys, and the carriers: those who don't copy one another.

    Carriers who have nothing but the word of the same officials are one line.
    """

    strands: tuple[Strand, ...] = ()
    carriers: tuple[tuple[Report, ...], ...] = ()


def parted(reports: Iterable[Report]) -> Lines:
    """Each report is in exactly one line, and has one carrier."""
    ordered = sorted(reports, key=lambda report: report.key)
    links = [*_shared_ties(ordered), *_copies(ordered)]
    home = _connect(len(ordered), [(a, b) for _, a, b in links])
    source = _connect(len(ordered), [(a, b) for kind, a, b in links if kind != "word"])
    reasons: defaultdict[int, set[str]] = defaultdict(set)
    for kind, a, _ in links:
        reasons[home[a]].add(kind)
    return Lines(
        strands=tuple(Strand(reports=told, because=_tell(reasons[n])) for n, told in _gathered(ordered, home)),
        carriers=tuple(told for _, told in _gathered(ordered, source)),
    )


def _gathered(reports: Sequence[Report], home: Sequence[int]) -> list[tuple[int, tuple[Report, ...]]]:
    members: defaultdict[int, list[Report]] = defaultdict(list)
    for n, report in enumerate(reports):
        members[home[n]].append(report)
    return [(n, tuple(members[n])) for n in sorted(members)]


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
    """Pairs of texts that are one, in other words perhaps."""
    words = [frozenset(report.sketch) for report in reports]
    bones = [frozenset(report.bones) for report in reports]
    alike = [("text", a, b) for a, b in _alike(words, least=_ENOUGH, share=NEAR_COPY)]
    return alike + [("bones", a, b) for a, b in _alike(bones, least=_ENOUGH_BONES, share=REWORDED)]


def _alike(samples: Sequence[frozenset[int]], *, least: int, share: float) -> Iterator[tuple[int, int]]:
    """Equal samples are linked to the first; only unequal ones that have something in common are compared."""
    first: dict[frozenset[int], int] = {}
    for n, sample in enumerate(samples):
        if len(sample) >= least and first.setdefault(sample, n) != n:
            yield first[sample], n
    holders: defaultdict[int, list[int]] = defaultdict(list)
    sizes = [len(sample) for sample in samples]
    for sample, at in first.items():
        held, size = [holders[hash_] for hash_ in sample], len(sample)
        for other, shared in Counter(chain.from_iterable(held)).items():
            if shared >= share * (size + sizes[other] - shared):
                yield other, at
        for earlier in held:
            earlier.append(at)


def _connect(size: int, links: Sequence[tuple[int, int]]) -> list[int]:
    """For each of ``size`` things the smallest one that it is linked with, directly or not."""
    home = list(range(size))
    for one, other in links:
        a, b = one, other
        while home[a] != a:
            home[a] = a = home[home[a]]
        while home[b] != b:
            home[b] = b = home[home[b]]
        if a < b:
            home[b] = a
        else:
            home[a] = b
    for n in range(size):
        home[n] = home[home[n]]  # what it points to is smaller, and settled
    return home
