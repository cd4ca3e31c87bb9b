"""Who did it to whom: direction from voice, order, prepositions, possessives and compounds.

Decides initiator, target and place-naming parties of one trigger in one sentence. Doesn't fill in from other sentences.
"""

from dataclasses import dataclass

from monitor.extraction import clashes, hurt, inversion, spoken, turned, undergoing
from monitor.extraction.parties import BORDER, PartyAt
from monitor.extraction.scene import LOCATIVE, OPPOSING, Scene
from monitor.extraction.triggers import Trigger, ahead_of, behind
from monitor.model.reports import PartyKind

ENVOYS = frozenset({"envoy", "embassy"})
"""General words of the lexicon (its ``form``): without them "recalls" and "summons" are not diplomacy."""
_DONE_TO_ENVOYS = "diplo_hostile.envoy_summoned"
_EXPELLED = "diplo_hostile.envoy_recalled_expelled"
_SUFFERED = frozenset({"kill", "abduct", "assassinate"})
"""Nouns whose genitive is the sufferer: "the killing of nine"."""
_SHOT_DOWN = "shootdown"
"""A noun whose genitive is what came down, whose ever it is."""
_GO_IN = "incursion"
"""A word of force without an object."""
_NO_SUBJECT = frozenset({"on", "against", "with", "from", "of", "over", "by"})
_OF_STATES = frozenset({PartyKind.STATE_FORCES, PartyKind.GOVERNMENT})
_ACTORS = _OF_STATES | {PartyKind.NONSTATE_GROUP}
_STRUCK = frozenset(
    {"military post", "hideouts", "embassy", "envoy", "police", "soldiers", "leader", "foreign minister"}
)
"""General words of the lexicon (its ``form``) that with "of" behind a noun of force are what it struck."""
_HELD = frozenset({"hideouts", "base", "village", "military post", "embassy"})
"""General words of the lexicon (its ``form``) for what is struck and strikes nobody."""
_BEFALLEN = ("killed", "injured", "missing")
_TAKES_OBJECT = frozenset({"verb", "ed", "with_ground"})
_ONLY_STRUCK = frozenset({"target", "base"})
"""General words of the lexicon (its ``form``) for what does nothing."""
_MODIFIER_REACH = 3
"""Tokens between an adjective and the noun it makes the act of: "A's missile and drone strike"."""

_OF_ARMIES = ("artillery", "mortar", "missile", "aircraft", "helicopter", "gun")
_OF_NATURE = ("weather", "disaster", "accident")
"""Kinds of news whose words own an act that isn't a state's: "an A lightning strike"."""


_DEEDS_OF_PEOPLE = frozenset({"suicide", "abduct"})
_DEEDS = ("posture.", "coercion.", "material_deesc.")
"""Acts that are no statements: "A masses troops at B's border, C says" isn't aimed at C."""


@dataclass(slots=True, kw_only=True)
class Roles:
    """What one trigger's sentence says of it. ``origin``: the state from whose ground it came, which needn't have done it. Never changed."""

    initiator: PartyAt | None = None
    target: PartyAt | None = None
    located: tuple[str, ...] = ()
    origin: str | None = None


