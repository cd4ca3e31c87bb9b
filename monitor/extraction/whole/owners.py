"""Whose it was that a state struck, by a later clause: "A hits a house in D. The army speaks of a depot of the R's", "A strikes B, depots of the R hit".

Decides that the group whose a thing is said to be was the target, where the headline names nobody's but a place. Doesn't decide it against a
headline that says who was struck, nor of what only the state on whose ground it stood says.
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.naming.party_at import OF_STATES, PartyAt
from monitor.extraction.words.vocabulary import VILLAGE
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import Mode, Party, PartyKind

_HELD_FOR = ("role", "held_for")
_BLOWS = frozenset({"strike", "hit", "shell", "raid", "attack"})
_OF_NOBODY = frozenset({PartyKind.UNKNOWN, PartyKind.GOVERNMENT, PartyKind.CIVILIANS})
_FACED = frozenset({"against", "with"})
_REACH = 6
"""Tokens between the verb and the group: "speaks of a training compound of the R's"."""


def tell(read: Sequence[Act], drafts: Sequence[Draft], gazetteer: Gazetteer) -> None:
    """Give the headline's blow the group to which its object is said to belong."""
    blow: Draft | None = None
    for act in read:
        if _HELD_FOR not in act.scene.senses:
            continue
        blow = blow or next((made for made in drafts if made.title and made.kinetic), None)
        if blow is None or blow.mode != Mode.FACTUAL or not _is_open(blow):
            return
        found = _owner(act, blow.doer, gazetteer)
        if found is not None:
            blow.target, blow.target_common = found, ""
            return


def _is_open(blow: Draft) -> bool:
    """Whether a state struck something of which no word says whose it was."""
    doer, struck = blow.initiator, blow.target
    if doer is None or doer.state is None or doer.kind not in OF_STATES or blow.words[0] not in _BLOWS:
        return False
    if struck is None:
        return True
    people = struck.kind == PartyKind.CIVILIANS and (blow.target_common != VILLAGE or bool(blow.tolls))
    return struck.kind in _OF_NOBODY and struck.entity in {None, struck.state} and not people


def _owner(act: Act, doer: str | None, gazetteer: Gazetteer) -> Party | None:
    """The group behind the verb, which isn't sheltered by the doer; in a sentence that nobody but the doer's side is said to speak."""
    scene = act.scene
    for verb in scene.of(*_HELD_FOR):
        low, _ = scene.window(verb.first)
        before = (p for p in act.parties if p.speaker or (low <= p.first < verb.first and not p.located))
        if any(party.state not in {None, doer} for party in before):
            return None
        if any(low <= mark.first < verb.first for mark in scene.of("mode", "negated")):
            continue
        for party in act.parties:
            near = 0 <= party.first - verb.last <= _REACH and not scene.broken(verb.last - 1, party.first)
            behind = scene.mark_at(party.last) if near else None
            if behind is not None and behind.has("kinetic"):
                continue  # "speaks of the R's fire": whom it answered, perhaps
            if near and party.cue not in _FACED and _is_foe(party, doer, gazetteer):
                return party.party(scene)
    return None


def _is_foe(party: PartyAt, doer: str | None, gazetteer: Gazetteer) -> bool:
    group = gazetteer.actors.get(party.entity or "")
    return group is not None and group.kind == PartyKind.NONSTATE_GROUP and group.hosted_by != doer
