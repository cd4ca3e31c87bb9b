"""From scenes to drafts: every trigger with its roles, means, places, times and tolls.

Decides what of a sentence belongs to which of its acts. Doesn't join acts over sentences, nor name the kind of event.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from monitor.extraction.casting import dangling, owning, roles, sightings
from monitor.extraction.casting.roles import Roles
from monitor.extraction.counting import casualties, whose
from monitor.extraction.counting.tolls import Toll
from monitor.extraction.drafts import GROUND, Draft
from monitor.extraction.gathering import charges, lookalikes, sequels, solace, splits, taking, truces
from monitor.extraction.judging import events, facing, points
from monitor.extraction.naming import headings, parties, phrases, shared, speakers
from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.needing import envoys, needs, pleas, quotes, skies, statecraft
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import background, hands, modes, objects, timing, triggers
from monitor.extraction.telling.modes import Frame
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import ACCUSED, DETAINED, PROTESTED, TRUCE, ULTIMATUM, VIOLATED
from monitor.extraction.words.vocabulary import STRUCK
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import Mode, Party, PartyKind, PlacePoint

_VISIT = "diplo_coop.visit"
_ACCUSED = ("event", ACCUSED)
_BY_NAMES = ("diplo_coop.contact", "coercion.")
"""Steps that are a state's wherever its name stands, whatever word stands between."""
_HURT = frozenset({("count", "killed"), ("count", "injured")})
_COMING = frozenset({"incursion", VIOLATED})
"""Words of going where another state is."""
_BOTH = ("trait", "both_sides")
_ACTS = frozenset({triggers.KINETIC, triggers.EVENT})
_OF_ARMS = "after_means"
"""The form of verbs of what is fired."""


class Act:
    """A sentence read: its parties and triggers, and the drafts that came of them."""

    def __init__(self, scene: Scene, gazetteer: Gazetteer) -> None:
        self.scene = scene
        self._gazetteer = gazetteer
        found = parties.find(scene, gazetteer)
        found = headings.mark(scene, found) if scene.title else found
        self.parties = speakers.mark(scene, phrases.joined(scene, shared.among(scene, found)))
        self._acting: dict[bool, list[PartyAt]] = {}
        self._roles: dict[Trigger, Roles] = {}
        self.triggers: list[Trigger] = []
        self.drafts: list[Draft] = []
        self.tolls: list[Toll] = []
        self.places: list[PlacePoint] = []

    def roles(self, trigger: Trigger) -> Roles:
        """Who did it to whom, by one of the sentence's triggers."""
        found = self._roles.get(trigger)
        if found is None:
            force, parties = trigger.kinetic, self.parties
            acting = self._acting.get(force)
            if acting is None:
                acting = self._acting[force] = roles.acting(self.scene, parties, force=force)
            found = self._roles[trigger] = roles.assign(self.scene, trigger, parties, acting)
        return found


def perceive(scene: Scene, gazetteer: Gazetteer) -> Act:
    """The parties and triggers of a sentence."""
    act = Act(scene, gazetteer)
    if not scene.senses.isdisjoint(_ACTS):
        found = triggers.find(scene, act.parties)
        found = skies.shut(scene, found) if skies.SKY in scene.senses else found
        standing = needs.satisfied(scene, found, act.parties)
        if "object" in scene.senses or (triggers.EVENT, ULTIMATUM) in scene.senses:
            standing = pleas.asked(scene, standing, act.parties)
        if standing and scene.title and scene.hard and quotes.TO in scene.senses:
            standing = quotes.addressed(scene, standing, act.parties)
        act.triggers = background.subordinate(scene, standing)
    return act


