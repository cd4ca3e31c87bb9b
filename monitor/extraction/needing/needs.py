"""What some words need beside them before they say anything: a recall its envoy, a launch its missiles, an entry another state's ground.

Decides whether that stands by in the sentence. Doesn't decide which words need what: the lexicon's forms say it.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from monitor.extraction.casting import captivity, embassies, shots, sightings
from monitor.extraction.naming.party_at import BEARERS, PartyAt
from monitor.extraction.needing import (
    bidding,
    camps,
    dying,
    envoys,
    homeward,
    joint,
    migrants,
    movements,
    nationals,
    passages,
    people,
    statecraft,
    threats,
    vows,
)
from monitor.extraction.scenes.scene import LOCATIVE, Scene
from monitor.extraction.telling import driven, hands, objects, proposals
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import ACCUSED, AGREED, RELEASED, RESTORED, SHUT, SKY_SHUT, SUSPENDED, TRUCE
from monitor.extraction.words.vocabulary import AIR_FORCE, GUNMEN, OF_A_LINE, POST, VILLAGE, Mark
from monitor.model.reports import PartyKind

_OBJECTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "with_means": ("means", ("missile", "rocket", "drone", "artillery", "mortar", "bomb", "grenade")),
    "with_trade": ("filter", ("trade",)),
    "with_goods": ("object", ("goods",)),
    "with_peace": ("object", ("peace",)),
    "with_talks": ("object", ("talks",)),
    "with_ties": ("object", ("ties",)),
    "with_airspace": ("object", ("airspace",)),
    "with_space": ("object", ("airspace", "waters", "line")),
    "with_truce": ("object", ("truce",)),
    "with_blame": ("object", ("blame",)),
    "with_hostage": ("object", ("hostage",)),
    "with_vessel": ("object", ("vessel",)),
    "with_protest": ("object", ("protest",)),
    "with_treaty": ("object", ("treaty",)),
    "with_charge": ("object", ("charge",)),
    "with_link": ("object", ("link",)),
    "with_slur": ("object", ("slur",)),
    "with_attire": ("object", ("attire",)),
    "with_fence": ("object", ("fence",)),
    "with_liner": ("object", ("liner",)),
    "with_closure": ("event", (SHUT, SKY_SHUT)),
    "with_loudspeakers": ("object", ("loudspeakers",)),
    "with_rounds": ("means", ("gun",)),
}
_TOWN = "with_town"
_PLACED: Mapping[str, tuple[frozenset[str], int]] = {
    _TOWN: (frozenset({"", "object"}), 2),
    "with_target": (frozenset({"on", "against", "to", "object"}), 4),
}
"""Which relations the place may have, and in how many tokens it follows."""
_ARMS_REACH = 5  # "fired at an A-ish village over ten shells"
_SPACE_REACH = 6  # "bans A's civil and military aircraft from its airspace"
_SHIPS_REACH = 9  # ships have names: "seizes the D and the E with twelve crew"
_TAKEN_REACH = 2  # "takes the border town"
_LINE_REACH = 3  # "town on the A-ish border"
_FACED = frozenset({"", "object", "on", "against"})
_CHOICES = frozenset({"or_else", "or_told", "once_more"})
"""The forms of the lexicon for what sets a choice before somebody."""
_BROKEN, _KEPT = frozenset({"with_truce", "after_truce", "with_treaty"}), frozenset({TRUCE, AGREED})
"""What words need by which truces and accords are broken or made, and what those are where they are kept: "suspends the peace accord"."""
_WRESTED_REACH = 7  # "rescues 15 people from the R"
_ENDED_REACH = 8  # "ended five days of fighting in which 43 were killed"
_TAKEN = frozenset({POST, VILLAGE, "base"})
_WHOLE = frozenset({"with_plane", "with_liner", "turned_back", "to_fire", "own_envoy", "with_talks", driven.INTRUDER})
"""What a word needs that then says no more than that: "intercepts a jet", "orders the army to hit back"."""
_TOLD = frozenset({"told_to", "with_protest"})
"""What words need that a neighbour is told something: "tells", "orders", "hands a note"."""

_Parties = Sequence[PartyAt]


def satisfied(scene: Scene, found: Sequence[Trigger], parties: _Parties) -> list[Trigger]:
    """The triggers that say something. What a verb says of its object stands for what it says by itself: "closes" its airspace, "breaks" a truce."""
    if not [trigger for trigger in found if trigger.needs]:
        return [*found]
    standing = [trigger for trigger in found if not trigger.needs or _met(scene, trigger, parties)]
    asked = {trigger.needs for trigger in standing}
    if asked & _CHOICES:  # "free them or the gate stays shut, A warns B": neither has come about
        return [trigger for trigger in standing if trigger.needs in _CHOICES]
    if asked & _READ_ANEW.keys():
        standing = [_READ_ANEW[t.needs](scene, t) if t.needs in _READ_ANEW else t for t in standing]
    if len(standing) < 2 and embassies.FOR_TALKS not in asked:
        return standing  # what follows holds them against one another
    more = {trigger.first for trigger in standing if trigger.needs}
    ended = [trigger for trigger in standing if trigger.needs == "with_war"] if "with_war" in asked else []
    whole = {
        trigger.first: trigger.needs
        for trigger in standing
        if trigger.needs in _WHOLE or (trigger.needs and trigger.value == RELEASED)
    }
    if embassies.FOR_TALKS in asked:  # "back from D for consultations": no ties are mended
        standing = [trigger for trigger in standing if trigger.value != RESTORED]
    if "with_protest" in asked:  # "hands B a note over captives"
        whole |= {t.first: t.needs for t in standing if t.needs == "with_protest"}
    reopened = [trigger for trigger in standing if trigger.needs == "with_closure"] if "with_closure" in asked else []
    breaking = standing if asked & _BROKEN else ()
    broken = [scene.window(t.first) for t in breaking if t.needs in _BROKEN and t.value not in _KEPT]
    parted = {trigger.first: trigger.parted for trigger in standing if trigger.parted}
    return [
        trigger
        for trigger in standing
        if (trigger.needs or trigger.first not in more)
        and (trigger.parted or not parted or not _is_part(scene, trigger, parted))
        and (trigger.first not in whole or trigger.needs == whole[trigger.first])
        and not (trigger.value in _KEPT and any(low <= trigger.first < high for low, high in broken))
        and not (reopened and _is_lifted(trigger, reopened))
        and not (ended and any(_is_ended(scene, end, trigger) for end in ended))
        and not (trigger.needs in _TOLD and _is_spelt_out(trigger, standing))
    ]


def _is_part(scene: Scene, trigger: Trigger, parted: Mapping[int, str]) -> bool:
    """ "Makes ... dicht": of such a verb neither half says anything by itself."""
    if trigger.first in parted:
        return True
    written = " ".join(scene.passage.folded.tokens[trigger.first : trigger.last])
    return any(first < trigger.first and particle == written for first, particle in parted.items())


def _is_spelt_out(told: Trigger, standing: Sequence[Trigger]) -> bool:
    """ "Orders B's diplomats to leave", "hands B a note expelling two": what is told is a step of its own, and that is the news."""
    steps = (t for t in standing if t.first >= told.last and not t.kinetic and t.clause == told.clause)
    return any(told.needs != "with_protest" or t.voice == "verb" for t in steps)


def _is_ended(scene: Scene, end: Trigger, force: Trigger) -> bool:
    """ "Halts its offensive", "ended five days of fighting in which 43 were killed": the act of force that a side ends, and what came of it."""
    if not force.kinetic:
        return False
    if force.voice != "noun":
        which = scene.mark_at(force.clause[0])
        told = which is not None and "relative" in which.word.forms
        return told and 0 <= force.clause[0] - end.last <= _ENDED_REACH
    if end.voice == "passive" and not _is_by_truce(scene, end):
        return 0 <= end.first - force.last <= 1 and not _leaves_dead(scene, end)
    return 0 <= force.first - end.last <= objects.REACH and not scene.broken(end.last - 1, force.first)


def _is_by_truce(scene: Scene, end: Trigger) -> bool:
    """ "The truce ended five days of fighting": a past form that isn't said of the truce."""
    before, behind = scene.mark_before(end.first), scene.mark_at(end.last)
    truce = before is not None and ("object", "truce") in before.senses
    return truce and behind is not None and behind.has("role", "det")