def assign(scene: Scene, trigger: Trigger, parties: list[PartyAt]) -> Roles:
    """The roles of one trigger. A party that only speaks is no party to what it reports, unless the act is its statement."""
    low, high = scene.window(trigger.first)
    # "X, Y" with one subject: a clause without any party before its verb borrows from the clause before.
    acting = [
        p
        for p in parties
        if p.cue != BORDER and not (trigger.kinetic and (_only_speaks(p) or p.person or p.topic or p.beyond or p.half))
    ]
    clause = [party for party in acting if low <= party.first < high]
    if trigger.kinetic:
        told = any(_only_speaks(p) and low <= p.first < trigger.first for p in parties)
        found = _kinetic(scene, trigger, clause, clause if told else acting)
        initiator, target = turned.sides(scene, trigger, parties, clause, found)
        if trigger.value == "clash" and (initiator is None or target is None or not target.state):
            sides = clashes.two_sides(scene, clause, acting) or clashes.between(scene, trigger.last, acting)
            initiator, target = sides or (initiator, target)
        elif trigger.value == "attack" and trigger.voice == "noun":  # "violence between the two"
            initiator, target = clashes.between(scene, trigger.last, clause) or (initiator, target)
        target = target or hurt.behind(scene, trigger, [p for p in acting if p is not initiator])
    else:
        initiator, target = spoken.sides(scene, trigger, clause, acting)
        if initiator is not None and initiator.common in ENVOYS and trigger.value.startswith(_DONE_TO_ENVOYS):
            initiator, target = target, initiator
        elif initiator is not None and initiator.common in ENVOYS and trigger.value.startswith(_EXPELLED):
            initiator, target = _who_expels(clause, initiator) or (initiator, target)
        if target is not None and target.speaker and target.first > trigger.first and trigger.value.startswith(_DEEDS):
            target = None
    where = [
        party for party in acting if party.located and party is not initiator and not _apart(scene, party, trigger)
    ]
    topics = [party for party in parties if party.topic]
    where = [party for party in where if not topics or party.cue != "near"] or topics
    if trigger.value == "suicide":
        where = where + [party for party in clause if party.bare and party.last == trigger.first]
    located = tuple(party.state for party in where if party.state)
    source = _from(scene, clause) if trigger.kinetic else None
    origin = source.state if source is not None and source is not initiator else None
    return Roles(initiator=initiator, target=target, located=located, origin=origin)


def _who_expels(clause: list[PartyAt], envoy: PartyAt) -> tuple[PartyAt, PartyAt] | None:
    """ "A orders B's diplomats to leave": who stands before them."""
    others = [p for p in clause if p.last <= envoy.first and p.state and p.state != envoy.state and not p.located]
    return (others[-1], envoy) if others else None


def _only_speaks(party: PartyAt) -> bool:
    return party.speaker and not party.own_deed


def _apart(scene: Scene, party: PartyAt, trigger: Trigger) -> bool:
    """Whether a clause mark stands between a party and a trigger; what a headline's head names is where all of it happens ("War in A: ...")."""
    head = scene.title and scene.hard and party.last <= scene.hard[0] and not party.capital
    if head and ":" in scene.passage.folded.gap(scene.hard[0]):
        return False
    first, second = sorted((party.first, trigger.first))
    return scene.broken(first, second)


def _modifier(scene: Scene, trigger: Trigger, parties: list[PartyAt]) -> PartyAt | None:
    """The party that owns a noun: "B's raid", "the A drone strike"; right behind it where the genitive follows."""
    if scene.grammar.after:
        owner = _owner_behind(scene, trigger, parties)
        if owner is not None:
            return owner
    before = next(iter(ahead_of(parties, trigger)), None)
    if scene.grammar.post and not (before is not None and before.adjective and before.last == trigger.first):
        owner = next((p for p in parties if p.last <= trigger.first and _owns_act(scene, p)), None)
        if owner is not None and (owner.state or trigger.value not in _SUFFERED):
            return owner
    if before is None or trigger.first - before.last > _MODIFIER_REACH or scene.broken(before.last - 1, trigger.first):
        return None
    gap = [mark for mark in scene.marks if before.last <= mark.first and mark.last <= trigger.first]
    spare = ("and", "det", "in") if _is_of_joint(scene, before) else ("and", "det")
    if any(
        mark.has("event")
        or mark.has("count")
        or mark.has("filter", *_OF_NATURE)
        or (mark.has("role") and not mark.has("role", "border", *spare))
        for mark in gap
    ):
        return None
    unmarked = trigger.first - before.last - sum(mark.last - mark.first for mark in gap)
    return before if before.adjective or not unmarked else None


