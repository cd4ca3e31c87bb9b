"""What a text says isn't so, or that somebody denies: "didn't shut the border", "denies that its troops crossed".

Decides whether "not" or a denial is of an act itself, and whether a text leaves open who did it. Doesn't decide who denies.
"""

from collections.abc import Sequence

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.vocabulary import Mark
from monitor.model.reports import PartyKind

_DENIAL = ("claim", "denial")
"""The sense without which a sentence denies nothing."""
_DENIALS = frozenset({_DENIAL, ("event", "claim.denial")})
"""Senses of words that deny or dismiss what somebody reports."""
_UNPROVEN = ("mode", "unproven")
"""The sense of words for what nothing shows or what is ruled out, whose "that" opens what isn't so."""
_POSSIBLE, _UNSURE = ("mode", "hypothetical"), "unsure"
"""The sense of words for what may be, and their form where they say that nobody knows whether it is so."""
_FEARED = "feared"
"""The form of the words for fear: what stands in their "that" is no more than possible."""
_NEGATED = ("mode", "negated")
"""The sense of "not" and "never"."""
_FOILED = ("mode", "foiled")
"""The form of words for what came to nothing: a plot, or an attack."""
_BEATEN_BACK = frozenset({"attack", "offensive", "raid", "ambush", "incursion", "foray"})
"""Words of force for what armed men begin and others beat back."""
_FELL = ("count", "killed")
_TROOPS = frozenset(
    {("party", "army"), ("party", "soldiers"), ("party", "security forces"), ("party", "border guards")}
)
"""Forms of words for those who fight attackers off, where police and services find them out."""
_ON_POST = 5
"""Tokens between an attack and the post that it was on: whose attack it was."""
_UNTRUE = frozenset({*_DENIALS, _UNPROVEN, _NEGATED})
"""Senses without which nothing that a clause tells is refuted, with one of which a sentence ends that began with a report: "are false"."""
_NOT = ("mode", "not")
"""The sense of a "not" that undoes the verb beside it alone."""
_DOUBTS = _UNTRUE | {_POSSIBLE, _NOT}
"""Senses without which nothing is denied or open that is done by saying it."""
_UNSAID = frozenset({_DENIAL, _NEGATED, _NOT})
"""Senses of words right before a verb that undo it."""
_DATES = frozenset({"on", "in"})
"""Roles of words that a day stands behind."""
_THAT = "that"
"""How an English denial ends, as the lexicon lists it, of which a clause tells: "denies that"."""
_STANDS = "posture."
"""Whose troops stand where: what a denial undoes like force."""
_OR = frozenset({"or", "nor", "ou", "ni", "nem", "oder", "noch", "или", "ни", "або", "ани", "ani", "lub"})
"""Words with which what isn't so goes on, as their languages write them."""
_OR_REACH = 3
"""Tokens between such a word and the act: "or resorted to firing"."""
_OF_REACH = 3
"""Tokens between "report of" and the act: whose and what it was."""
_NEAR = 4
"""Tokens between such words and an act in their own clause: "no evidence of a new A"."""


def is_undone(scene: Scene, trigger: Trigger, before: Sequence[Mark], clause: Sequence[Mark]) -> bool:
    """ "Didn't shut the border"; "shuts the border not", "expels no envoys (particle)", where a verb's "not" ends its clause or stands before its particle."""
    unproven = _UNPROVEN in scene.senses and _is_unproven(scene, trigger)
    unproven = unproven or (_DENIAL in scene.senses and _is_denied(scene, trigger))
    unproven = unproven or (not _UNTRUE.isdisjoint(scene.senses) and _is_refuted(scene, trigger))
    if unproven or (before and any(_undoes(scene, mark, trigger) for mark in before)):
        return True
    if clause and any(_is_beside(scene, m, trigger) and _is_not(scene, m, trigger) for m in clause):
        return True
    if _DENIAL in scene.senses and scene.grammar.order == "vso" and _opens_denied(scene, trigger):
        return True
    if trigger.kinetic or trigger.value.startswith(_STANDS):
        denied = _DENIAL in scene.senses and _denies(scene, trigger)
        return denied or (_NEGATED in scene.senses and _goes_on(scene, trigger))
    if trigger.voice != "verb" or not clause or scene.grammar.accusative:
        return False
    if scene.grammar.order != "svo" or not scene.grammar.adjective_before:
        return False
    behind = (m for m in clause if m.first >= trigger.last and m.has("mode", "negated"))
    return any(trigger.parted or m.last == trigger.clause[1] or m.last in scene.hard for m in behind)