def draft(act: Act, whole: Frame, gazetteer: Gazetteer) -> None:
    """Make the sentence's drafts and hand its tolls to the one that they belong to."""
    scene = act.scene
    where = points.of(scene, gazetteer)
    act.places = [point for _, point in where]
    act.tolls = whose.told(scene, casualties.tally(scene).tolls, act.parties) if "count" in scene.senses else []
    spoken = said(act) if act.triggers else []
    for trigger in act.triggers:
        barred = trigger.needs == "with_people"  # "bars A's citizens" shuts a border wherever it says so
        if trigger.value.startswith(points.CLOSING) and not barred and not points.at_border(scene, act.parties, where):
            continue
        if trigger.value == _VISIT and not _goes_abroad(act, trigger):
            continue
        made = _draft(act, trigger, whole)
        sequels.carry_over(act, trigger, made)
        if trigger.value.startswith(lookalikes.OF) and _is_lookalike(act, trigger, made):
            continue
        near = _near(act, trigger, where, gazetteer)
        made.places = _there(near, made.located, made.origin) if len(near) > 1 else near or made.places
        made = made if made.kinetic else _as_abduction(made)
        made.located += facing.seat(made, gazetteer) if made.target is not None else []
        made.means = _means(act, trigger) if trigger.kinetic else []
        made.times = timing.times(scene, trigger)
        made.earlier = made.earlier or timing.opens_with_after(scene, trigger.first)
        made.said_by = list(spoken)
        if trigger.kinetic:
            owning.own_up(made, act.parties, scene, host=gazetteer.host)
            made.target = made.target or sequels.aimed_at(made, act.drafts, gazetteer.host)
        elif trigger.value == TRUCE or _BOTH in scene.senses:
            _between_both(act, trigger, made)
        act.drafts.extend(splits.told_by(scene, act.parties, trigger, made))
    sequels.tell(scene, act.drafts)
    if scene.title and not act.triggers:
        act.drafts.extend(_visits(act))
    _hand_out_tolls(act)


def _between_both(act: Act, trigger: Trigger, made: Draft) -> None:
    """Between whom a step is, where the clause says that it is one of both, or that it is a truce with a group."""
    low, high = trigger.clause
    if any(low <= mark.first < high for mark in act.scene.of(*_BOTH)):
        made.traits.add("both_sides")
    if trigger.value == TRUCE:
        truces.settle(act.scene, act.parties, made)


def _there(places: list[PlacePoint], located: Sequence[str], origin: str | None) -> list[PlacePoint]:
    """ "Mechanics from T killed in B's D": where a state says where it was, the places that lie there; "shells from D fall on E" fell on E."""
    if located:
        return [place for place in places if place.country in located] or places
    return [place for place in places if place.country != origin] or places if origin is not None else places


def _as_abduction(made: Draft) -> Draft:
    """ "Five of B's sailors snatched by pirates": whom gunmen of nobody's detain, they carry off."""
    doer = made.initiator
    taken = (
        made.words[0].startswith(DETAINED) and doer is not None and doer.kind == PartyKind.UNKNOWN and not doer.state
    )
    return replace(made, kinetic=True, words=["abduct"]) if taken else made


def _goes_abroad(act: Act, trigger: Trigger) -> bool:
    found = act.roles(trigger)
    guest, seen = found.initiator, next(iter(triggers.behind(act.parties, trigger)), None)
    if guest is not None and seen is not None and seen.kind == PartyKind.STATE_FORCES:
        return seen.state not in {None, guest.state}  # "visits his troops in B's south"
    return statecraft.goes_abroad(act.scene, guest, found.target)


def _is_lookalike(act: Act, trigger: Trigger, made: Draft) -> bool:
    found = act.roles(trigger)
    return lookalikes.is_one(
        act.scene,
        trigger,
        act.parties,
        doer=found.initiator,
        struck=found.target,
        by_nobody=made.initiator is None,
        by_thing=made.vague,
    )


def _visits(act: Act) -> list[Draft]:
    """ "Minister of A in B's capital: ..." without any verb is a visit."""
    made: list[Draft] = []
    if not any(named.name.what == "capital" for named in act.scene.names):
        return made
    for guest, host in pairwise(act.parties):
        high = guest.person or guest.common in envoys.VISITORS
        if high and host.capital and host.located and guest.state != host.state and host.first - guest.last <= _NEXT_TO:
            spans = [act.scene.span(guest.first, host.last)]
            made.append(
                Draft(
                    kinetic=False,
                    words=["diplo_coop.visit"],
                    mode=Mode.FACTUAL,
                    main=True,
                    title=True,
                    initiator=guest.party(act.scene),
                    target=host.party(act.scene),
                    traits={"visit_made"},
                    said_by=said(act),
                    evidence=spans,
                )
            )
    return made


def _near(
    act: Act, trigger: Trigger, where: Sequence[tuple[int, PlacePoint]], gazetteer: Gazetteer
) -> list[PlacePoint]:
    """The places of the act's own clause, else those of the sentence that no other act of force claims."""
    if not where:
        return []
    low, high = trigger.clause
    inside = [point for at, point in where if low <= at < high]
    return inside or [point for at, point in where if not gazetteer.is_capital(point) and not _acts_around(act, at)]


