"""The gates and rules of the ladder: which step may be taken from where, and the words for it; their numbers stand in ``rules/core/ladder.yaml``.

Decides one step from a standing. Doesn't decide at which times it is asked (monitor.escalation.ladder).
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from monitor.escalation.standing import EPOCH, HOUR, Force, Standing
from monitor.model.assessments import Firing, State
from monitor.model.indicators import Rung

Step = tuple[State, str]
"""The state to go to, and why."""


def force_gate(standing: Standing) -> Force | None:
    """G-FORCE: recent, sure, and after the last turn downwards."""
    recent = standing.recent_force(standing.ladder.force.within)
    return next((f for f in reversed(recent) if f.gate and f.at > standing.lowered_at), None)


def reciprocity_gate(standing: Standing) -> str:
    """G-RECIP, in words; empty when it doesn't hold."""
    rule = standing.ladder.reciprocity
    recent = [force for force in standing.recent_force(rule.within) if force.gate]
    users = {user for force in recent for user in force.users}
    if len(users) > 1:
        return f"both sides used force within {span(rule.within)}"
    alone = standing.recent(rule.alone, standing.at - rule.within)
    sure = next((f for f in alone if f.confidence >= standing.ladder.force.confidence), None)
    return f"{sure.code}: {sure.because}" if sure else ""


def _to_escalation(standing: Standing) -> Step | None:
    limit = standing.ladder.escalation.enter
    reciprocal = reciprocity_gate(standing) if standing.score >= limit else ""
    return (
        (State.ESCALATION, f"G-RECIP and score {standing.score:.0f} ≥ {limit:g}: {reciprocal}") if reciprocal else None
    )


def _to_confrontation(standing: Standing) -> Step | None:
    force = force_gate(standing)
    if force:
        return State.CONFRONTATION, f"G-FORCE: {force.because}"
    limit = standing.ladder.confrontation.enter
    return (State.CONFRONTATION, f"score {standing.score:.0f} ≥ {limit:g}") if standing.score >= limit else None


def _to_tension(standing: Standing) -> Step | None:
    limit = standing.ladder.tension.enter
    return (State.TENSION, f"score {standing.score:.0f} ≥ {limit:g}") if standing.score >= limit else None


def _to_calm(standing: Standing) -> Step | None:
    rung = standing.ladder.tension
    return (State.CALM, linger(rung)) if standing.lingering(rung) else None


def _cool(standing: Standing) -> Step | None:
    rung = standing.ladder.confrontation
    return (State.TENSION, linger(rung)) if standing.lingering(rung) else None


def _settle_down(standing: Standing) -> Step | None:
    """De-escalating ends when the score is low and gate force is long past."""
    rung, wait = standing.ladder.de_escalating, standing.ladder.settled_for
    if not standing.lingering(rung) or any(force.gate for force in standing.recent_force(wait)):
        return None
    return State.TENSION, f"{linger(rung)}, and no state force for {span(wait)}"


def _flare(standing: Standing) -> Step | None:
    """Only new force ends de-escalating upwards; what was before the turn counts for reciprocity only together with it."""
    force = force_gate(standing)
    return (_to_escalation(standing) or (State.CONFRONTATION, f"G-FORCE: {force.because}")) if force else None


def _turn(standing: Standing) -> Step | None:
    """Towards de-escalating: by agreement, or by good words from both sides with contact, after enough quiet."""
    rule, since = standing.ladder.turn, turns_since(standing)
    agreed = standing.recent(rule.agreement, since)
    if agreed and quiet_for(standing, rule.agreement_quiet_for):
        return State.DE_ESCALATING, f"{agreed[-1].because}; {span(rule.agreement_quiet_for)} without state force"
    contact = standing.recent(rule.contact, since)
    if contact and quiet_for(standing, rule.contact_quiet_for) and both_speak(standing):
        return (
            State.DE_ESCALATING,
            f"good words from both sides and contact; {span(rule.contact_quiet_for)} without state force",
        )
    return None


def turns_since(standing: Standing) -> datetime:
    """What turns a border counts after this: the last force, and the beginning of confrontation or escalation (itself included)."""
    return max(standing.last_force_at() or EPOCH, standing.upper_since - timedelta.resolution)


def quiet_for(standing: Standing, wait: timedelta) -> bool:
    """So long no state force."""
    last = standing.last_force_at()
    return last is None or standing.at - last >= wait


def both_speak(standing: Standing) -> bool:
    """Good words from both sides, or one that is of both, since :func:`turns_since`; words that came with the force itself count."""
    words = standing.recent(standing.ladder.turn.goodwill, turns_since(standing) - timedelta.resolution)
    return any(f.side is None for f in words) or len({f.side for f in words}) > 1


def _freeze(standing: Standing) -> Step | None:
    rule = standing.ladder.frozen
    if standing.at - frozen_since(standing) < rule.quiet_for or conciliation(standing):
        return None
    return State.CONFRONTATION, f"frozen: {span(rule.quiet_for)} without state force and without conciliation"


def frozen_since(standing: Standing) -> datetime:
    """The last force, or the beginning of the escalation."""
    return max(standing.last_force_at() or standing.since, standing.since)


def conciliation(standing: Standing) -> list[Firing]:
    """What keeps an escalation from freezing."""
    rule = standing.ladder.frozen
    return standing.recent(rule.unless, standing.at - rule.quiet_for)


RULES: Mapping[State, tuple[Callable[[Standing], Step | None], ...]] = {
    State.CALM: (_to_escalation, _to_confrontation, _to_tension),
    State.TENSION: (_to_escalation, _to_confrontation, _to_calm),
    State.CONFRONTATION: (_to_escalation, _turn, _cool),
    State.ESCALATION: (_turn, _freeze),
    State.DE_ESCALATING: (_flare, _settle_down),
}


def linger(rung: Rung) -> str:
    """How long the score must stay low, in words."""
    return f"score ≤ {rung.leave:g} for {span(rung.leave_for)}"


def span(wait: timedelta) -> str:
    """Hours, or whole days from four on."""
    hours = round(wait / HOUR)
    return f"{hours} h" if hours < 96 or hours % 24 else f"{hours // 24} d"
