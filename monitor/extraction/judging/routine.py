"""What isn't force in news of other kinds: trade at a gate, smugglers caught, roads drifted shut, teams that pull out.

Decides which kind of other news a step or a statement is, in a text that sounds of it. Doesn't decide on acts of force (``filters``).
"""

from collections.abc import Mapping
from types import MappingProxyType

from monitor.extraction.drafts import Draft
from monitor.extraction.judging.sounds import HARMLESS_DEATHS, IN_TITLE, Sound
from monitor.extraction.words.steps import REOPENED
from monitor.model.reports import LeftOut, PartyKind

_ROUTINE = (
    "coercion.crossing", "coercion.exp", "coercion.det", "coercion.air", "posture.alert", "material_deesc.reopening", "diplo_coop.contact", "diplo_coop.visit", "diplo_coop.agreement",
)  # fmt: skip
_CLOSED = ("coercion.crossing", "coercion.air")
_ARRESTED = ("coercion.det", "coercion.exp")
"""What is done to smugglers and to people without papers, too, whichever state they are of."""
_WITHDRAWAL = "material_deesc.withdrawal"
_NATURE = (LeftOut.WEATHER, LeftOut.DISASTER)
_BY_NATURE = (
    "coercion.crossing",
    "coercion.airspace",
    "coercion.trade",
    REOPENED,
    _WITHDRAWAL,
    "diplo_hostile.threat",
)
"""What snow does to roads, what a quake leaves of them, and what those who foretell it do."""
_POSTURE = "posture."
_SENT = "posture.deployment"
_SAID = ("diplo_hostile.accuse", "diplo_hostile.threat")
_OTHER_FLIGHT = "society."
"""People flee from floods, and couriers from the police."""
_NEVER_DIPLOMACY = frozenset({LeftOut.SPORT, LeftOut.FICTION, LeftOut.LABOUR, LeftOut.MARKET})
_ENVOYS = "diplo_hostile.envoy"
_SOLEMN = (_ENVOYS, _WITHDRAWAL, "posture.deployment")
_OF_STATES_ALONE: Mapping[LeftOut, str | tuple[str, ...]] = MappingProxyType(
    {
        LeftOut.SPORT: _ENVOYS,
        LeftOut.LABOUR: _ENVOYS,
        LeftOut.FICTION: _SOLEMN,
        LeftOut.MARKET: (*_SOLEMN, "coercion.crossing_closed"),
    }
)
"""What states alone do, by what a text sounds of: teams and strikers are sent out, too, and firms withdraw."""
_BANNED = "coercion.trade"  # films are goods, too


def verdict(sound: Sound, draft: Draft, kind: LeftOut, *, loud: bool) -> LeftOut | None:
    """Which kind of other news a step or a statement is."""
    word = draft.words[0]
    nature = next((one for one in _NATURE if one in sound.weights), None)
    if nature is not None and word.startswith(_BY_NATURE):
        seasonal = not draft.title or word.startswith(REOPENED)
        return nature if seasonal or sound.weights[nature] >= IN_TITLE else None
    blamed = kind == LeftOut.CRIME or (kind in HARMLESS_DEATHS and draft.voice == "passive")
    if loud and blamed and _is_said_by_half(draft):
        return kind  # "a short circuit is blamed"
    if kind in HARMLESS_DEATHS and word.startswith((_POSTURE, _OTHER_FLIGHT)):
        # "sends troops to train fighters", "tests a missile from a submarine"
        sent = kind == LeftOut.ACCIDENT and sound.things and word.startswith(_POSTURE)
        aimed = kind == LeftOut.CRIME and _is_aimed(draft, _SENT)
        return kind if loud and not (sent or aimed) else None
    if sound.unmeant and word.startswith(_BY_NATURE):
        return LeftOut.ACCIDENT
    if sound.own and word.startswith(_ARRESTED):
        return LeftOut.CRIME  # "kills four colleagues, arrested"
    return _other_than_diplomacy(sound.weights, draft)


def _other_than_diplomacy(weights: Mapping[LeftOut, int], draft: Draft) -> LeftOut | None:
    loud = [kind for kind in sorted(weights, key=weights.__getitem__, reverse=True) if weights[kind] >= IN_TITLE]
    aimed = "after_dispute" in draft.traits or _is_aimed(draft, _CLOSED)
    if loud[:1] == [LeftOut.TRADE] and draft.words[0].startswith(_ROUTINE) and not aimed:
        return LeftOut.TRADE
    caught = draft.initiator is None and not (draft.target and draft.target.kind == PartyKind.STATE_FORCES)
    if draft.words[0].startswith(_ARRESTED) and (loud[:1] == [LeftOut.CRIME] or (caught and LeftOut.CRIME in weights)):
        return LeftOut.CRIME
    never = _NEVER_DIPLOMACY - {LeftOut.FICTION} if _is_aimed(draft, _BANNED) else _NEVER_DIPLOMACY
    return next((kind for kind in loud if kind in never and not _is_solemn(draft, kind, weights[kind])), None)


def _is_solemn(draft: Draft, kind: LeftOut, weight: int) -> bool:
    """ "A recalls its envoy amid a probe", "A's troops leave five points": what states alone do, whatever one word of the headline sounds of."""
    doer = draft.initiator
    if (
        doer is None
        or not doer.spans
        or (draft.words[0].startswith(_WITHDRAWAL) and doer.kind != PartyKind.STATE_FORCES)
    ):
        return False
    return draft.title and weight < 2 * IN_TITLE and draft.words[0].startswith(_OF_STATES_ALONE[kind])


def _is_aimed(draft: Draft, steps: str | tuple[str, ...]) -> bool:
    """ "A shuts its gates to B's fruit", "A sends ships off B to fight smugglers": a headline's state against another, whatever for."""
    parties = (draft.initiator, draft.target)
    named = {party.state for party in parties if party is not None and party.spans and party.state}
    return draft.title and draft.words[0].startswith(steps) and len(named) > 1


def _is_said_by_half(draft: Draft) -> bool:
    """ "Robberies threaten A", "A accuses a tycoon of fraud": words of which one side is no state."""
    return draft.words[0].startswith(_SAID) and (draft.initiator is None or draft.target is None)
