"""Whose ground an act of force came from, which needn't have done it: "from A", "rebels backed by A".

Decides the state from the relations of one clause, and whether where it came from tells who did it. Doesn't decide by whom else it was done.
"""

from collections.abc import Sequence

from monitor.extraction.naming import belonging
from monitor.extraction.naming.party_at import BORDER, NOBODYS, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words import grammar
from monitor.extraction.words.vocabulary import SITES, VILLAGE
from monitor.model.reports import PartyKind

_SEAT, _BASE = 2, 3
"""Tokens between gunmen and where they are, "in neighbouring", and between them and who backs them or where they stay: "with bases in"."""
_PLACES = SITES | {VILLAGE}
_OF_ARMIES = ("artillery", "mortar", "missile", "aircraft", "helicopter", "gun")


def source(scene: Scene, clause: Sequence[PartyAt]) -> PartyAt | None:
    """From whom, or from whose ground, the clause says that it came."""
    first = next((p for p in clause if p.cue == "from" and not _is_of_people(scene, p)), None)
    if first is None or not first.bare:
        return first
    return next((p for p in clause if p.cue == "from" and p.entity), first)  # "from A's shore, reportedly from G"


def _is_of_people(scene: Scene, party: PartyAt) -> bool:
    """ "A worker from A": where somebody is from, unless he is armed; but "on B's troops from the A-ish side" says whence it came."""
    word = scene.mark_before(party.first)
    owner = scene.mark_before(word.first) if word is not None else None
    if owner is None or (word is not None and (word.has("kinetic") or word.has("means"))):
        return False  # "the post under fire from A", "by shots from A"
    of_other = scene.mark_before(owner.first) if party.adjective else None
    if of_other is not None and of_other.names:
        return False
    people = owner.word.party
    apart = people is not None and (people.value in NOBODYS or people.form in _PLACES)  # "the post, from A shelled"
    return not apart and (people is not None or owner.has("count", "person"))


def sender(scene: Scene, clause: Sequence[PartyAt]) -> PartyAt | None:
    """Whose ground it came from did it, where only armies have such arms; rockets and raiders may be anybody's."""
    found = source(scene, clause)
    if found is None or not found.bare:
        return found
    arms = [mark for mark in scene.of("means") if not scene.broken(*sorted((mark.first, found.first)))]
    shelled = not arms and scene.has("kinetic", "shell", "shoot")
    return found if shelled or any(mark.has("means", *_OF_ARMIES) for mark in arms) else None


def origin(
    scene: Scene, trigger: Trigger, clause: Sequence[PartyAt], parties: Sequence[PartyAt], *, doer: PartyAt | None
) -> str | None:
    """The state from whose ground an act came, or that stands behind those who did it."""
    found = _of_clause(scene, clause, doer) or _of_place(scene) or _of_what_flew(scene, trigger, parties, doer)
    if found is None and doer is not None and doer.kind == PartyKind.NONSTATE_GROUP:
        return backer(scene, doer, parties)
    return found


def _of_clause(scene: Scene, clause: Sequence[PartyAt], doer: PartyAt | None) -> str | None:
    """The state from whose ground it came: "from A", or where the gunmen are: "gunmen in A opened fire"."""
    sent = source(scene, clause)
    if sent is not None and sent is not doer:
        return sent.state
    if doer is None or doer.state or doer.entity or doer.kind not in NOBODYS:
        return None
    return next((p.state for p in clause if 0 < p.first - doer.last <= _SEAT and p.located and not p.adjective), None)


def _of_what_flew(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt], doer: PartyAt | None) -> str | None:
    """ "A drone flew from A's soil, killing three": whence the arms came of which the clause before tells."""
    if doer is not None or trigger.first not in scene.hard or "means" not in scene.senses:
        return None
    if not scene.passage.folded.tokens[trigger.first].endswith(grammar.PARTICIPLES):
        return None
    low, _ = scene.window(trigger.first - 1)
    arms = next((mark for mark in scene.of("means") if low <= mark.first < trigger.first), None)
    came = (
        p for p in parties if p.cue == "from" and p.bare and arms is not None and arms.last <= p.first < trigger.first
    )
    return next((p.state for p in came), None)


def _of_place(scene: Scene) -> str | None:
    """ "Fire from D", "rockets from the D district": the state that the place lies in from which force or arms came."""
    if ("role", "from") not in scene.senses:
        return None
    for named in scene.names:
        if named.place is not None and scene.cue(named.first, named.last) == "from":
            joint = scene.mark_before(named.first)
            sent = joint if joint is None or joint.has("kinetic") else scene.mark_before(joint.first)
            if sent is not None and (sent.has("kinetic") or sent.has("means")):
                return named.place.country
    return None


def backer(scene: Scene, group: PartyAt, parties: Sequence[PartyAt]) -> str | None:
    """ "Rebels supported by A", "A-backed rebels", whom nobody names: the state that stands behind them."""
    if group.entity is not None or group.state is not None:
        return None
    near = (p for p in parties if p.cue == BORDER and p.bare)
    backing = (p for p in near if 0 <= p.first - group.last <= _BASE or 0 <= group.first - p.last <= _BASE)
    return next((p.state for p in backing if belonging.is_backer(scene, p.first) or _backs(scene, p)), None)


def _backs(scene: Scene, party: PartyAt) -> bool:
    word = scene.mark_at(party.last)
    return word is not None and word.has("role", "backed")
