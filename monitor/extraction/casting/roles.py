"""Who did it to whom: direction from voice, order, prepositions, possessives and compounds.

Decides initiator, target and place-naming parties of one trigger in one sentence; ``active`` and ``nominal`` know verbs and nouns.
Doesn't fill in from other sentences.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.extraction.casting import (
    active,
    answering,
    arms,
    captivity,
    clashes,
    edges,
    embassies,
    ground,
    hurt,
    inversion,
    leaders,
    moving,
    nominal,
    relative,
    second,
    spoken,
    suffering,
    turned,
    valency,
    whence,
)
from monitor.extraction.counting import subsets
from monitor.extraction.naming import brackets
from monitor.extraction.naming.party_at import BORDER, FIGHTERS, PartyAt
from monitor.extraction.scenes.scene import OPPOSING, Scene
from monitor.extraction.telling.agents import CARRY
from monitor.extraction.telling.retorts import RETORT
from monitor.extraction.telling.triggers import Trigger, ahead_of, behind
from monitor.extraction.words.steps import RECALLED, RELEASED, SKY_SHUT, SUMMONED, VIOLATED
from monitor.extraction.words.vocabulary import ENVOYS, STRUCK, VILLAGE
from monitor.model.reports import PartyKind

_Sides = tuple[PartyAt | None, PartyAt | None]
"""Who did it, and to whom."""
SENT = frozenset({"strike", "shell", "shoot", "hit"})
"""Words of force for what is sent from somewhere."""
_GO_IN = "incursion"
"""A word of force without an object."""
_DEEDS = ("posture.", "coercion.", "material_deesc.")
"""Acts that are no statements: "A masses troops at B's border, C says" isn't aimed at C."""
_THROUGH = frozenset({"near", "in", "by", "at", "with"})
"""Relations of a noun of force to those who died of it: "in a raid", "by shots"."""
_MARKED = frozenset({"by", "agent"})
"""Relations of whoever is marked as the doer."""
_ACTS = frozenset({"kinetic", "event"})
_NOUNS = frozenset({"noun", "nv", "owned", "after_means"})
"""Forms of words that are no verb of somebody else's: "shots were fired by" tells who fired."""


@dataclass(slots=True, kw_only=True)
class Roles:
    """What one trigger's sentence says of it. ``origin``: the state from whose ground it came, which needn't have done it.

    ``even``: it names two sides that fight without saying who began. Never changed.
    """

    initiator: PartyAt | None = None
    target: PartyAt | None = None
    located: tuple[str, ...] = ()
    origin: str | None = None
    even: bool = False


_COMES_DOWN = frozenset({"shell", "strike", "hit"})
"""Words of what posts and villages suffer, where nothing else is said to: "two of its posts shelled"."""


def acting(scene: Scene, parties: Sequence[PartyAt], *, force: bool) -> list[PartyAt]:
    """Those who may have to do with acts of force, or with any other. A party that only speaks is no party to what it reports, unless the
    act is its statement; of "nine As, four of them children" the nine are."""
    if not force:
        return [p for p in parties if p.cue != BORDER]
    there = [
        p
        for p in parties
        if not (p.topic or p.beyond or p.half or (p.speaker and not p.own_deed) or p.cue == BORDER)
        and (not p.person or leaders.strikes(scene, p, parties))
    ]
    if len(there) > 1 and ("count", "subset") in scene.senses:
        return [p for n, p in enumerate(there) if not n or not subsets.is_of_part(scene, p.first)]
    return there


