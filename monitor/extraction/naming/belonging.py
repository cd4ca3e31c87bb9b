"""What beside a name or noun says whose it is: "A's Group G", "the A-held town of T", "border guard of A", "soldier of the army of A".

Decides what two names or nouns side by side make together. Doesn't decide what either does.
"""

from dataclasses import replace

from monitor.extraction.naming import nouns
from monitor.extraction.naming.party_at import FIGHTERS, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import POST, VILLAGE, Mark, Sign
from monitor.extraction.world.gazetteer import Named
from monitor.model.reports import PartyKind
from monitor.model.rulebook import Actor
from monitor.text import fold

HIDEOUTS = "hideouts"
"""The general word (its ``form`` in the lexicon) for where a group stays, and a state's forces where the text says so."""
BASE = "base"
_TARGET = "target"
_HELD = frozenset({_TARGET, POST, BASE})
"""General words (their ``form``) for where forces stand."""
_HOLDERS = frozenset({PartyKind.NONSTATE_GROUP, PartyKind.ORGANISATION})
"""Those that are no state's and have posts and people: groups, peacekeepers."""
_TOWN_OF = 2
"""Tokens between "held" and the name of what is held: "town of"."""
_OF_ARMS = ("strike", "shell", "shoot")
"""Acts that take arms; attacks and offensives of politicians are words."""
_ARTICLE_REACH = 2
"""Tokens from a name back to the article of the noun that it stands before: "a suspected A strike"."""
_CRAFT_REACH = 5
"""Tokens from an attack to the craft it is on: "on an alleged drug boat"."""
_STATES = frozenset({"country", "capital"})
_OF_MANY = "ких"
"""How a Russian adjective ends behind a number."""
_FEMININE = ("ská", "cká", "ska", "cka")
"""How a Czech or Polish adjective of a state ends before a noun such as "army"."""
_PEOPLE = frozenset({PartyKind.CIVILIANS, PartyKind.STATE_FORCES})
_MANY = "s"
"""How a people's name ends in English."""
_CYRILLIC = "\u0400"
"""From here on letters are no Latin ones."""
_TO_NEIGHBOUR = frozenset({"with", "to", "of"})
"""Relations of a border to the state on its other side."""
_OVER = frozenset({"on", "in", "from", "near", "against"})
"""Relations that stand before their noun."""
_OF, _IN, _TO = ("role", "of"), ("role", "in"), ("role", "to")
_WORKERS = "workers"
"""The general word (its ``form`` in the lexicon) for those who are named by their work."""


def is_worn(scene: Scene, at: int, named: Named) -> bool:
    """ "A man in A uniform", "men speaking B": what somebody wears or speaks, not whose he is."""
    if named.name.what != "demonym" or "object" not in scene.senses:
        return False
    mark = scene.marks[at]
    noun = scene.mark_at(mark.last)
    if noun is not None and noun.has("object", "attire"):
        return True
    spoken = scene.mark_before(mark.first)
    return spoken is not None and spoken.last == mark.first and spoken.has("object", "tongue")


def is_people_of(scene: Scene, at: int) -> bool:
    """ "A B-ish farmers", "A B's clash with police": a people of A's that is called as those of another state are."""
    one, other = scene.named[at], scene.named[at + 1] if at + 1 < len(scene.marks) else None
    if one is None or other is None or other.name.what != "demonym" or scene.grammar.after:
        return False
    if one.name.what not in {"demonym", "country"} or one.name.entity == other.name.entity or one.last != other.first:
        return False
    folded = scene.passage.folded
    if folded.gap(other.first) != " " or fold.is_possessive(folded, one.last - 1) or scene.cue(one.first, one.last):
        return False
    noun = scene.mark_at(other.last)
    follows = noun is not None and noun.word.party is not None and noun.word.party.value in _PEOPLE
    return follows or folded.tokens[other.last - 1].endswith(_MANY)


