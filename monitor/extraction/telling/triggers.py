"""The words that say something happened, and whether the sentence is about it.

Decides which words tell of an act there, and which of them stand behind "after" or "over"; ``background`` tells which act looks back on which. Doesn't decide who did it.
"""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from monitor.extraction.counting import nobody
from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.telling import beaten_back, finite, flown, mutual, voices
from monitor.extraction.telling.forms import NEEDS
from monitor.extraction.words.steps import AGREED, RELEASED, REOPENED, SHOWN, SHUT, TRUCE
from monitor.extraction.words.vocabulary import VILLAGE, Mark, Sign

KINETIC, EVENT = "kinetic", "event"
_UNIT = ("count", "unit")
_JOINT = 2
"""Tokens between an act and the word that looks back on it: "the attack of yesterday after"."""
_SHOTS = frozenset({"shell", "strike", "shoot"})
TAKEN = frozenset({"seize", "abduct"})
_CAPTURES = frozenset((KINETIC, value) for value in TAKEN)
_WOUNDS, _LETS_GO = (KINETIC, "wound"), (EVENT, RELEASED)
"""Of "hands over two wounded soldiers": which soldiers they are."""
_LOOKS_BACK = frozenset({("role", "after"), ("role", "topic")})
_JOINS = frozenset({"and"})
_CLOSING = _JOINS | {"to", "in", "from", "at", "near", "inside", "after", "infinitive", "of", "topic", "by"}
"""Roles of words before which a particle ends its part of the sentence: "drove them back to A"."""
_NAME = 2
"""Tokens of a name that opens a sentence."""
_ENDING = {"svo": _CLOSING, "sov": _JOINS, "vso": _CLOSING | {"on", "against", "with", "after"}}
"""The same by the order of words; where the verb comes first, its noun stands behind the subject: "opened A's troops fire on B"."""
_UNDER = 3
"""Tokens between "under" and the fire that somebody is under: "under heavy A artillery fire"."""
_HOLDS, _SEIZES = ("role", "holds"), (KINETIC, "seize")


@dataclass(slots=True, kw_only=True, eq=False)
class Trigger:
    """``value``: a kinetic word or an event id. ``voice``: verb, passive or noun. ``main``: the sentence is about it.

    ``clause``: the tokens from which up to which its clause goes. ``needs``: what must stand by for the word to count ("recalls" an envoy, "fires" missiles, "releases" people), else "". Never changed.
    """

    first: int
    last: int
    group: str
    value: str
    voice: str
    clause: tuple[int, int]
    main: bool = True
    needs: str = ""
    parted: str = ""
    """Whether its verb has its particle behind it: "pulls ... back" says more than "pulls"."""
    kinetic: bool
    """Whether it tells of force, as its group says."""


def ahead_of(parties: Sequence[PartyAt], trigger: Trigger) -> list[PartyAt]:
    """Those before it, nearest first."""
    return [party for party in reversed(parties) if party.last <= trigger.first]


def behind(parties: Sequence[PartyAt], trigger: Trigger) -> list[PartyAt]:
    """Those behind it, from left to right."""
    return [party for party in parties if party.first >= trigger.last]


def find(scene: Scene, parties: list[PartyAt]) -> list[Trigger]:
    """The sentence's triggers from left to right, one per mark and sense."""
    found = [trigger for mark in scene.marks if mark.word.acts for trigger in _of_mark(scene, mark, parties)]
    if REOPENED in [trigger.value for trigger in found]:
        found = [trigger for trigger in found if not _is_reopened(scene, trigger, found)]
    return [*mutual.fights(scene, found, parties)]


