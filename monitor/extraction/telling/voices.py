"""How a word for an act stands: active, passive, or as a noun.

Decides the voice of one mark from its forms, its neighbours and the parties around it. Doesn't decide what it says happened.
"""

from monitor.extraction.naming import brackets, proper_names
from monitor.extraction.naming.party_at import BORDER, PartyAt
from monitor.extraction.scenes.scene import BY, LOCATIVE, Scene
from monitor.extraction.telling import agents, endings
from monitor.extraction.telling.forms import ACTIVE, BEND, OUT_OF, STATED
from monitor.extraction.words.steps import ACCUSED
from monitor.extraction.words.vocabulary import Mark, Sign
from monitor.model.reports import PartyKind
from monitor.text.numbers import Number

_HELD = frozenset({"of_captors", "in_custody"})
"""Forms of words for hands in which somebody is."""
_DYING = ({"with_force"}, {"with_fallen"})
"""Forms of words for those who die, which are never active."""
_ACTIVE_REACH = 4
"""Tokens in which the object of an ambiguous past form must begin: "killed at least nine foreign workers"."""
_GONE = "ground_gone"
"""The form of "falls", which a town does when it is lost."""
_CHARGED = "of_charge"
"""The form of what somebody is accused of, which in some languages is a noun of force as well."""
_OR_NOUN = frozenset({"noun", "to_another"})
"""Forms of words that are verbs, too."""
_AFTER_NOUNS = frozenset({"by", "of", "say", "after", "while", "be", "with", "from", "and", "topic", "on", "against"})
"""Roles of the words behind a noun, which stand behind no whole verb."""
_FLIES = "with_target"
"""The form of what flies at a target, and is its own blow: "rockets on D"."""
FITTING = {
    "verb": {"verb", "nv", "phrase", OUT_OF} | ACTIVE | BEND,
    "passive": {"passive", "phrase", "with_force", "with_fallen", "after_truce", OUT_OF} | BEND,
    "noun": {"noun", "nv", "phrase", "owned", "deadly", "repelled", "of_force", "in_sky", _FLIES} | STATED,
    "phrase": {"phrase"},
}
_OPENS_OBJECT = frozenset({"det", "object", "border", "both", "foe"})
"""Roles of words with which an object begins: "shut land crossings", "hit both airports"."""
_OR_VERB = frozenset({"verb", "told_of"})
"""Forms of words that are nouns, too."""
_WHOM = "whom"
"""The form of "them" in the lexicon: whom a verb strikes, without saying who it is."""
_PERFECT = "perfect"
"""The form of "have" in the lexicon, where a past form behind it is active."""
INFINITIVE = "to"
"""With which the lexicon lists verbs that announce a step in a headline."""
_WHERE = LOCATIVE | {"on", "from", "after"}
"""Relations of where and whence behind a whole verb."""
_WANTING = frozenset({"at", "on", "upon"})
"""A verb that ends so ("shot at") and has nothing behind it is passive."""
_NO_OBJECT = frozenset({"by", "from"})
_BY = frozenset({"by", "with"})  # a past form that ends so ("pelted with") is passive
_PLACED = "at"
_GOES_ON = "ing"  # "is expelling", where "is expelled" is passive
_PERSONS = frozenset({"soldiers", "border guards"})  # of which one may be a single person
_SUBJECT = frozenset({"", "agent"})
_OF_SUBJECT = frozenset({"from", "of", "in", BORDER})
"""Of whom a subject may be: "fighters from A raid a village", "rebels based in A attack B's"."""