def _is_of_joint(scene: Scene, party: PartyAt) -> bool:
    """ "OF A in shots": where the word of belonging comes first, a preposition may stand between an owner and his act."""
    joint = scene.mark_before(party.first)
    return joint is not None and any(sign.form == "joint" for sign in joint.signs)


def _owner_behind(scene: Scene, trigger: Trigger, parties: list[PartyAt]) -> PartyAt | None:
    """The party right behind a noun, unless another word for an act or for the dead comes first: "attack kills three soldiers of A"."""
    near = (p for p in behind(parties, trigger) if p.first - trigger.last < _MODIFIER_REACH)
    # "A's attack OBJECT": where the genitive follows, the mark of the object behind it is the whole phrase's
    held = {"", "object"} if scene.grammar.order == "sov" else {""}
    owner = next((p for p in near if p.cue in held or (p.cue == "of" and _can_act(p))), None)
    if owner is None or scene.broken(trigger.last - 1, owner.first):
        return None
    gap = [mark for mark in scene.marks if trigger.last <= mark.first < owner.first]
    acts = any(mark.has("kinetic") or mark.has("event") or mark.has("count", *_BEFALLEN) for mark in gap)
    return None if acts else owner


def _can_act(party: PartyAt) -> bool:
    """ "The attack of A", "of the rebels", but "the attack of the base": what only suffers owns no act."""
    return party.kind in _ACTORS and party.common not in _STRUCK


def _owns_act(scene: Scene, party: PartyAt) -> bool:
    """ "Of A" belongs to the act at the clause's end, unless a noun of its own ("the city of", "the office of") follows at once."""
    armed = party.kind == PartyKind.NONSTATE_GROUP or (party.state and party.kind == PartyKind.STATE_FORCES)
    rules = bool(party.entity and party.state) and party.kind == PartyKind.GOVERNMENT and not party.person
    if party.cue != "of" or not (party.bare or armed or rules):
        return False
    joint = scene.mark_at(party.last)
    if scene.grammar.apart and (joint is None or not joint.has("role", "of")):
        return joint is None or not joint.has("party")  # its own ending says "of"
    follower = scene.mark_at(joint.last) if joint is not None else None
    if follower is None or follower.has("party"):
        return bool(armed) and _strikes_people(scene, party)
    if party.bare and scene.names_group(follower) and scene.cue(follower.first, follower.last) == "of":
        return False  # "the attack of A's group G" is G's
    beyond = scene.mark_at(follower.last)
    return not (follower.names and beyond is not None and beyond.has("role", "border"))  # "at A's border with B"


def _strikes_people(scene: Scene, party: PartyAt) -> bool:
    """ "A's army of [civil] people on fire": an army has no people of its own, so the act is its."""
    behind = next((m for m in scene.of("party") if party.last < m.first), None)
    people = behind is not None and behind.has("party", PartyKind.CIVILIANS)
    return people and behind is not None and scene.cue(behind.first, behind.last) in {"on", "against"}


def _kinetic(
    scene: Scene, trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt]
) -> tuple[PartyAt | None, PartyAt | None]:
    doer = _marked_doer(scene, trigger, clause)
    if scene.grammar.order != "svo" and trigger.voice == "verb":
        return _verb_final_or_first(scene, trigger, clause, doer=doer)
    if trigger.voice == "passive":
        return _undergone(scene, trigger, clause, acting, doer=doer)
    if trigger.voice == "noun":
        return _noun(scene, trigger, clause, acting, doer=doer)
    # behind an active verb "by" belongs to another word: "blow up a pipeline operated by B's Q"
    initiator = _subject(scene, trigger, clause, acting) or doer
    target = _object(scene, trigger, clause, initiator=initiator)
    if initiator is None and scene.grammar.adjective_before:
        initiator, target = inversion.turned_round(scene, trigger, clause) or (initiator, target)
    return _both(trigger, clause, initiator) if trigger.value == "clash" and target is None else (initiator, target)


