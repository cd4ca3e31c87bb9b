"""At whose door acts are laid by what the rest of the item says: who answered, who opened a fight, who was behind it, for whom it was meant.

Decides in which order the rooms for that are asked. Doesn't decide anything itself.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.judging.borders import Setting
from monitor.extraction.whole import answers, culprits, meant, openers
from monitor.extraction.world.gazetteer import Gazetteer


def tell(read: Sequence[Act], drafts: Sequence[Draft], setting: Setting, gazetteer: Gazetteer) -> None:
    """Name the doers and the struck that the sentences of the acts leave out."""
    answers.blame(read, drafts, setting.states, gazetteer)
    openers.tell(read, drafts, setting, gazetteer)
    culprits.tell(read, drafts, setting, gazetteer)
    meant.tell(read, drafts, gazetteer)
