"""What else in an item bears out an act of force of which only everyday words tell: teams strike, kin quarrel, crowds and police scuffle.

Decides which acts want such a witness, and whether the item has one. Doesn't decide what an item sounds of (``sounds``).
"""

from collections.abc import Collection, Sequence

from monitor.extraction.drafts import Draft
from monitor.extraction.judging import borders, mishaps
from monitor.extraction.judging.filters import HEAVY
from monitor.extraction.judging.sounds import Sound
from monitor.extraction.scenes.scene import Passage
from monitor.extraction.words.vocabulary import ENVOYS, POLICE, SPEAKERS, Mark
from monitor.extraction.world.gazetteer import Gazetteer
from monitor.model.reports import LeftOut, Mode, Party, PartyKind
from monitor.model.rulebook import Actor

_ARMED = (PartyKind.STATE_FORCES, PartyKind.NONSTATE_GROUP, PartyKind.UNKNOWN)
_ARMED_SENSES = frozenset(("party", kind) for kind in _ARMED)
_KNOWN = (*_ARMED, PartyKind.ORGANISATION)
_UNARMED = frozenset({POLICE, "gunman", "gang"})
"""General words of the lexicon (its ``form``) for those who fight crime and crowds, for one man with a gun, and for who shares his loot."""
_WORKS = "target"
_STRUCK = frozenset({"base", _WORKS})
"""General words for what may be struck; players have targets, too."""
_SENT = frozenset({"security forces", "army", "soldiers", "armour", "base", "target"})
"""General words for those who are sent against crowds, and what crowds storm."""
_CIVIL = (*sorted(_UNARMED), "security forces", "unknown")
"""Ends of the names of those who are at home where it happens."""
_BORDERS = frozenset({("role", "border"), ("place", "border"), ("object", "airspace"), ("object", "waters")})
"""Lines between states, and what only states call theirs."""
_DEAD = ("count", "killed")
_STATES_SAY = ("diplo_hostile.", "posture.", "claim.", "coercion.")
"""Words and steps that answer force. A truce may be one at chess, and teams meet."""
_BLOWS = frozenset({"strike", "hit", "attack", "ambush", "raid", "shell", "shoot", "shootdown", "blast"})
"""What teams, firms and artists do to each other in words."""
_BOUTS = frozenset({"clash"})
"""What they do for influence, too."""
_WORDY = frozenset({"strike", "hit", "attack"})
"""What who speaks for a state does to another in words."""
_WAR = frozenset({"incursion", "attack"})
"""What a whole war is called."""
_INTO = frozenset({"incursion", "seize"})
"""What goods and fashions do to a country."""
_ROUGH = frozenset({"kill", "wound", "shoot", "attack", "clash", "seize", "abduct", "raid"})
"""What people do to people, too, with whatever is at hand."""
_LIGHT = frozenset({"gun"})
_IMPLIED = frozenset({"artillery", "aircraft", "gun"})
"""Arms that a verb brings along: who "bombards" somebody with questions has none."""
_GUARDS = frozenset({"soldiers", "border guards", "police", "army"})
"""Those who, killed, were somebody's aim; a school's guard is called otherwise."""
_THROWN = frozenset({"bomb", "grenade"})
"""What crowds and police throw at each other."""
_BY_ONE = frozenset({"kill", "wound", "shoot", "strike"})
"""What a pupil or a husband does."""
_BY_SOMEBODY = frozenset(
    {
        "attack", "ambush", "shoot", "raid", "clash", "suicide", "shell", "shootdown", "abduct", "assassinate", "sabotage", "seize",
        "offensive", "incursion",
    }
)  # fmt: skip
"""Words of force that need somebody's will."""
_ARREST = "coercion.detention"
"""What befalls who kept a store badly, and pupils with a gun."""
_HOSTILE = ("diplo_hostile.", "claim.", "coercion.")
"""Words and steps that answer force and nothing else; soldiers are sent to help where something burns."""
_PLAYED = (LeftOut.SPORT, LeftOut.FICTION)
_FIGURES = (*_PLAYED, LeftOut.MARKET)
"""News in which arms are figures of speech, or stand in a story."""
_CLOSE_KM, _NEAR_KM, _MANY = 25.0, 50.0, 2
"""Kilometres from a line, and dead there."""
_WHOLE = 2
"""Title and text."""