def _is_lifted(closure: Trigger, ends: Sequence[Trigger]) -> bool:
    """ "As A's blockade ends": the closure that is over."""
    shut = closure.value in {SHUT, SKY_SHUT}
    return shut and any(end.voice == "passive" and 0 <= end.first - closure.last <= 1 for end in ends)


def _leaves_dead(scene: Scene, end: Trigger) -> bool:
    """ "The siege ends with twelve dead" tells of the siege."""
    follower = scene.mark_at(end.last)
    return scene.has("count", "killed") and follower is not None and follower.has("role", "with")


def _met(scene: Scene, trigger: Trigger, parties: _Parties) -> bool:
    """Whether what the word needs stands by: an envoy, arms that are fired, people let go or held, forces sent, whose fire it is."""
    if trigger.value == RELEASED and homeward.are_army(scene, parties):
        return False
    if trigger.needs in _OBJECTS:
        group, values = _OBJECTS[trigger.needs]
        marks = [mark for mark in scene.of(group, *values) if not objects.is_half_a_word(scene, mark)]
        if trigger.needs in {"with_truce", "with_talks"} or trigger.value == SUSPENDED:
            ended = trigger.voice == "passive" and trigger.needs == "with_truce"
            if ended and statecraft.ends_truce(scene, trigger, parties):
                return True  # "a truce between A and B suspended"
            marks = [mark for mark in marks if statecraft.is_said_of(scene, trigger, mark)]
        reach = _ARMS_REACH if group == "means" else _SHIPS_REACH if values == ("vessel",) else _SPACE_REACH
        return objects.stands_by(scene, marks, trigger, reach)
    return _OTHERS[trigger.needs](scene, trigger, parties)


