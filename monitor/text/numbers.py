"""Numbers of people in folded tokens: digits, number words, ranges, and how surely they are meant.

Decides which tokens together make one number and what "at least" or "dozens" does to it. Doesn't know any language: the words come in
as a table. Doesn't decide what is counted.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from monitor.model.reports import Count
from monitor.text.fold import Folded

LARGEST = 10_000_000
"""A number above this is no toll; it bounds what hostile digits can cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """One language's words. ``vague`` maps "dozens" to a range; ``bounds`` maps first tokens of "at least" to ``least`` or ``most``, of
    "nearly" to ``nearly``, of "half a" to ``half`` and of "between" to ``between``; ``until`` joins the ends of a range ("10 to 15"), but
    behind ``change`` what a number was before and is now ("from 10 to 15").

    ``separators`` stand between the thousands of figures, besides the comma and its like. ``pairs`` are values of two words ("three ten"
    for thirteen); ``attached`` is what the language writes to the word behind for "and" ("and7", "five and-twenty"), or "".
    """

    values: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[tuple[str, str], int] = field(default_factory=dict)
    attached: str = ""
    multipliers: Mapping[str, int] = field(default_factory=dict)
    joiners: frozenset[str] = frozenset()
    vague: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    bounds: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    until: frozenset[str] = frozenset()
    change: frozenset[str] = frozenset()
    separators: frozenset[str] = frozenset()
    begin: frozenset[str] = field(init=False)
    """All that a number not in figures begins with."""
    bounding: frozenset[str] = field(init=False)
    """The last words of all bounds."""

    def __post_init__(self) -> None:
        joined = [self.attached + word for word in (*self.values, *self.vague)] if self.attached else []
        object.__setattr__(self, "begin", frozenset((*self.values, *self.vague, *joined, *(a for a, _ in self.pairs))))
        object.__setattr__(self, "bounding", frozenset(head[-1] for head in self.bounds))


@dataclass(slots=True)
class Number:
    """A number over tokens ``first`` up to, but not including, ``last``. ``digits``: written in figures. Never changed."""

    first: int
    last: int
    count: Count
    digits: bool = False


_COMMAS = frozenset({",", "٬", "،"})
_GROUP = 3
"""Figures between two separators; the first group has no more."""


_DATES = frozenset({":", "/"})
"""Between the hour and the minute, the day and the month."""
_TIED = frozenset({".", ":", "/"})
_HYPHENS = frozenset({"-", "‑"})
_HALF, _BETWEEN, _NEARLY = "half", "between", "nearly"
"""Bounds of the lexicon that change the figure behind them."""
_FOUR, _TEN, _TWENTY, _THOUSAND = 4, 10, 20, 1000
_REST = 3
"""Figures of what is less than a thousand."""


def _digit_run(folded: Folded, at: int, separators: frozenset[str], attached: str) -> tuple[int, int] | None:
    """Value and end of figures with thousands separators (``1,400``); None for decimals, percentages, amounts of money."""
    text, end = folded.text, at + 1
    digits = folded.tokens[at].lstrip(attached) if attached else folded.tokens[at]
    between = _COMMAS | separators if len(digits) <= _GROUP else _COMMAS
    while (
        end < len(folded.tokens)
        and len(folded.tokens[end]) == _GROUP
        and folded.tokens[end].isdecimal()
        and folded.gap(end) in between
    ):
        digits += folded.tokens[end]
        end += 1
    if folded.gap(at) in _DATES and folded.tokens[at - 1].isdecimal():
        return None  # "13:30", "23/7"
    if at and folded.gap(at) in _HYPHENS and _is_type(folded, at):
        return None
    begin, behind = folded.starts[at], folded.ends[end - 1]
    before, after = text[begin - 1 : begin] if begin else "", text[behind : behind + 2]
    if before in {"$", "€", "£", "."} or after[:1] in {"%", "٪"} or (after[:1] in _TIED and after[1:].isdecimal()):
        return None
    value = int(digits) if len(digits) <= 8 else LARGEST + 1
    return (value, end) if value <= LARGEST else None


def _is_type(folded: Folded, at: int) -> bool:
    """ "AK-47", "Mi-24", "F-16s": figures tied to letters name a make, unless the hyphen ends a word of its own ("and -12")."""
    return folded.tokens[at - 1][-1:].isalpha() and folded.starts[at] - folded.ends[at - 1] == 1


