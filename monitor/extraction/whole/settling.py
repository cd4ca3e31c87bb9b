"""What the whole item tells of one act: whose soldiers, who else than nobody, against whom.

Decides what a draft is filled in with from the item's states, places and tellers. Doesn't decide what kind of act it is.
"""

from dataclasses import replace

from monitor.extraction.counting.tolls import ANYBODY
from monitor.extraction.drafts import Draft
from monitor.extraction.judging import facing
from monitor.extraction.judging.borders import Setting
from monitor.extraction.naming.party_at import OF_STATES
from monitor.extraction.naming.people import NATIONALS
from monitor.extraction.whole import fights, ground, missions, unable, victims
from monitor.extraction.words.steps import DETAINED, PROTESTED, SHOWN, SUMMONED
from monitor.extraction.words.vocabulary import POLICE, POST, VILLAGE
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.outlets import Outlet
from monitor.model.reports import Field, Party, PartyKind

_BOTH = 2
_APPEAL = "diplo_coop.restraint_appeal"
_SENT = frozenset({"shoot", "shell", "strike", "hit", "truce_breach"})
"""Words of force for what is sent from somewhere; people who are taken or killed may be from there."""
_AT_HOME = frozenset({DETAINED, SUMMONED})
"""What befalls another state's people at the hands of the state where they are."""


def settle(draft: Draft, *, setting: Setting, outlet: Outlet, gazetteer: Gazetteer) -> None:
    """Fill in what the whole item tells: whose "guards" they are, in whose country "soldiers" died, and that someone unknown did it."""
    missions.settle(draft, setting, gazetteer)
    doer = draft.initiator
    _settle_words(draft, setting, gazetteer)
    if "clash" in draft.words and draft.target_common == NATIONALS and draft.target is not None:
        # "Gun battle at D: two As dead": of whom no word says that they are villagers
        draft.target = replace(draft.target, kind=PartyKind.STATE_FORCES)
    own = outlet.side or outlet.country
    if doer is not None and doer.kind == PartyKind.STATE_FORCES and doer.state is None:
        elsewhere = [country for country in draft.countries if country != own]
        near = own is not None and (outlet.side == own or any(gazetteer.adjoin(own, other) for other in elsewhere))
        own = own or _at_home(draft, setting, gazetteer)
        # "air defences down B's drones", "the army accuses B" aren't B's
        downed = draft.struck if draft.words[0] == "shootdown" or not draft.kinetic else None
        there = _where(draft, setting, gazetteer) or _only_state(setting, own, gazetteer, besides=downed)
        whose = own if near and elsewhere else there or (own if _is_of_its_world(own, setting, gazetteer) else None)
        whose = _over_the_line(draft, whose, setting, gazetteer) or _who_took(draft, setting, gazetteer)
        draft.initiator = doer if whose is None else facing.theirs(doer, whose, gazetteer)
    _settle_target(draft, setting, gazetteer)
    _settle_office(draft, gazetteer)
    if draft.initiator is not None and (
        (unable.cannot_act(draft.initiator) and not unable.is_crowds(draft))
        or unable.is_no_deed_of(draft.initiator, draft)
    ):
        draft.crowd = draft.crowd or ("clash" in draft.words and _might_be_a_neighbours(draft, setting))
        draft.initiator = None
    if unable.is_itself(draft):
        draft.target = None
    _settle_shootdown(draft, gazetteer)
    facing.settle(draft, setting, gazetteer)
    if draft.kinetic and draft.initiator is not None and draft.initiator.kind == PartyKind.UNKNOWN:
        facing.settle_sniper(draft, setting, gazetteer)
    _settle_clash(draft, setting, gazetteer)
    fights.settle(draft, setting.states, gazetteer)
    ground.settle(draft, gazetteer)
    _settle_teller(draft, gazetteer)
    _settle_source(draft, gazetteer)
    _settle_neighbour(draft, setting, gazetteer)
    if draft.target_common == VILLAGE:
        ground.settle_village(draft, setting, gazetteer)
    ground.settle_people(draft, setting, gazetteer)
    shot = draft.words[0] == "shoot" and draft.target is not None and draft.target.kind == PartyKind.GOVERNMENT
    if shot or "shell" in draft.words:
        victims.settle(draft, gazetteer)
    _settle_arrest(draft, setting, gazetteer)


