"""Whose words and steps: who acts and whom it is for, in acts of diplomacy, posture and closure.

Decides the two sides of one trigger that isn't force. Doesn't decide who only speaks.
"""

from collections.abc import Sequence

from monitor.extraction.casting import captivity, carrying, edges, ground, inversion, moving, second, ways, worded
from monitor.extraction.naming import brackets
from monitor.extraction.naming.party_at import NOBODYS, PEOPLE, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import objects
from monitor.extraction.telling.triggers import Trigger, ahead_of, behind
from monitor.extraction.words.steps import ACCUSED, DETAINED, REOPENED, VIOLATED, WARNED
from monitor.extraction.words.vocabulary import POST
from monitor.model.reports import PartyKind

Parties = Sequence[PartyAt]
Sides = tuple[PartyAt | None, PartyAt | None]

_HANDED = "with_protest"
"""What a participle needs that is said of a note."""
_TO_ANOTHER = "to_another"
"""What a noun needs that is said of one state to another."""
_DOING = frozenset({"", "by", "of"})
BY_OTHERS = ("diplo_coop.restraint", "diplo_coop.mediation_offer")
"""Appeals and offers: each who is named makes one of his own."""
_TO_OTHERS = (*BY_OTHERS, "diplo_hostile.ultimatum")
_MET = "diplo_coop.contact"
_RECALLED = "diplo_hostile.envoy_recalled"
_SAID = (
    "diplo_hostile.threat", "diplo_hostile.ultimatum", "diplo_hostile.accuse", "diplo_hostile.third_party", "diplo_coop.third_party",
)  # fmt: skip
"""What is done by saying it: whoever is quoted does it."""
_SAID_TOGETHER = ("diplo_hostile.condemn", "diplo_hostile.threat", "diplo_hostile.accuse", "diplo_hostile.third_party")
"""What two who are named in one breath say of a third."""
_JOINED = 1  # between "and" and the second name: an article
_MOVES = ("posture.", "material_deesc.withdrawal")
"""What forces do of themselves, whoever tells of it: "A's jets fly near B's post, B says"."""
_SHUT = ("coercion.crossing", "coercion.airspace")
_OF_SUBJECTS = (*_SHUT, "posture.")
"""States aren't closed, and nobody deploys or flies another's forces: "A keeps the border shut", "A's troops deployed"."""
_WHOM = frozenset({"", "object", "to"})
_DONE_BY = ("coercion.", "posture.violation")
"""What "by" right behind tells the doer of, whoever stands before: "A's gates shut by B", "A claims a violation of its airspace by B"."""
_PLACED = frozenset({"in", "inside", "on", "to", "at"})
_WORDS = ("diplo_hostile.condemn", "diplo_hostile.threat", "diplo_hostile.complaint", "diplo_hostile.accuse")
_MINISTRY = "foreign ministry"
"""A general word of the lexicon (its ``form``) for who speaks for a state, though the sentence names none."""
_OWNED = (*_WORDS, "diplo_hostile.ultimatum", "posture.deployment", "posture.exercise", "posture.alert", "coercion.trade")  # fmt: skip
"""Steps that are somebody's words, and those whose nouns are of him who takes them."""


def sides(scene: Scene, trigger: Trigger, clause: Parties, acting: Parties) -> Sides:
    """Who does an act of diplomacy, posture or closure, and for whom it is."""
    if trigger.voice == "passive":
        return _passive(scene, trigger, clause, acting)
    if scene.grammar.order != "svo" or trigger.voice == "phrase":
        return _spoken_elsewhere(scene, trigger, clause, acting)
    if trigger.value.startswith(DETAINED) and (held := _held_at(scene, trigger, clause)):
        return held
    if trigger.value == WARNED and inversion.is_strangers(scene, trigger):
        return None, next((p for p in ahead_of(acting, trigger) if _may_be_told(p)), None)
    last = second.sides(scene, trigger, clause) if scene.grammar.second else None
    turned = last or inversion.quoted(scene, trigger, clause, acting)
    if turned is None and (trigger.value != ACCUSED or trigger.first == scene.first):  # "accuses A B"
        turned = inversion.subject_behind(scene, trigger, clause, acting)
    return turned or _between(scene, trigger, acting) or _in_order(scene, trigger, clause, acting)