def _is_tried(mark: Mark, trigger: Trigger) -> bool:
    """ "Foils an infiltration": those who were stopped at a line had set out to cross it."""
    return trigger.value == "infiltrate" and ("role", "undergo") in mark.senses


def _is_not(scene: Scene, negation: Mark, act: Trigger) -> bool:
    return negation.has("mode", "not") or _undoes(scene, negation, act)


def _undoes(scene: Scene, negation: Mark, act: Trigger) -> bool:
    """ "Not"; or "foiled", but by troops of a known group's attack or one on a post, or of one in which somebody fell: it was made, and beaten back."""
    if not negation.has("mode", "negated") or _is_tried(negation, act):
        return False
    if _FOILED not in negation.word.forms or act.voice != "noun" or act.value not in _BEATEN_BACK:
        return True
    if _FELL in scene.senses:
        return False
    forces = scene.of("party", PartyKind.STATE_FORCES)
    by_troops = any(m.last <= act.first and not _TROOPS.isdisjoint(m.word.forms) for m in forces)
    if by_troops and any(0 <= mark.first - act.last <= _ON_POST for mark in forces):
        return False
    return "means" in scene.senses or not _is_of_rebels(scene, act, by_troops=by_troops)


def _is_of_rebels(scene: Scene, act: Trigger, *, by_troops: bool) -> bool:
    """Whether it is a known group's, which troops foil, or forces that have a name."""
    named = [(name, name.actor.kind) for name in scene.names if name.actor is not None]
    by_troops = by_troops or any(kind == PartyKind.STATE_FORCES and name.last <= act.first for name, kind in named)
    near = (kind for name, kind in named if abs(name.first - act.last) <= _ON_POST)
    return by_troops and PartyKind.NONSTATE_GROUP in near


def _is_beside(scene: Scene, negation: Mark, verb: Trigger) -> bool:
    """Whether the word "not" has that verb right behind it; where verbs come last, it stands between their noun and what carries it."""
    return negation.last == verb.first or (negation.first == verb.last and scene.grammar.order == "sov")


def _is_unproven(scene: Scene, act: Trigger) -> bool:
    """ "No evidence of a new strike", "rules out an attack": a noun right behind such words, in a clause that "that" doesn't open."""
    first = act.clause[0]
    if act.voice != "noun":
        return False
    opener = scene.mark_at(first)
    if opener is not None and opener.has("role", "while"):
        return False
    return any(first <= mark.first and 0 <= act.first - mark.last <= _NEAR for mark in scene.of(*_UNPROVEN))


def is_unfounded(scene: Scene, act: Trigger, before: Sequence[Mark]) -> bool:
    """ "A denies that it threatened B", "unclear whether A accused B", "A hasn't accused B": words that weren't said or may not have been."""
    if _DOUBTS.isdisjoint(scene.senses):
        return False
    tokens = scene.passage.folded.tokens
    if any(m.has("mode", "negated") and tokens[m.last - 1] == _THAT for m in before):
        return True
    if act.voice == "verb" and scene.grammar.order == "svo" and _is_unsaid(scene, act):
        return True
    return _is_refuted(scene, act) or is_open(scene, act.first, beside=False)


def _is_unsaid(scene: Scene, act: Trigger) -> bool:
    """ "Has not accused B", "stops short of accusing B", "denies threatening B": right before the word."""
    sign = scene.mark_before(act.first)
    return sign is not None and sign.last == act.first and not sign.senses.isdisjoint(_UNSAID)