def assign(scene: Scene, trigger: Trigger, parties: list[PartyAt], acting: list[PartyAt]) -> Roles:
    """The roles of one trigger; ``acting`` are those of the parties who may have to do with such acts."""
    low, high = trigger.clause
    # "X, Y" with one subject: a clause without any party before its verb borrows from the clause before.
    clause = [party for party in acting if low <= party.first < high]
    initiator: PartyAt | None
    target: PartyAt | None
    even = False
    own = _own(scene, trigger, clause, acting)
    if own is not None:
        initiator, target = own
    elif trigger.kinetic:
        told = len(acting) < len(parties) and bool(
            [p for p in parties if p.speaker and not p.own_deed and low <= p.first < trigger.first]
        )
        found = _kinetic(scene, trigger, clause, clause if told else acting)
        initiator, target = turned.sides(scene, trigger, parties, clause, found)
        if trigger.value == "clash" and not trigger.needs and clashes.is_open(initiator, target):
            sides = clashes.sides(scene, trigger, clause, acting) or clashes.with_teller(scene, trigger, parties)
            initiator, target = sides or (initiator, target)
            even = sides is not None and not hurt.has_fallen(scene, sides[1])
            if target is None and initiator is not None and hurt.has_fallen(scene, initiator):
                target = initiator  # "soldier of A dies in fighting"
                initiator = None
        elif trigger.value == "attack" and trigger.voice == "noun":  # "violence between the two"
            initiator, target = clashes.violence(scene, trigger.last, clause) or (initiator, target)
        struck = trigger.value in _COMES_DOWN and initiator is not None and initiator.common in STRUCK
        if struck and target is None:
            target = initiator
            initiator = None
        target = target or nominal.at_whose_line(scene, trigger, parties, initiator)
        target = _people(scene, trigger, acting, initiator, target)
        initiator = initiator or ground.topic_abroad(trigger, parties, clause)
    else:
        initiator, target = _of_states(scene, trigger, clause, acting)
    aimed_at, target = active.aimed(scene, trigger, acting, target) if trigger.kinetic else (None, target)
    there = [p for p in acting if p is not initiator and p is not target and (p.bare or ground.is_seat(p))]
    where = ground.where(scene, trigger, parties, there) if there or (parties and parties[0].topic) else []
    if trigger.voice == "noun":
        where = where + [p for p in clause if p.last == trigger.first and nominal.is_where(scene, trigger, p)]
    where = [aimed_at, *where] if aimed_at is not None else where
    located = tuple([party.state for party in where if party.state]) if where else ()
    origin = whence.origin(scene, trigger, clause, parties, doer=initiator) if trigger.kinetic else None
    return Roles(initiator=initiator, target=target, located=located, origin=origin, even=even)


def _own(scene: Scene, trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt]) -> _Sides | None:
    """The sides of what words tell of that have some of their own."""
    if RETORT in scene.senses and (found := answering.sides(scene, trigger, clause)) is not None:
        return found
    return valency.sides(scene, trigger, clause, acting) if trigger.needs or trigger.value == SKY_SHUT else None


def _people(
    scene: Scene, trigger: Trigger, acting: list[PartyAt], doer: PartyAt | None, struck: PartyAt | None
) -> PartyAt | None:
    """ "A villager of A's dies as shells fall near a school": of people and walls it is the people whom nobody's shells struck."""
    walls = struck is not None and struck.common == VILLAGE and doer is None and trigger.value in _COMES_DOWN
    if struck is not None and not walls:
        return struck
    found = hurt.of(scene, trigger, acting, besides=doer) or struck
    return hurt.villagers(acting, doer) if found is None and trigger.value == "kill" and doer is not None else found


