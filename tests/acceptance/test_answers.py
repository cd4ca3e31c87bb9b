"""A desk answers its alerts: it wants none for a while, has seen one, and says what they were worth."""

import shutil
from pathlib import Path

from monitor.adapters.store import open_store
from monitor.model.alerts import DeliveryState
from tests.support.desk import MONITOR, Desk
from tests.support.program import configuration
from tests.support.store import NOW, alert, assess, delivery


def first_alert(desk: Desk) -> str:
    return str(desk.read("alerts", "list")[-1]["id"])


def test_a_silence_is_made_listed_heeded_and_expired(desk: Desk) -> None:
    """What it keeps back says whose silence it was; a correction is owed, and kept back only when its level is named."""
    assert desk.run("silence", "add", "--for", "4h").code == 2
    assert desk.run("silence", "add", "--for", "soon", "--border", "IR-PK").code == 2
    assert desk.run("silence", "add", "--for", "4h", "--label", "logistics").code == 2
    add = ("silence", "add", "--for", "4h", "--by", "amina", "--comment", "an exercise")
    wide = desk.run(*add, "--border", "pk-ir")
    assert wide.code == 0, wide.err
    strikes = desk.strikes()
    assert desk.run("incidents", "retract", strikes["PK"]["id"], "--because", "a gas leak").code == 0
    (told,) = [d for d in desk.read("deliveries", "list") if d["alert"] == correction(desk)]
    assert told["state"] == "pending"

    narrow = desk.run(*add, "--level", "correction", "--level", "notice")
    assert narrow.code == 0, narrow.err
    assert [(s["levels"], s["in_force"]) for s in desk.read("silence", "list")] == [
        ([], True),
        (["correction", "notice"], True),
    ]
    assert desk.run("incidents", "retract", strikes["IR"]["id"], "--because", "another leak").code == 0
    held = correction(desk)
    assert "desk: dropped after 0 attempts silenced by amina until" in desk.run("alerts", "show", held).out
    (kept,) = [d for d in desk.read("deliveries", "list") if (d["alert"], d["channel"]) == (held, "desk")]
    assert kept["last_reason"].endswith("): an exercise")

    for silence in desk.read("silence", "list"):
        assert desk.run("silence", "expire", silence["id"][:6]).code == 0
    assert desk.read("silence", "list") == []
    assert [s["in_force"] for s in desk.read("silence", "list", "--all")] == [False, False]
    assert desk.run("silence", "expire", "s").code == 2
    assert desk.run("deliveries", "retry", kept["key"]).code == 0
    (sent,) = [d for d in desk.read("deliveries", "list") if d["key"] == kept["key"]]
    assert sent["state"] == "pending"


def test_a_silence_of_what_no_alert_has_is_refused(desk: Desk) -> None:
    """It would keep back nothing, while the desk thinks that it does; what was probably meant is offered."""
    add = ("silence", "add", "--for", "4h", "--label")
    for label, told in (
        ("rule=trade-stoped-at-crossing", "did you mean 'trade-stopped-at-crossing'?"),
        ("rul=trade-stopped-at-crossing", "did you mean 'rule'?"),
        ("condition=disc_low", "did you mean 'disk_low'?"),
        ("channel=dsk", "did you mean 'desk'?"),
        ("border=IR-PK", "say --border IR-PK"),
    ):
        ended = desk.run(*add, label)
        assert (ended.code, told in ended.err) == (2, True), ended.err
    for label in ("rule=trade-stopped-at-crossing", "condition=disk_low", "channel=desk", "update=same-day"):
        assert desk.run(*add, label).code == 0


def correction(desk: Desk) -> str:
    """The latest one."""
    return next(str(a["id"]) for a in desk.read("alerts", "list") if a["level"] == "correction")


def test_an_alert_is_acknowledged_and_rated_and_the_sums_are_seen(desk: Desk) -> None:
    """The first to see it has seen it; of what one person says of an alert the last word counts."""
    alert = first_alert(desk)
    for by in ("amina", "amina", "bo"):
        assert desk.run("alerts", "ack", alert[:8], "--by", by).code == 0
    assert desk.run("alerts", "rate", alert, "noise", "--by", "amina").code == 0
    assert desk.run("alerts", "rate", alert, "useful", "--by", "amina", "--note", "on the air in a minute").code == 0
    assert desk.run("alerts", "rate", alert, "wrong", "--by", "bo").code == 0
    assert desk.run("alerts", "rate", alert, "nice", "--by", "bo").code == 2
    assert desk.run("alerts", "ack", "nobody").code == 2
    (shown,) = desk.read("alerts", "show", alert)
    assert [each["by"] for each in shown["acknowledgements"]] == ["amina", "bo"]
    assert {(r["by"], r["worth"]) for r in shown["ratings"]} == {("amina", "useful"), ("bo", "wrong")}
    (sums,) = desk.read("alerts", "ratings")
    assert (sums["useful"], sums["noise"], sums["wrong"]) == (1, 0, 1)
    assert (sums["level"], sums["reason"]) == (shown["level"], shown["reason"])
    lines = desk.run("alerts", "show", alert).out
    assert "acknowledged by bo" in lines
    assert "useful, says amina on the air in a minute" in lines


