"""Whose an envoy is, and who sends him away or has him come: "A's envoy in B", "A'of B-capital envoy".

Decides the two sides of what is done to envoys from where they are and whom they speak for. Doesn't decide what is done to them.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import RECALLED, SUMMONED
from monitor.extraction.words.vocabulary import ENVOYS

OWN = "own_envoy"
"""The form of the lexicon for what a state does with its own envoy."""
FOR_TALKS = "for_talks"
"""The form of the lexicon for what an envoy comes home for."""
_MINISTRY = "foreign ministry"
"""The general word of the lexicon (its ``form``) for where envoys are called."""
_LEFT = frozenset({"", "from", "of"})
_HOSTING = frozenset({"by", "from", "in"})
_CALLED_TO = frozenset({"to", "in"})
_TOLD_HIM = ("diplo_hostile.condemn", "diplo_hostile.complaint", "diplo_hostile.threat")
"""What an envoy is called in to be told."""
_HOUSE = "with_embassy"
"""What a verb needs that is said of the house of envoys."""
_BIDS = ("demanding", "urging", "calling")
"""Objects (``object:...``) that say that somebody shall do something."""
_ADDRESSEE = ("object", "addressee")
_NEAR = 2
"""Tokens between a verb and the envoy whom it calls in: "summoned the interim"."""


def who_expels(acting: Sequence[PartyAt], trigger: Trigger, envoy: PartyAt) -> tuple[PartyAt, PartyAt] | None:
    """ "A orders B's diplomats to leave": who stands before them; else the state that they are to leave, or are in: "B's envoy must leave A".

    "A's envoy in B recalled": his own state has him come home.
    """
    others = [p for p in acting if p.state and p.state != envoy.state]
    before = [p for p in others if p.last <= envoy.first and not p.located]
    left = [p for p in others if p.bare and (p.located or p.first >= trigger.last)]
    host = next((p for p in left if p.first >= trigger.last), None)
    if envoy.state is None and host is not None:  # "A answers B: more diplomats must leave A"
        return host, next((p for p in before if p.state != host.state), envoy)
    if before:
        return before[-1], envoy
    if not left:
        return None
    return (envoy, left[0]) if trigger.needs == OWN else (left[0], envoy)


def left_for_talks(acting: Sequence[PartyAt]) -> tuple[PartyAt | None, PartyAt | None]:
    """ "B's ambassador back from D for consultations": whose envoy comes home, and from which state."""
    envoy = next((p for p in acting if p.common in ENVOYS), None)
    behind = (p for p in acting if envoy is not None and p.first >= envoy.last and p.capital and p.cue in _LEFT)
    host = next(behind, None)
    if envoy is None or host is None:
        return None, None
    if envoy.state not in {None, host.state}:
        return envoy, host
    return next((p for p in acting if p.state not in {None, host.state}), None), host


def called_or_sent(
    scene: Scene, trigger: Trigger, clause: Sequence[PartyAt], acting: Sequence[PartyAt]
) -> tuple[PartyAt, PartyAt] | None:
    """Where an envoy's own words, and not the verb's place, tell whose he is and who deals with him."""
    if trigger.value.startswith(SUMMONED):
        stated = accredited(trigger, clause) if trigger.voice == "passive" else None
        return stated or sent_to(scene, clause) or at_ministry(clause) or sent_out_of(scene, trigger, acting)
    if not trigger.value.startswith(RECALLED):
        return None
    if trigger.needs == _HOUSE:
        return _bidden(scene, trigger, acting)
    home = _called_home(acting) if trigger.needs == OWN else None
    return home or sent_out_of(scene, trigger, acting) or set_off(scene, trigger, acting) or _expelled(trigger, acting)


def _called_home(acting: Sequence[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "From D recalled B's envoy": an envoy's own state has him come home from whoever's capital it is."""
    envoy = next((p for p in acting if p.common in ENVOYS and p.state), None)
    others = [p for p in acting if p is not envoy]
    if envoy is None or len(others) != 1 or others[0].state in {None, envoy.state}:
        return None
    return (envoy, others[0]) if others[0].capital and others[0].cue == "from" else None


