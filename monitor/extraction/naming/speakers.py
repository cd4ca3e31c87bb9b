"""Who of a sentence's parties is only quoted.

Decides who speaks, by a verb of saying, "according to" or a colon. Doesn't decide what is done with what they say.
"""

from monitor.extraction.naming.party_at import PartyAt
from monitor.extraction.scenes.scene import Scene
from monitor.extraction.words.vocabulary import Mark
from monitor.model.reports import PartyKind

_BLOWS = ("strike", "attack", "shell", "raid", "ambush")
_QUOTING = frozenset({("role", "say"), ("role", "per")})
_TWO = 2
_PER = "per"
_OWNS = frozenset({"'s", "’s"})
_VERBS = frozenset({"ed", "verb"})
_MODAL_REACH = 2
"""Tokens between "says" and "will": "that it"."""
_HAVING = frozenset({"haber", "haver", "aver", "avere", "avoir", "ter", "haverem"})
"""Infinitives with which languages say that somebody has done it."""
_OWNERS = ("lerinin", "larının", "lerin", "ların", "sinin", "sının", "ğının", "ginin")
"""How Turkish nouns end, folded, that are the subject of a verb made a noun: "A jets-its-of that-bombed said B"."""
_SAY_REACH = 5
"""Tokens between a speaker and "said": room for "spokesperson" and a name."""


def mark(scene: Scene, parties: list[PartyAt]) -> list[PartyAt]:
    """Those who are only quoted: before or after a verb of saying, or set off by a colon at either end."""
    quoting = not _QUOTING.isdisjoint(scene.senses)
    if not scene.title and not quoting:
        return parties
    speaking = _by_words(scene, parties) if quoting else set()
    if scene.title and (closing := _by_tail(scene, parties)) is not None:
        speaking.add(closing)
    if parties and scene.title and ":" in scene.passage.folded.text:
        speaking |= _by_colon(scene, parties)
    for n in speaking:
        parties[n].speaker = True
    return parties


def _by_words(scene: Scene, parties: list[PartyAt]) -> set[int]:
    says, pers = scene.of("role", "say"), scene.of("role", "per")
    speaking = {n for word in says if (n := _sayer(scene, parties, word)) is not None}
    speaking |= {n - 1 for n in speaking if n and _says_it_with(scene, parties[n - 1], parties[n])}
    for word in says:
        announced = _announces(scene, word)
        sayer = _sayer(scene, parties, word) if announced or _tells_of_himself(scene, word) else None
        if sayer is not None and (not announced or parties[sayer].kind == PartyKind.NONSTATE_GROUP):
            parties[sayer].own_deed = True
    quoted = {n for word in pers if (n := _quoted(scene, parties, word)) is not None}
    return speaking | quoted | {n + 1 for n in quoted if _are_two(scene, parties[n : n + _TWO])}


def _says_it_with(scene: Scene, party: PartyAt, speaker: PartyAt) -> bool:
    """ "A's president and B's declared": both of them."""
    joint = scene.mark_before(speaker.first)
    tied = joint is not None and joint.has("role", "and") and joint.first == party.last
    return tied and bool(party.state) and not party.cue and party.kind == speaker.kind


def _are_two(scene: Scene, parties: list[PartyAt]) -> bool:
    """ "According to police and army"."""
    if len(parties) < _TWO:
        return False
    one, other = parties
    joint = scene.mark_at(one.last)
    return joint is not None and joint.has("role", "and") and other.first - joint.last < _TWO


def _tells_of_himself(scene: Scene, word: Mark) -> bool:
    """ "Claims to have killed", "says it killed", "says an operation is under way", "says it will strike": whoever says it did it, or will."""
    if "deed" in word.word.forms and any(0 <= m.first - word.last <= _SAY_REACH for m in scene.of("kinetic", "seize")):
        return True  # "declares the town taken"
    if _is_to_come(scene, word) or (scene.grammar.after and _tells_of_own_deed(scene, word)):
        return True
    to = scene.mark_at(word.last)
    deed = scene.mark_at(to.last) if to is not None and to.has("role", "det", "infinitive") else to
    if deed is not None and deed.has("kinetic", "offensive"):
        return True
    if to is not None and "pronoun" in to.word.forms:
        return any(sign.group == "kinetic" and sign.form in _VERBS for sign in (deed or to).signs)
    have = scene.mark_at(to.last) if to is not None and to.has("role", "to") else None
    return have is not None and "perfect" in have.word.forms


def _tells_of_own_deed(scene: Scene, word: Mark) -> bool:
    return _says_to_have(scene, word) or _says_that_it(scene, word)


def _says_to_have(scene: Scene, say: Mark) -> bool:
    """ "Dice haber atacado", "sostiene di aver colpito": a verb of force in the perfect infinitive right behind the verb of saying."""
    verb = scene.mark_at(say.last)
    if verb is not None and verb.has("role", "of", "infinitive") and not verb.has("kinetic"):
        verb = scene.mark_at(verb.last)
    return verb is not None and verb.has("kinetic") and scene.passage.folded.tokens[verb.first] in _HAVING


