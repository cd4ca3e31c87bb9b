"""Decides how sure we are that an incident happened, and how sure of its consequences; says why in words.

How bad it would be is no matter here (severity), nor whether the numbers agree (tolls). Copies of one line never add anything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod

from monitor.incidents import voices
from monitor.incidents.lines import Lines, Strand
from monitor.model.reports import FORCE_CLASSES, UNDIRECTED, ActClass, Report, TargetClass

SELF_CLAIM = 0.60
"""Force that only its own author speaks of. This and the caps below are an analyst's proposals, not fitted."""
BOTH_SIDES = 0.95
"""Both belligerents say so."""
SINGLE_LINE_CAP = 0.85
"""No single line is worth more than one report of grade A."""
ANNOUNCED_CAP = 0.60
"""A return or a visit that one side has announced has not taken place."""
DENIED = 0.6
"""Factor when the accused deny and nothing stands beside the accusation."""
HEDGE = 0.15
"""Taken off for "reportedly", "apparently" (CONF-2). That a lone line from a remote area is worth less (CONF-1) is left to its outlet's grade:
which areas are remote nobody lists, and a good agency is as good there."""
OWN_EFFECTS_CAP = 0.40
"""What an attacker says of the damage done."""
EFFECTS_CAP = 0.90
"""Two independent lines agree on the consequences."""
ANONYMOUS_CAP = 0.50
"""What nobody puts a name to: "sources said" is one line, however many there were."""
FOOTAGE_CAP = 0.30
"""A film that nobody has placed."""
CERTAIN = 0.99
_A_WORD = 0.30
"""A side has spoken if a carrier of grade D or better says so ..."""
_A_GOOD_WORD = 0.50
"""... and of two sides at least one must be heard through grade C."""

_CAPS = {"anonymous_source": ANONYMOUS_CAP, "unverified_footage": FOOTAGE_CAP}

_SPEECH = frozenset({ActClass.PROTEST, ActClass.THREAT, ActClass.CONCILIATION})
"""Acts that consist in speaking: who performs them has thereby spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Whose word weighs what: the sides that act (several for a joint act), those acted on, and those who deny."""

    acting: frozenset[str]
    struck: frozenset[str]
    denying: frozenset[str] = frozenset()

    @property
    def alone(self) -> frozenset[str]:
        """Those who act and are not acted on: in an exchange of fire, nobody."""
        return self.acting - self.struck


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """``reliabilities`` are the lines' r, in the order of the lines. ``both``: both sides have confirmed."""

    occurrence: float
    effects: float
    because: tuple[str, ...]
    reliabilities: tuple[float, ...]
    both: bool = False


def judge(act: ActClass, told: Lines, *, parties: Parties, announced: bool = False) -> Judgement:
    """Confidence from independent lines: ``1 - prod(1 - r)``, then what the two sides' words add or take.

    ``announced``: the act itself lies in the future so far.
    """
    strands = told.strands
    reliabilities = tuple(reliability(act, strand, parties) for strand in strands)
    because = [_line_in_words(strand, r) for strand, r in zip(strands, reliabilities, strict=True)]
    sure = combined(reliabilities)
    both = _both_sides(act, strands, parties)
    if both:
        sure = max(sure, BOTH_SIDES)
        because.append("both sides confirm it")
    elif act in FORCE_CLASSES and strands and all(_own_word(strand, parties) for strand in strands):
        because.append("only the side that acted says so")
    if _doubted(strands, parties, both=both):
        sure *= DENIED
        because.append("denied by the other side, with nothing beside the accusation")
    if announced and not both:
        sure = min(sure, ANNOUNCED_CAP)
        because.append("announced, not done yet")
    if len(strands) == 1:
        sure = min(sure, SINGLE_LINE_CAP)
        because.append("a single line of reporting")
    return Judgement(
        occurrence=round(min(sure, CERTAIN), 4),
        effects=effects(told.carriers, parties),
        because=tuple(because),
        reliabilities=reliabilities,
        both=both,
    )


def combined(reliabilities: Iterable[float]) -> float:
    """The chance that at least one of independent lines is right."""
    return 1.0 - prod(1.0 - r for r in reliabilities)


def reliability(act: ActClass, strand: Strand, parties: Parties) -> float:
    """The worth of a line: that of its best report."""
    weigh = _on_force if act in FORCE_CLASSES else _on_diplomacy
    return max(_capped(report, weigh(report, parties)) for report in strand.reports)


def _capped(report: Report, worth: float) -> float:
    """Less for what is hedged, and no more than what stands behind it."""
    worth = max(worth - (HEDGE if report.hedged else 0.0), 0.0)
    return min(worth, *(cap for trait, cap in _CAPS.items() if trait in report.traits), CERTAIN)