def _draft(act: Act, trigger: Trigger, whole: Frame) -> Draft:
    scene = act.scene
    plain = act.roles(trigger)
    told = trigger.kinetic and (not trigger.main or (trigger.value == "truce_breach" and plain.initiator is None))
    told = told or (trigger.value == DETAINED and trigger.voice == "passive" and not trigger.main)
    found = charges.charged(act, trigger, plain) if told else charges.blamed(act, trigger, plain)
    if _ACCUSED in scene.senses:
        found = charges.accused_of(act, trigger, found)
    foe = trigger.kinetic and ("role", "foe") in scene.senses and hands.are_foes(scene, trigger, found.initiator)
    doer = _doer(scene, trigger, found.initiator) if found.initiator is not None and not foe else None
    struck = found.target.party(scene) if found.target is not None else None
    if found.target is not None and found.target.cue == "from" and trigger.needs == _OF_ARMS:
        struck = None  # "rockets land from A"
    value = solace.word(scene, found) if trigger.value == PROTESTED else trigger.value
    evidence = [scene.span(trigger.first, trigger.last)]
    evidence += [span for party in (doer, struck) if party is not None for span in party.spans]
    return Draft(
        kinetic=trigger.kinetic,
        words=[events.sort_of(value, doer or _of_the_verb(act), struck, whence=found.origin is not None)],
        mode=modes.of(scene, trigger, whole),
        main=trigger.main,
        title=scene.title,
        voice=trigger.voice,
        initiator=doer,
        target=struck,
        initiator_common=found.initiator.common if found.initiator is not None else "",
        target_common=_common(act, trigger, found.target) if found.target or trigger.value == "seize" else "",
        located=_located(act, trigger, found),
        origin=found.origin,
        evidence=evidence,
        deadly=not _HURT.isdisjoint(scene.senses),
        charged=trigger.kinetic and not trigger.main and charges.is_charge(act, trigger, found),
        whence=found.initiator is not None and found.initiator.bare and found.initiator.cue == "from",
        vague=found.initiator is not None and _is_of_thing(scene, act.parties, found.initiator, trigger),
        answers=trigger.kinetic and doer is not None and ("role", "answer") in scene.senses,
        hedged=whole.hedged and scene.has("mode", "hedged"),
        even=found.even,
        began=trigger.kinetic and ("role", "first") in scene.senses and timing.was_first(scene, trigger),
        repelled=trigger.value == "attack" and ("role", "repel") in scene.senses,
        anaphoric=found.initiator is None
        and not scene.title
        and trigger.voice == "verb"
        and dangling.is_anaphor(scene, trigger),
        stranger=not trigger.kinetic and found.initiator is None and lookalikes.is_of_stranger(scene, trigger),
        foe=foe,
        sighted=trigger.needs == sightings.SEEN,
        crowd=trigger.value == "clash" and found.initiator is not None and found.initiator.kind == PartyKind.CIVILIANS,
    )


def _of_the_verb(act: Act) -> Party | None:
    """ "Soldiers seize seven in a raid": whoever did what the sentence told before made the raid, too."""
    return next((made.initiator for made in act.drafts if made.kinetic), None)


def _located(act: Act, trigger: Trigger, found: Roles) -> list[str]:
    more = _entered(act, trigger) if trigger.voice == "passive" and trigger.main else []
    return list(dict.fromkeys((*found.located, *more))) if found.located or more else []


def _doer(scene: Scene, trigger: Trigger, party: PartyAt) -> Party:
    """Who did it; what is fired from A's positions, by whoever holds them."""
    doer = party.party(scene)
    held = trigger.kinetic and doer.kind == PartyKind.UNKNOWN and doer.state and party.common in STRUCK
    return replace(doer, kind=PartyKind.STATE_FORCES) if held else doer


def _entered(act: Act, trigger: Trigger) -> list[str]:
    """ "Soldier of A shot after crossing into B": it befell him in B."""
    went = next((t for t in act.triggers if t.value in _COMING and t.first >= trigger.last and not t.main), None)
    land = next(iter(triggers.behind(act.parties, went)), None) if went is not None else None
    return [land.state] if land is not None and land.bare and land.state else []


def _common(act: Act, trigger: Trigger, struck: PartyAt | None) -> str:
    """The general word for the target; of those from whom a place is taken it is the ground."""
    if trigger.value == "seize" and taking.takes_leader(trigger, act.parties):
        return taking.SOMEBODY
    if struck is None:
        return taking.SOMEBODY if trigger.value == "seize" and taking.takes_somebody(act.scene, trigger) else ""
    if trigger.value != "seize":
        return struck.common
    named = struck.entity is not None and not struck.common and statecraft.is_site(act.scene, struck)
    return GROUND if named or struck.cue in {"from", "by"} else struck.common


