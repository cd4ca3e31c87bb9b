"""What a headline without a verb we know shows of two neighbours: whose craft are over whose ground, whose soldiers where, whose people in whose hands.

Decides which step or act that is. Doesn't decide whether anything else is read of the item (``topics``).
"""

from collections.abc import Sequence
from itertools import pairwise

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.judging import facing
from monitor.extraction.naming.party_at import FIGHTERS, PEOPLE, PartyAt
from monitor.extraction.scenes.scene import LOCATIVE, Passage, Scene
from monitor.extraction.whole import making
from monitor.extraction.words.steps import DEPLOYED, DETAINED, RECALLED, RELEASED, VIOLATED
from monitor.extraction.words.vocabulary import AIR_FORCE, Mark
from monitor.extraction.world.gazetteer import Gazetteer, Named
from monitor.extraction.world.geography import LINE_KM
from monitor.model.reports import PartyKind

TAKEN = frozenset({"abduct", "seize", DETAINED})
"""What befalls captives."""
_HOME, _TIME, _HOSTAGE = ("object", "homecoming"), ("object", "deadline"), ("object", "hostage")
_CUSTODY = frozenset({"in_custody", "out_of_custody"})
"""Forms of words for where captives are."""
_PLAIN = frozenset({"verb", "ed", "with_people"})
"""Forms of words that tell of nothing but captives where people stand beside them."""
_CRAFT = frozenset({"aircraft", "helicopter", "drone"})
"""Means that fly by themselves."""
_SHOT = frozenset({"rocket", "missile", "artillery", "mortar"})
"""Means that nothing but force has."""
_ABOVE = frozenset({("object", "beyond")})
_VESSEL = ("object", "vessel")
_LINES = frozenset({("role", "border"), ("place", "border"), ("object", "waters")})
_HOURS = frozenset({24, 48, 72})
"""As they are counted who are to leave."""
_BLOOD = frozenset({"killed", "injured"})


def fight(read: Sequence[Act]) -> Draft | None:
    """ "A's army and the R go at it in D", and below "three dead": two who bear arms, side by side, and blood."""
    title = read[0]
    one, other = next(
        (
            (a, b)
            for a, b in pairwise(title.parties)
            if a.kind in FIGHTERS and b.kind in FIGHTERS and not (a.cue or b.cue)
        ),
        (None, None),
    )
    tolls = [toll for act in read for toll in act.tolls if toll.what in _BLOOD]
    lined = not _LINES.isdisjoint(title.scene.senses) or any(making.is_at_line(n.place) for n in title.scene.names)
    if one is None or other is None or not (tolls and lined) or not _are_foes(title.scene, one, other):
        return None
    made = making.act(
        title.scene,
        ["clash"],
        kinetic=True,
        doer=one.party(title.scene),
        struck=other.party(title.scene),
        party=one,
    )
    made.even, made.tolls, made.places = True, tolls, list(title.places)
    return made


def _are_foes(scene: Scene, one: PartyAt, other: PartyAt) -> bool:
    """Two who are not one state's, with "and" alone between them."""
    joint = scene.mark_at(one.last)
    tied = joint is not None and joint.has("role", "and") and joint.last <= other.first <= joint.last + 1
    return (
        tied
        and (one.state, one.entity) != (other.state, other.entity)
        and None not in {one.state or one.entity, other.state or other.entity}
    )


def told(title: Act, sides: tuple[str, str], passages: Sequence[Passage], gazetteer: Gazetteer) -> Draft | None:
    """The act, or None."""
    return (
        _over(title, sides, gazetteer)
        or _home(title, sides, passages, gazetteer)
        or _in_hands(title, sides, gazetteer)
        or _held_there(title, sides, gazetteer)
        or bound(title, sides, gazetteer)
        or _struck(title, sides, gazetteer)
    )


def _over(title: Act, sides: tuple[str, str], gazetteer: Gazetteer) -> Draft | None:
    """ "A's helicopters over D": what is A's and flies, over a place of B's at their line."""
    scene = title.scene
    if _ABOVE.isdisjoint(scene.senses):
        return None
    craft = next((m for m in scene.of("means", *_CRAFT)), None)
    owner = _owner(title, craft.first, sides) if craft is not None else None
    if owner is None:
        force = next((p for p in title.parties if p.common == AIR_FORCE and p.state in sides), None)
        owner, end = (force.state, force.last) if force is not None else (None, 0)
    else:
        end = craft.last if craft is not None else 0
    above = scene.mark_at(end)
    if owner is None or above is None or _ABOVE.isdisjoint(above.senses):
        return None
    there = making.other(sides, owner)
    named = _named_at(scene, above.last)
    if named is None or not (_is_near_line(named, there) or named.name.entity == there):
        return None
    return making.step(title, VIOLATED, owner, sides, gazetteer)


