"""A desk at work: it sees what a ruling would change, rules, sees it hold while news comes, and thinks again."""

from tests.support.desk import Desk


def test_a_retraction_is_shown_made_told_and_undone(desk: Desk) -> None:
    """A dry run changes nothing; a retraction needs a reason, takes the strike out of the state, and is a correction to who was told."""
    strike = desk.strikes()["PK"]
    dry = desk.run("incidents", "retract", strike["id"], "--because", "a gas leak", "--by", "amina", "--dry-run")
    assert dry.code == 0, dry.err
    assert f"{strike['id']}: status" in dry.out
    assert "-> retracted" in dry.out
    assert "would tell correction" in dry.out
    assert desk.read("incidents", "rulings") == []
    assert desk.run("incidents", "retract", strike["id"], "--because", " ").code == 2
    told_of_it = {a["id"] for a in desk.read("alerts", "list") if strike["id"] in (a["incident"], *a["incidents"])}

    done = desk.run("incidents", "retract", strike["id"][:8], "--because", "a gas leak", "--by", "amina")
    assert done.code == 0, done.err
    assert desk.strikes()["PK"]["status"] == "retracted"
    (shown,) = desk.read("incidents", "show", strike["id"])
    assert shown["confidence_because"] == ["retracted by the desk (amina): a gas leak"]
    assert [(r["verdict"], r["by"]) for r in shown["rulings"]] == [("retract", "amina")]
    (correction,) = [a for a in desk.read("alerts", "list") if a["level"] == "correction"]
    assert set(correction["corrects"]) == told_of_it
    waiting = [d for d in desk.read("deliveries", "list") if d["alert"] == correction["id"]]
    assert {d["channel"] for d in waiting} == {"desk"}

    desk.news([("2024-01-18T09:00:00Z", "Geo", "Nine dead as Pakistan hits targets near Saravan")], name="late")
    assert desk.strikes()["PK"]["status"] == "retracted"
    undone = desk.run("incidents", "lift", desk.last_ruling(), "--because", "the leak was elsewhere")
    assert undone.code == 0, undone.err
    assert desk.strikes()["PK"]["status"] != "retracted"


def test_two_incidents_become_one_and_two_again(desk: Desk) -> None:
    """The other id leads to the one that goes on; a split takes an item out by its id; each outlasts further news."""
    strikes = desk.strikes()
    ids = sorted(strike["id"] for strike in strikes.values())
    done = desk.run("incidents", "merge", *ids, "--because", "one night, told badly")
    assert done.code == 0, done.err
    (one,) = [i for i in desk.read("incidents", "list") if i["type"] == "force_state"]
    assert sorted(one["items"]) == ["n1", "n2", "n3"]
    assert {desk.read("incidents", "show", old)[0]["id"] for old in ids} == {one["id"]}

    done = desk.run("incidents", "split", one["id"], "n2", "--because", "another village")
    assert done.code == 0, done.err
    parts = sorted(sorted(i["items"]) for i in desk.read("incidents", "list") if i["type"] == "force_state")
    assert parts == [["n1", "n3"], ["n2"]]
    refused = desk.run("incidents", "split", one["id"], "n1", "n3", "--because", "x")
    assert (refused.code, "nothing would be left" in refused.err) == (2, True)


def test_notes_pins_and_confirmations(desk: Desk) -> None:
    """They stand with the incident, with who and why, and in the log; nonsense is refused with what may stand there."""
    strike = desk.strikes()["IR"]["id"]
    for command in (
        ("note", strike, "asked the hospital"),
        ("pin", strike, "killed", "5/7/9", "--because", "hospital list"),
        ("confirm", strike, "--because", "seen by our stringer"),
    ):
        ended = desk.run("incidents", *command, "--by", "amina")
        assert ended.code == 0, ended.err
    (shown,) = desk.read("incidents", "show", strike)
    assert shown["killed"] == {"low": 5, "best": 7, "high": 9}
    assert shown["status"] == "confirmed"
    assert [r["verdict"] for r in shown["rulings"]] == ["note", "pin", "confirm"]
    assert "note by amina" in desk.run("incidents", "show", strike).out
    refused = desk.run("incidents", "pin", strike, "killed", "many")
    assert (refused.code, "low/best/high" in refused.err) == (2, True)
