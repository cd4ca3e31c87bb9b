"""News that only shares our words: sport, labour strikes, markets, weather, accidents, crime, film.

Decides whether an item is such news, and when violence with deaths overrules it. Doesn't decide what happened.
"""

from collections.abc import Mapping

from monitor.extraction.drafts import FELL, FROM_AFAR, Draft
from monitor.extraction.judging import games, mishaps, routine, stories
from monitor.extraction.judging.sounds import HARMLESS_DEATHS, IN_TITLE, Sound
from monitor.extraction.naming.party_at import FIGHTERS, OF_STATES
from monitor.extraction.words.vocabulary import THINGS, VILLAGE
from monitor.model.reports import LeftOut, PartyKind

ARMED = frozenset(
    {
        "ambush", "shoot", "suicide", "abduct", "assassinate", "shell", "shootdown", "seize", "truce_breach", "infiltrate", "sabotage",
    }
)  # fmt: skip
"""Words that mean weapons whatever else a text is about."""

HEAVY = frozenset({"missile", "rocket", "drone", "artillery", "mortar", "bomb", "grenade", "suicide", "mine"})
"""Arms that nobody has at hand."""
_CARRIERS = frozenset({"drone"})
"""Arms that carry other things, too: what they drop in a text that sounds of crime hurts nobody."""
_WARNING_SHOTS = frozenset({"shoot", "clash"})
"""What guards do to couriers who get away."""
_DUG = frozenset({"mine"})
"""In many languages the word for what is laid and for where ore is dug."""
_VEHICLES = frozenset({"aircraft", "helicopter"})
"""Arms when something is struck with them; when they crash, they are what an accident happens to."""
_FORCE_WORDS = frozenset({"strike", "attack", "offensive", "raid", "clash", "incursion"}) | ARMED
_ASSAULTS = _FORCE_WORDS - {"strike", "suicide"}
"""What a state does to another on purpose; lightning strikes, too."""
_TAKING = frozenset({"abduct", "assassinate", "sabotage"})
"""What nothing but somebody's hands does, whoever it was."""
_TAKEN_AWAY = frozenset({"abduct", "assassinate"})
"""What befalls people who play and work, but is no part of games and work."""
_HANDS = ARMED | {"raid", "clash"}
"""Words that need somebody who does it: a strike may be lightning's, an attack a beast's."""
_CIVIL_DOERS = ("gunman", "police", "gang")
"""General words of the lexicon (its ``form``): one man with a gun, and those who look for him, are crime where a text sounds of crime."""
_GUARDS = frozenset({"soldiers", "border guards"})
"""General words of the lexicon (its ``form``) for those who, killed or hurt, were fought: couriers run away."""
_ARRESTS = frozenset({"seize", "kill"})
"""What police do to drugs and their dealers, in a text that sounds of crime: "seize 100 kg, enough to kill thousands"."""
_AT_GUARDS = frozenset({"shoot", "attack", "clash", "ambush"})
_DENS = "hideouts"
"""The general word (its ``form`` in the lexicon) for where a group stays; teams have strongholds, too."""
_DELIVERED = frozenset({"shell", "shootdown", "shoot"})
"""What is said of such a drone: that it dropped something, and that it was shot at and brought down."""
_CARGO = frozenset({"drone", "gun", "grenade"})
"""The drone, and arms that it drops among other goods."""


def is_armed(draft: Draft) -> bool:
    """Whether arms are in the words themselves: means, an armed party, a word that means weapons."""
    parties = [party for party in (draft.initiator, draft.target) if party is not None]
    armed = [party for party in parties if not party.name.endswith(_DENS)]
    named = any(party.kind in FIGHTERS or (party.kind == PartyKind.UNKNOWN and party.spans) for party in armed)
    return bool(draft.means) or named or any(word in ARMED for word in draft.words)


def tellers(draft: Draft) -> set[str | None]:
    """The states that say somebody did it; who only speaks of "A's strike" says nothing new."""
    return set(draft.telling_states) if draft.voice == "verb" else set()