def _of_mark(scene: Scene, mark: Mark, parties: list[PartyAt]) -> list[Trigger]:
    signs = _joined(scene, mark) if mark.word.particles else list(mark.word.acts)
    if not signs or _is_no_act(scene, mark, signs, parties):
        return []
    forms = {sign.form for sign in signs} if mark.word.particles else set(mark.word.act_forms)
    voice = voices.of(scene, mark, forms, parties)
    fitting = voices.FITTING[voice]
    chosen = [s for s in signs if s.form in fitting] or signs
    if voice == "passive" and _is_of_place(scene, mark) and all(s.form in NEEDS for s in chosen):
        chosen += [s for s in signs if s.group == EVENT and s.form == "verb"]  # "the D border closed"
    main, clause = _is_main(scene, mark), scene.window(mark.first)
    found: list[Trigger] = []
    told: dict[tuple[str, str], Sign] = {}
    for sign in chosen:
        told[sign.value, sign.form if sign.form in NEEDS else ""] = sign
    for (value, needs), sign in told.items():
        trigger = Trigger(
            first=mark.first,
            last=mark.last,
            group=sign.group,
            kinetic=sign.group == KINETIC,
            value=value,
            voice=voice,
            clause=clause,
            main=main,
            needs=needs,
            parted=sign.particle,
        )
        meant = trigger.value != "shootdown" or not _topples(trigger, parties)
        if meant and (trigger.kinetic or not _is_matter(scene, trigger)):
            if beaten_back.REPELS in mark.senses:
                trigger = flown.fended_off(scene, trigger)
            if flown.DESTROYS in mark.word.forms and trigger.kinetic and flown.is_destroyed(scene, mark, voice):
                trigger = replace(trigger, value="shootdown", needs="")
            found.append(_aimed(scene, trigger, parties) if value in _SHOTS | flown.WRECKED else trigger)
    return found


def _is_of_place(scene: Scene, mark: Mark) -> bool:
    """Whether a name stands right before the word, which may have a border in it: "the D border closed"."""
    before = scene.mark_before(mark.first)
    return before is not None and before.last == mark.first and bool(before.names)


def _is_reopened(scene: Scene, trigger: Trigger, found: list[Trigger]) -> bool:
    """ "Reopens a crossing closed since spring", "crossings shut since spring work again": what was shut is open now."""
    if trigger.value != SHUT:
        return False
    opened = [t for t in found if t.value == REOPENED]
    joints = [m.first for m in scene.of("role") if m.has("role", "and", "while")]  # "reopens Q but closes W"
    pairs = [(t, trigger) for t in opened if t.last <= trigger.first]
    shut = trigger.voice == "passive" or trigger.first == scene.first
    pairs += [(trigger, t) for t in opened if t.first >= trigger.last and shut and t.needs == "with_passage"]
    return any(
        not scene.broken(one.last - 1, other.first) and not any(one.last <= at < other.first for at in joints)
        for one, other in pairs
    )


def _is_no_act(scene: Scene, mark: Mark, signs: Sequence[Sign], parties: list[PartyAt]) -> bool:
    """Whether a word of force or of a step only says whose, which or how many something is; asked of the few words that can."""
    senses = mark.senses
    return (
        (_HOLDS in senses and _is_epithet(scene, mark))
        or ("party" in senses and _is_part_of_party(scene, mark, signs, parties))
        or (_SEIZES in senses and _describes(scene, mark))
        or (_UNIT in senses and _is_measure(scene, mark))
        or (beaten_back.REPELS in senses and beaten_back.is_of_act(scene, mark))
        or (not senses.isdisjoint(_CAPTURES) and _is_captive(scene, mark, signs, parties))
        or (nobody.NOBODY in scene.senses and nobody.befell(scene, mark))
        or (_WOUNDS in senses and _LETS_GO in scene.senses and any(p.first == mark.last for p in parties))
    )


def _is_part_of_party(scene: Scene, mark: Mark, signs: Sequence[Sign], parties: list[PartyAt]) -> bool:
    """ "A's government targets", "A will strike targets": the noun of a party is no verb."""
    if any(sign.form != "verb" and sign.form not in NEEDS for sign in signs):
        return False
    if any(party.first < mark.first and mark.last <= party.last for party in parties):
        return True
    verbs = (scene.mark_at(joint.last) for joint in scene.of("role", "infinitive") if joint.last < mark.first)
    return any(verb is not None and verb.has(KINETIC) and 0 <= mark.first - verb.last <= 1 for verb in verbs)


def _is_epithet(scene: Scene, mark: Mark) -> bool:
    """ "A-occupied": says whose ground it is, not that anybody takes it."""
    if scene.passage.folded.gap(mark.first) != "-":
        return False
    owner = scene.mark_before(mark.first)
    return owner is not None and bool(owner.names)


def _describes(scene: Scene, mark: Mark) -> bool:
    """ "In the occupied D": in whose hands a place is, which nobody took just now."""
    if not any(sign.value == "seize" and sign.form == "ed" for sign in mark.signs):
        return False
    before = scene.mark_before(mark.first)
    if before is None or before.last != mark.first or scene.broken(before.last - 1, mark.first):
        return False
    return any(sign.group == "role" and (sign.value == "det" or sign.form == "pre") for sign in before.signs)