def of(scene: Scene, mark: Mark, forms: set[str], parties: list[PartyAt]) -> str:
    if forms in _DYING or ("after_means" in forms and agents.falls(mark, forms, parties)):
        return "passive"
    if _GONE in forms and any(n.last == mark.first and n.place and not scene.cue(n.first, n.last) for n in scene.names):
        return "verb"
    if forms == {_FLIES} or (
        scene.grammar.order == "vso" and agents.CARRY in scene.senses and agents.is_done(scene, mark)
    ):
        return "noun"
    if "on_target" in forms and (len(forms) == 1 or _is_verb(scene, mark, parties)):
        return "verb"
    if _CHARGED in forms and len(forms) > 1 and not scene.has("event", ACCUSED):
        forms = forms - {_CHARGED}  # "dead by shelling", where "accused by shelling" would be of it
    return _untargeted(scene, mark, forms - {"on_target"}, parties)


def _untargeted(scene: Scene, mark: Mark, forms: set[str], parties: list[PartyAt]) -> str:
    if ("owned" in forms and _is_owned(scene, mark, parties)) or (forms & _HELD and _has_captor(mark, parties)):
        return "noun"  # "under A's fire", "in B hands"
    if forms & BEND and scene.grammar.order != "svo":
        return "passive" if "passive" in forms else "verb"
    if {"noun", "passive"} <= forms and scene.passage.folded.tokens[mark.first].startswith(BY):
        return "noun"  # "accuses A of killing", in one word
    if {"verb", "passive"} <= forms and scene.grammar.order == "vso":
        return "verb" if agents.has_subject(scene, mark, parties) else "passive"
    if forms & BEND:
        return "passive" if _is_bent(scene, mark, forms, parties) else "verb"
    if "nv" in forms or not (forms.isdisjoint(_OR_NOUN) or forms.isdisjoint(_OR_VERB)):
        whole = _is_verb(scene, mark, parties) and ("told_of" not in forms or _opens_object(scene, mark, parties))
        return "verb" if whole else "noun"  # "A blasts B", but "the A blasts leave ten dead"
    if "passive" in forms:
        return "passive"
    return "noun" if forms <= FITTING["noun"] - {"nv", "phrase"} else "phrase" if forms == {"phrase"} else "verb"