def _marked_doer(scene: Scene, trigger: Trigger, clause: list[PartyAt]) -> PartyAt | None:
    """Whom "by", or a word that marks subjects, names as the doer."""
    elsewhere = ahead_of(clause, trigger) if scene.grammar.order != "svo" else []
    doer = next((p for p in [*behind(clause, trigger), *elsewhere] if p.cue == "by"), None)
    if doer is not None and trigger.voice in {"verb", "noun"} and _is_of_another(scene, trigger, doer):
        doer = None
    if doer is None and trigger.voice == "verb":
        doer = next((p for p in clause if p.cue == "agent"), None)
    return doer


def _undergone(
    scene: Scene, trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt], *, doer: PartyAt | None
) -> tuple[PartyAt | None, PartyAt | None]:
    """Who did what a passive tells, and its subject."""
    doer = doer or next((p for p in ahead_of(clause, trigger) if p.cue == "by"), None)
    doer = doer or _opponent(scene, trigger, acting) or _owner_of_force(scene, trigger, clause)
    struck = _sufferer(scene, trigger, clause, acting, doer=doer)
    if doer is None and struck is not None and trigger.value == _SHOT_DOWN and _is_arms_of(scene, struck, trigger):
        return struck, None
    return doer or _sender(scene, clause), struck


def _is_of_another(scene: Scene, trigger: Trigger, doer: PartyAt) -> bool:
    """ "A takes four villages handed back by B", "A's killing of six denounced by B": by whom another verb was done."""
    between = [m for m in scene.marks if trigger.last <= m.first and m.last <= doer.first]
    verbs = (s.group in _ACTS and s.form not in _NOUNS for m in between for s in m.signs)
    return scene.grammar.order == "svo" and any(verbs)


def _both(trigger: Trigger, clause: list[PartyAt], second: PartyAt | None) -> tuple[PartyAt | None, PartyAt | None]:
    """ "B and C forces clashed": the first named against the second."""
    others = [
        p for p in ahead_of(clause, trigger) if p is not second and not p.located and p.kind != PartyKind.CIVILIANS
    ]
    return (others[0], second) if others and second is not None else (second, None)


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
    return next((p for p in owners if p.kind in _ACTORS and not p.bare), None)


_THROUGH = frozenset({"near", "in", "by", "at", "with"})
"""Relations of a noun of force to those who died of it: "in a raid", "by shots"."""


def _opponent(scene: Scene, trigger: Trigger, acting: list[PartyAt]) -> PartyAt | None:
    """ "Soldier killed in a clash with B's troops", "after a clash with": those with whom he clashed."""
    low, high = scene.window(trigger.first)
    clause = [party for party in acting if low <= party.first < high]
    anywhere = scene.grammar.order != "svo" or scene.grammar.adjective_before  # participles come last
    clash = next(
        (
            m
            for m in scene.of("kinetic")
            if (anywhere or m.first >= trigger.last) and m.has("kinetic", "clash", "shoot")
        ),
        None,
    )
    if clash is None:
        return None
    facing = (p for p in acting if (anywhere or p.first >= clash.last) and p.cue in {"with", "against"})
    found = next((p for p in facing if p.kind != PartyKind.CIVILIANS and not (anywhere and p not in clause)), None)
    return None if found is None or scene.broken(*sorted((trigger.first, found.first))) else found


def _from(scene: Scene, clause: list[PartyAt]) -> PartyAt | None:
    return next((p for p in clause if p.cue == "from" and not _is_of_people(scene, p)), None)


def _is_of_people(scene: Scene, party: PartyAt) -> bool:
    """ "A worker from A": where somebody is from, unless he is armed."""
    word = scene.mark_before(party.first)
    owner = scene.mark_before(word.first) if word is not None else None
    if owner is None:
        return False
    armed = any(s.group == "party" and s.value in {"nonstate_group", "unknown"} for s in owner.signs)
    return not armed and (owner.has("party") or owner.has("count", "person"))


