"""At whose door the rest of an item lays what its headline says befell somebody: "a mine maims a ranger. It was laid by A's troops, the army says".

Decides who did it where nobody is named, by a word for being behind it beside one neighbour. Doesn't decide anything against a doer who is named,
nor what one side accuses the other of in so many words: that is for ``inferences``.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.judging.borders import Setting
from monitor.extraction.whole import openers
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import Mode, PartyKind

_CULPRIT = ("role", "culprit")
"""What is said of whoever was behind it ("were responsible"); a noun or participle of it ("laid", "an act") has its doer beside it."""


def tell(read: Sequence[Act], drafts: Sequence[Draft], setting: Setting, gazetteer: Gazetteer) -> None:
    """Name the one neighbour that a sentence lays an act of nobody's at the door of."""
    scenes = [act for act in read if _CULPRIT in act.scene.senses]
    if not scenes:
        return
    for made in drafts:
        if not made.kinetic or made.mode != Mode.FACTUAL or not _is_nobodys(made):
            continue
        sides = openers.with_neighbour(made.struck or next(iter(made.countries), None), setting, gazetteer)
        found = [named for act in scenes for named in openers.named(act, _CULPRIT, sides).items()] if sides else []
        states = {state for state, _ in found} - {made.struck}
        if len(states) == 1:
            made.initiator = next(party for state, party in found if state in states)
            made.hedged = made.charged = True


def _is_nobodys(made: Draft) -> bool:
    doer = made.initiator
    return doer is None or (doer.kind == PartyKind.UNKNOWN and not doer.state and not doer.spans)
