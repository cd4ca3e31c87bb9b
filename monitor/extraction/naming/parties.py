"""The parties of a sentence: "A's border guards" is one party of A, a name a group, "nine workers" civilians.

Decides which names and general words make one party together and what sort it is. Doesn't decide roles.
"""

from dataclasses import replace

from monitor.extraction.naming import belonging, cues, nouns, people, proper_names
from monitor.extraction.naming.party_at import BEARERS, BORDER, FIGHTERS, PartyAt
from monitor.extraction.scenes import whereabouts
from monitor.extraction.scenes.scene import AND, LOCATIVE, Scene
from monitor.extraction.words.vocabulary import Mark, Sign
from monitor.extraction.world.gazetteer import Gazetteer, Named
from monitor.model.reports import PartyKind
from monitor.model.rulebook import Actor
from monitor.text import fold

_CLAIMED = ("claim", "responsibility")
_MAKES_PARTY = frozenset[str | tuple[str, str]]({"party", "kinetic", ("role", "carry"), ("count", "person"), _CLAIMED})
"""A word that names nobody is passed over unless it is one of these: a general word for a party or a person, or what an unknown name does."""


_KINDS = {kind.value: kind for kind in PartyKind}
"""By their names: the enumeration itself finds one in five times the time."""
_NOWHERE_DOERS = LOCATIVE | {"from", "to", "on"}
"""Relations of a name that nobody knows in which it is a place: "the flight from Q kills ten"."""
_GROUP = PartyKind.NONSTATE_GROUP.value
_OF_PLACES = frozenset({PartyKind.STATE_FORCES.value, PartyKind.GOVERNMENT.value})
"""What of a town's or province's is its state's: police, governors."""
_DEEDS = frozenset({("kinetic", "verb"), ("kinetic", "ed"), ("kinetic", "nv")})
_OF_WHOM_IT_IS = frozenset({"sniper", belonging.BASE})
"""A state's sniper is a soldier and its base its army's; one of nobody's is anybody's."""
_AND_THE = AND + "\u0627\u0644"
"""How an Arabic noun begins that is another's: "T and the army"."""
_NO_NAME_BEHIND = frozenset[str | tuple[str, str]](
    {
        "party", ("count", "person"), ("object", "tongue"),
        *(("role", role) for role in ("and", "on", "against", "in", "at", "near", "inside")),
    }
)  # fmt: skip
"""Words behind which a name that nobody knows is somebody's own, or a town, more often than somebody who acts."""


def find(scene: Scene, gazetteer: Gazetteer) -> list[PartyAt]:
    """The sentence's parties from left to right."""
    parties: list[PartyAt] = []
    after = 0
    for at, (mark, named) in enumerate(zip(scene.marks, scene.named, strict=True)):
        if at < after or (named is None and _MAKES_PARTY.isdisjoint(mark.senses)):
            continue
        party, after = _compose(scene, at, gazetteer)
        if party is not None and not (party.capital and cues.names_treaty(scene, party)):
            apart = party.bare and cues.names_border(scene, party)
            party.cue = BORDER if apart else cues.of(scene, party)
            modifies = party.bare and party.located and belonging.is_modifier(scene, party)
            party.adjective = party.adjective or modifies
            party.beyond = party.bare and belonging.is_beyond_border(scene, party.first)
            if party.beyond and belonging.is_from_over(scene, party.first):
                party.beyond, party.cue = False, "from"
            if party.cue == "by" and parties and parties[-1].cue == "between":
                party.cue = "between"  # one case says both
            parties.append(party)
    return parties