def _bidden(scene: Scene, trigger: Trigger, acting: Sequence[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "A orders B to shut its consulate": what B is told to do with its envoys' house, A does to B."""
    told = [p for p in acting if p.state and not p.located and p.last <= trigger.first]
    if len(told) < _NEAR or told[-1].state == told[-_NEAR].state:
        return None
    one, other = told[-_NEAR:]
    between = (m for m in scene.marks if one.last <= m.first < other.first)
    bids = any(m.has("object", *_BIDS) or "told_to" in m.word.forms for m in between)
    return (one, other) if bids else None


def sent_out_of(scene: Scene, trigger: Trigger, acting: Sequence[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "Expelled from D, B's consul vows to return", "called in D B's envoy": whoever's capital stands behind a participle that opens the sentence."""
    host = next((p for p in acting if trigger.last <= p.first <= trigger.last + 1), None)
    envoy = next((p for p in acting if p.common in ENVOYS), None)
    if trigger.first != scene.first or host is None or envoy is None or not host.capital:
        return None
    return (host, envoy) if host.state != envoy.state else None


def _expelled(trigger: Trigger, acting: Sequence[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "A announces the expulsion of B's envoy", "B regrets the expulsion of its envoy from A": the envoy behind such a noun is whom it befell, and the
    other state did it."""
    behind = [p for p in acting if p.first >= trigger.last and p.common in ENVOYS and p.cue == "of"]
    envoy = next((p for p in behind if p.first - trigger.last <= _NEAR), None)
    if envoy is None or trigger.needs == OWN:
        return None
    before = next((p for p in reversed(acting) if p.last <= trigger.first and p.state and not p.located), None)
    hosts = [p for p in acting if p.first >= envoy.last and p.state and p.cue in _HOSTING]
    if envoy.state is None or (before is not None and before.state == envoy.state):  # "of its ambassador"
        host = next((p for p in hosts if before is not None and p.state != before.state), None)
        return (host, before) if host is not None and before is not None else None
    others = (p for p in [*hosts, *acting] if p.first >= envoy.last and p.state not in {None, envoy.state})
    doer = before or next(others, None)  # "the expulsion of B's envoy was right, A says"
    return (doer, envoy) if doer is not None else None


def is_called_in(scene: Scene, trigger: Trigger, envoy: PartyAt) -> bool:
    """ "A summons B's envoy to protest", "to B's envoy a note of protest is handed": what he is called in or given, whoever calls him does."""
    if envoy.common not in ENVOYS or not trigger.value.startswith(_TOLD_HIM):
        return False
    if _ADDRESSEE in scene.senses and any(envoy.first <= m.first < envoy.last for m in scene.of(*_ADDRESSEE)):
        return True
    return trigger.first >= envoy.last and any(
        0 <= envoy.first - mark.last <= _NEAR for mark in scene.of("event", SUMMONED)
    )


def with_host(clause: Sequence[PartyAt], trigger: Trigger, envoy: PartyAt) -> tuple[PartyAt | None, PartyAt | None]:
    """ "A's envoy in B called to the ministry" is B's act, "A's envoy recalled from B" that of his own state."""
    host = next((p for p in clause if p.state and p.state != envoy.state), None)
    return (envoy, host) if trigger.needs == OWN else (host, envoy)


def at_ministry(clause: Sequence[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "To A's foreign ministry called B's chargé": whoever's ministry it is has him come, where nobody else is named who does."""
    ministry = next((p for p in clause if p.common == _MINISTRY and p.cue in _CALLED_TO), None)
    envoy = next((p for p in clause if p.common in ENVOYS), None) if ministry is not None else None
    if ministry is None or envoy is None or None in {ministry.state, envoy.state} or ministry.state == envoy.state:
        return None
    return ministry, envoy


def sent_to(scene: Scene, clause: Sequence[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "A'of B-capital envoy": where relations stand behind a name, an envoy named by the town where he is speaks for whose he is."""
    envoy = next((p for p in clause if p.common in ENVOYS), None) if scene.grammar.post else None
    if envoy is None or envoy.state is None:
        return None
    seat, joint = scene.mark_at(envoy.first), scene.mark_before(envoy.first)
    if seat is None or not any(name.what == "capital" for name in seat.names):
        return None
    owner = next((p for p in clause if joint is not None and p.last == joint.first and p.bare), None)
    if joint is None or owner is None or not joint.has("role", "of") or owner.state in {None, envoy.state}:
        return None
    return replace(envoy, common=""), replace(owner, common=envoy.common)


def accredited(trigger: Trigger, clause: Sequence[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "A's ambassador to B summoned": the state to which he was sent, named right behind him, has him come."""
    envoy = next((p for p in clause if p.common in ENVOYS and p.last <= trigger.first), None)
    if envoy is None or envoy.state is None:
        return None
    host = next((p for p in clause if p.cue == "to" and p.bare and 0 < p.first - envoy.last <= _NEAR), None)
    return (host, envoy) if host is not None and host.state not in {None, envoy.state} else None


def set_off(scene: Scene, trigger: Trigger, acting: Sequence[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "Expelled from B, A's envoy ...", "called home, A's envoy in B ...": the participle opens the sentence, and the comma sets it off."""
    cut = scene.hard[0] if scene.hard and trigger.first == scene.first else None
    envoy = next((p for p in acting if cut is not None and 0 <= p.first - cut <= 1 and p.common in ENVOYS), None)
    if envoy is None or envoy.state is None:
        return None
    others = [p for p in acting if p.state not in {None, envoy.state} and p.bare]
    left = next((p for p in others if p.last <= envoy.first), None)
    if left is not None:
        return left, envoy
    return (envoy, others[0]) if others and trigger.needs == OWN else None