def _is_refuted(scene: Scene, act: Trigger) -> bool:
    """ "Denies that A fired", "denies reports that A fired": behind a denial, or what is denied, and the "that" of its clause."""
    if act.voice == "noun" and _is_of_false_report(scene, act):
        return True
    sign = _sign_of_clause(scene, act)
    while sign is not None and (sign.has("time") or sign.word.role in _DATES):  # "denied on Monday that"
        sign = scene.mark_before(sign.first)
    if sign is None:
        return False
    if _UNPROVEN in sign.senses or (_DENIAL in sign.senses and "verb" in sign.word.forms):
        return True
    if sign.word.role == "say" and sign.first == scene.first:  # "reports that A fired are false"
        return any(m.first >= act.first and not m.senses.isdisjoint(_UNTRUE) for m in scene.marks)
    denial = scene.mark_before(sign.first) if sign.word.role == "say" else None
    return denial is not None and denial.last == sign.first and not denial.senses.isdisjoint(_DENIALS)


def _is_of_false_report(scene: Scene, act: Trigger) -> bool:
    """ "The report of an attack on A is false"."""
    of = next((m for m in reversed(scene.marks) if m.last <= act.first and m.word.role == "of"), None)
    if of is None or act.first - of.last > _OF_REACH:
        return False
    report = scene.mark_before(of.first)
    if report is None or report.word.role != "say":
        return False
    return any(m.first >= act.last and not m.senses.isdisjoint(_UNTRUE) for m in scene.marks)


def _sign_of_clause(scene: Scene, act: Trigger) -> Mark | None:
    """What stands right before the "that" with which the act's clause opens."""
    first = act.clause[0]
    opener = scene.mark_at(first) if first > scene.first else None
    if opener is None or not opener.has("role", "while"):
        return None
    sign = scene.mark_before(first)
    return sign if sign is not None and sign.last == first else None


def is_feared(scene: Scene, act: Trigger) -> bool:
    """ "A fears that B's army shelled it": nobody says that it did."""
    sign = _sign_of_clause(scene, act)
    return sign is not None and ("mode", _FEARED) in sign.word.forms


def _opens_denied(scene: Scene, act: Trigger) -> bool:
    """ "Denied ministry of-A that it had shut": where verbs come first, with nobody but the denier between the two; also "denied the shutting"."""
    opener = scene.mark_at(act.clause[0])
    that = opener is not None and opener.has("role", "while")
    mark = scene.mark_before(act.clause[0] if that else act.first)
    while mark is not None and _DENIAL not in mark.senses:
        if not (mark.names or "party" in mark.senses or mark.has("role", "det")):
            return False
        mark = scene.mark_before(mark.first)
    return mark is not None and "verb" in mark.word.forms


def is_open(scene: Scene, token: int, *, beside: bool = True) -> bool:
    """ "It is not clear whether A's army or the R launched it": behind such words, or anywhere ``beside`` them where verbs come last."""
    if _POSSIBLE not in scene.senses:
        return False
    unsure = (mark for mark in scene.of(*_POSSIBLE) if ("mode", _UNSURE) in mark.word.forms)
    anywhere = beside and scene.grammar.order == "sov"
    return any(anywhere or mark.last <= token for mark in unsure)


def _is_denied(scene: Scene, act: Trigger) -> bool:
    """ "A denies detaining B's soldiers", where verbs come last "that it shut the border A denies": any step, right beside the verb."""
    if scene.grammar.order == "svo":
        verb = scene.mark_before(act.first)
        beside = verb is not None and verb.last == act.first
    else:
        verb = scene.mark_at(act.last)
        beside = scene.grammar.order == "sov" and act.voice != "noun"
    return beside and verb is not None and _DENIAL in verb.senses and "verb" in verb.word.forms


def _denies(scene: Scene, trigger: Trigger) -> bool:
    """ "A denies that its troops crossed", "denies any shelling of D": what is denied itself; who denies a part in it doesn't deny that it happened."""
    return any("verb" in m.word.forms and _is_of(scene, m, trigger) for m in scene.of(*_DENIAL))


