"""Words that say by themselves where their sides stand, whatever their voice: "K must leave D", "orders A's army to hit back at B".

Decides the sides of such words, which the lexicon's forms name by what they need. Doesn't decide those of any other word.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from monitor.extraction.casting import captivity, decreed, embassies, sightings
from monitor.extraction.naming.party_at import OF_STATES, PartyAt
from monitor.extraction.scenes.scene import LOCATIVE, Scene
from monitor.extraction.telling import addressed, driven, hands
from monitor.extraction.telling.triggers import Trigger, ahead_of, behind
from monitor.extraction.words.steps import SKY_SHUT
from monitor.model.reports import PartyKind

Sides = tuple[PartyAt | None, PartyAt | None]
_Parties = Sequence[PartyAt]
_WHENCE = frozenset({"from", "by"})
_FLOWN_BY = frozenset({"", "of"})
_HELD_OVER = "over_force"
"""What words need that somebody is held for: "arrested over a blast"."""


def sides(scene: Scene, trigger: Trigger, clause: _Parties, acting: _Parties) -> Sides | None:
    """Initiator and target, each as far as it is named; None for words that take them as their voice does."""
    if trigger.value == SKY_SHUT and (given := decreed.elsewhere(scene, trigger, acting)) is not None:
        return given
    find = _OF.get(trigger.needs)
    return find(scene, trigger, clause, acting) if find is not None else None


def _leaver(scene: Scene, trigger: Trigger, clause: _Parties, acting: _Parties) -> Sides:
    """ "K must leave D": the next's doing."""
    if trigger.first == scene.first and (sent := embassies.sent_out_of(scene, trigger, acting)) is not None:
        return sent
    named = behind(clause, trigger)
    return next(iter(named), None), next((p for p in named if p.cue == "from"), None)


def _barred(scene: Scene, trigger: Trigger, clause: _Parties, acting: _Parties) -> Sides:
    """ "No way into B from A" is the next's doing; "no trade with B, A orders" is A's."""
    whose = next(iter(behind(clause, trigger)), None)
    others = (p for p in acting if p.state and not p.located and p.cue not in _WHENCE)
    other = next((p for p in others if whose is not None and p.state != whose.state), None)
    return (other, whose) if other is not None else _leaver(scene, trigger, clause, acting)


def _shut_out(_scene: Scene, trigger: Trigger, clause: _Parties, acting: _Parties) -> Sides:
    """ "A's goods banned from B", "eight of A's held over a blast in B": by the state behind the word."""
    named = behind(clause, trigger)
    left = [p for p in named if p.cue == "from"] + [
        p for p in ahead_of(acting if trigger.needs == _HELD_OVER else clause, trigger) if p.state
    ]
    doer = next((p for p in named if p.state), None)
    return doer, next((p for p in left if p is not doer), None)


def _grounded(scene: Scene, trigger: Trigger, clause: _Parties, acting: _Parties) -> Sides | None:
    """ "A's carrier barred from B's skies": by whose sky it is, which stands right behind the verb; "A's sky closed to B's planes" is A's step.

    The carrier may be of no state that its name tells.
    """
    host = next((p for p in clause if p.first == trigger.last and p.state), None)
    if host is None or trigger.last - trigger.first == 1:
        return None
    sky = any(mark.first == host.last for mark in scene.of("object", "airspace"))
    ahead = [p for p in ahead_of(clause, trigger) if p.state]
    guests = not ahead or any(p.state != host.state and p.cue in {"", "of"} for p in ahead)
    return _shut_out(scene, trigger, clause, acting) if sky and guests else None


def _bidden(_scene: Scene, trigger: Trigger, clause: _Parties, _acting: _Parties) -> Sides | None:
    """ "President D orders A's army to hit back at B": whoever D is, A's."""
    named = behind(clause, trigger)
    told = next(iter(named), None)
    if told is None or told.state is None:
        return None
    return told, next((p for p in named if p.state not in {None, told.state}), None)


def _told(scene: Scene, trigger: Trigger, _clause: _Parties, acting: _Parties) -> Sides:
    """ "Get out or be thrown out, A told": A is told so, by whom the headline needn't say."""
    told = addressed.at_end(scene, trigger, acting)
    own = told.state if told is not None else None
    return next((p for p in acting if p.state not in {None, own} and p.speaker), None), told


