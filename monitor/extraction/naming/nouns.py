"""The general words beside a name: which of them makes a party with it and which is the verb behind it.

Decides whether a word is the noun of a name. Doesn't decide what party the two make.
"""

from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import Mark, Sign
from monitor.model.reports import PartyKind

_DEED = ("kinetic", "verb")
_OR_DEED = ("kinetic", "nv")
_OPENS = frozenset({("role", "det"), "number", "party", "means"})
"""Senses of words with which what is struck begins."""
_PLURAL = ("s", "men")
"""How English nouns for many fighters end."""
_FOES = {PartyKind.NONSTATE_GROUP, PartyKind.STATE_FORCES}
_EPITHET = ("object", "epithet")
_DEED_NOUNS = frozenset({("kinetic", "noun"), ("kinetic", "nv"), ("event", "noun"), ("event", "nv")})
ENVOY = Sign("party", PartyKind.GOVERNMENT, "envoy")


_AIM_ENDINGS = ("lere", "lara", "kola", "riyeye", "usse", "koye", "kasabaya")
"""How Turkish nouns for soldiers and posts end as an aim that is nobody's, folded."""
_PACTS = ("material_deesc.ceasefire", "diplo_coop.agreement_joint_statement")
"""What states sign."""


def adjacent(scene: Scene, one: Mark, other: Mark, *, slack: int = 0) -> bool:
    """Whether no more than ``slack`` tokens, and no clause mark, stand between two marks."""
    return other.first - one.last <= slack and not scene.broken(one.last - 1, other.first)


def are_foes(mark: Mark, sign: Sign | None) -> bool:
    """ "Terrorists to-soldiers fire opened": two nouns side by side that are no one party, where the first bears no ending."""
    before = mark.word.party
    return before is not None and sign is not None and {before.value, sign.value} == _FOES


def is_aim(scene: Scene, one: Mark, other: Mark) -> bool:
    """ "Soldiers'of posts-at": behind a noun that its own ending makes an owner, one that ends as an aim, without the ending of what is owned."""
    return scene.ends_in_of(one.last) and scene.passage.folded.tokens[other.last - 1].endswith(_AIM_ENDINGS)


def is_deed(mark: Mark | None) -> bool:
    """ "A targets B's positions": behind a bare name, a word that is also a verb of force is one."""
    return mark is not None and _DEED in mark.word.forms


def makes_no_party(scene: Scene, at: int) -> bool:
    """ "A's airport targets B's chief", "a major attack": a word that is also a verb of force is one where a name follows at once, and a word for a
    rank may be said of a thing."""
    mark = scene.marks[at]
    if _EPITHET in mark.senses and _is_epithet(scene, mark):
        return True
    if _OR_DEED in mark.word.forms and _is_of_fighters(scene, at):
        return True
    if _DEED not in mark.word.forms or not at:
        return False
    named = at < len(scene.marks) - 1 and scene.named[at + 1] is not None and scene.marks[at + 1].first == mark.last
    return named or _opens_deed(scene, at)


def _opens_deed(scene: Scene, at: int) -> bool:
    """ "G targets two posts", "G targets the D site": behind a name that opens the sentence, with what it strikes at once behind it."""
    doer, mark = scene.marks[at - 1], scene.marks[at]
    if not doer.names or doer.first != scene.first or doer.last != mark.first or mark.last >= scene.last:
        return False
    follower = scene.mark_at(mark.last)
    return not scene.broken(doer.first, mark.last) and (follower is None or not _OPENS.isdisjoint(follower.senses))


def _is_of_fighters(scene: Scene, at: int) -> bool:
    """ "G fighters target A's camp": behind many who bear arms, what one "G target" would be is what they do."""
    before = scene.marks[at - 1] if at else None
    if before is None or before.last != scene.marks[at].first:
        return False
    sign = before.word.party
    armed = sign.value in _FOES | {PartyKind.UNKNOWN} if sign is not None else bool(before.names)
    return armed and scene.passage.folded.tokens[before.last - 1].endswith(_PLURAL)


def _is_epithet(scene: Scene, mark: Mark) -> bool:
    """ "A major attack", "its major crossing", "ofensiva general": a word for a rank that is said of the thing beside it is nobody's."""
    if scene.grammar.after:
        noun = scene.mark_before(mark.first)
        return noun is not None and noun.last == mark.first and not _DEED_NOUNS.isdisjoint(noun.word.forms)
    if mark.last >= scene.last or scene.broken(mark.last - 1, mark.last):
        return False
    thing = scene.mark_at(mark.last)
    if thing is None:
        return scene.passage.folded.written(mark.last, mark.last + 1).islower()
    if thing.names:
        return any(name.what == "demonym" for name in thing.names)
    if not _DEED_NOUNS.isdisjoint(thing.word.forms):
        return True
    return not (thing.has("role") or thing.has("count") or thing.word.acts)


def is_envoy_to_body(scene: Scene, at: int) -> bool:
    """ "A's UN envoy": A's man, though a body's name stands between."""
    if at + 2 >= len(scene.marks):
        return False
    state, name, noun = scene.marks[at : at + 3]
    body, envoy = scene.named[at + 1], noun.word.party
    tied = adjacent(scene, state, name) and adjacent(scene, name, noun)
    of_body = body is not None and body.actor is not None and body.actor.kind == PartyKind.ORGANISATION
    return tied and of_body and envoy is not None and envoy.form == ENVOY.form


def names_pact(scene: Scene, at: int) -> bool:
    """ "The D accord", "pacte de D", where two others are named: what states sign is called after the town in which they did."""
    if not scene.has("object", "treaty") and not scene.has("event", *_PACTS):
        return False
    town = scene.marks[at]
    noun = scene.mark_at(town.last)
    if scene.grammar.after:
        of = scene.mark_before(town.first)
        noun = scene.mark_before(of.first) if of is not None and of.has("role", "of") else of
    if noun is None or not (noun.has("object", "treaty") or noun.has("event", *_PACTS)):
        return False
    own = {name.entity for name in town.names}
    others = {n.name.entity for n in scene.names if n.country is not None} - own
    return len(others) > 1


def is_half_a_word(scene: Scene, mark: Mark) -> bool:
    """ "Pro-A": a name that ends a word."""
    before = scene.mark_before(mark.first)
    tied = mark.first > scene.first and scene.passage.folded.gap(mark.first) == "-"
    return tied and (before is None or not before.names)


def begins_word(scene: Scene, mark: Mark) -> bool:
    """ "A-born", "A-based": a word that tells of somebody else than A."""
    folded, end = scene.passage.folded, mark.last
    if end >= scene.last or folded.gap(end) != "-" or not folded.written(end, end + 1).islower():
        return False
    after = scene.mark_at(end)
    return after is None or not (after.names or "role" in after.senses)