def _is_both_cases(scene: Scene, trigger: Trigger, doers: Parties) -> bool:
    """ "A's police detained soldiers of B": behind an active verb with its subject Czech's ending for "by" is that of whom it is done to."""
    active = trigger.voice == "verb" and bool(scene.grammar.accusative) and trigger.value.startswith(DETAINED)
    return active and any(not p.cue for p in doers)


def _in_order(scene: Scene, trigger: Trigger, clause: Parties, acting: Parties) -> Sides:
    """The subject is the actor, the first other state behind the verb the addressee."""
    doers = ways.subjects(scene, trigger, clause)
    doers = _of_both(scene, trigger, doers) if len(doers) > 1 and trigger.voice == "verb" else doers
    held = _is_both_cases(scene, trigger, doers)
    if trigger.value.startswith(_TO_OTHERS):
        doers = doers[-1:]  # "A urges B and C to show restraint": the first named
    elif trigger.voice == "verb" and brackets.closed_by(scene, trigger.first):
        doers = [p for p in reversed(doers) if not p.cue][:1] or doers
    else:
        by = [p for p in behind(clause, trigger) if p.cue == "by"]
        carried = trigger.voice == "verb" and any(p.last <= trigger.first and not p.cue for p in acting)
        reach = _JOINED if trigger.value == VIOLATED else 1 + _JOINED  # "an incursion reported by B"
        shut = not held and trigger.value.startswith(_DONE_BY) and by[:1] and by[0].first - trigger.last <= reach
        doers = by if shut else doers + ([] if carried else by)  # "A's gates shut by B", "on ground claimed by B"
    owners = _whose_words(scene, trigger, clause) if trigger.value.startswith(_OWNED) else []
    if owners or trigger.voice == "noun":
        doers = owners or _without_owners(trigger, doers)
    of = scene.grammar.after or scene.passage.folded.tokens[trigger.last - 1] == moving.OF
    doers = doers or (moving.troops(scene, trigger, clause) if of else [])
    bearer = (carrying.subject(scene, trigger, clause) or _judge(trigger, acting)) if trigger.voice == "noun" else None
    nearest = _head_of_list(scene, _of_a_state(doers), acting)
    initiator = bearer or _intruder(scene, trigger, clause) or nearest or _unmarked_doer(scene, trigger, acting)
    own = initiator.state if initiator else None
    told = [
        p
        for p in behind(acting, trigger)
        if _may_be_told(p) and not (own and p.state == own) and (held or p.cue != "by")
    ]
    if trigger.value.startswith("posture."):
        told = [p for p in told if not _is_before_it(scene, p)]
    earlier = [p for p in ahead_of(acting, trigger) if p is not initiator and p.state != own and _may_be_told(p)]
    earlier = [p for p in earlier if not _says_it_too(scene, trigger, initiator, p)]
    if trigger.value.startswith(_MET):  # "A's and B's ministers meet in D", "A's in D with B's"
        told = [p for p in told if p.cue == "with"] or [p for p in told if not (p.located and earlier)]
    target = next(iter(told), None)
    if earlier and _is_of_the_first(scene, trigger):
        return initiator, earlier[0]
    if target is None and trigger.value == ACCUSED and _accuses_others(trigger, acting):
        return initiator, None
    return initiator, target or next((p for p in earlier if p.topic), None) or next(iter(earlier), None)


def _of_both(scene: Scene, trigger: Trigger, doers: list[PartyAt]) -> list[PartyAt]:
    """ "A blames B's army and vows to respond": of two verbs that "and" joins, whoever stands before both."""
    joint = scene.mark_before(trigger.first)
    if joint is None or joint.last != trigger.first or not joint.has("role", "and") or doers[-1].cue:
        return doers
    between = (m for m in scene.marks if doers[-1].last <= m.first and m.last <= doers[0].first)
    return doers[-1:] if any(mark.word.acts and not mark.names for mark in between) else doers


