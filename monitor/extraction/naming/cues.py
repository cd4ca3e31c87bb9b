"""The relation that a party has in its sentence: "on", "by", "from", or that it only names a border.

Decides which short word or ending governs a party, also by its town or its arms. Doesn't decide roles.
"""

from monitor.extraction.naming import belonging
from monitor.extraction.naming.party_at import PEOPLE, PartyAt
from monitor.extraction.scenes import whereabouts
from monitor.extraction.scenes.scene import LOCATIVE, OPPOSING, Scene
from monitor.extraction.words.grammar import PARTICIPLES
from monitor.extraction.words.vocabulary import STRUCK, Mark
from monitor.model.reports import PartyKind

_UNIT = ("count", "unit")
_THINGS = frozenset[str | tuple[str, str]]({"means", ("object", "vessel"), _UNIT})
"""What somebody owns that is used or struck."""
_USED = frozenset({"by", "from"})
"""Relations of arms with which something was done: "by a drone", "launched from a drone"."""
_OF_VESSELS = OPPOSING | {"by"}
_ARMOUR = "armour"
"""The general word of the lexicon (its ``form``) for tanks, which are a state's forces too."""
_NOUNS = 3
"""Nouns up to "by": "by a grenade and a shot of a tank"."""
_GROUP = PartyKind.NONSTATE_GROUP
_ARMY = "army"
"""The general word of the lexicon (its ``form``) for armies and for troops, whom Slavonic grammar counts among things."""
_FEMININE = ("а", "я", "á", "a")
"""Ends of an adjective that only a subject has, of an army as well."""
_ANSWERS = frozenset({("role", "answer"), ("object", "answer")})
_BACKED = ("role", "backed")
_COMMA = ","
_SENT_BY = frozenset({"with_target", "noun", "owned"})
"""Forms of words for arms that are also words for what is done with them: "shells"."""


def ends_as_subject(scene: Scene, party: PartyAt) -> bool:
    """By the ending of its adjective, which people alone have as subjects: things have it as objects, too, and so have "troops"."""
    endings = scene.grammar.nominative
    if not endings or party.kind not in PEOPLE or party.common in STRUCK:
        return False
    adjective = scene.passage.folded.written(party.first, party.first + 1).lower()
    return adjective.endswith(endings) and (party.common != _ARMY or adjective.endswith(_FEMININE))


def names_border(scene: Scene, party: PartyAt) -> bool:
    """ "Near B's border" is not in B, and B does nothing there; nor does it in "B-backed"."""
    if belonging.is_backer(scene, party.first):
        return True
    follower = scene.mark_at(party.last)
    if follower is None or scene.broken(party.last - 1, party.last):
        return False
    # Where the genitive follows, "border of B" is written the other way round.
    if ("place", "border") in follower.senses:  # "in B border clash", but "in an A-B border clash" between the two
        before = scene.mark_before(party.first)
        return not party.adjective and (before is None or not before.names)
    if ("role", "led") in follower.senses and belonging.leads(scene, follower):
        return False
    return (("role", "border") in follower.senses and not scene.grammar.after) or (
        ("role", "backed") in follower.senses and (scene.grammar.apart or scene.passage.folded.gap(party.last) == "-")
    )


def names_treaty(scene: Scene, party: PartyAt) -> bool:
    """ "The pact of Q with B", "the Q accord": a capital that only names what was signed there."""
    if ("object", "treaty") not in scene.senses:
        return False
    before, behind = scene.mark_before(party.first), scene.mark_at(party.last)
    if before is not None and before.has("role", "of"):
        before = scene.mark_before(before.first)
    return any(noun is not None and noun.has("object", "treaty") for noun in (before, behind))


def of(scene: Scene, party: PartyAt) -> str:
    """The relation of a party; that of its town where a country only says in which state a town lies ("in Q of A", "A of Q in")."""
    handed = _of_thing(scene, party) if scene.grammar.after and party.state and not party.capital else ""
    if handed:
        return handed
    where = whereabouts.cue(scene, party.first, party.last, party.state) if party.bare and not party.capital else None
    cue = scene.cue(party.first, party.last) if where is None else where
    if cue in LOCATIVE and scene.grammar.post and party.kind == _GROUP and scene.mark_at(party.last) is None:
        return ""  # "the G [a word nobody knows] in": who goes somewhere, not where
    if cue and not party.bare and scene.grammar.nominative and ends_as_subject(scene, party):
        return ""  # "at the border A-ish guards shelled": nobody stands behind a preposition so
    if not cue and not _ANSWERS.isdisjoint(scene.senses) and _is_answered(scene, party):
        return "to"
    if cue == "with" and _acts_meanwhile(scene, party):
        return ""
    if not (cue or party.state or party.entity) and _BACKED in scene.senses and _is_used_by(scene, party):
        return "with"
    if cue == "from":
        return "of" if not party.bare and _are_counted(scene, party) else cue
    return "from" if cue == "by" and party.bare and belonging.comes_from(scene, party.first) else cue


