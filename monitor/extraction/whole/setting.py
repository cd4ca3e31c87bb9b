"""What the item as a whole says of states: which it names, how loudly, which as a pair, and whose border it speaks of.

Decides what every act of the item may fall back on. Doesn't decide any act's border.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from monitor.extraction.judging.borders import Setting
from monitor.extraction.scenes import layout
from monitor.extraction.scenes.scene import AND, LOCATIVE, Passage
from monitor.extraction.words.grammar import Grammar
from monitor.extraction.words.steps import REOPENED, SHUT
from monitor.extraction.words.vocabulary import GUNMEN, Mark
from monitor.extraction.world.gazetteer import Named
from monitor.model.reports import Field, PartyKind
from monitor.model.rulebook import Place

_TITLE_WEIGHT, _LEAD_WEIGHT = 6, 2
_WHERE_WEIGHT = 1
"""A state that only says where ("talks in A") weighs less than any that acts."""
_BORDER = ("role", "border")
_SHUT = (("event", SHUT), ("event", REOPENED))
"""Steps at a border, whose words have it in them: "closes the border with A"."""
_AT_BORDER = ("place", "border")
"""A word that has the border in it: "border clashes"."""
_WHERE = frozenset(("role", value) for value in LOCATIVE)
_NEAR = ("role", "near")
_BROKER = ("role", "broker")
_MADE = ("role", "made")
_TOWARDS = ("with", "of", "to")
_OUTSIDE = frozenset({_BROKER, _MADE})
"""Relations of a state that isn't there."""
_GUNMEN = ("party", "unknown")
_FORCES = ("party", "state_forces")
_KEEPERS = ("party", "peacekeepers")
_SIDES = 2
"""States that a line parts."""
_PAIR_GAPS = frozenset({"-", "–", "—", " - ", " – ", "، "})


def of(passages: Sequence[Passage], grammar: Grammar) -> Setting:
    """The item's setting, in a language with this ``grammar``."""
    weights: dict[str, int] = defaultdict(int)
    generic: dict[str, int] = defaultdict(int)
    pair: tuple[str, str] | None = None
    lines: list[str] = []
    hosts: list[str] = []
    places: list[Place] = []
    guests: set[str] = set()
    border_word = False
    plain = grammar.order != "vso"
    for passage in passages:
        weight = _TITLE_WEIGHT if passage.field == Field.TITLE else _LEAD_WEIGHT
        names = [(n, named) for n, named in enumerate(passage.named) if named is not None] if passage.names else []
        outside = not passage.senses.isdisjoint(_OUTSIDE)
        keeping = _FORCES in passage.senses
        for n, named in names:
            state = state_of(named)
            if state is not None and keeping and named.name.what == "demonym" and _are_keepers(passage, n):
                guests.add(state)
            elif state is not None and not (outside and _is_outside(passage, n)):
                counted = generic if _is_generic(passage.marks[n], named) else weights
                counted[state] += _WHERE_WEIGHT if _only_where(passage, n) else weight
        pair = pair or (_named_pair(passage, names, comma=grammar.comma) if names else None)
        lined = _BORDER in passage.senses
        borders = [n for n, mark in enumerate(passage.marks) if _BORDER in mark.senses] if lined else []
        border_word = border_word or bool(borders) or _AT_BORDER in passage.senses
        lines += [line for n in borders for line in _lines(passage, n)]
        lines += [
            line for step in _SHUT if step in passage.senses for line in _lines_of_steps(passage, step, plain=plain)
        ]
        lines += [named.name.entity for n, named in names if _is_near(passage, n)] if _NEAR in passage.senses else []
        hosts += [host for _, named in names if (host := _host_of(named)) is not None]
        places += [named.place for _, named in names if named.place is not None]
    for state in [state for state in generic if not weights or state in weights]:
        weights[state] += generic[state]
    for state in guests:
        weights.pop(state, None)
    pair = None if pair is not None and not guests.isdisjoint(pair) else pair
    if pair is None and len(weights) <= _SIDES:
        pair = next((line for p in passages for line in _pairs_of_lines(p) if weights.keys() <= set(line)), None)
    return Setting(
        states=tuple(sorted(weights, key=weights.__getitem__, reverse=True)),
        pair=pair,
        border_word=border_word,
        lines=tuple(dict.fromkeys(lines)),
        hosts=tuple(dict.fromkeys(hosts)),
        home=grammar.home,
        gunmen=any(_GUNMEN in passage.senses and _has_gunmen(passage) for passage in passages),
        places=tuple(places),
    )