def _whose_words(scene: Scene, trigger: Trigger, clause: Parties) -> list[PartyAt]:
    """Whose word it is, right behind it: "note of protest of A's", "warning from A to B", by a case; but of whom "condemnation" is."""
    said = trigger.voice == "noun" or scene.passage.folded.tokens[trigger.last - 1].endswith("ing")
    if not said:
        return []
    cues = set() if _is_reproach(scene, trigger) else {"of"}
    if trigger.value.startswith("diplo_hostile"):
        cues.add("from")
    bare = [p for p in clause if p.bare and 0 <= p.first - trigger.last <= 2]
    free = (scene.grammar.accusative or trigger.needs == _TO_ANOTHER) and not ahead_of(clause, trigger)
    follows = scene.grammar.after and not scene.grammar.adjective_before  # "an ultimatum A-ish"
    beside = [p for p in bare if p.first == trigger.last and not p.cue and (free or follows)]
    return [p for p in bare if p.cue in cues] or beside


def _is_reproach(scene: Scene, trigger: Trigger) -> bool:
    mark = scene.mark_at(trigger.first)
    return mark is not None and mark.has("object", "reproach")


def _between(scene: Scene, trigger: Trigger, acting: Parties) -> tuple[PartyAt, PartyAt] | None:
    """ "C welcomes the truce between A and B", "a truce takes effect between A and B": whose it is, whoever speaks of it."""
    follower = scene.mark_at(trigger.last)
    if follower is None or not follower.has("role", "between"):
        return None
    if trigger.voice != "noun" and any(party.last <= trigger.first for party in acting):
        return None  # "C offers to mediate between A and B" is C's step
    pair = [p for p in behind(acting, trigger) if p.cue == "between" and _may_be_told(p)][:2]
    return (pair[0], pair[1]) if len(pair) > 1 and pair[0].state != pair[1].state else None


def _says_it_too(scene: Scene, trigger: Trigger, one: PartyAt | None, other: PartyAt) -> bool:
    """ "A and B condemn it": neither speaks to the other, unless each to each."""
    if one is None or not trigger.value.startswith(_SAID_TOGETHER) or ("role", "mutual") in scene.senses:
        return False
    joint = scene.mark_at(one.last)
    return joint is not None and joint.has("role", "and") and other.first - joint.last <= _JOINED


def _accuses_others(trigger: Trigger, acting: Parties) -> bool:
    """ "A's army blames paramilitaries": somebody of nobody's right behind the verb, and nobody whom the text named before."""
    near = (p for p in behind(acting, trigger) if p.first - trigger.last <= 1 and not p.cue)
    return trigger.voice == "verb" and any(p.kind != PartyKind.CIVILIANS for p in near)


def _without_owners(trigger: Trigger, doers: list[PartyAt]) -> list[PartyAt]:
    """ "A answers B's move with an expulsion": not whose something else was, where somebody stands before it who does it."""
    free = [p for p in doers if not (p.bare and p.adjective and p.last != trigger.first)]
    return free if any(not p.cue for p in free) else doers


def _of_a_state(doers: Parties) -> PartyAt | None:
    """The nearest; "A puts its army on alert and moves tanks": not an army of nobody's, where a state stands before it."""
    nearest = next(iter(doers), None)
    if nearest is None or nearest.state or nearest.entity or nearest.kind != PartyKind.STATE_FORCES:
        return nearest
    return next((p for p in doers if p.state and not p.cue), nearest)


def _judge(trigger: Trigger, acting: Parties) -> PartyAt | None:
    """ "A told B that the law is a violation of its sovereignty": what a thing is called, whoever speaks calls it."""
    if not trigger.value.startswith("diplo_hostile"):
        return None
    owner = next(iter(ahead_of(acting, trigger)), None)
    if owner is not None and owner.adjective and owner.last == trigger.first:
        return None  # "A says B's protest"
    return next((p for p in ahead_of(acting, trigger) if p.speaker and p.state), None)


