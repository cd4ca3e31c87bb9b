"""Which numbers a word for the dead or hurt counts, by where they stand beside it.

Decides which of a sentence's numbers are of whom a word befell. Doesn't decide which sort of people they are, or of what toll they are a part.
"""

from monitor.extraction.counting import breaths, counted, singles, subsets
from monitor.extraction.counting.tolls import ANYBODY
from monitor.extraction.scenes.scene import AND, Scene
from monitor.extraction.words.steps import DETAINED, RELEASED
from monitor.extraction.words.vocabulary import Mark, Sign
from monitor.text.numbers import Number

_NOUN_REACH = 11
"""Tokens between a number and the word that says dead or hurt: "nine foreign workers at a repair shop were shot dead"."""
_FINAL_REACH = 14
"""The same where the verb comes last: by whom and where stand between."""
_OF_OTHERS = frozenset({"verb", "before"})
_TAKING = frozenset({"abduct", DETAINED, RELEASED})
_NEAR_FIGURES = 2
"""Tokens before a word for the dead within which figures would be its own."""
_NOBODY = ("", "")
"""The sort of a number behind which no people are named."""
_AFTER = ("role", "after")
_BRACKET = 2
"""Commas around what is put in between."""


def numbers_for(
    scene: Scene, mark: Mark, sign: Sign, words: list[tuple[Mark, Sign]], free: list[Number], *, used: set[int]
) -> list[Number]:
    """The numbers of those whom the word befell, in the order of the text; ``free`` are those that no other word has, ``used`` where the others begin."""
    both = next((n for n in scene.numbers if n.first == mark.first and n.last == mark.last and not n.digits), None)
    if both is not None and both.first not in used:
        return [both]  # a dual says two and what befell them in one word
    tabled = _tabled(scene, mark, free) if mark.last in scene.hard else None
    if tabled is not None:
        return [tabled]
    before = scene.mark_before(mark.first)
    verb, ed = sign.form == "verb", sign.form == "ed"
    suffered = ed and before is not None and ("role", "be") in before.senses
    numbered = ed and any(number.last == mark.first for number in free)  # "60 killed and ..."
    passive = suffered or numbered
    right = right_of(scene, mark, free, words) if (verb or ed or sign.form == "before") and not passive else []
    if right and not all(subsets.is_part(scene, number) for number in right):
        return right
    # "six killed, including two children": the whole stands before
    struck = counted.has_object(scene, mark) if verb else ed and singles.is_struck_behind(scene, mark)
    left = [] if struck and not passive else _left_of(scene, mark, free, words)
    if left and not right and sign.form in _OF_OTHERS and singles.are_behind(scene, mark, sign):
        return []
    if left or right:
        return [*left, *right]
    if suffered:  # "sono stati uccisi tre uomini"
        return [n for n in free if n.first == mark.last][:1]
    return _executed(scene, mark, sign, free)


def _executed(scene: Scene, mark: Mark, sign: Sign, free: list[Number]) -> list[Number]:
    """ "Of having caught and executed one of its men", "wounded at least six soldiers" in front: the object of a participle, right behind it."""
    if sign.form != "adjective" or scene.grammar.order != "svo":
        return []
    opens = mark.first == scene.first
    if mark.last in scene.hard or not (opens or ("kinetic", "passive") in mark.word.forms):
        return []
    return [n for n in free if 0 <= n.first - mark.last <= opens][:1]


def _tabled(scene: Scene, mark: Mark, free: list[Number]) -> Number | None:
    """ "Dead: 12, injured: 30": figures that a colon sets behind the word, of which no others stand before it."""
    behind = next((n for n in free if n.first == mark.last and n.digits), None)
    if behind is None or not scene.passage.folded.gap(mark.last).startswith(":"):
        return None
    return None if any(0 <= mark.first - n.last <= _NEAR_FIGURES for n in free) else behind