def _says_that_it(scene: Scene, say: Mark) -> bool:
    """ "Said G that-it struck", where the verb comes first and "it" is an ending of "that"."""
    if scene.grammar.order != "vso":
        return False
    that = (m for m in scene.of("role", "infinitive") if 0 <= m.first - say.last <= _SAY_REACH)
    thats = [m for m in that if "pronoun" in m.word.forms]
    verb = scene.mark_at(thats[0].last) if thats else None
    return verb is not None and any(sign.group == "kinetic" and sign.form in _VERBS for sign in verb.signs)


def _is_to_come(scene: Scene, say: Mark) -> bool:
    """ "Says it will", "insinúa que podría": what somebody without another name behind the verb is to do is his own."""
    near = (m for m in scene.marks if 0 <= m.first - say.last <= _MODAL_REACH)
    ahead = next((m for m in near if m.names or "party" in m.senses or _is_modal(m)), None)
    return ahead is not None and not ahead.names and _is_modal(ahead)


def _is_modal(mark: Mark) -> bool:
    return "later" in mark.word.forms or mark.has("mode", "hypothetical", "future")


def _announces(scene: Scene, word: Mark) -> bool:
    """ "The G announces a strike on": of a group, whose word for its own deeds that is."""
    topic = scene.mark_at(word.last)
    if topic is None or not topic.has("role", "topic"):
        return False
    noun = next((m for m in scene.of("kinetic") if 0 <= m.first - topic.last <= 1), None)
    return noun is not None and noun.has("kinetic", *_BLOWS)


def _quoted(scene: Scene, parties: list[PartyAt], word: Mark) -> int | None:
    """Whom "according to" names, behind it or, by a word that stands behind ("A zufolge"), before."""
    find = _last_party if scene.grammar.post or word.word.post == _PER else _source
    return find(scene, parties, word)


def _next_party(_scene: Scene, parties: list[PartyAt], word: Mark) -> int | None:
    return next((n for n, party in enumerate(parties) if 0 <= party.first - word.last <= _TWO), None)


def _source(scene: Scene, parties: list[PartyAt], word: Mark) -> int | None:
    """Not over a comma or a verb: "according to witnesses, A's soldiers fired"; where cases tell who is who, and no comma stands, right behind."""
    near = _next_party(scene, parties, word)
    if near is None or (scene.grammar.accusative and parties[near].first > word.last):
        return None
    if scene.broken(word.last - 1, parties[near].first):
        return None
    between = scene.mark_before(parties[near].first)
    return None if between is not None and between.has("role", "have", "be") else near


def _last_party(scene: Scene, parties: list[PartyAt], word: Mark) -> int | None:
    """ "A's ministry'from made statement'to according": where such words stand behind their noun."""
    found = next((n for n in reversed(range(len(parties))) if parties[n].last <= word.first), None)
    if found is None or word.first - parties[found].last > _SAY_REACH:
        return None
    return None if scene.broken(parties[found].last - 1, word.first) or parties[found].located else found


def _sayer(scene: Scene, parties: list[PartyAt], say: Mark) -> int | None:
    marked = scene.mark_at(say.last)
    if marked is not None and marked.has("role", "by"):  # "a strike reported by B's army"
        return next((n for n, party in enumerate(parties) if party.cue == "by" and party.first >= marked.last), None)
    before = [n for n, party in enumerate(parties) if party.last <= say.first]
    if before:
        n = before[-1]
        if len(before) > 1 and scene.grammar.order == "sov" and (opener := _opener(scene, parties, say)) is not None:
            return opener
        near = say.first - parties[n].last <= _SAY_REACH and not scene.broken(parties[n].last - 1, say.first)
        end = parties[n].last
        acts = [m for m in scene.marks if m.word.acts and end <= m.first and m.last <= say.first]
        if near and not acts and not parties[n].located:
            folded = scene.passage.folded
            owned = end == say.first and folded.text[folded.ends[end - 1] - _TWO : folded.ends[end - 1]] in _OWNS
            return None if owned else n  # "A's alleged strike"
        if scene.grammar.apart and acts:
            return _teller_of_clause(scene, parties, say)
    if say.first not in scene.hard and say.first != scene.first:
        return None
    follower = _next_party(scene, parties, say)
    if follower is None or not scene.broken(say.last - 1, parties[follower].first):
        return None if follower is None or _is_told_of(scene, parties[follower], say) else follower
    return 0 if before and parties[0].person and _opens(scene, parties[0]) else None


def _is_told_of(scene: Scene, party: PartyAt, say: Mark) -> bool:
    """ "Added the statement that army of-A shelled": of whom something is told, who doesn't tell it."""
    before = scene.mark_before(party.first) if scene.grammar.order == "vso" else None
    behind_that = before is not None and before.last == party.first and ("role", "while") in before.senses
    return behind_that or _is_doer(scene, party, say)