def _of_states(scene: Scene, trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt]) -> _Sides:
    """The sides of what isn't force. An envoy bears what his own state or his host does."""
    clause, acting = _without_teller(scene, trigger, clause, acting)
    initiator, target = spoken.sides(scene, trigger, clause, acting)
    summoned = trigger.value.startswith(SUMMONED)
    freed = captivity.kept(scene, trigger, acting) if trigger.value.startswith(captivity.TAKEN_OR_FREED) else None
    sent = freed or embassies.called_or_sent(scene, trigger, clause, acting)
    if sent is not None:
        initiator, target = sent
    elif initiator is not None and (
        _is_answered_for(initiator, trigger) if summoned else embassies.is_called_in(scene, trigger, initiator)
    ):
        # An envoy is called in, and told; and soldiers, whatever they did, call in none: "A's patrol boat nears, envoy summoned".
        initiator, target = target, initiator
    elif initiator is None and target is not None and target.common in ENVOYS and trigger.voice == "passive":
        initiator, target = embassies.with_host(clause, trigger, target)
    elif initiator is not None and initiator.common in ENVOYS and trigger.value.startswith(RECALLED):
        nobody = (
            (None, initiator) if trigger.needs == embassies.OWN and trigger.voice == "verb" else (initiator, target)
        )
        initiator, target = embassies.who_expels(acting, trigger, initiator) or nobody
    elif initiator is None and trigger.value == RELEASED and trigger.voice == "passive":
        initiator, target = captivity.let_go(clause, trigger, target)
    if trigger.value == VIOLATED:
        initiator, target = moving.into(scene, trigger, acting, _came_from(trigger, clause, initiator, target))
    if target is not None and target.speaker and target.first > trigger.first and trigger.value.startswith(_DEEDS):
        target = None
    return initiator, target


def _without_teller(
    scene: Scene, trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt]
) -> tuple[list[PartyAt], list[PartyAt]]:
    """ "A said that B the soldier freed": who says it of another did nothing."""
    if scene.grammar.order != "sov" or not trigger.value.startswith(_DEEDS):
        return clause, acting
    tellers = [p for p in clause if p.speaker and not p.own_deed and p.last <= trigger.first]
    if not tellers or not any(
        p.cue in _MARKED and tellers[-1].last < p.first < trigger.first and p not in tellers for p in clause
    ):
        return clause, acting
    return [p for p in clause if p not in tellers], [p for p in acting if p not in tellers]


def _came_from(trigger: Trigger, clause: list[PartyAt], initiator: PartyAt | None, target: PartyAt | None) -> _Sides:
    """ "Drones cross from B": what flies is called nobody's, but comes from somewhere."""
    came = next((p for p in clause if p.cue == "from" and p.bare), None)
    owned = initiator is not None and trigger.clause[0] <= initiator.first < trigger.first
    if came is None or owned:
        return initiator, target
    return came, target if initiator in {None, came} else initiator


def _is_answered_for(party: PartyAt, trigger: Trigger) -> bool:
    """Envoys, forces, and "A-ish helicopter strays, chargé called in": whose they are who did it, in another part of the sentence."""
    craft = party.bare and party.adjective and not trigger.clause[0] <= party.first < trigger.clause[1]
    return craft or party.common in ENVOYS or party.kind == PartyKind.STATE_FORCES


def _kinetic(scene: Scene, trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt]) -> _Sides:
    doer = _marked_doer(scene, trigger, clause)
    if scene.grammar.order != "svo" and trigger.voice == "verb":
        whom = edges.of_whom(scene, trigger, acting) if scene.grammar.order == "vso" else None
        return whom or _verb_final_or_first(scene, trigger, clause, doer=doer)
    if trigger.voice == "passive":
        return _undergone(scene, trigger, clause, acting, doer=doer)
    if trigger.voice == "noun":
        fallen = hurt.in_it(scene, trigger, clause) if scene.grammar.after else None
        if fallen is not None:
            return doer, fallen
        found = nominal.sides(scene, trigger, clause, acting, doer=doer)
        told = found[0] is not None or CARRY not in scene.senses
        return found if told else relative.sides(scene, trigger, acting, found[1])
    if brackets.closed_by(scene, trigger.first):
        return brackets.sides(clause, trigger.first)
    moved = (
        (second.of_force(scene, trigger, clause) if scene.grammar.second else None)
        or inversion.rammed(trigger, clause)
        or arms.behind_their_verb(scene, trigger, clause)
        or inversion.object_first(scene, trigger, clause)
        or (inversion.of_them(scene, trigger, clause, acting) if scene.grammar.whom else None)
    )
    if moved is not None:
        return moved
    # behind an active verb "by" belongs to another word: "blow up a pipeline operated by B's Q"
    initiator = active.subject(scene, trigger, clause, acting) or doer
    target = active.object_of(scene, trigger, clause, initiator=initiator)
    if scene.grammar.adjective_before or scene.grammar.after:
        initiator, target = _turned(scene, trigger, clause, initiator, target)
    return _both(trigger, clause, initiator) if trigger.value == "clash" and target is None else (initiator, target)