def right_of(scene: Scene, mark: Mark, free: list[Number], words: list[tuple[Mark, Sign]]) -> list[Number]:
    """The object of "killed": a number close behind it and, in one breath, those joined to it."""
    found: list[Number] = []
    at = mark.last
    agent = scene.mark_at(at)
    if agent is not None and agent.has("role", "by", "against"):
        return found  # "killed by a shot", "fell against a column"
    if agent is not None and agent.has("role", "det") and agent.last - agent.first > 1:
        at = agent.last  # "killed, by their own account, 58 soldiers"
    for number in free:
        if number.first < mark.last:
            continue
        start = at - 1 if found else mark.last - 1
        blocked = scene.broken(start, number.first) and not subsets.is_part(scene, number)
        blocked = blocked and not (found and scene.title and _is_listed(scene, at, number))
        blocked = blocked or any(start < cut <= number.first for cut in scene.soft)
        between = any(at <= other.first < number.first for other, _ in words if other is not mark)
        tied = not scene.broken(number.last - 1, number.last)
        behind = counted.behind_others(scene, number)
        owned = tied and any(other.first == behind and not _begins(scene, other) for other, _ in words)
        owned = owned or (bool(found) and scene.grammar.order == "sov" and _has_own_end(scene, number, free, words))
        reach = 2 if not found else 8
        if (
            blocked
            or between
            or owned
            or number.first - at > reach
            or _is_anothers(scene, at, number, found=bool(found))
            or (found and not _goes_on(scene, at, number))
        ):
            break
        found.append(number)
        at = number.last
    return found


def _is_listed(scene: Scene, end: int, number: Number) -> bool:
    """ "Kill 11 villagers, one soldier": a second sort of people, behind nothing but a comma, with no word of their own behind them."""
    noun = next((m for m in scene.of("party") if number.last <= m.first <= number.last + 1), None)
    if noun is None or scene.passage.folded.gap(number.first) != ", " or number.first - end > _NEAR_FIGURES:
        return False
    behind = scene.mark_at(noun.last)
    ends = noun.last >= scene.last or noun.last in scene.hard or noun.last in scene.soft
    return ends or (behind is not None and behind.has("role", "in", "at", "near", "on", "and"))


def _begins(scene: Scene, verb: Mark) -> bool:
    """Where verbs come first, one that "and" is written to has whom it befell behind it."""
    return scene.grammar.order == "vso" and scene.passage.folded.tokens[verb.first].startswith(AND)


def _has_own_end(scene: Scene, number: Number, free: list[Number], words: list[tuple[Mark, Sign]]) -> bool:
    """ "Took the life of two and one person wounded", where verbs come last: the number's own word ends its part."""
    end = next((other for other, _ in words if other.first >= number.last), None)
    if end is None or scene.broken(number.last - 1, end.first):
        return False
    return not any(number.last <= n.first < end.first for n in free)


def _goes_on(scene: Scene, end: int, number: Number) -> bool:
    """ "Three soldiers and five others", but "three soldiers at the base of tower 22": where "and" begins a word, one tells of a list."""
    listed = any(token.startswith(AND) for token in scene.passage.folded.tokens[end : number.first + 1])
    return scene.grammar.order != "vso" or listed or subsets.is_part(scene, number)


def _is_anothers(scene: Scene, end: int, number: Number, *, found: bool) -> bool:
    """ "Killed a soldier and arrested two others", "one died and four were hurt": behind "and" another verb has its number."""
    joint = None
    for mark in scene.of("role"):
        if end <= mark.first < number.first and ("role", "and") in mark.senses:
            joint = mark
            break
    if joint is None:
        return False
    if not found:
        return True
    if joint.last >= number.first:
        return False
    verb = scene.mark_at(joint.last)
    behind = scene.mark_at(joint.last + 1)  # "et en avoir arrêté deux": the pronoun is no place
    return any(one is None or one.has("event") or one.has("kinetic") for one in (verb, behind or verb))


