"""How a text speaks of an act: as a fact, as history, as a plan, as a possibility, as denied, as an opinion.

Decides the mode of one trigger from its clause and from the headline. Doesn't decide what the act is.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from monitor.extraction.scenes.scene import LOCATIVE, Scene
from monitor.extraction.telling import denials, years
from monitor.extraction.telling.possible import REACH, is_possible
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import RECALLED, REFUSED, REOPENED, SHUT, SUMMONED, SUSPENDED
from monitor.extraction.words.vocabulary import Mark
from monitor.model.reports import Mode

_QUESTION_MARKS = ("?", "؟")
_RUMOUR = "rumour"
"""The form of words that announce, at the beginning of a headline, that what follows isn't so ("Fact check: ...")."""

_COURT = "court"
"""The form of words for what a court does to somebody for an act of force."""
_BESIDE_ACT = frozenset({"adjacent", _COURT})
"""Forms of words of the past that bear on the act beside them alone, and not on the whole text."""
_WHEN = ("role", "when")
"""The words with which a headline looks back, where nothing but "when ..." tells of force in it: "When bombs fell on D: 80 years of a war"."""
_AGO = "ago"
"""The form of words that date all that is told behind them: "twenty years ago, bombs fell on D"."""
_RECENT = "recent"
"""The form of words for a past that is a few weeks old at most."""
_FINITE = ("s", "ed")
"""Ends of verbs that "will" doesn't govern: "A will not yield and strikes B"."""
_SPEAKS_NEAR = 2

_SPEAKS_OF_LATER = (
    "diplo_hostile.threat",
    "diplo_hostile.ultimatum",
    "diplo_coop.visit",
    "diplo_coop.relations",
    "diplo_coop.no_esc",
    "posture.emergency",
)
_APPEALS = ("diplo_coop.restraint_appeal",)
_WARNINGS = ("diplo_hostile.threat_warning", "diplo_hostile.ultimatum", *_APPEALS)
_ALWAYS_SAID = ("diplo_hostile.", "diplo_coop.no_esc", "diplo_coop.concil", "diplo_coop.restraint")
"""A threat of what may come, a wish for no escalation: the words are the act, so "may" and "no" inside them don't undo it."""
_DEEDS = frozenset({RECALLED, SUMMONED, SUSPENDED})
"""Hostile steps that are more than words: "may recall its envoy" recalls nobody."""
_ENDS = ("material_deesc.", "diplo_coop.agreement", "diplo_coop.relations")
"""Steps with which a quarrel of long ends."""
_SHUT = ("event", SHUT)


@dataclass(slots=True, kw_only=True)
class Frame:
    """What the headline makes of the item, of this ``day``; ``forced`` overrules every clause. ``opens``: a way opens again, and why it was shut is past. Never changed."""

    day: date
    forced: Mode | None = None
    hedged: bool = False
    opens: bool = False


def frame(scenes: Sequence[Scene], triggers: Sequence[Sequence[Trigger]], *, day: date, analysis: bool) -> Frame:
    """The item's frame from its headline's scenes."""
    hedged = any(("mode", "hedged") in scene.senses for scene in scenes)
    title, acts = next((pair for pair in zip(scenes, triggers, strict=True) if pair[0].title), (None, ()))
    if analysis or title is None:
        return Frame(day=day, forced=Mode.OPINION if analysis else None, hedged=hedged)
    opens = len(acts) == 1 and acts[0].value == REOPENED
    return Frame(day=day, forced=_forced(title, acts), hedged=hedged, opens=opens)


def _forced(title: Scene, acts: Sequence[Trigger]) -> Mode | None:
    now = any(_happens_now(title, act) for act in acts)
    if any(not now or _opines(title, mark) for mark in title.of("mode", "opinion")):
        return Mode.OPINION
    asked = title.sentence.ends_with in _QUESTION_MARKS and not _is_told_before(title, acts)
    if asked or any(_is_asked(title, cut, acts) for cut in title.hard):
        return Mode.HYPOTHETICAL
    opened = _opened(title, acts)
    if opened is not None:
        return opened
    past = [
        mark for mark in title.of("mode") if _is_historical(mark) and title.cue(mark.first, mark.last) not in LOCATIVE
    ]
    told = {_RECENT, _COURT} if any(act.main and act.value == SUMMONED for act in acts) else {_RECENT}
    if past and all(_is_one_of(told, mark) for mark in past) and any(act.main and not act.kinetic for act in acts):
        return None  # "A and B spoke last week, officials say", "A jails spy; B's envoy called in"
    if past and _ends_past(title, past[0], acts):
        return None
    if past and (_opens_with(title, past[0], acts) or not (now or _before_clause(title, past[0], acts))):
        return Mode.HISTORICAL
    return None


