"""Where an act happened, by the states that a sentence names only for that.

Decides which parties say on whose ground it was, whose sky or waters were entered, and when what a headline sets off is where, or who. Doesn't know the places themselves.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import LOCATIVE, Scene
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.vocabulary import VILLAGE

_SEATS = frozenset({"base", "military post", "hideouts", VILLAGE})
"""General words of the lexicon (its ``form``) for where forces stay, and people live."""


def is_seat(party: PartyAt) -> bool:
    """ "Kills two soldiers in an A camp", "strike in an A village": a post or village where others were struck says on whose ground."""
    return party.state is not None and party.common in _SEATS and party.cue in LOCATIVE


def where(scene: Scene, trigger: Trigger, parties: list[PartyAt], there: list[PartyAt]) -> list[PartyAt]:
    """The parties that say where it happened: states named only for that, else the one that a headline sets off."""
    where = [
        p for p in there if (p.located or is_seat(p)) and not _apart(scene, p, trigger) and not _is_whose(scene, p)
    ]
    topics = _where_by_topic(parties)
    return ([party for party in where if party.cue != "near"] or topics) if topics else where


def _where_by_topic(parties: list[PartyAt]) -> list[PartyAt]:
    """What a headline sets off is where it happened, unless it says that it happened elsewhere ("A, drone strikes a car in B: two dead")."""
    if not parties or not parties[0].topic:  # nobody else is one
        return []
    elsewhere = (p.located and p.cue != "near" and p.state != parties[0].state for p in parties)
    return [] if any(elsewhere) else parties[:1]


def topic_abroad(trigger: Trigger, parties: list[PartyAt], clause: list[PartyAt]) -> PartyAt | None:
    """ "A, drone strikes a car in B": what the headline sets off did it, where it tells that it happened elsewhere."""
    if trigger.voice != "verb" or not parties or not parties[0].topic:
        return None
    return parties[0] if any(p.located and p.state != parties[0].state for p in clause) else None


def _is_whose(scene: Scene, party: PartyAt) -> bool:
    """ "In A's air strikes", "in an A drone attack": whose act it was, and not where."""
    noun = scene.mark_at(party.last) if party.adjective else None
    if noun is not None and noun.has("means") and not noun.has("kinetic"):
        noun = scene.mark_at(noun.last)
    before = not scene.grammar.after or scene.grammar.nouns  # German's genitive follows, and its adjective doesn't
    return noun is not None and noun.has("kinetic") and scene.grammar.order == "svo" and before


def _apart(scene: Scene, party: PartyAt, trigger: Trigger) -> bool:
    """Whether a clause mark stands between a party and a trigger; what a headline's head names is where all of it happens ("War in A: ...")."""
    head = scene.title and scene.hard and party.last <= scene.hard[0] and not party.capital
    if head and ":" in scene.passage.folded.gap(scene.hard[0]):
        return False
    first, second = sorted((party.first, trigger.first))
    return scene.broken(first, second)


def entered(scene: Scene, trigger: Trigger, pool: Sequence[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "Of-A airspace violated B's jets": beside whose sky or waters the word for them stands, where order doesn't tell, was entered by the other."""
    spaces = [*scene.of("object", "airspace", "waters"), *(m for m in scene.marks if m.first == trigger.first)]
    for space in spaces:
        joint = scene.mark_before(space.first)
        ahead = joint.first if joint is not None and joint.word.post == "of" and not joint.names else space.first
        whose = (p for p in pool if (p.last == ahead if scene.grammar.post else p.first == space.last))
        owner = next(whose, None)
        other = next((p for p in pool if owner is not None and p.state != owner.state), None)
        if owner is not None and other is not None:
            return other, owner
    return None
