"""The desk knows better: what it ruled holds however the news goes on, until it is lifted."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from monitor.incidents import join as joining
from monitor.model.incidents import Incident, Status
from monitor.model.moderation import Pin, PinnedField, Ruling, Verdict
from monitor.model.reports import Correction, Mode, Report, TargetClass
from monitor.pipeline import moderate, pins
from monitor.pipeline.moderate import Refused
from tests.support.incidents import EVENTS, IR_PK, at, dead, later, strike
from tests.support.rules import shipped

NOON = at("2030-01-18T12:00")
DESK: Any = {"by": "amina", "because": "two sources on the ground", "at": later(NOON, days=1)}


def join(reports: list[Report], *rulings: Ruling | Refused) -> tuple[Incident, ...]:
    assert not any(isinstance(ruling, Refused) for ruling in rulings)
    ruled = [ruling for ruling in rulings if isinstance(ruling, Ruling)]
    return joining.join(reports, border=IR_PK.border, events=EVENTS, actors=IR_PK.actors, rulings=ruled)


def told(*groups: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [tuple(f"{item}#0" for item in group) for group in groups]


def parts(incidents: tuple[Incident, ...]) -> list[tuple[str, ...]]:
    return sorted(tuple(sorted(incident.reports)) for incident in incidents)


def raid(item: str, hours: float = 0, **fields: Any) -> Report:
    """A strike; a day between two of them makes them two."""
    moment = later(NOON, hours=hours)
    return strike(item, moment, happened_at=moment, **fields)


class TestMerge:
    """Two incidents that are one."""

    NEWS = (raid("x"), raid("y", 30), raid("z", 31))

    def merged(self) -> Ruling | Refused:
        first, second = join(list(self.NEWS))
        return moderate.merging(first, second, **DESK)

    def test_it_holds_whatever_comes_and_in_whatever_order(self) -> None:
        """A further report of either joins the one, in any order, and the smaller id goes on."""
        news = [*self.NEWS, raid("a", 32)]
        (first, *_) = join(list(self.NEWS))
        for order in permutations(news):
            (incident,) = join(list(order), self.merged())
            assert parts((incident,)) == told(("a", "x", "y", "z"))
        assert join(list(self.NEWS), self.merged())[0].id == first.id

    def test_the_other_id_leads_to_it(self) -> None:
        """Whoever has the old id finds the incident; and it is back when the ruling is lifted."""
        first, second = join(list(self.NEWS))
        after = join(list(self.NEWS), self.merged())
        assert joining.redirects((first, second), after) == ((second.id, first.id),)
        ruling = self.merged()
        lift = moderate.lifting([ruling], ruling.id, **(DESK | {"at": later(NOON, days=2)}))
        assert parts(join(list(self.NEWS), ruling, lift)) == told(("x",), ("y", "z"))

    def test_a_strike_and_its_answer_merge_only_by_hand(self) -> None:
        """The desk may join what direction keeps apart: it takes the blame."""
        news = [raid("x"), raid("y", by="b")]
        (incident,) = join(news, moderate.merging(*join(news), **DESK))
        assert parts((incident,)) == told(("x", "y"))

    def test_what_was_withdrawn_stays_withdrawn(self) -> None:
        """A notice of withdrawal finds its report in the merged incident too."""
        notice = replace(
            self.NEWS[1],
            key="n#0",
            item="n",
            known_at=later(NOON, hours=33),
            mode=Mode.NEGATED,
            correction=Correction.WITHDRAWN,
        )
        news = [
            replace(r, outlet=name, owner=name)
            for r, name in zip(self.NEWS, ("evening", "wire", "stringer"), strict=True)
        ]
        news.append(replace(notice, outlet="wire", owner="wire"))
        first, second = join(news)
        (incident,) = join(news, moderate.merging(first, second, **DESK))
        assert incident.status is Status.SOURCE_WITHDRAWN
        assert [line.outlets for line in incident.lines] == [("evening",), ("stringer",)]

    def test_refusals(self) -> None:
        """One incident can't be merged with itself, nor with one of another border."""
        first, second = join(list(self.NEWS))
        assert isinstance(moderate.merging(first, first, **DESK), Refused)
        refused = moderate.merging(first, replace(second, border="AF-PK"), **DESK)
        assert isinstance(refused, Refused)
        assert "AF-PK" in refused.reason


class TestSplit:
    """One incident that is two."""

    NEWS = (raid("x"), raid("y", 1), raid("z", 2, outlet="evening"))

    def cut(self, *items: str) -> Ruling | Refused:
        (incident,) = join(list(self.NEWS))
        return moderate.splitting(incident, items, **DESK)

    def test_the_parts_stay_apart(self) -> None:
        """In any order; a copy goes with its original, and what fits both stays with the rest."""
        copy = replace(self.NEWS[2], key="c#0", item="c", known_at=later(NOON, hours=9))
        for order in permutations([*self.NEWS, copy]):
            assert parts(join(list(order), self.cut("z"))) == told(("c", "z"), ("x", "y"))

    def test_a_split_of_what_was_merged(self) -> None:
        """The later ruling counts."""
        news = [raid("x"), raid("y", 30), raid("z", 31)]
        merge = moderate.merging(*join(news), **DESK)
        assert isinstance(merge, Ruling)
        (one,) = join(news, merge)
        split = moderate.splitting(one, ["y"], **(DESK | {"at": later(NOON, days=2)}))
        assert parts(join(news, merge, split)) == told(("x", "z"), ("y",))

    def test_refusals(self) -> None:
        """An item that isn't in it can't be taken out, and not all of them can."""
        assert isinstance(self.cut("w"), Refused)
        assert isinstance(self.cut("x", "y", "z"), Refused)


