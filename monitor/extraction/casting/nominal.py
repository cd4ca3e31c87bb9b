"""Whose act a noun of force names, and against whom: "B's raid on A", "the killing of nine", "an A drone strike".

Decides the two sides of such a noun from possessives, compounds, genitives and prepositions. Doesn't decide verbs.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.extraction.casting import active, carrying, clashes, hurt, shots, whence
from monitor.extraction.naming.party_at import BORDER, PartyAt
from monitor.extraction.scenes.scene import AND, BY, OPPOSING, Scene
from monitor.extraction.telling import undergoing
from monitor.extraction.telling.triggers import Trigger, ahead_of, behind
from monitor.extraction.words.steps import PROTESTED
from monitor.extraction.words.vocabulary import STRUCK, Mark
from monitor.model.reports import PartyKind

_INTO = "incursion"
"""A word of force for going in: somebody's "invasion of A" is of the ground of A."""
_SUFFERED = frozenset({"kill", "abduct", "assassinate"})
"""Nouns whose genitive is the sufferer: "the killing of nine"."""
_SHELLED = "shell"
"""A word of force for what comes from somebody's ground."""
SHOT_DOWN = "shootdown"
"""A noun whose genitive is what came down, whose ever it is."""
_OF_TWO = _SUFFERED | {SHOT_DOWN}
"""Nouns behind which, where the verb comes first, both sides may stand without a preposition."""
_STRUCK = frozenset(
    {"military post", "hideouts", "embassy", "envoy", "police", "soldiers", "leader", "foreign minister"}
)
"""General words of the lexicon (its ``form``) that with "of" behind a noun of force are what it struck."""
_FORCES = frozenset({"soldiers", "police"})
_BY_FORCES = frozenset({"attack", "offensive", "incursion", "raid"})
"""Acts of which "of A's soldiers" says who did them, where whom they struck takes another preposition."""
_AT = frozenset({"", "in"})
"""Relations of what was struck to a noun behind it: "an A post attack", "in A post attack"."""
_RANK, _WORST = ("count", "rank"), ("object", "superlative")
_BEFALLEN = ("killed", "injured", "missing")
_FACED = frozenset({"against", "object"})
"""Relations of a clash to a side of it; "on" and "at" say where it was."""
_PROTEST = ("event", PROTESTED)
_OUTER_REACH = 2
"""Tokens between a noun of force and the one that it belongs to: "attack'of strong condemnation"."""
_MODIFIER_REACH = 3
"""Tokens between an adjective and the noun it makes the act of: "A's missile and drone strike"."""
_OF_NATURE = ("weather", "disaster", "accident")
"""Kinds of news whose words own an act that isn't a state's: "an A lightning strike"."""
_OWN = frozenset({"seize", "offensive"})
"""Acts of nobody named that are the teller's own."""
_DEEDS_OF_PEOPLE = frozenset({"suicide", "abduct"})
"""What no state is meant to have done when its bare name stands before the noun."""


def _modifier(scene: Scene, trigger: Trigger, parties: list[PartyAt]) -> PartyAt | None:
    """The party that owns a noun: "B's raid", "the A drone strike"; right behind it where the genitive follows."""
    beyond = _owner_behind if scene.grammar.after else _owner_at_end
    owner = beyond(scene, trigger, parties)
    if owner is not None:
        return owner
    before = next(iter(ahead_of(parties, trigger)), None)
    if scene.grammar.post and (armed := _owner_of_arms(scene, trigger, parties)) is not None:
        return armed
    if scene.grammar.post and not (before is not None and before.adjective and before.last == trigger.first):
        owner = _owner_ahead(scene, trigger, parties)
        if owner is not None and (owner.state or trigger.value not in _SUFFERED):
            return owner
    if before is None or trigger.first - before.last > _MODIFIER_REACH or scene.broken(before.last - 1, trigger.first):
        return None
    gap = [mark for mark in scene.marks if before.last <= mark.first and mark.last <= trigger.first]
    if gap and gap[0].has("role", "and") and gap[0].first == before.last and scene.grammar.order == "svo":
        return None  # "the killing of two soldiers and the wounding of a third"
    spare = ("and", "det", "led", "in") if _is_of_joint(scene, before) else ("and", "det", "led")
    if any(_parts(mark, spare) for mark in gap) and not (before.adjective and len(gap) == 1 and _is_said(gap[0])):
        return None
    unmarked = trigger.first - before.last - sum(mark.last - mark.first for mark in gap)
    return before if before.adjective or not unmarked else None