def _is_violence(draft: Draft) -> bool:
    """Whether somebody did it, in a text that sounds of accidents, storms or sickness: soldiers die in crashes, too."""
    doer, sufferer = draft.initiator, draft.target
    if draft.charged:
        return True  # "A blames B for the blast"
    if doer is not None and doer.spans and doer.kind in {PartyKind.NONSTATE_GROUP, PartyKind.UNKNOWN}:
        return doer.name not in THINGS  # "fuel depot blast"
    if doer is not None and doer.state and sufferer is not None and sufferer.kind == PartyKind.NONSTATE_GROUP:
        return bool(doer.spans and sufferer.spans)
    if _is_assault_abroad(draft) or _is_blow_abroad(draft):
        return True
    if mishaps.goes_off(draft):
        return False
    searching = _CARRIERS if doer is None and mishaps.is_natures(draft) else frozenset[str]()
    if set(draft.means) - _VEHICLES - searching or _by_hand(draft) or _from_the_air(draft):
        return True
    if doer is None or doer.kind != PartyKind.STATE_FORCES:
        return False
    # "A's troops destroy two dredges, B says"
    words = _FORCE_WORDS | {"hit"} if tellers(draft) - {doer.state} else _FORCE_WORDS
    return bool(words & set(draft.words))


def _is_crowds(draft: Draft) -> bool:
    """ "Rioters set fire to a post", "miners kill a B manager": people attack, whatever burns then."""
    if draft.initiator is None or draft.initiator.kind != PartyKind.CIVILIANS or not draft.initiator.spans:
        return False
    return "attack" in draft.words or (draft.voice == "verb" and draft.struck is not None and "kill" in draft.words)


def _is_assault_abroad(draft: Draft) -> bool:
    """ "A's attack kills one of B's soldiers", "A's navy sinks a B boat": a state against another's, in a text that also speaks of a fire or a wreck."""
    doer, sufferer = draft.initiator, draft.target
    if doer is None or sufferer is None or not (doer.spans and sufferer.spans and doer.state):
        return False
    if doer.kind not in OF_STATES or not sufferer.state or sufferer.state == doer.state:
        return False
    told = doer.kind == PartyKind.STATE_FORCES or (draft.voice == "verb" and bool(draft.telling_states))
    words = _ASSAULTS | {"hit"} if told else _ASSAULTS
    if _is_on_anothers(draft):
        words = words | FELL  # what wrecks do to anybody
    return bool(words & set(draft.words))


def _is_on_anothers(draft: Draft) -> bool:
    """ "A's border guards kill two B miners", "A's troops fire on smugglers of B's": a state's soldiers, on another's people."""
    doer, sufferer = draft.initiator, draft.target
    if doer is None or sufferer is None or doer.kind != PartyKind.STATE_FORCES or doer.name.endswith(_CIVIL_DOERS):
        return False
    return bool(doer.spans and sufferer.spans and sufferer.state) and doer.state not in {None, sufferer.state}


def _is_blow_abroad(draft: Draft) -> bool:
    """ "A strikes an oil depot near D", "A's shelling of a bee farm in D": a state's blow on another's ground."""
    doer = draft.initiator
    if doer is None or not doer.spans or not doer.state or doer.kind not in OF_STATES:
        return False
    return bool(FROM_AFAR & set(draft.words)) and bool(draft.countries) and doer.state not in draft.countries


def _by_hand(draft: Draft) -> bool:
    """Whether it took somebody's hands; where nobody is named, "clash" may be what two buses did."""
    named = any(party is not None and party.spans for party in (draft.initiator, draft.target))
    if _TAKING & set(draft.words):
        return True
    hands = _HANDS if named else _HANDS - {"clash"}
    if draft.initiator is None and draft.voice == "verb":
        hands = hands - {"shell"}  # where one verb says both: "a slide buries (shells) a post"
    return bool(hands & set(draft.words)) and (
        draft.initiator is not None or draft.target is not None or bool(draft.tolls)
    )


