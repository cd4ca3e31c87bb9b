"""Which border an act belongs to.

Decides the home from the two states an act concerns, the place where it happened, or who is said to shelter the group. Doesn't decide
whether that border is watched.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.extraction.drafts import Draft
from monitor.extraction.words.steps import CONDEMNED, DETAINED, TRUCE
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import Party, PartyKind, PlacePoint
from monitor.model.rulebook import Place

TOGETHER = (
    "diplo_coop.contact",
    "diplo_coop.agreement",
    "diplo_coop.relations",
    "diplo_coop.joint_exercise",
    "material_deesc.ceasefire",
)
"""What two states do together: a text that names them as a pair means that pair."""

_AT_A_PLACE = ("coercion.", "material_deesc.", "posture.", "society.")
"""Acts that a place on a line makes that border's; mere words about a place don't."""

_AT_A_LINE = ("coercion.", "posture.exercise", "posture.deployment", "posture.alert", "material_deesc.reopening")
"""What states do at a line, also about a third that sails up to it, or whose goods go over it."""


_ACROSS = ("force_state", "force_nonstate.indirect_fire")
"""Acts that come from another state's ground by their nature."""

_SAID = (
    "diplo_hostile.accuse",
    "diplo_hostile.condemn",
    "diplo_hostile.threat",
    "diplo_coop.contact",
    "diplo_coop.concil",
)
"""What somebody says to somebody: where a text names neither, two states it names are a border only as neighbours."""

_BY_OTHERS = (CONDEMNED, "material_deesc.observers")
"""What outsiders say of a border, and what they do there."""
COMMENTS = ("diplo_coop.mediation", "diplo_coop.restraint", "diplo_coop.third_party", "diplo_hostile.third_party")


@dataclass(slots=True, kw_only=True)
class Setting:
    """What the item as a whole says of states: ``states`` by how often and early they are named, ``pair`` written as one ("A-B border").

    ``lines``: those whose border is named ("near A's border"); ``hosts``: those said to shelter a group that is named. ``home``: the
    state at home in the item's language, which its press needn't name. ``gunmen``: it speaks of attackers whom nobody knows. ``places``: those
    that it names, whatever happened there. Never changed.
    """

    states: tuple[str, ...]
    pair: tuple[str, str] | None = None
    border_word: bool = False
    lines: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    home: str = ""
    gunmen: bool = False
    places: tuple[Place, ...] = ()


def pair(one: str | None, other: str | None) -> str | None:
    """``IR-PK`` for two different states."""
    if not one or not other or one == other:
        return None
    return "-".join(sorted((one, other)))


def home(draft: Draft, event: str, *, gazetteer: Gazetteer, setting: Setting) -> str | None:
    """The border, or None: an act without a border is kept, and counted, in a lane of its own."""
    if draft.kinetic:
        return _of_force(draft, event, gazetteer=gazetteer, setting=setting)
    return _of_words(draft, event, gazetteer=gazetteer, setting=setting)


def _of_force(draft: Draft, event: str, *, gazetteer: Gazetteer, setting: Setting) -> str | None:
    doer = draft.doer
    struck = draft.struck
    scene = draft.countries
    if doer:
        return _struck_by(doer, draft, gazetteer=gazetteer, setting=setting)
    country = next((state for state in (*scene, struck) if state), None)
    if not scene and _is_guests(draft, gazetteer):
        country = None  # "a B student dies in the R's raid": from where the R comes, B is far
    if draft.origin and scene and draft.origin != scene[0]:
        return pair(draft.origin, scene[0])
    home = _of_guests(draft, gazetteer, setting)
    if home is not None:
        return home
    if struck and scene and struck != scene[0] and gazetteer.adjoin(struck, scene[0]):
        return pair(struck, scene[0])
    if country is None:
        found = _whence(draft, gazetteer) or _named_pair(setting) or _line_of(draft.places, gazetteer, setting)
        found = found or _of_group(draft, gazetteer, setting)
        return found or (_first_two(setting.states, gazetteer) if setting.border_word else None)
    across = event.startswith(_ACROSS)
    return _at_place(draft, country, gazetteer=gazetteer, setting=setting, state_act=across)