def _sender(scene: Scene, clause: list[PartyAt]) -> PartyAt | None:
    """Whose ground it came from did it, where only armies have such arms; rockets and raiders may be anybody's."""
    source = _from(scene, clause)
    if source is None or not source.bare:
        return source
    arms = [mark for mark in scene.of("means") if not scene.broken(*sorted((mark.first, source.first)))]
    shelled = not arms and any(mark.has("kinetic", "shell", "shoot") for mark in scene.of("kinetic"))
    return source if shelled or any(mark.has("means", *_OF_ARMIES) for mark in arms) else None


def _subject(scene: Scene, trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt]) -> PartyAt | None:
    free = [
        p
        for p in ahead_of(clause, trigger)
        if p.cue not in LOCATIVE and p.cue not in {"on", "against", "to", "of", "with"} and p.common not in _THINGS
    ]
    free = _before_the_first_verb(scene, trigger, free) or _members(clause, trigger)
    if _has_pronoun(scene, trigger):
        return None
    if free:
        nearest = _user(scene, trigger, free) or next((p for p in free if p.cue != "from"), None)
        return _head_of_list(scene, nearest, free) if nearest is not None else _sender(scene, free)
    low, _ = scene.window(trigger.first)
    antecedent = _antecedent(scene, low, acting)
    if antecedent is not None:
        return antecedent
    carried = low > scene.first and low not in scene.soft and not ahead_of(clause, trigger)
    earlier = [p for p in acting if p.last <= low and not p.cue and _may_act(p) and not _is_told_struck(scene, p)]
    if not carried or not earlier:
        return None
    start, _ = scene.window(earlier[-1].first)  # "X died when A, using artillery, attacked": A did
    return next(p for p in earlier if p.first >= start)


def _members(clause: list[PartyAt], trigger: Trigger) -> list[PartyAt]:
    """ "Units of A's army fired": whose they are."""
    return [p for p in ahead_of(clause, trigger) if p.cue == "of" and p.kind in _ACTORS and not p.bare][:1]


def _is_told_struck(scene: Scene, party: PartyAt) -> bool:
    """Whether it is only the object of the verb before it: "overran a post in D, killing three"."""
    verb = scene.mark_before(party.first)
    if verb is not None and verb.has("role", "det"):
        verb = scene.mark_before(verb.first)
    hit = verb is not None and any(sign.group == "kinetic" and sign.form in _TAKES_OBJECT for sign in verb.signs)
    return hit or party.common in _ONLY_STRUCK


def _has_pronoun(scene: Scene, trigger: Trigger) -> bool:
    """ "Fifteen soldiers it kidnapped": those before the pronoun are its object."""
    before = scene.mark_before(trigger.first)
    return before is not None and any(sign.form == "pronoun" for sign in before.signs)


def _head_of_list(scene: Scene, party: PartyAt, free: list[PartyAt]) -> PartyAt:
    """ "A's army and an allied militia recapture a town": the first named stands for both."""
    edge = party.first
    while (mark := scene.mark_before(edge)) is not None and mark.has("role", "det", "backed"):
        edge = mark.first
    joint = scene.mark_before(edge)
    if joint is None or not joint.has("role", "and"):
        return party
    return next((p for p in free if p.last == joint.first and p.kind in _ACTORS and not p.adjective), party)


def _may_act(party: PartyAt) -> bool:
    """People and posts are struck; who strikes is somebody else: "it overran a post, killing nine"."""
    return party.kind != PartyKind.CIVILIANS and party.common not in _POSTS | _THINGS


_POSTS = frozenset({"military post", "hideouts", "embassy"})
"""General words of the lexicon (its ``form``) for where those are who are struck."""