def _is_struck(draft: Draft) -> bool:
    """ "A strike by C sinks a boat, two dead": a wreck, but somebody's doing."""
    doer = draft.initiator
    return doer is not None and bool(doer.spans and draft.tolls) and "strike" in draft.words


def _from_the_air(draft: Draft) -> bool:
    """ "Struck from jets", also "A's helicopters hit a depot in B": those that crash do so at home."""
    doer = draft.doer
    abroad = doer is not None and bool(draft.countries) and doer not in draft.countries
    struck = "strike" in draft.words or ("hit" in draft.words and abroad)
    return struck and bool(_VEHICLES & set(draft.means))


def _is_warlike(draft: Draft) -> bool:
    """Whether more than one man with a gun is at work, in a text that sounds of crime."""
    if _fires_at_guards(draft) or _is_on_anothers(draft):
        return True
    if _is_chase(draft) or _is_delivery(draft) or mishaps.is_robbery(draft) or mishaps.is_at_home(draft):
        return False
    if HEAVY & set(draft.means) or _from_the_air(draft) or _is_abroad(draft) or "assassinate" in draft.words:
        return True
    if _is_blow_abroad(draft):
        return True  # "A bombs gambling dens in B"
    if any(toll.who == PartyKind.STATE_FORCES and toll.common in _GUARDS for toll in draft.tolls):
        return True
    parties = [party for party in (draft.initiator, draft.target) if party is not None and party.spans]
    states = {party.state for party in parties if party.state}
    if "seize" in draft.words and set(draft.words) <= _ARRESTS and not draft.tolls:
        return len(states) > 1
    return len(states) > 1 or any(
        party.kind in FIGHTERS | {PartyKind.UNKNOWN} and not party.name.endswith(_CIVIL_DOERS) for party in parties
    )


def _fires_at_guards(draft: Draft) -> bool:
    """ "Smugglers fire on A's border guards", "rustlers from B shoot at A's police": who fights those that watch a line does more than flee."""
    doer, struck = draft.initiator, draft.target
    if doer is None or struck is None or doer.kind != PartyKind.NONSTATE_GROUP or not (doer.spans and struck.spans):
        return False
    if struck.kind not in OF_STATES or struck.state is None or not _AT_GUARDS & set(draft.words):
        return False
    return draft.origin not in {None, struck.state} or not struck.name.endswith(_CIVIL_DOERS)


def _is_chase(draft: Draft) -> bool:
    """ "Guards open fire, the couriers get away": at nobody of any state or group, and nobody is hurt."""
    doer, sufferer = draft.initiator, draft.target
    chased = sufferer is None or not (sufferer.state or sufferer.entity)
    harmless = not draft.tolls and set(draft.words) <= _WARNING_SHOTS and not HEAVY & set(draft.means)
    return doer is not None and doer.kind == PartyKind.STATE_FORCES and chased and harmless


def _is_delivery(draft: Draft) -> bool:
    """ "Heroin dropped by a drone from C": hurts nobody."""
    with_arms = _CARRIERS.issubset(draft.means) and _CARGO.issuperset(draft.means)
    carried = set(draft.means) <= _CARRIERS or with_arms
    guard = draft.target is not None and draft.target.kind == PartyKind.STATE_FORCES and bool(draft.target.state)
    if guard and not draft.means:
        return False  # "A's guard shot by B's men"
    return carried and set(draft.words) <= _DELIVERED and not draft.tolls


def _is_between_people(draft: Draft) -> bool:
    """Whether a text about a beast or a mishap tells of an act of force beside: heavy arms, or a group."""
    return draft.has_group or bool(HEAVY & set(draft.means)) or _is_blow_abroad(draft)


