"""Which accounts in one item tell of one act, and what each adds: "A shells B's post" with "the fire killed two soldiers".

Decides it from sort, mode, direction and ground. Doesn't decide whether two items tell of one occurrence, nor which kind of event it is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from monitor.extraction.counting.tolls import ANYBODY, Toll, add
from monitor.extraction.drafts import BLOWS, Draft
from monitor.extraction.naming.party_at import OF_STATES
from monitor.extraction.whole import beginning, others
from monitor.extraction.words.steps import ACCUSED, RECALLED, SUSPENDED
from monitor.model.reports import Party, PartyKind

_WEAK = frozenset({"kill", "attack", "offensive", "strike", "blast", "hit", "wound"})
"""Words that any account of an armed act may use of it."""
_ONE_STEP = {RECALLED, SUSPENDED}


def _agree(one: Party | None, other: Party | None) -> bool:
    if one is None or other is None:
        return True
    if one.state and other.state and one.state != other.state:
        return False
    if one.entity and other.entity and one.entity != other.entity and not (one.state and one.state == other.state):
        return False
    armed = {PartyKind.NONSTATE_GROUP}
    if {one.kind, other.kind} == {PartyKind.NONSTATE_GROUP, PartyKind.STATE_FORCES} and not (one.state or other.state):
        return False
    if one.kind in armed and other.kind in armed:
        return True  # "a gang of A's", which turns out to be G
    if other.kind in armed and one.state and one.kind != PartyKind.CIVILIANS and not other.state:
        return False
    return not ({one.kind} & armed and other.state and other.kind != PartyKind.CIVILIANS and not one.state)


def _swapped(one: Draft, other: Draft) -> bool:
    if ("shootdown" in one.words) != ("shootdown" in other.words) and None not in (one.struck, other.struck):
        return one.struck != other.struck  # "a soldier of A dies; a drone of B's was shot down"
    striker = other.doer if other.initiator is not None else None
    if striker is None:
        return False
    doer = one.doer
    answered = doer is not None and striker != doer and doer in {other.struck, *other.countries}
    return answered or striker == one.struck


def _hits_the_doer(one: Draft, other: Draft) -> bool:
    """ "A shells B", and by nobody named "a missile struck A's convoy": another act, which A may have answered."""
    doer, struck = one.initiator, other.target
    if doer is None or doer.state is None or "clash" in one.words:
        return False
    if struck is None:  # "A strikes after rockets hit A's town"
        return other.grounds == {doer.state} and doer.state not in one.grounds and bool(BLOWS & set(other.words))
    return struck.kind == PartyKind.STATE_FORCES and struck.state == doer.state and bool(BLOWS & set(other.words))


def are_one_act(one: Draft, other: Draft) -> bool:
    """Whether two drafts of one item can be about one act: same sort and mode, no opposed direction, no other country."""
    if one.kinetic != other.kinetic or one.mode != other.mode:
        return False
    if not one.kinetic:
        return _same_words(one, other) and (not other.doer or (one.doer or _of_other(one, other)) == other.doer)
    if (one.even and beginning.is_told_by(one, other)) or (
        other.initiator is not None and beginning.is_beaten_back(one, other)
    ):
        return True
    if (
        _swapped(one, other)
        or (other.initiator is None and _hits_the_doer(one, other))
        or others.in_sequence(one, other)
        or not _agree(one.initiator, other.initiator)
    ):
        return False
    if one.initiator is None and other.answers and not one.answers:
        return False  # "rockets kill eleven; A answered by bombing B's base"
    if others.are_others_deeds(one, other) or others.are_others_deeds(other, one):
        return False
    there = one.grounds
    far = there and (here := other.grounds) and there.isdisjoint(here)
    if far and not _at_other_end(one, other) and not _is_over_line(one, other):
        return False
    return _agree(one.target, other.target) or bool(set(one.words + other.words) & _WEAK)


def _at_other_end(fight: Draft, fall: Draft) -> bool:
    """ "A's and B's men exchange fire at D. Two died on B's side": shots over a line strike on both sides of it."""
    return "clash" in fight.words and fall.initiator is None and fall.grounds <= {fight.doer, fight.struck}


def _is_over_line(fall: Draft, shot: Draft) -> bool:
    """ "A's soldier killed at D's border", D being a part of B's: "his post came under B's fire": who fires over a line stands behind it."""
    there = {shot.struck} if shot.struck else shot.grounds
    return fall.initiator is None and fall.grounds == {shot.doer} and there == {fall.struck} != {shot.doer}