def _where(draft: Draft, setting: Setting, gazetteer: Gazetteer) -> str | None:
    """The state on whose ground it was; of "the army accuses B" at a place of B's at one line, the state across it."""
    there, accused = next(iter(draft.countries), None), None if draft.kinetic else draft.struck
    if accused is None or there not in {None, accused}:
        return there
    found = [gazetteer.places.get(point.entity) for point in draft.places] or setting.places
    lines = {line for place in found if place is not None for line, _ in place.border_km}
    sides = lines.pop().split("-") if len(lines) == 1 else ()
    return next((side for side in sides if side != accused), None) if accused in sides else None


def _over_the_line(draft: Draft, whose: str | None, setting: Setting, gazetteer: Gazetteer) -> str | None:
    """ "Saboteurs from across the border attacked a post at D": they are the only neighbour's that the text names."""
    if whose is None or facing.BLAMED not in draft.traits:
        return whose
    return gazetteer.neighbour_among(whose, setting.states) or whose


def _who_took(draft: Draft, setting: Setting, gazetteer: Gazetteer) -> str | None:
    """ "The navy holds twelve of B's fishermen", in a text that speaks of B and one neighbour only: that neighbour's."""
    if draft.words[0] != DETAINED or draft.struck not in setting.states or len(setting.states) != _BOTH:
        return None
    other = next(state for state in setting.states if state != draft.struck)
    return other if gazetteer.adjoin(other, draft.struck) else None


def _is_of_its_world(own: str | None, setting: Setting, gazetteer: Gazetteer) -> bool:
    """Whether an outlet that speaks of "soldiers" may mean its own country's: not one of B's in a text of others that are far from B."""
    return not setting.states or own in setting.states or any(gazetteer.adjoin(own, one) for one in setting.states)


def _settle_words(draft: Draft, setting: Setting, gazetteer: Gazetteer) -> None:
    """What words of diplomacy and drill are, by who stands on both sides of the line."""
    if draft.kinetic:
        return
    state = draft.doer
    if draft.words[0] == _APPEAL and state in setting.states and len(setting.states) == _BOTH:
        # Only third parties appeal to both: a side that asks for calm speaks for itself, one that wants the other's troops gone protests.
        wants_troops_gone = "to_leave" in draft.traits and gazetteer.adjoin(*setting.states)
        draft.words[0] = PROTESTED if wants_troops_gone else "diplo_coop.conciliatory"
    pair = setting.pair
    drilled = draft.words[0] == SHOWN and not draft.sighted
    if drilled and pair is not None and state in pair and gazetteer.adjoin(*pair):
        # Neighbours that hold a drill together threaten nobody.
        draft.words[0] = "diplo_coop.joint_exercise"


def _might_be_a_neighbours(draft: Draft, setting: Setting) -> bool:
    """ "A's soldier hurt by migrants who threw stones at B's border": whom nobody shall take for B's army; of one state alone a riot is its own."""
    crowd = draft.initiator is not None and unable.is_named_crowd(draft.initiator)
    return crowd and (len(setting.states) > 1 or draft.struck is None)


def _only_state(setting: Setting, own: str | None, gazetteer: Gazetteer, *, besides: str | None) -> str | None:
    """The one state that a text speaks of, where an outlet of a neighbour wouldn't mean its own country's police by the bare word."""
    only = setting.states[0] if len(setting.states) == 1 else None
    return None if only in {None, besides} or (own is not None and gazetteer.adjoin(own, only)) else only


def _settle_target(draft: Draft, setting: Setting, gazetteer: Gazetteer) -> None:
    """Soldiers of no named state, and those of "the regime", are those of the country where it happened, else of the one state that tells of it, else
    of a group's foe.

    Those whom a group kills where it is said to be sheltered are its foe's, who says so.
    """
    if draft.target is None or draft.target == draft.initiator:
        draft.target = victims.fallen(draft, gazetteer) or draft.target
    sufferer = draft.target
    if not draft.kinetic or sufferer is None or sufferer.kind not in OF_STATES:
        return
    if sufferer.state is not None:
        if sufferer.name == draft.target_common:
            draft.target = facing.theirs(sufferer, sufferer.state, gazetteer)
        return
    whose = _own_at_line(draft, setting, gazetteer) or _whose_soldiers(draft, setting, gazetteer)
    if whose is not None:
        draft.target = facing.theirs(sufferer, whose, gazetteer)