def _is_owned(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    """ "A's fire", also "A's rocket hit" with nothing behind that it hit."""
    bound = scene.grammar.apart  # "A fire-its"
    owners = (p for p in parties if p.last == mark.first and p.bare)
    if any(party.adjective or (bound and not party.cue) for party in owners) or _wounds_of(scene, mark, parties):
        return True
    arms = scene.mark_before(mark.first)
    if arms is None or arms.last != mark.first or not arms.has("means"):
        return False
    if (
        _stands_before_object(scene, mark, parties)
        or _has_ground(scene, mark, parties)
        or _has_thing_behind(scene, mark)
    ):
        return False
    return any(party.last == arms.first and (party.adjective or party.entity) for party in parties)


def _has_thing_behind(scene: Scene, mark: Mark) -> bool:
    """ "A's rockets hit market", where "A's rocket hit kills four": a word that is neither a verb nor joins two."""
    if mark.last >= scene.last or scene.broken(mark.last - 1, mark.last) or scene.grammar.order != "svo":
        return False
    thing = scene.mark_at(mark.last)
    return thing is None or not (thing.word.acts or thing.has("role") or thing.has("count"))


def _wounds_of(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    """ "The R fire wounds six": a name's own noun, of which the next word says whom it hurt."""
    hurts = scene.mark_at(mark.last)
    if hurts is None or "count" not in hurts.senses:
        return False
    return any(party.last == mark.first and party.entity for party in parties)


def _has_captor(mark: Mark, parties: list[PartyAt]) -> bool:
    """ "In the G's hands", "from A custody", where "hands" is no verb."""
    beside = (p for p in parties if p.last == mark.first)
    group = PartyKind.NONSTATE_GROUP
    return any((p.kind == group and p.cue) or (p.bare and (p.adjective or p.cue)) for p in beside)


def _is_bent(scene: Scene, mark: Mark, forms: set[str], parties: list[PartyAt]) -> bool:
    """Whether a form that may be active or passive is passive there."""
    if brackets.closes(scene, mark):
        return False
    either = "ed" in forms or scene.grammar.bent
    return _is_passive(scene, mark, parties) if either else agents.has_agent(scene, mark, parties)


def _signs_at(scene: Scene, token: int) -> tuple[Sign, ...]:
    mark = scene.mark_at(token)
    return mark.signs if mark is not None else ()


def role_at(scene: Scene, token: int) -> str:
    mark = scene.mark_at(token)
    return mark.word.role if mark else ""


def _stands_before_object(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    """Whether people, a number or a word for whom it strikes stand close behind."""
    end = mark.last + _ACTIVE_REACH
    if [party for party in parties if mark.last <= party.first < end]:
        return True
    near = (number for number in scene.numbers if mark.last <= number.first < end)
    if any(not _is_article(scene, number) and not _is_measured(scene, number.last) for number in near):
        return True
    return role_at(scene, mark.last) == "det" and any(sign.form == _WHOM for sign in _signs_at(scene, mark.last))


def _never_passive(mark: Mark, before: Mark | None) -> bool:
    """ "A clashed with B": nobody is clashed; "claims to have captured"."""
    clash = ("kinetic", "clash") in mark.senses and all(s.value == "clash" for s in mark.signs if s.group == "kinetic")
    return clash or (before is not None and _PERFECT in before.word.forms)


def _is_passive(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    if _is_active(scene, mark):
        return False
    before = scene.mark_before(mark.first)
    was = before is not None and ("role", "be") in before.senses
    if was or (agents.HEDGE in scene.senses and agents.is_hedged_agent(scene, mark.last)):
        return not (scene.grammar.bent and scene.passage.folded.tokens[mark.first].endswith(_GOES_ON))
    if _never_passive(mark, before) or (before and before.names and endings.tells_of_thing(scene, mark, parties)):
        return False
    if mark.last >= scene.last or scene.broken(mark.last - 1, mark.last):
        return not (endings.tells_of_ground(scene, mark, parties) or endings.goes_on(scene, mark, before, ACTIVE))
    after, word = role_at(scene, mark.last), scene.passage.folded.tokens[mark.last - 1]
    finite = scene.grammar.bent and word[-1] == "s" != word[-2:-1] and mark.last == mark.first + 1  # "denies reports"
    if finite or (
        after in _WHERE
        and (_is_reported(mark, scene, parties) or (after == "from" and agents.are_gunmen(mark, parties)))
    ):
        return False
    ends_in_by = word in _BY
    if ends_in_by or (after and after not in _OPENS_OBJECT) or _is_attribute(scene, mark, parties):
        return True
    has_object = _stands_before_object(scene, mark, [p for p in parties if p.cue not in _NO_OBJECT])
    if not has_object and word in _WANTING:
        aims = _has_ground(scene, mark, parties) or proper_names.begins_with(scene, mark.last)
        aims = aims or (after == "det" and not any(n.first == mark.last for n in scene.numbers))  # "shot at a car"
        return not aims or _is_one_person(scene, mark, parties)
    # Only where one form serves both voices does a subject alone make it active: "soldier hit while", "soldat tué lors"; not "another hurt".
    # Nor do killing and wounding have a day for an object: "five others wounded Monday in".
    day = scene.mark_at(mark.last) if "count" in mark.senses else None
    whole = scene.grammar.bent and not has_object and (day is None or "time" not in day.senses)
    subject = whole and [p for p in parties if p.last <= mark.first]
    active = subject and role_at(scene, mark.first - 1) != "det" and not endings.was_doing(scene, mark)
    return not has_object and not (active and not _is_often(scene, mark, parties))


def _is_often(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    """ "A's soldiers attacked three times in a day by gunmen"."""
    times = any(n.first == mark.last and _is_measured(scene, n.last) for n in scene.numbers)
    return times and agents.acts_later(scene, mark, parties)


def _is_one_person(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    """ "Soldier shot at D", "six soldiers shot at D": people are shot at a place, where soldiers of whom nobody counts any shoot at it."""
    tokens = scene.passage.folded.tokens
    if tokens[mark.last - 1] != _PLACED or scene.grammar.order != "svo":
        return False
    one = next((p for p in parties if 0 <= mark.first - p.last <= 1 and not p.bare), None)
    if one is None:
        return False
    if any(0 <= one.first - number.last <= 1 for number in scene.numbers):
        return True
    person = one.entity is None and (one.kind == PartyKind.CIVILIANS or one.common in _PERSONS)
    return person and one.last == mark.first and not tokens[mark.first - 1].endswith("s")


def _is_active(scene: Scene, mark: Mark) -> bool:
    """ "Killed around 20 soldiers", "is to deploy": an object counted in round figures right behind, or an infinitive in the word itself."""
    if scene.passage.folded.tokens[mark.first] == INFINITIVE:
        return True
    bound = scene.mark_at(mark.last)
    if bound is None or "bound" not in bound.senses:
        return False
    return any(n.first == mark.last and n.last > bound.last and not _is_measured(scene, n.last) for n in scene.numbers)


def _is_reported(mark: Mark, scene: Scene, parties: list[PartyAt]) -> bool:
    """ "A says B attacked in D", "that the R struck near D": in what is said of a state or a group, by a state, verbs are whole; nobody attacks states."""
    doer = next((p for p in parties if p.last == mark.first and _may_attack(p)), None)
    if doer is None or scene.grammar.order != "svo" or any(p.cue == "by" and p.first >= mark.last for p in parties):
        return False
    say = scene.mark_before(doer.first)
    while say is not None and (say.has("role", "det") or "relative" in say.word.forms):
        say = scene.mark_before(say.first)
    told = say is not None and say.has("role", "say")
    return told and any(p.speaker and p.state not in {None, doer.state} for p in parties)


def _may_attack(party: PartyAt) -> bool:
    return not party.person and ((party.bare and not party.capital) or party.kind == PartyKind.NONSTATE_GROUP)


def _is_article(scene: Scene, number: Number) -> bool:
    """ "Tué lors d'un échange": where one and "a" are one word, it counts nothing by itself."""
    mark = scene.mark_at(number.first)
    return number.count.best == 1 and mark is not None and mark.has("role", "det")


def _is_measured(scene: Scene, token: int) -> bool:
    """ "Shot at three times", "killed two days ago": a number of such things is nobody's."""
    unit = scene.mark_at(token)
    return unit is not None and unit.has("count", "unit") and not (unit.has("party") or unit.has("means"))


def _is_attribute(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    """ "Frees 18 captured soldiers", "mourns slain soldiers": a participle between a number or a verb of whose people they are and its noun."""
    before = scene.mark_before(mark.first)
    let_go = before is not None and ("with_people" in before.word.forms or ("role", "have") in before.senses)
    if not let_go and not any(number.last == mark.first for number in scene.numbers):
        return False
    return any(party.first == mark.last for party in parties)


def _is_verb(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    """For words like "strikes": a verb when its subject stands right before it and an object, not a preposition or verb, behind."""
    if mark.last >= scene.last or scene.broken(mark.last - 1, mark.last) or _is_gerund(scene, mark, parties):
        return False
    follower = scene.mark_at(mark.last)
    if follower is not None and (follower.has("kinetic") and not follower.has("party") and not follower.has("means")):
        return False
    if follower is not None and "event" in follower.senses and "with_people" in follower.word.forms:
        return False  # "the ambush nets a shepherd"
    if role_at(scene, mark.last) in _AFTER_NOUNS:
        return False
    if _is_participle(scene, mark) or (scene.grammar.order == "vso" and agents.is_of_past(scene, mark)):
        return True
    subject = next((party for party in parties if party.last == mark.first), None)
    if subject is not None:
        return _acts(scene, mark, subject, parties)
    if scene.grammar.after and mark.first == scene.first and any(_is_named(p, mark) for p in parties):
        return True  # "condena A un ataque"
    return _is_carried(scene, mark, parties) or (_has_thing(scene, mark, parties) and _has_ground(scene, mark, parties))


def _is_named(party: PartyAt, mark: Mark) -> bool:
    """Whether it stands right behind by its own name, as a subject does and no adjective."""
    return party.first == mark.last and not (party.cue or party.adjective)


def _is_carried(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    """Whether a verb before it, or arms, carry it: "and strikes a town", "bombs hit", or whence: "militia from D raid a village"."""
    before = scene.mark_before(mark.first)
    if before is not None and before.has("role", "and", "infinitive"):
        return True
    carried = before is None or (before.has("count", "unit") and not before.has("means"))
    carried = carried or (before is not None and bool(before.names) and role_at(scene, before.first - 1) == "from")
    if carried and _has_object(scene, mark, parties):
        return True
    return before is not None and before.has("means") and role_at(scene, mark.last) in {"", "det"}


def _has_thing(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    """ "A's plane bombs D": a state's adjective and one word that nobody takes for a party, right before the verb."""
    owners = (p for p in parties if p.bare and p.adjective and mark.first - p.last == 1 and not p.located)
    return scene.grammar.order == "svo" and any(not scene.broken(p.last - 1, mark.first) for p in owners)


def _has_ground(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    """Whether a party or a place is the verb's object, at once."""
    if any(party.first == mark.last and not party.cue for party in parties):
        return True
    named = next((n for n in scene.names if n.first == mark.last), None)
    return named is not None and (named.place is not None or named.country is not None)


def _is_participle(scene: Scene, mark: Mark) -> bool:
    """ "A pounded a town killing 32", ", killing a member": what goes on before whom it befell is what the subject before did."""
    one = any(sign.form == "one" for sign in _signs_at(scene, mark.last))
    counts = one or any(number.first == mark.last for number in scene.numbers)
    falls = mark.has("count", "killed", "injured") and role_at(scene, mark.first - 1) != "det"
    goes_on = mark.first in scene.hard or (falls and scene.passage.folded.tokens[mark.last - 1].endswith("ing"))
    return counts and goes_on and scene.grammar.order == "svo"


def _is_gerund(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    """ "The A kidnapping highlights": a word in -ing is no whole verb, so without an object right behind it names what happened."""
    return scene.passage.folded.tokens[mark.last - 1].endswith("ing") and not _opens_object(scene, mark, parties)


def _opens_object(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    follows = any(0 <= party.first - mark.last <= 1 and not party.cue for party in parties)
    counted = any(number.first == mark.last for number in scene.numbers)
    return follows or counted or role_at(scene, mark.last) in _OPENS_OBJECT


def _acts(scene: Scene, mark: Mark, subject: PartyAt, parties: list[PartyAt]) -> bool:
    """Whether the party right before a word does it, rather than owns it or is governed by a preposition."""
    if subject.cue in _OF_SUBJECT:
        return _has_object(scene, mark, parties)
    if (subject.adjective and not scene.grammar.after) or subject.cue not in _SUBJECT:
        return False
    return role_at(scene, mark.last) not in LOCATIVE or (not subject.bare and _agrees(scene, mark, subject))


def _agrees(scene: Scene, mark: Mark, subject: PartyAt) -> bool:
    """ "Rebels attack in D" tells what they do, "the A attack in D" of a thing: a name alone takes a verb in -s."""
    return (
        bool(subject.common) or scene.passage.folded.tokens[mark.last - 1].endswith("s") or scene.grammar.order != "svo"
    )


def _has_object(scene: Scene, mark: Mark, parties: list[PartyAt]) -> bool:
    """ "A's new jets bomb B's positions": a party right behind, and another one before with words nobody knows in between."""
    low, _ = scene.window(mark.first)
    behind = _has_ground(scene, mark, parties) or any(number.first == mark.last for number in scene.numbers)
    end = next((p.first + 1 for p in parties if p.last == mark.first), mark.first)  # names may be long
    return behind and any(low <= party.first and 0 < end - party.last <= _ACTIVE_REACH for party in parties)
