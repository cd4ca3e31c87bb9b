"""Where verbs end the sentence or open it, and who acts is told by what a word ends in or stands beside.

Decides the side that such an ending or place marks. Doesn't decide where word order tells, nor what stands out of its usual order.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import BEARERS, OF_STATES, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger, behind
from monitor.extraction.words.vocabulary import STRUCK
from monitor.model.reports import PartyKind

_DOING = frozenset({"", "agent"})
_ON = frozenset({"on", "against", "object"})
_ARTICLE = 1
"""Tokens between a verb and its subject behind it: an article, "itself"."""
_PLURALS = ("وا", "ون")
"""Ends of Arabic verbs in the plural."""
_WHOM = ("ه", "ها", "هم", "هما")
"""Ends of Arabic verbs for whom they strike: "killed-him"."""
_WHOM_REACH = 3
"""Tokens between him and such a verb: "who", and when."""
_WHO = "الذین"
"""The Arabic relative pronoun of several men, as it is folded."""
_NEVER = ("\0",)
"""An ending that no word has."""
_DOER = ("role", "doer")
"""The form of words that say by whom something was done, and nothing else, in the lexicon."""


def shooter(scene: Scene, trigger: Trigger, clause: list[PartyAt]) -> PartyAt | None:
    """ "Opened A's troops fire", where the verb comes first: who stands right behind a verb that has its object in itself."""
    first = next(iter(behind(clause, trigger)), None)
    if scene.grammar.order != "vso" or trigger.value != "shoot" or first is None or first.first != trigger.last:
        return None
    return first if not first.cue and first.kind in BEARERS else None


def subject_of_told(scene: Scene, trigger: Trigger, free: list[PartyAt]) -> PartyAt | None:
    """ "B, A'of that-attacked said", "after A'of striking": a verb made a noun has its subject in the genitive."""
    if not scene.passage.folded.tokens[trigger.last - 1].endswith(scene.grammar.told or _NEVER):
        told = scene.mark_at(trigger.last)
        if not scene.grammar.apart or told is None or not told.has("role", "say"):
            return None
    if trigger.value == "clash":
        return None  # "A and B'of guards that-clashed": the last of both has the ending alone
    return next((p for p in free if p.cue == "of"), None)


def described(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> PartyAt | None:
    """ "B's post striking A's soldiers were seen": of a verb that says which of them did it, who stands right behind it."""
    if not scene.grammar.relative or not scene.passage.folded.tokens[trigger.last - 1].endswith(scene.grammar.relative):
        return None
    near = (p for p in parties if 0 <= p.first - trigger.last <= _ARTICLE and p.cue not in _ON)
    return next((p for p in near if p.common not in STRUCK), None)


def of_its_plural(scene: Scene, trigger: Trigger, clause: list[PartyAt]) -> tuple[PartyAt, PartyAt | None] | None:
    """ "Backs rebels (they) killed ten", in a language whose verbs come first: a verb in the plural has its subject right before it."""
    tokens = scene.passage.folded.tokens
    if not tokens[trigger.first].endswith(_PLURALS):
        return None
    start = trigger.first - (tokens[trigger.first - 1] == _WHO)
    doer = next((p for p in clause if p.last == start and p.kind in BEARERS), None)
    if doer is None:
        return None
    struck = next((p for p in behind(clause, trigger) if not p.cue and p.first - trigger.last <= 1 + _ARTICLE), None)
    told = struck is not None or any(number.first == trigger.last for number in scene.numbers)
    return (doer, struck) if told else None  # "were killed" is written the same


def of_whom(scene: Scene, trigger: Trigger, acting: list[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "A soldier B-ish whom killed-him army of-A", in the same languages: whom such a verb strikes stands before it, who does it right behind."""
    if trigger.last - trigger.first > 1 or not scene.passage.folded.tokens[trigger.first].endswith(_WHOM):
        return None
    doer = next((p for p in acting if p.first == trigger.last and not p.cue), None)
    ahead = (p for p in reversed(acting) if p.last <= trigger.first and not p.located and not p.speaker)
    struck = next(ahead, None) if doer is not None and doer.kind in BEARERS | OF_STATES else None
    if doer is None or struck is None or trigger.first - struck.last > _WHOM_REACH or struck.state == doer.state:
        return None
    return doer, struck