def _compose(scene: Scene, at: int, gazetteer: Gazetteer) -> tuple[PartyAt | None, int]:
    mark, named = scene.marks[at], scene.named[at]
    if named is not None and named.actor is not None:
        return _of_owner(scene, at, named, gazetteer) or _actor(scene, at, named, gazetteer)
    if named is not None and named.country is not None:
        if named.name.what == "capital" and "object" in scene.senses and nouns.names_pact(scene, at):
            return None, at + 1
        told = _noun_beyond if scene.grammar.order == "sov" else _people_of
        return told(scene, at, named, gazetteer) or _of_country(scene, at, named, gazetteer)
    if named is not None and named.place is not None:
        return _of_place(scene, at, named, gazetteer)
    sign = mark.word.party
    if sign is not None and not nouns.makes_no_party(scene, at):
        return _general(scene, at, sign, gazetteer)
    member = belonging.member_of(scene, at) if ("count", "person") in mark.senses else None
    group = scene.named[member] if member is not None else None
    if member is not None and group is not None:
        party, after = _actor(scene, member, group, gazetteer)
        return (replace(party, first=mark.first) if party else None), after
    home = belonging.home_of_person(scene, at)
    if home is not None:
        iso = home.name.entity
        return _general_party(
            mark.first, home.last, people.CIVILIANS, state=iso, country=gazetteer.countries[iso].name
        ), at + 2
    acts = not _DEEDS.isdisjoint(mark.word.forms) or ("role", "carry") in mark.senses or _CLAIMED in mark.senses
    return _by_name(scene, at) if acts and scene.grammar.order == "svo" else (None, at + 1)


def _absorb(scene: Scene, at: int, *, slack: int = 0, state: str | None = None) -> tuple[Sign | None, int]:
    """The general words that follow mark ``at`` directly: the first one's sign and the number of the mark after them.

    What one state calls its own by such a word ("the border guards") is no name behind the name of another ``state``.
    """
    first: Sign | None = None
    at = belonging.past_border(scene, at) if slack else at
    while at + 1 < len(scene.marks) and (sign := scene.marks[at + 1].word.party) is not None:
        one, other, named = scene.marks[at], scene.marks[at + 1], scene.named[at + 1]
        if not nouns.adjacent(scene, one, other, slack=0 if first else slack) or (
            scene.grammar.apart and nouns.is_aim(scene, one, other)
        ):
            break
        if scene.passage.folded.tokens[other.first].startswith(_AND_THE) or nouns.makes_no_party(scene, at + 1):
            break
        if (scene.grammar.apart and nouns.are_foes(one, sign)) or (named and not _is_anothers(named, state)):
            break
        first = first or sign
        at += 1
    return first, at + 1


def _is_anothers(named: Named | None, state: str | None) -> bool:
    """Whether a name is that of an actor of some other state than the one named beside it."""
    actor = named.actor if named is not None else None
    return actor is not None and state is not None and actor.state not in {None, state} and not actor.person


def _actor(scene: Scene, at: int, named: Named, gazetteer: Gazetteer) -> tuple[PartyAt | None, int]:
    actor = named.actor
    if actor is None or actor.ignore:
        return None, at + 1
    own = scene.marks[at].word.party
    owner = (
        belonging.owner_after(scene, at + 1, scene.marks[at], sign=own)
        if own is not None and scene.grammar.after
        else None
    )
    if own is not None and owner is not None and _is_anothers(named, owner.name.entity):
        return _general(scene, at, own, gazetteer)
    apart = scene.grammar.after and scene.grammar.order != "svo"  # "army of-A villager": behind begins the object
    sign, after = (None, at + 1) if apart and not actor.generic else _absorb(scene, at)
    if actor.generic and actor.kind == PartyKind.STATE_FORCES:
        whole = gazetteer.actors.get(actor.parent or "")
        if whole is None or not _second_cue(scene, actor, gazetteer):
            return _general(scene, at, own, gazetteer) if own else (None, at + 1)
        actor = whole
    elif actor.generic and (sign is None or sign.value != PartyKind.NONSTATE_GROUP):
        return _general(scene, at, own, gazetteer) if own is not None else (None, at + 1)
    if actor.person:
        return _person(named, actor, gazetteer), after
    kind = PartyKind.NONSTATE_GROUP if actor.generic else actor.kind
    if kind == PartyKind.GOVERNMENT and actor.state and sign is not None and sign.value in FIGHTERS:
        kind = PartyKind.STATE_FORCES  # "fighters of" a movement that governs are that state's
    after = _past_home(scene, after, actor)
    last = scene.marks[after - 1].last
    forces = kind == PartyKind.STATE_FORCES  # named "A-ish soldiers", they are soldiers as any other's
    common = scene.grammar.forces.get(scene.passage.folded.tokens[named.last - 1], "") if forces else ""
    party = PartyAt(
        first=named.first, last=last, name=actor.name, kind=kind, state=actor.state, entity=actor.id, common=common
    )
    return party, after