def leads(scene: Scene, led: Mark) -> bool:
    """ "A-led air strikes": whoever leads an act of force has a part in it; of an "A-led coalition" the coalition's name tells."""
    deed = scene.mark_at(led.last)
    return deed is not None and deed.has("kinetic") and not scene.broken(led.last - 1, led.last)


def is_modifier(scene: Scene, party: PartyAt) -> bool:
    """ "Killed in US strike", "in US attack on boat": a name of capitals alone has no other adjective, right before a noun of force; nor has
    any name behind an article ("in a suspected A drone strike"), or where the noun says on which other state ("in A attack on B")."""
    noun = scene.mark_at(party.last)
    if noun is None or not noun.has("kinetic"):
        return False
    if _is_on_another(scene, noun, party.state):
        return True
    written = scene.passage.folded.written(party.last - 1, party.last)
    initials = len(written) > 1 and written.isupper()
    if not initials and not _is_one_of_its(scene, party.first):
        return False
    return noun.has("kinetic", *_OF_ARMS) or (initials and _is_on_craft(scene, noun))


def _is_one_of_its(scene: Scene, first: int) -> bool:
    """Whether an article that opens a noun's phrase stands before a name, with one word between at most."""
    near = [mark for mark in scene.marks if first - _ARTICLE_REACH <= mark.last - 1 < first]
    return any("one" in mark.word.forms and mark.has("role", "det") for mark in near)


def _is_on_another(scene: Scene, noun: Mark, state: str | None) -> bool:
    """ "In A raid on B": not in A; but "in A attack on B consulate" may be."""
    on = scene.mark_at(noun.last)
    if on is None or not on.has("role", "on"):
        return False
    struck = next((n for n in scene.names if n.first == on.last), None)
    if struck is None or struck.name.what not in _STATES or struck.name.entity == state:
        return False
    beyond = scene.mark_at(struck.last)
    return beyond is None or not (beyond.has("party") or beyond.names)


def _is_on_craft(scene: Scene, noun: Mark) -> bool:
    on = scene.mark_at(noun.last)
    craft = scene.of("object", "vessel") if on is not None and on.has("role", "on") else ()
    return any(noun.last < mark.first <= noun.last + _CRAFT_REACH for mark in craft)


def is_adjective(scene: Scene, named: Named) -> bool:
    """Whether a name is its state's adjective; in West Slavic languages also where that is written like a case of the state's name."""
    folded = scene.passage.folded
    return named.name.what == "demonym" or folded.text.endswith(_FEMININE, 0, folded.ends[named.last - 1])


def past_border_adjective(scene: Scene, after: int) -> int:
    """The number of the mark behind "border" in "guard border(-adjective) of A": between a noun and its state it says which guards."""
    if not scene.grammar.after or after + 1 >= len(scene.marks):
        return after
    adjective, follower = scene.marks[after], scene.marks[after + 1]
    if not adjective.has("role", "border") or not nouns.adjacent(scene, scene.marks[after - 1], adjective):
        return after
    named = scene.named[after + 1]
    owned = follower.has("role", "of") or (named is not None and named.name.what == "demonym")
    return after + 1 if owned and nouns.adjacent(scene, adjective, follower) else after


def corps_of(scene: Scene, after: int) -> int | None:
    """The number of the mark that names the corps in "soldier of the army", "officer of the border patrol"."""
    at = after
    while (
        at < len(scene.marks)
        and scene.marks[at].has("role", "of", "det")
        and nouns.adjacent(scene, scene.marks[at - 1], scene.marks[at])
    ):
        at += 1
    if at == after or at >= len(scene.marks) or not nouns.adjacent(scene, scene.marks[at - 1], scene.marks[at]):
        return None
    return at if scene.marks[at].has("party", "state_forces") else None