def is_wanted(draft: Draft, states: Collection[str], sound: Sound, gazetteer: Gazetteer) -> bool:
    """Whether the act needs one: nothing in the draft itself bears arms but its word. ``states``: those that the item names."""
    if not draft.kinetic or draft.mode != Mode.FACTUAL or draft.said_by or draft.claimed_by or draft.charged:
        return False
    if is_between_names(draft):
        played = sound.team or any(kind in sound.weights for kind in _PLAYED)
        wanted = played or _is_unlikely(draft, gazetteer)
    else:
        wanted = _is_among_people(draft, states) or (sound.crowd and _is_at_home(draft, states))
    return wanted and not draft.at_the_line


def stands_by(passages: Sequence[Passage], found: Sequence[Draft], sound: Sound) -> bool:
    """Whether the item speaks of anybody armed, of a line, or of what states say and do about force; a headline alone can't be asked for more."""
    if len(passages) < _WHOLE:
        return True
    if any(_is_answer(made, _STATES_SAY) for made in found):
        return True
    if _has_dead_between_states(passages[0]):
        return True
    figures = any(kind in sound.weights for kind in _FIGURES)
    if not figures and any(not HEAVY.isdisjoint(made.means) for made in found):
        return True
    many = any(toll.what == "killed" and toll.count.best >= _MANY for made in found for toll in made.tolls)
    return any(
        _speaks_of_force(passage, sound, figures=figures) or (not sound.crowd and _is_near_line(passage, many=many))
        for passage in passages
    )


def is_meant(passages: Sequence[Passage], found: Sequence[Draft], tense: Collection[str]) -> bool:
    """Whether the item says that what went off, or whom one person killed, was somebody's act against others: who, with which arms, or at which line
    in dispute (``tense``)."""
    if len(passages) < _WHOLE or any(_is_answer(made, _HOSTILE) for made in found):
        return True
    others = [made for made in found if made.kinetic and not (is_of_itself(made) or is_nobodys_deed(made))]
    if not all(_BY_SOMEBODY.isdisjoint(made.words) for made in others):
        return True
    return any(_tells_who(passage) or _is_near_line(passage, many=True, tense=tense) for passage in passages)


def _tells_who(passage: Passage) -> bool:
    """A line, a group, gunmen, or arms that somebody carries there."""
    if not _BORDERS.isdisjoint(passage.senses) or ("party", PartyKind.NONSTATE_GROUP) in passage.senses:
        return True
    if any(named.actor is not None and named.actor.kind == PartyKind.NONSTATE_GROUP for named in passage.names):
        return True
    if "means" in passage.senses and any(mark.has("means", *HEAVY - mishaps.STORED) for mark in passage.marks):
        return True
    bearing = _UNARMED | _STRUCK
    return ("party", PartyKind.UNKNOWN) in passage.senses and any(
        sign.group == "party" and sign.value == PartyKind.UNKNOWN and sign.form not in bearing
        for mark in passage.marks
        for sign in mark.signs
    )


def _is_answer(made: Draft, steps: tuple[str, ...]) -> bool:
    """A step between states; an arrest is one if it is another state's man who is held."""
    if made.kinetic or made.mode != Mode.FACTUAL or not made.words[0].startswith(steps):
        return False
    abroad = None not in {made.doer, made.struck} and made.doer != made.struck
    return abroad or not made.words[0].startswith(_ARREST)


def _has_dead_between_states(title: Passage) -> bool:
    """ "A's second letter to B about the dead": what a headline says of them is between states."""
    named = {one.speaks_for for one in title.names} if _DEAD in title.senses else set()
    return len(named - {None}) > 1