def _goes_on(scene: Scene, act: Trigger) -> bool:
    """ "Did not cross the line or open fire": what isn't so either, in the same part of the sentence as "not"."""
    tokens = scene.passage.folded.tokens
    joint = next(
        (at for at in range(act.first - 1, max(act.first - _OR_REACH, scene.first) - 1, -1) if tokens[at] in _OR), None
    )
    if joint is None:
        return False
    return any(m.last <= joint and not scene.broken(m.last, act.first) for m in scene.of(*_NEGATED))


def _is_of(scene: Scene, denial: Mark, act: Trigger) -> bool:
    if denial.last <= act.first and _is_perfect_infinitive(scene, act):
        return True
    that = _that_of(scene, denial) if act.voice != "noun" else None
    if that is not None and that.last <= act.first and not scene.broken(that.last - 1, act.first):
        return True
    parted = scene.broken(denial.last - 1, act.first)
    if act.voice == "verb" and denial.last <= act.first and not (parted and _is_anothers(scene, denial, act)):
        return True
    return not parted and _is_right_beside(scene, denial, act)


def _that_of(scene: Scene, denial: Mark) -> Mark | None:
    """ "That" right behind a denial and its comma: what its clause tells is denied, whoever is named in it."""
    at = _behind_news(scene, denial.last)
    comma = not (scene.grammar.second or scene.grammar.after)  # Dutch and Indonesian have none there
    parted = at < scene.last and scene.passage.folded.gap(at).startswith(",")
    that = scene.mark_at(at) if parted or not comma else None
    return that if that is not None and that.has("role", "while", "that") else None


def _behind_news(scene: Scene, at: int) -> int:
    """The token behind "reports (of it)" that stand there; without them that token itself."""
    news = scene.mark_at(at)
    if news is None or not news.has("object", "charge"):
        return at
    of = scene.mark_at(news.last)
    while of is not None and _is_of_teller(of):
        news, of = of, scene.mark_at(of.last)
    if of is None or not of.has("role", "topic"):
        return news.last
    return of.last if scene.mark_at(of.last) is not None else of.last + 1


def _is_of_teller(mark: Mark) -> bool:
    """Whose report it is: "reports by A's ministry"."""
    return bool(mark.names) or "party" in mark.senses


def _is_perfect_infinitive(scene: Scene, act: Trigger) -> bool:
    """ "A denies, B's posts shelled TO HAVE": an infinitive has no doer but the denier, whatever comma stands before it."""
    to = scene.mark_at(act.last)
    have = scene.mark_at(to.last) if to is not None and to.has("role", "to", "infinitive") else None
    return have is not None and have.has("role", "have")


def _is_anothers(scene: Scene, denial: Mark, act: Trigger) -> bool:
    """ "A denies, B's men fired"; where a comma stands before "that", what nobody else is named for is the denier's own."""
    if not scene.passage.folded.gap(denial.last).startswith(","):
        return True
    return any(denial.last <= name.first < act.first for name in scene.names)


def _is_right_beside(scene: Scene, denial: Mark, noun: Trigger) -> bool:
    """Its object, with no other noun between the two: "denies the raid", where verbs end the sentence "the raid denies", or "denies A's army the raid"."""
    if scene.grammar.order == "sov":
        return noun.last == denial.first or _reaches(scene, noun.last, denial.first)
    news = scene.mark_at(denial.last)
    told = news is not None and news.has("object", "charge")
    before, named = scene.mark_before(noun.first), 0
    while before is not None and before.first >= denial.last:
        named += bool(before.names)
        names_denier = scene.grammar.order == "vso" and before.names and named == 1
        spare = before.has("role", "det", "topic") or before.has("object", "charge")
        if not (spare or names_denier or (told and _is_of_teller(before))):
            return False
        before = scene.mark_before(before.first)
    return before is denial


def _reaches(scene: Scene, first: int, last: int) -> bool:
    """ "The raid on B's soil (object) denies": whether the noun's own people and places alone fill what stands between."""
    while first < last:
        mark = scene.mark_at(first)
        if mark is None or not (mark.names or mark.has("party") or mark.has("role", "inside", "at", "in", "on", "to")):
            return False
        first = mark.last
    return True
