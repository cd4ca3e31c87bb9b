"""Who opened a fight of two states without a word of force: "A's soldiers tried to cross", "refused to turn back", "a provocation by A".

Decides whose fight it was, and at whose hands soldiers fell of whom a headline names no doer, from what the item says else of one of the two
sides. Doesn't decide it against what words of force say: that is for ``beginning``.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.judging.borders import Setting
from monitor.extraction.judging.facing import government
from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import LOCATIVE, OPPOSING
from monitor.extraction.telling import denials
from monitor.extraction.words.vocabulary import Mark
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import Mode, Party, PartyKind

_OPENS = ("role", "opens")
"""What one does with whom a fight begins; a noun of it ("a provocation") has its doer beside it."""
_NOUN = "noun"
_BESIDE = 5
"""Tokens between such a noun and its doer: "a provocation on the part of A"."""
_FOUGHT = frozenset({"clash", "shoot", "kill", "wound"})
"""Words of force of a fight of which they may not say who began it."""
_DOERS = frozenset({"by", "agent", "of", "from"})
"""Relations of those who do what a noun tells."""
_UNDERGO = LOCATIVE | OPPOSING | {"from"}
"""Relations of those who don't do it."""


def tell(read: Sequence[Act], drafts: Sequence[Draft], setting: Setting, gazetteer: Gazetteer) -> None:
    """Turn round each fight of two states that the second is told to have opened, and name who began where nobody is named."""
    scenes = [act for act in read if _OPENS in act.scene.senses]
    if not scenes:
        return
    for fight in drafts:
        if not fight.kinetic or fight.mode != Mode.FACTUAL or fight.began or fight.words[0] not in _FOUGHT:
            continue
        sides = _sides(fight, setting, gazetteer)
        found = {state: party for act in scenes for state, party in named(act, _OPENS, sides).items()} if sides else {}
        if len(found) == 1:
            _open(fight, *found.popitem(), sides, gazetteer)


def _sides(fight: Draft, setting: Setting, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The two states that fight, where the words of the fight don't say which of them it was; else none."""
    doer, struck = fight.doer, fight.struck
    clash = fight.words[0] == "clash"
    if fight.initiator is not None:
        return (doer, struck) if doer and struck and doer != struck and (fight.even or (fight.title and clash)) else ()
    fallen = fight.target
    if (fallen is None and not clash) or (
        fallen is not None and struck is None and fallen.kind != PartyKind.STATE_FORCES
    ):
        return ()
    return with_neighbour(struck, setting, gazetteer)


def with_neighbour(own: str | None, setting: Setting, gazetteer: Gazetteer) -> tuple[str, ...]:
    """A state, by default the first that the item names, and the only neighbour of its that the item names; else none."""
    states = setting.pair or setting.states
    own = own or next(iter(states), "")
    other = gazetteer.neighbour_among(own, states)
    return (own, other) if other is not None else ()


def named(act: Act, sense: tuple[str, str], sides: Sequence[str]) -> dict[str, Party]:
    """Which of the two states stands beside a word of this sense as whoever did it, each by the words for its men."""
    marks = [mark for mark in act.scene.of(*sense) if not _is_untold(act, mark)]
    found = [party for mark in marks if (party := _beside(act, mark, sense, sides)) is not None]
    return {party.state: party.party(act.scene) for party in found if party.state}


def _is_untold(act: Act, mark: Mark) -> bool:
    """ "It isn't known whether A was behind it", "A might have been"."""
    supposed = any(word.last <= mark.first for word in act.scene.of("mode", "hypothetical"))
    return supposed or denials.is_open(act.scene, mark.first)


def _beside(act: Act, mark: Mark, sense: tuple[str, str], sides: Sequence[str]) -> PartyAt | None:
    theirs = [p for p in act.parties if p.state in sides and p.kind != PartyKind.CIVILIANS]
    order = act.scene.grammar.order
    behind = [p for p in theirs if mark.last <= p.first]
    if any((sign.group, sign.value) == sense and sign.form == _NOUN for sign in mark.signs):
        beside = next(
            (p for p in behind if p.first == mark.last or (p.cue in _DOERS and p.first - mark.last <= _BESIDE)), None
        )
        beside = beside or next((p for p in reversed(theirs) if p.last == mark.first), None)
        if beside is not None or order != "sov":
            return beside
    low, high = act.scene.window(mark.first)
    before = [p for p in theirs if p.last <= mark.first and not p.located and p.cue not in _UNDERGO]
    before = [p for p in before if not p.speaker] or [p for p in before if not _says(act, p, mark)]
    near = [p for p in before if p.first >= low] or before
    if near:
        return near[0] if order == "sov" else near[-1]
    return next((p for p in behind if p.first < high and not p.cue), None) if order == "vso" else None


def _says(act: Act, party: PartyAt, mark: Mark) -> bool:
    """Whether it is only said by them."""
    return any(party.last <= word.first < mark.first for word in act.scene.of("role", "say"))


def _open(fight: Draft, first: str, party: Party, sides: Sequence[str], gazetteer: Gazetteer) -> None:
    if fight.doer == first or any(toll.who and toll.state == first for toll in fight.tolls):
        return  # whose men fell was struck
    if fight.initiator is not None or (fight.struck == first and fight.words[0] == "clash"):
        fight.initiator, fight.target = fight.target, fight.initiator or _other(first, sides, gazetteer)
        fight.even = False
    elif first != fight.struck:
        fight.initiator, fight.hedged = party, True
        fight.target = fight.target or _other(first, sides, gazetteer)


def _other(first: str, sides: Sequence[str], gazetteer: Gazetteer) -> Party:
    return government(next(state for state in sides if state != first), gazetteer)