def _owner_ahead(scene: Scene, trigger: Trigger, parties: list[PartyAt]) -> PartyAt | None:
    """ "A'of on-B attack"; of "A'of in-B attack'of condemnation" A owns the last noun, if both words of belonging have one ending."""
    owners = [p for p in parties if p.last <= trigger.first and _owns_act(scene, p)]
    beside = next((p for p in owners if p.last == trigger.first), None)
    if beside is not None or not owners or not _is_condemned(scene, trigger):
        return beside or next(iter(owners), None)
    tokens = scene.passage.folded.tokens
    return None if tokens[owners[0].last] == tokens[trigger.last] else owners[0]


def _is_condemned(scene: Scene, trigger: Trigger) -> bool:
    """ "Attack'of strong condemnation": whoever stands first may have to do with the last noun alone."""
    if _PROTEST not in scene.senses or not scene.grammar.post or trigger.last >= scene.last:
        return False
    return any(0 <= mark.first - trigger.last <= _OUTER_REACH for mark in scene.of(*_PROTEST))


def _owner_of_arms(scene: Scene, trigger: Trigger, parties: list[PartyAt]) -> PartyAt | None:
    """ "A-ish jets'of of-B village on bombing": whose the arms are that the act belongs to."""
    if trigger.value in _SUFFERED or trigger.value == SHOT_DOWN or "means" not in scene.senses:
        return None
    for party in parties:
        arms = scene.mark_at(party.last) if party.adjective and party.last <= trigger.first else None
        if arms is not None and arms.has("means") and scene.cue(arms.first, arms.last) == "of":
            return party
    return None


def _owner_at_end(scene: Scene, trigger: Trigger, parties: list[PartyAt]) -> PartyAt | None:
    """ "In A strike B'of": a headline may end with whose act it was, where the name's own ending says "of"."""
    behind = (p for p in parties if p.first == trigger.last and p.bare and p.cue == "of")
    owner = next(behind, None) if scene.grammar.post else None
    if owner is None or trigger.value in _SUFFERED:
        return None
    return owner if owner.last >= scene.last or scene.broken(owner.last - 1, owner.last) else None


def _parts(mark: Mark, spare: Sequence[str]) -> bool:
    """Whether a word makes an owner and a noun two: only some short words, and any that say nothing to us, may stand between them."""
    senses = mark.senses
    if "event" in senses or "count" in senses or mark.has("filter", *_OF_NATURE):
        return _RANK not in senses  # "A's third strike"
    return "role" in senses and not mark.has("role", "border", *spare)


def _is_said(mark: Mark) -> bool:
    """ "A's alleged strike": a word for telling, which between an owner and his act only says that it is told."""
    return mark.has("role", "say")


def _is_of_joint(scene: Scene, party: PartyAt) -> bool:
    """ "OF A in shots": where the word of belonging comes first, a preposition may stand between an owner and his act."""
    joint = scene.mark_before(party.first)
    return joint is not None and "joint" in joint.word.forms


def _owner_behind(scene: Scene, trigger: Trigger, parties: list[PartyAt]) -> PartyAt | None:
    """The party right behind a noun, unless another word for an act or for the dead comes first: "attack kills three soldiers of A"."""
    near = (p for p in behind(parties, trigger) if p.first - trigger.last < _MODIFIER_REACH)
    # "A's attack OBJECT": where the genitive follows, the mark of the object behind it is the whole phrase's
    held = {"", "object"} if scene.grammar.order == "sov" else {""}
    owner = next((p for p in near if p.cue in held or (p.cue == "of" and _can_act(trigger, p))), None)
    if owner is None or scene.broken(trigger.last - 1, owner.first):
        return None
    gap = [mark for mark in scene.marks if trigger.last <= mark.first < owner.first]
    acts = any(mark.has("kinetic") or mark.has("event") or mark.has("count", *_BEFALLEN) for mark in gap)
    return None if acts else owner


def _can_act(trigger: Trigger, party: PartyAt) -> bool:
    """ "The attack of A", "of A's troops", "of the rebels", but "the attack of the base": what only suffers owns no act."""
    forces = party.common in _FORCES and party.state is not None and trigger.value in _BY_FORCES
    return party.kind in active.ACTORS and (party.common not in _STRUCK or forces)


