"""Those who are in another state's hands, or come home from them, where a noun says so: "A's corporal in B captivity", "hunters back from B's hands".

Decides who is held or comes home, and which state or group held them. Of verbs of arrest and release it decides only in whose hands somebody is
said to be.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.extraction.naming.party_at import OF_STATES, PEOPLE, PartyAt
from monitor.extraction.scenes.scene import LOCATIVE, Scene
from monitor.extraction.telling import objects
from monitor.extraction.telling.triggers import Trigger, behind
from monitor.extraction.words.steps import DETAINED, EXPELLED, RELEASED
from monitor.extraction.words.vocabulary import VILLAGE, Mark
from monitor.model.reports import PartyKind

HELD = "in_custody"
FREED = "out_of_custody"
"""Forms of the lexicon for nouns of captivity, as what befalls people and as what they come home from."""
FORMS: frozenset[str] = frozenset({HELD, FREED})
TAKEN_OR_FREED = (DETAINED, RELEASED)
"""Steps of which ``kept`` may tell who held whom."""
BACK = "taken_back"
"""The form of verbs of whoever gets his captives back: "A recovers a soldier held by B"."""
_HELD_BY = frozenset({"from", "in", "of", "by", "to"})
"""Relations of the group in whose hands somebody is."""
_WHOM = frozenset({"", "object", "to"})
HOME = "gone_home"
"""The form of verbs of captives who go home: "fishermen held by B return to A"."""
_GIVER_CUES = frozenset({"from", "by", *LOCATIVE})
"""Relations of who held those whom somebody gets back."""
_OWNED = frozenset({"", "of"})
"""Relations of those behind a verb of getting back who come from somewhere."""
_KEPT_REACH = 3
"""Tokens between "held" and by whom or where: "on Friday by the"."""
_REACH = 6
"""Tokens between "held over" and the act of force."""


def are_held(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "A's corporal in B captivity": people who are said to be in another state's hands, and not to have died or come home from them."""
    keeper = _keeper(trigger, parties)
    within = keeper is not None and (keeper.cue in LOCATIVE or keeper.first >= trigger.last)
    stay = within and not _comes_home(scene, trigger)
    return stay and not scene.has("count", "killed") and _captive(trigger, parties) is not None


