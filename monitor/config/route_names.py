"""Whether the types, places and labels that routes name are any that the rules know: a name that nothing has would never match.

Decides what each may be; what an alert is matched by is :mod:`monitor.alerts.route`'s.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from monitor.alerts import desk, group
from monitor.alerts.conditions import CONDITION_LABEL
from monitor.config import routing
from monitor.config.routing import RouteEntry
from monitor.model.alerts import SAME_DAY
from monitor.model.conditions import ConditionKind
from monitor.model.rulebook import Place, Rulebook
from monitor.rules.documents import Fault, Trail, nearest

Named = tuple[Trail, str]


class RouteNames:
    """What the rulebook knows that routes may ask for."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook

    @cached_property
    def types(self) -> frozenset[str]:
        """Types of acts, and events: ``force_state`` and ``force_state.missile_strike``."""
        events = {event.id for event in self._rulebook.events}
        return frozenset(events | {event.partition(".")[0] for event in events})

    @cached_property
    def labels(self) -> frozenset[tuple[str, str]]:
        """Those that the desk's rules put on their alerts, the rules' own, that of a second alert on one day, and what is wrong with the monitor."""
        rules = self._rulebook.rules
        given = {label for rule in rules for label in rule.then.labels}
        conditions = ((CONDITION_LABEL, kind.value) for kind in ConditionKind)
        return frozenset({SAME_DAY, *given, *((desk.RULE_LABEL, rule.id) for rule in rules), *conditions})

    @cached_property
    def places(self) -> frozenset[str]:
        """Ids and names of places, of what they lie in, and codes of states; in small letters, as they are compared."""
        written = [
            *self._rulebook.places,
            *(table.read(line) for table in self._rulebook.towns for line in table.lines),
        ]
        states = {country.iso for country in self._rulebook.countries}
        return frozenset(name.casefold() for name in {*states, *(name for place in written for name in _names(place))})


def faults(routes: Collection[RouteEntry], known: RouteNames) -> list[Fault]:
    """The names that nothing has, each with the nearest that something has."""
    return [
        Fault(trail, message, "dangling-reference")
        for number, route in enumerate(routes)
        for trail, message in _complaints(("routes", number), route, known)
    ]


def _complaints(trail: Trail, route: RouteEntry, known: RouteNames) -> Iterator[tuple[Trail, str]]:
    when = (*trail, "when")
    labels = {name for name, _ in known.labels}
    groupable = {*group.ALIKE_IN, *labels}
    for where, name in routing.each((*when, "type"), route.when.type):
        if name not in known.types:
            yield where, f"there is no type '{name}'{nearest(name, known.types)}"
    for where, name in routing.each((*when, "place"), route.when.place):
        if name.casefold() not in known.places:
            yield where, f"the rules know no place '{name}'{nearest(name, known.places)}"
    for where, name in routing.each((*trail, "group_by"), route.group_by):
        if name not in groupable:
            yield where, f"alerts can't be grouped by '{name}'{nearest(name, groupable)}"
    yield from _label_complaints((*when, "labels"), route.when.labels, known)


def _label_complaints(trail: Trail, asked: Mapping[str, str], known: RouteNames) -> Iterator[tuple[Trail, str]]:
    for name, value in asked.items():
        if complaint := label_complaint(name, value, known.labels):
            yield (*trail, name), complaint


def label_complaint(name: str, value: str, known: Collection[tuple[str, str]]) -> str | None:
    """That no alert has this label, with the nearest that one may have; None when there is one."""
    values = {given for label, given in known if label == name}
    if not values:
        return f"no alert has a label '{name}'{nearest(name, {label for label, _ in known})}"
    return None if value in values else f"no alert has the label {name}: {value}{nearest(value, values)}"


def _names(place: Place) -> Iterator[str]:
    yield from (name for name in (place.id, place.name, place.admin1, place.within) if name)