def _has_gunmen(passage: Passage) -> bool:
    return any(sign.form in GUNMEN for mark in passage.marks if _GUNMEN in mark.senses for sign in mark.signs)


def _pairs_of_lines(passage: Passage) -> Iterator[tuple[str, str]]:
    """The two sides of a line that is nobody's ground and is named ("the Blue Line", "the Koreas"), in a text that names no third."""
    for named in passage.names:
        place = named.place
        if place is not None and place.country is None and len(place.border_km) == 1 and place.border_km[0][1] == 0:
            one, other = place.border_km[0][0].split("-")
            yield one, other


def _is_generic(mark: Mark, named: Named | None) -> bool:
    """ "The border guards", which beside another state's name are that state's."""
    actor = named.actor if named is not None else None
    return actor is not None and actor.kind == PartyKind.STATE_FORCES and mark.has("party")


def state_of(named: Named | None) -> str | None:
    """The state that a name speaks of: its own, its forces', its office-holders', or the one that a place lies in."""
    if named is None:
        return None
    if named.country is not None:
        return named.name.entity
    if named.actor is not None:
        return None if named.actor.ignore else named.actor.state
    return named.place.country if named.place and not named.place.never_incident else None


def _host_of(named: Named) -> str | None:
    """The state that is said to shelter a group, or that stands behind it."""
    return (named.actor.hosted_by or named.actor.backed_by) if named.actor is not None else None


def _only_where(passage: Passage, n: int) -> bool:
    """Whether "in" stands right before a country that is no adjective."""
    named, mark = passage.named[n], passage.marks[n]
    if named is None or named.country is None or named.name.what == "demonym" or not n:
        return False
    before = passage.marks[n - 1]
    return before.last == mark.first and not before.senses.isdisjoint(_WHERE)


def _is_outside(passage: Passage, n: int) -> bool:
    """Whether a state is named for what it brokered or made alone."""
    return (_BROKER in passage.senses and _only_brokers(passage, n)) or (
        _MADE in passage.senses and _only_made(passage, n)
    )


def _are_keepers(passage: Passage, n: int) -> bool:
    """ "C-ish peacekeepers", "C-ish soldiers of the mission": who lent a mission its soldiers is no side of the line that it keeps."""
    mark = passage.marks[n]
    for m in (n + 1, n - 1):
        if not 0 <= m < len(passage.marks):
            continue
        other = passage.marks[m]
        if mark.last != other.first and other.last != mark.first:
            continue
        named = passage.named[m]
        mission = named is not None and named.actor is not None and named.actor.kind == PartyKind.ORGANISATION
        if mission or _KEEPERS in other.word.forms:
            return True
    return False


def _only_made(passage: Passage, n: int) -> bool:
    """ "A-made drones": who made arms uses them no more than others."""
    mark = passage.marks[n]
    after = passage.marks[n + 1] if n + 1 < len(passage.marks) else None
    tied = after is not None and after.first == mark.last and passage.folded.gap(mark.last) == "-"
    return tied and after is not None and _MADE in after.senses


def _only_brokers(passage: Passage, n: int) -> bool:
    """ "An A-brokered truce", "a truce brokered by A": who brought the sides together is none of them."""
    mark = passage.marks[n]
    after = passage.marks[n + 1] if n + 1 < len(passage.marks) else None
    if after is not None and after.first == mark.last and _BROKER in after.senses:
        return passage.folded.gap(mark.last) == "-"
    chain = passage.marks[max(n - 2, 0) : n]
    by = len(chain) == 2 and chain[1].has("role", "by") and chain[0].last == chain[1].first
    return by and chain[1].last == mark.first and _BROKER in chain[0].senses


def _is_near(passage: Passage, n: int) -> bool:
    """Whether a country stands right behind "near" or "close to": what happened there happened at the line with it."""
    named, mark = passage.named[n], passage.marks[n]
    if named is None or named.name.what != "country" or not n:
        return False
    before = passage.marks[n - 1]
    return before.last == mark.first and _NEAR in before.senses


def _lines(passage: Passage, n: int) -> list[str]:
    """States whose border mark ``n`` is: "the A border", "A's frontier", "the border with A"."""
    before = passage.named[n - 1] if n and passage.marks[n - 1].last == passage.marks[n].first else None
    sides = (before, _owner(passage, n) or _behind(passage, n))
    return [named.name.entity for named in sides if named is not None and named.country is not None]


