"""Nouns that two parties share: "A, B soldiers", "A and B troops".

Decides that the noun behind the second name belongs to the first, too. Doesn't decide what they do to each other.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from monitor.extraction.parties import PartyAt
from monitor.extraction.scene import Scene

_LISTING = frozenset({", ", "-", "–", "/"})


def among(scene: Scene, parties: Sequence[PartyAt]) -> list[PartyAt]:
    """The parties, each with the noun that it shares with the next."""
    return [_with_noun(scene, *pair) for pair in zip_longest(parties, parties[1:])]


def _with_noun(scene: Scene, party: PartyAt, following: PartyAt | None) -> PartyAt:
    if following is None or not _fit(party, following) or not _are_tied(scene, party, following):
        return party
    return replace(party, kind=following.kind, bare=False, adjective=False, common=following.common)


def _fit(party: PartyAt, following: PartyAt) -> bool:
    return bool(party.bare and following.common and following.state and following.state != party.state)


def _are_tied(scene: Scene, party: PartyAt, following: PartyAt) -> bool:
    joint = scene.mark_at(party.last)
    if joint is not None and joint.has("role", "and"):
        return joint.last == following.first
    if scene.grammar.comma and scene.passage.folded.gap(party.last) == ", ":
        return False  # there a comma sets the subject off
    return party.last == following.first and scene.passage.folded.gap(party.last) in _LISTING
