"""What common words of diplomacy need beside them: whom one meets, whence one withdraws, what one vows, whom one protests to,
which way is shut.

Decides whether a state does it: products meet standards, players withdraw from cups, crowds hold protests. Doesn't decide which state.
"""

from collections.abc import Sequence

from monitor.extraction.naming.party_at import BORDER, OF_STATES, PEOPLE, PartyAt
from monitor.extraction.scenes.scene import LOCATIVE, Scene
from monitor.extraction.telling import objects, untaken
from monitor.extraction.telling.forms import NEEDS
from monitor.extraction.telling.triggers import Trigger
from monitor.extraction.words.steps import EXPELLED, PROTESTED, RELEASED, TRUCE
from monitor.extraction.words.vocabulary import AIR_FORCE, EMBASSY, ENVOYS, STRUCK, Mark
from monitor.extraction.world.gazetteer import Named
from monitor.model.reports import PartyKind

_HOSTS = frozenset({"leader", "foreign minister", "envoy"})
"""General words of the lexicon (its ``form``) for those whom one meets."""
_BESIDE = frozenset({BORDER, "near"})
_NOT_LEFT = LOCATIVE | {"between"}
_GROUNDS = frozenset({"village", "base", "military post"})
"""General words of the lexicon (its ``form``) for what is left."""
_REACH = 4
"""Tokens between a verb and whom it is said of: "meets with senior officials of A"."""
_WITH_REACH = 2
"""Tokens between a border and whose other side it is: "with the"."""
_LONG_REACH = 8
"""Tokens between a truce and what is done to it."""
_WAY_REACH = 6
"""Tokens between "shuts" and the way that is shut: "shuts the last of its crossings", "the border between A and B opens"."""
_GUESTS = 4
"""Tokens between "hosts" and the second of two guests: "leaders of A and B"."""
_TWO = 2
_KEEPER_REACH = 3
"""Tokens between "held" and by whom: "by men from B"."""
_TOLD_REACH = 1
"""Tokens between "tells" and whom: an article."""
_BID = frozenset({"", "object", "to", "in"})
"""Relations of whom a time is set: "gives B", "gives to B"; some languages have one word for "to" and "in"."""
_SAID_OF = frozenset({"", "of", "from", "object", "with", "between"})
"""Relations of what is suspended or broken to the verb."""
_BREACH, _APART = "truce_breach", ("on", "topic", "over", "after", "to")
_GOES_ON = frozenset({"to", "against", "at", "over", "topic", "after", "det", "that"})
"""Roles of words behind "protests" where it is a verb."""