def _of_guests(draft: Draft, gazetteer: Gazetteer, setting: Setting) -> str | None:
    """ "On the border of A and B three Cs", "three Cs killed in A near D": whose border it is, where people of a neighbour were struck."""
    struck, scene = draft.target, draft.countries
    if struck is None or struck.state is None or struck.state in scene[:1]:
        return None
    if struck.kind == PartyKind.STATE_FORCES and setting.pair is not None and setting.border_word:
        far = not any(gazetteer.adjoin(struck.state, side) for side in setting.pair)
        return (
            pair(*setting.pair) if far and struck.state not in setting.pair else None
        )  # "C's post on the border of A and B"
    if struck.kind != PartyKind.CIVILIANS:
        return None
    line = _line_of(draft.places, gazetteer, setting) if scene and gazetteer.adjoin(struck.state, scene[0]) else None
    if draft.origin and not scene:
        line = pair(draft.origin, _beside(draft.origin, struck.state, gazetteer, setting)) or _whence(draft, gazetteer)
    both = setting.pair if setting.border_word else None
    return line or (pair(*both) if both is not None and struck.state not in both else None)


def _is_guests(draft: Draft, gazetteer: Gazetteer) -> bool:
    """Whether people of a state were struck that lies far from the ground of the group that did it."""
    struck, host = draft.target, gazetteer.host(draft.initiator.entity) if draft.initiator is not None else None
    people = struck is not None and struck.kind == PartyKind.CIVILIANS and struck.state is not None
    return people and host is not None and struck is not None and not gazetteer.adjoin(struck.state, host)


def _whence(draft: Draft, gazetteer: Gazetteer) -> str | None:
    """An act from another state's ground, by the account of a neighbour that doesn't say where."""
    tellers = (teller for teller in draft.said_by if draft.origin and gazetteer.adjoin(teller, draft.origin))
    return next((pair(draft.origin, teller) for teller in tellers), None)


def _struck_by(doer: str, draft: Draft, *, gazetteer: Gazetteer, setting: Setting) -> str | None:
    """The doer's border with the state whose ground or forces were struck; people of a third state say nothing of it."""
    target = draft.target
    struck = target.state if target else None
    if target is not None and struck and target.kind == PartyKind.STATE_FORCES and gazetteer.adjoin(doer, struck):
        return pair(doer, struck)
    line = _beside(doer, struck, gazetteer, setting)
    civilians = target is not None and target.kind == PartyKind.CIVILIANS
    guest = civilians and (line is not None or not gazetteer.adjoin(doer, struck))
    near = civilians and gazetteer.adjoin(doer, struck)  # a town of a third state's is mistaken for another of its name
    places = (*(c for c in draft.countries if not near or gazetteer.adjoin(doer, c)), line if guest else struck)
    where = next((country for country in places if country and country != doer), None)
    if civilians and (told := _told_elsewhere(doer, struck, draft, gazetteer, setting)):
        return told
    abroad = where or _host(draft, gazetteer, not_=doer)
    if abroad is None and guest:
        abroad = next((state for state in setting.states if gazetteer.adjoin(doer, state)), struck)
    return pair(doer, abroad) or _at_home(draft, doer, gazetteer=gazetteer, setting=setting)


def _told_elsewhere(doer: str, struck: str | None, draft: Draft, gazetteer: Gazetteer, setting: Setting) -> str | None:
    """ "A shoots a C-ish herder" at a place of nobody's on its line with B: there; "A says B's gunmen killed two Cs": on A's border with B."""
    line = None if draft.countries else _line_of(draft.places, gazetteer, setting)
    ends = line.split("-") if line else []
    if doer in ends and struck not in ends:
        return line
    others = {*draft.telling_states} - {doer, struck} if {doer}.issuperset(draft.countries) else set()
    tellers = [teller for teller in others if gazetteer.adjoin(teller, doer)]
    return pair(doer, tellers[0]) if len(tellers) == 1 else None