def _before_the_first_verb(scene: Scene, trigger: Trigger, free: list[PartyAt]) -> list[PartyAt]:
    """ "A shoots down two jets of B and captures a pilot", "A attacked B's convoy killing nine": the second verb has the first one's subject."""
    joint = scene.mark_before(trigger.first)
    joined = joint is not None and joint.has("role", "and")
    if not joined and not scene.passage.folded.tokens[trigger.first].endswith(_PARTICIPLES):
        return free
    low, _ = scene.window(trigger.first)
    end = joint.first if joint is not None and joined else trigger.first
    forms = _VERBS if joined else _ANY_VERBS
    verbs = (
        m.first
        for m in scene.of("kinetic")
        if low <= m.first and m.last <= end and any(s.group == "kinetic" and s.form in forms for s in m.signs)
    )
    first = next(verbs, None)
    return free if first is None else [p for p in free if p.last <= first] or free


_PARTICIPLES = ("ing", "ando", "endo", "iendo", "ant")
"""Endings of a verb that goes on with the subject of the one before, in the languages that have them."""
_VERBS = frozenset({"verb"})
_ANY_VERBS = frozenset({"verb", "ed", "nv"})


def _user(scene: Scene, trigger: Trigger, free: list[PartyAt]) -> PartyAt | None:
    """ "A's forces used tanks and shelled": whoever used them, not the tanks."""
    joint = scene.mark_before(trigger.first)
    nearest, others = free[0], [p for p in free[1:] if p.state and not p.cue]
    thing = nearest.common in _ARMS and nearest.state is None and nearest.last + 1 == trigger.first
    return others[0] if thing and others and joint is not None and joint.has("role", "and") else None


_VERBS = frozenset({"verb", "nv"})
_THINGS = frozenset({"target", "base"})
"""General words of the lexicon (its ``form``) for what does nothing."""
_ACTS = frozenset({"kinetic", "event"})
_NOUNS = frozenset({"noun", "nv", "owned"})
_ARMS = frozenset({"armour", "air force"})
"""General words of the lexicon (its ``form``) for arms that stand for those who use them."""


def _object(scene: Scene, trigger: Trigger, clause: list[PartyAt], *, initiator: PartyAt | None) -> PartyAt | None:
    rest = [p for p in behind(clause, trigger) if p is not initiator and p.cue != "by"]
    named = next((p for p in rest if not p.located and (p.cue not in _NO_OBJECT or _is_some_of(scene, p))), None)
    if named is None and trigger.value == "clash":
        named = next((p for p in rest if p.cue == "with" and not p.bare), None)
    if named is None and trigger.value == "seize":
        named = next((p for p in rest if p.cue == "from"), None)  # "retakes a town from the rebels"
    return named or next((p for p in rest if p.cue in OPPOSING), None)


def _is_counted(scene: Scene, party: PartyAt) -> bool:
    """Whether a number stands right before: it counts those who suffered."""
    return any(number.last == party.first for number in scene.numbers)


def _antecedent(scene: Scene, low: int, acting: list[PartyAt]) -> PartyAt | None:
    """Before "who": "rebels who fought there attack a post"."""
    opener = scene.mark_at(low)
    if opener is None or not any(sign.form == "relative" for sign in opener.signs):
        return None
    return next((p for p in acting if p.last == low and not p.located and p.kind != PartyKind.CIVILIANS), None)


def _is_some_of(scene: Scene, party: PartyAt) -> bool:
    """ "Kills two of its soldiers", "nine members of the R": a number right before "of", or before the noun that it counts."""
    joints = (mark for mark in scene.of("role") if mark.last <= party.first and mark.has("role", "of"))
    joint = max(joints, key=lambda mark: mark.first, default=None)
    return joint is not None and any(0 <= joint.first - number.last <= _COUNTED_NOUN for number in scene.numbers)


_COUNTED_NOUN = 1
_NO_OBJECT = frozenset({"with", "from", "of", "beside"})


