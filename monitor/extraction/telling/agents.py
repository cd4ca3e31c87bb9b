"""Who stands by a word that may be active or passive: by whom it is done ("shot by A", "handed to B by A"), or soldiers who fall.

Decides whether such a doer stands by, and of whom a verb is active or passive by its own meaning: gunmen fire, soldiers fall. Doesn't decide
who it is.
"""

from monitor.extraction.naming.party_at import BEARERS, PEOPLE, PartyAt
from monitor.extraction.scenes.scene import AND, BY, Scene
from monitor.extraction.words.vocabulary import GUNMEN, Mark
from monitor.model.reports import PartyKind

_TOWARDS = frozenset({("role", "on"), ("role", "to")})
"""Senses of prepositions between such a verb and its noun: "proceeded to a killing"."""
HEDGE = ("mode", "hedged")
"""The sense of "reportedly", "allegedly"."""
CARRY = ("role", "carry")
"""The sense of verbs that a noun makes an act: "launches a raid"."""
DOES = ("role", "does")
"""The form of verbs that say no more than that what a noun behind them says was done or tried."""
_ALREADY = frozenset({"قد", "وقد", "فقد", "لقد"})
"""The Arabic word before a verb of what has been done or may be."""
_GUNMEN_REACH = 4
"""Tokens between gunmen and their verb: "in plain clothes"."""
_GIVEN_REACH = 2
"""Tokens between a participle and to whom, and between that and by whom: prepositions and articles."""


def has_agent(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    """Where no past form is both active and passive, "was" before a verb or "by" behind it, or a doer in that case, makes it passive."""
    before = scene.mark_before(mark.first)
    if (before is not None and before.has("role", "be")) or _opens_agent(scene, mark.last):
        return True
    low, _ = scene.window(mark.first)
    last = scene.grammar.adjective_before  # there a participle may end its sentence
    if last and _has_fallen(scene, mark):
        return True
    doers = (party for party in parties if party.cue == "by")
    return any(
        party.first == mark.last
        or (low <= party.first < mark.first if last else _is_agent_behind(scene, mark, party, parties))
        for party in doers
    )


def _has_fallen(scene: Scene, mark: Mark) -> bool:
    """ "Zwei Soldaten bei D verletzt": a participle that counts the hurt, with nothing behind it."""
    ends = mark.last >= scene.last or scene.broken(mark.last - 1, mark.last)
    return ends and any(sign.group == "count" and sign.form == "ed" for sign in mark.signs)


def _is_agent_behind(scene: Scene, mark: Mark, agent: PartyAt, parties: list[PartyAt]) -> bool:
    """ "Handed to B by A": to whom stands before by whom, and nothing else."""
    given = next((p for p in parties if 0 <= p.first - mark.last <= _GIVEN_REACH and p.bare and p is not agent), None)
    near = given is not None and 0 < agent.first - given.last <= _GIVEN_REACH
    return near and not scene.broken(mark.last - 1, agent.first)


def acts_later(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    """ "Attacked three times in a night by gunmen": by whom it was done behind when and how often, and no other act between."""
    agent = next((p for p in parties if p.first >= mark.last and p.cue == "by"), None)
    if agent is None or scene.broken(mark.last - 1, agent.first):
        return False
    return not any(mark.last <= one.first < agent.first and one.word.acts for one in scene.marks)


def _opens_agent(scene: Scene, token: int) -> bool:
    mark = scene.mark_at(token)
    return mark is not None and (mark.word.role == "by" or (HEDGE in mark.senses and is_hedged_agent(scene, token)))


def is_hedged_agent(scene: Scene, token: int) -> bool:
    """ "Killed, reportedly by A's troops": between a verb and by whom may stand how sure it is."""
    hedge = scene.mark_at(token)
    by = scene.mark_at(hedge.last) if hedge is not None and HEDGE in hedge.senses else None
    return by is not None and by.word.role == "by"


def falls(mark: Mark, forms: set[str], parties: list[PartyAt]) -> bool:
    """ "Soldiers of A's fall", where shells fall by the same word."""
    dying = "with_force" in forms or "with_fallen" in forms
    return dying and any(p.last == mark.first and p.kind in PEOPLE and not p.cue for p in parties)


def are_gunmen(mark: Mark, parties: list[PartyAt]) -> bool:
    """ "Gunmen fired from the other bank": those who shoot from somewhere, of whom nobody counts any."""
    if ("kinetic", "shoot") not in mark.senses:
        return False
    before = next((p for p in reversed(parties) if p.last <= mark.first), None)
    return (
        before is not None and before.common in GUNMEN and not before.cue and mark.first - before.last < _GUNMEN_REACH
    )


def is_done(scene: Scene, mark: Mark) -> bool:
    """ "Tried a seizing of", "did A's force by-a-seizing of": whether a verb before it only says that what the noun says was done or tried."""
    verb = scene.mark_before(mark.first)
    joint = verb is not None and not verb.senses.isdisjoint(_TOWARDS)
    if joint or scene.passage.folded.tokens[mark.first].startswith(BY):
        verb = next((one for one in reversed(scene.of(*CARRY)) if one.last <= mark.first), None)
    return verb is not None and DOES in verb.word.forms and not scene.broken(verb.last - 1, mark.first)


def has_subject(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    """Whether somebody who can act stands right before a verb that is written the same in both voices, or right behind it with whom he strikes."""
    before = any(p.last == mark.first and not p.cue and p.kind != PartyKind.CIVILIANS for p in parties)
    return before or _stands_with_object(scene, mark, parties)


def _stands_with_object(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    """ "Kills army of-A three of-B": those who bear arms right behind the verb, and whom they strike right behind them."""
    doer = next((p for p in parties if p.first == mark.last and not p.cue and p.kind in BEARERS), None)
    if doer is None or doer.last >= scene.last or scene.broken(doer.last - 1, doer.last):
        return False
    if scene.passage.folded.tokens[doer.last].startswith(AND):
        return False
    counted = any(number.first == doer.last for number in scene.numbers)
    struck = next((p for p in parties if p.first == doer.last and not p.cue), None)
    return counted or (struck is not None and (struck.kind in PEOPLE or struck.common in GUNMEN))


def is_of_past(scene: Scene, mark: Mark) -> bool:
    """ "Had army of-A (already) shelled": behind such a word stands no noun."""
    return mark.first > scene.first and scene.passage.folded.tokens[mark.first - 1] in _ALREADY
