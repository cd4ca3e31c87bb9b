"""Who plays rather than fights: two states by their bare names, as teams are called.

Decides whether a draft may be a match or a quarrel of tariffs. Doesn't decide what a text sounds of (``sounds``).
"""

from monitor.extraction.drafts import Draft
from monitor.extraction.naming.party_at import FIGHTERS
from monitor.extraction.words.vocabulary import GUNMEN

SHOTS = frozenset({"gun"})
"""What players have, too."""


def is_between_teams(draft: Draft) -> bool:
    """ "A shoots down B": two states by their bare names, as teams are called."""
    parties = [party for party in (draft.initiator, draft.target) if party is not None]
    return not any(party.kind in FIGHTERS or party.name in GUNMEN for party in parties)


def is_played(draft: Draft) -> bool:
    """ "A gun down B's 127": what teams chase are no dead, where both are states by their bare names and shots are all their arms."""
    both = draft.initiator is not None and draft.target is not None and not draft.target_common
    return both and is_between_teams(draft) and SHOTS.issuperset(draft.means)


def is_figurative(draft: Draft) -> bool:
    """ "A strikes back at B", in a text of tariffs: two states by their bare names, and neither arms nor dead nor a place."""
    told = draft.means or draft.tolls or draft.deadly or draft.places or draft.located
    return not told and is_between_teams(draft)