def _home(title: Act, sides: tuple[str, str], passages: Sequence[Passage], gazetteer: Gazetteer) -> Draft | None:
    """ "Eleven A soldiers home after 155 days": whoever comes home after so long, or from custody, was in the neighbour's."""
    scene = title.scene
    if _HOME not in scene.senses:
        return None
    people = next((p for p in title.parties if p.kind in PEOPLE and p.state in sides and not p.cue), None)
    long = _TIME in scene.senses and bool(scene.numbers) and scene.has("role", "after")
    if people is None or not (long or any(_HOSTAGE in p.senses or _speaks_of_custody(p) for p in passages)):
        return None
    freed = making.step(title, RELEASED, making.other(sides, people.state), sides, gazetteer)
    freed.target = people.party(scene)
    return freed


def _speaks_of_custody(passage: Passage) -> bool:
    return any(sign.form in _CUSTODY for mark in passage.marks for sign in mark.word.acts)


def _in_hands(title: Act, sides: tuple[str, str], gazetteer: Gazetteer) -> Draft | None:
    """ "A's guards take B's man into custody", "A's navy seizes the M with a crew of twelve": armed men of one side, people or a vessel of the other."""
    scene = title.scene
    taking = taking_word(scene)
    if taking is None:
        return None
    forces = [p for p in title.parties if p.kind == PartyKind.STATE_FORCES and p.state in sides]
    guards = next((p for p in forces if p.cue == "by" or (not p.cue and p.last <= taking.first)), None)
    if guards is None or (guards.cue != "by" and not has_object(scene, taking)):
        return None
    there = making.other(sides, guards.state)
    behind = (
        taking.last if guards.cue != "by" and scene.grammar.order == "svo" else 0
    )  # "A and B officers hold a meeting"
    others = (p for p in title.parties if p is not guards and p.kind in PEOPLE and p.first >= behind)
    people = next((p for p in others if p.state in {there, None}), None)
    if (people is None and _VESSEL not in scene.senses) or _is_led_somewhere(scene, taking, people):
        return None
    held = making.step(title, DETAINED, guards.state or "", sides, gazetteer)
    if people is not None:
        held.target = facing.theirs(people.party(scene), there, gazetteer)
    return held


def _held_there(title: Act, sides: tuple[str, str], gazetteer: Gazetteer) -> Draft | None:
    """ "A's fishermen held in D", "a monk from C held in D": people of one side, in a town of the other's."""
    scene = title.scene
    if not any(sign.value in TAKEN for mark in scene.marks for sign in mark.word.acts):
        return None
    people = next((p for p in title.parties if p.kind in PEOPLE and not p.cue), None)
    if people is None:
        return None
    towns = {scene.cue(n.first, n.last): n.place.country for n in scene.names if n.place is not None}
    whose = people.state or towns.get("from")
    there = next((state for cue, state in towns.items() if cue in LOCATIVE), None)
    if whose == there or whose not in sides or there not in sides:
        return None
    held = making.step(title, DETAINED, there, sides, gazetteer)
    held.target = facing.theirs(people.party(scene), whose, gazetteer)
    return held


def taking_word(scene: Scene) -> Mark | None:
    """The first word that may tell that somebody is held."""
    return next((m for m in scene.marks if any(sign.value in TAKEN for sign in m.word.acts)), None)


def _is_led_somewhere(scene: Scene, word: Mark, people: PartyAt | None) -> bool:
    """ "Takes the boy to hospital": by a word that is everybody's, with where to behind those who are taken, and no custody."""
    if any(sign.value in TAKEN and sign.form in _PLAIN for sign in word.word.acts) or people is None:
        return False
    led = any(m.first >= people.last and m.has("role", "to", "on") for m in scene.of("role"))
    return led and all(_CUSTODY.isdisjoint(mark.word.forms) for mark in scene.marks)


def has_object(scene: Scene, taking: Mark) -> bool:
    """Whether the word right behind isn't one of relation: "captured with", "seized at" has none."""
    behind = scene.mark_at(taking.last)
    return taking.last < scene.last and (behind is None or "role" not in behind.senses or behind.has("role", "det"))


