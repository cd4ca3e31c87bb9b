"""Subjects that don't stand where their language's word order puts them.

Decides who acts when a verb comes before its subject, or has been made a noun. Doesn't decide whom it struck in any other order.
"""

from collections.abc import Sequence

from monitor.extraction.casting import arms
from monitor.extraction.naming.cues import ends_as_subject
from monitor.extraction.naming.party_at import BEARERS, PEOPLE, PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling.triggers import Trigger, ahead_of, behind
from monitor.extraction.words.steps import ACCUSED
from monitor.extraction.words.vocabulary import STRUCK
from monitor.model.reports import PartyKind

Parties = Sequence[PartyAt]
_SHOT_DOWN = "shootdown"
_FLOWN = "after_means"
"""What a word needs that says of arms before it that they came down."""
_WITH_DOER, _GOES = "with_doer", "abroad"
_SPEAKERS = frozenset({"leader", "foreign minister", "foreign ministry", "government"})
"""General words of the lexicon (its ``form``) for those who speak for a state."""
_DOING = frozenset({"", "agent"})
_ON = frozenset({"on", "against", "object"})
_THEY = "n"
"""How Romance verbs end whose subject is "they"."""
_TO_WHOM = frozenset({"a", "al", "aos", "ao", "als"})
"""Words for whom a verb strikes that the lexicon lists with it: "kill TO two soldiers"."""
_BEGINS = BEARERS | {PartyKind.GOVERNMENT}
_ON_WHOM = frozenset({"", "on", "against", "in"})
"""Relations of whom a verb strikes that stands before its subject: "shells A the south of B"."""
_ARTICLE = 1
"""Tokens between a verb and its subject behind it: an article, "itself"."""
_AREAS = frozenset({"of", "in", "inside"})
_WORDS = ("diplo_hostile.condemn", "diplo_hostile.threat", "diplo_hostile.accuse", "diplo_hostile.ultimatum")
"""What is done by saying it."""
_QUOTES = frozenset("\"'“”„»«›‹’")
"""Marks that end what somebody said."""
_PAST_PLURALS = ("ли", "лись", "лися")
"""Ends of Russian and Ukrainian verbs of the past in the plural, which need no subject."""
_FALLEN_REACH = 3
"""Tokens between a verb and those who died: "at least two", "other three"."""


