"""Decides how far apart in time two accounts of one occurrence may lie, by what they are accounts of. Nothing here looks at the clock.

Whether they agree in anything else is decided in ``compare``.
"""

from datetime import timedelta

from monitor.incidents.identity import Identity
from monitor.incidents.places import Closeness
from monitor.incidents.tolls import Agreement
from monitor.model.reports import FORCE_CLASSES, ActClass, Count
from monitor.model.times import Precision, slack

_H = timedelta(hours=1)

_WINDOWS: dict[ActClass, tuple[timedelta, timedelta]] = {
    ActClass.AIR: (12 * _H, 36 * _H),
    ActClass.GROUND_FIRE: (12 * _H, 12 * _H),
    ActClass.GROUND_ENTRY: (12 * _H, 36 * _H),
    ActClass.ARMED_ATTACK: (12 * _H, 36 * _H),
    ActClass.ABDUCTION: (24 * _H, 72 * _H),
    ActClass.POSTURE: (24 * _H, 48 * _H),
    ActClass.CROSSING: (24 * _H, 72 * _H),
    ActClass.AIRSPACE: (24 * _H, 72 * _H),
    ActClass.TRADE: (24 * _H, 72 * _H),
    ActClass.EXPULSION: (24 * _H, 72 * _H),
    ActClass.PROTEST: (12 * _H, 20 * _H),
    ActClass.THREAT: (12 * _H, 24 * _H),
    ActClass.DOWNGRADE: (24 * _H, 48 * _H),
    ActClass.CONTACT: (12 * _H, 24 * _H),
    ActClass.CONCILIATION: (12 * _H, 24 * _H),
    ActClass.MEDIATION: (24 * _H, 48 * _H),
    ActClass.AGREEMENT: (72 * _H, 72 * _H),
    ActClass.WITHDRAWAL_RELEASE: (24 * _H, 72 * _H),
    ActClass.OTHER: (12 * _H, 24 * _H),
}
"""Per class: how far apart the event times of one act may be when both are given, and when one of them is rough or only the time of
publishing. Twelve hours for force is an analyst's rule for calling two accounts one; the wider windows are our choice: accounts of a raid run into the next day or two,
while fire across a line comes back every night. A joint statement three days on seals the agreement made by telephone."""

_BY_THE_DAY = frozenset({ActClass.CONTACT, ActClass.PROTEST})
"""What two states may do again on the day after: accounts that tell of two days tell of two."""
_RECURRING = 6 * _H
"""Fire on a line that differs in its toll is another exchange after this long."""
_ADJOINING_DAYS = 24 * _H
"""Accounts of which only the day of publishing is known, a day and the next, may be of one act: what was done or said at night is told on both."""
_SAME_SITE_REACH = 60 * _H
"""An undated account may lag this long when it names the same site or counts the same dead."""
_CORRECTION_REACH = timedelta(days=5)
"""How long after the event a toll is still corrected."""
_MASS_TOLL = 10
_MASS_TOLL_REACH = timedelta(days=4)
"""A toll of ten or more that moves by a fifth at one site is one calamity: nobody suffers the same twice in a week."""
_TELLING_TOLL = 5
_SAME_TOLL_REACH = timedelta(hours=48)
"""As many dead at the same site, five or more, are the same dead when it is only inferred on which day "around midnight" was."""
MAX_REACH = _CORRECTION_REACH

_RETOLD_WITHIN = {ActClass.GROUND_FIRE: 12 * _H}
_TITLED_WITHIN = timedelta(days=3)
_FORCE_RETOLD_WITHIN = timedelta(days=14)
_WORDS_RETOLD_WITHIN = timedelta(days=5)
"""How long an act goes on being told in the background of other news. Fire on a line comes back too soon to tell which was meant; but if
nothing is told of it ("freed soldiers seized in a clash"), or the same dead are ("after a clash left one dead"), it is no other than what is known."""
_FEW_RETOLD_WITHIN = timedelta(days=4)
"""The same for fire whose dead are fewer than a ``_TELLING_TOLL``: one dies on many a line."""


def firm(act: ActClass) -> timedelta:
    """How far apart two given event times of one act may be."""
    return _WINDOWS[act][0]


def retold_within(background: Identity, *, counted: bool) -> timedelta:
    """How long after it an act may still be what undated background means; less if that made the title. ``counted``: both tell of the same dead or
    wounded."""
    if counted and background.act is ActClass.GROUND_FIRE:
        many = background.killed is not None and background.killed.best >= _TELLING_TOLL
        return _FORCE_RETOLD_WITHIN if many else _FEW_RETOLD_WITHIN
    longest = _FORCE_RETOLD_WITHIN if background.act in FORCE_CLASSES else _WORDS_RETOLD_WITHIN
    longest = _TITLED_WITHIN if background.titled else longest
    return min(longest, _RETOLD_WITHIN.get(background.act, longest)) if _tells(background) else longest