def _clear(one: Draft, other: Draft) -> None:
    """ "Shots from A: B's guards in a gunfight with smugglers", "patrol fired on from A's bank. Gunmen opened fire twice": who fired from A's ground
    is told beside, and it isn't A."""
    doer = other.initiator
    armed = doer is not None and doer.kind in {PartyKind.NONSTATE_GROUP, PartyKind.UNKNOWN} and doer.state is None
    below = one.title and other.target is None and not {"shoot", "shell"}.isdisjoint(other.words)
    if armed and doer is not None and doer.spans and (one.title == other.title or below):
        one.origin, one.initiator, one.whence = one.doer, None, False


def _of_other(one: Draft, other: Draft) -> str | None:
    """ "A accused of war. A's accusation": what nobody named says of A is none of A's words."""
    return None if other.doer == one.struck and one.words[0].startswith(ACCUSED) else other.doer


def _same_words(one: Draft, other: Draft) -> bool:
    """The same kind of act, or two that are one step: a recall with its suspended visits."""
    return one.words[0] == other.words[0] or {one.words[0], other.words[0]} == _ONE_STEP


def join(drafts: Iterable[Draft]) -> list[Draft]:
    """The item's acts, in order of evidence."""
    joined: list[Draft] = []
    for draft in _with_their_dead(list(drafts)):
        for known in joined:
            if known.words[0] == "clash" or draft.words[0] == "clash":
                beginning.face_the_dead(known, draft)
            if known.whence:
                _clear(known, draft)
            if draft.initiator is not None and beginning.is_beaten_back(known, draft):
                _absorb_answer(known, draft)
                break
            if are_one_act(known, draft):
                _absorb(known, draft)
                break
        else:
            joined.append(draft)
    return joined


