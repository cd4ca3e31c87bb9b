"""What the desk writes for a field of an incident, as a value; what can't be one is refused with what may stand there. Pure."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from monitor.model.moderation import Pin, PinnedField
from monitor.model.reports import NOBODY, Count, Party, PartyKind, TargetClass
from monitor.model.rulebook import Rulebook
from monitor.pipeline.moderate import Refused

_SEVERITIES = range(-4, 7)
_RANGE = re.compile(r"(\d+)(?:[-/](\d+))?(?:[-/](\d+))?")

Parse = Callable[[PinnedField, str, Rulebook], Pin | Refused]


def parse(field: PinnedField, text: str, rulebook: Rulebook) -> Pin | Refused:
    """A pin of this field; ids of acts, actors and places are the rulebook's."""
    return _PARSERS[field](field, text.strip(), rulebook)


def _text(field: PinnedField, text: str, _: Rulebook) -> Pin | Refused:
    return Pin(field=field, text=text) if text else Refused(reason=f"{field} can't be empty")


def _event(field: PinnedField, text: str, rulebook: Rulebook) -> Pin | Refused:
    if any(event.id == text for event in rulebook.events):
        return Pin(field=field, text=text)
    return Refused(reason=f"{text} is no act; write type.subtype, such as force_state.shelling")


def _target_class(field: PinnedField, text: str, _: Rulebook) -> Pin | Refused:
    classes = [each.value for each in TargetClass]
    return Pin(field=field, text=text) if text in classes else Refused(reason=f"{field} is one of {', '.join(classes)}")


def _severity(field: PinnedField, text: str, _: Rulebook) -> Pin | Refused:
    given = re.fullmatch(r"-?\d", text)
    if given and int(text) in _SEVERITIES:
        return Pin(field=field, number=int(text))
    return Refused(reason=f"{field} is a number from {_SEVERITIES.start} to {_SEVERITIES.stop - 1}")


def _count(field: PinnedField, text: str, _: Rulebook) -> Pin | Refused:
    """``9``, ``7-9`` (of which the lower is the best), or ``5/7/9`` for low, best and high."""
    given = _RANGE.fullmatch(text)
    if given is None:
        return Refused(reason=f"{field} is a number (9), a range (7-9), or low/best/high (5/7/9)")
    numbers = [int(number) for number in given.groups() if number is not None]
    low, high = numbers[0], numbers[-1]
    best = numbers[1] if len(numbers) == len(("low", "best", "high")) else low
    if not low <= best <= high:
        return Refused(reason=f"{text}: low, best and high must not fall")
    return Pin(field=field, count=Count(low=low, best=best, high=high))


def _party(field: PinnedField, text: str, rulebook: Rulebook) -> Pin | Refused:
    """The id of an actor, the code of a state, or ``unknown``."""
    if text == NOBODY:
        return Pin(field=field, party=Party(name=NOBODY, kind=PartyKind.UNKNOWN))
    if actor := rulebook.actor_by_id().get(text):
        return Pin(field=field, party=Party(name=actor.name, kind=actor.kind, state=actor.state, entity=actor.id))
    country = next((country for country in rulebook.countries if country.iso == text.upper()), None)
    if country is None:
        return Refused(reason=f"{text} is no actor of the rules, no code of a state, and not unknown")
    return Pin(field=field, party=Party(name=country.name, kind=PartyKind.GOVERNMENT, state=country.iso))


def _place(field: PinnedField, text: str, rulebook: Rulebook) -> Pin | Refused:
    places = rulebook.place_by_id()
    place = places.get(text)
    if place is None:
        return Refused(reason=f"{text} is no place of the rules; write its id")
    return Pin(field=field, place=place.point(places))


def _moment(field: PinnedField, text: str, _: Rulebook) -> Pin | Refused:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return Refused(reason=f"{text} is no time such as 2024-01-18T04:30+03:30 (UTC where there is no zone)")
    return Pin(field=field, moment=moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC))


_PARSERS: Mapping[PinnedField, Parse] = {
    PinnedField.EVENT: _event,
    PinnedField.HEADLINE: _text,
    PinnedField.TARGET_CLASS: _target_class,
    PinnedField.SEVERITY: _severity,
    PinnedField.KILLED: _count,
    PinnedField.INJURED: _count,
    PinnedField.ATTACKERS_KILLED: _count,
    PinnedField.CIVILIANS_KILLED: _count,
    PinnedField.INITIATOR: _party,
    PinnedField.TARGET: _party,
    PinnedField.PLACE: _place,
    PinnedField.STARTED_AT: _moment,
}