def _sufferer(
    scene: Scene, trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt], *, doer: PartyAt | None
) -> PartyAt | None:
    for scope in (clause, acting):
        found = [
            p for p in ahead_of(scope, trigger) if p is not doer and p.cue not in LOCATIVE | {"by", "from", "with"}
        ]
        if scene.grammar.order == "sov":
            found = [p for p in found if p.cue not in OPPOSING - {"object"} and not _owns_force(scene, p)] or found
        if scene.grammar.after and scope is not clause:
            found = [p for p in found if not _owns_force(scene, p)]  # "bombs of A's: four dead"
        counted = (p for p in found if scene.grammar.order == "sov" and _is_counted(scene, p))
        if found:
            return next(counted, None) or _not_the_attackers(scene, found)
    fallen = inversion.fallen(scene, trigger, clause)
    if fallen is not None and fallen is not doer:
        return fallen
    return next((p for p in behind(clause, trigger) if p is not doer and p.cue in {"on", "against"}), None)


def _not_the_attackers(scene: Scene, found: list[PartyAt]) -> PartyAt:
    """ "Two policemen and two fighters of the R killed": of the dead of both sides those who are no group."""
    last, first = found[0], found[1] if len(found) > 1 else found[0]
    joint = scene.mark_at(first.last)
    listed = joint is not None and joint.has("role", "and") and last.first - joint.last <= _COUNTED_NOUN
    mixed = last.kind == PartyKind.NONSTATE_GROUP and first.kind in {PartyKind.STATE_FORCES, PartyKind.CIVILIANS}
    return first if listed and mixed else last


def _owns_force(scene: Scene, party: PartyAt) -> bool:
    """ "X in the strike of A killed": whose strike it was, right beside the noun, is not who was killed."""
    noun = scene.mark_before(party.first) if scene.grammar.after else scene.mark_at(party.last)
    return noun is not None and party.bare and any(s.group == "kinetic" and s.form == "noun" for s in noun.signs)


def _noun(
    scene: Scene, trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt], *, doer: PartyAt | None
) -> tuple[PartyAt | None, PartyAt | None]:
    if trigger.value == _SHOT_DOWN and doer is not None and doer.bare and doer.adjective:
        return None, doer  # "the downing of B's drones", where one word is both "of" and "by"
    after = [p for p in behind(clause, trigger) if p is not doer]
    facing = ahead_of(clause, trigger) if scene.grammar.post else after
    struck = undergoing.sufferer(scene, trigger, clause)
    struck = struck or next((p for p in facing if p.cue in OPPOSING and p is not doer), None)
    owner = None if doer else _whose(scene, trigger, clause)
    if trigger.value == "seize" and doer is None and owner is None:
        doer = next((p for p in acting if p.speaker and p.state), None)  # "A reports the capture of"
    if (
        scene.grammar.after
        and owner is not None
        and (trigger.value == _SHOT_DOWN or (trigger.value in _SUFFERED and not owner.bare))
    ):
        return doer or _opponent(scene, trigger, acting), owner
    if owner is not None and owner.located and not owner.adjective:
        owner = None
    if owner is not None and struck in {None, owner} and _is_struck(scene, trigger, owner):
        return doer, owner
    whence = [] if trigger.value == _SHOT_DOWN else after  # what is shot down also comes from somewhere
    initiator = (
        doer or owner or spoken.carrier(scene, trigger, clause) or _agent(trigger, clause) or _sender(scene, whence)
    )
    if struck is None:
        struck = next((p for p in after if p is not initiator and _may_be_struck(trigger, p)), None)
    if struck is None and trigger.value in _SUFFERED:
        struck = next((p for p in after if p.cue == "of"), None)
    return _with_the_hurt(initiator, struck, hurt.before(scene, trigger, acting))


def _is_struck(scene: Scene, trigger: Trigger, owner: PartyAt) -> bool:
    """ "The wounding of three soldiers", "strikes on A", "the bombardment of G's base": whom a noun has beside it, and who did nothing."""
    if owner.first >= trigger.last and owner.common in _HELD:
        return True
    casualty = owner.last <= trigger.first and hurt.is_casualty(scene, owner)
    return casualty or (owner.cue in {"on", "against"} and not owner.adjective)