def _with_their_dead(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """ "G fires on A after the death of five in A's strikes": they fell in what is told right behind, by another's hand than what came of it."""
    for before, after in pairwise(drafts):
        dead = before.words == ["kill"] and before.voice == "noun" and before.earlier and before.initiator is None
        if dead and after.earlier and after.initiator is not None and after.kinetic and after.title == before.title:
            add_tolls(after, before.tolls)
            before.tolls = []
    return drafts


def _better(known: Party | None, other: Party | None) -> Party | None:
    """A named party beats a general one, a general one none; the first otherwise."""
    if known is None or other is None or known == other:
        return known or other
    return other if _exactness(other) > _exactness(known) else known


def _tells_sides(known: Draft, other: Draft) -> bool:
    """ "Twelve people killed in a clash between the R and B's soldiers": they fell on either side."""
    people = known.target is not None and known.target.kind == PartyKind.CIVILIANS and known.target.state is None
    clash = other.words[:1] == ["clash"] and other.initiator is not None and other.target is not None
    return people and clash and not _is_told(known)


def _is_told(known: Draft) -> bool:
    """ "Farmers killed by A's shells": a blow whose doer is known, so that a later word of fighting tells of the days around it."""
    return known.initiator is not None and not BLOWS.isdisjoint(known.words)


def _unless_doer(target: Party | None, doer: Party | None) -> Party | None:
    """Nothing when the second word for the act takes its doer for its target: "a group kills two in a raid"."""
    return None if target and doer and target.entity and target.entity == doer.entity else target


def _struck_by_both(known: Draft, other: Draft) -> Party | None:
    """Of whom two accounts say that the act struck: the better named, unless they tell of two who suffered."""
    one, two = known.target, other.target
    if one is not None and two is not None and PartyKind.CIVILIANS in {one.kind, two.kind}:
        if _fell_first(known, other):
            return one
        if _fell_there(known, other):
            return replace(two, state=two.state or one.state)
        if other.words[:1] == ["clash"] and one.kind == PartyKind.CIVILIANS and known.title and _is_told(known):
            return one
    return _better(one, _unless_doer(two, known.initiator))


def _fell_there(known: Draft, other: Draft) -> bool:
    """ "The R crosses into B, kills a farmer": whom it killed there was struck, not the ground alone."""
    ground = known.words[0] == "incursion" and known.target is not None and known.target.kind == PartyKind.GOVERNMENT
    people = other.target is not None and other.target.kind == PartyKind.CIVILIANS
    return ground and people and "kill" in other.words


def _fell_first(known: Draft, other: Draft) -> bool:
    """ "Villager shot dead; A's post commander hit in the hand": whom a headline names first, where it tells of two who suffered."""
    both = known.title and other.title and known.voice == other.voice == "passive"
    people = known.target is not None and known.target.kind == PartyKind.CIVILIANS and bool(known.tolls)
    return both and people and other.target is not None and other.target.kind in OF_STATES


def _exactness(party: Party) -> int:
    if party.entity and party.kind != PartyKind.ORGANISATION:
        return 3
    if party.state:
        return 2 if party.kind != PartyKind.GOVERNMENT else 1
    return 0 if party.kind == PartyKind.UNKNOWN else 1


def _take_times(known: Draft, other: Draft) -> None:
    """ "Strikes in answer to Tuesday's raid": when the raid was is not when it struck, though both words tell of an act of one sort."""
    if known.earlier and not other.earlier:
        known.times, known.earlier = list(other.times), False
    elif known.earlier or not other.earlier:
        known.times += [cue for cue in other.times if cue not in known.times]


def _absorb_answer(known: Draft, answer: Draft) -> None:
    """Of the garrison's answer the attack takes whom it struck, who the attackers are and how many of them fell."""
    known.initiator, known.target = _better(known.initiator, answer.target), known.target or answer.initiator
    known.tolls += answer.tolls
    known.evidence += answer.evidence


def _without_loose_raid(known: Draft, other: Draft) -> list[str]:
    """ "Five soldiers die in an attack. B sent help after the raid": what nobody did to nobody says no more of it than the headline."""
    loose = other.voice == "noun" and other.words == ["strike"] and not other.means and not other.title
    nobodys = other.initiator is None and other.target is None and other.earlier
    return [] if loose and nobodys and "attack" in known.words else other.words


def _absorb(known: Draft, other: Draft) -> None:
    taken = {"strike"} if known.words[0] == "abduct" else set()  # "ten are carried off; the raid came at night"
    taken |= {"clash"} if other.words[0] == "clash" and beginning.is_no_fight(known, other) else set()
    known.words += [word for word in _without_loose_raid(known, other) if word not in known.words and word not in taken]
    if beginning.is_told_by(known, other):
        (known.initiator, known.target), known.even = beginning.as_told(known, other), False
        known.target_common = other.target_common
    if (
        known.initiator is None
        and known.target
        and other.initiator
        and known.target.entity == other.initiator.entity is not None
    ):
        known.target = None  # "in a clash with rebels", who turn out to have killed
    if known.initiator is None:
        known.even, known.whence = known.even or other.even, known.whence or other.whence
    known.initiator = _better(known.initiator, other.initiator) or beginning.attackers(known, other)
    if _tells_sides(known, other) or _unless_doer(known.target, known.initiator) is None:
        known.target = None
    known.target = _struck_by_both(known, other)
    known.target_common = known.target_common or other.target_common
    known.main = known.main or (other.main and other.title == known.title)
    _take_times(known, other)
    starts = {span.start for span in known.evidence}
    known.evidence += [span for span in other.evidence if span.start not in starts or span not in known.evidence]
    for name in ("means", "located", "places", "said_by", "claimed_by", "denied_by"):
        more = getattr(other, name)
        if more:
            own = getattr(known, name)
            own += [value for value in more if value not in own]
    add_tolls(known, other.tolls)
    known.traits |= other.traits
    known.origin = known.origin or other.origin
    known.hedged = known.hedged or other.hedged
    known.deadly = known.deadly or other.deadly
    known.foe = known.foe or other.foe
    known.repelled = known.repelled or other.repelled


def add_tolls(known: Draft, tolls: Sequence[Toll]) -> None:
    """Take over what a later sentence counts that is not counted yet: never added to a figure that is there already, unless it says that it
    counts others ("a driver died too") than the sort of people, or the one, that stood there. What a lead counts over a longer or an earlier time is
    not of what the headline tells."""
    if known.title:
        tolls = [toll for toll in tolls if not toll.past]
    else:
        _hold_parts(known, tolls)
    if not tolls:
        return
    further = [toll for toll in tolls if _are_others(known, toll, tolls)]
    if further:
        known.tolls += further
        tolls = [toll for toll in tolls if not any(toll is one for one in further)]
    if _is_split(tolls):
        known.tolls = [toll for toll in known.tolls if toll.what != "killed" or toll.who]
    known.tolls = [
        _better_known(one, tolls) if one.alone or one.count.low < one.count.high else one for one in known.tolls
    ]
    have = {toll.what for toll in known.tolls if not toll.part}
    sorts = {(toll.what, toll.common) for toll in known.tolls}
    for toll in tolls:
        if toll.what not in have:
            known.tolls.append(toll)
        elif toll.common and (toll.what, toll.common) not in sorts:
            known.tolls.append(replace(toll, part=True))


def _better_known(one: Toll, tolls: Sequence[Toll]) -> Toll:
    """What a headline's figure is beside the lead's: a part of them, or counted by them."""
    wholes = (toll for toll in tolls if not toll.part and toll.count.low > 1)
    if one.alone and any(_may_hold(toll, one) for toll in wholes):
        return replace(one, part=True)
    return _counted(one, tolls) if one.count.low < one.count.high else one


def _counted(one: Toll, tolls: Sequence[Toll]) -> Toll:
    """ "Several soldiers dead. At least twelve soldiers were killed": who counts them knows more than who says "several"."""
    told = [toll for toll in tolls if toll.what == one.what and not toll.part]
    exact = add([toll.count for toll in told if one.who in ANYBODY or toll.common == one.common]) or one.count
    return replace(one, count=exact) if exact.low == exact.high >= one.count.low else one


def _may_hold(toll: Toll, one: Toll) -> bool:
    """ "Sergeant hurt. Four soldiers were injured": whether somebody whom no figure counts may be among them."""
    return one.what == toll.what and (toll.who in ANYBODY or toll.who == one.who)


def _hold_parts(known: Draft, tolls: Sequence[Toll]) -> None:
    """ "Toll climbs to nine. Two more died of their wounds": whom a lead counts are among all those whom a toll says died so far."""
    so_far = [toll for toll in tolls if toll.standing]
    if so_far:
        known.tolls = [
            replace(one, part=True) if any(_are_among(one, toll) for toll in so_far) else one for one in known.tolls
        ]


def _are_among(one: Toll, toll: Toll) -> bool:
    return one.what == toll.what and one.count.best < toll.count.best and not one.standing


def _are_others(known: Draft, toll: Toll, tolls: Sequence[Toll]) -> bool:
    """Whether a toll comes to that which is known: it says so, or is of whom one breath joins to such others."""
    have = [one for one in known.tolls if one.what == toll.what and not one.part]
    told = toll.more or (toll.beside and any(one.more for one in tolls if one.what == toll.what))
    if "clash" in known.words and toll.state and not toll.part and have:
        foes = all(_whose(known, one) not in {None, toll.state} for one in have)
        return foes or (told and all(_are_apart(one, toll) for one in have))
    return told and not toll.part and bool(have) and all(_are_apart(one, toll) for one in have)


def _whose(known: Draft, toll: Toll) -> str | None:
    """Whose soldiers are counted: those of the state that was struck, where the sentence doesn't say."""
    return toll.state or (known.struck if toll.who == PartyKind.STATE_FORCES else None)


def _are_apart(one: Toll, toll: Toll) -> bool:
    """Whether nobody can be among both: not so where "three people died" and "two others were soldiers", nor the attackers' dead and their victims."""
    if toll.who == PartyKind.NONSTATE_GROUP and one.who not in {PartyKind.NONSTATE_GROUP, ""}:
        return False
    if one.alone or (one.common and toll.common and toll.common != one.common):
        return True
    return one.common not in ANYBODY and not toll.alone


def _is_split(tolls: Sequence[Toll]) -> bool:
    """ "Ten troops and 18 militants died": who tells the dead of both sides apart tells more than the sum in a headline."""
    sorts = {toll.who for toll in tolls if toll.what == "killed" and not toll.part}
    return PartyKind.NONSTATE_GROUP in sorts and bool(sorts & {PartyKind.STATE_FORCES, PartyKind.CIVILIANS})
