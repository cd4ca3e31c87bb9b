"""Which people are named in one breath: "a constable of the F and a driver", "N M, 32, and his helper".

Decides where the name of somebody ends, and whether "and" joins him to the next. Doesn't decide what befell them.
"""

from collections.abc import Sequence

from monitor.extraction.naming import ages, proper_names
from monitor.extraction.scenes.scene import AND, Scene
from monitor.extraction.words.vocabulary import Mark

_NAME = 3
"""Words of a person's name: "S. Abi-Karim Khan"."""


def speaks(scene: Scene, person: Mark) -> bool:
    """ "Kills two women, governor N says"."""
    behind = scene.mark_at(past_name(scene, person.last))
    return behind is not None and behind.has("role", "say")


def is_numbered(scene: Scene, person: Mark) -> bool:
    """ "Three A soldier": languages that write the singular behind a number have counted him."""
    if opens_with_and(scene, person):
        return False  # "three soldiers and-a-policeman"
    return any(0 <= person.first - n.last <= 1 and not scene.broken(n.last - 1, person.first) for n in scene.numbers)


def opens_with_and(scene: Scene, mark: Mark) -> bool:
    return scene.grammar.order == "vso" and scene.passage.folded.tokens[mark.first].startswith(AND)


def is_joined(scene: Scene, end: int, start: int) -> bool:
    """Whether nothing but "and", a comma, an article or an adjective of a state stands between two tokens; "and" may begin the second."""
    between = [mark for mark in scene.marks if end <= mark.first and mark.last <= start]
    if scene.grammar.order == "vso" and scene.passage.folded.tokens[start].startswith(AND):
        return all(mark.names for mark in between) and sum(m.last - m.first for m in between) == start - end
    if end >= start:
        return end == start and scene.passage.folded.gap(start) == ", "
    if scene.passage.folded.gap(end) == ", " and _describes(between, start - end):
        return True
    if len(between) == 1 and between[0].has("role", "det") and between[0].first == end and between[0].last == start:
        return scene.passage.folded.gap(end) == ", "  # ", his wife"
    joint = bool(between) and between[0].has("role", "and") and between[0].first == end and between[-1].last == start
    return joint and all(
        mark.has("role", "and", "det") or mark.has("party") or mark.names or mark.has("count", "unit")
        for mark in between
    )  # "and her two-year-old son"


def _describes(between: Sequence[Mark], tokens: int) -> bool:
    """ "A's sergeant, B's ranger", "jawan, army porter": adjectives and forces alone, up to the next person."""
    if not between or sum(mark.last - mark.first for mark in between) != tokens:
        return False
    return all(mark.names or (mark.has("party") and not mark.has("count")) for mark in between)


def past_name(scene: Scene, at: int) -> int:
    """ "Cameraman S A, reporter M I and an official": where the name of somebody, or how old he is, ends."""
    age = next((n for n in scene.numbers if n.first == at and n.digits), None)
    if age is not None and ages.is_age(scene, age):
        return age.last  # "grandmother, 83, and her grandson"
    if at in scene.hard:
        return _past_apposition(scene, at)
    return _past_origin(scene, _past_capitals(scene, at))


def _past_capitals(scene: Scene, at: int) -> int:
    """Where the words of a name that begins at a token end."""
    end = at
    while (
        end < scene.last
        and end - at < _NAME
        and (end == at or end not in scene.hard)
        and proper_names.begins_with(scene, end)
    ):
        end += 1
    return end


def _past_apposition(scene: Scene, at: int) -> int:
    """ "A driver, N M, 32, and his helper": where the name between commas ends, or how old he is who bears it; else where the first comma stands."""
    end = _past_capitals(scene, at)
    if end == at or end not in scene.hard:
        return at
    age = next((n for n in scene.numbers if n.first == end and n.digits), None)
    return age.last if age is not None and ages.is_age(scene, age) else end


def _past_origin(scene: Scene, at: int) -> int:
    """ "A captain from A, two ...", "a reporter of T": where the state or the outlet that somebody is of ends."""
    relation = scene.mark_at(at) if at not in scene.hard else None
    if relation is None or not relation.has("role", "of", "from") or relation.last >= scene.last:
        return at
    whose = scene.mark_at(relation.last)
    if whose is not None and whose.has("role", "det") and whose.last < scene.last:
        return _past_noun(scene, whose.last, at)
    if whose is not None and whose.names:
        return whose.last
    named = proper_names.begins_with(scene, relation.last)
    return relation.last + 1 if named else _past_noun(scene, relation.last, at)


def _past_noun(scene: Scene, noun: int, at: int) -> int:
    """ "A constable of the F and a driver", "the driver of a lorry and his son": one word behind the article, which "and" or a comma follows."""
    known = scene.mark_at(noun)
    end = known.last if known is not None else noun + 1
    joint = scene.mark_at(end) if end < scene.last else None
    return end if joint is not None and joint.has("role", "and") else at


def is_apposed(scene: Scene, end: int, listed: Sequence[Mark]) -> bool:
    """ "A policeman, constable N, was killed": whether commas set off who he is that ends there, and no other."""
    if len(listed) > 1 or end not in scene.hard:
        return False
    close = past_name(scene, listed[0].last)
    if close not in scene.hard or scene.passage.folded.gap(close) != ", ":
        return False
    joints = (mark for mark in scene.of("role", "and") if end <= mark.first <= close)
    return next(joints, None) is None


def before_be(scene: Scene, mark: Mark) -> int:
    """Where "was killed" begins, or "killed"."""
    be = scene.mark_before(mark.first)
    return be.first if be is not None and be.has("role", "be") and be.last == mark.first else mark.first


def names_of_several(scene: Scene, mark: Mark) -> list[Mark]:
    """ "Constables N M and K L were killed": those whom a word for several names one by one, right before what befell them."""
    end = before_be(scene, mark)
    for rank in scene.of("party"):
        if rank.last < end and not rank.has("count", "person") and proper_names.begins_with(scene, rank.last):
            names = _names_from(scene, rank.last, end)
            if len(names) > 1 and names[-1].last == end:
                return names
    return []


def _names_from(scene: Scene, at: int, until: int) -> list[Mark]:
    """The names of people from a token on, which commas and "and" part."""
    names: list[Mark] = []
    while at < until and _is_name(scene, at):
        end = at
        while end < until and (end == at or end not in scene.hard) and _is_name(scene, end):
            end += 1
        names.append(Mark(at, end, (), ()))
        joint = scene.mark_at(end) if end < scene.last else None
        at = joint.last if joint is not None and joint.has("role", "and") else end
        if at == end and end not in scene.hard:
            break
    return names


def _is_name(scene: Scene, token: int) -> bool:
    return scene.mark_at(token) is None and proper_names.begins_with(scene, token)
