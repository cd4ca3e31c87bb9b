"""Who strikes by the hands of his forces: "X bombs B's capital", "X orders a strike on a boat".

Decides whether somebody in office, named, is the doer of a word of force. Doesn't decide what it strikes.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import Mark
from monitor.model.reports import PartyKind
from monitor.text.fold import is_possessive

_FELT = frozenset({"strike", "shell", "incursion"})
"""Words of force that hardly anybody has for words."""
_SAID = frozenset({"attack", "hit", "foray", "raid", "shootdown"})
"""Words of force for what leaders do with words, too: they want something struck that isn't a state as a whole."""
_HURT = frozenset({("count", "killed"), ("count", "injured")})
_VERBS = frozenset({"verb", "nv", "ed", "with_doer", "with_means"})
_SUBJECT = frozenset({"", "agent"})
_REACH = 3
"""Tokens between whoever orders it and the noun: "orders a second strike"."""


def strikes(scene: Scene, leader: PartyAt, parties: Sequence[PartyAt]) -> bool:
    """Whether a leader is the subject of a word of force, and of nobody else in office: "X hits Y" is a quarrel."""
    if leader.kind != PartyKind.GOVERNMENT or not leader.state or leader.cue not in _SUBJECT or leader.topic:
        return False
    if any(p.person and p is not leader for p in parties) or is_possessive(scene.passage.folded, leader.last - 1):
        return False
    behind = next((p for p in parties if p.first >= leader.last), None)
    named = behind is None or (behind.kind == PartyKind.GOVERNMENT and not (behind.bare and behind.adjective))
    felt = _FELT if named and _HURT.isdisjoint(scene.senses) and "means" not in scene.senses else _FELT | _SAID
    return any(mark.has("kinetic", *felt) for mark in _deeds(scene, leader))


def _deeds(scene: Scene, leader: PartyAt) -> Sequence[Mark]:
    """The words of force that have the leader as their subject, as the order of words tells."""
    force = scene.of("kinetic")
    if scene.grammar.order == "sov":
        return [m for m in force if leader.last <= m.first and scene.window(leader.first) == scene.window(m.first)]
    beside = scene.mark_at(leader.last)
    if scene.grammar.order == "vso" and (beside is None or not beside.has("kinetic")):
        beside = scene.mark_before(leader.first)
    if beside is None:
        return ()
    if any(sign.group == "kinetic" and sign.form in _VERBS for sign in beside.signs):
        return (beside,)
    ordered = beside.has("role", "carry")
    return [m for m in force if ordered and 0 <= m.first - beside.last <= _REACH]