def _word_run(folded: Folded, at: int, words: NumberWords) -> tuple[int, int] | None:
    """Value and end of a run of number words (``one hundred and five``, ``twenty-five``, ``dix-sept``, ``quatre-vingt-dix``)."""
    tokens = folded.tokens
    total, end, current = 0, at, 0
    while end < len(tokens):
        value, after = _value_at(tokens, end, words)
        if not value and tokens[end] in words.joiners and _joins(tokens, end, at, words=words, so_far=(total, current)):
            end += 1
        elif value and _adds(current, value, tied=end > at and tokens[end] not in words.values):
            current, end = current + value, after
        elif value and folded.gap(end) == "-" and (grown := _hyphened(current, value)):
            current, end = grown, after
        elif tokens[end] in words.multipliers and end > at:
            total, current = total + max(current, 1) * words.multipliers[tokens[end]], 0
            end += 1
        else:
            break
    return (total + current, end) if end > at else None


def _value_at(tokens: tuple[str, ...], at: int, words: NumberWords) -> tuple[int, int]:
    """The value of the word there, or of two that are one number, and its end; 0 for none."""
    token = tokens[at]
    if words.attached and token not in words.values:
        token = token.removeprefix(words.attached)
    pair = words.pairs.get((token, tokens[at + 1])) if words.pairs and at + 1 < len(tokens) else None
    return (pair, at + 2) if pair else (words.values.get(token, 0), at + 1)


def _joins(tokens: tuple[str, ...], at: int, begin: int, *, words: NumberWords, so_far: tuple[int, int]) -> bool:
    """Whether "and" goes on with a number: "a hundred and five", "forty and five"."""
    total, current = so_far
    fits = (current >= _TWENTY and current % _TEN == 0) or bool(total and not current)
    return fits and at > begin and at + 1 < len(tokens) and tokens[at + 1] in words.values


def _adds(current: int, value: int, *, tied: bool) -> bool:
    """Whether a value goes on with the number so far; ``tied``: "and" is written to it, so that it may also be "five and-twenty"."""
    if not current:
        return True
    if tied and current < _TEN:
        return value >= _TWENTY and value % _TEN == 0
    return (current % 100 >= _TWENTY or current % 100 == 0) and value < 20 + 80 * (current >= 100)


def _hyphened(current: int, value: int) -> int:
    """What a hyphen makes of two numbers that don't add up by themselves: ten and seven, four twenties; 0 for nothing."""
    if current % 100 == _TEN and value < _TEN:
        return current + value
    return _FOUR * value if (current, value) == (_FOUR, _TWENTY) else 0


def _bounded(folded: Folded, number: Number, words: NumberWords) -> Number:
    if not number.first or folded.tokens[number.first - 1] not in words.bounding:
        return number
    for length in (4, 3, 2, 1):
        head = tuple(folded.tokens[max(0, number.first - length) : number.first])
        bound = words.bounds.get(head)
        if bound is not None and len(head) == length:
            count = _LESSENED[bound](number.count) if bound in _LESSENED else number.count
            return Number(number.first - length, number.last, count, number.digits)
    return number