def _whose(scene: Scene, trigger: Trigger, clause: list[PartyAt]) -> PartyAt | None:
    """Whose act a noun tells of; "the D scuffle": a name that nobody knows says where."""
    owner = _modifier(scene, trigger, clause)
    unknown = owner is not None and owner.kind == PartyKind.ORGANISATION and trigger.value == "clash"
    return None if unknown or (owner is not None and _is_where(scene, trigger, owner)) else owner


def _is_where(scene: Scene, trigger: Trigger, owner: PartyAt) -> bool:
    """ "The A suicide bombing", "an A kidnapping": a state's name before a deed of people says where or of whose people, but "A's abduction of"."""
    if not owner.bare or trigger.value not in _DEEDS_OF_PEOPLE:
        return False
    follower = scene.mark_at(trigger.last)
    return trigger.value == "suicide" or follower is None or not follower.has("role", "of")


def _may_be_struck(trigger: Trigger, party: PartyAt) -> bool:
    """Whoever follows a noun of force; a state alone only as whom one fights: "fighting with A"."""
    if party.bare:
        return trigger.value == "clash" and party.cue == "with"
    return party.cue in {"", "of", "between", "with"}


def _with_the_hurt(
    initiator: PartyAt | None, struck: PartyAt | None, victim: PartyAt | None
) -> tuple[PartyAt | None, PartyAt | None]:
    """Those hurt were struck, where nobody else is said to be; "three soldiers hurt in a clash with rebels": by the rebels."""
    if victim is not None and initiator is None and struck is not None and struck.cue == "with":
        return struck, victim
    if (struck is None or struck.located) and victim is not None and victim is not initiator:
        struck = victim
    return (None, initiator) if initiator is not None and initiator is struck else (initiator, struck)


def _agent(trigger: Trigger, clause: list[PartyAt]) -> PartyAt | None:
    """Whoever bears the mark of a doer does what the sentence is about, also where the verb is a noun and "made"."""
    return next((p for p in clause if p.cue == "agent"), None) if trigger.main else None


def _verb_final_or_first(
    scene: Scene, trigger: Trigger, clause: list[PartyAt], *, doer: PartyAt | None
) -> tuple[PartyAt | None, PartyAt | None]:
    """Verb-final: first is the doer, an object marker or the second the sufferer. Verb-first: the same among those behind the verb."""
    before = list(reversed(ahead_of(clause, trigger)))
    pool = before if scene.grammar.order == "sov" or before else behind(clause, trigger)
    free = [p for p in pool if not p.located]
    if not free and trigger.value == _GO_IN:
        free = [p for p in behind(clause, trigger) if not p.located]  # "entered A: soldiers of B"
    initiator = (
        doer
        or inversion.subject_of_told(scene, trigger, free)
        or inversion.owner_of_arms(scene, free)
        or next((p for p in free if p.cue in {"", "agent"}), None)
    )
    if scene.grammar.order == "vso" and initiator is None:
        initiator = _from(scene, free)
    if _is_blow(scene, trigger, initiator):
        return None, initiator
    marked = next((p for p in free if p is not initiator and p.cue in OPPOSING), None)
    rest = [p for p in free + behind(clause, trigger) if p is not initiator and p.cue != "by" and not p.located]
    return initiator, marked or next(iter(rest), None)


def _is_blow(scene: Scene, trigger: Trigger, party: PartyAt | None) -> bool:
    """ "The blast three soldiers killed": where no word marks the object, what kills is the noun of force before the only party."""
    if party is None or party.cue or trigger.value != "kill" or scene.grammar.order != "sov":
        return False
    low, _ = scene.window(trigger.first)
    return any(m.has("kinetic") and low <= m.first and m.last <= party.first for m in scene.of("kinetic"))
