"""One border is judged by its own numbers, and its neighbours by the core's, through the whole pipeline."""

from pathlib import Path

from monitor.model.alerts import Reason
from tests.support.rules import write_files
from tests.support.scenarios import item, stage

STRIKES = [
    item(
        "2030-06-01T10:00:00Z",
        "Reuters",
        "Iran strikes militant base near Taftan in Pakistan with missiles, two killed",
    ),
    item("2030-06-01T11:00:00Z", "Reuters", "Pakistan air strikes kill two militants in Khost, Afghanistan"),
]
TUNING = """\
schema_version: 1
tuning:
  - border: IR-PK
    because: A desk that wants to hear of escalation alone
    ladder: {confrontation: {enter: 90}, force: {indicators: [I12, I13], confidence: 0.9}}
"""


def test_only_the_tuned_border_waits_for_more(tmp_path: Path) -> None:
    """A strike by itself makes no confrontation there; on the other border it does, and its alert says by which gate."""
    rules = write_files(tmp_path / "ours", {"packs/ours/tuning.yaml": TUNING})
    with stage(STRIKES, tmp_path, rules=rules) as played:
        played.play("IR-PK")
        store = played.replay.store
        states = {row.border: row.assessment.state for row in store.borders() if row.assessment}
        raised = {
            alert.border
            for alert in store.alerts(border=None, since=None, limit=100)
            if alert.reason is Reason.STATE_RAISED and alert.level == "warning"
        }
    assert (states["IR-PK"], states["AF-PK"]) == ("tension", "confrontation")
    assert raised == {"AF-PK"}
