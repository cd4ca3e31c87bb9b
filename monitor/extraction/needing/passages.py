"""Which way is shut or opened: a border, a gate, a crossing by its name, those who pass there.

Decides whether a word that is said of shops and markets, too, is said of a way into another state. Doesn't decide whose step it is.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.needing import statecraft
from monitor.extraction.scenes.scene import LOCATIVE, Scene
from monitor.extraction.telling import objects
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import REOPENED, SHUT
from monitor.extraction.words.vocabulary import Mark
from monitor.model.reports import PartyKind

_WAY_REACH = 6
"""Tokens between "shuts" and the way that is shut: "shuts the last of its crossings", "the border between A and B opens"."""
_WHERE = LOCATIVE | {"on"}
_FROM_TO = ("from", "of", "between")
_ADVERB, _THING = "ly", 2


def bars(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """A way from one state into another that is barred or opened: a border, a gate, a crossing by its name, those who pass there."""
    if _is_done_by_crowd(trigger, parties):
        return False
    if trigger.value == REOPENED and (_is_of_force(scene, trigger) or _is_of_hours(scene, trigger)):
        return False
    named = zip(scene.marks, scene.named, strict=True)
    ways = [mark for mark, name in named if name is not None and name.place is not None and name.place.crossing]
    ways = [m for m in ways if scene.cue(m.first, m.last) not in LOCATIVE or _is_at_it(trigger, m)]
    lines = (mark for mark in scene.of("role") if mark.has("role", "border") and not _is_attributive(scene, mark))
    ways += [mark for mark in lines if not _is_only_where(scene, trigger, mark)]
    ways += [*scene.of("object", "passage"), *(m for m in scene.of("event", SHUT) if m.first != trigger.first)]
    if any(statecraft.is_near(scene, trigger, mark.first, _WAY_REACH) for mark in ways):
        return True
    own = (mark for mark in ways if 0 <= trigger.first - mark.last <= _WAY_REACH)
    return any(not scene.broken(mark.last - 1, trigger.first) for mark in own)


def _is_at_it(trigger: Trigger, crossing: Mark) -> bool:
    """ "Shortens opening hours at D", where D is a crossing; "opens a market in D" opens none."""
    return trigger.value == SHUT and crossing.first - trigger.last == 1


def _is_of_hours(scene: Scene, trigger: Trigger) -> bool:
    """ "Will open from 8 to 4": on which hours, and not that it is open from now on."""
    joint = scene.mark_at(trigger.last)
    if joint is None or not joint.has("role", *_FROM_TO) or joint.last - joint.first > 1:
        return False
    hour = next((n for n in scene.numbers if n.first == joint.last), None)
    day = scene.mark_at(hour.last) if hour is not None else None
    return hour is not None and (day is None or not day.has("time", "month"))


def _is_of_force(scene: Scene, trigger: Trigger) -> bool:
    """ "Shelling resumes at the border", "are resumed the fights": what goes on again is an act of force, and no way is open."""
    behind = scene.mark_at(trigger.last)
    article = behind is not None and behind.has("role", "det", "of")
    beside = (
        scene.mark_before(trigger.first),
        scene.mark_at(behind.last) if behind is not None and article else behind,
    )
    return any(mark is not None and mark.has("kinetic") for mark in beside)


def _is_only_where(scene: Scene, trigger: Trigger, line: Mark) -> bool:
    """ "Opens a hospital at the border": another thing stands between the verb and the word for where."""
    if line.first - trigger.last < _THING or scene.cue(line.first, line.last) not in _WHERE:
        return False
    at = next((m for m in reversed(scene.of("role", *_WHERE)) if trigger.last <= m.first < line.first), None)
    if at is None or at.first == trigger.last:
        return False
    thing = scene.mark_before(at.first)
    built = thing is not None and (thing.has("count", "unit") or thing.has("party", "unknown"))
    built = built and thing is not None and not thing.has("object", "passage")
    return built or objects.is_mere_word(scene, at.first - 1)


def _is_attributive(scene: Scene, mark: Mark) -> bool:
    """ "Opens a border hospital": what opens is the thing behind."""
    if mark.last >= scene.last or scene.broken(mark.last - 1, mark.last):
        return False
    follower = scene.mark_at(mark.last)
    if follower is None and scene.grammar.post:
        return False  # "the border for 72 hours shut": a word of its own makes an adjective of it there
    if follower is None:
        return not scene.passage.folded.tokens[mark.last].endswith(_ADVERB)
    return follower.has("party") or follower.has("object", "accord")


def _is_done_by_crowd(trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Villagers block the road": what people do to a way, no state does."""
    doer = next((party for party in reversed(parties) if party.last <= trigger.first), None)
    crowd = doer is not None and doer.kind == PartyKind.CIVILIANS and not doer.cue
    return crowd and trigger.voice == "verb"