def _of_owner(scene: Scene, at: int, named: Named, gazetteer: Gazetteer) -> tuple[PartyAt | None, int] | None:
    """ "M's troops" are M's state's; else, of a group's name, the group that another behind it is of."""
    state = belonging.state_of(named) if belonging.owns_next(scene, at) else None
    return _of_a_group(scene, at, named, gazetteer) if state is None else _of_country(scene, at, state, gazetteer)


def _of_a_group(scene: Scene, at: int, named: Named, gazetteer: Gazetteer) -> tuple[PartyAt, int] | None:
    """ "The A rebels of the G": the group that the second name is of."""
    if named.actor is None or named.actor.kind != PartyKind.NONSTATE_GROUP:
        return None
    member = belonging.of_group(scene, at + 1)
    group = scene.named[member] if member is not None else None
    if member is None or group is None:
        return None
    party, after = _actor(scene, member, group, gazetteer)
    return (replace(party, first=named.first), after) if party is not None else None


def _past_home(scene: Scene, after: int, actor: Actor) -> int:
    """Past what belongs to a name: a force's ships, and where the genitive follows its state: "Forces F of A"."""
    if actor.kind == PartyKind.STATE_FORCES and belonging.has_ship(scene, after):
        return after + 1
    named = scene.named[after] if scene.grammar.after and after < len(scene.marks) else None
    if named is None or named.country is None or named.name.entity not in {actor.state, actor.hosted_by}:
        return after
    return after + 1 if nouns.adjacent(scene, scene.marks[after - 1], scene.marks[after]) else after


def _person(named: Named, actor: Actor, gazetteer: Gazetteer) -> PartyAt | None:
    """A person is no party; who holds office speaks and acts for a government."""
    country = gazetteer.countries.get(actor.state or "")
    if country is None or actor.kind not in {PartyKind.GOVERNMENT, PartyKind.STATE_FORCES}:
        return None
    return PartyAt(
        first=named.first, last=named.last, name=country.name, kind=PartyKind.GOVERNMENT, state=actor.state, person=True
    )


def _second_cue(scene: Scene, actor: Actor, gazetteer: Gazetteer) -> bool:
    """Whether a short name for a state's forces is meant: that state, a group it fights, arms that only such forces have, or the forces or the
    border of a neighbour stand by."""
    if scene.has("means", "missile", "drone", "aircraft"):
        return True
    others = [named for named in scene.names if named.actor is not actor]
    return any(_of_side(named, actor) or gazetteer.faces(named, actor) for named in others)


def _of_side(named: Named, actor: Actor) -> bool:
    """Whether a name is that state's, one of its forces or places, or a group that it says a neighbour shelters."""
    if named.actor is not None:
        return actor.state in (named.actor.state, named.actor.hosted_according_to)
    if named.country is not None:
        return named.name.entity == actor.state
    return named.place is not None and named.place.country == actor.state


def _of_country(scene: Scene, at: int, named: Named, gazetteer: Gazetteer) -> tuple[PartyAt | None, int]:
    iso = named.name.entity
    if _takes_sides(scene, named) or belonging.is_worn(scene, at, named):
        return _sympathisers(scene, at, named), at + 1
    country = gazetteer.countries[iso].name
    follower = scene.marks[at + 1] if at + 1 < len(scene.marks) else None
    next_named = scene.named[at + 1] if follower else None
    if (
        next_named
        and next_named.actor
        and (next_named.actor.state == iso or belonging.hosts(scene, named, next_named.actor))
        and follower
        and nouns.adjacent(scene, scene.marks[at], follower)
        and _COMMAS.isdisjoint(scene.passage.folded.gap(follower.first))
    ):
        party, after = _actor(scene, at + 1, next_named, gazetteer)
        return (replace(party, first=named.first) if party else None), after
    adjective = named.name.what == "demonym" or _owns(scene, named)
    precedes = not scene.grammar.after or (scene.grammar.adjective_before and belonging.is_adjective(scene, named))
    precedes = precedes and (adjective or not nouns.is_deed(follower))
    precedes = precedes or (follower is not None and scene.passage.folded.gap(named.last) == "-")  # "A-Army"
    sign, after = _absorb(scene, at, slack=1 if adjective else 0, state=iso) if precedes else (None, at + 1)
    group = belonging.group_behind(scene, after, sign) if sign is not None and sign.value == _GROUP else None
    if group is not None:
        party, after = _actor(scene, after, group, gazetteer)
        return (replace(party, first=named.first) if party else None), after
    if sign is None and adjective and nouns.is_envoy_to_body(scene, at):
        return _general_party(named.first, scene.marks[at + 2].last, nouns.ENVOY, state=iso, country=country), at + 3
    if sign is None and scene.grammar.post and follower is not None and _is_joint(scene, at):
        sign, after = _absorb(scene, at + 1, slack=1, state=iso)
    if sign is None and (beyond := people.last_of(scene, at, named, adjective=adjective)):
        return _general_party(named.first, beyond.last, people.CIVILIANS, state=iso, country=country), at + (
            2 if beyond is follower else 1
        )
    if sign is None or (named.name.what == "capital" and sign.value == PartyKind.CIVILIANS):
        return _bare_state(scene, at, named, country, adjective=adjective), at + 1
    return _general_party(named.first, scene.marks[after - 1].last, sign, state=iso, country=country), after


