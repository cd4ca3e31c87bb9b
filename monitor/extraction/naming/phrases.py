"""What belongs together in one noun phrase: whose the people are that a word of belonging sets apart from their owner's name.

Decides which neighbouring parties are one party, and which of a phrase's names bears the phrase's relation to the verb. Doesn't decide roles.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from monitor.extraction.naming.party_at import BEARERS, BORDER, OF_STATES, PEOPLE, PartyAt
from monitor.extraction.scenes.scene import LOCATIVE, Scene
from monitor.extraction.words.vocabulary import GUNMEN, SITES, STRUCK, Mark
from monitor.model.reports import PartyKind

_BETWEEN = 4
"""Tokens between an owner and what is counted of his: "of A more than twenty soldiers"."""
_OWNED = frozenset({PartyKind.STATE_FORCES, PartyKind.CIVILIANS, PartyKind.NONSTATE_GROUP})
_TWO = 2
_OF_WHOM = frozenset({("role", "from"), ("role", "being")})
_NAME = 1
"""Tokens of such a name that nobody knows."""
_LEADER, _OFFICE = "leader", ("party", PartyKind.GOVERNMENT.value)
"""The general word of the lexicon (its ``form``) for who leads, and what it is a sign of."""
_OBJECT = "object"
_COMMANDERS = "soldiers"
"""The general word of the lexicon (its ``form``) for those whom a group may have, too: its commanders."""
_AIMED = frozenset({"on", "against", _OBJECT})
"""Relations of whom an act that stands behind is aimed at."""

_Joining = Callable[[Scene, PartyAt, PartyAt], PartyAt | None]
"""Two neighbours as one party, or None when they are two."""


def joined(scene: Scene, parties: Sequence[PartyAt]) -> list[PartyAt]:
    """The parties, owners and what is counted of theirs made one, and each with the relation of its phrase."""
    if scene.grammar.order == "svo":
        tied = len(parties) >= _TWO and [m for m in scene.of("role") if not m.senses.isdisjoint(_OF_WHOM)]
        of_group = len(parties) >= _TWO and (scene.grammar.after or _OFFICE in scene.senses)
        groups = of_group and [p for p in parties if p.entity and p.kind == PartyKind.NONSTATE_GROUP]
        held = _gathered(scene, parties, _held_by_group) if groups else parties
        return _gathered(scene, held, _one_of_theirs) if tied else [*held]
    _mark_border(scene, parties)
    if scene.grammar.post:
        _mark_whence(scene, parties)
        return _gathered(scene, parties, _owned)
    if scene.grammar.order == "sov":
        _hand_on_object(scene, parties)
    _count_some(scene, parties)
    return _gathered(scene, _gathered(scene, _gathered(scene, parties, _genitive), _one_of), _described)


def _mark_border(scene: Scene, parties: Sequence[PartyAt]) -> None:
    """ "The border between A and B": both only say which."""
    for n, party in enumerate(parties):
        joint = scene.mark_before(party.first)
        border = scene.mark_before(joint.first) if joint is not None else None
        of = joint is not None and joint.has("role", "of") and party.cue == "of"
        named = scene.grammar.after and party.cue == BORDER  # "border A and B", where the genitive follows
        if not named and (not of or border is None or not border.has("role", "border")):
            continue
        party.cue = BORDER
        for other in parties[n + 1 : n + 2]:
            if other.bare and other.first - party.last <= 1 and not scene.broken(party.last - 1, other.first):
                other.cue = BORDER


def _mark_whence(scene: Scene, parties: Sequence[PartyAt]) -> None:
    """ "From A infiltrating G": where one ending says "by" and "from", a state beside a group that acts is whence it came."""
    if not any(p.entity and p.kind == PartyKind.NONSTATE_GROUP for p in parties):
        return
    for party in parties:
        ending = scene.mark_at(party.last) if party.cue == "by" and party.bare and not party.adjective else None
        if ending is not None and ending.has("role", "from"):
            party.cue = "from"


def _gathered(scene: Scene, parties: Sequence[PartyAt], join: _Joining) -> list[PartyAt]:
    made: list[PartyAt] = []
    for party in parties:
        whole = join(scene, made[-1], party) if made else None
        if whole is None:
            made.append(party)
        else:
            made[-1] = whole
    return made


def _held_by_group(scene: Scene, thing: PartyAt, owner: PartyAt) -> PartyAt | None:
    """ "Ten targets of the R", where the genitive follows: what a group holds is the group, and so is "the leader of the R"."""
    named = bool(owner.entity) and owner.kind == PartyKind.NONSTATE_GROUP and not owner.person
    leads = thing.common == _LEADER
    if not named or thing.state or thing.entity or not (leads or (scene.grammar.after and thing.common in SITES)):
        return None
    joint = scene.mark_at(thing.last)
    tied = joint is not None and joint.has("role", "of") and owner.first - joint.last <= _NAME
    if scene.grammar.adjective_before and owner.first == thing.last:  # where cases tell, no word does
        tied = not scene.broken(thing.last - 1, owner.first)
    common = owner.common if leads else thing.common
    return replace(owner, first=thing.first, cue=thing.cue, common=common) if tied else None


def _owned(scene: Scene, owner: PartyAt, party: PartyAt) -> PartyAt | None:
    """ "A of three soldiers", "A army of 12 men", "G of hideouts": nothing but a word of belonging and a number between the two."""
    if party.state or party.entity or not party.common or (party.kind not in _OWNED and party.common not in SITES):
        return None
    if owner.entity and not owner.person and party.common in SITES and _is_joined(scene, owner, party):
        return replace(owner, last=party.last, cue=party.cue, common=party.common)
    if owner.entity and owner.kind == PartyKind.NONSTATE_GROUP and _is_of_group(party):
        tied = _is_joined(scene, owner, party) or _belongs(scene, owner, party)  # "G's fighters"
        return replace(owner, last=party.last, cue=party.cue) if tied else None
    if owner.person or not owner.state or owner.kind == PartyKind.CIVILIANS or not _belongs(scene, owner, party):
        return None
    same = owner.kind == party.kind
    name = owner.name if same else f"{owner.name} {party.common}"
    return replace(party, first=owner.first, name=name, state=owner.state, entity=owner.entity if same else None)


def _is_of_group(party: PartyAt) -> bool:
    """ "G's fighters", "G's commander", but "G's attack on soldiers"."""
    if party.kind == PartyKind.STATE_FORCES:
        return party.common == _COMMANDERS and party.cue not in _AIMED
    return party.kind == PartyKind.NONSTATE_GROUP and party.common not in STRUCK


def _is_joined(scene: Scene, owner: PartyAt, party: PartyAt) -> bool:
    if owner.cue != "of":
        return False
    joint = scene.mark_at(owner.last)
    own_ending = owner.last == party.first and scene.ends_in_of(owner.last)
    return own_ending or (joint is not None and joint.last == party.first)


def _belongs(scene: Scene, owner: PartyAt, party: PartyAt) -> bool:
    if not 0 < party.first - owner.last <= _BETWEEN or scene.broken(owner.last - 1, party.first):
        return False
    joint = scene.mark_at(owner.last)
    if joint is not None and owner.cue == "of" and joint.has("role", "of"):
        return _counts(scene, joint.last, party.first)
    if owner.cue == "of" and scene.ends_in_of(owner.last):
        return _counts(scene, owner.last, party.first)
    before = scene.mark_before(owner.first)
    ahead = before is not None and "joint" in before.word.forms
    return (ahead or (owner.bare and owner.adjective)) and _counts(scene, owner.last, party.first)


def _counts(scene: Scene, first: int, last: int) -> bool:
    """Whether these tokens are numbers and words before nouns, with at most one that nobody knows, and a number is among them."""
    numbered = {token for number in scene.numbers for token in range(number.first, number.last)}
    between = set(range(first, last)) - numbered
    if len(between) == last - first:
        return False
    marks = [mark for mark in scene.marks if first <= mark.first < last and mark.first in between]
    unknown = len(between) - sum(mark.last - mark.first for mark in marks)
    return unknown <= 1 and all(mark.has("role", "det") or mark.has("bound") for mark in marks)


def _part_before(scene: Scene, party: PartyAt) -> Mark | None:
    """The "from", of a group also the "in", before somebody who is no mere state."""
    if party.bare or party.cue not in ({"from", "in"} if party.kind == PartyKind.NONSTATE_GROUP else {"from"}):
        return None
    return next((mark for mark in scene.of("role", party.cue) if 0 <= party.first - mark.last <= 1), None)


def _count_some(scene: Scene, parties: Sequence[PartyAt]) -> None:
    """ "Four from B's fighters": some of them, and not whence they came."""
    for party in parties:
        part = _part_before(scene, party)
        if part is not None and any(number.last == part.first for number in scene.numbers):
            party.cue = ""


def _one_of(scene: Scene, one: PartyAt, party: PartyAt) -> PartyAt | None:
    """ "A soldier from the army of A", "a commander in G": one of theirs."""
    part = _part_before(scene, party)
    if part is None or not 0 <= part.first - one.last <= 1 or one.state or one.entity or not one.common:
        return None
    nameless = one.kind in {PartyKind.UNKNOWN, PartyKind.GOVERNMENT} and party.kind == PartyKind.NONSTATE_GROUP
    if one.kind != party.kind and not nameless:
        return None
    return replace(party, first=one.first, cue=one.cue)


def _one_of_theirs(scene: Scene, one: PartyAt, party: PartyAt) -> PartyAt | None:
    """ "Soldiers from the G", "attackers believed to be G fighters", "troops from A": whose they are, or who."""
    if one.state or one.entity or not one.common or one.common in STRUCK:
        return None
    joint = scene.mark_at(one.last)
    if joint is None or not joint.has("role", "from", "being") or not 0 <= party.first - joint.last <= 1:
        return None
    if scene.broken(one.last - 1, party.first):
        return None
    if party.entity and party.kind == PartyKind.NONSTATE_GROUP and one.kind in BEARERS:
        return replace(party, first=one.first, cue=one.cue)
    gunman = one.common in GUNMEN and party.kind == PartyKind.STATE_FORCES and not party.bare  # "from A's army"
    if (
        not (gunman or one.kind == PartyKind.STATE_FORCES)
        or not party.state
        or party.kind not in OF_STATES
        or party.person
        or party.adjective
    ):
        return None
    kind, name = PartyKind.STATE_FORCES, f"{party.name} {one.common}" if party.bare else party.name
    return replace(
        party, first=one.first, cue=one.cue, kind=kind, name=name, common=one.common, bare=False, capital=False
    )


def _genitive(scene: Scene, one: PartyAt, party: PartyAt) -> PartyAt | None:
    """ "Soldiers army of A", "envoy G", where the genitive follows: the army's soldiers, G's envoy."""
    theirs = party.kind in OF_STATES and party.state and not (party.bare or party.person) and party.cue in {"", _OBJECT}
    if not theirs or one.kind != party.kind or one.state or one.entity or not one.common:
        return None
    if one.last != party.first or scene.broken(one.last - 1, party.first):
        return None
    return replace(party, first=one.first, common=one.common, cue=party.cue or one.cue)


def _described(scene: Scene, place: PartyAt, party: PartyAt) -> PartyAt | None:
    """ "Town T border (adj.) A (adj.)", "soldier lost A-ish", where adjectives follow: A's, though its name and a word of the border stand between."""
    people = place.kind in PEOPLE and place.common
    if not (people or place.common in STRUCK) or place.state or place.entity:
        return None
    if not (party.bare and party.adjective):
        return None
    if not 0 < party.first - place.last <= _NAME + 1 or scene.broken(place.last - 1, party.first):
        return None
    between = [mark for mark in scene.marks if place.last <= mark.first < party.first]
    unmarked = party.first - place.last - sum(mark.last - mark.first for mark in between)
    if unmarked > _NAME or not all(mark.has("role", "border") or mark.names or _is_state_of(mark) for mark in between):
        return None
    cue = place.cue or party.cue if people else place.cue
    return replace(place, last=party.last, cue=cue, name=f"{party.name} {place.common}", state=party.state)


def _is_state_of(mark: Mark) -> bool:
    """ "Soldiers hurt A-ish", "fishermen missing A-ish": what they are, not what befalls them now."""
    return mark.has("count", "injured", "missing") and not mark.has("kinetic")


def _hand_on_object(scene: Scene, parties: Sequence[PartyAt]) -> None:
    """ "Posts of G in the north of A OBJECT": the mark of the object behind a phrase is that of its head, not of the place in it."""
    for head, place in pairwise(parties):
        if place.cue != _OBJECT or head.cue or not place.bare:
            continue
        joint = scene.mark_at(head.last)
        where = joint is not None and joint.has("role", *LOCATIVE) and place.first - joint.last <= 1
        if where and not scene.broken(head.last - 1, place.first):
            head.cue, place.cue = _OBJECT, "in"