def _tells(background: Identity) -> bool:
    """Whether it says more of the act than that there was one: where, or with how many dead or hurt."""
    return bool(background.places or background.killed or background.hurt)


def reaches(first: Identity, second: Identity, *, near: Closeness, agreement: Agreement) -> tuple[timedelta, timedelta]:
    """How far apart they may lie, ``first`` being the earlier; and how far if their tolls were left out of account."""
    strict, loose = (min(pair) for pair in zip(_WINDOWS[first.act], _WINDOWS[second.act], strict=True))
    follow_up = _follow_up(first, second, near=near)
    lenient = max(
        strict, follow_up, _uncertain_reach(first, second, near=near, agreement=agreement, windows=(strict, loose))
    )
    if agreement is not Agreement.CONFLICT:
        return lenient, lenient
    return max(follow_up, _RECURRING if first.act is ActClass.GROUND_FIRE else strict), lenient


def _uncertain_reach(
    first: Identity, second: Identity, *, near: Closeness, agreement: Agreement, windows: tuple[timedelta, timedelta]
) -> timedelta:
    """The reach when one of the times is uncertain. What was published before an act can't speak of it."""
    strict, loose = windows
    undated = first.undated or second.undated
    if not undated and (not (first.rough or second.rough) or first.act in _BY_THE_DAY):
        return strict
    reach = _reach(first, second, near=near, loose=loose, counted=agreement is Agreement.SAME)
    if first.by_day and second.by_day and not _are_opposed(first, second):
        reach = max(reach, _ADJOINING_DAYS)
    return min(reach, strict + second.slack) if first.undated and not second.undated else reach


def _are_opposed(ours: Identity, theirs: Identity) -> bool:
    """Whether whoever acted in the one lost men in the other: fire that is answered the day after is no late account of the same. Where nobody counts
    any dead, which side a page names first proves nothing."""
    counted = ours.killed is not None and theirs.killed is not None
    return counted and (_faces(ours, theirs) or _faces(theirs, ours))


def _faces(ours: Identity, theirs: Identity) -> bool:
    """``theirs`` may not say who acted; who was struck it does."""
    return (
        ours.state is not None
        and theirs.struck == {ours.state}
        and (theirs.state is None or theirs.state in ours.struck)
    )


def _reach(ours: Identity, theirs: Identity, *, near: Closeness, loose: timedelta, counted: bool) -> timedelta:
    """``counted``: they count the same dead or wounded."""
    if _telling(ours.killed, theirs.killed):
        return _SAME_SITE_REACH
    if ActClass.GROUND_FIRE in {ours.act, theirs.act} or ours.act not in FORCE_CLASSES:
        return loose
    both_tolls = counted or (ours.killed is not None and theirs.killed is not None)
    if ours.act is ActClass.ARMED_ATTACK and near < Closeness.PROVINCE and not both_tolls:
        return timedelta(0)
    known_slack = min(ours.slack + theirs.slack, 2 * loose)
    return max(loose, known_slack, _SAME_SITE_REACH if both_tolls or near is Closeness.SITE else loose)


def _follow_up(first: Identity, second: Identity, *, near: Closeness) -> timedelta:
    """For a correction of the earlier account, or the same calamity's toll as it moves; else nothing."""
    if first.act not in FORCE_CLASSES or near < Closeness.PROVINCE:
        return timedelta(0)
    if second.correcting and second.undated:
        return _CORRECTION_REACH
    if first.killed is None or second.killed is None:
        return timedelta(0)
    if second.undated and _mass(first.killed, second.killed):
        return _MASS_TOLL_REACH
    same = _telling(first.killed, second.killed)
    return _SAME_TOLL_REACH if same and _day_inferred(first, second) else timedelta(0)


def _telling(ours: Count | None, theirs: Count | None) -> bool:
    return ours is not None and theirs is not None and ours.best == theirs.best >= _TELLING_TOLL


def _day_inferred(first: Identity, second: Identity) -> bool:
    part = slack(Precision.PART_OF_DAY)
    return not first.undated and not second.undated and part in {first.slack, second.slack}


def _mass(ours: Count, theirs: Count) -> bool:
    low, high = sorted((ours.best, theirs.best))
    return low >= _MASS_TOLL and low >= 0.8 * high