def _is_of_thing(scene: Scene, parties: Sequence[PartyAt], first: PartyAt, trigger: Trigger) -> bool:
    if not first.bare or trigger.voice != "verb":
        return False
    party = _beside(scene, parties, first) if first.adjective else first
    if not party.adjective and trigger.value.startswith(_BY_NAMES):
        return False  # "A tightly shuts the border"
    if party.last >= trigger.first or not objects.is_mere_word(scene, party.last):
        return False
    written = scene.passage.folded.written
    if not party.adjective:
        return written(party.last, trigger.first).islower() and not _stands_between(scene, party, trigger)
    somebody = written(party.last, party.last + 1)[:1].isupper() and written(trigger.first, trigger.last).islower()
    return not (somebody and party.last + 1 == trigger.first)  # "A's F threatens": a name


def _beside(scene: Scene, parties: Sequence[PartyAt], first: PartyAt) -> PartyAt:
    """ "A and B hikers": the second of two adjectives of one noun, else the first."""
    joint = scene.mark_at(first.last)
    if joint is None or not joint.has("role", "and"):
        return first
    return next((p for p in parties if p.first == joint.last and p.bare and p.adjective), first)


def _stands_between(scene: Scene, party: PartyAt, trigger: Trigger) -> bool:
    """Whether anything known stands between a name and its verb, or one word that says how: "A potash firm attacks", but "A fiercely attacks"."""
    known = any(party.last <= mark.first < trigger.first for mark in scene.marks)
    return known or scene.grammar.order != "svo" or scene.passage.folded.tokens[trigger.first - 1].endswith("ly")


def _means(act: Act, trigger: Trigger) -> list[str]:
    """Of the act's clause, else of the sentence: "missiles hit a village, killing two"."""
    if "means" not in act.scene.senses:
        return []
    signs = [(mark.first, sign.value) for mark in act.scene.of("means") for sign in mark.signs if sign.group == "means"]
    low, high = trigger.clause
    if background.BACKED in act.scene.senses and not background.is_help(act.scene, trigger.first):
        signs = [(at, value) for at, value in signs if not background.is_help(act.scene, at)]
    near = [value for at, value in signs if low <= at < high]
    return list(
        dict.fromkeys(
            near or [value for at, value in signs if not any(other.kinetic for other in _acts_around(act, at))]
        )
    )


def _acts_around(act: Act, token: int) -> list[Trigger]:
    """What the clause around a token tells, force or not: "after the collapse of a truce in D". To that its places and means belong."""
    low, high = act.scene.window(token)
    return [trigger for trigger in act.triggers if low <= trigger.first < high]


def said(act: Act) -> list[str]:
    """Who says it: officials by their state, groups by their id; whoever protests against an act says that it happened, too."""
    speakers = [party for party in act.parties if party.speaker]
    for trigger in act.triggers:
        if not trigger.kinetic and trigger.value.startswith("diplo_hostile"):
            found = act.roles(trigger).initiator
            speakers += [found] if found else []
    return list(dict.fromkeys(party.state or party.entity or "" for party in speakers if party.state or party.entity))


def _hand_out_tolls(act: Act) -> None:
    forces = [made for made in act.drafts if made.kinetic] if act.tolls else []
    if not forces:
        return
    made = forces[0]
    for toll in act.tolls:
        made = made if toll.beside else _closest(act, toll, forces)
        made.tolls.append(toll)
    act.tolls = []


def _closest(act: Act, toll: Toll, forces: Sequence[Draft]) -> Draft:
    """The act at the place named behind the toll ("four dead in one town"); else that of the toll's own clause, else the first."""
    if len(forces) == 1:
        return forces[0]
    behind = [place for place in act.places if place.span and 0 < place.span.start - toll.span.start < _SAME_CLAUSE]
    for place in behind[:1]:
        found = next((made for made in forces if any(other.entity == place.entity for other in made.places)), None)
        if found is not None:
            return found
    if not forces[0].earlier and [made for made in forces if made.earlier]:
        # "A shells B after a rocket kills two": not the dead of the answer
        return min(forces, key=lambda made: abs(made.evidence[0].start - toll.span.start))
    near = (
        made for made in forces if any(abs(span.start - toll.span.start) < _SAME_CLAUSE for span in made.evidence[:1])
    )
    return next(near, forces[0])


_NEXT_TO = 2
_SAME_CLAUSE = 40
"""Characters between a toll and the trigger or place it goes with."""