def turned_round(scene: Scene, trigger: Trigger, clause: list[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "In D killed the attackers two policemen", "on B's guard fell an armed man", in languages whose verb may come before its subject."""
    rest = [p for p in behind(clause, trigger) if not p.cue]
    ahead = ahead_of(clause, trigger)
    struck = next((p for p in ahead if p.cue in _ON and not p.bare), None)
    if struck is not None and rest and rest[0].first - trigger.last <= 1:
        return rest[0], struck
    faced = next((p for p in behind(clause, trigger) if rest and p.cue in _ON and p.first > rest[0].first), None)
    if faced is not None and rest[0].kind in BEARERS and all(p.cue for p in ahead):
        return rest[0], faced
    begins = BEARERS if scene.grammar.accusative else BEARERS | {PartyKind.GOVERNMENT}
    if rest and not scene.grammar.accusative and all(p.cue for p in ahead) and rest[0].first == trigger.last:
        ground = next(
            (p for p in behind(clause, trigger) if p.cue in _AREAS and p.state not in {None, rest[0].state}), None
        )
        if len(rest) == 1 and ground is not None and rest[0].bare and not rest[0].adjective:
            return rest[0], ground  # "bombed A the south of B"
    armed = len(rest) > 1 and rest[0].kind in begins and not rest[0].adjective and rest[0].common not in STRUCK
    if not armed or rest[0].first - trigger.last > 1 or any(m.last <= trigger.first for m in scene.of("means")):
        return None
    joint = scene.mark_at(rest[0].last)
    return None if joint is not None and joint.has("role", "and") else (rest[0], rest[1])


def of_them(scene: Scene, trigger: Trigger, clause: Parties, acting: Parties) -> tuple[PartyAt, PartyAt | None] | None:
    """ "Two guards died, shelled them A's army": who stands right behind the verb and its "them" does it, to those of whom the text told."""
    whom, tokens = scene.grammar.whom, scene.passage.folded.tokens
    if trigger.last >= scene.last:
        return None
    behind_it = tokens[trigger.last] in whom
    if not (behind_it or (trigger.first > scene.first and tokens[trigger.first - 1] in whom)):
        return None
    at = trigger.last + behind_it
    doer = next((p for p in clause if p.first == at and p.state and p.cue in _DOING and p.common not in STRUCK), None)
    thing = scene.mark_at(doer.last) if doer is not None and doer.bare and doer.adjective else None
    if doer is None or (doer.bare and doer.adjective and (thing is None or not thing.has("means"))):
        return None
    struck = (p for p in reversed(acting) if p.last <= trigger.first and p.state != doer.state and p.kind in PEOPLE)
    return doer, next(struck, None)


def rammed(trigger: Trigger, clause: list[PartyAt]) -> tuple[PartyAt, PartyAt | None] | None:
    """ "A's boat rammed by B's": of a word that needs its doer beside it, also behind."""
    by = next((p for p in behind(clause, trigger)[:1] if p.cue == "by"), None) if trigger.needs == _WITH_DOER else None
    return (by, next((p for p in ahead_of(clause, trigger) if not p.cue), None)) if by is not None else None


def before_its_object(scene: Scene, trigger: Trigger, clause: list[PartyAt]) -> tuple[PartyAt, PartyAt] | None:
    """ "Kills agent of A OBJECT-youth of B", "shells A a village of B's": the verb comes first, then who acts, and whom it strikes."""
    rest = behind(clause, trigger)
    first = next(iter(rest), None)
    if first is None or first.cue or first.kind not in _BEGINS or first.common in STRUCK:
        return None
    if first.first - trigger.last > _ARTICLE or not all(p.cue for p in ahead_of(clause, trigger)):
        return None
    if scene.passage.folded.tokens[trigger.last - 1] in _TO_WHOM:
        return None
    if first.bare and not _is_singular_or_armed(scene, trigger, first):
        return None
    struck = next((p for p in rest if p.cue == "object"), None)
    if struck is None and trigger.first == trigger.clause[0]:  # "shells A the south of B"
        others = (p for p in rest[1:2] if p.cue in _ON_WHOM and p.state not in {None, first.state})
        struck = next((p for p in others if not _is_of_an_act(scene, p)), None)
    return (first, struck) if struck is not None else None


def _is_of_an_act(scene: Scene, party: PartyAt) -> bool:
    """ "In an A-ish attack": whose act it was isn't struck by it."""
    act = scene.mark_before(party.first) if party.bare and party.adjective else None
    return act is not None and act.last == party.first and "kinetic" in act.senses and "means" not in act.senses


def _is_singular_or_armed(scene: Scene, trigger: Trigger, state: PartyAt) -> bool:
    """ "Shells A", "shell A-ish jets", where "they shell A" has a verb in the plural."""
    arms = scene.mark_before(state.first)
    if state.adjective:
        return arms is not None and arms.first >= trigger.last and arms.has("means")
    return not scene.passage.folded.tokens[trigger.last - 1].endswith(_THEY)


def is_strangers(scene: Scene, trigger: Trigger) -> bool:
    """ "B's boats will be seized, Arreaza warns": somebody whom nobody knows, between the comma and a verb that ends the sentence, says it."""
    at, ends = trigger.first - 1, trigger.last >= scene.last
    if not ends or trigger.voice != "verb" or at <= scene.first or not scene.broken(at - 1, at):
        return False
    return not (scene.broken(at, trigger.first) or scene.is_known(at))


def subject_behind(scene: Scene, trigger: Trigger, clause: Parties, acting: Parties) -> tuple[PartyAt, PartyAt] | None:
    """ "After an attack shuts A its border with B": a state right behind the verb of a step, where nobody before it could be the subject.

    Nor is who stands in a clause of its own before it: "because B holds reporters, shuts A the border".
    """
    if trigger.voice != "verb" or not scene.grammar.after or scene.grammar.order != "svo":
        return None
    first = next(iter(behind(clause, trigger)), None)
    if first is None or first.cue or not first.state or (first.bare and first.adjective):
        return None
    gap = 0 if scene.grammar.nominative else _ARTICLE  # no articles: "in A condemned deeds of B"
    if first.first - trigger.last > gap or first.common in STRUCK or first.kind == PartyKind.CIVILIANS:
        return None
    if first.bare and _is_of_many(scene, trigger) and any(p.located and p.last == trigger.first for p in acting):
        return None  # "in D [they] threatened B": one state does nothing in the plural
    opens = _opens_main_clause(scene, trigger)
    sure = opens or ends_as_subject(scene, first)
    if _ends_as_object(scene, first, *scene.grammar.oblique) or (
        not sure and any(p.last <= trigger.first and _may_be_subject(p) for p in acting)
    ):
        return None
    other = next((p for p in behind(clause, trigger) if p.state not in {None, first.state}), None)
    if other is None and (
        sure or scene.grammar.nominative
    ):  # "the line with B closed A", "B's herders seized A's guards"
        named = acting if opens else [p for p in ahead_of(clause, trigger) if p.cue or p.kind in PEOPLE]
        other = next((p for p in named if p.state not in {None, first.state}), None)
    if other is not None and scene.grammar.nominative and _is_told(first, other, trigger):
        return other, first
    return (first, other) if other is not None else None


def _is_of_many(scene: Scene, trigger: Trigger) -> bool:
    return scene.passage.folded.tokens[trigger.first].endswith(_PAST_PLURALS)


def _opens_main_clause(scene: Scene, trigger: Trigger) -> bool:
    """Whether the verb stands at once behind a clause that "after" or "because" opens."""
    low, _ = scene.window(trigger.first)
    if trigger.first != low or low == scene.first or not scene.grammar.adjective_before:
        return False
    opener = scene.mark_at(scene.window(low - 1)[0])
    return opener is not None and opener.has("role", "after", "while")


def quoted(scene: Scene, trigger: Trigger, clause: Parties, acting: Parties) -> tuple[PartyAt, PartyAt | None] | None:
    """ "We shall answer, warns A after B's shelling", "B fired first, accuses A": who stands right behind a verb of saying that a comma sets off."""
    if trigger.voice != "verb" or trigger.first not in scene.hard:
        return None
    word = scene.mark_at(trigger.first)
    if not scene.grammar.after and (word is None or not word.has("role", "say")):
        return None  # "alleges A" has no other order
    first = next(iter(behind(clause, trigger)), None)
    article = scene.mark_at(trigger.last)
    near = (
        first is not None
        and first.first - trigger.last == _ARTICLE
        and article is not None
        and article.has("role", "det")
    )
    if first is None or not (near or first.first == trigger.last) or not _may_be_subject(first):
        return None
    if not trigger.value.startswith(_WORDS) or first.common in STRUCK or first.kind == PartyKind.CIVILIANS:
        return None
    ends = first.last >= scene.last or scene.broken(first.last - 1, first.last)
    said = not _QUOTES.isdisjoint(scene.passage.folded.gap(trigger.first))
    if not ends and (trigger.value == ACCUSED or not said):
        return None
    others = (p for p in (*behind(acting, trigger), *acting) if p.state not in {None, first.state})
    other = next(others, None)
    if other is not None and scene.grammar.nominative and _is_told(first, other, trigger):
        return other, first
    return first, other


def _is_told(first: PartyAt, other: PartyAt, trigger: Trigger) -> bool:
    """ "Warned B A's minister": a state's name between the verb and somebody who speaks is whom he addresses."""
    return first.bare and other.common in _SPEAKERS and not other.cue and other.first > trigger.last


def _may_be_subject(party: PartyAt) -> bool:
    return (
        not party.cue
        and not party.located
        and not (party.bare and party.adjective)
        and bool(party.state or party.entity or party.common in _SPEAKERS)
    )


def object_first(scene: Scene, trigger: Trigger, clause: list[PartyAt]) -> tuple[PartyAt | None, PartyAt | None] | None:
    """ "A-ish soldier-OBJECT killed B's sniper", "A-ish drone downed B's army": who stands before the verb is struck, as his ending or what flies says."""
    if not scene.grammar.accusative:
        downed = arms.owner_of_downed(scene, trigger, clause) if trigger.needs == _FLOWN else None
        return (None, downed) if downed is not None else None
    if trigger.needs == _GOES:
        return None  # "a helicopter of A's air force flew into B": nobody is struck by a verb of going
    ahead = ahead_of(clause, trigger)
    struck = next((p for p in ahead if not p.cue), None)
    doer = next((p for p in behind(clause, trigger) if not p.cue), None)
    if struck is None and doer is not None and _opened_fire(scene, trigger, doer):
        return doer, next((p for p in ahead if p.cue in _ON), None)
    if struck is None and doer is not None and ends_as_subject(scene, doer):
        struck = next((p for p in ahead if p.cue == "by"), None)  # Czech has one ending for whom it strikes and by whom
    if struck is None:  # "first fire opened the A guards": of a verb that has its object, who stands behind
        whole = trigger.last - trigger.first > 1 and doer is not None and ends_as_subject(scene, doer)
        return (doer, None) if whole else None
    if doer is not None and doer.first - trigger.last <= _ARTICLE and _acts_on(scene, doer, struck):
        return doer, struck
    if not (_is_object(scene, struck) or (doer is not None and arms.is_downed(scene, trigger, struck))):
        return None
    return doer, struck


def _opened_fire(scene: Scene, trigger: Trigger, party: PartyAt) -> bool:
    """ "Fire opened A's guards", "fire opened the A-s": who stands right behind a verb that has its object in itself."""
    whole = trigger.value == "shoot" and trigger.last - trigger.first > 1
    return whole and party.first == trigger.last and (ends_as_subject(scene, party) or party.bare)


def _acts_on(scene: Scene, doer: PartyAt, struck: PartyAt) -> bool:
    """ "A's village shelled B's army": those who bear arms behind the verb, by their ending or because what stands before it does nothing."""
    if doer.kind not in BEARERS or doer.common in STRUCK:
        return False
    return struck.common in STRUCK or (ends_as_subject(scene, doer) and not ends_as_subject(scene, struck))


def _is_object(scene: Scene, party: PartyAt) -> bool:
    """By the ending of its adjective, which is the genitive's too: so neither a noun stands right before it, whose it might be, nor a number."""
    before = scene.mark_before(party.first)
    if any(number.last == party.first for number in scene.numbers):
        return False
    opens = party.first in {scene.first, *scene.hard, *scene.soft} or (before is not None and not before.has("party"))
    return opens and _ends_as_object(scene, party)


def _ends_as_object(scene: Scene, party: PartyAt, *more: str) -> bool:
    endings = (*scene.grammar.accusative, *more)
    return bool(endings) and scene.passage.folded.written(party.first, party.first + 1).lower().endswith(endings)


def fallen(scene: Scene, trigger: Trigger, clause: list[PartyAt]) -> PartyAt | None:
    """ "Die two soldiers of A": who died, right behind a verb that may come before its subject."""
    first = next(iter(behind(clause, trigger)), None)
    if first is None or first.cue or not scene.grammar.after or scene.grammar.order == "sov":
        return None
    flown = first.adjective and trigger.value == _SHOT_DOWN  # "brought down a drone A-ish"
    if first.bare and not flown:
        return None
    gap = (m for m in scene.marks if trigger.last <= m.first and m.last <= first.first)
    near = first.first - trigger.last <= _FALLEN_REACH and not scene.broken(trigger.last - 1, first.first)
    return first if near and all(m.has("role", "det") or (flown and m.has("means")) for m in gap) else None