def _is_abroad(draft: Draft) -> bool:
    """ "An attack by C on a boat, eleven dead": a state that kills elsewhere than at home isn't hunting criminals."""
    doer = draft.initiator
    if doer is None or not doer.spans or not doer.state or doer.kind not in OF_STATES:
        return False
    home = doer.state in draft.countries
    return bool(
        draft.tolls
        and not home
        and {"strike", "attack", "offensive", "hit"} & set(draft.words)
        and not doer.name.endswith(_CIVIL_DOERS)
    )


def _outvoted(draft: Draft, weight: int, kind: LeftOut) -> bool:
    """Whether arms in a text outvote its words of sport, markets or art: with people hurt or two parties at once, else unless those abound."""
    hurt = bool(draft.tolls)
    taken = bool(_TAKEN_AWAY & set(draft.words)) and draft.target is not None
    if kind == LeftOut.LABOUR:
        named = draft.initiator is not None or draft.target is not None or bool(draft.places or draft.located)
        meant = bool(set(draft.means) - (_DUG if named else _DUG | _VEHICLES))  # "air strike looms: pilots vote"
        return _is_of_two_peoples(draft) or (is_armed(draft) and (hurt or meant or taken))
    if kind == LeftOut.MARKET and hurt and (draft.target_common == VILLAGE or _is_between_states(draft)):
        return True  # "a strike on a B market kills six"
    if kind == LeftOut.SPORT and taken and draft.target_common and draft.voice == "passive":
        return True  # "the president of the club is abducted"
    if kind == LeftOut.FICTION and weight > IN_TITLE and draft.initiator is None:
        return False  # "a guard is killed, and L plays the suspect"
    if (
        hurt
        and (is_armed(draft) or draft.places or draft.located)
        and not (kind == LeftOut.SPORT and games.is_played(draft))
    ):
        return True
    if not is_armed(draft) or (set(draft.means) <= games.SHOTS and games.is_between_teams(draft)) or _is_policed(draft):
        return False
    return (draft.initiator is not None and draft.target is not None) or weight < 2 * IN_TITLE


def _is_between_states(draft: Draft) -> bool:
    """Whether both are named, and are of two states."""
    doer, sufferer = draft.initiator, draft.target
    if doer is None or sufferer is None or not (doer.spans and sufferer.spans):
        return False
    return None not in (doer.state, sufferer.state) and doer.state != sufferer.state


def _is_of_two_peoples(draft: Draft) -> bool:
    """ "A's youths stone B's tractors": people of two states, by their own names."""
    doer = draft.initiator
    people = doer is not None and doer.kind == PartyKind.CIVILIANS
    return people and draft.voice == "verb" and _is_between_states(draft)


def _is_policed(draft: Draft) -> bool:
    """ "Police fire tear gas at fans"."""
    return draft.initiator is not None and draft.initiator.name.endswith(_CIVIL_DOERS)


def _overrules(draft: Draft, harmless: LeftOut, sound: Sound) -> bool:
    """Whether the act is one of force although the text sounds of crime, wrecks, storms or sickness."""
    if sound.unmeant:
        return _is_between_people(draft)
    if sound.own:
        return mishaps.is_on_others(draft) or _is_blow_abroad(draft)
    if (sound.store or sound.depot) and mishaps.is_of_store(draft, burning=sound.store):
        return False
    if harmless == LeftOut.CRIME:
        return _is_warlike(draft)
    if set(draft.means) == _DUG and not sound.things and not mishaps.is_by_somebody(draft):
        return False
    if _is_violence(draft):
        return True
    blown_up = sound.vehicles and "blast" in draft.words and bool(draft.tolls)
    meant = (
        blown_up
        or mishaps.has_fallen_on_line(draft, sound)
        or _is_struck(draft)
        or _is_crowds(draft)
        or (sound.things and (_is_deliberate(draft) or (sound.depot and mishaps.hits_guests(draft))))
    )
    return harmless == LeftOut.ACCIDENT and meant