def home_of_person(scene: Scene, at: int) -> Named | None:
    """The state in "farmer A's": an adjective right behind a word for one person, where adjectives follow."""
    if not scene.grammar.after or at + 1 >= len(scene.marks) or not scene.marks[at].has("count", "person"):
        return None
    named = scene.named[at + 1]
    fits = (
        named is not None
        and named.name.what == "demonym"
        and nouns.adjacent(scene, scene.marks[at], scene.marks[at + 1])
    )
    return named if fits else None


def is_beyond_border(scene: Scene, token: int) -> bool:
    """ "On the border with B", "of A and B": whether the name at this token only says whose border was meant."""
    return _border_with(scene, token) is not None


def _border_with(scene: Scene, token: int) -> Mark | None:
    joint = scene.past_articles(token)
    other = scene.mark_before(joint.first) if joint is not None and joint.has("role", "and") else None
    if other is not None and other.names:
        return _border_with(scene, other.first)
    if joint is None or not joint.has("role", *_TO_NEIGHBOUR):
        return None
    border = scene.mark_before(joint.first)
    return border if border is not None and border.has("role", "border") else None


def is_from_over(scene: Scene, token: int) -> bool:
    """ "Fire from across the border with B": whose border it is by this name, and whence something comes."""
    border = _border_with(scene, token) if ("object", "beyond") in scene.senses else None
    over = scene.past_articles(border.first) if border is not None else None
    sent = scene.mark_before(over.first) if over is not None and over.has("object", "beyond") else None
    return sent is not None and sent.has("role", "from")


def is_of_village(scene: Scene, token: int) -> bool:
    """ "The village of V burned": what stands behind a word for where people live is its name."""
    joint = scene.mark_before(token)
    place = scene.mark_before(joint.first) if joint is not None and joint.has("role", "of") else None
    return place is not None and place.word.party is not None and place.word.party.form == VILLAGE


def hosts(scene: Scene, state: Named, actor: Actor) -> bool:
    """ "A's Group G", "the A-ish G rebels" are one party, the group, wherever the rulebook says that it stays."""
    own = state.name.what == "demonym" or fold.is_possessive(scene.passage.folded, state.last - 1)
    return own and actor.kind == PartyKind.NONSTATE_GROUP and not actor.generic


def has_ship(scene: Scene, after: int) -> bool:
    """Whether a word for a ship follows a force's name at once, as mark ``after``: "the A coast guard's ships"."""
    if after >= len(scene.marks) or not scene.marks[after].has("object", "vessel"):
        return False
    name, ship = scene.marks[after - 1], scene.marks[after]
    return name.last == ship.first and not scene.broken(name.last - 1, ship.first)


def holder(scene: Scene, place: Named) -> str | None:
    """The state that holds a place: who strikes "A-held" ground strikes A."""
    held = next((m for m in scene.of("role", "holds") if _is_at(scene, m.last, place)), None)
    if held is None:
        return None
    names = (named for named in scene.names if named.country is not None)
    return next((named.name.entity for named in names if named.last == held.first), None)


def _is_at(scene: Scene, token: int, place: Named) -> bool:
    return 0 <= place.first - token <= _TOWN_OF and not scene.broken(token - 1, place.first)


def wants_noun(scene: Scene, mark: Mark) -> bool:
    """ "Three A's fighters": an adjective that stands before its noun, which nobody knows, counts no people."""
    if not scene.grammar.adjective_before or mark.last >= scene.last or scene.broken(mark.last - 1, mark.last):
        return False
    written = scene.passage.folded.written(mark.first, mark.last)
    # people are written with a capital in Latin letters, "A's" is not; in Cyrillic neither is
    return written.endswith(_OF_MANY) if written[0] >= _CYRILLIC else written[0].islower()


def comes_from(scene: Scene, token: int) -> bool:
    """ "A rocket [fired] from A", where one word means both "by" and "from": behind arms it tells whence they came."""
    joint = scene.mark_before(token)
    if joint is None or not (joint.has("role", "by") and joint.has("role", "from")):
        return False
    arms = scene.mark_before(joint.first) or scene.mark_before(joint.first - 1)
    if arms is None or not arms.has("means"):
        return False
    return not any(sign.group == "kinetic" and sign.form != "with_target" for sign in arms.signs)