def _owns_act(scene: Scene, party: PartyAt) -> bool:
    """ "Of A" belongs to the act at the clause's end, unless a noun of its own ("the city of", "the office of") follows at once."""
    armed = party.kind == PartyKind.NONSTATE_GROUP or (party.state and party.kind == PartyKind.STATE_FORCES)
    rules = bool(party.entity and party.state) and party.kind == PartyKind.GOVERNMENT and not party.person
    if party.cue != "of" or not (party.bare or armed or rules):
        return False
    joint = scene.mark_at(party.last)
    if joint is None or not joint.has("role", "of"):
        return joint is None or not joint.has("party")  # its own ending says "of"
    follower = scene.mark_at(joint.last)
    if follower is None or follower.has("party"):
        return bool(armed) and _strikes_others(scene, party)
    if party.bare and scene.names_group(follower) and scene.cue(follower.first, follower.last) == "of":
        return False  # "the attack of A's group G" is G's
    beyond = scene.mark_at(follower.last)
    return not (follower.names and beyond is not None and beyond.has("role", "border"))  # "at A's border with B"


def _strikes_others(scene: Scene, party: PartyAt) -> bool:
    """ "A's army of [civil] people on fire", "of militants check post on attack": an army has no people of its own, and no group a state's posts, so
    the act is theirs."""
    behind = next((m for m in scene.of("party") if party.last < m.first), None)
    others = (
        {PartyKind.CIVILIANS, PartyKind.STATE_FORCES}
        if party.kind == PartyKind.NONSTATE_GROUP
        else {PartyKind.CIVILIANS}
    )
    struck = behind is not None and behind.has("party", *others)
    return struck and behind is not None and scene.cue(behind.first, behind.last) in {"on", "against"}


def _of_this(scene: Scene, trigger: Trigger, doer: PartyAt | None) -> PartyAt | None:
    """ "From A's side on-B C-ish attack'of condemnation": A condemns."""
    return None if doer is not None and _is_condemned(scene, trigger) else doer


def sides(
    scene: Scene, trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt], *, doer: PartyAt | None
) -> tuple[PartyAt | None, PartyAt | None]:
    """Initiator and target of a noun; ``doer`` is whom "by" named."""
    if trigger.value == SHOT_DOWN and (felled := _downed(trigger, clause, doer)) is not None:
        return felled
    doer = _of_this(scene, trigger, doer)
    after = [p for p in behind(clause, trigger) if p is not doer]
    facing = ahead_of(clause, trigger) if scene.grammar.post else after
    struck = undergoing.sufferer(scene, trigger, clause)
    against = _FACED if trigger.value == "clash" and scene.grammar.order == "svo" else OPPOSING
    struck = struck or next((p for p in facing if p.cue in against and p is not doer), None)
    doer = doer or shots.driver(scene, trigger, clause) or carrying.subject_behind(scene, trigger, clause)
    owner = None if doer else _of_whoever_sent(scene, trigger, clause, _whose(scene, trigger, clause), struck)
    if doer is None and owner is None:
        doer = _teller(trigger, acting, struck)
    beside = scene.grammar.after or scene.grammar.post
    if owner is not None and beside and (aimed := _at_owner(scene, trigger, clause, acting, owner, doer)):
        return aimed
    worst = _WORST in scene.senses and struck is None and trigger.value != "strike"
    if owner is not None and owner.located and (not owner.adjective or worst):
        struck, owner = owner if owner.adjective else struck, None  # "four dead in A's worst attack in years"
    if owner is not None and struck in {None, owner} and _is_struck(scene, trigger, owner):
        return doer or carrying.subject(scene, trigger, clause) or _sender_to(scene, trigger, clause, owner), owner
    senders = [] if trigger.value == SHOT_DOWN else after  # what is shot down also comes from somewhere
    initiator = (
        doer
        or owner
        or carrying.subject(scene, trigger, acting if scene.grammar.order == "vso" else clause)
        or shots.user(scene, trigger, clause)
        or _agent(trigger, clause)
        or whence.sender(scene, senders)
    )
    struck = struck or shots.foe(scene, trigger, clause, initiator)
    if struck is None:
        struck = next((p for p in after if p is not initiator and _may_be_struck(trigger, p)), None)
    if struck is None and (trigger.value in _SUFFERED or (initiator is not None and trigger.value == _INTO)):
        struck = next((p for p in after if p.cue == "of" and p is not initiator), None)
    fought = hurt.foes(scene, trigger, acting) if initiator is None else None
    return fought or _with_the_hurt(initiator, struck, hurt.before(scene, trigger, acting))


