"""What an item sounds of: how strongly its words are those of sport, strikes of work, markets, weather, accidents, crime, film.

Decides how much of each kind stands in a text. Doesn't decide whether that outweighs an act.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.extraction.scenes.scene import Passage
from monitor.extraction.words.vocabulary import AIR_FORCE, VILLAGE, Mark
from monitor.model.reports import Field, LeftOut, PartyKind
from monitor.text import numbers

IN_TITLE, _IN_LEAD = 2, 1
HARMLESS_DEATHS = (LeftOut.DISASTER, LeftOut.ACCIDENT, LeftOut.WEATHER, LeftOut.CRIME)
"""Kinds of news in which people die without anyone attacking: deaths alone don't overrule them."""


_VEHICLE = "vehicle"


_UNMEANT = frozenset({"beast", "mishap"})
"""Forms of the lexicon for beasts and for shots that nobody meant: what comes of them is no act of people against people."""


_OWN, _DRILL = "own", "drill"
"""Forms of the lexicon for soldiers who shoot at their own, and for what they train in."""


THINGS = frozenset({"thing", _VEHICLE, "depot"})
"""Forms of the lexicon for what accidents happen to, rather than what happens: a pipeline, a bus."""


_STORE, _DEPOT = "store", "depot"
"""Forms of the lexicon for stores of arms that burn, and for such stores."""


_TALE, _RELIC, _DUG, _TEAM = "tale", "relic", "dug", "team"
"""Forms of the lexicon for what a story is told in, for what old wars left, for digging it up, and for verbs in the plural, which don't sound of anything by themselves."""
_CROWD = ("filter", LeftOut.DOMESTIC)
_MUTE = frozenset({_RELIC, _DUG, _TEAM})


_FALLS = frozenset({"after_means", "craft_abroad"})
"""Forms of words for what arms do where they strike, and what flies where it falls."""
_NO_DEED = frozenset({"owned", "deadly", "after_truce"})
"""Forms of words that are nobody's deed without somebody whose arms they are: "a building fire"."""


@dataclass(slots=True, kw_only=True)
class Sound:
    """How strongly an item sounds like each kind of other news; ``weights`` holds those that it sounds of. Never changed.

    ``things``: nothing sounds of an accident but things that may be attacked, too; ``vehicles``: nothing but such as don't explode by themselves.
    ``unmeant``: the title speaks of a beast, or the text of a shot that nobody meant; ``own``: the text of one who shot at his own, or the title of a drill. ``tale``: the title speaks of a story that is told, ``relic``: the text
    of what old wars left in the ground, ``dug``: of its being dug up, ``depot``: of a store of arms, ``store``: of one that burns, ``crowd``: of crowds at home. ``team``: the title speaks of a state in the plural, as of its players.
    """

    weights: Mapping[LeftOut, int]
    things: bool = False
    vehicles: bool = False
    unmeant: bool = False
    own: bool = False
    tale: bool = False
    relic: bool = False
    dug: bool = False
    depot: bool = False
    store: bool = False
    crowd: bool = False
    team: bool = False


def weigh(passages: Sequence[Passage]) -> Sound:
    """What the item sounds of."""
    weights: dict[LeftOut, int] = defaultdict(int)
    forms, titled, marked = set[str](), set[str](), set[tuple[str, str]]()
    crowd = False
    for passage in passages:
        weight = IN_TITLE if passage.field == Field.TITLE else _IN_LEAD
        crowd = crowd or _CROWD in passage.senses
        if numbers.has_score(passage.folded.text):
            weights[LeftOut.SPORT] += weight
        elif numbers.has_points(passage.folded.text):
            weights[LeftOut.SPORT] += _IN_LEAD  # votes are counted so, too
        marks = passage.marks
        sounding = [n for n, mark in enumerate(marks) if "filter" in mark.senses] if "filter" in passage.senses else ()
        for n in sounding:
            if not (n and (_is_deed(marks[n - 1], marks[n]) or _is_done_to_post(marks, n))):
                signs = [sign for sign in marks[n].signs if sign.group == "filter"]
                marked |= {(passage.field, sign.form) for sign in signs}
                signs = [sign for sign in signs if sign.form not in _MUTE and sign.value != LeftOut.DOMESTIC]
                forms |= (found := {sign.form for sign in signs if sign.value == LeftOut.ACCIDENT})
                titled |= found if passage.field == Field.TITLE else set()
                for kind in dict.fromkeys(LeftOut(sign.value) for sign in signs):
                    weights[kind] += weight
    things, vehicles = bool(forms) and forms <= THINGS, forms == {_VEHICLE}
    shapes = {form for _, form in marked}
    unmeant = bool(titled & _UNMEANT) or "mishap" in forms
    return Sound(
        weights=weights,
        things=things,
        vehicles=vehicles,
        unmeant=unmeant,
        own=_OWN in forms or _DRILL in titled,
        tale=(Field.TITLE, _TALE) in marked,
        relic=_RELIC in shapes,
        dug=_DUG in shapes,
        depot=_DEPOT in forms,
        store=_STORE in forms or (_DEPOT in forms and not things),
        crowd=crowd,
        team=(Field.TITLE, _TEAM) in marked and _is_of_team(passages[0]),
    )


_NAME_REACH = 1
"""Tokens of a name that nobody knows, before what it is the name of."""


def _is_done_to_post(marks: Sequence[Mark], n: int) -> bool:
    """ "Sixty men on motorcycles storm A's base": a verb of force with a post, forces or a camp for its object, whoever does it."""
    if all(sign.form != "verb" for sign in marks[n].word.acts):
        return False
    end = marks[n].last
    for mark in marks[n + 1 : n + 3]:
        if mark.first - end > _NAME_REACH:
            return False
        if mark.has("party", PartyKind.STATE_FORCES, PartyKind.UNKNOWN):
            return True
        end = mark.last
    return False


def _is_deed(before: Mark, mark: Mark) -> bool:
    """ "Militants storm the town", "try to storm": not the weather's doing when a party, or "to", stands right before the word."""
    if before.last != mark.first or all(sign.form in _NO_DEED for sign in mark.word.acts):
        return False
    if ("party", AIR_FORCE) in before.word.forms and all(sign.form in _FALLS for sign in mark.word.acts):
        return False  # "a fighter jet crashes in D"
    acts = "party" in before.senses and ("party", VILLAGE) not in before.word.forms  # "a building fire in D"
    return bool(before.names or acts or before.has("role", "infinitive"))


def _is_of_team(title: Passage) -> bool:
    """ "A strike B", "A strike late": a state by its bare name in the plural, and whom it meets or how it plays right behind the verb."""
    marks = title.marks
    for n, mark in enumerate(marks[1:], 1):
        before = marks[n - 1]
        if ("filter", _TEAM) not in mark.word.forms or before.last != mark.first or not before.names:
            continue
        after = marks[n + 1] if n + 1 < len(marks) else None
        whole = mark.last - mark.first > 1  # "strike late", "attack from"
        if before.names[0].what == "country" and (
            whole or (after is not None and after.first == mark.last and after.names)
        ):
            return True
    return False
