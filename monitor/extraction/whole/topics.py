"""What a headline is about, where none of its words is a step that we know: the nouns of strife in an item about two neighbours at odds.

Verbs are without end, what states do to each other isn't: they move troops to a line, lose soldiers there, close their sky, deal with envoys. Decides
which of these it is, and who does it to whom, only where nothing else is read. Doesn't decide whether it is other news (``filters``).
"""

from collections.abc import Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.gathering.acts import Act
from monitor.extraction.judging import borders, facing, sounds
from monitor.extraction.judging.borders import Setting
from monitor.extraction.naming.party_at import BORDER, PEOPLE, PartyAt
from monitor.extraction.needing import statecraft
from monitor.extraction.scenes.scene import LOCATIVE, Passage, Scene
from monitor.extraction.whole import making, stances
from monitor.extraction.whole.setting import state_of
from monitor.extraction.words.steps import AGREED, DEPLOYED, DETAINED, PROTESTED, RECALLED, SHUT, SKY_SHUT, SUMMONED
from monitor.extraction.words.vocabulary import MAY_TELL, Mark, Sign
from monitor.extraction.world.gazetteer import Gazetteer, Named
from monitor.extraction.world.geography import LINE_KM
from monitor.model.reports import Field, PartyKind

_SKY, _FORCES, _LINE = ("object", "airspace"), ("party", PartyKind.STATE_FORCES.value), ("role", "border")
_AT_LINE, _DEAD, _HOME = ("place", "border"), ("count", "killed"), ("object", "homecoming")
_STRIFE = making.NOUNS | {MAY_TELL}
"""Words of which one stands in any such headline."""
_QUARREL = frozenset({_SKY, _FORCES, "means", ("object", "protest"), ("object", "waters"), ("object", "charge")})
"""Words of which one stands where an envoy is dealt with for more than manners."""
_MANY = 500
"""So many soldiers are a deployment and no patrol, nor a drill of firemen."""
_BETWEEN_TWO = ("coercion.", "posture.", "diplo_hostile.envoy")
"""Steps that have a state on either side, even where a headline names neither."""
_OVERHEAD = frozenset({_SKY, ("object", "beyond")})
"""The sky, alone or in "skies over"."""
_WAYS = frozenset({_LINE, _AT_LINE, ("object", "passage"), ("object", "gate"), ("object", "line")})
"""What is shut between neighbours."""
_ATTIRE = "with_attire"
"""The form of words that bar only what people wear."""
_OUT_OF = "out_of"
"""The form of participles that end in "from"."""
_NO_DOER = frozenset({"of", "from", "with", "on", "against", "to"})
"""Relations in which nobody bars another."""
_ARMS = frozenset({_FORCES, _SKY, ("object", "waters")})
"""Words of what neighbours at odds have to say to each other about."""


def may_be(passages: Sequence[Passage]) -> bool:
    """Whether the headline has such a noun, and the item names two states, or one of them and a place at their line."""
    title = passages[0] if passages and passages[0].field == Field.TITLE else None
    if title is None or (_STRIFE.isdisjoint(title.senses) and not any(map(_is_forces, title.names))):
        return False
    named = {state_of(one) for passage in passages for one in passage.names} - {None}
    return len(named) >= making.SIDES or (
        bool(named) and any(making.is_at_line(one.place) for p in passages for one in p.names)
    )


def _is_forces(named: Named) -> bool:
    return named.actor is not None and named.actor.kind == PartyKind.STATE_FORCES