def meets(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """Somebody who speaks for a state behind the verb, or two states before it: "leaders of A and B meet"."""
    before = scene.mark_before(trigger.first)
    if (scene.title and trigger.first == scene.first) or (before is not None and before.has("role", "be")):
        return False  # "Meet the chefs of", "was met with scorn"
    if before is not None and before.has("means"):
        return False  # where one verb says both: "A's missile meets (hits) a house"
    if any(is_near(scene, trigger, party.first, _REACH) and _is_host(party) for party in parties):
        return True
    ranks = (mark for mark in scene.of("trait") if mark.has("trait", "minister_level"))
    if any(is_near(scene, trigger, mark.first, _REACH) for mark in ranks):
        return True
    if any(is_near(scene, trigger, n.first, _REACH) and _is_where(scene, n) for n in scene.names):
        return True  # "delegations meet again in D"
    low, _ = scene.window(trigger.first)
    guests = {party.state for party in parties if low <= party.first and party.last <= trigger.first and party.state}
    both = any(mark.has("role", "both") and low <= mark.first < trigger.first for mark in scene.of("role"))
    return both or len(guests) >= _TWO


def leaves_ground(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """A place or a state's ground behind "withdraws from", or forces before it: nobody withdraws troops from a cup or a treaty.

    Whoever "leaves two dead" leaves no ground, and villagers who leave a border withdraw nothing.
    """
    low, high = scene.window(trigger.first)
    if any(trigger.last <= mark.first < high for mark in scene.of("count", "killed", "injured")):
        return False
    ahead = [p.kind for p in parties if low <= p.first and p.last <= trigger.first]
    if PartyKind.STATE_FORCES in ahead or PartyKind.CIVILIANS in ahead:
        return PartyKind.STATE_FORCES in ahead
    if any(is_near(scene, trigger, p.first, _REACH) and p.common in _GROUNDS for p in parties):
        return True
    named = (n.first for n in scene.names if _is_left(scene, n))
    lines = (mark.first for mark in scene.of("role") if mark.has("role", "border"))
    ground = (mark.first for mark in scene.of("object") if mark.has("object", "ground"))
    return any(is_near(scene, trigger, at, _REACH) for at in (*named, *lines, *ground))


def _is_left(scene: Scene, named: Named) -> bool:
    """Not where something else goes out: "the goal comes in M", "leaves the road between A and B in ruins"."""
    ground = bool(named.place or named.town) or named.name.what == "country"
    return ground and scene.cue(named.first, named.last) not in _NOT_LEFT


def is_told_of(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """For words that are nouns as well ("protests"): who does it right before, and to whom or about what right behind."""
    subject = next((party for party in parties if party.last == trigger.first), None)
    if subject is None or subject.adjective or subject.cue or subject.kind == PartyKind.CIVILIANS:
        return False
    if subject.common in ENVOYS and any(mark.first < subject.first for mark in scene.of("event", PROTESTED)):
        return False  # "hands B's envoy protest over D"
    if trigger.last == scene.last:
        return subject.first in scene.hard  # "A blocks the corridor, B protests"
    follower = scene.mark_at(trigger.last)
    goes_on = follower is not None and any(s.group == "role" and s.value in _GOES_ON for s in follower.signs)
    return goes_on or any(is_near(scene, trigger, party.first, 1) and not party.cue for party in parties)


def goes_abroad(scene: Scene, guest: PartyAt | None, host: PartyAt | None) -> bool:
    """Whether a visit is one state's to another: pilgrims' is not, nor a premier's to his own side of a border ("of the border with B")."""
    if guest is None:
        return True
    lines = scene.of("role", "border")
    at_home = host is None or host.state == guest.state or is_beyond(host, lines)
    beside = host is not None and host.cue in _BESIDE
    return guest.kind != PartyKind.CIVILIANS and not beside and not (lines and at_home)


def is_beyond(host: PartyAt, lines: Sequence[Mark]) -> bool:
    """ "Of the border with B": a state that stands there only to say which border it is."""
    named = host.bare and not host.adjective and host.cue not in {"", *LOCATIVE}
    return named and any(0 < host.first - line.last <= _WITH_REACH for line in lines)


def shuts_embassy(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Shuts A's consulate", "A's embassy closed", "A's embassy in D shut": the house of its envoys."""
    return any(
        p.common == EMBASSY and (is_near(scene, trigger, p.first, _REACH) or _stands_before(p, trigger, parties))
        for p in parties
    )


def _stands_before(house: PartyAt, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """Right before, or with nothing between but where it is."""
    where = any(p.located and p.last == trigger.first and p.first - house.last == 1 for p in parties)
    return house.last == trigger.first or where


def _is_things(scene: Scene, party: PartyAt) -> bool:
    """ "A B dam builder": whose a thing is that nobody knows, by an adjective; "B's expulsion" is B's doing."""
    unknown = party.bare and party.adjective and scene.mark_at(party.last) is None
    return unknown and not scene.passage.folded.written(party.first, party.last).endswith(("s", "’"))


def ends_quarrel(scene: Scene, trigger: Trigger, _parties: Sequence[PartyAt]) -> bool:
    """ "Settles the row with B", "73 days of confrontation at D are over": what ends on either side of the verb."""
    quarrels = scene.of("object", "quarrel")
    if any(is_near(scene, trigger, mark.first, _WAY_REACH) for mark in quarrels):
        return True
    own = (mark for mark in quarrels if 0 <= trigger.first - mark.last <= _REACH)
    return any(not scene.broken(mark.last - 1, trigger.first) for mark in own)


def wants_redress(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "A wants an apology from B": what one state asks of another, and no victim's family of a court."""
    final = scene.grammar.order == "sov"  # where the verb comes last, its subject needn't stand right before it
    if not any((final or p.last == trigger.first) and speaks_for_state(p) for p in parties):
        return False  # "a court of A's wants an explanation from a bank of B's"
    asked = (mark.first for mark in scene.of("object", "redress"))
    voices = (p for p in parties if p.kind != PartyKind.CIVILIANS and not _is_things(scene, p))
    speakers = {p.state for p in voices if p.state}
    against = len(speakers) >= _TWO or (bool(speakers) and scene.has("kinetic"))
    return against and any(is_near(scene, trigger, at, _REACH) for at in asked)


def arms_foe(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "A says B arms the R": what one state says another does for a group. Who arms whom is no news by itself."""
    doer = next((p for p in parties if p.last == trigger.first and speaks_for_state(p) and not p.speaker), None)
    said = doer is not None and any(p.speaker and p.state and p.state != doer.state for p in parties)
    groups = (p.first for p in parties if p.kind == PartyKind.NONSTATE_GROUP)
    return said and any(is_near(scene, trigger, at, _REACH) for at in groups)


def _may_hold(party: PartyAt) -> bool:
    """ "By B's guards", "by men from B"."""
    return (party.cue == "by" and party.kind in OF_STATES) or (party.cue == "from" and party.bare)


def holds_abroad(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Two A gendarmes held in B", "three As held by B": people of a state right before, and another state right behind."""
    if scene.has("event", RELEASED):
        return False  # "a trader held in B freed"
    held = next((p for p in parties if p.kind in PEOPLE and _ends_before(scene, trigger, p)), None)
    if held is not None and is_site(scene, held):
        return False  # "a post of A's captured by B"
    held = held or objects.carried_over(scene, trigger, parties) or objects.before_relative(scene, trigger, parties)
    if held is not None and held.kind == PartyKind.STATE_FORCES and trigger.voice == "passive":
        teller = next((p.state for p in parties if p.speaker and p.state and p.kind in OF_STATES), held.state)
        if teller != held.state and held.state is not None:
            return True  # "A's soldiers captured in D, B claims"
    if held is None and any(n.last == trigger.first for n in scene.numbers):
        return _are_still_held(scene, trigger, parties)
    seat = trigger.last + 1
    keepers = (p for p in parties if _may_hold(p) and 0 <= p.first - trigger.last <= _KEEPER_REACH)
    keeper = next((p for p in parties if p.first == seat and p.located), None) or next(keepers, None)
    if keeper is not None and keeper.cue == "by" and keeper.state is None:
        return held is not None and held.state is not None  # "held by border guards"
    if held is not None and held.state is None and keeper is not None and keeper.cue == "by" and keeper.bare:
        return any(n.place.country not in {None, keeper.state} for n in scene.names if n.place)  # "families in D wait"
    where = (keeper.state if keeper is not None else None) or next(
        (n.place.country for n in scene.names if n.place and n.first == seat and _is_where(scene, n)), None
    )
    return held is not None and None not in (held.state, where) and held.state != where


def is_site(scene: Scene, party: PartyAt) -> bool:
    """Whether it is a post or a base, also behind an army's own name, which swallows the noun."""
    noun = scene.mark_before(party.last)
    form = noun.word.party.form if noun is not None and noun.word.party is not None else ""
    return party.common in STRUCK or form in STRUCK


def _are_still_held(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Ten policemen of A's stopped by B, five still in custody": some of those of whom the clause before tells, and by whom."""
    low, _ = scene.window(trigger.first)
    keeper = next((p for p in parties if p.cue == "by" and p.state and p.kind in OF_STATES and p.last <= low), None)
    held = next((p for p in parties if keeper is not None and p.last <= keeper.first and p.kind in PEOPLE), None)
    return held is not None and keeper is not None and held.state not in {None, keeper.state}


def _ends_before(scene: Scene, trigger: Trigger, party: PartyAt) -> bool:
    """ "Two As held", "two As were held", "two As among five held"."""
    be = scene.mark_before(trigger.first)
    if be is not None and be.last == trigger.first and be.has("role", "be") and party.last == be.first:
        return True
    end = next((number.first for number in scene.numbers if number.last == trigger.first), trigger.first)
    return party.last == trigger.first or (party.last + 1 == end and end < trigger.first)


def sets_deadline(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Gives B two days to leave", "gives B's citizens two weeks": a state or its people, and a time."""
    told = (p for p in parties if p.state and p.cue in _BID and p.common not in ENVOYS)
    return any(_has_time(scene, trigger, p) for p in told if not (p.adjective and p.bare) or _is_to_go(scene, p))


def _is_to_go(scene: Scene, party: PartyAt) -> bool:
    """ "Sets noon as deadline for B's pullout", said with B's adjective."""
    step = scene.mark_at(party.last)
    return party.cue == "to" and step is not None and step.has("object", "pullout")


def sets_envoy_deadline(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "Gives B's diplomat 72 hours"."""
    return any(p.common in ENVOYS and _has_time(scene, trigger, p) for p in parties)


def _has_time(scene: Scene, trigger: Trigger, party: PartyAt) -> bool:
    """ "Gives B two days", "gives two days to B"."""
    times = [m for m in scene.of("object", "deadline") if is_near(scene, trigger, m.first, _WAY_REACH)]
    if 0 <= party.first - trigger.last <= _TOLD_REACH:
        return bool(times)
    return bool(party.cue) and any(0 <= party.first - mark.last <= _TOLD_REACH for mark in times)


def rings(_scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "M calls K": two persons in office, of two states, on both sides of the verb; "C hosts leaders of A and B": of two behind it."""
    one = next((p for p in parties if p.last == trigger.first and p.state), None)
    if one is None:
        return False
    guests = [p for p in parties if 0 <= p.first - trigger.last <= _GUESTS and p.state not in {None, one.state}]
    if not _is_in_office(one):
        return len({p.state for p in guests if _is_in_office(p) or p.common == PartyKind.GOVERNMENT}) == _TWO
    return any(p.first == trigger.last and _is_in_office(p) for p in guests)


def _is_in_office(party: PartyAt) -> bool:
    return party.state is not None and (party.person or party.common in _HOSTS)


def sent_from_capital(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "K must leave D", "B's diplomats ordered out of D": a person whom nobody knows, by his name alone, and the seat of a government; of an envoy, a
    state of any name."""
    low, _ = scene.window(trigger.first)
    unknown = low < trigger.first and not any(
        m.first < trigger.first and not m.has("role", "det") for m in scene.marks if m.first >= low
    )
    person = unknown and scene.passage.folded.written(trigger.first - 1, trigger.first)[:1].isupper()
    opens = trigger.first == scene.first  # "expelled from D, B's consul vows to return"
    envoy = any(p.common in ENVOYS and (opens or p.last == trigger.first) for p in parties)
    seats = (p for p in parties if p.capital or (envoy and p.bare and not p.adjective))
    return (person or envoy) and any(0 <= p.first - trigger.last <= _TOLD_REACH for p in seats)


def leads_abroad(_scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "No way into B from A", "no overflights for B's planes": what is barred is a state, or its planes, right behind."""
    return any((p.bare or p.common == AIR_FORCE) and p.state and p.first == trigger.last for p in parties)


def is_shut_out(scene: Scene, trigger: Trigger, parties: Sequence[PartyAt]) -> bool:
    """ "A's lorries and goods banned from B": a state right behind, and goods, people or what carries them of another's before."""
    host = next((p for p in parties if p.bare and p.state and p.first == trigger.last), None)
    guests = [p for p in parties if host is not None and p.last <= trigger.first and p.state not in {None, host.state}]
    people = any(g.kind in {PartyKind.CIVILIANS, PartyKind.STATE_FORCES} or g.common or g.person for g in guests)
    people = people or (trigger.value == EXPELLED and any(g.adjective and g.last == trigger.first for g in guests))
    things = any(guest.bare and trigger.first - guest.last == 1 for guest in guests) and _ends_there(scene, host)
    return bool(guests) and (people or things or scene.has("object", "passage") or scene.has("filter", "trade"))


def _ends_there(scene: Scene, host: PartyAt | None) -> bool:
    """ "A coffee barred from B", not "a runner barred from the B marathon": whether nothing unknown follows."""
    if host is None or host.last >= scene.last or scene.broken(host.last - 1, host.last):
        return host is not None
    follower = scene.mark_at(host.last)
    return follower is not None and (follower.has("role") or follower.has("time"))


def ends_truce(scene: Scene, trigger: Trigger, _parties: Sequence[PartyAt]) -> bool:
    """ "The truce between A and B collapses": what comes to its end is a truce, and not talks on one."""
    called = [m for m in scene.of("event", TRUCE) if any(s.value == TRUCE and s.form not in NEEDS for s in m.signs)]
    called = [*called, *scene.of("object", "truce")]
    truces = [m for m in called if not untaken.is_matter_of_talks(scene, m.first, m.last) and not _is_despite(scene, m)]
    near = (mark for mark in truces if 0 <= trigger.first - mark.last <= _LONG_REACH)
    if any(not scene.broken(mark.last - 1, trigger.first) for mark in near):
        return True
    opens = trigger.first == scene.first  # a verb that opens its sentence has its subject behind: "salta la tregua"
    return opens and any(0 <= mark.first - trigger.last <= _TOLD_REACH for mark in truces)


def is_said_of(scene: Scene, trigger: Trigger, accord: Mark) -> bool:
    """Not "suspends raids under a truce", nor "halts the fights, truce in force", nor "breaks the silence on A's truce", "ignores a truce offer"."""
    if scene.cue(accord.first, accord.last) not in _SAID_OF:
        return False
    if trigger.value == _BREACH and trigger.needs == "with_truce" and not _is_broken(scene, trigger, accord):
        return False
    return accord.first < trigger.last or not scene.broken(trigger.last - 1, accord.first)


def _is_broken(scene: Scene, trigger: Trigger, truce: Mark) -> bool:
    """Whether it is the truce itself, and not talk of one."""
    apart = (m for m in scene.of("role", *_APART) if trigger.last < m.first < truce.first)
    of_other = next(apart, None) is not None and not scene.grammar.accusative
    return not of_other and not untaken.is_matter_of_talks(scene, truce.first, truce.last)


def _is_despite(scene: Scene, truce: Mark) -> bool:
    """ "Despite the truce, B exposed to fire": it is the fire that goes on."""
    before = scene.mark_before(truce.first)
    return before is not None and before.has("object", "despite")


def speaks_for_state(party: PartyAt) -> bool:
    return (
        party.state is not None
        and party.kind != PartyKind.CIVILIANS
        and not party.cue
        and not (party.adjective and party.bare)
    )


def _is_where(scene: Scene, named: Named) -> bool:
    place = bool(named.place or named.town) or named.name.what in {"country", "capital"}
    return place and scene.cue(named.first, named.last) in LOCATIVE


def _is_host(party: PartyAt) -> bool:
    speaks = bool(party.state or party.entity) and party.kind != PartyKind.CIVILIANS and party.cue not in _BESIDE
    return speaks or party.person or party.common in _HOSTS


def is_near(scene: Scene, trigger: Trigger, token: int, reach: int) -> bool:
    """Close behind the verb; before it in its clause, where verbs come last."""
    if scene.grammar.order == "sov":
        low, _ = scene.window(trigger.first)
        return low <= token < trigger.first
    return 0 <= token - trigger.last <= reach and not scene.broken(trigger.last - 1, token)