def _halved(count: Count) -> Count:
    return Count(low=count.low // 2, best=count.best // 2, high=count.high // 2)


def _nearly(count: Count) -> Count:
    """ "Nearly a hundred": some of the last tenth may be missing."""
    return Count(low=count.low - count.low // 10, best=count.best, high=count.high)


_LESSENED: Mapping[str, Callable[[Count], Count]] = {_HALF: _halved, _NEARLY: _nearly}


def _spanned(folded: Folded, words: NumberWords, low: Number, high: Number) -> Number | None:
    """ "Between 30 and 40", "from 30 until 40", "10 to 15": the two ends as one number, or None."""
    if high.first != low.last + 1:
        return None
    joint = folded.tokens[low.last]
    until = joint in words.until
    if words.bounds.get((folded.tokens[low.first],)) != _BETWEEN:
        near = low.digits == high.digits and high.count.best <= 3 * low.count.best
        grows = low.first > 1 and folded.tokens[low.first - 1] in words.change
        if grows or not (until and near and folded.gap(low.last) == folded.gap(high.first) == " "):
            return None
    elif not (until or joint in words.joiners):
        return None
    if high.count.high <= low.count.low:
        return None
    count = Count(low=low.count.low, best=low.count.best, high=high.count.high)
    return Number(low.first, high.last, count, low.digits)


def _range_end(folded: Folded, at: int, value: int) -> tuple[int, int] | None:
    if (
        at + 0 < len(folded.tokens)
        and folded.gap(at) in {"-", "–"}
        and folded.tokens[at].isdecimal()
        and len(folded.tokens[at]) <= 6
    ):
        high = int(folded.tokens[at])
        return (high, at + 1) if value < high <= 3 * value + 10 else None
    return None


def _number_at(folded: Folded, at: int, words: NumberWords) -> Number | None:
    token = folded.tokens[at]
    vague = words.vague.get(token) or (words.vague.get(token.removeprefix(words.attached)) if words.attached else None)
    if vague is not None:
        low, best, high = vague
        return Number(at, at + 1, Count(low=low, best=best, high=high))
    if _is_figures(token, words):
        run = _digit_run(folded, at, words.separators, words.attached)
        if run is None:
            return None
        value, end = run
        if end < len(folded.tokens) and folded.tokens[end] in words.multipliers:
            value, end = _with_the_rest(folded, value * words.multipliers[folded.tokens[end]], end + 1)
        widened = _range_end(folded, end, value) if end < len(folded.tokens) else None
        if widened:
            return Number(at, widened[1], Count(low=value, best=value, high=widened[0]), digits=True)
        return Number(at, end, Count(low=value, best=value, high=value), digits=True)
    if token in words.begin:
        spelled = _word_run(folded, at, words)
        if spelled:
            value, end = spelled
            return (
                _one(folded, at, end, words)
                if value == 1
                else Number(at, end, Count(low=value, best=value, high=value))
            )
    return None


def _one(folded: Folded, at: int, end: int, words: NumberWords) -> Number:
    """ "One", or "a score", where "a" is also "one"."""
    if end < len(folded.tokens) and folded.tokens[end] in words.vague:
        low, best, high = words.vague[folded.tokens[end]]
        return Number(at, end + 1, Count(low=low, best=best, high=high))
    return Number(at, end, Count(low=1, best=1, high=1))


def _with_the_rest(folded: Folded, value: int, end: int) -> tuple[int, int]:
    """ "8 thousand 350", "8 thous. 350": the figures behind thousands that are less than one."""
    rest = folded.tokens[end] if end < len(folded.tokens) else ""
    whole = rest.isdecimal() and len(rest) <= _REST and value % _THOUSAND == 0
    tied = whole and (folded.gap(end) == " " or (folded.gap(end) == ". " and len(rest) == _REST))
    return (value + int(rest), end + 1) if tied else (value, end)


def _is_figures(token: str, words: NumberWords) -> bool:
    """Figures, also with "and" written to them: "and7"."""
    return token.isdecimal() or (bool(words.attached) and token.removeprefix(words.attached).isdecimal())


def parse(folded: Folded, words: NumberWords) -> list[Number]:
    """Every number in order. "At least" is taken into the span: it makes the figure a floor, so best stays the floor itself."""
    numbers: list[Number] = []
    begin, covered = words.begin, 0
    begins = [at for at, token in enumerate(folded.tokens) if token in begin or token.isdecimal()]
    if words.attached:
        begins = [at for at, token in enumerate(folded.tokens) if token in begin or _is_figures(token, words)]
    for at in begins:
        number = _number_at(folded, at, words) if at >= covered else None
        if number is not None:
            span = _spanned(folded, words, numbers[-1], number) if numbers else None
            if span is not None:
                number = numbers[-1] = span
            else:
                number = _bounded(folded, number, words)
                numbers.append(number)
            covered = number.last
    return numbers


_SCORE = re.compile(r"\d(?<![\d.,:/–-]\d)[-–:]\d(?![-–:/]|[.,]?\d)")
"""It begins with a digit, and looks back only there: that way the search skips what is none."""


_POINTS = re.compile(r"\d(?<![0-9A-Za-z.,:/–-]\d)(\d{0,2})[-–](\d{1,3})(?![0-9A-Za-z:/–-]|[.,]\d)")
"""Two numbers of up to three digits with a dash between them."""


def has_score(text: str) -> bool:
    """Whether the text has the score of a game: two single digits with a dash or colon between them, and no date or time ("2-1", "6:3")."""
    return ("-" in text or ":" in text or "–" in text) and _SCORE.search(text) is not None


def has_points(text: str) -> bool:
    """Whether the text has two longer numbers of which the first is the greater ("32-9"): a span of numbers begins with the smaller."""
    if "-" not in text and "–" not in text:
        return False
    return any(int(found.group()[: -1 - len(found[2])]) > int(found[2]) for found in _POINTS.finditer(text))