def is_backer(scene: Scene, token: int) -> bool:
    """ "Rebels backed by A": the name at this token only says who stands behind them. Soldiers "based in A" are there, no more."""
    before = scene.past_articles(token)
    if before is not None and before.has("role", "in"):
        armed = scene.mark_before(before.first)
        before = before if armed is not None and armed.has("party", PartyKind.NONSTATE_GROUP) else None
    return before is not None and any(
        sign.group == "role" and sign.value == "backed" and sign.form == "pre" for sign in before.signs
    )


def group_after(scene: Scene, after: int, end: Mark, sign: Sign) -> int | None:
    """The number of the mark that names the group in "hideouts of the BLA", or right behind the noun where the genitive follows."""
    if not (sign.value in FIGHTERS or sign.form in {BASE, _TARGET}) or after >= len(scene.marks):
        return None
    at = after
    while (
        at < len(scene.marks)
        and scene.marks[at].has("role", "of", "det")
        and "joint" not in scene.marks[at].word.forms  # it belongs to what stands behind its name
        and nouns.adjacent(scene, end, scene.marks[at])
    ):
        end = scene.marks[at]
        at += 1
    if at >= len(scene.marks) or not (at > after or scene.grammar.after):
        return None
    named = scene.named[at]
    kinds = FIGHTERS if sign.form == HIDEOUTS else _HOLDERS
    fits = named is not None and named.actor is not None and named.actor.kind in kinds
    return at if fits and nouns.adjacent(scene, end, scene.marks[at]) else None


def member_of(scene: Scene, at: int) -> int | None:
    """The number of the mark that names the group in "a chief of the G", where the genitive follows; ``at``: the word for a person."""
    if not scene.grammar.after:
        return None
    return group_after(scene, at + 1, scene.marks[at], Sign("party", PartyKind.NONSTATE_GROUP, ""))


def of_group(scene: Scene, after: int) -> int | None:
    """The number of the mark that names the group in "the A rebels of the G", behind a name for all of that sort."""
    if after >= len(scene.marks) or not scene.marks[after].has("role", "of"):
        return None
    return group_after(scene, after, scene.marks[after - 1], Sign("party", PartyKind.NONSTATE_GROUP, ""))


def group_behind(scene: Scene, after: int, sign: Sign) -> Named | None:
    """ "The A militant G": the group's name, as mark ``after``, right behind a general word for such a group says which."""
    if sign.form == HIDEOUTS or after >= len(scene.marks):
        return None
    named = scene.named[after]
    tied = nouns.adjacent(scene, scene.marks[after - 1], scene.marks[after])
    group = named.actor if named is not None and tied else None
    return named if group is not None and group.kind == PartyKind.NONSTATE_GROUP and not group.generic else None


def state_of(owner: Named) -> Named | None:
    """Whoever is in office, as the state whose troops and envoys are called his: "the army of M", "M's envoy"."""
    actor = owner.actor
    if actor is None or not actor.person or not actor.state or actor.kind != PartyKind.GOVERNMENT:
        return None
    name = replace(owner.name, what="demonym", entity=actor.state)
    return Named(owner.first, owner.last, name)


def owns_next(scene: Scene, at: int) -> bool:
    """ "M's troops", "M's long guns": a possessive, and arms, forces or an act of force close behind it."""
    named = scene.named[at]
    if named is None or named.actor is None or not named.actor.person or at + 1 >= len(scene.marks):
        return False
    noun = scene.marks[at + 1]
    if not nouns.adjacent(scene, scene.marks[at], noun, slack=1):
        return False
    fits = noun.has("means") or noun.has("kinetic", *_OF_ARMS) or noun.has("party", PartyKind.STATE_FORCES)
    fits = fits or ("party", "envoy") in noun.word.forms
    return fits and fold.is_possessive(scene.passage.folded, scene.marks[at].last - 1)