class TestVerdicts:
    """Whether it happened."""

    CLAIM = raid("x", outlet="blog")

    def ruled(self, verdict: Verdict, *, days: float = 1) -> Ruling:
        (incident,) = join([self.CLAIM])
        return moderate.ruling(verdict, incident, **(DESK | {"at": later(NOON, days=days)}))

    def test_confirmed(self) -> None:
        """The desk's word makes a doubtful claim sure, and says whose word it was."""
        (incident,) = join([self.CLAIM], self.ruled(Verdict.CONFIRM))
        assert (incident.status, incident.confidence) == (Status.CONFIRMED, 0.95)
        assert incident.confidence_because[-1] == "confirmed by the desk (amina): two sources on the ground"

    def test_retracted_for_good(self) -> None:
        """Further reports don't raise it from the dead; lifting does, and lifting the lift buries it again."""
        news = [self.CLAIM, raid("y", 1), raid("z", 2, outlet="wire")]
        retract = self.ruled(Verdict.RETRACT)
        (incident,) = join(news, retract)
        assert (incident.status, incident.confidence, len(incident.reports)) == (Status.RETRACTED, 0.0, 3)
        lift = moderate.lifting([retract], retract.id, **(DESK | {"at": later(NOON, days=2)}))
        assert join(news, retract, lift) == join(news)
        assert isinstance(lift, Ruling)
        again = moderate.lifting([retract, lift], lift.id, **(DESK | {"at": later(NOON, days=3)}))
        assert join(news, retract, lift, again)[0].status is Status.RETRACTED

    def test_the_later_verdict_counts(self) -> None:
        """Whoever confirms what was retracted has thought again."""
        rulings = self.ruled(Verdict.RETRACT), self.ruled(Verdict.CONFIRM, days=2)
        assert join([self.CLAIM], *rulings)[0].status is Status.CONFIRMED

    def test_a_ruling_is_news(self) -> None:
        """It counts as known when it was made, so that those who were told long ago are told of it."""
        (incident,) = join([self.CLAIM], self.ruled(Verdict.RETRACT, days=40))
        assert incident.last_known_at == later(NOON, days=40)

    def test_what_was_lifted_cannot_be_lifted_again(self) -> None:
        """Nor what never was."""
        retract = self.ruled(Verdict.RETRACT)
        lift = moderate.lifting([retract], retract.id, **DESK)
        assert isinstance(lift, Ruling)
        assert isinstance(moderate.lifting([retract, lift], retract.id, **DESK), Refused)
        assert isinstance(moderate.lifting([retract], "nothing", **DESK), Refused)


class TestPins:
    """Fields that the desk sets by hand."""

    NEWS = (raid("x", killed=dead(3)),)

    def pinned(self, *pins_: Pin) -> Incident:
        (incident,) = join(list(self.NEWS))
        drafted = moderate.ruling(Verdict.PIN, incident, **DESK)
        rulings = [
            moderate.identified(replace(drafted, pin=pin, at=later(NOON, days=1 + n))) for n, pin in enumerate(pins_)
        ]
        (ruled,) = join([*self.NEWS, raid("y", 1, outlet="wire", killed=dead(30))], *rulings)
        return ruled

    @pytest.mark.parametrize(
        ("field", "text", "read"),
        [
            ("killed", "7", lambda i: i.killed == dead(7)),
            ("killed", "5/7/9", lambda i: i.killed == dead(7, low=5, high=9)),
            ("killed", "5-9", lambda i: i.killed == dead(5, high=9)),
            ("event", "force_state.drone_strike", lambda i: i.event == "force_state.drone_strike"),
            ("target_class", "civilians", lambda i: i.target_class is TargetClass.CIVILIANS),
            ("severity", "6", lambda i: i.severity == 6),
            ("initiator", "pk", lambda i: i.initiator.state == "PK"),
            ("initiator", "unknown", lambda i: i.initiator.state is None),
            ("target", "jaish-al-adl", lambda i: i.target.name == "Jaish al-Adl"),
            ("place", "saravan", lambda i: i.places[0].name == "Saravan"),
            ("started_at", "2030-01-18T04:30+03:30", lambda i: i.started_at == at("2030-01-18T01:00")),
            ("headline", "It was a gas leak", lambda i: i.headline == "It was a gas leak"),
        ],
    )
    def test_a_pin_outlasts_reports(self, field: str, text: str, read: Any) -> None:
        """Whatever a later and better report says."""
        pin = pins.parse(PinnedField(field), text, shipped())
        assert isinstance(pin, Pin)
        assert read(self.pinned(pin))

    @pytest.mark.parametrize(
        ("field", "text"),
        [
            ("killed", "many"),
            ("killed", "9-7"),
            ("event", "force_state.tickle"),
            ("severity", "9"),
            ("initiator", "Atlantis"),
            ("place", "nowhere"),
            ("started_at", "soon"),
            ("target_class", "sheep"),
            ("headline", "  "),
        ],
    )
    def test_nonsense_is_refused(self, field: str, text: str) -> None:
        """With what may stand there."""
        refused = pins.parse(PinnedField(field), text, shipped())
        assert isinstance(refused, Refused)
        assert refused.reason

    def test_severity_follows_what_is_pinned(self) -> None:
        """Twenty-five dead make a strike graver, whether counted by outlets or by the desk; the later of two pins counts."""
        many, few = (Pin(field=PinnedField.KILLED, count=dead(n)) for n in (25, 2))
        assert self.pinned(many).severity == 6
        assert self.pinned(many, few).severity == 5
