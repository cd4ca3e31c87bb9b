"""Made-up weeks on the border ``AA-BB`` for property tests: incidents of every sort, sure and unsure, in any order."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import strategies as st

from monitor.model.incidents import Incident
from monitor.model.reports import TargetClass
from tests.support.escalation import at, attack, clash, count, other, said, strike

START = at("2030-01-01 00:00")
HOSTILE = (
    "strike",
    "state strike",
    "clash",
    "attack",
    "protest",
    "threat",
    "force threat",
    "recall",
    "raid",
    "posture",
)
CALMING = ("kind word", "declaration", "call", "agreement", "truce", "return", "visit", "offer")
SAID = {
    "protest": "diplo_hostile.condemn_protest",
    "threat": "diplo_hostile.threat_warning",
    "recall": "diplo_hostile.envoy_recalled_expelled",
    "posture": "posture.deployment_mobilisation",
    "kind word": "diplo_coop.conciliatory",
    "declaration": "diplo_coop.no_escalation_declaration",
    "call": "diplo_coop.contact",
    "agreement": "diplo_coop.agreement_joint_statement",
    "truce": "material_deesc.ceasefire",
    "return": "diplo_coop.relations_restored",
    "visit": "diplo_coop.visit",
    "offer": "diplo_coop.mediation_offer",
}


@st.composite
def happenings(draw: st.DrawFn, kinds: tuple[str, ...] = HOSTILE + CALMING, most: int = 9) -> list[Incident]:
    """Several incidents within a month."""
    return [draw(an_incident(f"i{n}", kinds)) for n in range(draw(st.integers(0, most)))]


@st.composite
def an_incident(draw: st.DrawFn, name: str, kinds: tuple[str, ...]) -> Incident:
    """One incident of these kinds."""
    kind, side = draw(st.sampled_from(kinds)), draw(st.sampled_from(("AA", "BB")))
    when = START + timedelta(hours=draw(st.integers(0, 720)), minutes=draw(st.sampled_from((0, 0, 17))))
    sure = draw(st.sampled_from((0.3, 0.6, 0.85, 0.95)))
    dead = count(draw(st.sampled_from((0, 3, 30))))
    made = _made(name, kind, side, when=when, sure=sure, dead=dead)
    return replace(made, means=draw(st.sampled_from((("missile",), ("drone",), ("jet",))))) if made.means else made


def _made(name: str, kind: str, side: str, *, when: datetime, sure: float, dead: object) -> Incident:
    if kind == "strike":
        return strike(name, side, when, sure, civilians_killed=dead, confirmed_by=(other(side),))
    if kind == "state strike":
        return strike(name, side, when, sure, target=None, target_class=TargetClass.STATE_FORCES)
    if kind == "raid":
        return replace(strike(name, side, when, sure), event="force_state.ground_raid")
    if kind == "clash":
        return clash(name, when, sure, killed=dead)
    if kind == "attack":
        return attack(name, side, when, sure, killed=dead)
    if kind == "force threat":
        return said(name, SAID["threat"], side, when, sure, traits=("force_threat",))
    return said(name, SAID[kind], side, when, sure)