def bound(title: Act, sides: tuple[str, str], gazetteer: Gazetteer) -> Draft | None:
    """ "A's soldiers at D", "A's army trucks more men to D": forces on the other's ground, or on their way to the line."""
    scene = title.scene
    forces = next((p for p in title.parties if p.kind == PartyKind.STATE_FORCES and p.state in {*sides, None}), None)
    if forces is None or forces.cue == "by":
        return None
    there = next((p.state for p in title.parties if p.located and p.state in sides), None)
    whose = forces.state or (making.other(sides, there) if there is not None else None)
    if whose is None or whose == there:
        return None
    where = scene.mark_at(forces.last)
    named = _named_at(scene, where.last) if where is not None and where.has("role", *LOCATIVE) else None
    on_ground = named is not None and _is_on_ground(named, making.other(sides, whose), sides)
    on_way = any(sign.value == DEPLOYED for mark in scene.marks for sign in mark.word.acts)
    lined = not _LINES.isdisjoint(scene.senses) or any(_is_at(n, sides) for n in scene.names)
    if not on_ground and not (on_way and lined):
        return None
    flying = on_ground and forces.common == AIR_FORCE
    return making.step(title, VIOLATED if flying else DEPLOYED, whose, sides, gazetteer)


def _struck(title: Act, sides: tuple[str, str], gazetteer: Gazetteer) -> Draft | None:
    """ "A rockets on D petrol station, six dead": arms of one side, a place of the other's at the line, and dead."""
    scene = title.scene
    arms = next((m for m in scene.of("means", *_SHOT)), None)
    if arms is None or not any(toll.what in _BLOOD for toll in title.tolls):
        return None
    struck = next((n for n in scene.names if _is_at(n, sides)), None)
    if struck is None or struck.place is None or struck.place.country not in sides:
        return None
    doer = making.other(sides, struck.place.country)
    if (_owner(title, arms.first, sides) or doer) != doer:
        return None
    hit = making.act(scene, ["shell"], kinetic=True, doer=facing.government(doer, gazetteer), struck=None, party=None)
    hit.means = [sign.value for sign in arms.signs if sign.group == "means"]
    hit.places, hit.tolls = list(title.places), list(title.tolls)
    return hit


def sent_off(title: Act, sides: tuple[str, str] | None, gazetteer: Gazetteer) -> Draft | None:
    """ "B's ambassador, 48 hours to go", "72 hours for two of A's attachés, B says": an envoy and so many hours are a time to go.

    ``sides``: of the item, if neighbours; else the two states that the headline names.
    """
    scene = title.scene
    envoy = next((p for p in title.parties if p.common in making.ENVOYS), None)
    if envoy is None or _TIME not in scene.senses or not any(n.count.best in _HOURS for n in scene.numbers):
        return None
    named = list(dict.fromkeys(p.state for p in title.parties if p.state and p.kind == PartyKind.GOVERNMENT))
    if sides is None and len(named) == making.SIDES:
        sides = named[0], named[1]
    if sides is None:
        return None
    host = next((state for state in sides if state != envoy.state), sides[0])
    return making.step(title, RECALLED, host, sides, gazetteer)


def _owner(title: Act, token: int, sides: tuple[str, str]) -> str | None:
    """The side whose adjective or genitive ends right before this token."""
    return next((p.state for p in title.parties if p.last == token and p.state in sides), None)


def _named_at(scene: Scene, token: int) -> Named | None:
    """The name right here, or behind an article."""
    mark: Mark | None = scene.mark_at(token)
    if mark is not None and mark.has("role", "det"):
        mark = scene.mark_at(mark.last)
    return next((n for n in scene.names if mark is not None and n.first == mark.first), None)


def _is_at(named: Named, sides: tuple[str, str]) -> bool:
    place, line = named.place, "-".join(sorted(sides))
    return place is not None and any(km <= LINE_KM and border == line for border, km in place.border_km)


def _is_near_line(named: Named, state: str) -> bool:
    """Whether it is a place of this state's, near any of its lines."""
    return named.place is not None and named.place.country == state and making.is_at_line(named.place)


def _is_on_ground(named: Named, state: str, sides: tuple[str, str]) -> bool:
    """Whether a place near the line is this state's, or nobody's."""
    return _is_at(named, sides) and named.place is not None and named.place.country in {state, None}
