"""The dead whom a headline only counts: they fell in the act that the lead tells of, or at the hands of whom the lead accuses.

Decides whose act that was, and that the headline tells of it. Doesn't count anybody.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.extraction.counting.tolls import ANYBODY, Toll
from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act, said
from monitor.extraction.judging import facing
from monitor.extraction.telling import timing
from monitor.extraction.whole import accounts, dated
from monitor.extraction.words.steps import ACCUSED, RELEASED, TRUCE
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import Mode, Party, PartyKind


def add_loose(act: Act, made: Draft, *, only: bool) -> None:
    """Add to an act what a sentence without an act of its own counts. A headline's count is of all of its dead, and makes it the headline's act;
    ``only``: the item tells of no other force."""
    if act.scene.has("mode", "historical"):
        return
    if not act.scene.title and any(trigger.value == TRUCE for trigger in act.triggers):
        return  # "the truce ended five days of fighting in which 43 were killed"
    if not act.scene.title or made.title:
        if only and made.title and not act.scene.title and not act.drafts and _are_of(act.tolls, made):
            _take_when_and_where(act, made)
        accounts.add_tolls(made, act.tolls)
        return
    accounts.add_tolls(made, [replace(toll, standing=True) if _is_whole(toll) else toll for toll in act.tolls])
    if only and any(_is_deadly(toll) and _leads(act, toll) for toll in act.tolls):
        made.title = made.main = True


def _are_of(tolls: Sequence[Toll], made: Draft) -> bool:
    """Whether all of them may be those whom the headline counts: not "forty have died since Monday"."""
    return all(
        not (toll.past or toll.more or toll.standing)
        and any(one.what == toll.what and one.count.best >= toll.count.best for one in made.tolls)
        for toll in tolls
    )


def _take_when_and_where(act: Act, made: Draft) -> None:
    """ "Two soldiers killed by A's fire. The two died on Monday near D": where and when they fell is where and when it was."""
    if not made.places and not made.located:
        made.places = list(act.places)
    if not dated.is_dated(made.times):
        made.times += [cue for day in dated.days_of(act.scene) for cue in timing.cues(act.scene, day)]


def _is_whole(toll: Toll) -> bool:
    return toll.who in ANYBODY and not toll.part and not toll.alone


def _is_deadly(toll: Toll) -> bool:
    return toll.what == "killed" and bool(toll.count.best) and not toll.past


def _leads(act: Act, toll: Toll) -> bool:
    """ "Four dead at the border: A accuses B", "bodies of five handed over": whether a headline tells of them first, and of nothing else but words
    about what the lead tells, or of what became of the dead."""
    return all(
        made.words[0].startswith(RELEASED)
        or (made.words[0].startswith(ACCUSED) and toll.span.start < min(span.start for span in made.evidence))
        for made in act.drafts
    )


def of_accused(acts: Sequence[Act], drafts: Sequence[Draft], gazetteer: Gazetteer) -> Draft | None:
    """ "A loses nine soldiers. The governor blames the R": soldiers whom a headline counts, in an item that accuses somebody and tells of no other force."""
    title = next((act for act in acts if act.scene.title), None)
    if title is None or not title.tolls or any(made.kinetic for made in drafts):
        return None
    fell = [toll for toll in title.tolls if _is_deadly(toll) and toll.who == PartyKind.STATE_FORCES]
    accused = [made.target for made in drafts if made.words[0].startswith(ACCUSED) and made.mode == Mode.FACTUAL]
    foe = accused[0] if len(accused) == 1 else None
    if not fell or foe is None or not (foe.state or foe.entity):
        return None
    whose = fell[0].state or _bearer(title, foe)
    if whose is None or whose == foe.state:
        return None
    soldiers = replace(facing.government(whose, gazetteer), kind=PartyKind.STATE_FORCES)
    made = Draft(
        kinetic=True,
        words=["kill"],
        mode=Mode.FACTUAL,
        main=True,
        title=True,
        initiator=foe,
        target=replace(soldiers, spans=(fell[0].span,)),
        tolls=list(title.tolls),
        places=list(title.places),
        said_by=said(title),
        evidence=[toll.span for toll in fell],
        hedged=True,
    )
    title.tolls = []
    return made


def _bearer(title: Act, foe: Party) -> str | None:
    """The one state that a headline names, not only as where it was."""
    named = [party.state for party in title.parties if party.state and not party.located and not party.beyond]
    states = list(dict.fromkeys(state for state in named if state != foe.state))
    return states[0] if states else None
