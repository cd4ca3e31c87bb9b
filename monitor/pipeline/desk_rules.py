"""Where the desk's rules are asked: items and reports when they are read, incidents when their border is assessed.

Decides what a rule is asked of, and for how long after; whether it matches is :mod:`monitor.rules.matching`'s, how it is told
:mod:`monitor.alerts.desk`'s. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from monitor.alerts import changes, wording
from monitor.alerts.desk import Hit
from monitor.incidents import join as joining
from monitor.model.incidents import Incident, Status
from monitor.model.items import Item
from monitor.model.outlets import Outlet
from monitor.model.reports import Mode, Reading
from monitor.model.rulebook import Rulebook
from monitor.model.rules import Rule, RuleMatch, RuleStatus, Scope
from monitor.pipeline.ports import RINGS_FOR
from monitor.rules import matching
from monitor.rules.matching import Match, Subject


class DeskRules:
    """The rulebook's rules, ready to be asked."""

    def __init__(self, rulebook: Rulebook, outlets: Mapping[str, Outlet]) -> None:
        self._rulebook = rulebook
        self._outlets = outlets
        self._rules = tuple(rule for rule in rulebook.rules if rule.status is not RuleStatus.DEPRECATED)
        self._names = changes.names_of(rulebook)
        self.needs_texts = any(matching.needs_texts(rule) for rule in self._rules)

    def at_reading(self, item: Item, reading: Reading) -> tuple[RuleMatch, ...]:
        """The rules on items and reports that match, once each."""
        found = (
            self._noted(rule, match, subject, item)
            for rule in self._of(Scope.ITEM, Scope.REPORT)
            for subject, match in self._asked(rule, item, reading, now=item.known_at)
            if match.matched
        )
        return tuple({match.rule: match for match in reversed(tuple(found))}.values())

    def explained(self, item: Item, reading: Reading) -> tuple[Match, ...]:
        """Every rule asked of one item alone: of several reports or incidents, that which comes nearest to matching."""
        return tuple(self.asked_alone(rule, item, reading) for rule in self.all)

    @property
    def all(self) -> tuple[Rule, ...]:
        """Every rule, deprecated ones too."""
        return self._rulebook.rules

    def asked_alone(self, rule: Rule, item: Item, reading: Reading) -> Match:
        """One rule asked of one item as if nothing else were known."""
        return max((match for _, match in self._asked(rule, item, reading, now=item.known_at)), key=_nearness)

    def hits(
        self, incidents: Sequence[Incident], matches: Sequence[RuleMatch], items: Sequence[Item], *, now: datetime
    ) -> tuple[Hit, ...]:
        """What was matched lately, in order of time: ``matches`` from reading (none older than RINGS_FOR), and the incidents, asked now."""
        return (*self._hits_of_matches(matches), *self._hits_of_incidents(incidents, items, now=now))

    def _of(self, *scopes: Scope) -> Iterator[Rule]:
        return (rule for rule in self._rules if rule.scope in scopes)

    def _asked(self, rule: Rule, item: Item, reading: Reading, *, now: datetime) -> list[tuple[Subject, Match]]:
        subjects = self.subjects(rule, item, reading)
        return [(subject, matching.match(rule, subject, now=now)) for subject in subjects]

    def subjects(self, rule: Rule, item: Item, reading: Reading) -> list[Subject]:
        """What the rule is asked of when nothing is known but this item."""
        as_item = matching.of_item(item, reading, grade=self._grade(item.outlet))
        if rule.scope is Scope.ITEM:
            return [as_item]
        if rule.scope is Scope.REPORT:
            return [matching.of_report(item, report) for report in reading.reports] or [as_item]
        return [matching.of_incident(incident, [item]) for incident in self._incidents(reading)] or [as_item]

    def _incidents(self, reading: Reading) -> list[Incident]:
        factual = [report for report in reading.reports if report.mode is Mode.FACTUAL]
        homes = dict.fromkeys(report.border for report in factual)
        events, actors = {event.id: event for event in self._rulebook.events}, self._rulebook.actor_by_id()
        return [
            incident for home in homes for incident in joining.join(factual, border=home, events=events, actors=actors)
        ]

    def _grade(self, outlet: str) -> str:
        known = self._outlets.get(outlet)
        return known.events.value if known else ""

    def _noted(self, rule: Rule, match: Match, subject: Subject, item: Item) -> RuleMatch:
        home = subject.border or (rule.borders[0] if len(rule.borders) == 1 else None)
        return RuleMatch(
            rule=rule.id,
            item=item.id,
            known_at=item.known_at,
            border=home,
            title=item.title,
            url=item.url,
            outlet=item.outlet,
            grade=next(iter(subject.grades), ""),
            because=match.because,
        )

    def _hits_of_matches(self, matches: Sequence[RuleMatch]) -> Iterator[Hit]:
        by_id = {rule.id: rule for rule in self._rules}
        for match in sorted(matches, key=lambda m: (m.known_at, m.item, m.rule)):
            if match.rule in by_id:
                yield Hit(
                    rule=by_id[match.rule],
                    of=match.item,
                    border=match.border,
                    says=match.title,
                    sure=f"one item of {match.outlet or 'an unknown outlet'}, grade {match.grade or 'F'}",
                    because=match.because,
                    links=(match.url,) if match.url else (),
                )

    def _hits_of_incidents(
        self, incidents: Sequence[Incident], items: Sequence[Item], *, now: datetime
    ) -> Iterator[Hit]:
        texts = {item.id: item for item in items}
        for incident in incidents:
            if incident.status is Status.RETRACTED or now - incident.first_known_at > RINGS_FOR:
                continue
            subject = matching.of_incident(incident, [texts[i] for i in incident.items if i in texts])
            for rule in self._of(Scope.INCIDENT):
                if rule.borders and incident.border not in rule.borders:
                    continue
                match = matching.match(rule, subject, now=now)
                if match.matched:
                    yield self._hit(rule, match, incident)

    def _hit(self, rule: Rule, match: Match, incident: Incident) -> Hit:
        return Hit(
            rule=rule,
            of=min(incident.reports, default=incident.id),
            border=incident.border,
            says=wording.act(incident, self._names),
            sure=f"occurrence {wording.grade(incident)} ({wording.sources(incident)})",
            because=match.because,
            links=incident.links,
            incident=incident.id,
            events=(incident.event,),
            places=wording.place_names((incident,)),
        )


def _nearness(match: Match) -> tuple[bool, int]:
    return match.matched, sum(leaf.holds is True for leaf in match.when.leaves())
