"""From scenes to drafts: every trigger with its roles, means, places, times and tolls.

Decides what of a sentence belongs to which of its acts. Doesn't join acts over sentences, nor name the kind of event.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.extraction import casualties, modes, parties, roles, triggers
from monitor.extraction.casualties import Toll
from monitor.extraction.drafts import Draft
from monitor.extraction.gazetteer import Gazetteer
from monitor.extraction.modes import Frame
from monitor.extraction.parties import PartyAt
from monitor.extraction.scene import LOCATIVE, Scene
from monitor.extraction.triggers import Trigger
from monitor.model.reports import Mode, Party, PartyKind, PlacePoint
from monitor.text.event_times import TimeCue

_CLOSING = ("coercion.crossing_closed", "material_deesc.reopening")
"""Shops close and roads reopen: these words count only of a border, a crossing or airspace."""

_ENVOYS = frozenset({"envoy", "embassy"})
"""General words of the lexicon (its ``form``) without which "recalls" and "summons" are not diplomacy."""

TRAITS_OF: tuple[tuple[str, frozenset[str]], ...] = (
    ("diplo_hostile.threat", frozenset({"force_threat", "deadline"})),
    ("diplo_hostile.ultimatum", frozenset({"force_threat", "deadline"})),
    ("diplo_hostile.accuse", frozenset({"harbouring"})),
    ("diplo_hostile.envoy_recalled", frozenset({"visits_suspended", "envoy_barred"})),
    ("diplo_hostile.talks", frozenset({"visits_suspended"})),
    ("diplo_hostile.condemn", frozenset({"unprovoked", "joint_condemnation"})),
    ("diplo_coop.concil", frozenset({"joint_condemnation"})),
    ("diplo_coop.contact", frozenset({"both_sides", "hotline", "minister_level", "return_announced"})),
    ("diplo_coop.visit", frozenset({"visit_announced", "visit_made", "minister_level"})),
    ("diplo_coop.agreement", frozenset({"both_sides", "minister_level", "return_announced", "visit_announced"})),
    ("diplo_coop.relations", frozenset({"return_announced", "returned", "both_sides"})),
    ("material_deesc.reopening", frozenset({"after_dispute"})),
    ("material_deesc.ceasefire", frozenset({"both_sides"})),
    ("coercion.", frozenset({"after_dispute"})),
    ("society.", frozenset({"demands_force"})),
)
_BY_EACH = ("diplo_coop.restraint", "diplo_coop.mediation_offer")
_OF_FORCE = frozenset(
    {
        "only_group_targeted", "foreign_victims", "minimised", "no_damage", "named_operation", "publicly_claimed", "prior_notice",
        "blames_neighbour", "unprovoked", "truce_breach",
    }
)  # fmt: skip


class Act:
    """A sentence read: its parties and triggers, and the drafts that came of them."""

    __slots__ = ("drafts", "parties", "places", "scene", "tolls", "triggers")

    def __init__(self, scene: Scene, found: list[PartyAt], words: list[Trigger]) -> None:
        self.scene = scene
        self.parties = found
        self.triggers = words
        self.drafts: list[Draft] = []
        self.tolls: list[Toll] = []
        self.places: list[PlacePoint] = []


def perceive(scene: Scene, gazetteer: Gazetteer) -> Act:
    """The parties and triggers of a sentence."""
    found = parties.find(scene, gazetteer)
    return Act(scene, found, triggers.find(scene, found))


def draft(act: Act, whole: Frame, gazetteer: Gazetteer) -> None:
    """Make the sentence's drafts and hand its tolls to the one that they belong to."""
    scene = act.scene
    points = _points(scene, gazetteer)
    act.places = [point for _, point in points]
    cues = times(scene)
    act.tolls = casualties.tally(scene).tolls if any(mark.has("count") for mark in scene.marks) else []
    spoken = said(act)
    for trigger in act.triggers:
        if trigger.value.startswith(_CLOSING) and not _at_border(scene, trigger, points):
            continue
        if trigger.of_envoys and not _has_envoy(act):
            continue
        made = _draft(act, trigger, whole)
        if trigger.value == "seize" and trigger.voice == "passive" and made.initiator is None:
            continue  # people captured by nobody named were arrested
        low, high = scene.window(trigger.first)
        near = _near(scene, trigger, points, gazetteer)
        made.places = near
        made.means = _means(scene, low, high) if trigger.kinetic else []
        made.times = list(cues)
        made.said_by = list(spoken)
        if not trigger.kinetic and any(
            mark.has("trait", "both_sides") for mark in scene.marks if low <= mark.first < high
        ):
            made.traits.add("both_sides")
        if trigger.kinetic:
            _own_up(act, made)
        act.drafts.extend(_split(act, trigger, made))
    _hand_out_tolls(act)