def _at_place(scene: Scene, trigger: Trigger, _parties: _Parties) -> bool:
    """Whether a place follows: at once for what is taken, behind "on" or "against" for what flies there."""
    cues, reach = _PLACED[trigger.needs]
    if trigger.needs == "with_target" and _flies_at(scene, trigger):
        return True
    downed = [m.first for m in scene.of("kinetic", "shootdown")] if trigger.needs == "with_target" else []
    for mark, named in zip(scene.marks, scene.named, strict=True):
        if named is None or not 0 <= mark.first - trigger.last <= reach or scene.broken(trigger.last - 1, mark.first):
            continue
        if trigger.needs == _TOWN and named.name.what == "demonym":
            continue  # "takes back the B attack's ground": an adjective is no town
        if downed and any(trigger.last <= first < mark.first for first in downed):
            continue  # "a drone of A's shot down over B" struck nobody
        if (named.place or named.country) and scene.cue(named.first, named.last) in cues:
            return True
    return False


def _flies_at(scene: Scene, trigger: Trigger) -> bool:
    """ "Drones on a depot in A": what is hit need not be known where the clause says where."""
    _, high = scene.window(trigger.first)
    sent = scene.mark_at(trigger.last)
    by = scene.mark_at(sent.last) if sent is not None and sent.has("role", "from", "by", "of") else None
    end = by.last if by is not None and by.names else trigger.last  # "missiles from A at targets of B"
    on = next((m.last for m in scene.of("role", "on", "against") if 0 <= m.first - end <= 1), None)
    where = (named for named in scene.names if named.place or named.country)
    return on is not None and any(on <= named.first < high for named in where)


def _war(scene: Scene, trigger: Trigger, parties: _Parties) -> bool:
    """A war that somebody named ends: an act of force, by the name of its kind, is the verb's object."""
    wars = [m for m in scene.of("kinetic") if any(s.group == "kinetic" and s.form in {"noun", "nv"} for s in m.signs)]
    return bool(parties) and objects.stands_by(scene, wars, trigger)


def _arms(scene: Scene, trigger: Trigger, parties: _Parties) -> bool:
    """Arms, or somebody who bears them, in the clause of a word that may also be said of accidents."""
    low, high = scene.window(trigger.first)
    if scene.has("object", "airspace") and objects.stands_by(scene, scene.of("object", "airspace"), trigger):
        return False  # where one verb says both: "jets wound (violate) B's airspace"
    near = (p for p in parties if low <= p.first < high)
    armed = any(p.kind in BEARERS or dying.is_mission(scene, p) for p in near)
    return armed or any(low <= mark.first < high for mark in scene.of("means"))