def _whose_soldiers(draft: Draft, setting: Setting, gazetteer: Gazetteer) -> str | None:
    doer = draft.initiator
    acting = doer.state if doer else None
    there = next(iter(draft.countries), None)
    group = gazetteer.actors.get(doer.entity or "") if doer else None
    foe = group.hosted_according_to if group is not None else None
    of_foe = foe in draft.telling_states or facing.may_be_foes(foe, group, draft, setting)
    if group is not None and there is not None and group.hosted_by == there and foe and of_foe:
        return foe
    tellers = [state for state in draft.telling_states if state not in {acting, *draft.denied_by}]
    if there is not None and (there != acting or len(setting.states) < _BOTH):
        return tellers[0] if doer is None and _lost_abroad(draft, there, tellers, gazetteer) else there
    if doer is not None and len(tellers) == 1:
        return tellers[0]
    if doer is not None and acting is not None and doer.kind == PartyKind.NONSTATE_GROUP:
        return acting  # "A's rebels storm a garrison"
    if acting is not None and len(setting.states) == _BOTH and acting in setting.states:
        return next(state for state in setting.states if state != acting)
    if there is not None:
        return None
    if doer is not None and doer.kind == PartyKind.NONSTATE_GROUP:
        return facing.foe_of(group, setting) or _at_home(draft, setting, gazetteer)
    return _at_home(draft, setting, gazetteer) if acting != setting.home else None


def _lost_abroad(draft: Draft, there: str, tellers: list[str], gazetteer: Gazetteer) -> bool:
    """ "Two soldiers killed in B, A says": an army tells of its own dead, where no word says who killed them."""
    told = len(tellers) == 1 and tellers[0] != there and draft.target_common != POST
    fell = any(toll.what == "killed" and toll.span.field == Field.TITLE for toll in draft.tolls)
    return told and fell and "kill" in draft.words and gazetteer.adjoin(tellers[0], there)


def _own_at_line(draft: Draft, setting: Setting, gazetteer: Gazetteer) -> str | None:
    """ "A mine at the line maims three soldiers, A blames B", "near B's border": by nobody's hand, soldiers of the side that tells of it or is at home there."""
    if draft.initiator is not None:
        return None
    tellers = [state for state in draft.telling_states if state in setting.states]
    told = draft.at_the_line or not draft.countries or facing.BLAMED in draft.traits
    if len(tellers) == 1 and told and any(gazetteer.adjoin(tellers[0], other) for other in setting.states):
        return tellers[0]
    here = [one for one in setting.states if any(gazetteer.adjoin(one, line) for line in setting.lines)]
    return here[0] if len(here) == 1 and not draft.countries else None


def _settle_office(draft: Draft, gazetteer: Gazetteer) -> None:
    """A ministry or a minister tells of force; it is the state that uses it."""
    doer = draft.initiator
    if (
        draft.kinetic
        and doer
        and doer.kind == PartyKind.GOVERNMENT
        and doer.state
        and doer.entity not in {None, doer.state}
    ):
        draft.initiator = replace(facing.government(doer.state, gazetteer), spans=doer.spans)


def _at_home(draft: Draft, setting: Setting, gazetteer: Gazetteer) -> str | None:
    """Whose "the army" is, in a language at home in one state: that state's, when the text speaks of nobody but it and its neighbours, and of
    no line between two of them."""
    home = setting.home
    if not home or draft.countries or not setting.states or (setting.pair and home not in setting.pair):
        return None
    return home if all(state == home or gazetteer.adjoin(home, state) for state in setting.states) else None


def _settle_shootdown(draft: Draft, gazetteer: Gazetteer) -> None:
    """ "A's drone shot down over B": by B, when nobody else is said to have done it."""
    if draft.words[0] != "shootdown" or draft.initiator is not None:
        return
    owner, there = draft.struck, next(iter(draft.countries), None)
    if owner and there and there != owner:
        draft.initiator = facing.government(there, gazetteer)


def _settle_arrest(draft: Draft, setting: Setting, gazetteer: Gazetteer) -> None:
    """ "Ten of B's fishermen arrested", "the ministry summons B's envoy", in a language at home in one state: by that state, when it is B's neighbour."""
    if draft.initiator is not None or draft.words[0] not in _AT_HOME:
        return
    taken, home = draft.struck, next(iter(draft.countries), None) or setting.home
    if not taken or not home or taken == home or not set(setting.states) <= {taken, home}:
        return
    if gazetteer.adjoin(taken, home):
        draft.initiator = facing.government(home, gazetteer)


def _strikes_nobody_named(draft: Draft) -> str | None:
    """The state that strikes, of an act of force on nobody named."""
    doer, struck = draft.initiator, draft.target
    nobodys = struck is None or (struck.state is None and unable.is_thing(struck))
    if not draft.kinetic or not nobodys or doer is None or doer.kind not in OF_STATES:
        return None
    return doer.state


