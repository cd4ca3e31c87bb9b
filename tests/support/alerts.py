"""Hand-made assessments, incidents and a desk that is told of them, for two states that don't exist."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from monitor.alerts import decide
from monitor.model.alerts import Alert, Level, Reason
from monitor.model.assessments import Assessment, Contribution, Firing, State, Trend
from monitor.model.incidents import Incident, Line, Status
from monitor.model.reports import ActClass, Count, Party, PartyKind, PlacePoint, TargetClass
from monitor.model.rulebook import Country, Rulebook
from monitor.model.times import Precision

BORDER = "XA-YB"
START = datetime(2030, 1, 16, 19, 30, tzinfo=UTC)
RULEBOOK = Rulebook(countries=(Country(iso="XA", name="Xand"), Country(iso="YB", name="Yland")))


def at(hours: float) -> datetime:
    """So many hours after the start."""
    return START + timedelta(hours=hours)


def line(name: str = "l1", *, grade: str = "B", reports: tuple[str, ...] = ()) -> Line:
    """A line of reporting."""
    return Line(id=name, reports=reports, outlets=(name,), grade=grade, reliability=0.7, because="only one")


def strike(name: str = "i1", **changes: object) -> Incident:
    """A strike by one state on a group in the other's land, claimed by the striker alone."""
    base = Incident(
        id=name,
        border=BORDER,
        event="force_state.missile_strike",
        act=ActClass.AIR,
        status=Status.REPORTED,
        confidence=0.6,
        severity=5,
        started_at=at(-1.5),
        precision=Precision.HOUR,
        first_known_at=START,
        last_known_at=START,
        initiator=Party(name="Xand Guards", kind=PartyKind.STATE_FORCES, state="XA"),
        target=Party(name="Hill Front", kind=PartyKind.NONSTATE_GROUP),
        target_class=TargetClass.NONSTATE_GROUP,
        means=("missile", "drone"),
        places=(PlacePoint(entity="alta", name="Alta", country="YB", within="Alta district", precision=2),),
        sides=("XA", "YB"),
        confirmed_by=("XA",),
        reports=(f"{name}#0",),
        lines=(line(),),
        items=(name,),
        links=(f"https://news.example/{name}",),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def act(name: str, event: str, act_class: ActClass, severity: int, **changes: object) -> Incident:
    """A diplomatic or other act without force."""
    base = strike(name, event=event, act=act_class, severity=severity, confidence=0.9, means=(), target=None)
    return replace(base, **changes)  # type: ignore[arg-type]


def firing(code: str, incident: str | None = None, *, when: datetime = START, chronic: float = 1.0) -> Firing:
    """An indicator's firing."""
    return Firing(
        indicator=code,
        code=code,
        border=BORDER,
        at=when,
        weight=5.0,
        half_life_days=14.0,
        confidence=0.9,
        because=f"{code} because",
        chronic=chronic,
        incident=incident,
    )


def assessed(state: State = State.CALM, score: float = 0.0, **changes: object) -> Assessment:
    """An assessment with a ledger of one line."""
    base = Assessment(
        border=BORDER,
        at=START,
        state=state,
        score=score,
        trend=Trend.UP if score else Trend.LEVEL,
        ledger=(Contribution(code="I11", indicator="strike_on_nonstate_target", points=score, because="a strike"),)
        if score
        else (),
        because=("gate G-FORCE met",) if state is not State.CALM else (),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def killed(low: int, best: int | None = None, high: int | None = None) -> Count:
    """A count of dead."""
    best = low if best is None else best
    return Count(low=low, best=best, high=best if high is None else high)


@dataclass
class Desk:
    """Keeps the log as the store would: what was told last, the incidents as written, every alert."""

    alerts: tuple[Alert, ...] = ()
    told: Assessment | None = None
    incidents: tuple[Incident, ...] = ()
    rulebook: Rulebook = field(default=RULEBOOK)

    def hears(self, hours: float, assessment: Assessment, incidents: Sequence[Incident]) -> tuple[Alert, ...]:
        """Decides at that hour, and records."""
        made = self.would_hear(hours, assessment, incidents)
        self.alerts += made
        self.told, self.incidents = replace(assessment, at=at(hours)), tuple(incidents)
        return made

    def would_hear(self, hours: float, assessment: Assessment, incidents: Sequence[Incident]) -> tuple[Alert, ...]:
        """Decides at that hour without recording."""
        return decide.decide(
            border=BORDER,
            assessment=replace(assessment, at=at(hours)),
            told=self.told,
            incidents=incidents,
            told_incidents=self.incidents,
            alerts=self.alerts,
            rulebook=self.rulebook,
            now=at(hours),
        )

    def pending(self, hours: float, assessment: Assessment, incidents: Sequence[Incident]) -> datetime | None:
        """When what waits at that hour will be told."""
        return decide.pending_until(
            assessment=replace(assessment, at=at(hours)),
            told=self.told,
            incidents=incidents,
            told_incidents=self.incidents,
            alerts=self.alerts,
            now=at(hours),
            rulebook=self.rulebook,
        )


def ruled(**changes: object) -> Alert:
    """An alert that a desk's rule asked for, with the labels that it gave."""
    fields: dict[str, object] = {"id": "a", "at": START, "border": BORDER, "level": Level.WATCH, "reason": Reason.RULE}
    labels = (("rule", "convoy"), ("team", "logistics"))
    return Alert(**{**fields, "headline": "h", "conversation": "c", "labels": labels, **changes})  # type: ignore[arg-type]