def _is_measure(scene: Scene, mark: Mark) -> bool:
    """ "Seizes 232 pounds of": what digits count was not done by anybody."""
    if any(sign.form != "verb" for sign in mark.word.acts):
        return False
    return any(n.last == mark.first and n.digits for n in scene.numbers)


def _is_matter(scene: Scene, trigger: Trigger) -> bool:
    """ "Suspended over a phone call", "talks about a ceasefire": what a step is about was not taken."""
    if trigger.voice != "noun" or scene.grammar.post:
        return False
    if trigger.value == TRUCE and scene.has(EVENT, AGREED):
        return False  # "agree over a ceasefire"
    before = scene.mark_before(trigger.first)
    if before is not None and before.has("role", "det"):
        before = scene.mark_before(before.first)
    near = before is not None and trigger.first - before.last <= 1 and not scene.broken(before.last - 1, trigger.first)
    return before is not None and near and before.has("role", "topic")


def _topples(trigger: Trigger, parties: list[PartyAt]) -> bool:
    """ "The tremor brought down hundreds of houses": what is shot down flies."""
    if trigger.voice != "verb":
        return False
    struck = next((p for p in parties if p.first >= trigger.last), None)
    return struck is not None and struck.common == VILLAGE and struck.first - trigger.last <= flown.REACH


def _joined(scene: Scene, mark: Mark) -> list[Sign]:
    """The verb with its particle when that ends its clause, and only so; else the verb without, which may also hold when what the other needs isn't there."""
    signs, tokens = mark.word.acts, scene.passage.folded.tokens
    plain = [sign for sign in signs if not sign.particle]
    if mark.word.particles.isdisjoint(tokens[mark.last : scene.last]):
        return plain
    _, high = scene.window(mark.first)
    closing = _ENDING[scene.grammar.order]
    ends = [at for at in range(mark.last, high) if at + 1 == high or _closes(scene, at, closing)]
    if high + 1 == scene.last or high + 1 in scene.hard:
        ends.append(high)  # a particle that is also a preposition ("before") opens no clause
    elif high < scene.last and high not in scene.hard and scene.grammar.adjective_before:
        # "sets a B for spying fast": what is said of why ends before its particle
        ends.append(next((mark for mark in scene.hard if mark > high), scene.last) - 1)
    parted = [sign for sign in signs if sign.particle and any(_ends_with(tokens, at, sign.particle) for at in ends)]
    if parted and all(sign.form in NEEDS for sign in parted):
        return [sign for sign in plain if sign.form in NEEDS] + parted
    return parted or plain


def _closes(scene: Scene, at: int, closing: Collection[str]) -> bool:
    """Whether what follows the token opens another part of the sentence, or it begins a relation of two words: "orders troops out of D"."""
    if voices.role_at(scene, at + 1) in closing:
        return True
    own = scene.mark_at(at)
    return own is not None and own.last - own.first > 1 and own.word.role in closing


def _ends_with(tokens: Sequence[str], at: int, particle: str) -> bool:
    """Whether a particle of one word or of two ("puts ... on hold") ends at this token."""
    words = particle.split()
    return words[-1] == tokens[at] and (len(words) == 1 or tuple(words) == tuple(tokens[at + 1 - len(words) : at + 1]))


def _aimed(scene: Scene, shot: Trigger, parties: list[PartyAt]) -> Trigger:
    """ "Fires missiles into the sea": a show of force, which strikes nobody."""
    trigger = flown.fired_at(scene, flown.brought_down(scene, shot))
    if not trigger.kinetic or trigger.value not in _SHOTS or not scene.has("object", "sea"):
        return trigger
    at_sea = (mark for mark in scene.of("object", "sea") if mark.first >= trigger.last)
    shown = any(not scene.broken(trigger.last - 1, mark.first) for mark in at_sea)
    if not shown or _warns(trigger, parties) or _from_the_shore(scene):
        return trigger
    return replace(trigger, group=EVENT, kinetic=False, value=SHOWN, needs="")


def _warns(trigger: Trigger, parties: list[PartyAt]) -> bool:
    """ "A's soldiers cross the line, B shoots into the air": shots in the air at another state's people are meant for them."""
    return trigger.value == "shoot" and len({party.state for party in parties if party.state}) > 1


def _from_the_shore(scene: Scene) -> bool:
    """ "A's guns shell the waters off D": rounds of guns fall where neighbours are; only missiles are tried out over the sea."""
    tubes = scene.has("means", "artillery", "mortar") and not scene.has("means", "missile", "rocket")
    return tubes and not scene.has("object", "test")


