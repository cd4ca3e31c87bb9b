"""Those whom an act befell, where only the rest says what they are: "Three villagers shot. The bodies lie in hospital", "six dead in a town".

Decides whether those of whom a headline says that they were shot live or died, and that people who die where shells fall are no state. Doesn't
count anybody whom the headline doesn't.
"""

from collections.abc import Sequence

from monitor.extraction.counting import casualties
from monitor.extraction.counting.tolls import ANYBODY
from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.judging import facing
from monitor.extraction.naming.people import NATIONALS
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import Field, Party, PartyKind

_PEOPLE = Party(name="civilians", kind=PartyKind.CIVILIANS)
_FATES = ("killed", "injured")


def of_shots(acts: Sequence[Act], forces: Sequence[Draft]) -> None:
    """Add to the headline's act those whom it says were shot, as the dead or the hurt whom the lead tells of."""
    title = next((act for act in acts if act.scene.title and act.scene.has("kinetic", "shoot")), None)
    made = next((one for one in forces if one.title), None) if title is not None else None
    if title is None or made is None or title.scene.has("count", *_FATES):
        return
    have = {toll.what for toll in made.tolls}
    for fate in _FATES:
        if fate not in have and _tells_without_figures(acts, fate):
            made.tolls += casualties.shot(title.scene, fate)
            return
    nobody = any(not toll.count.best for toll in made.tolls)
    if not nobody and not _is_missed(title) and _live(acts, title):
        made.tolls = [toll for toll in made.tolls if toll.what != "injured"] + casualties.shot(title.scene, "injured")


def _tells_without_figures(acts: Sequence[Act], fate: str) -> bool:
    """ "He died", "the bodies": of those of whom the text has told."""
    lead = next((act.scene for act in acts if not act.scene.title and act.scene.has("count", fate)), None)
    return lead is not None and not any(toll.what == fate for toll in casualties.tally(lead).tolls)


def _is_missed(title: Act) -> bool:
    """ "Fishermen shot at by A's navy", "boat shot at": nobody is said to have been hit."""
    scene = title.scene
    for mark in scene.of("role", "at"):
        behind = scene.mark_at(mark.last)
        if mark.last >= scene.last or (behind is not None and behind.has("role", "by")):
            return True
    return False


def _live(acts: Sequence[Act], title: Act) -> bool:
    """ "Six soldiers shot. Two are critical": of nobody is it said that he died, and of some of them that they were hurt."""
    scenes = [act.scene for act in acts]
    if any(scene.has("count", "killed") for scene in scenes):
        return False
    hurt = [toll.count.best for scene in scenes for toll in casualties.tally(scene).tolls if toll.what == "injured"]
    shot = [toll.count.best for toll in casualties.shot(title.scene, "injured")]
    return bool(hurt) and len(shot) == 1 and all(0 < count < shot[0] for count in hurt)


def fallen(draft: Draft, gazetteer: Gazetteer) -> Party | None:
    """ "The R claims an attack: three of A's soldiers dead": those whom a group's act killed or hurt were struck, where no word says who else."""
    doer = draft.initiator
    if not draft.kinetic or doer is None or doer.kind != PartyKind.NONSTATE_GROUP:
        return None
    soldiers = (toll for toll in draft.tolls if toll.who == PartyKind.STATE_FORCES and toll.count.best and not toll.own)
    one = next(soldiers, None)
    if one is None:
        return None
    party = Party(name=one.common, kind=PartyKind.STATE_FORCES, spans=(one.span,))
    return facing.theirs(party, one.state, gazetteer) if one.state else party


def settle(draft: Draft, gazetteer: Gazetteer) -> None:
    """Say whom shells or shots befell, where the sentence that tells of them names a state or nobody."""
    if "shell" in draft.words:
        _settle_dead(draft, gazetteer)
        _settle_ground(draft, gazetteer)
    elif draft.words[0] == "shoot":
        _settle_hurt(draft, gazetteer)


def held(draft: Draft, gazetteer: Gazetteer) -> None:
    """ "A seizes man at D", "A holds two B boats": people of B's are held, whatever the words for them, and not B."""
    taken = draft.target
    country = gazetteer.countries.get(taken.state or "") if taken is not None else None
    if taken is not None and country is not None and taken.kind == PartyKind.GOVERNMENT and taken.name == country.name:
        people = Party(name=NATIONALS, kind=PartyKind.CIVILIANS, spans=taken.spans)
        draft.target = facing.theirs(people, country.iso, gazetteer)


def _settle_dead(draft: Draft, gazetteer: Gazetteer) -> None:
    """ "Six dead in a B town as A's shells land": people of whom no word says that they bear arms are whom shells struck, not B."""
    struck = draft.target
    if struck is not None and (struck.kind != PartyKind.GOVERNMENT or struck.entity):
        return
    dead = [toll for toll in draft.tolls if toll.what == "killed" and toll.count.best and not toll.alone]
    people = all(toll.who in ANYBODY for toll in dead) and any(t.span.field == Field.TITLE for t in dead)
    whose = next((state for state in (draft.struck, *draft.countries) if state not in {None, draft.doer}), None)
    if people and whose is not None:
        draft.target = facing.theirs(_PEOPLE, whose, gazetteer)


def _settle_hurt(draft: Draft, gazetteer: Gazetteer) -> None:
    """ "B's guards fire at a car, an A wounded": the people whom shots hit, and not their state, of which nobody says that it was fired at."""
    struck = draft.target
    if struck is None or struck.kind != PartyKind.GOVERNMENT or struck.spans or struck.state is None:
        return
    hit = [toll for toll in draft.tolls if toll.count.best]
    if hit and all(toll.who == PartyKind.CIVILIANS and toll.span.field == Field.TITLE for toll in hit):
        draft.target = facing.theirs(_PEOPLE, struck.state, gazetteer)


def _settle_ground(draft: Draft, gazetteer: Gazetteer) -> None:
    """ "Rockets from A fall on D", which lies in B, by nobody's hand: B's ground was struck."""
    there = next((state for state in draft.countries if state != draft.origin), None)
    if draft.target is None and draft.origin is not None and there is not None:
        draft.target = facing.government(there, gazetteer)


def dispossessed(taking: Draft, home: str, gazetteer: Gazetteer) -> None:
    """ "A takes heights at D", on its line with B, in a text of no group: from B."""
    sides = home.split("-")
    if taking.has_group or taking.doer not in sides:
        return
    foe = next(side for side in sides if side != taking.doer)
    taking.target = facing.government(foe, gazetteer)