def _is_near_line(passage: Passage, *, many: bool, tense: Collection[str] = ()) -> bool:
    """Whether a place is named so near a line that whoever is killed there is news of it, however little is told; capitals are more than that.
    ``tense``: no other lines count."""
    reach = _NEAR_KM if many else _CLOSE_KM
    places = (named.place for named in passage.names if named.place is not None and not named.place.capital)
    return any(km <= reach and (not tense or line in tense) for place in places for line, km in place.border_km)


def _speaks_of_force(passage: Passage, sound: Sound, *, figures: bool) -> bool:
    if not _BORDERS.isdisjoint(passage.senses) or any(_is_known(named.actor) for named in passage.names if named.actor):
        return True
    unarmed = _UNARMED | (_STRUCK if figures else set()) | (_SENT if sound.crowd else set())
    if not _ARMED_SENSES.isdisjoint(passage.senses) and any(_bears_arms(mark, unarmed) for mark in passage.marks):
        return True
    return not figures and "means" in passage.senses and any(mark.has("means", *HEAVY) for mark in passage.marks)


def _is_known(actor: Actor) -> bool:
    """A group, a state's forces, an organisation or somebody in office, by their names."""
    return not actor.ignore and (actor.person or actor.kind in _KNOWN)


def _bears_arms(mark: Mark, unarmed: Collection[str]) -> bool:
    """Soldiers, guards, militants, several gunmen, and what they strike."""
    return any(sign.group == "party" and sign.value in _ARMED and sign.form not in unarmed for sign in mark.signs)


def is_between_names(draft: Draft) -> bool:
    """ "A strikes late against B": states by their bare names, as teams, firms and artists are called, and nobody is hurt."""
    doer, struck = draft.initiator, draft.target
    if draft.voice != "verb" or doer is None or doer.kind != PartyKind.GOVERNMENT or draft.tolls:
        return False
    if struck is not None and struck.kind == PartyKind.GOVERNMENT:
        return set(draft.words) <= _BLOWS | _BOUTS
    return set(draft.words) <= _BLOWS and (struck is None or _is_nobodys(struck))


def is_of_itself(draft: Draft) -> bool:
    """ "A blast at a port kills ten", "a boy kills eight pupils": what goes off by nobody, or what one person does, to people of no other state."""
    if not draft.kinetic or draft.mode != Mode.FACTUAL or draft.claimed_by or draft.charged:
        return False
    doer, struck, words = draft.initiator, draft.target, set(draft.words)
    if not (struck is None or _is_nobodys(struck) or _is_works(struck)) or _has_dead_guards(draft):
        return False
    if doer is None or not doer.spans:
        return mishaps.goes_off(draft) and not draft.said_by
    if doer.kind == PartyKind.ORGANISATION and doer.entity is None and struck is None:
        return True  # "a plane of N Air shot off the runway"
    one = doer.kind == PartyKind.CIVILIANS and doer.state is None
    return one and "kill" in words and words <= _BY_ONE and set(draft.means) <= _LIGHT


def _is_works(struck: Party) -> bool:
    """ "An oil plant", a general word for what may be struck, and nobody's."""
    return struck.kind == PartyKind.UNKNOWN and struck.state is None and struck.name == _WORKS


def _has_dead_guards(draft: Draft) -> bool:
    return any(toll.who == PartyKind.STATE_FORCES and toll.common in _GUARDS for toll in draft.tolls)


def _is_unlikely(draft: Draft, gazetteer: Gazetteer) -> bool:
    """ "Peru bombards Chile": of two states at no line in dispute, neither with arms that reach so far."""
    line = borders.pair(draft.doer, draft.struck)
    return line is not None and line not in gazetteer.tense and gazetteer.far.isdisjoint({draft.doer, draft.struck})


def _is_among_people(draft: Draft, states: Collection[str]) -> bool:
    """ "Four dead as kin quarrel", "police and teachers clash": people of no other state, a crowd, or police, by what is at hand."""
    if set(draft.words) - _ROUGH or set(draft.means) - _LIGHT or ("abduct" in draft.words and len(states) > 1):
        return False  # "two kidnapped in A are freed and fly to B"
    only = next(iter(states), None) if len(states) == 1 else None
    doer, struck = draft.initiator, draft.target
    return (doer is None or _is_nobodys(doer, only)) and (struck is None or _is_nobodys(struck))


