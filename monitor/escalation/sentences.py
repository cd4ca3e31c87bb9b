"""The sentence that says why an indicator fired: its template from the rulebook, filled with names, numbers and times.

Decides wording of values only; what is unknown is said in words, never invented. Texts of news are put in as they are, once: a brace in
a name is no placeholder.
"""

import re
from collections.abc import Callable, Sequence
from datetime import timedelta

from monitor.escalation.facts import Fact
from monitor.escalation.world import World
from monitor.model.incidents import Incident
from monitor.model.reports import Count, Party, PartyKind, TargetClass

FIELDS = ("A", "B", "place", "elapsed", "killed", "civilians", "group", "means", "initiator", "count")
"""The placeholders that a template may use; a test holds the rules' own list against it, since stages don't know each other."""

_OF_THE_STATE = frozenset({PartyKind.GOVERNMENT, PartyKind.STATE_FORCES})
_AIMS = {TargetClass.CIVILIANS: "civilians", TargetClass.NONSTATE_GROUP: "an armed group"}

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def sentence(template: str, fact: Fact, *, related: Sequence[Fact], world: World) -> str:
    """``{A}`` is the acting side, ``{B}`` the other; ``{elapsed}`` counts from the first related fact."""
    fillers: dict[str, Callable[[], str]] = {
        "A": lambda: _state(fact.side, world) or _name(fact.incident.initiator, "one side"),
        "B": lambda: _state(_other(fact, world), world) or "the other side",
        "place": lambda: fact.incident.places[0].name if fact.incident.places else "an unknown place",
        "elapsed": lambda: elapsed(fact.at - related[0].at) if related else "",
        "killed": lambda: figure(fact.incident.killed),
        "civilians": lambda: figure(
            fact.incident.civilians_killed or fact.incident.children_killed or fact.incident.killed
        ),
        "group": lambda: _aim(fact.incident),
        "means": lambda: ", ".join(dict.fromkeys(fact.incident.means)) or "unknown means",
        "initiator": lambda: _name(fact.incident.initiator, "someone unknown"),
        "count": lambda: str(len(related) + 1),
    }
    return PLACEHOLDER.sub(lambda found: fillers[found[1]]() if found[1] in fillers else "", template)


def elapsed(span: timedelta) -> str:
    """Whole hours up to four days, whole days beyond."""
    hours = round(span / timedelta(hours=1))
    return f"{hours} h" if hours <= 96 else f"{round(hours / 24)} d"


def figure(count: Count | None) -> str:
    """A number of people, with its range when there is one."""
    if count is None:
        return "an unknown number"
    return str(count.best) if count.low == count.high else f"{count.best} ({count.low}–{count.high})"


def _aim(incident: Incident) -> str:
    """What was struck, as far as it is known: that it was in a state says where, not what."""
    party, meant = incident.target, incident.target_class
    of_the_state = party is not None and party.kind in _OF_THE_STATE and meant in {TargetClass.UNKNOWN, *_AIMS}
    if party is None or party.kind is PartyKind.UNKNOWN or of_the_state:
        return _AIMS.get(meant, "not known")
    return _name(party, "not known")


def _other(fact: Fact, world: World) -> str | None:
    if fact.side is None:
        return fact.struck
    return next(side for side in world.sides if side != fact.side)


def _state(side: str | None, world: World) -> str:
    return world.names.get(side, side) if side else ""


def _name(party: Party | None, otherwise: str) -> str:
    return party.name if party and party.name else otherwise