def told(
    read: Sequence[Act], passages: Sequence[Passage], setting: Setting, gazetteer: Gazetteer, *, anew: bool = False
) -> Draft | None:
    """The item's one act, by the nouns of its headline, or None. ``anew``: what its words told didn't stand."""
    title = _headline(read)
    if title is None:
        return None
    if not anew and any(trigger.value not in stances.TAKEN or trigger.voice == "verb" for trigger in title.triggers):
        return None
    sides = _neighbours(title, setting, gazetteer)
    if sides is None:
        far = _from_afar(setting, gazetteer)
        return stances.sent_off(title, None, gazetteer) or (stances.bound(title, far, gazetteer) if far else None)
    scene = title.scene
    made = stances.told(title, sides, passages, gazetteer) or _of_step(title, sides, gazetteer, anew=anew)
    if made is None and _FORCES in scene.senses:
        made = _of_forces(title, sides, setting, gazetteer)
    envoy = next((p for p in title.parties if p.common in making.ENVOYS), None)
    if made is None and envoy is not None:
        made = _of_envoy(title, envoy, passages, sides, gazetteer)
    return made or stances.fight(read) or _of_words(title, sides, gazetteer)


def _headline(read: Sequence[Act]) -> Act | None:
    """The headline, if there is one that doesn't sound of other news."""
    title = read[0] if read and read[0].scene.title else None
    return None if title is None or _sounds(title.scene) else title