def _is_doer(scene: Scene, party: PartyAt, say: Mark) -> bool:
    """ "Denuncian una incursión del ejército de A", "N, a minister, said A's soldiers fired": forces beside a word of force, whose deed it is that
    somebody else tells of."""
    if party.kind != PartyKind.STATE_FORCES:
        return False
    if not scene.grammar.after:
        verb = scene.mark_at(party.last) if scene.grammar.bent else None
        return verb is not None and bool(verb.word.acts) and not scene.broken(party.last - 1, party.last)
    return any(m.has("kinetic") for m in scene.marks if say.last <= m.first and m.last <= party.first)


def _opener(scene: Scene, parties: list[PartyAt], say: Mark) -> int | None:
    """ "A of-shooting-down-of drone of-B news gave", "A'of B'of drone downing'of claim": where verbs come last, whoever opens the clause
    speaks, when the nearest to the verb only belongs to what is told."""
    low, _ = scene.window(say.first)
    told = [n for n, party in enumerate(parties) if low <= party.first and party.last <= say.first]
    if len(told) < _TWO:
        return None
    first, nearest = parties[told[0]], parties[told[-1]]
    joint = scene.mark_at(first.last)
    owner = scene.mark_before(nearest.first)
    if scene.grammar.post:
        then = scene.mark_at(joint.last) if joint is not None and joint.has("role", "of") else None
        claims = scene.mark_before(say.first)
        opens = (
            first.cue == "of"
            and then is not None
            and bool(then.names)
            and claims is not None
            and claims.has("role", "of")
        )
    else:
        owned = owner is not None and owner.last == nearest.first and "role" not in owner.senses
        opens = not first.cue and owned and scene.grammar.after
    acts = any(m.word.acts and first.last <= m.first and m.last <= say.first for m in scene.marks)
    fits = bool(first.state or first.entity) and first.kind != PartyKind.CIVILIANS and first.first - low <= 1
    return told[0] if opens and acts and fits else None


def _teller_of_clause(scene: Scene, parties: list[PartyAt], say: Mark) -> int | None:
    """ "B, two civilians'of that-died said": whoever opens the sentence tells it, when the verb made a noun is somebody else's."""
    verb = scene.mark_before(say.first)
    opening = next((n for n, party in enumerate(parties) if party.last <= say.first and not party.cue), None)
    if verb is None or opening is None or parties[opening].first > scene.first + 1:
        return None
    befell = any(sign.group == "kinetic" and sign.form in {"passive", "with_force"} for sign in verb.signs)
    others = any(party.cue == "of" for party in parties[opening + 1 :] if party.last <= say.first)
    between = scene.passage.folded.tokens[parties[opening].last : verb.first]
    others = others or any(token.endswith(_OWNERS) for token in between)
    return opening if befell or others else None


def _opens(scene: Scene, party: PartyAt) -> bool:
    """Whether nothing but an article or a word of belonging stands before a party."""
    before = scene.mark_at(scene.first)
    return party.first == scene.first or (
        before is not None and before.has("role", "det") and before.last == party.first
    )


def _by_tail(scene: Scene, parties: list[PartyAt]) -> int | None:
    """ "..., A decrees": a headline that ends with a name and one verb behind its last comma, whichever verb that is."""
    cut = scene.hard[-1] if scene.hard else None
    if cut is None or "," not in scene.passage.folded.gap(cut):
        return None
    found = next(
        (n for n, p in enumerate(parties) if p.first >= cut and not p.cue and not (p.bare and p.adjective)), None
    )
    if found is None or parties[found].last + 1 != scene.last or not (parties[found].state or parties[found].entity):
        return None
    verb = scene.mark_at(scene.last - 1)
    return found if verb is None or not (verb.word.acts or "count" in verb.senses) else None


def _by_colon(scene: Scene, parties: list[PartyAt]) -> set[int]:
    speaking: set[int] = set()
    opening, closing = parties[0], parties[-1]
    apart = _opens(scene, opening) and opening.last in scene.hard and not opening.topic
    if apart and ":" in scene.passage.folded.gap(opening.last):
        speaking.add(0)
    if scene.grammar.order == "sov" and scene.hard and ":" in scene.passage.folded.gap(scene.hard[0]):
        # "on the quarrel of A and B C: ..." sets its topic before the speaker
        speaking |= {n for n, party in enumerate(parties) if party.last == scene.hard[0] and not party.cue}
    start = max((cut for cut in scene.hard if cut <= closing.first), default=scene.first)
    if (
        len(scene.hard)
        and closing.last >= scene.last - 1
        and closing.first - start <= 1
        and ":" in scene.passage.folded.gap(start)
        and not any(
            word.has("kinetic") or word.has("count", "killed", "injured") for word in scene.marks if start <= word.first
        )
    ):
        speaking.add(len(parties) - 1)
    return speaking