def _are_counted(scene: Scene, party: PartyAt) -> bool:
    """ "Three from the R killed": a number right before the word for whence they are says how many of them."""
    joint = scene.mark_before(party.first)
    if joint is not None and ("role", "det") in joint.senses:
        joint = scene.mark_before(joint.first)
    return joint is not None and joint.has("role", "from") and any(n.last == joint.first for n in scene.numbers)


def _is_used_by(scene: Scene, party: PartyAt) -> bool:
    """ "A's troops, backed by tanks, took D": nobody's, right behind such a word."""
    before = scene.mark_before(party.first)
    return before is not None and _BACKED in before.senses and "pre" in before.word.forms


def _acts_meanwhile(scene: Scene, party: PartyAt) -> bool:
    """ "Tension rises with A bombing B's towns": right before a participle and whom it strikes, who does what the participle says."""
    act = scene.mark_at(party.last) if scene.grammar.bent else None
    if act is None or not act.word.acts or act.has("count") or scene.broken(party.last - 1, party.last):
        return False
    if not any(token.endswith(PARTICIPLES) for token in scene.passage.folded.tokens[act.first : act.last]):
        return False
    struck = scene.mark_at(act.last)
    return struck is not None and (bool(struck.names) or struck.has("role", "det", "on", "at"))


def _is_answered(scene: Scene, party: PartyAt) -> bool:
    """ "Answering A, B recalls its envoy": right behind a word of answering that opens the sentence, in a part of its own."""
    opener = scene.mark_before(party.first)
    opens = opener is not None and opener.first == scene.first and not _ANSWERS.isdisjoint(opener.senses)
    return opens and party.last < scene.last and scene.passage.folded.gap(party.last)[:1] == _COMMA


def _of_thing(scene: Scene, party: PartyAt) -> str:
    """ "By a drone of A's", "at a boat of A's", where the adjective follows: arms hand on that they were used, a vessel what was done to it."""
    own = scene.mark_at(party.last) if party.adjective and scene.grammar.adjective_before else None
    if own is not None and own.has("means") and own.has("role", "by"):
        return "by"  # "killed (by) A-ish shell", where the arms' own ending says so
    noun = scene.mark_before(party.first) if party.bare else scene.mark_at(party.first)
    if noun is not None and party.bare and not party.adjective and noun.has("role", "of"):
        noun = scene.mark_before(noun.first)
    if noun is None or noun.senses.isdisjoint(_THINGS):
        return ""
    if noun.has("object", "vessel"):
        cue = scene.cue(noun.first, noun.last)
        return cue if cue in _OF_VESSELS else ""
    if _UNIT in noun.senses and not noun.has("means"):  # "shots at a car of A's"
        cue = scene.cue(noun.first, noun.last) if party.adjective and not noun.word.acts else ""
        return cue if cue in OPPOSING else ""
    armed = party.adjective and all(s.form in _SENT_BY for s in noun.word.acts)
    return "by" if (armed or party.common == _ARMOUR) and _is_used(scene, noun) else ""


def _is_used(scene: Scene, arms: Mark | None) -> bool:
    """ "By a drone", "launched from a drone", "by a grenade and a shot of a tank": what something was done with, last of a few nouns."""
    for _ in range(_NOUNS):
        if arms is None or not (arms.has("means") or arms.has("kinetic")):
            return False
        joint = scene.mark_before(arms.first)
        if joint is not None and joint.has("role", "det"):
            joint = scene.mark_before(joint.first)
        if scene.cue(arms.first, arms.last) in _USED or (joint is not None and "passive" in joint.word.forms):
            return joint is None or not joint.has("kinetic", "shootdown")  # "brought down (was) a drone A-ish"
        if joint is None or not joint.has("role", "and", "of"):
            return False
        arms = scene.mark_before(joint.first)
    return False