def _is_captive(scene: Scene, mark: Mark, signs: Sequence[Sign], parties: list[PartyAt]) -> bool:
    """ "Executes seven captured soldiers", "Captured corporal goes back": who they are, not what is done now."""
    if not all(s.value in TAKEN for s in signs) or scene.grammar.order == "vso":  # there the verb opens the sentence
        return False
    kidnapped = all(s.value == "abduct" for s in signs)  # whoever was isn't simply in custody: that is the news
    heads = mark.first == scene.first and not kidnapped
    of = scene.mark_before(mark.first)  # "a pair of kidnapped soldiers"
    heads = (
        heads or any(number.last == mark.first for number in scene.numbers) or (of is not None and of.word.role == "of")
    )
    return heads and any(p.first == mark.last for p in parties)


def _is_main(scene: Scene, mark: Mark) -> bool:
    """Not behind "after" or "over" in its sentence part, not before "fallout", not the topic in "C on A's strikes: ..."."""
    if scene.grammar.post:
        return not _is_looked_back_on(scene, mark)
    if scene.senses.isdisjoint(_LOOKS_BACK):
        return not (scene.title and _heads_remark(scene, mark))
    cuts = bisect_right(scene.hard, mark.first)
    start = scene.hard[cuts - 1] if cuts else scene.first
    behind = [m for m in scene.of("role", "after", "topic") if start <= m.first < mark.first and not scene.leads(m)]
    behind = [m for m in behind if not (m.has("role", "undergo") and mark.first - m.last <= _UNDER)]
    if scene.grammar.order == "sov" and behind and _ends_part(scene, mark):
        return True
    if any(m.has("role", "topic") for m in behind):
        return False
    behind = [m for m in behind if not _only_dates(scene, m)]
    follower = scene.mark_at(mark.last)
    if (
        mark.has(KINETIC)
        and follower is not None
        and follower.has("role", "topic")
        and not scene.broken(mark.last - 1, mark.last)
    ):
        return False
    opening = [m for m in behind if m.first == start or _is_set_in(scene, start, m)]
    news = finite.is_news if scene.grammar.second else finite.second_act
    if len(behind) > len(opening) or (opening and not news(scene, start, mark)):
        return False
    return not (scene.title and _heads_remark(scene, mark))


def _only_dates(scene: Scene, mark: Mark) -> bool:
    """ "Since 2010", "after Monday": a date, and nothing that happened."""
    follower = scene.mark_at(mark.last)
    dated = follower is not None and follower.has("time") and mark.last + 1 == follower.last
    return dated or any(number.first == mark.last and number.digits for number in scene.numbers)


def _is_looked_back_on(scene: Scene, mark: Mark) -> bool:
    """Where "after" and "about" stand behind their noun: right before such a word, with no other act between."""
    after = next((m for m in scene.of("role", "after", "topic") if m.first >= mark.last), None)
    if after is None or after.first - mark.last > _JOINT or scene.broken(mark.last - 1, after.first):
        return False
    return not any(m.has(KINETIC) or m.has(EVENT) for m in scene.marks if mark.last < m.first < after.first)


def _ends_part(scene: Scene, mark: Mark) -> bool:
    """A verb at the end of its part of the sentence is what the part says, whatever "after" stands before it."""
    if not any(sign.group in {KINETIC, EVENT} and sign.form in {"verb", "passive"} | NEEDS for sign in mark.signs):
        return False
    end = next((cut for cut in scene.hard if cut >= mark.last), scene.last)
    return not any(m.has(KINETIC) or m.has(EVENT) for m in scene.marks if mark.last <= m.first < end)


def _is_set_in(scene: Scene, start: int, after: Mark) -> bool:
    """ "A after shots closes the border with B": where cases tell who is who, what was before may stand between a name and its verb."""
    if not scene.grammar.adjective_before or scene.grammar.nouns or after.first - start > _NAME:
        return False
    head = scene.mark_at(start)
    return head is not None and bool(head.names) and head.last == after.first


def _heads_remark(scene: Scene, mark: Mark) -> bool:
    """ "A on B's strikes: what A says of them"."""
    if not scene.hard or mark.last > scene.hard[0]:
        return False
    if ":" not in scene.passage.folded.gap(scene.hard[0]):
        return False
    first = scene.mark_at(scene.first)
    return first is not None and bool(first.names) and voices.role_at(scene, first.last) == "on"
