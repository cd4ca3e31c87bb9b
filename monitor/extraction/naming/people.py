"""When the adjective of a state means people of that state: "nine Bs", "a B teenager", "a 17-year-old B".

Decides it from numbers, articles and the word behind. Doesn't decide what happened to them.
"""

from monitor.extraction.naming import ages, belonging, nouns
from monitor.extraction.naming.party_at import BEARERS
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.steps import DETAINED, EXPELLED, RELEASED
from monitor.extraction.words.vocabulary import Mark, Sign
from monitor.extraction.world.gazetteer import Named
from monitor.model.reports import PartyKind

_FELLED = frozenset({"kill", "shoot", "abduct"})
"""Words of force that befall one person."""
_BEFALLEN = frozenset({"killed", "injured"})
_PLURALS, _SINGULAR = ("s", "men"), "ss"
"""How English words for the people of a state end that are no adjectives, and how one ends that is."""
_ONE_OR_MANY = ("ese", "ish", "ch")
"""How those end that mean one or all of a people, and their army, too."""
_TAKING = frozenset({*_FELLED, DETAINED, RELEASED})
"""Words of what befalls people, one or many."""
_BESIDE_NUMBER = frozenset(
    {("role", "of"), ("role", "det"), ("count", "more"), ("event", DETAINED), ("kinetic", "abduct")}
)
"""What may stand between a number and the people whom it counts: "hundreds of Bs"."""
_PARTICIPLES = frozenset({"ed", "passive"})
_ACTIVE = frozenset({"verb", "nv", "with_people"})
_BETWEEN = frozenset({"det", "object", "to"})
"""Roles of words between such a verb and whom it befalls: "arrests an A"."""
_TAKEN_REACH = 3
_GUARDS = frozenset({"border guards", "police", "guards"})
"""General words of the lexicon (its ``form``) for forces that no army is."""
_BEHIND = frozenset({"in", "at", "near", "on", "after", "while", "from", "and", "inside", "along"})
"""Roles of words before which what is said of a person ends."""
_DESCRIBED = 1
"""Tokens between a verb and whom it fells: "young", "elderly"."""
_DUALS = ("ان", "ات")
"""Endings of an Arabic adjective that say two, or several women."""
_DEFINITE = "ال"
"""The Arabic article: with it, an adjective belongs to the noun before it."""
_BY_HAND = ("object", "by_hand")
NATIONALS = "nationals"
"""Instead of a general word for such people, where no word says what they are."""
CIVILIANS = Sign("party", PartyKind.CIVILIANS, NATIONALS)


def last_of(scene: Scene, at: int, named: Named, *, adjective: bool) -> Mark | None:
    """The last mark of the people whom a state's adjective means, alone or beside a word for a person, or None."""
    if named.name.what == "demonym" and (
        is_counted(scene, at)
        or are_people(scene, at)
        or is_felled(scene, at)
        or is_taken(scene, at, named)
        or (_BY_HAND in scene.senses and is_crowd(scene, at))
    ):
        return scene.marks[at]
    return scene.marks[at + 1] if adjective and at + 1 < len(scene.marks) and is_person(scene, at) else None


def is_person(scene: Scene, at: int) -> bool:
    """ "A man", "B teenager": an adjective right before a word for one person that is no office."""
    one, follower = scene.marks[at], scene.marks[at + 1]
    return nouns.adjacent(scene, one, follower) and follower.has("count", "person") and not follower.has("party")


def is_counted(scene: Scene, at: int) -> bool:
    """ "Nine Bs", "a B was": people of that state, when no noun follows that the adjective could belong to."""
    mark = scene.marks[at]
    follower = scene.mark_at(mark.last)
    if not _is_numbered(scene, mark):
        told = follower is not None and (nouns.is_deed(follower) or follower.has("role", "be", "while"))
        return (
            _is_aged(scene, mark)
            or ages.is_fellow(scene, mark)
            or (told and _is_one(scene, mark))
            or is_fallen(scene, mark, follower)
            or is_felled_by(scene, mark)
        )
    if (follower is None or follower.has("role", "border", "det")) and belonging.wants_noun(scene, mark):
        return False
    if follower is None or follower.has("count", "unit"):
        return follower is None
    if follower.has("role", "backed") and scene.passage.folded.gap(mark.last) == "-":
        return False
    forms = _PARTICIPLES if scene.grammar.order != "sov" else {*_PARTICIPLES, "verb"}
    befallen = any(sign.group == "kinetic" and sign.form in forms and sign.value in _FELLED for sign in follower.signs)
    befallen = befallen or follower.has("event", DETAINED, EXPELLED)  # "three Bs held in A", "sent back by A"
    return follower.has("count") or befallen or not (follower.has("means") or follower.has("kinetic"))


def _is_numbered(scene: Scene, mark: Mark) -> bool:
    """ "Six Bs", "six other Bs", "six detained Bs", "[hundreds of] Bs"."""
    ends = [number.last for number in scene.numbers]
    if mark.first in ends or not ends:
        return mark.first in ends
    other = scene.mark_before(mark.first)
    if other is None or other.last != mark.first:
        return False
    if other.first not in ends:
        return any(number.first <= other.first < number.last for number in scene.numbers)
    return not _BESIDE_NUMBER.isdisjoint(other.senses)