def _neighbours(title: Act, setting: Setting, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """The two at odds of whom the item is, else those of whom its headline is."""
    return _sides(setting, gazetteer) or _sides_of(title, gazetteer)


def _sounds(scene: Scene) -> bool:
    """Whether a headline sounds of other news; a boat and a power station are only things."""
    if "filter" not in scene.senses:
        return False
    return any(
        sign.form not in sounds.THINGS for mark in scene.of("filter") for sign in mark.signs if sign.group == "filter"
    )


def shown(
    read: Sequence[Act], kept: Sequence[Draft], passages: Sequence[Passage], setting: Setting, gazetteer: Gazetteer
) -> list[Draft]:
    """What a headline without any step that we know shows of the two sides, in an item whose lead tells what they say of it."""
    title = _headline(read)
    if title is None or title.triggers:
        return []
    sides = _neighbours(title, setting, gazetteer)
    if sides is None:
        return []
    told = stances.told(title, sides, passages, gazetteer) or _of_step(title, sides, gazetteer, anew=False)
    return [] if told is None or any(made.words == told.words for made in kept) else [told]


def _of_words(title: Act, sides: tuple[str, str], gazetteer: Gazetteer) -> Draft | None:
    """ "A calls on B to take its troops from the line": what a headline that names both has the first say of the other's forces or arms; "A and B
    to take their troops from the line" is no word of one to the other."""
    lines = title.scene.of("role", "border")
    named = (p for p in title.parties if p.state in sides and p.kind == PartyKind.GOVERNMENT and p.cue != BORDER)
    voices = [p for p in named if not (p.located or p.adjective or statecraft.is_beyond(p, lines))]
    if len({p.state for p in voices}) < making.SIDES or _ARMS.isdisjoint(title.scene.senses):
        return None
    joint = making.are_joint(title.scene, voices[0], voices[1])
    agreed = making.is_of_accord(title.scene, joint=joint)
    if joint and not agreed:
        return None
    return making.step(title, AGREED if agreed else PROTESTED, voices[0].state or sides[0], sides, gazetteer)


def _of_step(title: Act, sides: tuple[str, str], gazetteer: Gazetteer, *, anew: bool) -> Draft | None:
    """ "A bars the entry of B's", "five captured A soldiers": a word for a step that lacks what it needs beside it, which the headline has elsewhere."""
    scene = title.scene
    wanting = {sign.value for mark in scene.marks for sign in mark.word.acts if scene.is_whole(mark, sign)}
    if not wanting:
        return None
    people = next((p for p in title.parties if p.state in sides and p.kind in PEOPLE and p.cue != "by"), None)
    if people is not None and people.speaker and people.kind == PartyKind.STATE_FORCES and DETAINED in wanting:
        # "a B-ish spy held, A's police say"
        return making.step(title, DETAINED, people.state or sides[0], sides, gazetteer)
    group = next((p for p in title.parties if p.kind == PartyKind.NONSTATE_GROUP), None)
    if people is not None and not _takes(title, people) and not wanting.isdisjoint(stances.TAKEN):
        if group is not None:
            struck = people.party(scene)
            return making.act(scene, ["abduct"], kinetic=True, doer=group.party(scene), struck=struck, party=people)
        if DETAINED in wanting:
            made = making.step(title, DETAINED, making.other(sides, people.state), sides, gazetteer)
            made.target = people.party(scene)
            return made
    if SKY_SHUT in wanting and not _OVERHEAD.isdisjoint(scene.senses):
        return making.step(title, SKY_SHUT, _owner(title, sides), sides, gazetteer)
    return _of_barring(title, sides, gazetteer, anew=anew)


def _bars(scene: Scene, mark: Mark, sign: Sign) -> bool:
    return sign.value == SHUT and sign.form != _ATTIRE and scene.is_whole(mark, sign)


def _of_barring(title: Act, sides: tuple[str, str], gazetteer: Gazetteer, *, anew: bool) -> Draft | None:
    """Who is barred by whom: the one marked as the doer, whoever's people are not said to be sent back, or the first of the headline."""
    scene = title.scene
    bars = next((m for m in scene.marks if any(_bars(scene, m, sign) for sign in m.word.acts)), None)
    named = [p for p in title.parties if p.state in sides and not p.located]
    doers = (p for p in named if p.cue not in _NO_DOER and not (anew and p.bare and p.adjective))
    marked = next((p for p in named if p.cue == "by"), None)
    actor = marked or next(doers, None)  # "an A-ish bakery shuts" was read already, and it was no state's step
    undone = [*scene.of("object", "undoing"), *scene.of("mode", "negated")]
    if bars is None or actor is None or any(0 <= bars.first - m.last <= 1 for m in undone):
        return None  # "A denies closing its border with B", "A will not suspend"
    barred_people = any(p.kind in PEOPLE and p.last == bars.first for p in title.parties)
    if marked is not None and marked.first >= bars.last and any(p.last <= bars.first for p in named):
        return making.step(title, SHUT, marked.state or "", sides, gazetteer)
    if barred_people and actor.last <= bars.first and _is_undergone(scene, bars):
        return making.step(title, SHUT, making.other(sides, actor.state), sides, gazetteer)
    behind = [p for p in named if bars.last <= p.first and not scene.broken(bars.last - 1, p.first)]
    barred = actor.last <= bars.first and any(p.state != actor.state for p in behind)
    return (
        making.step(title, SHUT, actor.state or "", sides, gazetteer)
        if barred or not _WAYS.isdisjoint(scene.senses)
        else None
    )


def _is_undergone(scene: Scene, bars: Mark) -> bool:
    """ "B's workers sent back from D", "B's drivers turned back by A's guards": people before the word, and where or by whom right behind it."""
    follower = scene.mark_at(bars.last)
    whence = any(sign.form == _OUT_OF for sign in bars.signs)
    return whence or (follower is not None and follower.has("role", "by", *LOCATIVE))


def _takes(title: Act, people: PartyAt) -> bool:
    """ "A's army takes B's gift": forces before a word for taking, with what they take behind it."""
    word = stances.taking_word(title.scene) if people.kind == PartyKind.STATE_FORCES else None
    return word is not None and people.last <= word.first and stances.has_object(title.scene, word)


def take_sides(joined: Sequence[Draft], setting: Setting, gazetteer: Gazetteer) -> None:
    """ "Ambassador called in after a patrol boat of A nears": a headline's step of which it names no side is between the two that the item names."""
    bare = [
        m
        for m in joined
        if m.title and m.words[0].startswith(_BETWEEN_TWO) and m.initiator is None and m.target is None
    ]
    sides = _sides(setting, gazetteer) if bare else None
    if sides is None:
        return
    for made in bare:
        made.initiator, made.target = (facing.government(side, gazetteer) for side in sides)


def _sides(setting: Setting, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """The two states that an item writes as one, or the one that it names most and its neighbour, if something is known to happen at their line."""
    first, *others = setting.pair or setting.states or ("",)
    tense = (o for o in others if gazetteer.adjoin(first, o) and borders.pair(first, o) in gazetteer.tense)
    other = next(tense, None) or _across_the_line(first, setting)
    return (first, other) if other is not None else None


def _sides_of(title: Act, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """The two states whose forces and people a headline names, at a line in dispute."""
    named = list(dict.fromkeys(p.state for p in title.parties if p.state is not None and p.kind in PEOPLE))
    tied = len(named) == making.SIDES and borders.pair(*named) in gazetteer.tense
    return (named[0], named[1]) if tied else None


def _from_afar(setting: Setting, gazetteer: Gazetteer) -> tuple[str, str] | None:
    """The only two states of a text, where one has arms that reach any other."""
    states = setting.states
    return (states[0], states[1]) if len(states) == making.SIDES and not gazetteer.far.isdisjoint(states) else None


def _across_the_line(state: str, setting: Setting) -> str | None:
    """ "Six A servicemen captured at D": whoever is on the other side of the one line that the named places lie at."""
    lines = {line for place in setting.places for line, km in place.border_km if km <= LINE_KM}
    sides = next(iter(lines)).split("-") if len(lines) == 1 else []
    return next((side for side in sides if side != state), None) if state in sides else None


def _of_forces(title: Act, sides: tuple[str, str], setting: Setting, gazetteer: Gazetteer) -> Draft | None:
    """ "Ten dead among A's soldiers", "A: 10,000 soldiers on the B border"."""
    scene = title.scene
    soldiers = [p for p in title.parties if p.kind == PartyKind.STATE_FORCES and (p.common or p.entity is None)]
    forces = next(iter(soldiers), None)  # no "Pentagon", which may tell of it
    whose = next((p.state for p in soldiers if p.state in sides), None)
    named = (p for p in title.parties if p.state in sides and not p.located and p.cue != BORDER)
    whose = whose or next((p.state for p in named), None)
    if forces is None or whose is None:
        return None
    other = making.other(sides, whose)
    if _DEAD in scene.senses and scene.numbers and not setting.gunmen:
        fallen = facing.theirs(forces.party(scene), whose, gazetteer)
        doer = facing.government(other, gazetteer)
        made = making.act(scene, ["clash", "kill"], kinetic=True, doer=doer, struck=fallen, party=forces)
        made.tolls = list(title.tolls)
        return made
    many = any(number.count.best >= _MANY for number in scene.numbers)
    lined = _LINE in scene.senses or _AT_LINE in scene.senses or setting.border_word
    return making.step(title, DEPLOYED, whose, sides, gazetteer) if many and lined else None


def _of_envoy(
    title: Act, envoy: PartyAt, passages: Sequence[Passage], sides: tuple[str, str], gazetteer: Gazetteer
) -> Draft | None:
    """ "Ambassadors go home as A's appointment sours ties", "ambassador called in after a patrol boat of A nears"."""
    if _HOME in title.scene.senses:
        before = (p.state for p in title.parties if p.last <= envoy.first and not p.cue and p.state in sides)
        sender = next(before, envoy.state if envoy.state in sides else sides[0])  # "A orders two B diplomats out"
        return making.step(title, RECALLED, sender, sides, gazetteer)
    if sent := stances.sent_off(title, sides, gazetteer):
        return sent
    if all(_QUARREL.isdisjoint(passage.senses) for passage in passages):
        return None
    hosts = (p.state for p in title.parties if p.state in sides and p is not envoy and not _is_owner(p))
    host = next(hosts, None) or next((side for side in sides if side != envoy.state), sides[0])
    return making.step(title, SUMMONED, host, sides, gazetteer)


def _is_owner(party: PartyAt) -> bool:
    """ "A's patrol boat", "an A-ish helicopter": whose forces or things the envoy is to answer for."""
    return party.kind == PartyKind.STATE_FORCES or (party.bare and bool(party.adjective))


def _owner(title: Act, sides: tuple[str, str]) -> str:
    """Whose the sky is: of the state named right beside it, else of the item's first."""
    skies = [mark for mark in title.scene.marks if not _OVERHEAD.isdisjoint(mark.senses)]
    beside = (
        p.state for p in title.parties for m in skies if p.state in sides and (p.last == m.first or p.first == m.last)
    )
    return next(beside, None) or sides[0]