def _opened(title: Scene, acts: Sequence[Trigger]) -> Mode | None:
    """What the first word alone makes of all that follows."""
    opening = title.mark_at(title.first)
    if opening is None:
        return None
    if ("mode", _RUMOUR) in opening.word.forms:
        return Mode.NEGATED
    if _WHEN in opening.senses and _is_all_when(title, acts):
        return Mode.HISTORICAL
    asks = opening.has("mode", "question") and not any(act.main for act in acts)
    return Mode.HYPOTHETICAL if asks else None


def _is_all_when(title: Scene, acts: Sequence[Trigger]) -> bool:
    """Whether its acts stand in that clause; "when A's men came near, B's opened fire" tells of today."""
    cut = next(iter(title.hard), title.last)
    counted = any(mark.first >= cut for mark in title.of("count", "killed", "injured"))
    return (bool(acts) or "means" in title.senses) and not counted and all(act.first < cut for act in acts)


def _opens_with(title: Scene, past: Mark, acts: Sequence[Trigger]) -> bool:
    """Whether the headline is about the past; "on the anniversary of ..., three are killed" only begins with it."""
    if past.first > title.first + 1:
        return False
    if ("mode", _AGO) in past.word.forms and (past.first == title.first or all(act.kinetic for act in acts)):
        return True
    comma = next((cut for cut in title.hard if cut >= past.last), title.last)
    told = comma < title.last and title.passage.folded.gap(comma).strip() == ","
    return not (told and any(act.first >= comma and _is_news(title, act) for act in acts))


def _is_news(title: Scene, act: Trigger) -> bool:
    """Force, or a step with which a quarrel ends: "after decades of bloodshed, A and B settle their border"."""
    return act.main and (act.kinetic or act.value.startswith(_ENDS)) and _is_told(title, act)


def _ends_past(title: Scene, past: Mark, acts: Sequence[Trigger]) -> bool:
    if ("mode", _AGO) in past.word.forms and past.first == title.first:
        return False  # "on this day: A and B make peace"
    opens = past.first <= title.first + 1 and any(cut >= past.last for cut in title.hard)
    return opens and any(act.first > past.last and not act.kinetic and _is_news(title, act) for act in acts)


def _asks_from(title: Scene) -> int:
    """The token behind the last colon of a headline that ends in a question, from which on it asks; its end, if it asks nothing or all."""
    if title.sentence.ends_with not in _QUESTION_MARKS or ":" not in title.passage.folded.text:
        return title.last
    return next((cut for cut in reversed(title.hard) if ":" in title.passage.folded.gap(cut)), title.last)


def _is_told_before(title: Scene, acts: Sequence[Trigger]) -> bool:
    """ "Three officers of A in B's custody: taken or caught?": what stands before the colon is told, unless it asks itself."""
    opening = title.mark_at(title.first)
    cut = _asks_from(title)
    return cut < title.last and not (opening and opening.has("mode", "question")) and any(a.first < cut for a in acts)


def _is_asked(title: Scene, cut: int, acts: Sequence[Trigger]) -> bool:
    """A question before this token, unless an act is told behind it, or somebody named there in words that we don't know, of whom the lead tells."""
    if title.passage.folded.gap(cut).strip()[:1] not in _QUESTION_MARKS:
        return False
    plain = title.grammar.order == "svo"
    if plain and not acts:
        return not any(name.first >= cut for name in title.names)
    # "What is the treaty? Learn when A and B signed it": an answer, in languages that end in their verbs
    return not any(act.first >= cut and (plain or not act.value.startswith("diplo_")) for act in acts)