def _left_of(scene: Scene, mark: Mark, free: list[Number], words: list[tuple[Mark, Sign]]) -> list[Number]:
    """The subject of "were killed": numbers before it with no other such word between, the nearest within reach."""
    floor = max(
        (other.last for other, _ in words if other.last <= mark.first and other is not mark), default=scene.first
    )
    before = [n for n in free if floor <= n.first and n.last <= mark.first]
    if not before:
        return []
    nearest = before[-1] if len(before) == 1 else counted.subject(scene, before)
    if _AFTER in scene.senses and counted.is_doers_end(scene, nearest, mark):
        return []
    final = scene.grammar.order != "svo" or scene.grammar.adjective_before
    reach = _FINAL_REACH if final else _NOUN_REACH
    if mark.first - nearest.last > reach or (
        scene.broken(nearest.last, mark.first) and not _same_breath(scene, nearest, mark)
    ):
        return []
    whole = _apposed(scene, before) if len(before) > 2 else None
    if whole is not None:
        return [whole]
    joined = [nearest]
    for number in reversed([one for one in before if one.last <= nearest.first]):
        if nearest.first - number.last > 6 or not _linked(scene, number, nearest) or _is_anothers_object(scene, number):
            break
        joined.insert(0, number)
        nearest = number
    return joined


def _is_anothers_object(scene: Scene, number: Number) -> bool:
    """ "Hold ten As, 20 of B's soldiers killed": right behind a verb that says that they were taken or let go."""
    verb = scene.mark_before(number.first) if scene.grammar.order == "svo" else None
    return verb is not None and any(sign.value in _TAKING and sign.form != "noun" for sign in verb.word.acts)


def _apposed(scene: Scene, before: list[Number]) -> Number | None:
    """ "Two soldiers, one of A and one of B, were killed": the number that those behind it make up. In "two soldiers, a driver and a guard" they are others."""
    for n, number in enumerate(before[:-2]):
        parts = before[n + 1 :]
        if number.count.best == sum(other.count.best for other in parts):
            whole = counted.sort(scene, number)
            others = [other for other in parts if not counted.are_of_a_people(scene, other)]
            sorts = {counted.sort(scene, other) for other in others}
            return number if whole[1] in ANYBODY or sorts <= {whole, _NOBODY} else None
    return None


def _same_breath(scene: Scene, number: Number, mark: Mark) -> bool:
    """A bracketed or listed part between commas before "were killed"."""
    apart = [cut for cut in scene.hard if number.last <= cut <= mark.first]
    start = breaths.before_be(scene, mark)
    between = len(apart) == _BRACKET and apart[1] == start  # "46 people, mostly women, killed"
    aged = scene.mark_at(apart[0]) if len(apart) > _BRACKET and apart[-1] in {start, mark.first} else None
    between = between or (aged is not None and aged.has("count", "label"))  # "three children, aged 6, 9 and 12, died"
    if mark.first - number.last <= 3 or between or subsets.is_part(scene, number) or _are_names(scene, apart, mark):
        return True
    return subsets.behind(scene, number, reach=3) or (len(apart) == 1 and bool(singles.beside(scene, [number], mark)))


def _are_names(scene: Scene, cuts: list[int], mark: Mark) -> bool:
    """ "Six soldiers from A, B and C were hurt": whether commas part no more than the names of states or outlets that "and" ends."""
    ends = [joint for joint in scene.of("role", "and") if cuts and cuts[-1] < joint.first < mark.first]
    named = (scene.mark_at(cut) for cut in cuts)
    return bool(ends) and all(one is not None and (bool(one.names) or one.has("agency")) for one in named)


def _linked(scene: Scene, number: Number, following: Number) -> bool:
    """Joined by "and", a comma or a part-of word: people of several sorts in one list."""
    between = [mark for mark in scene.marks if number.last <= mark.first < following.first]
    if any(mark.has("kinetic") or mark.has("event") for mark in between):
        return False
    if any(mark.has("count", "subset") for mark in between):
        return True
    if not counted.are_people(scene, number) or any(mark.has("role", "be") for mark in between):
        return False  # "a thousand people were displaced and 13 killed"
    return any(mark.has("role", "and") for mark in between) or scene.broken(number.last - 1, following.first)