def _is_deliberate(draft: Draft) -> bool:
    """ "An attack on a pipeline", "the D Avengers blow up a depot": nothing but the thing itself sounds of an accident."""
    someone = draft.initiator is not None and bool(draft.initiator.spans) and draft.voice == "verb"
    hurt = bool(draft.tolls or draft.places or draft.located)
    soldiers = someone and draft.initiator is not None and draft.initiator.kind == PartyKind.STATE_FORCES
    if (soldiers or (draft.tolls and _is_headlines(draft))) and {"hit", "seize"} & set(draft.words):
        return True  # "A's troops destroy two dredges", "A's navy seized crews", "A hits boat, three killed"
    others = draft.struck is not None or _is_anothers_word(draft)
    if draft.words[0] == "strike" and draft.voice == "noun" and draft.tolls and others:
        return True  # "three dead in strike on boat off A, B says", "three dead in strike on A's boat"
    shelled = draft.at_the_line and bool(draft.tolls and FROM_AFAR & set(draft.words))  # "a barrage of D"
    return (
        shelled
        or ("attack" in draft.words and hurt)
        or (someone and bool({"attack", "blast", "sabotage"} & set(draft.words)))
    )


def _is_anothers_word(draft: Draft) -> bool:
    """Whether a state tells of what happened elsewhere."""
    return any(teller not in draft.countries for teller in draft.telling_states)


def _is_headlines(draft: Draft) -> bool:
    """ "A hits boat, three killed", "three killed as A hits boat": a state in a headline, at its beginning or right before the deed, where "flooding
    in A destroys" is none of its deeds, nor is "as A ferry hits boat"."""
    spans = draft.initiator.spans if draft.initiator is not None else ()
    if not draft.title or draft.doer is None or not spans:
        return False
    if spans[0].start == 0:
        return draft.voice == "verb"
    return any(said.start == spans[0].end + 1 for said in draft.evidence) and draft.doer not in draft.countries


def _by_its_own(sound: Sound, draft: Draft) -> LeftOut | None:
    """What an old bomb that is dug up, and a crowd that is dispersed, are by themselves."""
    if (sound.relic and stories.is_of_relics(draft)) or (sound.dug and stories.is_dug_up(draft)):
        return LeftOut.ACCIDENT
    return LeftOut.DOMESTIC if sound.crowd and _is_dispersal(draft) else None


def _is_dispersal(draft: Draft) -> bool:
    """ "A's police fire tear gas at anti-B protesters": a crowd at home, whomever it is against, of whom nobody is hurt."""
    people = draft.target is not None and draft.target.kind == PartyKind.CIVILIANS
    return (
        people
        and draft.struck in {None, draft.doer}
        and draft.words == ["shoot"]
        and not draft.tolls
        and _is_policed(draft)
    )


def _loudest(weights: Mapping[LeftOut, int], draft: Draft) -> LeftOut:
    """ "A crush B 10-2" is sport where it sounds as much of a wreck."""
    kind = max(weights, key=weights.__getitem__)
    return LeftOut.SPORT if weights.get(LeftOut.SPORT) == weights[kind] and games.is_figurative(draft) else kind


def verdict(sound: Sound, draft: Draft) -> LeftOut | None:
    """Which kind of other news this draft is, if it is one."""
    weights = sound.weights
    kind = _by_its_own(sound, draft) if sound.relic or sound.dug or sound.crowd else None
    if kind is not None:
        return kind
    if not weights:
        return None
    if sound.tale and stories.is_told(draft):
        return LeftOut.FICTION
    kind = _loudest(weights, draft)
    weight = weights[kind]
    if not draft.kinetic:
        return routine.verdict(sound, draft, kind, loud=weight >= IN_TITLE)
    harmless = next((other for other in HARMLESS_DEATHS if other in weights), None)
    if harmless is not None and not _overrules(draft, harmless, sound):
        return harmless
    if kind == LeftOut.TRADE:
        return kind if games.is_figurative(draft) else None
    if kind in HARMLESS_DEATHS:
        return None
    return None if _outvoted(draft, weight, kind) else kind