def _near(
    scene: Scene, trigger: Trigger, points: Sequence[tuple[int, PlacePoint]], gazetteer: Gazetteer
) -> list[PlacePoint]:
    """The places of the act's own clause, else those of the sentence that no other act of force claims."""
    low, high = scene.window(trigger.first)
    inside = [point for at, point in points if low <= at < high]
    return inside or [point for at, point in points if not gazetteer.is_capital(point) and not _has_act(scene, at)]


def _has_envoy(act: Act) -> bool:
    return any(
        party.common in _ENVOYS or (party.entity and party.kind == PartyKind.GOVERNMENT) for party in act.parties
    )


def _own_up(act: Act, made: Draft) -> None:
    """Whoever tells of a strike abroad, and names nobody else, tells of its own; so does a group of its attack."""
    if made.initiator is not None or not (made.voice == "verb" or _is_group(made)):
        return
    speaker = next((party for party in act.parties if party.speaker and not party.person), None)
    if speaker is None or speaker.kind == PartyKind.CIVILIANS:
        return
    abroad = [country for country in made.countries if country != speaker.state]
    if (
        speaker.kind == PartyKind.NONSTATE_GROUP
        or (speaker.kind == PartyKind.STATE_FORCES and speaker.state is None)
        or (speaker.state and abroad)
    ):
        made.initiator = speaker.party(act.scene)


def _is_group(made: Draft) -> bool:
    return made.target is not None and made.target.kind == PartyKind.NONSTATE_GROUP


def _split(act: Act, trigger: Trigger, made: Draft) -> list[Draft]:
    if trigger.value.startswith(_BY_EACH):
        return _split_by_subject(act, trigger, made)
    return _split_by_country(made)


def _split_by_subject(act: Act, trigger: Trigger, made: Draft) -> list[Draft]:
    """ "Qatar, Saudi Arabia urge restraint" is one appeal by each."""
    subjects = _listed(act, trigger)
    made.target = None
    if len(subjects) < 2:
        return [made]
    return [
        replace(made, words=list(made.words), evidence=list(made.evidence), initiator=party.party(act.scene))
        for party in subjects
    ]


def _listed(act: Act, trigger: Trigger) -> list[PartyAt]:
    """The subjects right before a verb, joined by nothing but commas and "and"."""
    found: list[PartyAt] = []
    edge = trigger.first
    for party in reversed(act.parties):
        if party.last > edge:
            continue
        joint = act.scene.mark_before(edge)
        gap = edge - party.last - (joint.last - joint.first if joint is not None and joint.has("role", "and") else 0)
        if not party.state or party.adjective or gap > 0:
            break
        found.insert(0, party)
        edge = party.first
    return found


def _draft(act: Act, trigger: Trigger, whole: Frame) -> Draft:
    scene = act.scene
    found = roles.assign(scene, trigger, act.parties)
    evidence = [scene.span(trigger.first, trigger.last)]
    evidence += [scene.span(party.first, party.last) for party in (found.initiator, found.target) if party is not None]
    return Draft(
        kinetic=trigger.kinetic,
        words=[trigger.value],
        mode=modes.of(scene, trigger, whole),
        main=trigger.main,
        title=scene.title,
        voice=trigger.voice,
        initiator=found.initiator.party(scene) if found.initiator else None,
        target=found.target.party(scene) if found.target else None,
        target_common=found.target.common if found.target else "",
        located=list(dict.fromkeys(found.located)),
        evidence=evidence,
        hedged=whole.hedged and any(mark.has("mode", "hedged") for mark in scene.marks),
    )


def _points(scene: Scene, gazetteer: Gazetteer) -> list[tuple[int, PlacePoint]]:
    """Places of incidents in the sentence: no datelines, no meeting places, capitals only as places things happen in."""
    points: list[tuple[int, PlacePoint]] = []
    for named in scene.named:
        place = (named.place or named.town) if named else None
        if named is None or place is None or place.never_incident or _is_dateline(scene, named.first, named.last):
            continue
        if (place.capital or named.name.what == "capital") and scene.cue(named.first, named.last) not in LOCATIVE | {
            "at",
            "on",
        }:
            continue
        points.append((named.first, gazetteer.point(place, scene.span(named.first, named.last))))
    return points