def _at_owner(
    scene: Scene, trigger: Trigger, clause: list[PartyAt], acting: list[PartyAt], owner: PartyAt, doer: PartyAt | None
) -> tuple[PartyAt | None, PartyAt] | None:
    """Where the genitive behind a noun is whom it struck: "the downing of B's jet", "the killing of B's soldiers", "A renewed the shelling of B"."""
    if not scene.grammar.after:
        return _by_agent(scene, trigger, clause, owner)
    if scene.grammar.order == "vso" and trigger.value in _OF_TWO and (prey := _prey(scene, trigger, clause, owner)):
        return owner, prey
    if trigger.value == SHOT_DOWN or (trigger.value in _SUFFERED and not owner.bare):
        return doer or clashes.opponent(scene, trigger, acting), owner
    if not owner.bare or owner.first < trigger.last:
        return None
    sender = carrying.subject(scene, trigger, clause)
    if owner.adjective:
        shot = shots.at_unknown(scene, trigger, owner)
        return (doer or sender or _sender_to(scene, trigger, clause, owner), owner) if shot else None
    if sender is None and trigger.value == _SHELLED:  # "the shelling of B from A's side"
        sender = whence.sender(scene, [p for p in clause if p.first >= owner.last])
    return (sender, owner) if sender is not None and sender.state != owner.state else None


def _sender_to(scene: Scene, trigger: Trigger, clause: list[PartyAt], struck: PartyAt) -> PartyAt | None:
    """ "A-ish shelling of B's village", "shelling of B's village from A's side": whose it was, where the genitive behind it is what it struck."""
    if not scene.grammar.after or struck.first < trigger.last:
        return None
    owner = next((p for p in clause if p.last == trigger.first and p.bare and p.adjective), None)
    return owner or whence.sender(scene, [p for p in clause if p.first >= struck.last])


def _by_agent(
    scene: Scene, trigger: Trigger, clause: list[PartyAt], owner: PartyAt
) -> tuple[PartyAt | None, PartyAt] | None:
    """ "A's troops (agent) of a soldier of-B an abduction did": beside whoever bears the mark of a doer, its owner is whom it befell."""
    agent = _agent(trigger, clause) if scene.grammar.post and trigger.value in _SUFFERED else None
    anybodys = owner.state in {None, agent.state if agent is not None else None} and owner.kind != PartyKind.CIVILIANS
    return None if agent is None or agent is owner or anybodys else (agent, owner)


def _prey(scene: Scene, trigger: Trigger, clause: list[PartyAt], owner: PartyAt) -> PartyAt | None:
    """ "The downing A drone B-ish", "the killing army of-A two of-B": whom it befell behind whoever did it, both without a preposition."""
    acts = (owner.bare and not owner.adjective) or (owner.kind == PartyKind.STATE_FORCES and owner.common not in STRUCK)
    if owner.first != trigger.last or owner.cue or not acts or owner.last >= scene.last:
        return None
    if scene.broken(owner.last - 1, owner.last) or scene.passage.folded.tokens[owner.last].startswith(AND):
        return None
    reach = _MODIFIER_REACH if trigger.value == SHOT_DOWN else 1
    return next((p for p in clause if 0 <= p.first - owner.last <= reach and not p.cue and p.state), None)


def _of_whoever_sent(
    scene: Scene, trigger: Trigger, clause: list[PartyAt], owner: PartyAt | None, struck: PartyAt | None
) -> PartyAt | None:
    """ "A launches a police raid": forces of nobody's before the noun are those of whoever launches it; of "came under village B-ish an attack from A"
    no part is the village's, whom it befell."""
    if owner is not None and owner is struck and scene.grammar.order == "vso":
        return None
    nobodys = owner is not None and owner.kind == PartyKind.STATE_FORCES and not (owner.state or owner.entity)
    if owner is None or not nobodys or owner.last != trigger.first:
        return owner
    sender = carrying.subject(scene, trigger, clause)
    if sender is None or sender is owner:
        return owner
    named = replace(owner, state=sender.state, name=f"{sender.name} {owner.common}")
    return named if sender.bare and sender.state else sender