def owner_after(scene: Scene, after: int, end: Mark, *, sign: Sign) -> Named | None:
    """The country in "army of A", or right behind the noun where the genitive follows."""
    if after >= len(scene.marks):
        return None
    follower = scene.marks[after]
    if "role" not in follower.senses and not scene.grammar.after:
        return None
    if _OF in follower.senses and nouns.adjacent(scene, end, follower) and after + 1 < len(scene.marks):
        return _behind_of(scene, after, sign)
    at = _IN in follower.senses or (_TO in follower.senses and not scene.grammar.adjective_before)
    seat = scene.named[after + 1] if at and after + 1 < len(scene.marks) else None
    if (
        seat is not None
        and seat.name.what == "capital"
        and sign.value == PartyKind.GOVERNMENT
        and nouns.adjacent(scene, end, follower)
    ):
        return seat  # "the prime minister's office in" a capital is that state's
    owner = scene.named[after]
    if owner is None or not scene.grammar.after or (scene.grammar.adjective_before and owner.name.what == "demonym"):
        return None  # "say the police, A militants": an adjective that stands before its noun belongs to the next one
    return owner if owner.country and nouns.adjacent(scene, end, follower) else None


def _behind_of(scene: Scene, after: int, sign: Sign) -> Named | None:
    """Whose something is by the name behind "of", mark ``after``."""
    follower = scene.marks[after]
    if follower.word.post == "of":
        return None  # "fighters of A-ish post on": what such a word belongs to stands before it
    owner = scene.named[after + 1]
    if owner is None or not nouns.adjacent(scene, follower, scene.marks[after + 1], slack=1):
        return None
    return owner if owner.country else state_of(owner) if sign.value == PartyKind.STATE_FORCES else None


def forces_at(scene: Scene, after: int, sign: Sign) -> int | None:
    """The number of the mark that names the state in "positions of (the) A-ish troops", which stand there."""
    if sign.form not in _HELD or scene.grammar.order != "svo" or scene.grammar.after or after + 2 >= len(scene.marks):
        return None
    if _OF not in scene.marks[after].senses:
        return None
    at = after + 2 if scene.marks[after + 1].has("role", "det") else after + 1
    named = scene.named[at]
    if named is None or named.name.what != "demonym" or at + 1 >= len(scene.marks):
        return None
    troops = scene.marks[at + 1]
    stand = troops.has("party", PartyKind.STATE_FORCES) and nouns.adjacent(scene, scene.marks[at], troops)
    return at if stand else None


def owns_beyond(scene: Scene, at: int) -> bool:
    """Whether a word of belonging stands before the name, mark ``at``, and a relation between it and what is its: "OF A on post"."""
    joint = scene.mark_before(scene.marks[at].first)
    if joint is None or "joint" not in joint.word.forms or at + 2 >= len(scene.marks):
        return False
    follower = scene.marks[at + 1]
    return follower.word.relation in _OVER and nouns.adjacent(scene, scene.marks[at], follower)


def past_border(scene: Scene, at: int) -> int:
    """ "A border police", "of A border village", "A road workers": past the word of the border between a state and its forces or its village, or of what
    its workers build."""
    if at + 2 >= len(scene.marks):
        return at
    border, forces = scene.marks[at + 1 : at + 3]
    sign = forces.word.party
    fits = ("role", "border") in border.senses and sign is not None
    fits = fits and sign is not None and (sign.value == PartyKind.STATE_FORCES or sign.form == VILLAGE)
    fits = fits or (sign is not None and sign.form == _WORKERS and border.has("object"))
    return (
        at + 1
        if fits and nouns.adjacent(scene, scene.marks[at], border) and nouns.adjacent(scene, border, forces)
        else at
    )
