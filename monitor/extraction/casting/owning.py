"""Whoever tells of an act, and names nobody else, may tell of his own.

Decides when a speaker is the doer. Doesn't decide who speaks.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from monitor.extraction.drafts import Draft
from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import GUNMEN
from monitor.model.reports import Party, PartyKind

Host = Callable[[str | None], str | None]
_ITS = "its"


def own_up(made: Draft, parties: Sequence[PartyAt], scene: Scene, *, host: Host) -> None:
    """Whoever tells of a strike abroad, and names nobody else, tells of its own; so does a group of its attack. ``host``: of a group, by its id."""
    speaker = next((party for party in parties if party.speaker and not party.person), None)
    if speaker is None:
        _lead(made, parties)
        return
    if speaker.kind == PartyKind.CIVILIANS:
        return
    _mourn(made, speaker)
    if speaker.kind == PartyKind.NONSTATE_GROUP and _is_our_dead(made, speaker):
        made.target = speaker.party(scene)
        return
    if made.initiator is not None:
        own = _is_group(made) or _is_named_his(made.initiator, parties, scene)
        if _is_nobodys(made.initiator) and own and speaker.state:
            made.initiator = replace(made.initiator, state=speaker.state)
        return
    if made.voice == "verb" and made.target is not None and _names_gunmen(scene):
        return  # "unidentified attackers fired on a convoy, A says"
    if made.voice == "verb" or _is_group(made) or made.words[0] == "shootdown":
        _own_deed(made, speaker, scene, host=host)


def _names_gunmen(scene: Scene) -> bool:
    return any(sign.form in GUNMEN for mark in scene.of("party", "unknown") for sign in mark.signs)


def _lead(made: Draft, parties: Sequence[PartyAt]) -> None:
    """ "A's president: army struck B's port", "our troops killed a leader of G's": forces of nobody's that struck a foe are those that the speaker leads."""
    leader = next((party for party in parties if party.speaker and party.state), None)
    if leader is None or made.initiator is None or not _is_nobodys(made.initiator):
        return
    struck = made.target
    if (
        struck is None
        or _is_group(made)
        or (struck.state not in {None, leader.state} and struck.kind != PartyKind.CIVILIANS)
    ):
        name = f"{leader.name} {made.initiator.name}"
        made.initiator = replace(made.initiator, state=leader.state, name=name)


def _own_deed(made: Draft, speaker: PartyAt, scene: Scene, *, host: Host) -> None:
    struck = made.struck
    downed = made.words[0] == "shootdown" and speaker.state
    if downed and (struck not in {None, speaker.state} or (struck is None and made.voice == "verb")):
        made.initiator = speaker.party(scene)
        return
    abroad = [country for country in made.countries if country not in {speaker.state, made.origin}]
    forces = speaker.kind == PartyKind.STATE_FORCES and speaker.state is None and made.origin is None
    forces = forces and not (made.target is not None and _is_nobodys(made.target))  # "soldiers died, the army says"
    group = speaker.kind == PartyKind.NONSTATE_GROUP
    if group and (
        made.means_of_state or "drone" in made.means
    ):  # which may have struck the group itself, but not abroad
        home = host(speaker.entity)
        group = home is not None and bool(made.countries) and home not in made.countries
    facing = made.target is not None and made.target.kind == PartyKind.STATE_FORCES and made.target.state
    foes = bool(facing and speaker.state and facing != speaker.state and not made.countries)
    group = group and not _is_of(made.target, speaker)
    if group or forces or foes or (speaker.state and abroad):
        made.initiator = speaker.party(scene)


def _is_of(struck: Party | None, speaker: PartyAt) -> bool:
    """ "G says that its leader was killed": whoever is of the speaker's own."""
    own = struck.entity if struck is not None else None
    return own is not None and speaker.entity is not None and own.startswith(speaker.entity)


def _mourn(made: Draft, speaker: PartyAt) -> None:
    """ "A's army announces the death of two soldiers": its own, where nothing says that it happened elsewhere."""
    fallen = made.target
    doer = made.doer
    if fallen is None or not _is_nobodys(fallen) or speaker.state is None or doer == speaker.state:
        return
    if "kill" in made.words and not set(made.countries) - {speaker.state}:
        made.target = replace(fallen, state=speaker.state)


def _is_our_dead(made: Draft, speaker: PartyAt) -> bool:
    """ "G announces the death of a fighter", "G: two fighters killed in B's strike": of no other named group, so of its own."""
    if made.voice == "verb" or speaker.entity is None:
        return False
    fallen = made.target
    return fallen is not None and fallen.kind == PartyKind.NONSTATE_GROUP and fallen.entity is None


def _is_nobodys(party: Party) -> bool:
    return party.kind == PartyKind.STATE_FORCES and party.state is None


def _is_named_his(doer: Party, parties: Sequence[PartyAt], scene: Scene) -> bool:
    """ "A says its army fired": the word before the forces says whose they are."""
    tokens = scene.passage.folded.tokens
    owned = (party for party in parties if party.first > scene.first and tokens[party.first - 1] == _ITS)
    return any(party.party(scene) == doer for party in owned)


def _is_group(made: Draft) -> bool:
    return made.target is not None and made.target.kind == PartyKind.NONSTATE_GROUP