def _ground(scene: Scene, trigger: Trigger, parties: _Parties) -> bool:
    """A place, or a post that is taken: "takes the border town of D"."""
    names = zip(scene.marks, scene.named, strict=True)
    points = [mark for mark, named in names if named is not None and named.place and not _is_where(scene, mark)]
    points += scene.of("object", "ground")
    if objects.stands_by(scene, points, trigger, _TAKEN_REACH):
        return True
    end = trigger.last + _TAKEN_REACH
    if scene.grammar.order == "vso" and (taker := next((p for p in parties if p.first == trigger.last), None)):
        end = taker.last + _TAKEN_REACH  # "take troops of-A on village"
    near = (party for party in objects.moved(scene, trigger, parties) if party.first <= end)
    return any(party.common in _TAKEN for party in near)


def _plane(scene: Scene, trigger: Trigger, parties: _Parties) -> bool:
    """An aeroplane that is met in the air: what flies with people in it is turned away, and not shot down."""
    return any(party.common == AIR_FORCE for party in objects.moved(scene, trigger, parties))


def _foe(scene: Scene, trigger: Trigger, parties: _Parties) -> bool:
    """An armed group that is driven out, or from which something is wrested: "expels the R from D", "rescues three people from the R"."""
    low, high = scene.window(trigger.first)
    armed = [p for p in parties if p.kind == PartyKind.NONSTATE_GROUP or p.common in GUNMEN]
    groups = [p for p in armed if low <= p.first < high]
    cues = _FACED | {"after"} if trigger.voice == "passive" else _FACED  # "after the R are expelled by A"
    faced = [p for p in parties if p.cue in cues and objects.is_object(scene, trigger, p)]
    if any(p in groups for p in (faced[:1] if scene.grammar.order == "svo" else faced)):
        return True
    behind = (p for p in groups if p.cue == "from" and 0 < p.first - trigger.last <= _WRESTED_REACH)
    return any(not scene.broken(trigger.last - 1, p.first) for p in behind)


def _ground_before(scene: Scene, trigger: Trigger, _parties: _Parties) -> bool:
    """ "Town T falls to rebels": ground is the subject."""
    names = zip(scene.marks, scene.named, strict=True)
    points = (mark for mark, named in names if named is not None and named.place)
    near = (*points, *scene.of("object"))
    return any(0 <= trigger.first - mark.last <= 1 for mark in near) or _lies_on_line(scene, trigger)


def _lies_on_line(scene: Scene, trigger: Trigger) -> bool:
    """ "A town on the A-ish border falls to rebels"."""
    line = scene.mark_before(trigger.first)
    if line is None or not line.has("role", "border"):
        return False
    return any(0 < line.first - mark.last <= _LINE_REACH for mark in scene.of("object", "ground"))


def _ground_gone(scene: Scene, trigger: Trigger, _parties: _Parties) -> bool:
    """ "Town T falls", "T falls as an army flees", and nothing else behind the verb: rain falls on T, and T falls silent."""
    before = scene.mark_before(trigger.first)
    named = next((n for n in scene.names if n.last == trigger.first and n.place is not None), None)
    if named is None or before is None or scene.cue(named.first, named.last):
        return False
    if trigger.last >= scene.last or scene.passage.folded.gap(trigger.last).startswith((",", ";", ":")):
        return True
    follower = scene.mark_at(trigger.last)
    return follower is not None and follower.has("role", "after", "while")


def _is_where(scene: Scene, mark: Mark) -> bool:
    """ "Takes countermeasures near D": D is where, not what is taken."""
    return scene.cue(mark.first, mark.last) in LOCATIVE


def _charge(scene: Scene, trigger: Trigger, _parties: _Parties) -> bool:
    """ "Accuses B of having shelled D": beside the word that says of what B is accused, where the form of the verb tells nothing by itself."""
    if trigger.voice == "noun":
        return True
    marks = scene.of("event", ACCUSED)
    if scene.grammar.order == "sov":
        return any(mark.first >= trigger.last and not scene.broken(trigger.last - 1, mark.first) for mark in marks)
    return any(mark.last <= trigger.first and not scene.broken(mark.last - 1, trigger.first) for mark in marks)


