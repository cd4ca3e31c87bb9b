"""What two parties share: a noun ("A, B soldiers", "A and B troops"), a relation ("between A and B", "in A and B"), a state ("A loses soldiers").

Decides that the noun behind the second name belongs to the first, too, the word before the first to the second, and whose those are whom a
state loses. Doesn't decide what they do to each other.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.model.reports import PartyKind

_NEAR = 2
"""Tokens between "and" and the second party: "the local"."""
_HAS = ("role", "have")
_LISTING = frozenset({", ", "-", "–", "/"})


def among(scene: Scene, parties: Sequence[PartyAt]) -> list[PartyAt]:
    """The parties, each with the noun that it shares with the next."""
    if len(parties) < 2:
        return [*parties]
    for one, other in pairwise(parties):
        if not other.cue and _shares_relation(scene, one, other):
            other.cue = one.cue
    found = [_with_noun(scene, *pair) for pair in zip_longest(parties, parties[1:])]
    if _HAS in scene.senses:
        found = _of_loser(scene, found)
    if "means" in scene.senses and ("role", "and") in scene.senses:
        found = [
            found[0],
            *[_with_owner(scene, one, two) if one.adjective and two.common else two for one, two in pairwise(found)],
        ]
    return [found[0], *[_like(scene, *pair) for pair in pairwise(found)]] if scene.grammar.after else found


def _like(scene: Scene, before: PartyAt, party: PartyAt) -> PartyAt:
    """ "Two soldiers of A and three of B": the second's noun is left out where adjectives follow."""
    alone = party.kind == PartyKind.CIVILIANS and party.state and party.last - party.first == 1
    if not (alone and before.kind == PartyKind.STATE_FORCES and before.common):
        return party
    number = next((one for one in scene.numbers if one.last == party.first), None)
    joint = scene.mark_before(number.first) if number is not None else None
    named = next((named for named in scene.names if named.first == party.first), None)
    if named is None or joint is None or joint.first != before.last or not joint.has("role", "and"):
        return party
    return replace(party, kind=before.kind, common=before.common, name=party.name.replace(party.common, before.common))


def _with_owner(scene: Scene, before: PartyAt, party: PartyAt) -> PartyAt:
    """ "A-ish helicopters and tanks": arms that no party bears by their name stand between whose they are and what else is theirs."""
    if party.state or party.kind != PartyKind.STATE_FORCES:
        return party
    arms = scene.mark_at(before.last)
    joint = scene.mark_at(arms.last) if arms is not None and "means" in arms.senses else None
    if joint is None or joint.last != party.first or ("role", "and") not in joint.senses:
        return party
    return replace(party, state=before.state, name=f"{before.name} {party.name}")


def _of_loser(scene: Scene, parties: list[PartyAt]) -> list[PartyAt]:
    """ "A loses six soldiers in a raid on a post", "A buries its fallen troops": soldiers and posts of nobody's are A's."""
    loser = next((p for p in parties if _loses(scene, p)), None)
    return parties if loser is None else [_as_losers(loser, party) for party in parties]


def _loses(scene: Scene, party: PartyAt) -> bool:
    verb = scene.mark_at(party.last)
    if verb is None or not verb.has(*_HAS) or scene.grammar.order != "svo" or party.cue or party.state is None:
        return False
    lost = scene.of("party", PartyKind.STATE_FORCES)
    return any(0 <= mark.first - verb.last <= _NEAR for mark in lost)


def _as_losers(loser: PartyAt, party: PartyAt) -> PartyAt:
    theirs = party.kind == PartyKind.STATE_FORCES and party.state is None and party.cue != "by"
    return replace(party, state=loser.state, name=f"{loser.name} {party.name}") if theirs else party


def _shares_relation(scene: Scene, one: PartyAt, other: PartyAt) -> bool:
    """ "Clashes between the R and B's army", "condemned by A and B", "strikes in A and B", unless the second goes on to act: "a blast in A and B condemns it"."""
    joint = scene.mark_at(one.last)
    if scene.grammar.order != "svo" or joint is None or ("role", "and") not in joint.senses:
        return False
    if one.cue == "between":
        return other.first - joint.last <= _NEAR
    follower = scene.mark_at(other.last)
    acts = (
        follower is not None
        and not follower.senses.isdisjoint(("event", "kinetic"))
        and not follower.has("kinetic", "kill")
    )
    acts = acts or (follower is not None and follower.has("role", "say"))
    if one.cue == "by":
        return other.first - joint.last <= _NEAR and not acts
    return one.located and other.bare and not other.adjective and other.first == joint.last and not acts


def _with_noun(scene: Scene, party: PartyAt, following: PartyAt | None) -> PartyAt:
    if following is None or not _fit(party, following) or not _are_tied(scene, party, following):
        return party
    return replace(party, kind=following.kind, bare=False, adjective=False, common=following.common)


def _fit(party: PartyAt, following: PartyAt) -> bool:
    if not party.bare or following.state == party.state:
        return False
    if not following.common:  # "A, B soldiers", of whom the rulebook knows B's by that name
        return party.adjective and following.kind == PartyKind.STATE_FORCES and following.last - following.first > 1
    return following.state is not None or following.kind == PartyKind.STATE_FORCES  # "A and allied forces"


def _are_tied(scene: Scene, party: PartyAt, following: PartyAt) -> bool:
    joint = scene.mark_at(party.last)
    if joint is not None and joint.has("role", "and"):
        return joint.last == following.first
    if scene.grammar.comma and scene.passage.folded.gap(party.last) == ", ":
        return False  # there a comma sets the subject off
    return party.last == following.first and scene.passage.folded.gap(party.last) in _LISTING