def come_home(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Hunters back from B's hands", "shepherd home after a night in B custody"."""
    return _comes_home(scene, trigger) and None not in sides(trigger, parties)


def are_groups(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Wants two soldiers freed from the G's hands", "in captivity of the G": those whom a group holds."""
    return scene.grammar.order == "svo" and None not in captor_and_captive(trigger, parties)


def captor_and_captive(trigger: Trigger, parties: Sequence[PartyAt]) -> tuple[PartyAt | None, PartyAt | None]:
    """The group right beside the word, and the nearest people before it."""
    groups = [p for p in parties if p.kind == PartyKind.NONSTATE_GROUP]
    held = (p for p in groups if (p.last == trigger.first and p.cue in _HELD_BY) or 0 <= p.first - trigger.last <= 1)
    people = (p for p in reversed(parties) if p.kind in PEOPLE and p.last <= trigger.first)
    captive = next(people, None)
    if captive is not None and captive.state is None:  # "A asks B to free two men held by the R": whoever asks for his
        asker = next((p for p in parties if p.state and p.kind in OF_STATES and p.last <= captive.first), None)
        captive = asker or captive
    return next(held, None), captive


def are_held_over(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Eight held over a bombing": people right before, by number or name, and an act of force behind."""
    ends = {*(party.last for party in parties), *(number.last for number in scene.numbers)}
    whom = trigger.first in ends
    behind = (m for m in scene.of("kinetic") if 0 <= m.first - trigger.last <= _REACH)
    return whom and any(not scene.broken(trigger.last, mark.first) for mark in behind)


def as_news(_scene: Scene, trigger: Trigger) -> Trigger:
    """The same, told for itself: "home after a month in B custody" tells of the return."""
    return replace(trigger, main=True)


def sides(trigger: Trigger, parties: Sequence[PartyAt]) -> tuple[PartyAt | None, PartyAt | None]:
    """The state in whose hands they are or were, and they; where nobody says whose people they are, the state that tells of them."""
    keeper, captive = _keeper(trigger, parties), _captive(trigger, parties)
    if captive is not None and captive.state is None:
        captive = next((p for p in parties if p.speaker and p.state), captive)
    return keeper, captive


def kept(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "A's soldiers held by B after a clash freed", "traders detained by B arrive home", "herder of A's who strayed into B freed": who held them, and they."""
    if trigger.first == scene.first and (opened := _undergone_first(trigger, parties)) is not None:
        return opened
    if trigger.value != RELEASED:
        return None
    if trigger.first == scene.first and scene.hard:
        return _freed_first(scene.hard[0], parties)
    strayed = objects.before_relative(scene, trigger, parties)
    if strayed is not None and strayed.state:
        ground = (p for p in parties if p.bare and p.state not in {None, strayed.state} and p.first >= strayed.last)
        keeper = next((p for p in ground if p.last <= trigger.first), None)
        return None if keeper is None else (keeper, strayed)
    taken = (*scene.of("role", "holds"), *_takings(scene))
    words = {mark.first: mark for mark in taken if mark.last <= trigger.first}
    captive = next((p for p in parties if p.last in words and p.kind in PEOPLE), None)
    if captive is None:
        return None
    word = words[captive.last]
    near = (
        p
        for p in parties
        if 0 <= p.first - word.last <= _KEPT_REACH and p.cue in _HELD_BY and (p.bare or p.cue == "by")
    )
    keeper = next(near, None)
    if keeper is None or keeper.last > trigger.first or keeper.state in {None, captive.state}:
        return None
    return keeper, captive if captive.state else _given_to(trigger, parties, keeper) or captive


def _given_to(trigger: Trigger, parties: Sequence[PartyAt], keeper: PartyAt) -> PartyAt | None:
    """ "Herder held by B handed over to A": whose he is, where nobody says it but by whom he is given to."""
    given = (p for p in behind(parties, trigger) if p.bare and p.cue == "to" and p.state not in {None, keeper.state})
    return next(given, None)


def _undergone_first(trigger: Trigger, parties: Sequence[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "Freed two soldiers of B by A", "seized in A": a headline that opens with what befell people, by whom or on whose ground."""
    rest = behind(parties, trigger)
    first = next(iter(rest), None)
    if first is None or first.cue or first.bare or first.kind not in PEOPLE or any(p.cue == "object" for p in rest):
        return None
    others = [p for p in rest if p.state not in {None, first.state}]
    by = next((p for p in others if p.cue == "by"), None)
    keeper = by or next((p for p in others if p.bare and p.cue in LOCATIVE), None)
    return (keeper, first) if keeper is not None and first.state else None


def _freed_first(cut: int, parties: Sequence[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "Freed by A, six of B's return": a sentence that opens with it, by whom before the comma (``cut``), and whom behind."""
    keeper = next((p for p in parties if p.cue == "by" and p.state and p.last <= cut), None)
    captive = next((p for p in parties if p.first >= cut and p.kind in PEOPLE and p.state and not p.cue), None)
    if keeper is None or captive is None or keeper.state == captive.state:
        return None
    return keeper, captive


def are_taken_back(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "A recovers a soldier held by B", "A gets prisoners from B": captives, or people with a word for having been taken."""
    return _are_told_held(scene, parties, trigger.clause) and None not in taken_back(trigger, parties)


def have_gone_home(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Thirteen drivers held by B return to A": people with a word for having been taken, before the verb; an army may go home from B, too."""
    keeper, freed = gone_home(trigger, parties)
    if keeper is None or freed is None:
        return False
    before = (trigger.clause[0], trigger.first)
    if keeper.first >= trigger.last and freed.kind == PartyKind.STATE_FORCES:
        return _are_taken(scene, parties, before)
    return _are_told_held(scene, parties, before)


def gone_home(trigger: Trigger, parties: Sequence[PartyAt]) -> tuple[PartyAt | None, PartyAt | None]:
    """Who held them, and they, or the state to which they go: "held by B", "return home from B"."""
    ahead = [p for p in parties if p.last <= trigger.first and p.state]
    left = (p for p in behind(parties, trigger) if p.cue == "from" or (p.first == trigger.last and not p.cue))
    keepers = (*(p for p in ahead if p.cue in _GIVER_CUES), *(p for p in left if p.state and not p.speaker))
    keeper = next((p for p in keepers if p.bare), None)
    others = (
        p for p in (*ahead, *behind(parties, trigger)) if keeper is not None and p.state not in {None, keeper.state}
    )
    return keeper, next(others, None)


def _are_told_held(scene: Scene, parties: Sequence[PartyAt], within: tuple[int, int]) -> bool:
    low, high = within
    captives = any(low <= mark.first < high for mark in scene.of("object", "captives"))
    return captives or _are_taken(scene, parties, within)


def _are_taken(scene: Scene, parties: Sequence[PartyAt], within: tuple[int, int]) -> bool:
    low, high = within
    taken = (*scene.of("role", "holds"), *_takings(scene))
    ends = {at for p in parties if p.kind in PEOPLE and p.common != VILLAGE for at in (p.first, p.last)}
    return any(low <= mark.first < high and not ends.isdisjoint({mark.first, mark.last}) for mark in taken)


def taken_back(trigger: Trigger, parties: Sequence[PartyAt]) -> tuple[PartyAt | None, PartyAt | None]:
    """Who gave them back, and who has them again: whoever stands before the verb, or else tells of it."""
    ahead = [p for p in parties if p.state and p.last <= trigger.first and p.kind in OF_STATES and not p.cue]
    getter = ahead[-1] if ahead else next((p for p in parties if p.state and (p.speaker or p.topic)), None)
    if getter is None:
        return None, None
    others = [p for p in parties if p.state not in {None, getter.state}]
    giver = next((p for p in others if p.cue in _GIVER_CUES), None)
    if giver is None:  # "bodies of 1,000 soldiers from B", which is no soldier of B's
        giver = next((p for p in others if p.cue in _OWNED and p.kind in PEOPLE and p.first >= trigger.last), None)
    own = (p for p in behind(parties, trigger) if p.kind in PEOPLE and p.state == getter.state and not p.cue)
    return giver, next(own, getter)


def let_go(clause: Sequence[PartyAt], trigger: Trigger, freed: PartyAt | None) -> tuple[PartyAt | None, PartyAt | None]:
    """Who let go those who are freed, and whose they are: "a captive goes back to A" is A's."""
    if freed is None:
        return None, next((p for p in behind(clause, trigger) if p.cue == "to" and p.state), None)
    return _who_held(clause, freed), freed


def _takings(scene: Scene) -> tuple[Mark, ...]:
    return (*scene.of("event", DETAINED), *scene.of("kinetic", "abduct", "seize"))


def _who_held(clause: Sequence[PartyAt], freed: PartyAt) -> PartyAt | None:
    """ "A trader held in B freed": on whose ground, or by whom, those were held who are let go."""
    near = (p for p in clause if p.state not in {None, freed.state} and p.first >= freed.last)
    return next((p for p in near if p.cue in LOCATIVE or p.cue == "from"), None)


def _keeper(trigger: Trigger, parties: Sequence[PartyAt]) -> PartyAt | None:
    """Whose hands they are: right behind the words that say "in the hands of", or before a word for hands."""
    before = (p for p in parties if p.bare and p.state and p.last == trigger.first)
    if trigger.last - trigger.first == 1:
        return next(before, None)
    behind = (p for p in parties if p.state and 0 <= p.first - trigger.last <= 1 and p.kind in OF_STATES)
    return next(behind, None) or next(before, None)


def _captive(trigger: Trigger, parties: Sequence[PartyAt]) -> PartyAt | None:
    """Whoever stands first before the noun, if people."""
    keeper = _keeper(trigger, parties)
    first = next((p for p in parties if keeper is not None and p.last <= trigger.first and not p.speaker), None)
    if first is None or keeper is None or first.state == keeper.state or first.common == VILLAGE:
        return None
    somebody = first.bare and first.adjective  # "A pair out of B jail"
    return first if first.kind in PEOPLE or somebody else None


def _comes_home(scene: Scene, trigger: Trigger) -> bool:
    return any(mark.last <= trigger.first for mark in scene.of("object", "homecoming"))


def holder(scene: Scene, trigger: Trigger, pool: Sequence[PartyAt]) -> PartyAt | None:
    """ "In the custody of A's army", in one expression; "back from A, where he was held", "B's soldier, held in A, freed"."""
    found = None
    if scene.grammar.post:
        found = next((p for p in pool if p.cue == "by" and p.last == trigger.first), None)
    elif trigger.value == DETAINED:
        found = next((p for p in pool if p.cue == "by" and p.first == trigger.last), None)
    freed = trigger.value == RELEASED and any(p.kind in PEOPLE for p in pool)
    if freed or trigger.value == EXPELLED:
        found = found or next((p for p in pool if p.cue == "from" and p.bare), None)
    if freed and any(p.kind in PEOPLE and p.cue in _WHOM for p in pool):
        found = found or next((p for p in pool if p.located and p.bare), None)
    return found