def _on_force(report: Report, parties: Parties) -> float:
    """A claim of one's own act is worth .60, and never more than its carrier; who owns to losses of its forces is believed."""
    if _is_own_word(report, parties):
        return min(SELF_CLAIM, voices.on_own_side(report, parties.acting))
    if _is_against_interest(report, parties):
        return voices.on_own_side(report, parties.struck)
    return voices.on_events(report)


def _is_against_interest(report: Report, parties: Parties) -> bool:
    """Whether the side whose own soldiers or posts were hit says so itself."""
    spoken = voices.speakers(report)
    return report.target_class is TargetClass.STATE_FORCES and bool(spoken) and spoken <= parties.struck


def _on_diplomacy(report: Report, parties: Parties) -> float:
    """An announcement by those who act is as good as the fact, if its carrier is any good."""
    if report.act in _SPEECH or voices.speakers(report) & parties.acting:
        return voices.on_statement(report, parties.acting)
    return voices.on_own_side(report, parties.acting)


def _is_own_word(report: Report, parties: Parties) -> bool:
    spoken = voices.speakers(report)
    return bool(spoken) and spoken <= parties.alone


def _own_word(strand: Strand, parties: Parties) -> bool:
    return all(_is_own_word(report, parties) for report in strand.reports)


def _both_sides(act: ActClass, strands: Sequence[Strand], parties: Parties) -> bool:
    """Both sides' words, through carriers that have a grade, on at least two lines.

    The attacker admits and the victim confirms: that is the statement against interest on either part.
    """
    if len(strands) < 2:
        return False
    reports = [report for strand in strands for report in strand.reports]
    if act in FORCE_CLASSES and len(parties.acting) == 1:
        words = _word(reports, parties.alone, denying=parties.denying), _word(reports, parties.struck)
    elif (act in UNDIRECTED or act in FORCE_CLASSES) and len(parties.acting) > 1:
        ordered = sorted(_word(reports, frozenset({side})) for side in parties.acting)
        words = ordered[-1], ordered[-2]
    else:
        return False
    return min(words) >= _A_WORD and max(words) >= _A_GOOD_WORD


def _word(reports: Iterable[Report], sides: frozenset[str], *, denying: frozenset[str] = frozenset()) -> float:
    """The best carrier through which one of these sides says that it was so."""
    return max(
        (voices.carried(report, sides) for report in reports if not (sides & denying & set(report.denied_by))),
        default=0.0,
    )


def _doubted(strands: Sequence[Strand], parties: Parties, *, both: bool) -> bool:
    """Somebody concerned denies it, has not also said so, and all who say so are the other side or a single line."""
    reports = [report for strand in strands for report in strand.reports]
    deniers = {side for side in parties.denying & (parties.acting | parties.struck) if not _affirms(reports, side)}
    if both or not deniers:
        return False
    others = (parties.acting | parties.struck) - deniers
    return len(strands) < 2 or all(
        voices.speakers(report) and voices.speakers(report) <= others
        for report in reports
        if voices.grade(report) != "F"
    )


def _affirms(reports: Iterable[Report], side: str) -> bool:
    """Says in a factual report that the thing itself happened, also while denying what others make of it."""
    return any(side in report.said_by for report in reports if voices.on_own_side(report, frozenset({side})) >= _A_WORD)


def effects(carriers: Sequence[Sequence[Report]], parties: Parties) -> float:
    """Confidence in the consequences: the attacker's word counts .40 at most, everybody else's by grade, two graded carriers .90.

    The victims' officials are one line on whether it happened; but that two unrelated carriers, one of them perhaps their own
    agency, give out their toll makes it theirs for good, so carriers are counted here. Copies still count once. If any tells of a
    consequence, only those that do are asked.
    """
    telling = [[r for r in carrier if r.killed is not None or r.injured is not None] for carrier in carriers]
    asked = [told for told in telling if told] or carriers
    worth = [max(_on_effects(report, parties) for report in told) for told in asked]
    graded = sum(r >= _A_GOOD_WORD for r in worth)
    return round(min(EFFECTS_CAP, EFFECTS_CAP if graded > 1 else combined(worth)), 4)


def _on_effects(report: Report, parties: Parties) -> float:
    if _is_against_interest(report, parties):
        return _capped(report, voices.on_own_side(report, parties.struck))
    worth = _capped(report, voices.on_events(report))
    return min(worth, OWN_EFFECTS_CAP) if _is_own_word(report, parties) else worth


def _line_in_words(strand: Strand, worth: float) -> str:
    count = len(strand.reports)
    size = "1 report" if count == 1 else f"{count} reports"
    return f"grade {voices.grade(strand.best)}, {size} ({strand.because}): {worth:.2f}"
