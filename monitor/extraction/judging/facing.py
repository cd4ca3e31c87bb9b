"""Who stands on the other side of a fight of which the text names one: soldiers whom a neighbour tells to have shot, two armies that clash.

Decides it from the states that the text names and from who tells of it. Doesn't read words of its own.
"""

from dataclasses import replace

from monitor.extraction.drafts import FELL, Draft
from monitor.extraction.judging.borders import Setting, pair
from monitor.extraction.judging.by_groups import BLOWS
from monitor.extraction.words.vocabulary import POST
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import Party, PartyKind
from monitor.model.rulebook import Actor

_BOTH = 2
_SOLDIERS = "soldiers"
_SNIPER = "sniper"
"""The general word of the lexicon (its ``form``) for a marksman, who at a line is a soldier."""
UNKNOWN_DOER = "unknown_doer"
"""A trait: nobody knows, says the item, who did it."""
BLAMED = "blames_neighbour"
"""A trait: somebody is accused of it, or two states lay it at each other's door."""
_SHOTS = frozenset({"kill", "shoot", "wound", "hit", "abduct"})
"""Words of what guards do to the soldiers of another state; blasts, ambushes and raids are as often a group's."""


def government(iso: str, gazetteer: Gazetteer) -> Party:
    """A state as a party, without words of a text that name it."""
    country = gazetteer.countries.get(iso)
    return Party(name=country.name if country else iso, kind=PartyKind.GOVERNMENT, state=iso)


def theirs(party: Party, iso: str, gazetteer: Gazetteer) -> Party:
    """Somebody of whom the text doesn't say whose he is ("soldiers"), once that is known: "A soldiers", as where the text says it."""
    country = gazetteer.countries.get(iso)
    named = party.entity is None and country is not None and not party.name.startswith(country.name)
    return replace(party, state=iso, name=f"{country.name} {party.name}" if named and country else party.name)


def settle(draft: Draft, setting: Setting, gazetteer: Gazetteer) -> None:
    """ "B's army says that it has shot dead a soldier of A", "rounds fired at A's men, B says": by B, on its own ground or nobody's."""
    struck = draft.target
    if not draft.kinetic or draft.initiator is not None or struck is None:
        return
    if struck.kind == PartyKind.NONSTATE_GROUP and draft.title and draft.words == ["kill"]:
        _settle_slain(draft, setting, gazetteer)
    if setting.gunmen or setting.hosts or UNKNOWN_DOER in draft.traits or not _SHOTS.issuperset(draft.words):
        return
    if struck.kind != PartyKind.STATE_FORCES or struck.state is None:
        return
    tellers = set(draft.telling_states)
    if len(tellers) == 1 and struck.state not in tellers and tellers.issuperset(draft.countries[:1]):
        teller = tellers.pop()
        if gazetteer.adjoin(teller, struck.state):
            draft.initiator = replace(government(teller, gazetteer), kind=PartyKind.STATE_FORCES)
    elif ("shoot" in draft.words and (draft.at_the_line or BLAMED in draft.traits)) or (
        "abduct" in draft.words and _is_near_a_line(draft, setting, gazetteer)
    ):
        _settle_at_line(draft, struck.state, setting, gazetteer)


def _settle_slain(draft: Draft, setting: Setting, gazetteer: Gazetteer) -> None:
    """ "A man of the R's killed in D. He ran its drones, A said": by A, whose foe the R is, where it stays and the text names nobody else."""
    struck = draft.target
    group = gazetteer.actors.get(struck.entity or "") if struck is not None else None
    foe = group.hosted_according_to if group is not None else None
    if group is None or foe is None or group.fights_host or foe not in setting.states or foe in draft.denied_by:
        return
    alone = {group.hosted_by, foe}.issuperset(setting.states) and {group.hosted_by}.issuperset(draft.countries)
    if alone and UNKNOWN_DOER not in draft.traits and not setting.gunmen:
        draft.initiator, draft.hedged = replace(government(foe, gazetteer), kind=PartyKind.STATE_FORCES), True


def _is_near_a_line(draft: Draft, setting: Setting, gazetteer: Gazetteer) -> bool:
    """Whether the text speaks of a border at all, or of two states at odds: soldiers who are led away there are led over it."""
    soldiers = draft.target_common == _SOLDIERS and len(setting.states) == _BOTH
    at_odds = soldiers and pair(*setting.states) in gazetteer.tense
    return draft.at_the_line or setting.border_word or bool(setting.lines) or at_odds


def _settle_at_line(draft: Draft, own: str, setting: Setting, gazetteer: Gazetteer) -> None:
    """ "A's soldiers fired upon at D. B says that they had no leave to pass", "A's guard shot dead, A and B trade blame": by the only neighbour that
    the text names, unless it shelters A's foes and the two don't lay it at each other's door."""
    others = [state for state in setting.states if state != own]
    if len(others) != 1 or not gazetteer.adjoin(own, others[0]):
        return
    both = BLAMED in draft.traits and setting.pair is not None  # they dispute which of them it was
    if (others[0], own) in gazetteer.shelters and not both:
        return
    draft.initiator = replace(government(others[0], gazetteer), kind=PartyKind.STATE_FORCES)
    draft.hedged = True