def _is_before_it(scene: Scene, party: PartyAt) -> bool:
    """ "A masses troops after C's strike on B": who is only named for what came before."""
    low, _ = scene.window(party.first)
    opener = scene.mark_at(low)
    return opener is not None and opener.has("role", "after")


def _intruder(scene: Scene, trigger: Trigger, clause: Parties) -> PartyAt | None:
    """ "Drones from B enter A's airspace": whence they came, whoever says so; "A shuts its sky over [balloons from] B"."""
    if not trigger.value.startswith("posture.violation"):
        return None
    word = scene.mark_at(trigger.first)
    if word is not None and word.has("object", "craft"):
        return next((p for p in clause if p.first == trigger.last and p.state), None)
    return next((p for p in ahead_of(clause, trigger) if p.cue == "from" and p.state), None)


def _passive(scene: Scene, trigger: Trigger, clause: Parties, acting: Parties) -> Sides:
    """ "The envoy was summoned by B"; where nobody can be meant to suffer it ("A keeps the border shut"), its subject does it."""
    ahead = ahead_of(clause, trigger) if scene.grammar.adjective_before or scene.grammar.order != "svo" else []
    doer = next((p for p in (*behind(acting, trigger), *ahead) if p.cue == "by"), None)
    near = (p for p in behind(acting, trigger) if p.first - trigger.last <= 1 + _JOINED)
    accused = next((p for p in near if p.cue == "on" and _may_be_told(p)), None)
    if accused is not None and trigger.value == ACCUSED:  # "a raid blamed on A"
        teller = next((p for p in acting if p.state and p.state != accused.state and not p.located), None)
        return doer or teller, accused
    told = next((p for p in behind(clause, trigger) if p.cue == "to" and p.state), None)
    if told is not None and trigger.needs == _HANDED:
        return doer, told  # "a note over A's tanks handed to B's envoy"
    sufferer, held = _sufferer(trigger, clause, doer), trigger.value.startswith(DETAINED)
    if doer is None and held:
        hosts = (p for p in behind(acting, trigger) if p.located and (p.bare or p.common == POST))
        doer = next((p for p in hosts if sufferer and _is_of_another(p, sufferer)), None)
    if sufferer is None and trigger.value == DETAINED:  # "troops of A who fled the R disarmed at the line"
        sufferer = next((p for p in ahead_of(acting, trigger) if p.state and p.kind in PEOPLE and not p.cue), None)
    if trigger.first in scene.hard and sufferer is None:
        doer, sufferer = _of_the_clause_before(scene, trigger, acting, doer)
    moves = sufferer is not None and sufferer.kind == PartyKind.STATE_FORCES and trigger.value.startswith(_MOVES)
    if doer is None and not moves and trigger.value.startswith((*_SAID, *_OF_SUBJECTS, REOPENED)):
        struck = sufferer.state if sufferer is not None else None
        doer = next((p for p in acting if p.speaker and p.state and p.state != struck), None)
    if doer is None and sufferer is not None and trigger.value.startswith(_OF_SUBJECTS) and not sufferer.cue:
        return sufferer, next((p for p in behind(acting, trigger) if p.state not in (None, sufferer.state)), None)
    return doer, sufferer


def _sufferer(trigger: Trigger, clause: Parties, doer: PartyAt | None) -> PartyAt | None:
    """Of those before a passive verb the nearest state; "a trader held in B freed": not where somebody was."""
    if trigger.value in {WARNED, ACCUSED}:  # "A said that the R would pay for it", "that the R was behind it"
        threatened = next((p for p in ahead_of(clause, trigger) if _may_be_told(p) and not p.speaker), None)
        if threatened is not None:
            return threatened
    held = trigger.value.startswith(DETAINED)  # "a student escorted by C's soldiers is held": not they
    states = [p for p in ahead_of(clause, trigger) if p is not doer and p.state and not (held and p.cue == "by")]
    return next((p for p in states if not p.located), next(iter(states), None))


