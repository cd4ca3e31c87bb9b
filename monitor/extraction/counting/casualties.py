"""How many were killed and hurt, and of which sort, as one sentence says it.

Decides which numbers are tolls and whose. Doesn't decide between outlets, and never adds up over sentences.
"""

from dataclasses import replace

from monitor.extraction.counting import breaths, company, counted, eras, making, nobody, singles, subsets
from monitor.extraction.counting.tolls import ANYBODY, Tally, Toll
from monitor.extraction.scenes.scene import AND, Scene
from monitor.extraction.words.steps import DETAINED, RELEASED
from monitor.extraction.words.vocabulary import Mark, Sign
from monitor.text.numbers import Number

_NOUN_REACH = 11
"""Tokens between a number and the word that says dead or hurt: "nine foreign workers at a repair shop were shot dead"."""
_FINAL_REACH = 14
"""The same where the verb comes last: by whom and where stand between."""
_BEFALLEN = ("killed", "injured", "missing")
_WHERE = ("in", "at", "near", "inside")
_OF_OTHERS = frozenset({"verb", "before"})
_TAKING = frozenset({"abduct", DETAINED, RELEASED})
_NEAR_FIGURES = 2
"""Tokens before a word for the dead within which figures would be its own."""
_NOBODY = ("", "")
"""The sort of a number behind which no people are named."""
_AFTER = ("role", "after")
_BRACKET = 2
"""Commas around what is put in between."""


def tally(scene: Scene) -> Tally:
    """The tolls of a sentence."""
    words = [
        (mark, sign)
        for mark in scene.of("count", *_BEFALLEN)
        for sign in mark.signs
        if sign.group == "count" and sign.value in _BEFALLEN and (not sign.particle or scene.is_whole(mark, sign))
    ]
    if nobody.NOBODY in scene.senses:
        words = [(mark, sign) for mark, sign in words if not nobody.befell(scene, mark)]
    result = Tally()
    last_fell: Mark | None = None
    used: set[int] = set()
    counting = _counting(scene) if words and scene.numbers else []
    several = len(words) > 1 and len(counting) > 1 and counting[0].first > words[0][0].first
    rows = counted.rows(words, counting) if several else {}
    for mark, sign in words:
        again = mark is last_fell and bool(result.tolls) and result.tolls[-1].what == sign.value
        free = [number for number in counting if number.first not in used] if not again else []
        row = rows.pop(mark.first, None)
        found = [row] if row is not None else _numbers_for(scene, mark, sign, words, free, used=used)
        for n, number in enumerate(found):
            used.add(number.first)
            toll = _figure(scene, number, mark, sign, result.tolls, last_fell)
            result.tolls.append(
                replace(toll, beside=True) if n and _in_one_place(scene, found[n - 1], number) else toll
            )
        whole = [n for n in found if counted.may_be_people(scene, n) and not subsets.is_part(scene, n)]
        beside = singles.beside(scene, whole, mark) if whole else []
        result.tolls += [making.of_person(scene, person, sign, beside=True) for person in beside]
        if not any(toll.what == sign.value for toll in result.tolls) and not _counts_behind(
            scene, mark, sign, words, free
        ):
            one = singles.of(scene, mark, sign)
            result.tolls += [
                making.of_person(scene, person, sign, beside=n > 0, at=mark) for n, person in enumerate(one)
            ]
            last = _last_of_list(scene, one[-1], mark, sign, words, free) if one and free else None
            if last is not None:
                used.add(last.first)
                result.tolls.append(replace(making.of_number(scene, last, sign), beside=True))
        elif not (found or again) and last_fell is not None:
            result.tolls += [
                making.of_person(scene, one, sign, beside=True) for one in singles.apart(scene, mark, sign, last_fell)
            ]
        last_fell = mark
    result.tolls += company.named_with(scene, words, result.tolls, counting) if company.WITH in scene.senses else []
    if result.tolls or not making.STANDING.isdisjoint(scene.senses):
        _settle(scene, result, used)
    return result


def _figure(scene: Scene, number: Number, mark: Mark, sign: Sign, tolls: list[Toll], last_fell: Mark | None) -> Toll:
    """A number's toll: of some whom the word before counts as hurt, another may only say how badly."""
    toll = making.of_number(scene, number, sign, until=mark.first, at=mark)
    if last_fell is None or not tolls or not tolls[-1].what == sign.value == "injured":
        return toll
    worse = subsets.are_worse_off(scene, number, mark, last_fell, tolls[-1])
    return replace(toll, part=True) if worse else toll


def _settle(scene: Scene, result: Tally, used: set[int]) -> None:
    """Add what stands as a toll by a word of its own, and tell parts and what is of another time from the rest."""
    making.add_standing(scene, result, used)
    if not result.tolls:
        return
    if subsets.FATAL in scene.senses:
        result.tolls = subsets.dead_of_wounds(scene, result.tolls)
    _parts(scene, result, used)
    if len(result.tolls) > 1 and result.tolls[0].alone and result.tolls[-1].alone:
        result.tolls = subsets.without_fatal_wounds(result.tolls)
    if not eras.DATING.isdisjoint(scene.senses):
        result.tolls = eras.told_apart(scene, result.tolls)


def _counting(scene: Scene) -> list[Number]:
    """The numbers that a word for the dead or hurt may count."""
    found = [number for number in scene.numbers if counted.counts_people(scene, number)]
    if making.TOLL not in scene.senses:
        return found
    return [number for number in found if not making.is_of_toll(scene, number)]