def settle_sniper(draft: Draft, setting: Setting, gazetteer: Gazetteer) -> None:
    """ "Soldier shot by a sniper", in a text of A and one neighbour, and of no group: the neighbour's, says A; "from A's side": A's."""
    doer, struck = draft.initiator, draft.target
    if doer is None or doer.name != _SNIPER or setting.hosts or struck is None:
        return
    if struck.kind != PartyKind.STATE_FORCES and draft.origin is None:
        return
    foe, own = _sniper_and_shot(draft, struck, setting)
    if foe is None or (own is not None and not gazetteer.adjoin(own, foe)) or (own is None and draft.origin is None):
        return
    draft.initiator = replace(government(foe, gazetteer), kind=PartyKind.STATE_FORCES, spans=doer.spans)
    draft.hedged = True
    if own is not None:
        draft.target = theirs(struck, own, gazetteer)


def _sniper_and_shot(draft: Draft, struck: Party, setting: Setting) -> tuple[str | None, str | None]:
    """Whose the sniper is, and whose he shot: the one from whose side it came, or the only other state of the text."""
    foe = draft.origin
    tellers = (state for state in draft.telling_states if state != foe)
    own = struck.state or next(tellers, None)
    others = [state for state in setting.states if state not in {own, foe}]
    if foe is None:
        return (others[0] if len(others) == 1 else None), own
    return foe, own or (others[0] if len(others) == 1 else None)


def two_sides(draft: Draft, setting: Setting, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """Who clashed, where soldiers or nobody's people fell in a clash and the text names two neighbours and no group.

    The second is the one on whose ground it was, else the one that tells of it.
    """
    struck = draft.target
    soldiers = (
        draft.initiator is not None and draft.initiator.kind == PartyKind.STATE_FORCES
    )  # of whom nobody says whose
    fell = (
        struck.kind == PartyKind.STATE_FORCES or is_one_of(draft)
        if struck is not None
        else soldiers or _somebody_fell(draft)
    )
    if not fell or draft.crowd or setting.hosts or len(setting.states) != _BOTH:
        return None
    one, other = setting.states
    if not gazetteer.adjoin(one, other) or not set(draft.countries) <= {one, other}:
        return None
    second = next((state for state in (*draft.countries, *draft.telling_states) if state in setting.states), other)
    return (other, one) if second == one else (one, other)


def only_fell(draft: Draft, state: str) -> bool:
    """ "A mourns four soldiers. There were clashes with B": whether all the dead that a fight's text counts are of this state."""
    dead = {toll.state for toll in draft.tolls if toll.what == "killed" and toll.count.best}
    return dead == {state}


def are_of_an_army(draft: Draft, home: str | None, *, gazetteer: Gazetteer, setting: Setting) -> bool:
    """Rockets of nobody named that come down at a tense line, where neither state has groups for foes that are said to stay next door."""
    if draft.initiator is not None or draft.origin or home not in gazetteer.tense or setting.hosts or setting.gunmen:
        return False
    if any(foe in home.split("-") for _, foe in gazetteer.shelters):
        return False
    return UNKNOWN_DOER not in draft.traits and BLOWS.issuperset(set(draft.words) - FELL)


def is_one_of(draft: Draft) -> bool:
    """ "A gun battle: two Bs dead": who fell in a fight of arms and is only called by his people's name bore arms."""
    struck = draft.target
    people = struck is not None and struck.kind == PartyKind.CIVILIANS and struck.state is not None
    by_name = draft.target_common in {"", PartyKind.CIVILIANS}
    return people and by_name and draft.words[:1] == ["clash"] and not draft.crowd


def _somebody_fell(draft: Draft) -> bool:
    """Whether dead or wounded are counted who are not said to be civilians."""
    return any(toll.count.best and toll.who in {"", PartyKind.STATE_FORCES} for toll in draft.tolls)


def seat(draft: Draft, gazetteer: Gazetteer) -> list[str]:
    """The state in which a body's troops that were struck stand: "fires at a U post"."""
    struck = draft.target
    host = gazetteer.host(struck.entity) if struck is not None and struck.kind == PartyKind.ORGANISATION else None
    return [host] if host and host not in draft.located else []


def may_be_foes(foe: str | None, group: Actor | None, draft: Draft, setting: Setting) -> bool:
    """Whether soldiers whom a group strikes where it stays may be its foe's: not posts, and not in its war with its host."""
    at_war = group is not None and group.fights_host and foe not in setting.states
    return not at_war and draft.target_common != POST  # an "army camp" there is its host's


def foe_of(group: Actor | None, setting: Setting) -> str | None:
    """Who says that a neighbour shelters the group, or whom it makes war on; in a text that speaks of another state alone, that one."""
    if group is None or group.hosted_according_to is None:
        return None
    if group.fights_host and group.hosted_according_to not in setting.states:
        return group.hosted_by
    alone = len(setting.states) == 1 and setting.states[0] != group.hosted_by
    return setting.states[0] if alone else group.hosted_according_to


def may_be_both(draft: Draft, *, near: bool, there: bool) -> bool:
    """Whether two who are named as a pair may have fought: a clash, or fire at a line (``near``) at nobody named; "shots fired across the A-B
    border" (``there``), of which nobody died, are fired at neither alone."""
    struck = draft.target
    if "clash" not in draft.words:
        aside = struck is None or (there and struck.kind == PartyKind.GOVERNMENT and not draft.tolls)
        if not (near and aside and {"shoot", "shell"} & set(draft.words)):
            return False
    return there or bool(draft.deadly or draft.tolls or draft.places or draft.means or draft.initiator)


def fell_between(draft: Draft, setting: Setting) -> bool:
    """ "Border clashes leave homes destroyed": those of nobody's side, whom neither set out to strike."""
    struck = draft.target
    nobodys = struck is not None and struck.kind == PartyKind.CIVILIANS and struck.state is None
    return nobodys and setting.border_word and "clash" in draft.words