def is_taken(scene: Scene, at: int, named: Named) -> bool:
    """ "Arrests a B", "lets two Bs go": whom such a verb befalls, by a word for the people of a state that is no adjective.

    It is none where adjectives follow their nouns and nothing stands before it that it could belong to, nor where it is written with a capital
    and adjectives aren't.
    """
    grammar, mark = scene.grammar, scene.marks[at]
    if grammar.bent:
        word = scene.passage.folded.tokens[mark.last - 1]
        return word.endswith(_PLURALS) and not word.endswith(_SINGULAR) and _is_let_go(scene, mark)
    if not grammar.after or grammar.order == "sov" or (grammar.adjective_before and not _is_noun(scene, mark, named)):
        return False
    if grammar.order == "vso" and scene.passage.folded.tokens[mark.last - 1].startswith(_DEFINITE):
        return False
    if grammar.adjective_before and (mark.first == scene.first or mark.first in scene.hard):
        return _is_taken_at_the_end(scene, at)
    first = mark.first
    while (before := scene.mark_before(first)) is not None and before.has("role", *_BETWEEN) and not _takes(before):
        if first - before.last > _DESCRIBED:
            return False
        first = before.first
    return (
        before is not None
        and _takes(before)
        and 0 <= first - before.last <= _DESCRIBED
        and mark.first - before.last <= _TAKEN_REACH
    )


def _is_let_go(scene: Scene, people: Mark) -> bool:
    """ "As freed by B": in English the plural of such a word is no adjective, but mostly says who acts."""
    freed = scene.mark_at(people.last)
    joint = scene.mark_at(freed.last) if freed is not None and _takes(freed) else None
    return joint is not None and joint.has("role", "by")


def _is_taken_at_the_end(scene: Scene, at: int) -> bool:
    """ "A in B seized": the participle that closes what is said of whoever opens it."""
    end = next((token for token in scene.hard if token > scene.marks[at].first), scene.last)
    last = next((mark for mark in reversed(scene.marks) if mark.last <= end), scene.marks[at])
    return any(sign.value in _TAKING and sign.form in {*_PARTICIPLES, "with_people"} for sign in last.word.acts)


def _takes(mark: Mark) -> bool:
    return any(sign.value in _TAKING and sign.form in _ACTIVE for sign in mark.word.acts)


def _is_noun(scene: Scene, mark: Mark, named: Named) -> bool:
    """ "Litauer", "Litwin": written with a capital, and no genitive of the state's name ("Litauens")."""
    text = named.name.text
    return (
        text[:1].isupper()
        and scene.passage.folded.written(mark.first, mark.last)[:1].isupper()
        and not text.endswith("s")
    )


def is_fallen(scene: Scene, mark: Mark, follower: Mark | None) -> bool:
    """ "A killed by B's guards", "shoots another A dead", "an A wounded": who is said to have been killed or hurt, with no noun beside the adjective.

    Where the verb comes last, right before it.
    """
    if follower is not None and scene.grammar.order == "sov":
        return follower.first == mark.last and ("count", "killed") in follower.senses
    if follower is None or scene.grammar.order != "svo" or scene.grammar.after:
        return False
    hurt = ("count", "injured") in follower.senses and _are_hurt(scene, follower)
    if scene.title and (mark.first == scene.first or mark.first in scene.hard):
        told = (s for s in follower.signs if s.group == "kinetic" and s.value in _FELLED and s.form == "ed")
        return hurt or any(told) or _is_held(scene, mark, follower)
    felled = hurt or follower.has("count", "killed") or follower.has("kinetic", "shoot")
    return felled and _is_one(scene, mark)


def _are_hurt(scene: Scene, participle: Mark) -> bool:
    """ "A B wounded", and no "a B wounded soldier"."""
    if not any(sign.group == "count" and sign.form == "ed" for sign in participle.signs):
        return False
    noun = scene.mark_at(participle.last)
    return noun is None or not (noun.has("party") or noun.has("count", "person") or noun.names)


def is_felled_by(scene: Scene, mark: Mark) -> bool:
    """ "A's soldiers kill a B", "shoot B dead", "kills young B churchgoer": one whom somebody armed kills, told by an adjective in the singular.

    Or by "police fire on Bs": at the people of a state, not at its army.
    """
    if scene.grammar.order != "svo" or scene.grammar.after or not any(name.what == "demonym" for name in mark.names):
        return False
    if scene.passage.folded.tokens[mark.last - 1].endswith("s"):
        return _are_fired_on(scene, mark)
    if not _ends_person(scene, mark):
        return False
    verb = scene.mark_before(mark.first)
    while verb is not None and verb.has("role", "det") and mark.first - verb.last <= _DESCRIBED:
        verb = scene.mark_before(verb.first)
    if verb is None or not _fells(scene, verb, mark) or mark.first - verb.last > _DESCRIBED:
        return False
    return any(other.last <= verb.first and _bears_arms(scene, other) for other in scene.marks)


