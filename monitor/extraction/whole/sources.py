"""Whence something came that struck, where a later sentence tells it: "A farmer was shot. A says the bullet came from a B position".

Decides the ground from which an act of nobody named came. Doesn't decide who did it from there.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act, said
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import Mark
from monitor.model.reports import Mode

_COME = ("role", "come")
_REACH = 2
"""Tokens between "from" and a name: an article, "neighbouring"."""


def tell(read: Sequence[Act], drafts: Sequence[Draft]) -> None:
    """Give the headline's act of force by nobody named the ground from which a later sentence says that its arms came."""
    act = next((made for made in drafts if made.title and made.kinetic and made.mode == Mode.FACTUAL), None)
    if act is None or act.initiator is not None or act.origin is not None:
        return
    for other in read:
        if other.scene.title or _COME not in other.scene.senses:
            continue
        source = next((state for word in other.scene.of(*_COME) if (state := _source(other, word))), None)
        if source is not None:
            act.origin = source
            act.said_by += [teller for teller in said(other) if teller not in act.said_by]
            return


def _source(act: Act, word: Mark) -> str | None:
    """The state behind "came from", where arms or shots are what came."""
    scene = act.scene
    joint = scene.mark_at(word.last)
    if joint is None or not joint.has("role", "from", "of") or not _is_of_arms(scene, word):
        return None
    near = (p.state for p in act.parties if 0 <= p.first - joint.last <= _REACH and p.state)
    places = (n.place.country for n in scene.names if n.place is not None and 0 <= n.first - joint.last <= _REACH)
    return next(near, None) or next((country for country in places if country), None)


def _is_of_arms(scene: Scene, word: Mark) -> bool:
    before = (m for m in scene.marks if m.last <= word.first and not scene.broken(m.last - 1, word.first))
    return any(mark.has("means") or mark.has("kinetic") for mark in before)