def _downed(trigger: Trigger, clause: list[PartyAt], doer: PartyAt | None) -> tuple[PartyAt | None, PartyAt] | None:
    """ "The downing of B's drones", where one word is both "of" and "by", but "of B's drones by A's defences"; "A claims the downing of a B drone"."""
    if doer is not None:
        fallen = next((p for p in clause if trigger.last <= p.first < doer.first and p.adjective), None)
        own = (None, doer) if fallen is None else (doer, fallen)
        return own if doer.bare and doer.adjective else None
    if any(p.last == trigger.first for p in clause):
        return None
    fallen = next((p for p in clause if 0 <= p.first - trigger.last <= 1 and p.bare and p.adjective), None)
    return (None, fallen) if fallen is not None and not fallen.cue else None


def _teller(trigger: Trigger, acting: list[PartyAt], struck: PartyAt | None) -> PartyAt | None:
    """ "A reports the capture of", "A says an operation is under way", "the G announces a strike on B": of nobody named, the teller's own."""
    if trigger.value in _OWN:
        return next((p for p in acting if p.speaker and p.state), None)
    groups = (p for p in acting if p.own_deed and p.kind == PartyKind.NONSTATE_GROUP and p is not struck)
    return next(groups, None) if struck is not None else None


def _is_struck(scene: Scene, trigger: Trigger, owner: PartyAt) -> bool:
    """ "The wounding of three soldiers", "strikes on A", "the bombardment of G's base": whom a noun has beside it, and who did nothing."""
    if owner.common in STRUCK and (owner.first >= trigger.last or (owner.cue in _AT and scene.grammar.post)):
        return True
    bound = trigger.value == "blast" and not owner.bare and scene.passage.folded.tokens[owner.first].startswith(BY)
    if bound and owner.first >= trigger.last:
        return True  # "explosion of a mine at-patrol"
    own = scene.mark_at(trigger.first)
    if own is not None and own.last == trigger.last and ("count", "adjective") in own.word.forms:
        return True  # "A's soldier loses-foot-to-mine"
    casualty = owner.last <= trigger.first and hurt.is_casualty(scene, owner)
    return casualty or (owner.cue in {"on", "against"} and not owner.adjective)


def _whose(scene: Scene, trigger: Trigger, clause: list[PartyAt]) -> PartyAt | None:
    """Whose act a noun tells of; "the D scuffle": a name that nobody knows says where."""
    owner = _modifier(scene, trigger, clause)
    unknown = owner is not None and owner.kind == PartyKind.ORGANISATION and trigger.value == "clash"
    return None if unknown or (owner is not None and is_where(scene, trigger, owner)) else owner


def at_whose_line(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt], doer: PartyAt | None) -> PartyAt | None:
    """ "The R carried out the A border bombing": whose border it was struck at by a group, right before the noun."""
    if trigger.voice != "noun" or doer is None or doer.kind != PartyKind.NONSTATE_GROUP:
        return None
    line = scene.mark_before(trigger.first)
    near = (p for p in parties if p.cue == BORDER and p.bare and line is not None and p.last == line.first)
    return next(near, None) if line is not None and line.has("role", "border") else None


def is_where(scene: Scene, trigger: Trigger, owner: PartyAt) -> bool:
    """ "The A suicide bombing", "an A kidnapping": a state's name before a deed of people says where or of whose people, but "A's abduction of".

    So does an adjective before a town: "the shelling of A's (adj.) T".
    """
    if owner.bare and owner.adjective and scene.grammar.adjective_before and _is_of_town(scene, owner):
        return True
    if trigger.value == "blast" and owner.bare and not owner.adjective:
        return True  # "the A blasts": whose they were, no name of a state tells
    if not owner.bare or trigger.value not in _DEEDS_OF_PEOPLE:
        return False
    follower = scene.mark_at(trigger.last)
    return trigger.value == "suicide" or follower is None or not follower.has("role", "of")


def _is_of_town(scene: Scene, owner: PartyAt) -> bool:
    town = scene.mark_at(owner.last)
    return town is not None and bool(town.names) and all(name.what == "place" for name in town.names)


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