def _counts_behind(scene: Scene, mark: Mark, sign: Sign, words: list[tuple[Mark, Sign]], free: list[Number]) -> bool:
    """ "Killed 4": of a word that may stand behind its people and before, whether a number behind it is still to be asked."""
    forms = (other.form for at, other in words if at is mark and other is not sign and other.value == sign.value)
    return sign.form != "before" and "before" in forms and bool(_right_of(scene, mark, free, words))


def shot(scene: Scene, what: str) -> list[Toll]:
    """ "Three villagers shot": whom a headline counts without saying whether they live, as the dead or the hurt that a later sentence makes of them."""
    words = [
        (mark, Sign("count", what, "ed"))
        for mark in scene.of("kinetic", "shoot")
        if ("kinetic", "ed") in mark.word.forms or ("kinetic", "passive") in mark.word.forms
    ]
    words += [(mark, Sign("count", what, "verb")) for mark in scene.of("kinetic", "shoot") if _fells(scene, mark)]
    free = [number for number in scene.numbers if counted.counts_people(scene, number)] if words else []
    found: list[Toll] = []
    for mark, sign in words:
        numbers = _numbers_for(scene, mark, sign, words, free, used=set())
        found += [making.of_number(scene, number, sign, until=mark.first, at=mark) for number in numbers]
        if not numbers:
            alone = enumerate(singles.of(scene, mark, sign))
            found += [making.of_person(scene, one, sign, beside=n > 0, at=mark) for n, one in alone]
    return found


def _fells(scene: Scene, shooting: Mark) -> bool:
    """ "Gunmen shoot two miners": a verb with people right behind it, and no word between that says at what or where."""
    if not {("kinetic", "verb"), ("kinetic", "nv")} & shooting.word.forms or scene.grammar.order != "svo":
        return False
    number = next((n for n in scene.numbers if n.first == shooting.last), None)
    return number is not None and bool(counted.sort(scene, number)[0])


def _parts(scene: Scene, result: Tally, used: set[int]) -> None:
    """ "nine died, four of them children": a part of what was counted, without a word of its own for what befell them."""
    for number in scene.numbers:
        if number.first in used or not subsets.is_part(scene, number):
            continue
        who, common = counted.sort(scene, number)
        whole = next((toll for toll in reversed(result.tolls) if not toll.part), None)
        if whole is not None and common:
            result.tolls.append(
                Toll(
                    what=whole.what,
                    count=number.count,
                    who=who,
                    common=common,
                    part=True,
                    span=scene.span(number.first, number.last),
                )
            )


def _numbers_for(
    scene: Scene, mark: Mark, sign: Sign, words: list[tuple[Mark, Sign]], free: list[Number], *, used: set[int]
) -> list[Number]:
    both = next((n for n in scene.numbers if n.first == mark.first and n.last == mark.last and not n.digits), None)
    if both is not None and both.first not in used:
        return [both]  # a dual says two and what befell them in one word
    tabled = _tabled(scene, mark, free) if mark.last in scene.hard else None
    if tabled is not None:
        return [tabled]
    before = scene.mark_before(mark.first)
    passive = sign.form == "ed" and before is not None and ("role", "be") in before.senses
    passive = passive or (
        sign.form == "ed" and any(number.last == mark.first for number in free)
    )  # "60 killed and ..."
    right = _right_of(scene, mark, free, words) if sign.form in {"verb", "ed", "before"} and not passive else []
    if right and not all(subsets.is_part(scene, number) for number in right):
        numbered = sign.form == "ed" and any(
            number.last == mark.first for number in free
        )  # "40 dead and dozens of ..."
        return _left_of(scene, mark, free, words) if numbered else right
    # "six killed, including two children": the whole stands before
    verb, ed = sign.form == "verb", sign.form == "ed"
    struck = counted.has_object(scene, mark) if verb else ed and singles.is_struck_behind(scene, mark)
    left = [] if struck and not passive else _left_of(scene, mark, free, words)
    if left and not right and sign.form in _OF_OTHERS and singles.are_behind(scene, mark, sign):
        return []
    return [*left, *(right or ([] if left else _executed(scene, mark, sign, free)))]


def _executed(scene: Scene, mark: Mark, sign: Sign, free: list[Number]) -> list[Number]:
    """ "Of having caught and executed one of its men", "wounded at least six soldiers" in front: the object of a participle, right behind it, as the
    subject of a passive is where it may ("sono stati uccisi tre uomini")."""
    if sign.form == "ed":
        helper = scene.mark_before(mark.first)
        passive = helper is not None and ("role", "be") in helper.senses
        return [n for n in free if passive and n.first == mark.last][:1]
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


def _right_of(scene: Scene, mark: Mark, free: list[Number], words: list[tuple[Mark, Sign]]) -> list[Number]:
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


def _in_one_place(scene: Scene, one: Number, other: Number) -> bool:
    """ "Three women and four children", but "two in C and three in D"."""
    return not any(mark.has("role", *_WHERE) for mark in scene.of("role") if one.last <= mark.first < other.first)


def _last_of_list(
    scene: Scene, one: Mark, mark: Mark, sign: Sign, words: list[tuple[Mark, Sign]], free: list[Number]
) -> Number | None:
    """ "Kills a teacher, her husband and three children", "dead a mother and two sons": the number that a list of single people ends in."""
    active = sign.form == "verb"
    last = singles.ends_in(scene, one, free) if active or one.first >= mark.last else None
    if last is None or subsets.is_part(scene, last):
        return None
    return last if active or not _has_own_word(scene, last, mark, words) else None


def _has_own_word(scene: Scene, number: Number, but: Mark, words: list[tuple[Mark, Sign]]) -> bool:
    """ "Fell an officer, two villagers hurt": whether what befell those counted stands behind them."""
    behind = (other.first for other, _ in words if other is not but and other.first >= number.last)
    return any(not scene.broken(number.last - 1, first) for first in behind)


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