def _is_of_another(party: PartyAt, other: PartyAt) -> bool:
    return None not in (party.state, other.state) and party.state != other.state


def _of_the_clause_before(scene: Scene, trigger: Trigger, acting: Parties, doer: PartyAt | None) -> Sides:
    """ "Soldiers of A stray into B, arrested", "held by an army": by whose army nobody says, by that of the state which they went into."""
    sufferer = objects.carried_over(scene, trigger, acting)
    if sufferer is None or (doer is not None and doer.state):
        return doer, sufferer
    there = (p for p in acting if p.bare and sufferer.last <= p.first < trigger.first and p.state != sufferer.state)
    return next(there, doer), sufferer


def _held_at(scene: Scene, trigger: Trigger, clause: Parties) -> tuple[PartyAt, PartyAt] | None:
    """ "Held in A four soldiers of B", where the participle may come first: where they are held is whose act it is."""
    if not scene.grammar.after or trigger.voice == "noun" or any(p.last <= trigger.first for p in clause):
        return None
    held = next((p for p in behind(clause, trigger) if p.state and p.kind in PEOPLE and p.cue in _WHOM), None)
    host = next((p for p in behind(clause, trigger) if p.state and p.bare and p.cue in _PLACED), None)
    return (host, held) if held is not None and host is not None and host.state != held.state else None


def _unmarked_doer(scene: Scene, trigger: Trigger, acting: Parties) -> PartyAt | None:
    """Whoever stands before the word outside its clause; else behind a noun that opens the text; else who says so."""
    shut = trigger.value.startswith((*_SHUT, REOPENED))
    beside = ways.BEYOND if shut else ways.BESIDE
    ahead = (p for p in acting if p.last <= trigger.first and not (p.located or p.topic) and p.cue not in beside)
    ahead = (p for p in ahead if not (shut and ways.is_way(scene, p)))
    found = next((p for p in ahead if p.cue != "of" or scene.grammar.order != "svo"), None)
    if found is None and trigger.voice == "noun" and scene.broken(trigger.last - 1, trigger.last):
        found = next((p for p in behind(acting, trigger) if p.state and not p.located and not p.cue), None)
    return found or next((p for p in acting if p.speaker or p.topic), None)


def _may_be_told(party: PartyAt) -> bool:
    """A state, or a group known by its name."""
    return bool(party.state or (party.entity and party.kind == PartyKind.NONSTATE_GROUP))


def _head_of_list(scene: Scene, party: PartyAt | None, acting: Parties) -> PartyAt | None:
    """ "A, B can settle it", "A, B and C agree": the first named stands first, and the comma between them opens no clause."""
    head = party
    while head is not None and (before := _before_in_list(scene, head, acting)) is not None:
        head = before
    return head


def _before_in_list(scene: Scene, party: PartyAt, acting: Parties) -> PartyAt | None:
    joint, start = scene.mark_before(party.first), party.first
    if joint is not None and joint.has("role", "det"):
        start, joint = joint.first, scene.mark_before(joint.first)
    edge = joint.first if joint is not None and joint.has("role", "and") else start
    if edge == start and (scene.passage.folded.gap(edge) != ", " or _opens_with_the_past(scene, edge)):
        return None
    heads = (p for p in acting if p.last == edge and not (p.cue or p.topic))
    shared = edge != start and party.bare  # "the ministers of A and B", where whose they are stands behind
    return next((p for p in heads if p.bare or p.common == party.common or (shared and not p.adjective)), None)


def _is_of_the_first(scene: Scene, trigger: Trigger) -> bool:
    """ "A scrambles jets as B's drone enters its airspace": whose it is was named before."""
    if trigger.value != VIOLATED:
        return False
    return not {"its", "their"}.isdisjoint(scene.passage.folded.tokens[trigger.first : trigger.last + 1])