def _asks_until(title: Scene) -> int:
    """The token behind a headline's question, where more than the question stands in it; its beginning, if it asks nothing there."""
    if not title.hard or all(mark not in title.passage.folded.text for mark in _QUESTION_MARKS):
        return title.first
    return next((c for c in title.hard if title.passage.folded.gap(c).strip()[:1] in _QUESTION_MARKS), title.first)


def _opines(title: Scene, mark: Mark) -> bool:
    """Whether the expert speaks in the headline; one may also stand in it as a victim."""
    if mark.first <= title.first + 1:
        return True
    return any(-_SPEAKS_NEAR <= say.first - mark.last <= _SPEAKS_NEAR for say in title.of("role", "say"))


def _before_clause(title: Scene, past: Mark, acts: Sequence[Trigger]) -> bool:
    """ "A recalls its envoy after last week's strike": a verb of today, before the clause that looks back."""
    openers = [mark.first for mark in title.of("role", "after", "topic") if mark.last <= past.first]
    return any(act.main and act.voice == "verb" and act.last <= openers[-1] for act in acts) if openers else False


def _is_historical(mark: Mark) -> bool:
    return any(s.group == "mode" and s.value == "historical" and s.form not in _BESIDE_ACT for s in mark.signs)


def _is_one_of(forms: Collection[str], mark: Mark) -> bool:
    """ "Last week", "sentenced": words of the past beside which a step of states may be news all the same, by their ``forms`` in the lexicon."""
    return any(("mode", form) in mark.word.forms for form in forms)


def _happens_now(scene: Scene, act: Trigger) -> bool:
    """An active verb with force, or a number of dead, makes a memorial a place and not a subject."""
    if not act.main or not act.kinetic or _is_judged(scene, act):
        return False
    counted = scene.has("count", "killed", "injured") and bool(scene.numbers)
    return counted or _is_told(scene, act)


def _is_judged(scene: Scene, act: Trigger) -> bool:
    """ "Jailed for killing ten", "convicts N of the attack": what a court judges, behind its word in the same part of the sentence."""
    if ("mode", "historical") not in scene.senses:
        return False
    courts = (m for m in scene.of("mode") if m.last <= act.first and ("mode", _COURT) in m.word.forms)
    return any(not scene.broken(mark.last - 1, act.first) and not _is_said_of(scene, mark, act) for mark in courts)


def _is_said_of(scene: Scene, court: Mark, act: Trigger) -> bool:
    """ "Those charged with treason were executed": a verb of its own says that it was done."""
    return any(court.last <= m.first < act.first and m.has("role", "be") for m in scene.of("role"))


def _is_told(scene: Scene, act: Trigger) -> bool:
    """Whether it is what the sentence says, as a whole verb."""
    before = scene.mark_before(act.first)
    return act.voice == "verb" or (act.voice == "passive" and before is not None and before.has("role", "be"))


def of(scene: Scene, trigger: Trigger, whole: Frame) -> Mode:
    """The mode of one act."""
    if whole.forced is not None or trigger.needs == "of_captors":
        return whole.forced or Mode.FACTUAL  # whoever wants captives freed tells that they are held
    low, high = trigger.clause
    modal = scene.of("mode")
    clause = [mark for mark in modal if low <= mark.first < high] if modal else []
    before = [m for m in clause if m.last <= trigger.first and trigger.first - m.last < REACH] if clause else []
    said = not trigger.kinetic and trigger.value.startswith(_ALWAYS_SAID) and trigger.value not in _DEEDS
    if denials.is_unfounded(scene, trigger, before) if said else denials.is_undone(scene, trigger, before, clause):
        return Mode.NEGATED
    if modal and ((trigger.kinetic and _is_judged(scene, trigger)) or _is_past(scene, trigger, clause)):
        return Mode.HISTORICAL
    shut = whole.opens and not scene.title and _SHUT in scene.senses
    if shut or years.is_dated_back(scene, trigger, day=whole.day):
        return Mode.HISTORICAL
    sure = said and trigger.value != REFUSED  # "if talks fail, we fight": they haven't
    if (scene.title and not _asks_until(scene) <= trigger.first < _asks_from(scene)) or (
        not sure and ((modal and is_possible(scene, trigger, before)) or _is_warned_of(scene, trigger))
    ):
        return Mode.HYPOTHETICAL
    if _is_announced(scene, trigger) or _will_be(scene, trigger):
        return Mode.FUTURE
    if not clause or (not trigger.kinetic and trigger.value.startswith(_SPEAKS_OF_LATER)):
        return Mode.FACTUAL
    ahead = [m for m in clause if m.has("mode", "future") and (m in before or m.first >= trigger.last)]
    return Mode.FUTURE if any(not _is_of_other(scene, mark, trigger) for mark in ahead) else Mode.FACTUAL