def _beside(doer: str, struck: str | None, gazetteer: Gazetteer, setting: Setting) -> str | None:
    """ "On the border of A and B three Cs": the state whose border with the doer's the text names, where others were struck."""
    named = (*setting.lines, *(setting.pair if setting.pair and setting.border_word and doer in setting.pair else ()))
    lines = [state for state in named if state != doer and gazetteer.adjoin(doer, state)]
    return None if struck in lines else next(iter(lines), None)


def _of_group(draft: Draft, gazetteer: Gazetteer, setting: Setting) -> str | None:
    """A group's act of which no place is told: at the line that the text names ("takes the crossing to C"), else between who is said to shelter it
    and who says so."""
    parties = (draft.initiator, draft.target)
    actors = (gazetteer.actors.get(party.entity or "") for party in parties if party is not None)
    group = next((actor for actor in actors if actor is not None and actor.hosted_by), None)
    if group is None or group.hosted_by is None:
        return None
    return _named_line(group.hosted_by, gazetteer, setting) or pair(group.hosted_by, group.hosted_according_to)


def _at_home(draft: Draft, doer: str, *, gazetteer: Gazetteer, setting: Setting) -> str | None:
    """Force on the doer's own or disputed soil: the other state the item speaks of, unless the ground lies on a line with a third."""
    line = _line_of(draft.places, gazetteer, setting)
    if line is not None and doer in line.split("-"):
        return line
    other = _counterpart(doer, gazetteer, setting) or next((host for host in setting.hosts if host != doer), None)
    return pair(doer, other or _own_line(doer, gazetteer, setting))


def _own_line(doer: str, gazetteer: Gazetteer, setting: Setting) -> str | None:
    """ "A's guards shoot a man at the border", in a language at home next door: its own, where nobody else's is named."""
    home = setting.home if setting.border_word and set(setting.states) <= {doer, setting.home} else ""
    return home if home and gazetteer.adjoin(doer, home) else None


def _host(draft: Draft, gazetteer: Gazetteer, *, not_: str | None) -> str | None:
    """The state where the group of an act stays, else the one that stands behind it: of a group that holds a neighbour's ground."""
    for party in (draft.target, draft.initiator):
        actor = gazetteer.actors.get(party.entity or "") if party else None
        if actor is None or party is None or party.kind != PartyKind.NONSTATE_GROUP:
            continue
        behind = actor.hosted_by or actor.backed_by
        if behind and behind != not_:
            return behind
    return None


def _at_place(draft: Draft, country: str, *, gazetteer: Gazetteer, setting: Setting, state_act: bool) -> str | None:
    """A group's attack, or one by hands unknown: the host of the group, the line close by, or the border that the text names."""
    if draft.origin and draft.origin != country:
        return pair(country, draft.origin)
    shelter = _host(draft, gazetteer, not_=country)
    if shelter is not None:
        return _across(draft, country, shelter, gazetteer=gazetteer, setting=setting)
    if setting.pair and country in setting.pair:
        return pair(*setting.pair)
    for point in draft.places:
        place = gazetteer.places.get(point.entity)
        near = gazetteer.border_near(place, setting.states) if place else None
        if near is not None and country in near.split("-"):
            return near
    named = _of_foe(draft, country, gazetteer, setting, struck=state_act) or _named_line(country, gazetteer, setting)
    if named is not None:
        return named
    blamed = "blames_neighbour" in draft.traits or state_act or setting.border_word
    return pair(country, _counterpart(country, gazetteer, setting)) if blamed else None


def _of_foe(draft: Draft, country: str, gazetteer: Gazetteer, setting: Setting, *, struck: bool) -> str | None:
    """A group that stays in a country is struck there by whose foe it is, or strikes him, who is named: "the R, based in B, killed nine: A"; a
    mission is struck at the line that it keeps."""
    group = gazetteer.actors.get(draft.target.entity or "") if draft.target else None
    kept = group is not None and group.kind == PartyKind.ORGANISATION
    slain = draft.doer is None and "kill" in draft.words  # "R commander slain in D", far from any line
    if group is not None and (struck or kept or slain) and group.hosted_by == country and group.hosted_according_to:
        return pair(country, group.hosted_according_to)
    foe = _accuser(draft, gazetteer)
    return pair(country, foe) if foe in setting.states and gazetteer.adjoin(country, foe) else None


