"""What the act before in a sentence tells of this one: who did it ("a clash kills nine"), and at whom it is aimed ("B returns fire").

Decides which of its parties, words and places the later act shares. Doesn't decide what an answer is worth.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from monitor.extraction.drafts import Draft
from monitor.extraction.naming.party_at import OF_STATES
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import DETAINED, VIOLATED
from monitor.extraction.words.vocabulary import LIFELESS
from monitor.model.reports import Party, PartyKind

if TYPE_CHECKING:
    from monitor.extraction.gathering.acts import Act

Host = Callable[[str | None], str | None]

_BOTH = 2
_TAKEN = frozenset({DETAINED, "seize", "abduct"})
_TAKING = frozenset({("event", DETAINED), ("kinetic", "seize"), ("kinetic", "abduct")})
"""The senses of words for taking people."""
_FALLS = frozenset({"kill", "shoot", "wound"})
"""Words that say that somebody was hit."""


def aimed_at(made: Draft, before: Sequence[Draft], host: Host) -> Party | None:
    """ "A shells B, B returns fire": whoever struck the doer just before, or his host. ``before``: the sentence's acts so far; ``host``: of a group, by its id."""
    doer, last = made.initiator, before[-1] if before else None
    striker = last.initiator if last is not None else None
    if doer is None or last is None or striker is None or not last.kinetic or last.vague:
        return None
    side = doer.state or host(doer.entity)
    struck = last.struck
    return striker if side and side != striker.state and side in {struck, *last.countries} else None


def tell(scene: Scene, drafts: Sequence[Draft]) -> None:
    """What the acts of one sentence tell of each other: who answered, who came to blows, who fell beside captives."""
    if len(drafts) < _BOTH:
        return
    _answered(drafts)
    _came_to_blows(drafts)
    _fell_in_clash(drafts)
    if not _TAKING.isdisjoint(scene.senses):
        _fell_beside_captives(drafts)


def _answered(drafts: Sequence[Draft]) -> None:
    """ "A launches an operation after B's strikes": what a sentence looks back on is what A answers, and B whom it is aimed at."""
    answer = next((d for d in drafts if d.kinetic and d.main and d.voice != "passive"), None)
    doer = answer.initiator if answer is not None else None
    if answer is None or doer is None or not doer.state:
        return
    if answer.target or answer.countries:
        _befell(doer.state, drafts)
        return
    for before in drafts:
        striker = before.initiator
        if not before.kinetic or before.main or striker is None or striker.state in {None, doer.state}:
            continue
        if {before.struck, *before.countries} <= {None, doer.state}:
            answer.target = striker
            return


def _befell(answerer: str, drafts: Sequence[Draft]) -> None:
    """ "A's guns hit posts in B after a deadly mortar attack": what nobody named did befell whoever answers it, unless it says elsewhere."""
    for before in drafts:
        if before.kinetic and before.earlier and before.initiator is None and not before.struck:
            there = before.countries
            before.located = [answerer] if not there or answerer in there else before.located


def _came_to_blows(drafts: Sequence[Draft]) -> None:
    """ "A's soldiers cross the line, a brawl follows", "a patrol of A's is stopped, shots are fired": whoever went there fought, and that is the news."""
    way = next((d for d in drafts if d.words[0] == VIOLATED and d.main and d.initiator is not None), None)
    if way is None:
        return
    for fight in drafts:
        if fight is not way and fight.words == ["clash"] and fight.initiator is None and fight.target is None:
            fight.initiator, fight.target = way.initiator, way.target
            fight.places = fight.places or list(way.places)
            fight.main = True


def _fell_in_clash(drafts: Sequence[Draft]) -> None:
    """ "A's soldier is in a clash with B killed", as languages say it whose verb comes last: whom he faced killed him."""
    for clash, fall in pairwise(drafts):
        if clash.words != ["clash"] or clash.voice != "noun" or fall.words != ["kill"] or fall.voice != "passive":
            continue
        if clash.doer == fall.struck and clash.struck == fall.doer is not None:
            clash.initiator, clash.target = clash.target, clash.initiator


