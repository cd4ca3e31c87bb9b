"""Acts that only look like ours: stoppages of work, arrests by nobody named, the taking of things, states that "kill" each other.

Decides it from a trigger, its doer and what stands behind it. Doesn't decide who did it.
"""

from collections.abc import Sequence

from monitor.extraction import taking
from monitor.extraction.party_at import PartyAt
from monitor.extraction.scene import Scene
from monitor.extraction.triggers import Trigger

_SEIZE = "seize"
_KILL = "kill"
OF = (_SEIZE, _KILL, "coercion.")
"""The acts that others look like."""
_AT_WORK = "workers"
"""The general word (its ``form`` in the lexicon) for people as what they work."""


def is_one(
    scene: Scene,
    trigger: Trigger,
    parties: Sequence[PartyAt],
    *,
    doer: PartyAt | None,
    struck: PartyAt | None,
    by_nobody: bool,
) -> bool:
    """Whether nothing happened that we watch: nobody kills a whole state but in a game.

    ``doer`` and ``struck``: by the sentence; ``by_nobody``: nor does any act before it name one.
    """
    if trigger.value == _KILL:
        state = struck is not None and struck.bare and not struck.adjective
        return trigger.voice == "verb" and state and not scene.has("means") and not scene.numbers
    if trigger.value != _SEIZE:
        return _is_at_work(doer)
    return (trigger.voice == "passive" and by_nobody) or taking.takes_things(scene, trigger, parties)


def _is_at_work(doer: PartyAt | None) -> bool:
    """ "Truck drivers block the border": people who work don't shut it for their state."""
    return doer is not None and doer.common == _AT_WORK and doer.state is None