def _turned(
    scene: Scene, trigger: Trigger, clause: list[PartyAt], initiator: PartyAt | None, target: PartyAt | None
) -> _Sides:
    """Where the verb may come before its subject, and whom it strikes before the verb."""
    if not scene.grammar.adjective_before:
        if initiator is not None:
            return initiator, target
        if target is not None and arms.is_sender(scene, trigger, target):
            return target, None
        return inversion.before_its_object(scene, trigger, clause) or (initiator, target)
    if initiator is None:
        initiator, target = inversion.turned_round(scene, trigger, clause) or (initiator, target)
    # Where cases tell who is who, whom a verb strikes may stand before it: "at A's boat (they) shot".
    upon = (p for p in ahead_of(clause, trigger) if p.cue in active.AIMED and p is not initiator)
    return initiator, target or next(upon, None)


def _marked_doer(scene: Scene, trigger: Trigger, clause: list[PartyAt]) -> PartyAt | None:
    """Whom "by", or a word that marks subjects, names as the doer."""
    marked = [p for p in clause if p.cue in _MARKED]
    if not marked:
        return None
    elsewhere = ahead_of(marked, trigger) if scene.grammar.order != "svo" else []
    doer = next((p for p in [*behind(marked, trigger), *elsewhere] if p.cue == "by"), None)
    if doer is not None and trigger.voice in {"verb", "noun"} and _is_of_another(scene, trigger, doer):
        doer = None
    if doer is None and trigger.voice == "verb":
        doer = next((p for p in marked if p.cue == "agent"), None)
    return doer


def _undergone(
    scene: Scene, trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt], *, doer: PartyAt | None
) -> _Sides:
    """Who did what a passive tells, and its subject."""
    doer = doer or next((p for p in ahead_of(clause, trigger) if p.cue == "by"), None)
    if doer is None and trigger.needs == "with_means" and (sent := arms.owner_before(scene, trigger, clause)):
        return sent
    doer = doer or clashes.opponent(scene, trigger, acting) or _owner_of_force(scene, trigger, clause)
    doer = doer or _declarer(scene, trigger, clause)
    struck = suffering.within(trigger, clause) or suffering.of(scene, trigger, clause, acting, doer=doer)
    if (
        doer is None
        and struck is not None
        and trigger.value == nominal.SHOT_DOWN
        and _is_arms_of(scene, struck, trigger)
    ):
        return struck, None
    return doer or whence.sender(scene, clause) or hurt.foe_of(scene, trigger, acting, struck), struck


def _declarer(scene: Scene, trigger: Trigger, clause: list[PartyAt]) -> PartyAt | None:
    """ "Rebels declare town T liberated": who says so of ground did it."""
    if trigger.value != "seize" or ("role", "say") not in scene.senses:
        return None
    say = next((m for m in reversed(scene.of("role", "say")) if m.last <= trigger.first), None)
    before = [p for p in clause if say is not None and p.last <= say.first and not p.cue]
    return before[-1] if before and before[-1].kind in FIGHTERS else None


def _is_of_another(scene: Scene, trigger: Trigger, doer: PartyAt) -> bool:
    """ "A takes four villages handed back by B", "A's killing of six denounced by B": by whom another verb was done."""
    between = [m for m in scene.marks if trigger.last <= m.first and m.last <= doer.first]
    verbs = ((s.group in _ACTS and s.form not in _NOUNS) or s.value == "answer" for m in between for s in m.signs)
    return scene.grammar.order == "svo" and any(verbs)