def _across(draft: Draft, country: str, shelter: str, *, gazetteer: Gazetteer, setting: Setting) -> str | None:
    """From whose ground a group came to the country it struck: that border, unless the two are no neighbours or the ground is disputed."""
    victim = _accuser(draft, gazetteer)
    line = _line_of(draft.places, gazetteer, setting)
    named = _named_line(country, gazetteer, setting) if shelter not in setting.lines else None
    if named is not None and victim == country:
        return named  # "near A's border with C", of a group that B is said to shelter
    near = gazetteer.adjoin(country, shelter)
    if near and victim and line and victim in line.split("-") and country in line.split("-"):
        return pair(shelter, victim)
    if near:
        return pair(country, shelter)
    return (
        _named_line(country, gazetteer, setting) or _named_line(shelter, gazetteer, setting) or pair(country, shelter)
    )


def _accuser(draft: Draft, gazetteer: Gazetteer) -> str | None:
    actor = gazetteer.actors.get(draft.initiator.entity or "") if draft.initiator else None
    return actor.hosted_according_to if actor is not None else None


def _named_line(state: str, gazetteer: Gazetteer, setting: Setting) -> str | None:
    """ "On A's border": A's line with this state, when they share one."""
    return next((pair(state, line) for line in setting.lines if gazetteer.adjoin(state, line)), None)


def _named_pair(setting: Setting) -> str | None:
    return pair(*setting.pair) if setting.pair else None


def _counterpart(state: str, gazetteer: Gazetteer, setting: Setting) -> str | None:
    """The other state the item speaks of: one with a watched border first, then a neighbour by land, then one over a sea, else the first named."""
    others = [other for other in setting.states if other != state]
    watched = next((other for other in others if pair(state, other) in gazetteer.borders), None)
    lone = gazetteer.only_neighbour(state) if setting.border_word and not others else None
    beside = [other for other in others if gazetteer.adjoin(state, other)]
    near = next((other for other in beside if gazetteer.share_land(state, other)), next(iter(beside), None))
    neighbour = near or next(iter(others), None)
    return watched or neighbour or lone  # "at A's border", where A has but one


def _of_words(draft: Draft, event: str, *, gazetteer: Gazetteer, setting: Setting) -> str | None:
    doer = _speaks_for(draft.initiator, gazetteer)
    other = _speaks_for(draft.target, gazetteer)
    # Who condemns what others do to each other, or watches over them, is at their border.
    if event.startswith(_BY_OTHERS) and setting.border_word and setting.pair and doer not in setting.pair:
        return pair(*setting.pair)  # "C condemns the killing of its miners on the border of A and B"
    if event.startswith(TOGETHER) and setting.pair is not None:
        return pair(*setting.pair)
    if event.startswith(COMMENTS):
        own = other is None and _is_of_their_own(doer, gazetteer, setting)
        return pair(*setting.pair) if own and setting.pair else _between_others(doer, gazetteer, setting)
    pairs = (
        setting.pair if setting.pair and gazetteer.adjoin(*setting.pair) else ()
    )  # "A and C condemn B" names no border of theirs
    between = event.startswith(DETAINED) and (not setting.border_word or gazetteer.adjoin(doer, other))
    # People of any state are held, and that is between the two, unless they came from afar to a border with a third.
    if event.startswith(_AT_A_LINE) and not between and (line := _line_beside(doer, other, gazetteer, setting)):
        return line
    if doer and other and doer != other and not (doer in pairs and other not in pairs):
        condemned = event.startswith(CONDEMNED)
        third = gazetteer.between(doer, other, draft.countries, setting.states) if condemned else None
        return pair(other, third or doer)
    if gazetteer.adjoin(doer, other):
        return pair(doer, other)
    found = _without_the_other(draft, event, doer, other, gazetteer=gazetteer, setting=setting)
    if found is None or doer is not None or not event.startswith(DETAINED):
        return found
    return found if gazetteer.adjoin(*found.split("-")) else None  # "citizens of A and B held", neither by the other