_READ_ANEW: Mapping[str, Callable[[Scene, Trigger], Trigger]] = MappingProxyType(
    {"at_line": movements.as_crossing, captivity.FREED: captivity.as_news}
)
_OTHERS: Mapping[str, Callable[[Scene, Trigger, _Parties], bool]] = MappingProxyType(
    {
        "envoy": envoys.named,
        "own_envoy": envoys.named,
        embassies.FOR_TALKS: lambda _, __, parties: embassies.left_for_talks(parties)[1] is not None,
        "with_embassy": statecraft.shuts_embassy,
        "with_envoy": envoys.called,
        "with_official": envoys.official,
        "with_doer": hands.stand_before,
        "after_means": shots.arms_before,
        "with_arms": _arms,
        "with_town": _at_place,
        "with_target": _at_place,
        "with_visitor": envoys.visitor,
        "with_force": dying.dead_by_force,
        "with_war": _war,
        "of_force": dying.dead_by_force,
        "with_fallen": dying.soldier_dies,
        "with_soldiers": people.soldiers_cross,
        "owned": shots.are_owned,
        "deadly": shots.are_deadly,
        "on_target": shots.are_aimed,
        "used_on": shots.are_used,
        "of_anothers": hands.lay_on_anothers,
        "of_captors": captivity.are_groups,
        "loses_to": hands.are_lost,
        "takes_people": hands.take_people,
        "with_people": people.are_taken,
        "with_migrants": migrants.are_driven,
        "by_migrants": migrants.force_their_way,
        sightings.SEEN: sightings.are_seen,
        "with_land": lambda *told: any(party.common == VILLAGE for party in objects.moved(*told)),
        "with_plane": _plane,
        "with_forces": people.are_sent,
        "with_ground": _ground,
        "with_foe": _foe,
        "by_armed": hands.are_armed,
        "after_ground": _ground_before,
        "ground_gone": _ground_gone,
        "abroad": movements.go_abroad,
        "with_host": statecraft.meets,
        "from_ground": statecraft.leaves_ground,
        "home_from": homeward.goes_home,
        "with_answer": vows.harm,
        "told_of": statecraft.is_told_of,
        "with_passage": passages.bars,
        "with_quarrel": statecraft.ends_quarrel,
        "with_captives": homeward.are_captives,
        "with_redress": statecraft.wants_redress,
        "with_proposal": proposals.of_another,
        "told_to": bidding.tells_neighbour,
        "to_fire": bidding.bids_fire,
        "with_national": nationals.takes_national,
        "arms_foe": statecraft.arms_foe,
        "held_abroad": statecraft.holds_abroad,
        "with_deadline": statecraft.sets_deadline,
        "envoy_deadline": statecraft.sets_envoy_deadline,
        "with_person": statecraft.rings,
        "craft_abroad": movements.strays_abroad,
        "no_way": statecraft.leads_abroad,
        "from_capital": statecraft.sent_from_capital,
        "of_charge": _charge,
        "in_sky": movements.flies_abroad,
        "at_line": movements.goes_at_line,
        "camp_at_line": camps.are_pitched,
        "no_force": lambda scene, *_: not scene.has("kinetic"),
        "near_line": lambda scene, *_: not OF_A_LINE.isdisjoint(scene.senses),
        "turned_back": driven.are_turned_back,
        "repelled": driven.is_repelled,
        captivity.HELD: captivity.are_held,
        captivity.FREED: captivity.come_home,
        captivity.BACK: captivity.are_taken_back,
        captivity.HOME: captivity.have_gone_home,
        "out_of": statecraft.is_shut_out,
        "with_intruder": driven.are_driven_back,
        "after_truce": statecraft.ends_truce,
        "over_force": captivity.are_held_over,
        "or_else": bidding.says_or_else,
        "or_told": threats.is_told_to,
        "once_more": threats.is_last_time,
        "of_both": joint.do_together,
        "of_two": joint.come_together,
        "to_another": joint.goes_to_another,
        "with_other": joint.face_another,
    }
)
