"""Whom a state's blow on a neighbour's ground was meant for, which its own sentence doesn't say: "five dead in a strike by A; a man of the R was the
target", "A bombs B's capital, killing a commander of the R".

Decides that it was the group that the neighbour shelters. Doesn't decide it where the group did or said anything, or somebody else is said to be
struck.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.naming.party_at import OF_STATES, PartyAt
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import Mode, Party, PartyKind

_BLOWS = frozenset({"strike", "kill", "hit", "shell", "abduct", "seize", "raid"})
_MEANT = frozenset({("count", "killed"), ("role", "held_for"), ("kinetic", "abduct")})
"""Senses of a sentence that says of a group's man what befell him."""
_UNTOLD = frozenset({("claim", "denial"), ("mode", "negated")})
"""Senses of a sentence that takes it back: "denies that it belonged to the R"."""
_TARGET = "target"
"""The general word (its ``form`` in the lexicon) for what is aimed at."""
_OF = frozenset({"", "of", "with", "against", "object", "on", "at"})
"""Relations of a group to its man, its camp or what is done to it."""


def tell(read: Sequence[Act], drafts: Sequence[Draft], gazetteer: Gazetteer) -> None:
    """Let a group be struck that a sentence names beside its dead, or beside the target."""
    for made in drafts:
        if made.kinetic and made.title and made.mode == Mode.FACTUAL and made.words[0] in _BLOWS:
            group = _group(made, read, drafts, gazetteer)
            made.target = group if group is not None else made.target


def _group(made: Draft, read: Sequence[Act], drafts: Sequence[Draft], gazetteer: Gazetteer) -> Party | None:
    doer, struck = made.initiator, made.target
    if doer is None or doer.kind not in OF_STATES or (struck is not None and struck.kind != PartyKind.GOVERNMENT):
        return None
    acting = {one.initiator.entity for one in drafts if one.initiator is not None}
    found: dict[str, Party] = {}
    for act in read:
        for party in act.parties:
            host = gazetteer.host(party.entity)
            if host in {None, doer.state} or party.entity in acting or made.struck not in {None, host}:
                continue
            if party.entity is not None and _is_meant(act, party, host):
                found.setdefault(party.entity, party.party(act.scene))
    return next(iter(found.values())) if len(found) == 1 else None


def _is_meant(act: Act, party: PartyAt, host: str | None) -> bool:
    """Whether the sentence says of the group's man, and of nobody elsewhere, that he fell, was taken or was the target."""
    if not _UNTOLD.isdisjoint(act.scene.senses) or any(p.located and p.state != host for p in act.parties):
        return False
    if any(other.common == _TARGET for other in act.parties):
        return True  # "its chief was the target"
    return not party.speaker and party.cue in _OF and not _MEANT.isdisjoint(act.scene.senses)