def _people_of(scene: Scene, at: int, named: Named, gazetteer: Gazetteer) -> tuple[PartyAt, int] | None:
    """ "A's Bs", "a B policeman of A's": whose they are, with the noun behind the name of the people."""
    if not belonging.is_people_of(scene, at):
        return None
    iso = named.name.entity
    sign, after = _absorb(scene, at + 1)
    last, country = scene.marks[after - 1].last, gazetteer.countries[iso].name
    return _general_party(named.first, last, sign or people.CIVILIANS, state=iso, country=country), after


def _noun_beyond(scene: Scene, at: int, named: Named, gazetteer: Gazetteer) -> tuple[PartyAt, int] | None:
    """What is A's in "OF A on post", where the word of belonging comes first: the relation before the noun is the noun's."""
    if not belonging.owns_beyond(scene, at):
        return None
    iso = named.name.entity
    sign, after = _absorb(scene, at + 1, slack=1, state=iso)
    if sign is None:
        return None
    first, end = scene.marks[at + 2].first, scene.marks[after - 1].last
    return _general_party(first, end, sign, state=iso, country=gazetteer.countries[iso].name), after


def _bare_state(scene: Scene, at: int, named: Named, country: str, *, adjective: bool) -> PartyAt:
    capital = named.name.what == "capital"
    return PartyAt(
        first=named.first,
        last=named.last,
        name=country,
        kind=PartyKind.GOVERNMENT,
        state=named.name.entity,
        bare=True,
        adjective=adjective,
        capital=capital,
        half=nouns.is_half_a_word(scene, scene.marks[at]) or nouns.begins_word(scene, scene.marks[at]),
    )


def _takes_sides(scene: Scene, named: Named) -> bool:
    """ "A pro-A group", "anti-B rebels": for or against whom somebody is, not whose he is."""
    folded = scene.passage.folded
    return named.first > 0 and folded.tokens[named.first - 1] in _SIDED and folded.gap(named.first) in _HYPHENS


def _sympathisers(scene: Scene, at: int, named: Named) -> PartyAt | None:
    """Whoever takes a side, when no general word behind the name says who it is; whoever speaks a language is nobody's."""
    sign, _ = _absorb(scene, at)
    if sign is not None or not _takes_sides(scene, named):
        return None
    first = named.first - 1
    return PartyAt(
        first=first, last=named.last, name=scene.passage.folded.written(first, named.last), kind=PartyKind.ORGANISATION
    )


_SIDED = frozenset({"pro", "anti"})
"""The same in all languages with Latin letters."""
_COMMAS = frozenset(",،;")
_HYPHENS = frozenset({"-", "\u2010", "\u2011", "\u2013"})


def _is_joint(scene: Scene, at: int) -> bool:
    """Whether "of" stands right behind a name: "A of army" is A's army where relations follow their noun."""
    joint = scene.marks[at + 1]
    return nouns.adjacent(scene, scene.marks[at], joint) and (whereabouts.is_of(joint) or "joint" in joint.word.forms)


def _owns(scene: Scene, named: Named) -> bool:
    return fold.is_possessive(scene.passage.folded, named.last - 1)