def _is_dateline(scene: Scene, first: int, last: int) -> bool:
    """A town in capitals that opens a text, set off by a colon, dash or bracket."""
    if scene.title or first != scene.first or last not in scene.hard:
        return False
    return scene.passage.folded.written(first, last).isupper()


def _at_border(scene: Scene, trigger: Trigger, points: Sequence[tuple[int, PlacePoint]]) -> bool:
    return (
        any(mark.has("role", "border") for mark in scene.marks)
        or any(point.precision <= 2 for _, point in points)
        or trigger.last - trigger.first > 1
    )


def _means(scene: Scene, low: int, high: int) -> list[str]:
    """Of the act's clause, else of the sentence: "missiles hit a village, killing two"."""
    signs = [(mark.first, sign.value) for mark in scene.marks for sign in mark.signs if sign.group == "means"]
    near = [value for at, value in signs if low <= at < high]
    return list(dict.fromkeys(near or [value for at, value in signs if not _has_act(scene, at)]))


def _has_act(scene: Scene, token: int) -> bool:
    """Whether the clause around a token has an act of its own, to which its means belong."""
    low, high = scene.window(token)
    return any(mark.has("kinetic") for mark in scene.marks if low <= mark.first < high)


def times(scene: Scene) -> list[TimeCue]:
    """What the sentence says of when."""
    cues: list[TimeCue] = []
    for mark in scene.marks:
        for sign in mark.signs:
            if sign.group != "time":
                continue
            if sign.value == "month":
                day = next(
                    (
                        n.count.best
                        for n in scene.numbers
                        if n.digits and (n.last == mark.first or n.first == mark.last)
                    ),
                    0,
                )
                if 1 <= day <= 31:
                    cues.append(TimeCue("month", int(sign.form), day))
            else:
                cues.append(TimeCue(sign.value, int(sign.form) if sign.form.isdecimal() else 0))
    return cues


def said(act: Act) -> list[str]:
    """Who says it: officials by their state, groups by their id; whoever protests against an act says that it happened, too."""
    speakers = [party for party in act.parties if party.speaker]
    for trigger in act.triggers:
        if not trigger.kinetic and trigger.value.startswith("diplo_hostile"):
            found = roles.assign(act.scene, trigger, act.parties).initiator
            speakers += [found] if found else []
    return list(dict.fromkeys(party.state or party.entity or "" for party in speakers if party.state or party.entity))


def _split_by_country(made: Draft) -> list[Draft]:
    """ "Missiles at Erbil and Idlib" are two acts when the towns lie in two countries."""
    doer = made.initiator.state if made.initiator else None
    abroad = list(dict.fromkeys(place.country for place in made.places if place.country and place.country != doer))
    if not made.kinetic or doer is None or len(abroad) < 2 or made.voice == "passive":
        return [made]
    exact = {place.country for place in made.places if place.precision <= 3}
    if not set(abroad) <= exact:
        return [made]
    return [
        replace(
            made,
            words=list(made.words),
            means=list(made.means),
            places=[place for place in made.places if place.country == country],
            located=[],
            tolls=[],
            evidence=list(made.evidence),
        )
        for country in abroad
    ]


def _hand_out_tolls(act: Act) -> None:
    forces = [made for made in act.drafts if made.kinetic]
    if not forces:
        return
    for toll in act.tolls:
        _closest(toll, forces).tolls.append(toll)
    act.tolls = []


def _closest(toll: Toll, forces: Sequence[Draft]) -> Draft:
    """The act of the toll's own clause, by country when the clause names one; else the first."""
    named = [
        place
        for made in forces
        for place in made.places
        if place.span and abs(place.span.start - toll.span.start) < _SAME_CLAUSE
    ]
    if len({id(made) for made in forces}) > 1 and named:
        nearest = min(named, key=lambda place: abs((place.span.start if place.span else 0) - toll.span.start))
        found = next((made for made in forces if nearest in made.places), None)
        if found is not None:
            return found
    return next(
        (
            made
            for made in forces
            if any(abs(span.start - toll.span.start) < _SAME_CLAUSE for span in made.evidence[:1])
        ),
        forces[0],
    )


_SAME_CLAUSE = 40
"""Characters between a toll and the trigger or place it goes with."""


def traits(acts: Sequence[Act]) -> set[str]:
    """Every trait that the item's words name."""
    return {sign.value for act in acts for mark in act.scene.marks for sign in mark.signs if sign.group == "trait"}