def _opens_with_the_past(scene: Scene, comma: int) -> bool:
    """ "After drills held by A, B fires ...": the comma ends what the sentence looks back on."""
    opener = scene.mark_at(scene.first)
    return opener is not None and opener.has("role", "after") and bool(scene.hard) and scene.hard[0] == comma


def _spoken_elsewhere(scene: Scene, trigger: Trigger, clause: Parties, acting: Parties) -> Sides:
    """Where order doesn't tell: who bears the mark of a doer or none. Appeals and offers are an organisation's, too."""
    appeal = trigger.value.startswith((*BY_OTHERS, ACCUSED))
    office = trigger.value.startswith(_WORDS)
    pool = [
        p
        for p in (*clause, *(p for p in acting if p not in clause))
        if p.state or (p.entity and appeal) or (office and p.common == _MINISTRY)
    ]
    pool.sort(key=lambda p: p.topic)
    if trigger.value == VIOLATED and (entered := ground.entered(scene, trigger, pool)) is not None:
        return entered
    quoted = trigger.value.startswith(_SAID)
    described = edges.described(scene, trigger, clause)
    initiator = described or next((p for p in pool if quoted and p.person and p.speaker), None)
    marks = ("agent", "by") if scene.grammar.after and trigger.voice == "verb" else ("agent",)
    initiator = initiator or next((p for cue in marks for p in pool if p.cue == cue), None)
    initiator = initiator or captivity.holder(scene, trigger, pool)
    initiator = initiator or next((p for p in pool if quoted and p.speaker), None)
    initiator = initiator or worded.owner_of_word(scene, trigger, pool)
    officials = [p for p in pool if p.kind != PartyKind.CIVILIANS]
    if scene.grammar.post and trigger.voice == "verb":  # "A'of strike condemns B": B, a bare name behind the verb
        initiator = initiator or _at_end(scene, behind(officials, trigger))
    if office:
        initiator = initiator or edges.right_before(scene, trigger, officials)
    initiator = initiator or next((p for p in officials if p.cue in _DOING and not p.located and not p.adjective), None)
    acts = [p for p in pool if not p.located]
    initiator = initiator or next((p for p in acts if p.cue != "object"), None) or next(iter(acts), None)
    initiator = edges.named_by(scene, trigger, pool) or _head_of_list(scene, initiator, acting)
    own = initiator.state if initiator else None
    others = [p for p in pool if p.state != own]
    target = next((p for p in others if p.cue == "object"), None)
    target = target or next((p for p in others if not p.located), None) or next(iter(others), None)
    if initiator is not None and _are_taken(trigger, initiator, target, clause):
        return target, initiator  # "B's soldiers arrested", "in A B's soldiers arrested"
    alone = initiator if target is None else None
    if alone is not None and (alone.kind == PartyKind.CIVILIANS or _is_left(trigger, alone)):
        return None, initiator  # "ten of B's fishermen arrested", "recalls its envoy from B"
    return initiator, target


def _at_end(scene: Scene, parties: Parties) -> PartyAt | None:
    """The first of the bare names with which the clause ends."""
    names = [p for p in parties if p.bare and not p.cue and (p.capital or not p.adjective)]
    ends = bool(names) and (names[-1].last >= scene.last or scene.broken(names[-1].last - 1, names[-1].last))
    return names[0] if ends else None


def _are_taken(trigger: Trigger, party: PartyAt, other: PartyAt | None, clause: Parties) -> bool:
    """Where no ending tells who arrests: of people beside whom only a place is named, and nobody whom they could have taken, it is said of them."""
    if trigger.value != DETAINED or trigger.voice == "noun" or party.kind not in PEOPLE or party.cue == "agent":
        return False
    if other is not None and not other.located and not (other.bare and other.cue in ways.BESIDE):
        return False  # nobody is told by "at the line with B"
    return not any(one is not party and one.kind in {*PEOPLE, *NOBODYS} for one in clause)


def _is_left(trigger: Trigger, party: PartyAt) -> bool:
    return trigger.value.startswith(_RECALLED) and party.cue == "from" and party.bare