def is_nobodys_deed(draft: Draft) -> bool:
    """ "An A archbishop bombards B's leader with cards", "bakers besieged by orders", "the premier's last salvo": by nobody who is known to bear arms,
    and nobody is hurt."""
    if not draft.kinetic or draft.mode != Mode.FACTUAL or draft.said_by or draft.claimed_by or draft.charged:
        return False
    if draft.tolls or draft.means or not set(draft.words) <= _BLOWS | _INTO:
        return False
    doer, struck = draft.initiator, draft.target
    if draft.vague or (doer is not None and doer.kind == PartyKind.ORGANISATION and doer.entity is None):
        return True
    if struck is None:
        return doer.kind == PartyKind.CIVILIANS if doer is not None else not (draft.places or draft.located)
    return doer is None and _is_nobodys(struck) and "shoot" not in draft.words


def is_said(draft: Draft) -> bool:
    """ "A's minister hits B", "B assailed by A's envoy": who speaks for a state strikes with words, where nobody is hurt and nothing is said of arms."""
    doer, struck = draft.initiator, draft.target
    if doer is None or doer.kind != PartyKind.GOVERNMENT or not doer.name.endswith(SPEAKERS):
        return False
    if not set(draft.words) <= _WORDY or draft.voice == "noun" or draft.tolls or draft.means or draft.places:
        return False
    return struck is None or (struck.kind == PartyKind.GOVERNMENT and not struck.name.endswith(tuple(ENVOYS)))


def is_of_war(draft: Draft) -> bool:
    """ "Since A's invasion of B": of two states by their bare names, deeper in a text, no day and no place told: the war goes on, and is no act of the day."""
    doer, struck = draft.initiator, draft.target
    if draft.title or draft.voice != "noun" or not set(draft.words) <= _WAR or doer is None or struck is None:
        return False
    if draft.tolls or draft.means or draft.places or draft.times or draft.said_by or draft.charged:
        return False
    return doer.kind == struck.kind == PartyKind.GOVERNMENT and draft.mode == Mode.FACTUAL


def is_nobodys_anywhere(draft: Draft) -> bool:
    """ "Bombarded with offers", "the opposition fires at the budget": neither doer nor sufferer, neither dead nor place, and no arms but the word's own."""
    if not draft.kinetic or draft.initiator or draft.target or draft.said_by or draft.claimed_by or draft.charged:
        return False
    if draft.places or draft.located or draft.origin or draft.tolls or draft.deadly:
        return False
    return set(draft.words) <= _BLOWS | _INTO and set(draft.means) <= _IMPLIED


def speaks_of_line(passages: Sequence[Passage], states: Collection[str]) -> bool:
    """Whether the item names two states, or a line: shots there are somebody's, whoever it was."""
    return len(states) > 1 or any(not _BORDERS.isdisjoint(passage.senses) for passage in passages)


def _is_at_home(draft: Draft, states: Collection[str]) -> bool:
    """ "Riot police fire at farmers", "parliament is set ablaze": in a text of crowds and of one state, without arms of war and a group."""
    return len(states) <= 1 and not draft.has_group and HEAVY.isdisjoint(set(draft.means) - _THROWN)


def _is_nobodys(party: Party, only: str | None = None) -> bool:
    """People, police or a man with a gun: whom the text calls by a general word and gives no state, or the ``only`` one that it speaks of."""
    return (party.kind == PartyKind.CIVILIANS and party.state in {None, only}) or party.name.endswith(_CIVIL)


def is_of_match(draft: Draft) -> bool:
    """ "Meets the defence", "a truce after 38 moves": steps of which a text tells that has no more than names for a fight."""
    return draft.words[0].startswith(_IN_MATCHES)


_IN_MATCHES = ("diplo_coop.contact", "material_deesc.ceasefire", "material_deesc.withdrawal", "claim.")