def _both(trigger: Trigger, clause: list[PartyAt], second: PartyAt | None) -> _Sides:
    """ "B and C forces clashed": the first named against the second."""
    crowd = second is not None and second.kind == PartyKind.CIVILIANS and second.state is not None
    others = [p for p in ahead_of(clause, trigger) if p is not second and not p.located]
    others = [p for p in others if p.kind != PartyKind.CIVILIANS or (crowd and p.state)]
    if crowd:  # "A and B villagers scuffled"
        others = [p for p in others if p.state is not None and second is not None and p.state != second.state]
    if not others or second is None:
        return second, None
    return (others[0], second) if others[0].first < second.first else (second, others[0])


def _is_arms_of(scene: Scene, party: PartyAt, trigger: Trigger) -> bool:
    """ "B's missile intercepted": B's act, not what befell it."""
    arms = [m for m in scene.of("means") if party.last <= m.first < trigger.first]
    return any(m.has("means", "missile", "rocket") for m in arms)


def _owner_of_force(scene: Scene, trigger: Trigger, clause: list[PartyAt]) -> PartyAt | None:
    """ "A man by shots of soldiers of A killed", where the genitive follows: whose shots they were, right behind a noun of force before the verb."""
    if not scene.grammar.after:
        return None
    nouns = [m for m in scene.of("kinetic") if m.last <= trigger.first and scene.cue(m.first, m.last) in _THROUGH]
    owners = (p for noun in nouns for p in clause if p.first == noun.last and p.last <= trigger.first and not p.cue)
    return next((p for p in owners if p.kind in active.ACTORS and not p.bare), None)


def _verb_final_or_first(scene: Scene, trigger: Trigger, clause: list[PartyAt], *, doer: PartyAt | None) -> _Sides:
    """Verb-final: first is the doer, an object marker or the second the sufferer. Verb-first: the same among those behind the verb."""
    last = scene.grammar.order == "sov"
    told = (arms.behind_their_verb if last else edges.of_its_plural)(scene, trigger, clause)
    if told is not None:
        return told
    before = list(reversed(ahead_of(clause, trigger)))
    pool = before if last or before else behind(clause, trigger)
    free = [p for p in pool if not p.located]
    if not free and trigger.value == _GO_IN:
        free = [p for p in behind(clause, trigger) if not p.located]  # "entered A: soldiers of B"
    prey = arms.owner_of_the_fallen(scene, trigger, free) if trigger.value == nominal.SHOT_DOWN else None
    free = [p for p in free if p is not prey]
    initiator = (
        doer
        or edges.described(scene, trigger, clause)
        or edges.shooter(scene, trigger, clause)
        or edges.subject_of_told(scene, trigger, free)
        or arms.owner(scene, free)
        or next((p for p in free if p.cue == "agent" or (not p.cue and p.common not in STRUCK)), None)
        or edges.behind_its_verb(scene, trigger, clause, free)
        or edges.first_of_objects(scene, free)
        or edges.whose_blows(trigger, free)
    )
    if prey is not None and last:
        return initiator or next((p for p in free if p.cue == "of"), None), prey
    if initiator is None and (not last or "means" in scene.senses):
        initiator = (whence.sender if last else whence.source)(scene, free)
    if edges.is_blow(scene, trigger, initiator) or _is_prey(scene, trigger, initiator):
        return None, initiator
    marked = next((p for p in free if p is not initiator and p.cue in OPPOSING), None)
    rest = [p for p in free + behind(clause, trigger) if p is not initiator and p.cue != "by" and not p.located]
    rest = [p for p in rest if p.cue != "from" or not p.bare]  # "a shell of G's from A fell", "gunmen from A attacked"
    return initiator, marked or next(iter(rest), None)


def _is_prey(scene: Scene, trigger: Trigger, party: PartyAt | None) -> bool:
    """ "Shoots down a drone A-ish", where the adjective follows: whose it was, right behind it, didn't shoot it down."""
    if trigger.value != nominal.SHOT_DOWN or party is None or not party.adjective or scene.grammar.order != "vso":
        return False
    if trigger.last == party.first:
        return trigger.last - trigger.first > 1  # the word names what was shot down
    arms = scene.mark_before(party.first)
    return arms is not None and trigger.last <= arms.first and arms.last == party.first and arms.has("means")