def _line_beside(doer: str | None, other: str | None, gazetteer: Gazetteer, setting: Setting) -> str | None:
    """ "C's goods move again as A reopens B's border": of a step at a line that is named, C says nothing; of C that is no neighbour
    ("A holds a drill because of C's ship off B") A's step is on the line with the neighbour that the text names."""
    if not doer or not other or doer == other:
        return None
    lines = [state for state in setting.lines if state != doer and gazetteer.adjoin(doer, state)]
    if len(lines) == 1 and other not in lines:
        return pair(doer, lines[0])
    if gazetteer.adjoin(doer, other):
        return None
    beside = [state for state in setting.states if state != other and gazetteer.adjoin(doer, state)]
    return pair(doer, beside[0]) if len(beside) == 1 else None


def _without_the_other(
    draft: Draft, event: str, doer: str | None, other: str | None, *, gazetteer: Gazetteer, setting: Setting
) -> str | None:
    """Of words that don't say to whom: the pair that the text names, the place, or whom else it speaks of."""
    if doer and doer == other and event == TRUCE:
        return _of_group(draft, gazetteer, setting)  # "a truce between A's government and the R", who stay in A
    crossing = _line_of(draft.places, gazetteer, setting)
    if setting.pair and (doer in setting.pair or doer is None):
        far = not gazetteer.adjoin(*setting.pair) and event.startswith(_SAID)
        return crossing if far and crossing is not None else pair(*setting.pair)  # "A and B condemn violence in D"
    if crossing is not None and event.startswith(_AT_A_PLACE) and (doer is None or doer in crossing.split("-")):
        return crossing
    if (
        draft.initiator is not None
        and doer != draft.initiator.state
        and not _counterpart(doer or "", gazetteer, setting)
    ):
        return _of_group(draft, gazetteer, setting)
    named = _named_line(doer, gazetteer, setting) if doer and event.startswith(_AT_A_PLACE) else None
    if named is not None:
        return named
    own = doer or other
    return pair(own, _counterpart(own, gazetteer, setting)) if own else _of_nobody(event, gazetteer, setting)


def _of_nobody(event: str, gazetteer: Gazetteer, setting: Setting) -> str | None:
    found = _first_two(setting.states, gazetteer)
    apart = found is not None and event.startswith(_SAID) and not gazetteer.adjoin(*found.split("-"))
    return None if apart else found


def _speaks_for(party: Party | None, gazetteer: Gazetteer) -> str | None:
    """A party's state; a group's truce, threat or talks are on the border of the state that is said to shelter it."""
    if party is None or party.state:
        return party.state if party else None
    actor = gazetteer.actors.get(party.entity or "")
    return actor.hosted_by if actor is not None and party.kind == PartyKind.NONSTATE_GROUP else None


def _line_of(points: Sequence[PlacePoint], gazetteer: Gazetteer, setting: Setting) -> str | None:
    if not points:
        return None
    places = (gazetteer.places.get(point.entity) for point in points)
    lines = (gazetteer.border_near(place, setting.states) for place in places if place is not None)
    return next((near for near in lines if near), None)


def _is_of_their_own(speaker: str | None, gazetteer: Gazetteer, setting: Setting) -> bool:
    """ "A and B call for a truce after talks in C": two neighbours who speak together, where no two others are named."""
    if setting.pair is None or speaker not in setting.pair or not gazetteer.adjoin(*setting.pair):
        return False
    return len([state for state in setting.states if state not in setting.pair]) <= 1


def _between_others(speaker: str | None, gazetteer: Gazetteer, setting: Setting) -> str | None:
    if setting.pair and speaker not in setting.pair:
        return pair(*setting.pair)
    others = [state for state in setting.states if state != speaker]
    if setting.pair and speaker in setting.pair and len(others) > len(setting.pair):
        others = [state for state in others if state not in setting.pair]  # two states appeal to two others
    return _first_two(others, gazetteer)


def _first_two(states: Sequence[str], gazetteer: Gazetteer) -> str | None:
    found = [pair(a, b) for n, a in enumerate(states) for b in states[n + 1 :]]
    watched = next((border for border in found if border in gazetteer.borders), None)
    return watched or next(iter(found), None)