def _fell_beside_captives(drafts: Sequence[Draft]) -> None:
    """ "A's army arrests two of B's soldiers, a third is killed": by whom the others were taken, where nobody else is named."""
    taken = next((d for d in drafts if d.words[0] in _TAKEN and d.initiator is not None and d.target is not None), None)
    if taken is None:
        return
    for fall in drafts:
        fell = fall.voice == "passive" and not fall.earlier and _FALLS.issuperset(fall.words)
        if fell and fall.initiator is None and fall.target == taken.target:
            fall.initiator = taken.initiator
            taken.words = [*fall.words] if taken.words == ["seize"] else taken.words  # no ground was taken


def carry_over(act: "Act", trigger: Trigger, made: Draft) -> None:
    """ "A clash kills nine", "an attack near A's border kills nine": the act named before the verb killed them, with whoever did it.

    ``made`` gets its places where it only says more of that act: "a strike on D that killed six".
    """
    scene = act.scene
    if not act.drafts or trigger.voice != "verb" or trigger.value not in {"kill", "hit"}:
        return
    before = next((t for t in reversed(act.triggers) if t.last <= trigger.first and t is not trigger), None)
    if before is not None and before.voice != "noun" and _is_consequence(scene, before, trigger):
        made.initiator, made.main = act.drafts[-1].initiator, act.drafts[-1].main
        return
    if before is None or before.voice != "noun" or not before.kinetic:
        return
    if _tells_more_of(scene, before, trigger) and (made.initiator is None or _was_struck(act, before, trigger)):
        told = act.drafts[-1]
        made.initiator, made.located, made.places = told.initiator, [*told.located], [*told.places]
        made.main, made.earlier = told.main, told.earlier
        return
    if scene.cue(before.first, before.last):
        return
    if scene.window(before.first) != scene.window(trigger.first) or _has_subject(act, before.last, trigger.first):
        return
    act_before = act.drafts[-1]
    sent = "suicide" in act_before.words and _is_of_a_group(made)  # "a G suicide bomber kills ten"
    made.initiator = made.initiator if sent else act_before.initiator
    made.words = [*act_before.words, *made.words]
    if "clash" in act_before.words and made.target is None:
        made.target = act_before.target


def _is_of_a_group(made: Draft) -> bool:
    return made.initiator is not None and made.initiator.kind == PartyKind.NONSTATE_GROUP


def _tells_more_of(scene: Scene, before: Trigger, trigger: Trigger) -> bool:
    """ "In answer to A's raid in D that killed six": a relative clause right behind a noun of force, where it was between."""
    low, _ = scene.window(trigger.first)
    opener = scene.mark_at(low)
    relative = opener is not None and any(sign.form == "relative" for sign in opener.signs)
    return relative and opener is not None and opener.last == trigger.first and not scene.broken(before.last, low - 1)


def _was_struck(act: "Act", before: Trigger, trigger: Trigger) -> bool:
    """ "A raid on B's post that killed six": the raid killed them, not those whom it struck."""
    near = act.roles(trigger).initiator
    if near is None or near.first < before.last:
        return False
    return near.kind in OF_STATES or near.kind == PartyKind.CIVILIANS or near.common in LIFELESS


def _is_consequence(scene: Scene, before: Trigger, trigger: Trigger) -> bool:
    """ "A protests after B fires at a boat, killing one": what an act did, told right behind its comma, is that act's."""
    ing = scene.passage.folded.tokens[trigger.first].endswith("ing") and scene.grammar.order == "svo"
    return (
        ing
        and before.kinetic
        and trigger.first in scene.hard
        and scene.hard.index(trigger.first) == _next_cut(scene, before)
    )


def _next_cut(scene: Scene, before: Trigger) -> int:
    return next((n for n, cut in enumerate(scene.hard) if cut >= before.last), len(scene.hard))


def _has_subject(act: "Act", start: int, end: int) -> bool:
    free = (party for party in act.parties if start <= party.first and party.last <= end and not party.cue)
    return any(party.common not in LIFELESS for party in free)