def fitting(made: Draft, found: set[str]) -> set[str]:
    """Those traits that say something of this kind of act."""
    if made.kinetic:
        return found & _OF_FORCE
    return set[str]().union(*(found & fit for prefix, fit in TRAITS_OF if made.words[0].startswith(prefix)))


def claims(act: Act, drafts: Sequence[Draft]) -> None:
    """Who claims the item's act and who denies it; a group that claims what unknown hands did is the one that did it."""
    forces = [made for made in drafts if made.kinetic and made.mode == Mode.FACTUAL]
    if not forces:
        return
    for mark in act.scene.marks:
        if mark.has("claim", "responsibility") and not mark.has("claim", "unclaimed"):
            _claim(forces[0], _claimant(act, mark.first), act.scene)
        if mark.has("claim", "denial"):
            denier = _nearest_before(act, mark.first)
            if denier is not None and (denier.state or denier.entity):
                forces[0].denied_by.append(denier.state or denier.entity or "")


def _nearest_before(act: Act, token: int) -> PartyAt | None:
    return next((party for party in reversed(act.parties) if party.last <= token and not party.located), None)


def _claimant(act: Act, token: int) -> PartyAt | None:
    groups = [party for party in act.parties if party.kind == PartyKind.NONSTATE_GROUP]
    before = [party for party in groups if party.last <= token]
    return before[-1] if before else next(iter(groups), None)


def _claim(made: Draft, claimant: PartyAt | None, scene: Scene) -> None:
    if claimant is None:
        return
    if claimant.entity:
        made.claimed_by.append(claimant.entity)
    if made.initiator is None or (made.initiator.entity is None and made.initiator.state is None):
        made.initiator = claimant.party(scene)


def follow_up(
    acts: Sequence[Act], drafts: Sequence[Draft], states: Sequence[str], gazetteer: Gazetteer
) -> Draft | None:
    """A side counts its dead in the same breath as both sides' statements, without a word for what killed them: the other's strike.

    Only when the headline's speaker is a state, the dead are people, and exactly one other state is spoken of in words of diplomacy.
    """
    title = next((act for act in acts if act.scene.title), None)
    if title is None or not any(toll.what == "killed" for toll in title.tolls) or any(made.kinetic for made in drafts):
        return None
    teller = next((party.state for party in title.parties if party.speaker and party.state), None)
    others = [state for state in states if state != teller]
    talk = any(made.words[0].startswith(("diplo_coop", "diplo_hostile")) for made in drafts)
    if teller is None or len(others) != 1 or not talk:
        return None
    country = gazetteer.countries[others[0]].name if others[0] in gazetteer.countries else others[0]
    return Draft(
        kinetic=True,
        words=["strike"],
        mode=Mode.FACTUAL,
        main=False,
        title=True,
        initiator=Party(name=country, kind=PartyKind.GOVERNMENT, state=others[0]),
        located=[teller],
        tolls=list(title.tolls),
        said_by=[teller],
        evidence=[toll.span for toll in title.tolls],
        hedged=True,
    )


def standing_toll(acts: Sequence[Act]) -> Draft | None:
    """A headline that only brings a toll up to date ("Zahedan toll 84") is about the attack at that place."""
    title = next((act for act in acts if act.scene.title), None)
    if title is None or not title.tolls or not any(mark.has("count", "toll") for mark in title.scene.marks):
        return None
    made = Draft(kinetic=True, words=["kill"], mode=Mode.FACTUAL, main=True, title=True, tolls=list(title.tolls))
    made.evidence = [toll.span for toll in title.tolls]
    made.places = list(title.places)
    made.said_by = said(title)
    return made if made.places else None


def attribute(acts: Sequence[Act], forces: Sequence[Draft]) -> None:
    """One group named in the whole item, and nobody else to have done it: the attack is laid at its door."""
    groups = {
        party.entity: (party, act.scene)
        for act in acts
        for party in act.parties
        if party.kind == PartyKind.NONSTATE_GROUP and party.entity is not None
    }
    if len(groups) != 1 or any(mark.has("claim", "unclaimed") for act in acts for mark in act.scene.marks):
        return
    group, scene = next(iter(groups.values()))
    for made in forces:
        doer = made.initiator
        nameless = doer is None or (doer.entity is None and doer.state is None)
        suffers = made.target is not None and made.target.entity == group.entity
        if nameless and not suffers and "strike" not in made.words and not made.means_of_state:
            made.initiator = group.party(scene)