def _is_warned_of(scene: Scene, trigger: Trigger) -> bool:
    """ "A warns B against shooting down its jets", "asks B to refrain from firing": what isn't to happen."""
    before = scene.mark_before(trigger.first) if trigger.kinetic and scene.grammar.order == "svo" else None
    if before is None or ("role" not in before.senses and "event" not in before.senses):
        return False
    if "event" in before.senses and before.has("event", *_APPEALS):
        return True
    if ("role", "against") not in before.senses:
        return False
    warned = (m for m in scene.of("event") if m.last <= before.first and m.has("event", *_WARNINGS))
    return any(not scene.broken(m.last, before.first) for m in warned)


def _is_of_other(scene: Scene, mark: Mark, trigger: Trigger) -> bool:
    """ "Kills two in a planned attack": what is planned is the act right behind the word."""
    follower = scene.mark_at(mark.last)
    own = follower is None or follower.first == trigger.first
    return (
        not own
        and follower is not None
        and (follower.has("kinetic") or follower.has("event") or follower.has("object", "talks"))
    )


def _is_announced(scene: Scene, trigger: Trigger) -> bool:
    """ "A to strike B": the headline's future, where a name and "to" stand right before a verb of force; a step that a state says it will take is
    its step already."""
    joint = scene.mark_before(trigger.first) if scene.title and trigger.kinetic and trigger.voice == "verb" else None
    if joint is None or not joint.has("role", "infinitive") or not joint.has("role", "to"):
        return False
    before = scene.mark_before(joint.first)
    subject = before is not None and bool(before.names) and scene.cue(before.first, before.last) not in LOCATIVE
    return before is not None and subject and not scene.broken(before.last - 1, joint.first)


def _will_be(scene: Scene, trigger: Trigger) -> bool:
    """ "A will also strike B": force that is only promised; what else a state says it will do is its step already."""
    before = scene.mark_before(trigger.first) if trigger.kinetic and trigger.voice == "verb" else None
    if before is not None and ("role", "infinitive") in before.senses and not _is_later(before):
        before = scene.mark_before(before.first)
    return before is not None and (_is_later(before) or _goes_on_later(scene, before, trigger))


def _goes_on_later(scene: Scene, joint: Mark, trigger: Trigger) -> bool:
    """ "A will close its gates and strike B": both are promised, if the second verb is as bare as the first."""
    if ("role", "and") not in joint.senses or joint.last != trigger.first or scene.grammar.order != "svo":
        return False
    wills = (m for m in scene.of("role") if _is_later(m) and 0 < joint.first - m.last < REACH)
    bare = not scene.passage.folded.tokens[trigger.first].endswith(_FINITE)
    return bare and any(not scene.broken(m.last - 1, joint.first) for m in wills)


def _is_later(mark: Mark) -> bool:
    return ("role", "later") in mark.word.forms


def _is_past(scene: Scene, trigger: Trigger, clause: Sequence[Mark]) -> bool:
    if scene.title or not scene.has("mode", "historical"):
        return False
    adjacent = scene.mark_before(trigger.first)
    perfect = adjacent is not None and any(s.value == "historical" and s.form == "adjacent" for s in adjacent.signs)
    earlier = (mark for mark in scene.of("mode") if mark.last <= trigger.first)
    return perfect or any(_is_historical(mark) and not _is_of_days(scene, mark) for mark in (*clause, *earlier))


def _is_of_days(scene: Scene, mark: Mark) -> bool:
    """ "In the past fortnight": of a time that ends now."""
    unit = scene.mark_at(mark.last)
    return unit is not None and unit.has("object", "deadline")