def _from_abroad(draft: Draft) -> str | None:
    """The state from whose ground an act came that nobody named did to nobody named: "A reports attacks from B", "gunmen fire from B, A says"."""
    if not draft.kinetic or draft.origin is None or draft.target is not None:
        return None
    return draft.origin if draft.initiator is None or draft.initiator.kind == PartyKind.UNKNOWN else None


def _settle_teller(draft: Draft, gazetteer: Gazetteer) -> None:
    """ "A says B's troops opened fire": at A, which tells of it, when nobody else is said to have been struck."""
    doer = _strikes_nobody_named(draft) or _from_abroad(draft)
    if doer is None:
        return
    tellers = [state for state in draft.telling_states if gazetteer.adjoin(state, doer)]
    if len(tellers) == 1 and tellers[0] != doer:
        draft.target = facing.government(tellers[0], gazetteer)


def _settle_source(draft: Draft, gazetteer: Gazetteer) -> None:
    """ "A rocket from A kills a villager of B's": A's, unless a group is said to be sheltered there that is B's foe."""
    source = draft.origin
    sent = bool(_SENT & set(draft.words)) or bool(draft.means)
    if not draft.kinetic or draft.initiator is not None or source is None or not sent or "clash" in draft.words:
        return
    struck = draft.struck or next(
        (state for state in (*draft.countries, *draft.telling_states) if state != source), None
    )
    if gazetteer.adjoin(source, struck) and (source, struck) not in gazetteer.shelters:
        draft.initiator, draft.hedged = facing.government(source, gazetteer), True


def _settle_neighbour(draft: Draft, setting: Setting, gazetteer: Gazetteer) -> None:
    """A state's attack on nobody named, in a text that speaks of it and one neighbour only: on that neighbour."""
    doer = _strikes_nobody_named(draft)
    if doer is None:
        return
    others = [state for state in setting.states if state != doer]
    if len(others) == 1 and gazetteer.adjoin(others[0], doer) and set(draft.countries) <= {others[0]}:
        shot = "shoot" in draft.words and any(
            t.what == "killed" and t.count.best and t.who in ANYBODY for t in draft.tolls
        )
        people = Party(name="civilians", kind=PartyKind.CIVILIANS, state=others[0])
        draft.target = people if shot else facing.government(others[0], gazetteer)


def _is_nobodys(doer: Party | None) -> bool:
    """Nobody, or "soldiers" of whom the text doesn't say whose they are."""
    return doer is None or (doer.kind == PartyKind.STATE_FORCES and doer.state is None and doer.entity is None)


def _settle_clash(draft: Draft, setting: Setting, gazetteer: Gazetteer) -> None:
    """A clash of nobody named, in a text that names two states as a pair, is between their forces; the dead are the second's if of neither.

    Where the text speaks of gunmen or of a crowd, it is they with whom somebody clashed.
    """
    if setting.gunmen or (draft.crowd and draft.struck is not None):
        return
    struck = draft.target
    pair = setting.pair
    if pair is None and draft.target_common != POLICE:  # policemen clash with anybody
        pair = _neighbours(setting, gazetteer) or facing.two_sides(draft, setting, gazetteer)
    near = setting.border_word or draft.at_the_line
    if not draft.kinetic or pair is None or not _is_nobodys(draft.initiator):
        return
    there = draft.title and setting.border_word and pair == setting.pair
    if not facing.may_be_both(draft, near=near, there=there):
        return
    theirs = struck is None or struck.kind in OF_STATES or (struck.state in pair and near)
    theirs = theirs or facing.is_one_of(draft)
    if not theirs and not facing.fell_between(draft, setting):
        return
    _set_sides(draft, *pair, gazetteer=gazetteer)


def _set_sides(draft: Draft, first: str, second: str, *, gazetteer: Gazetteer) -> None:
    """The forces of two states in their order, but that who was struck, and whose dead alone are counted, comes second, and whence it came first."""
    struck = draft.target
    whose = struck.state if struck is not None else None
    if whose == first or (whose is None and draft.origin == second):
        first, second = second, first
    draft.initiator = replace(facing.government(first, gazetteer), kind=PartyKind.STATE_FORCES)
    if struck is None or struck.state is None:
        draft.target = replace(facing.government(second, gazetteer), kind=PartyKind.STATE_FORCES)
    if facing.only_fell(draft, first):
        draft.initiator, draft.target = draft.target, draft.initiator


def _neighbours(setting: Setting, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """The only two states of a text that speaks of a border, when they share one."""
    if not setting.border_word or len(setting.states) != _BOTH or not gazetteer.adjoin(*setting.states):
        return None
    return setting.states[0], setting.states[1]