def _campers(_scene: Scene, trigger: Trigger, _clause: _Parties, acting: _Parties) -> Sides | None:
    """ "A men dressed as nomads pitch tents": the state's men before the verb, whatever they are called then."""
    ahead = (p for p in ahead_of(acting, trigger) if p.state and p.kind in OF_STATES and not p.cue)
    men = next(ahead, None)
    if men is None:
        return None
    return men, next((p for p in acting if p.state not in {None, men.state}), None)


def _movers(_scene: Scene, trigger: Trigger, clause: _Parties, _acting: _Parties) -> Sides | None:
    """ "Ships of A's make for B": the forces right before the verb, also where a name shows by no ending that it is a genitive."""
    men = next((p for p in ahead_of(clause, trigger) if p.state and p.kind == PartyKind.STATE_FORCES), None)
    if men is None:
        return None
    return men, next((p for p in behind(clause, trigger) if p.state not in {None, men.state}), None)


def _entered(scene: Scene, trigger: Trigger, clause: _Parties, _acting: _Parties) -> Sides | None:
    """ "Into the airspace of A flew B's helicopters": whose space it is stands beside its word, and nobody else before the verb."""
    space = next((m for m in reversed(scene.of("object", "airspace", "waters")) if m.last <= trigger.first), None)
    ahead = ahead_of(clause, trigger)
    if space is None or len(ahead) != 1 or not (ahead[0].last == space.first or ahead[0].first == space.last):
        return None
    flown = (p for p in behind(clause, trigger) if p.cue in _FLOWN_BY and p.state not in {None, ahead[0].state})
    doer = next(flown, None)
    return (doer, ahead[0]) if doer is not None else None


def _supplier(_scene: Scene, trigger: Trigger, clause: _Parties, acting: _Parties) -> Sides:
    """ "A says B arms the R": A's word about B."""
    return next((p for p in acting if p.speaker and p.state), None), next(iter(ahead_of(clause, trigger)), None)


def _banner(scene: Scene, trigger: Trigger, clause: _Parties, _acting: _Parties) -> Sides | None:
    """ "A's ban on B-ish maize", "ban on B-ish maize in force in A": whose it is stands before the word, or where it holds."""
    on = scene.mark_at(trigger.last)
    if on is None or ("role", "on") not in on.senses:
        return None
    whom = next((p for p in behind(clause, trigger) if p.state and p.cue not in LOCATIVE), None)
    owner = next((p for p in ahead_of(clause, trigger) if p.state and 0 <= trigger.first - p.last <= 1), None)
    owner = owner or next((p for p in behind(clause, trigger) if p.located and p.state), None)
    return None if owner is None or whom is None or owner.state == whom.state else (owner, whom)


_OF: Mapping[str, Callable[[Scene, Trigger, _Parties, _Parties], Sides | None]] = MappingProxyType(
    {
        "from_capital": _leaver,
        "no_way": _barred,
        "out_of": _shut_out,
        "with_trade": _banner,
        "with_goods": _banner,
        "with_airspace": _grounded,
        _HELD_OVER: _shut_out,
        "to_fire": _bidden,
        "arms_foe": _supplier,
        "or_told": _told,
        "camp_at_line": _campers,
        "with_soldiers": _movers,
        "with_space": _entered,
        embassies.FOR_TALKS: lambda _, __, ___, acting: embassies.left_for_talks(acting),
        "turned_back": lambda scene, trigger, _, acting: driven.turned_back(scene, trigger, acting),
        **dict.fromkeys(captivity.FORMS, lambda _, trigger, __, acting: captivity.sides(trigger, acting)),
        captivity.BACK: lambda _, trigger, __, acting: captivity.taken_back(trigger, acting),
        captivity.HOME: lambda _, trigger, __, acting: captivity.gone_home(trigger, acting),
        "of_captors": lambda _, trigger, __, acting: captivity.captor_and_captive(trigger, acting),
        driven.INTRUDER: lambda scene, trigger, _, acting: driven.comer_and_host(scene, trigger, acting),
        sightings.SEEN: lambda scene, trigger, _, acting: sightings.sides(scene, trigger, acting),
        "loses_to": lambda _, trigger, __, acting: hands.lost_to(trigger, acting),
    }
)