def _lines_of_steps(passage: Passage, step: tuple[str, str], *, plain: bool) -> Iterator[str]:
    """States whose border a step says that it shuts or opens, behind a word for that: "closes the border with A", "to A"; where the verb comes
    first, that word may be part of the step's (not ``plain``)."""
    for n, mark in enumerate(passage.marks):
        if step in mark.senses:
            named = _owner(passage, n, _TOWARDS) or (None if plain else _behind(passage, n))
            if named is not None and named.country is not None:
                yield named.name.entity


def _behind(passage: Passage, n: int) -> Named | None:
    """The name right behind, where genitives and adjectives follow: "the border the A-ish"."""
    named = passage.named[n + 1] if n + 1 < len(passage.marks) else None
    close = named is not None and passage.marks[n + 1].first == passage.marks[n].last
    return named if close else None


def _owner(passage: Passage, n: int, joints: tuple[str, ...] = ("with", "of")) -> Named | None:
    """The name behind "border with", "its border with the"."""
    border, *behind = passage.marks[n : n + 4]
    if len(behind) < _SIDES or not behind[0].has("role", *joints) or behind[0].first - border.last > 1:
        return None
    at = 2 if len(behind) > _SIDES and behind[1].has("role", "det") and not behind[1].names else 1
    joined = behind[at].first == behind[at - 1].last and behind[1].first == behind[0].last
    return passage.named[n + 1 + at] if joined else None


def _named_pair(passage: Passage, names: Sequence[tuple[int, Named]], *, comma: bool) -> tuple[str, str] | None:
    """Two countries written as one ("the A-B border", "between A and B", "A, B agree"), or those who speak for them."""
    found: list[tuple[int, str]] = []
    before: Named | None = None
    for n, named in names:
        behind_adjective = before is not None and before.name.what == "demonym"
        state = named.beside(before) if behind_adjective else named.speaks_for
        if state:
            found.append((n, state))
        before = named
    ties = [one != other and _joined(passage, n, m, comma=comma) for (n, one), (m, other) in pairwise(found)]
    alone = [at for at, tied in enumerate(ties) if tied and not any(ties[max(at - 1, 0) : at] + ties[at + 1 : at + 2])]
    between = (at for at in alone if _is_between(passage, found[at][0]))  # "A and B welcome the truce between C and D"
    at = next(between, alone[0] if alone else None)
    return None if at is None else (found[at][1], found[at + 1][1])


def _is_between(passage: Passage, n: int) -> bool:
    return n > 0 and passage.marks[n - 1].has("role", "between") and passage.marks[n - 1].last == passage.marks[n].first


def _joined(passage: Passage, n: int, m: int, *, comma: bool) -> bool:
    one, other = passage.marks[n], passage.marks[m]
    gap = passage.folded.text[passage.folded.ends[one.last - 1] : passage.folded.starts[other.first]]
    if (
        gap in _PAIR_GAPS
        or _are_tied(passage, one.last, other.first)
        or _share_border(passage, n, m)
        or _borders(passage, n, m)
    ):
        return True
    return m == n + 1 and not comma and layout.lists(passage, m)  # there a comma sets the subject off


def _share_border(passage: Passage, n: int, m: int) -> bool:
    """ "A of B border in": A's border with B, where relations follow their noun."""
    if m != n + 2 or m + 1 >= len(passage.marks):
        return False
    one, of, other, border = passage.marks[n : m + 2]
    if of.first != one.last or of.last != other.first or border.first != other.last:
        return False
    return any(sign.value == "of" and sign.form == "post" for sign in of.signs) and border.has("role", "border")


def _borders(passage: Passage, n: int, m: int) -> bool:
    """ "Border A with B", where the genitive follows."""
    if m != n + 2 or not n:
        return False
    border, one, joint, other = passage.marks[n - 1 : m + 1]
    whole = border.last == one.first and one.last == joint.first and joint.last == other.first
    return whole and border.has("role", "border") and joint.has("role", "with")


def _are_tied(passage: Passage, first: int, last: int) -> bool:
    """Whether "and", or "and the", is all that stands there; in Arabic "and" is the first letter of the word behind."""
    if first == last:
        folded = passage.folded
        return first < len(folded.starts) and folded.text[folded.starts[first]] == AND and folded.gap(first) == " "
    between = [mark for mark in passage.marks if first <= mark.first < last]
    if not between or sum(mark.last - mark.first for mark in between) != last - first:
        return False
    return between[0].has("role", "and") and all(mark.has("role", "det") for mark in between[1:])
