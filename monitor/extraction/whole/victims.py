"""Whether those of whom a headline says that they were shot live or died: "Three villagers shot. The bodies lie in hospital".

Decides it from what the lead says of people whom it doesn't count. Doesn't count anybody whom the headline doesn't.
"""

from collections.abc import Sequence

from monitor.extraction.counting import casualties
from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act

_FATES = ("killed", "injured")


def of_shots(acts: Sequence[Act], forces: Sequence[Draft]) -> None:
    """Add to the headline's act those whom it says were shot, as the dead or the hurt whom the lead tells of."""
    title = next((act for act in acts if act.scene.title and act.scene.has("kinetic", "shoot")), None)
    made = next((one for one in forces if one.title), None) if title is not None else None
    if title is None or made is None or title.scene.has("count", *_FATES):
        return
    have = {toll.what for toll in made.tolls}
    for fate in _FATES:
        if fate not in have and _tells_without_figures(acts, fate):
            made.tolls += casualties.shot(title.scene, fate)
            return


def _tells_without_figures(acts: Sequence[Act], fate: str) -> bool:
    """ "He died", "the bodies": of those of whom the text has told."""
    lead = next((act.scene for act in acts if not act.scene.title and act.scene.has("count", fate)), None)
    return lead is not None and not any(toll.what == fate for toll in casualties.tally(lead).tolls)