def named_by(scene: Scene, trigger: Trigger, parties: list[PartyAt]) -> PartyAt | None:
    """ "B's men A by were freed": before the verb, with the word that tells nothing but by whom."""
    by = (p for p in parties if p.cue == "by" and p.last < trigger.first)
    return next((p for p in by if (m := scene.mark_at(p.last)) is not None and _DOER in m.word.forms), None)


def whose_blows(trigger: Trigger, free: list[PartyAt]) -> PartyAt | None:
    """ "A's soldiers'of on B's men stone-throwing": a noun that is listed with its verb belongs to whoever throws."""
    if trigger.needs != "with_other":
        return None
    return next((p for p in free if p.cue == "of" and p.kind in BEARERS), None)


def first_of_objects(scene: Scene, free: list[PartyAt]) -> PartyAt | None:
    """ "A soldiers-its B's village-OBJECT struck": of two with an ending that is an object's and of a bound noun, the first does it."""
    marked = [p for p in free if p.cue == "object"] if scene.grammar.apart else []
    aimed = any(p.cue in _ON - {"object"} for p in free)  # "fire A soldiers-its at B's post opened" has no other object
    return marked[0] if (len(marked) > 1 or (marked and aimed)) and marked[0].kind in BEARERS else None


def behind_its_verb(scene: Scene, trigger: Trigger, clause: list[PartyAt], free: list[PartyAt]) -> PartyAt | None:
    """ "In B a strike carried out A", in languages whose verb comes last: who stands right behind it, bare of case, when nobody does before it."""
    after = next(iter(behind(clause, trigger)), None)
    if scene.grammar.order != "sov" or after is None or after.cue or not _follows(scene, trigger, after):
        return None
    acts = after.kind in BEARERS | {PartyKind.GOVERNMENT} and after.common not in STRUCK
    return after if acts and not any(p.cue in _DOING and p.common not in STRUCK for p in free) else None


def _follows(scene: Scene, trigger: Trigger, party: PartyAt) -> bool:
    """At once, or behind an article."""
    near = party.first - trigger.last == _ARTICLE and not party.bare
    article = scene.mark_at(trigger.last) if near else None
    return party.first == trigger.last or (article is not None and article.has("role", "det"))


def is_blow(scene: Scene, trigger: Trigger, party: PartyAt | None) -> bool:
    """ "The blast three soldiers killed", "a drone kills three soldiers": what kills is the noun of force before the only party, where no word marks
    the object, or the arms right before a verb that otherwise comes first."""
    if party is None or party.cue:
        return False
    if scene.grammar.order == "vso":
        blow = scene.mark_at(trigger.last)
        if blow is not None and "kinetic" in blow.senses and party.last <= trigger.first:
            return True  # "a man whom killed-him a blast"
        arms = scene.mark_before(trigger.first)
        return arms is not None and arms.has("means") and party.first >= trigger.last and not arms.names
    if trigger.value != "kill" or scene.grammar.order != "sov":
        return False
    if party.first >= trigger.last:
        return False  # "the villager killed A's guards": who stands behind his verb
    low, _ = scene.window(trigger.first)
    return any(m.has("kinetic") and low <= m.first and m.last <= party.first for m in scene.of("kinetic"))


def right_before(scene: Scene, trigger: Trigger, parties: list[PartyAt]) -> PartyAt | None:
    """ "A'of step B condemned": where verbs come last, a bare name right before the verb is its subject."""
    whose = bool(parties) and parties[0].cue == "of" and parties[0].bare
    if scene.grammar.order != "sov" or not whose:
        return None
    return next((p for p in parties if p.last == trigger.first and p.bare and not p.cue and not p.adjective), None)