def test_an_alert_says_why_it_was_sent_and_why_not(desk: Desk) -> None:
    """By which route, when it was tried, and what the other channel's route asks for."""
    alert = next(a["id"] for a in desk.read("alerts", "list") if a["level"] == "critical")
    before = desk.run("alerts", "show", alert).out
    assert "desk: pending after 0 attempts; route 2" in before
    assert "archive: not sent: route 1 asks for level notice" in before
    assert desk.run("deliver").code == 1  # the first day is years ago
    (shown,) = desk.read("alerts", "show", alert)
    (sent,) = shown["deliveries"]
    assert (sent["state"], [t["outcome"] for t in sent["tried"]]) == ("dead", ["dead"])
    after = desk.run("alerts", "show", alert).out
    assert "desk: dead after 1 attempt expired before it could be sent; route 2\n" in after
    assert "\n    1. " in after
    assert (shown["recalls"], shown["holds_back_until"]) == ([], None)
    assert shown["not_sent"] == [{"channel": "archive", "why": "route 1 asks for level notice"}]


def test_people_read_times_in_their_zone_and_machines_in_utc(first_day: Desk, tmp_path: Path) -> None:
    """Of an alert as its channels got it, and of a situation report; the moment in UTC stands behind."""
    configuration(tmp_path / "config", monitor=f"{MONITOR}zone: Asia/Karachi\n")
    shutil.copy(first_day.home / "desk.db", tmp_path)
    desk = Desk(tmp_path)
    told = next(a for a in desk.read("alerts", "list") if a["level"] == "critical")
    period = ("report", "--since", "2024-01-16", "--until", "2024-01-19")
    for shown in (desk.run("alerts", "show", told["id"]), desk.run(*period), desk.run(*period, "--format", "html")):
        assert "2024-01-18 08:00 PKT (03:00 UTC)" in shown.out
    assert desk.read(*period)["since"] == "2024-01-16T00:00:00Z"


def test_dead_letters_of_a_channel_are_put_back_or_dropped_together(desk: Desk) -> None:
    """One command for an outage; other channels and other states are left alone."""
    deliveries = {d["key"]: d["channel"] for d in desk.read("deliveries", "list")}
    mine = [key for key, channel in deliveries.items() if channel == "desk"]
    with open_store(f"sqlite:///{desk.home}/desk.db", now=NOW) as store:
        for key in mine[:2]:
            store.set_delivery_state(key, DeliveryState.DEAD, now=NOW)
    states = {d["key"]: d["state"] for d in desk.read("deliveries", "list")}
    assert desk.run("deliveries", "show", mine[0]).out.strip() in ("", "no attempt yet")
    assert desk.read("deliveries", "show", mine[0][:9]) == desk.read("deliveries", "show", mine[0])
    assert "name a delivery by its key" in desk.run("deliveries", "drop", "").err
    assert "no delivery elsewhere@desk" in desk.run("deliveries", "show", "elsewhere@desk").err
    assert desk.run("deliveries", "retry").code == 2
    assert desk.run("deliveries", "retry", mine[0], "--channel", "desk").code == 2
    assert "no dead letters of archive" in desk.run("deliveries", "drop", "--channel", "archive").out
    put_back = desk.run("deliveries", "retry", "--channel", "desk").out.split()
    assert set(put_back) - {"pending"} == {f"{key}:" for key in mine[:2]}
    assert {d["key"]: d["state"] for d in desk.read("deliveries", "list")} == states | dict.fromkeys(
        mine[:2], "pending"
    )
    assert desk.run("deliveries", "drop", *mine[:2]).code == 0
    dropped = [d["key"] for d in desk.read("deliveries", "list", "--state", "dropped")]
    assert set(dropped) >= set(mine[:2])


def test_what_is_delivered_is_neither_sent_again_nor_given_up(desk: Desk) -> None:
    """A slip of the keyboard would ring twice, or have the record say that nobody was told. Of several keys with a wrong one none is touched."""
    first, second, *_ = [d["key"] for d in desk.read("deliveries", "list", "--state", "pending")]
    with open_store(f"sqlite:///{desk.home}/desk.db", now=NOW) as store:
        store.set_delivery_state(first, DeliveryState.DELIVERED, now=NOW)
    for command in ("retry", "drop"):
        ended = desk.run("deliveries", command, second, first)
        assert (ended.code, f"{first} is delivered already" in ended.err) == (2, True)
    assert desk.run("deliveries", "drop", second, "nothing").code == 2
    states = {d["key"]: d["state"] for d in desk.read("deliveries", "list")}
    assert (states[first], states[second]) == ("delivered", "pending")
    assert "no channel dsk" in desk.run("deliveries", "retry", "--channel", "dsk").err


def test_the_beginning_of_two_keys_names_neither(tmp_path: Path) -> None:
    """Nothing is dropped by halves."""
    configuration(tmp_path / "config", monitor=MONITOR)
    desk = Desk(tmp_path)
    with open_store(f"sqlite:///{desk.home}/desk.db", now=NOW) as store:
        assess(store, alerts=(alert("a1"),), deliveries=(delivery("a1"), delivery("a1", channel="phone")))
    assert "several deliveries begin with a1@" in desk.run("deliveries", "drop", "a1@").err
    assert "a1@phone: dropped" in desk.run("deliveries", "drop", "a1@p").out
    assert {d["key"]: d["state"] for d in desk.read("deliveries", "list")} == {
        "a1@phone": "dropped",
        "a1@desk": "pending",
    }