def felled(scene: Scene, mark: Mark) -> list[Mark]:
    """Whom a word for the killed or hurt fells, right behind it or, in "shoot B dead", right before."""
    near = (m for m in scene.marks if m.names and (0 <= m.first - mark.last <= _DESCRIBED + 1 or m.last == mark.first))
    return [one for one in near if is_felled_by(scene, one)][:1]


def _is_held(scene: Scene, mark: Mark, follower: Mark) -> bool:
    """ "A detained in B": one of a people; "As seize a man" are its forces."""
    beside = follower.first == mark.last and ("event", DETAINED) in follower.senses
    return beside and not scene.passage.folded.tokens[mark.last - 1].endswith("s")


def _are_fired_on(scene: Scene, mark: Mark) -> bool:
    """ "A's guards fire on Bs", where soldiers would fire on an army called so."""
    verb = scene.mark_before(mark.first)
    if verb is None or verb.last != mark.first or ("kinetic", "shoot") not in verb.word.senses:
        return False
    ends = mark.last >= scene.last or mark.last in scene.hard or _ends_person(scene, mark)
    return ends and any(m.last <= verb.first and _are_guards(scene, m) for m in scene.marks)


def _are_guards(scene: Scene, mark: Mark) -> bool:
    """By a general word, or by the last word of a force's name."""
    if mark.names:
        return scene.passage.folded.tokens[mark.last - 1] in _GUARDS
    return mark.word.party is not None and mark.word.party.form in _GUARDS


def _fells(scene: Scene, verb: Mark, mark: Mark) -> bool:
    """ "Kill B", "shoot B dead", "shoot B near the border"."""
    if any(s.group == "count" and s.value in _BEFALLEN and s.form == "verb" for s in verb.signs):
        return True
    behind = scene.mark_at(mark.last)
    if not verb.has("kinetic", "shoot"):
        return False
    if behind is not None and behind.has("count", "killed"):
        return True
    one = not scene.passage.folded.tokens[mark.last - 1].endswith(_ONE_OR_MANY)
    return one and (mark.last >= scene.last if behind is None else behind.has("role", *_BEHIND))


def _bears_arms(scene: Scene, mark: Mark) -> bool:
    named = scene.named[scene.marks.index(mark)] if mark.names else None
    actor = named.actor if named is not None else None
    return mark.has("means") or mark.has("party", *BEARERS) or (actor is not None and actor.kind in BEARERS)


def _ends_person(scene: Scene, mark: Mark) -> bool:
    """Whether the adjective ends what is said of the person, but for one word in the singular that nobody knows."""
    end = mark.last
    if end >= scene.last or end in scene.hard or end in scene.soft:
        return True
    follower = scene.mark_at(end)
    if follower is not None:
        return follower.has("role", *_BEHIND) or follower.has("count", "killed") or follower.has("time")
    written = scene.passage.folded.written(end, end + 1)
    beyond = scene.mark_at(end + 1)
    ends = end + 1 >= scene.last or end + 1 in scene.hard or (beyond is not None and beyond.has("role", *_BEHIND))
    return ends and written.islower() and not written.endswith("s")


def _is_one(scene: Scene, mark: Mark) -> bool:
    before = scene.mark_before(mark.first)
    return before is not None and ("role", "one") in before.word.forms


def _is_aged(scene: Scene, mark: Mark) -> bool:
    """ "A 17-year-old B": a person, whatever follows."""
    before = scene.mark_before(mark.first)
    aged = before is not None and before.has("count", "unit") and before.last - before.first > 1
    return aged and before is not None and any(n.digits and n.last == before.first for n in scene.numbers)


def are_people(scene: Scene, at: int) -> bool:
    """ "Two A holidaymakers", where the ending of an adjective says that people are meant and its noun isn't known."""
    endings = scene.grammar.people_endings
    mark = scene.marks[at]
    if not endings or not scene.passage.folded.tokens[mark.last - 1].endswith(endings):
        return False
    noun = scene.mark_before(mark.first)
    return noun is None or (not noun.has("means") and not noun.has("count", "unit"))


def is_crowd(scene: Scene, at: int) -> bool:
    """ "Bs throw stones": what no army does."""
    follower = scene.mark_at(scene.marks[at].last)
    return follower is not None and follower.has(*_BY_HAND) and scene.grammar.order == "svo"


def is_felled(scene: Scene, at: int) -> bool:
    """ "The killing of an A": an adjective right behind such a noun, where adjectives follow theirs, has none of its own."""
    if scene.grammar.order != "vso":
        return False
    before = scene.mark_before(scene.marks[at].first)
    return before is not None and ("count", "before") in before.word.forms


def is_one_felled(scene: Scene, mark: Mark) -> bool:
    """Whether such an adjective says that it was one: no ending of a dual or plural."""
    endings = scene.grammar.people_endings
    named = any(name.what == "demonym" for name in mark.names)
    return bool(named and endings) and not scene.passage.folded.tokens[mark.last - 1].endswith((*endings, *_DUALS))