def _of_place(scene: Scene, at: int, named: Named, gazetteer: Gazetteer) -> tuple[PartyAt | None, int]:
    sign, after = _absorb(scene, at)
    if sign is None or sign.value not in _OF_PLACES or named.place is None or named.place.country is None:
        return None, at + 1
    country = gazetteer.countries.get(named.place.country)
    name = country.name if country else named.place.country
    return _general_party(
        named.first, scene.marks[after - 1].last, sign, state=named.place.country, country=name
    ), after


def _general(scene: Scene, at: int, sign: Sign, gazetteer: Gazetteer) -> tuple[PartyAt | None, int]:
    mark = scene.marks[at]
    if sign.value == PartyKind.GOVERNMENT and nouns.is_half_a_word(scene, mark):
        return None, at + 1  # "pro-government"
    own, after = _absorb(scene, at)
    if sign.form == belonging.HIDEOUTS and own is not None and own.value == PartyKind.STATE_FORCES:
        sign = own  # "base of the army"
    group = belonging.group_behind(scene, after, sign) if sign.value == _GROUP else None
    if group is not None:
        party, after = _actor(scene, after, group, gazetteer)
        return (replace(party, first=mark.first) if party else None), after
    after = belonging.past_border_adjective(scene, after)
    end = scene.marks[after - 1]
    whose = belonging.group_after(scene, after, end, sign)
    if whose is not None:
        party, after = _compose(scene, whose, gazetteer)
        common = sign.form if sign.form in {belonging.HIDEOUTS, belonging.BASE} else ""
        return (replace(party, first=mark.first, common=common) if party else None), after
    armed = sign.value == PartyKind.STATE_FORCES or sign.form in {belonging.HIDEOUTS, belonging.BASE}
    corps = (belonging.corps_of(scene, after) if armed else None) or belonging.forces_at(scene, after, sign)
    if corps is not None:
        party, beyond = _compose(scene, corps, gazetteer)
        if party is not None and party.kind == PartyKind.STATE_FORCES and party.state:
            return replace(party, first=mark.first, common=sign.form), beyond
    owner = belonging.owner_after(scene, after, end, sign=sign)
    if owner is not None:
        country = gazetteer.countries[owner.name.entity].name
        return _general_party(mark.first, owner.last, sign, state=owner.name.entity, country=country), after + (
            1 if scene.marks[after].first == owner.first else 2
        )
    first = proper_names.begins_at(scene, mark.first) if sign.value in BEARERS else mark.first
    name = scene.passage.folded.written(first, mark.first) if first < mark.first else ""
    return _general_party(first, end.last, sign, state=None, country=name), after


def _by_name(scene: Scene, at: int) -> tuple[PartyAt | None, int]:
    """Somebody named right before an act: "Red Dawn kills nine"."""
    verb = scene.marks[at]
    after = scene.marks[at - 1] if at and ("role", "infinitive") in scene.marks[at - 1].senses else verb
    end = after.first if after.last == verb.first else verb.first
    first = proper_names.begins_at(scene, end)
    title = scene.mark_before(first)
    is_ones = title is not None and (
        not _NO_NAME_BEHIND.isdisjoint(title.senses) or _is_group_before(scene, title, first)
    )
    if first == end or belonging.is_of_village(scene, first) or is_ones:
        return None, at + 1  # "the pilot N captured" is the pilot, "an attack on N kills" not N's
    if scene.cue(first, end) in _NOWHERE_DOERS:
        return None, at + 1
    name = scene.passage.folded.written(first, end).strip()
    return PartyAt(first=first, last=end, name=name, kind=PartyKind.ORGANISATION), at + 1


def _is_group_before(scene: Scene, title: Mark, name: int) -> bool:
    """ "The R's leader N killed": the name right behind a group's is that of one of its men."""
    named = scene.named[scene.marks.index(title)] if title.names and title.last == name else None
    return named is not None and named.actor is not None and named.actor.kind == PartyKind.NONSTATE_GROUP


def _general_party(first: int, last: int, sign: Sign, *, state: str | None, country: str) -> PartyAt:
    name = f"{country} {sign.form}" if country else sign.form
    kind = PartyKind.STATE_FORCES if state and sign.form in _OF_WHOM_IT_IS else _KINDS[sign.value]
    return PartyAt(first=first, last=last, name=name, kind=kind, state=state, common=sign.form)
