"""What monitor.yaml may say, and that it never gives a secret away."""

import dataclasses
from collections.abc import Mapping
from datetime import time, timedelta
from pathlib import Path

import pytest

from monitor.adapters.http import hops
from monitor.config import settings as loading
from monitor.config.route_names import RouteNames
from monitor.config.settings import Settings
from monitor.errors import ConfigError
from monitor.model.alerts import Channel, Daily, Grouping, Level, QuietHours, Reason, Route
from monitor.model.lexicon import EventType
from monitor.model.reports import ActClass
from monitor.model.rulebook import Country, Place, Rulebook
from monitor.model.rules import Leaf, Rule, Scope, Then
from tests.support import rules as world

SMALL = "schema_version: 1\nwatch: [EC-PE]\nchannels: {screen: {print: true}}\nroutes: [{to: [screen]}]\n"
TOKEN = "T0K3N-s3cret"
_RULE = Rule(
    id="convoys",
    title="Convoys",
    scope=Scope.ITEM,
    when=Leaf(key="words", texts=("convoy",)),
    then=Then(level=Level.WATCH, labels=(("team", "night"),)),
)
RULEBOOK = Rulebook(
    countries=(Country(iso="EC", name="Ecuador"), Country(iso="PE", name="Peru")),
    events=(EventType(id="force_state.drone_strike", act=ActClass.AIR, severity=5),),
    places=(Place(id="tumbes", name="Tumbes", country="PE"),),
    rules=(_RULE,),
)


def load(folder: Path, text: str, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings out of a text, with relative paths starting from ``folder``."""
    world.write_files(folder, {"monitor.yaml": text})
    return loading.load_settings(
        folder / "monitor.yaml", environment or {}, base=folder, countries=("EC", "PE"), known=RouteNames(RULEBOOK)
    )


def complaints(folder: Path, text: str, environment: Mapping[str, str] | None = None) -> list[str]:
    """The problems of a text, without the path."""
    with pytest.raises(ConfigError) as caught:
        load(folder, text, environment)
    return [str(problem).removeprefix(f"{folder}/monitor.yaml:") for problem in caught.value.problems]


def test_a_small_file_has_sensible_defaults(tmp_path: Path) -> None:
    """Borders, a channel and a route are enough; the database is a file below the base."""
    found = load(tmp_path, SMALL)
    assert (found.watch, found.watches_all, found.zone) == (("EC-PE",), False, "UTC")
    assert found.database.reveal() == f"sqlite:///{tmp_path}/var/border-monitor.db"
    assert found.channels == (Channel(id="screen", prints=True),)
    assert found.routes == (Route(to=("screen",)),)
    assert (found.feeds.timeout, found.cycles.tick_every) == (timedelta(seconds=30), timedelta(seconds=1))


def test_hubs_are_asked_only_where_they_can_reach_us(tmp_path: Path) -> None:
    """No address, no hub; an address is one of the web, and the place to listen at a host with a port."""
    assert load(tmp_path, SMALL).push.public_address == ""
    found = load(tmp_path, SMALL + "push: {public_address: 'https://monitor.test/in', listen: 'localhost:99'}\n").push
    assert (found.public_address, found.host, found.port) == ("https://monitor.test/in", "localhost", 99)
    assert len(complaints(tmp_path, SMALL + "push: {public_address: 'ftp://x', listen: here}\n")) == 2


def test_a_place_to_listen_at_may_be_one_of_ipv6(tmp_path: Path) -> None:
    """In brackets, for hubs and for metrics alike."""
    found = load(tmp_path, SMALL + "push: {listen: '[::1]:8710'}\nmetrics: {listen: '[::1]:9710'}\n")
    assert (found.push.host, found.push.port) == ("::1", 8710)
    assert found.metrics is not None
    assert (found.metrics.host, found.metrics.port) == ("::1", 9710)


def test_a_heartbeat_in_the_clear_is_for_a_host_that_the_desk_allows(tmp_path: Path) -> None:
    """What would be refused at every call is refused when the file is read."""
    allowed = load(tmp_path, SMALL + "heartbeat: {url: 'http://Beats.test/x'}\nfeeds: {allow_hosts: [beats.test]}\n")
    assert allowed.heartbeat is not None


def test_every_border_can_be_watched(tmp_path: Path) -> None:
    """``all`` is no list of borders."""
    found = load(tmp_path, SMALL.replace("[EC-PE]", "all"))
    assert (found.watch, found.watches_all) == ((), True)


def test_a_wait_that_never_counts_is_warned_of(tmp_path: Path) -> None:
    """Each channel gets an alert by the route that is soonest: a wide one beside a narrow one that waits undoes the waiting."""
    grouped = "{when: {level: watch}, to: [screen], group_by: border}"
    (warning,) = load(tmp_path, SMALL.replace("routes: [", f"routes: [{grouped}, ")).warnings
    assert str(warning).endswith(
        "4:38: warning: route 2 takes all of this to 'screen' at once, so nothing waits here; "
        "give it a 'when' [outrun-route]"
    )
    idle = "{when: {level: watch}, to: [screen], repeat: 4h}, {to: [screen]}"
    (warning,) = load(tmp_path, SMALL.replace("{to: [screen]}", idle)).warnings
    assert str(warning).endswith("takes neither [idle-repeat]")
    narrow = f"{grouped}, {{when: {{level: [notice, warning, critical, improving, correction]}}, to: [screen]}}"
    assert load(tmp_path, SMALL.replace("{to: [screen]}", narrow)).warnings == ()


def test_a_full_file_is_read(tmp_path: Path) -> None:
    """Routes by level, border and reason, one or several; a rate; an address from the environment, and one from a file."""
    world.write_files(tmp_path, {"mail": "mailtos://user:pw@host\n"})
    found = load(
        tmp_path,
        """schema_version: 1
watch: EC-PE
database: postgresql+psycopg://me:${PASSWORD}@db/monitor
zone: America/Lima
contact: desk@example.org
channels:
  desk: {url: "slack://${TOKEN}/x", rate: 30/h}
  mail: {url_file: mail}
routes:
  - {when: {level: [warning, critical], border: EC-PE, reason: [state_raised]}, to: [desk]}
  - {when: {level: notice, reason: test}, to: [mail]}
  - {when: {type: force_state, place: [Tumbes, PE], labels: {team: night}}, to: [mail], digest: "06:00 Asia/Karachi"}
  - {when: {level: critical}, unacknowledged_for: 15m, to: [desk]}
  - {to: [desk], group_by: [border, team], group_wait: 10s, repeat: 4h}
  - {to: [mail]}
quiet_hours:
  - {for: desk, from: "22:00", until: "06:00", zone: Asia/Karachi, except: [critical]}
  - {for: [desk, mail], from: "12:00", until: "13:30", zone: UTC}
feeds: {timeout: 1m, max_megabytes: 2, allow_hosts: [127.0.0.1]}
cycles: {tick_every: 1s}
""",
        {"PASSWORD": "p$$w", "TOKEN": TOKEN},
    )
    assert found.database.reveal() == "postgresql+psycopg://me:p$$w@db/monitor"
    assert {name: secret.reveal() for name, secret in found.addresses.items()} == {
        "desk": f"slack://{TOKEN}/x",
        "mail": "mailtos://user:pw@host",
    }
    assert found.channels[0] == Channel(id="desk", rate_per_hour=30)
    assert found.routes == (
        Route(to=("desk",), levels=(Level.WARNING, Level.CRITICAL), borders=("EC-PE",), reasons=(Reason.STATE_RAISED,)),
        Route(to=("mail",), levels=(Level.NOTICE,), reasons=(Reason.TEST,)),
        Route(
            to=("mail",),
            types=("force_state",),
            places=("Tumbes", "PE"),
            labels=(("team", "night"),),
            digest=Daily(at=time(6), zone="Asia/Karachi"),
        ),
        Route(to=("desk",), levels=(Level.CRITICAL,), unacknowledged_for=timedelta(minutes=15)),
        Route(
            to=("desk",),
            grouping=Grouping(by=("border", "team"), wait=timedelta(seconds=10), interval=timedelta(minutes=5)),
            repeat=timedelta(hours=4),
        ),
        Route(to=("mail",)),
    )
    assert found.quiet == (
        QuietHours(channels=("desk",), start=time(22), end=time(6), zone="Asia/Karachi", excepted=(Level.CRITICAL,)),
        QuietHours(channels=("desk", "mail"), start=time(12), end=time(13, 30), zone="UTC"),
    )
    assert (found.feeds.max_bytes, found.feeds.allow_hosts) == (2 * 1024 * 1024, ("127.0.0.1",))


@pytest.mark.parametrize(
    ("more", "channels", "keeps_quiet"),
    [
        ("routes: [{to: [screen]}, {when: {level: notice}, to: [mail]}]", ("screen",), False),
        ("routes: [{when: {reason: [operational, test]}, to: [mail]}, {to: [screen]}]", ("mail",), False),
        ("operational: {to: [mail, screen]}\nroutes: [{to: [screen]}]", ("mail", "screen"), False),
        ("operational: {to: [mail], quiet_hours: true}\nroutes: [{to: [screen]}]", ("mail",), True),
    ],
)
def test_somebody_is_told_what_is_wrong_with_the_monitor(
    tmp_path: Path, more: str, channels: tuple[str, ...], keeps_quiet: bool
) -> None:
    """Whom the desk names; else who asked for it by a route, or gets what nobody else takes."""
    head = "schema_version: 1\nwatch: [EC-PE]\nchannels: {screen: {print: true}, mail: {print: true}}\n"
    found = load(tmp_path, f"{head}{more}\n")
    assert (found.operational.to, found.operational.keeps_quiet) == (channels, keeps_quiet)
    assert found.warnings == () or channels == ("screen",)


def test_a_heartbeat_and_a_daily_note_are_off_unless_asked_for(tmp_path: Path) -> None:
    """The address of the heartbeat is a secret, in the file or in one of its own."""
    assert (load(tmp_path, SMALL).heartbeat, load(tmp_path, SMALL).daily_note) == (None, None)
    world.write_files(tmp_path, {"beat": f"https://beats.test/{TOKEN}\n"})
    asked = 'heartbeat: {url_file: beat}\ndaily_note: {at: "06:00 America/Lima", to: [screen]}\n'
    found = load(tmp_path, SMALL + asked)
    assert found.heartbeat is not None
    assert (found.heartbeat.address.reveal(), found.heartbeat.every) == (
        f"https://beats.test/{TOKEN}",
        timedelta(minutes=5),
    )
    assert found.daily_note is not None
    assert (found.daily_note.at, found.daily_note.to) == (Daily(at=time(6), zone="America/Lima"), ("screen",))
    assert TOKEN not in f"{found} {found!r} {found.heartbeat}"
    wrong = SMALL + f"heartbeat: {{url: 'gopher://{TOKEN}', every: soon}}\n"
    assert TOKEN not in " ".join(complaints(tmp_path, wrong))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("watch:", "wach:", "2:1: unknown key 'wach' (did you mean 'watch'?) [unknown-key]"),
        ("watch: [EC-PE]\n", "", "1:1: needs the key 'watch' [missing-key]"),
        ("[EC-PE]", "[]", "2:8: watch: name at least one border, or 'all' [bad-value]"),
        ("[EC-PE]", "[PE-EC]", "2:9: border 'PE-EC' is written 'EC-PE' [dangling-reference]"),
        ("[EC-PE]", "[EC-XX]", "2:9: border 'EC-XX': there is no country 'XX' [dangling-reference]"),
        ("[EC-PE]", "[EC]", "2:9: 'EC' is no border: write two ISO codes in alphabetical order, such as AA-BB [dangling-reference]"),
        ("[EC-PE]", "[EC-PE]\nzone: America/Limma", "3:7: zone: there is no time zone 'America/Limma' (did you mean 'America/Lima'?) [bad-value]"),
        ("[EC-PE]", "[EC-PE]\nheartbeat: {every: 5m}", "3:12: heartbeat: needs exactly one of 'url' and 'url_file' [bad-value]"),
        ("[EC-PE]", "[EC-PE]\nheartbeat: {url: 'mailto://me'}", "3:12: heartbeat: should be called over https:// [secret]"),
        ("[EC-PE]", "[EC-PE]\noperational: {to: [scren]}", "3:20: there is no channel 'scren' (did you mean 'screen'?) [dangling-reference]"),
        ("[EC-PE]", "[EC-PE]\ndaily_note: {at: '06:00 UTC', to: [scren]}", "3:36: there is no channel 'scren' (did you mean 'screen'?) [dangling-reference]"),
        ("[EC-PE]", "[EC-PE]\ndaily_note: {to: [screen]}", "3:13: needs the key 'at' [missing-key]"),
        ("{print: true}", "{}", "3:20: screen: needs exactly one of 'print: true', 'url' and 'url_file' [bad-value]"),
        ("{print: true}", "{print: true, rate: 30}", "3:40: rate: 30 is no rate; write 30/h [bad-value]"),
        ("[screen]", "[scren]", "4:16: there is no channel 'scren' (did you mean 'screen'?) [dangling-reference]"),
        ("{to: [screen]}", "{to: []}", "4:15: to: a list should be at least 1 long [bad-value]"),
        ("{to: [screen]}", "{when: {level: loud}, to: [screen]}", "4:25: level: 'loud' is not one of 'notice', 'watch', 'warning', 'critical', 'improving' or 'correction' [bad-value]"),
        ("{to: [screen]}", "{when: {border: EC-P}, to: [screen]}, {to: [screen]}", "4:26: 'EC-P' is no border: write two ISO codes in alphabetical order, such as AA-BB [dangling-reference]"),
        ("{to: [screen]}", "{group_by: [boarder], to: [screen]}", "4:22: alerts can't be grouped by 'boarder' (did you mean 'border'?) [dangling-reference]"),
        ("{to: [screen]}", "{group_wait: 5s, to: [screen]}", "4:10: routes: 'group_wait' and 'group_interval' need a 'group_by': [border], or [channel] for all in one [bad-value]"),
        ("{to: [screen]}", "{group_by: border, group_wait: 25h, to: [screen]}", "4:41: group_wait: a group waits at most 24h; for more there is 'digest' [bad-value]"),
        ("{to: [screen]}", "{to: [screen], digest: 06:00 UTC, repeat: 4h}", "4:10: routes: a 'digest' has no 'repeat': what it holds is told once [bad-value]"),
        ("{to: [screen]}", "{to: [screen], repeat: 10s}", "4:33: repeat: at least 5m; who must be told more often needs an alarm of another sort [bad-value]"),
        ("{to: [screen]}", "{when: {type: force_stat}, to: [screen]}, {to: [screen]}", "4:24: there is no type 'force_stat' (did you mean 'force_state'?) [dangling-reference]"),
        ("{to: [screen]}", "{when: {type: [force_state, force_state.drone_strik]}, to: [screen]}, {to: [screen]}", "4:38: there is no type 'force_state.drone_strik' (did you mean 'force_state.drone_strike'?) [dangling-reference]"),
        ("{to: [screen]}", "{when: {place: Tumbez}, to: [screen]}, {to: [screen]}", "4:25: the rules know no place 'Tumbez' (did you mean 'tumbes'?) [dangling-reference]"),
        ("{to: [screen]}", "{when: {labels: {tem: night}}, to: [screen]}, {to: [screen]}", "4:32: no alert has a label 'tem' (did you mean 'team'?) [dangling-reference]"),
        ("{to: [screen]}", "{when: {labels: {team: nigt}}, to: [screen]}, {to: [screen]}", "4:33: no alert has the label team: nigt (did you mean 'night'?) [dangling-reference]"),
        ("{to: [screen]}", "{to: [screen], digest: '06:00'}", "4:33: digest: '06:00' is no time with a zone; write \"06:00 Asia/Karachi\" [bad-value]"),
        ("{to: [screen]}", "{to: [screen], digest: 6:00 UTC}", "4:33: digest: '6:00' is no time of day; write \"22:00\" (in quotes) [bad-value]"),
        ("{to: [screen]}", "{to: [screen], digest: 06:00 Asia/Karatchi}", "4:33: digest: there is no time zone 'Asia/Karatchi' (did you mean 'Asia/Karachi'?) [bad-value]"),
        ("{to: [screen]}", "{to: [screen], digest: 06:00 UTC, unacknowledged_for: 5m}", "4:10: routes: a route waits for one thing; this one has 'digest' and 'unacknowledged_for' [bad-value]"),
        ("[EC-PE]", "[EC-PE]\nquiet_hours: [{for: [scren], from: '22:00', until: '06:00', zone: UTC}]", "3:22: there is no channel 'scren' (did you mean 'screen'?) [dangling-reference]"),
        ("[EC-PE]", "[EC-PE]\nquiet_hours: [{for: screen, from: '22', until: '06:00', zone: UTC}]", "3:35: from: '22' is no time of day; write \"22:00\" (in quotes) [bad-value]"),
        ("[EC-PE]", "[EC-PE]\nquiet_hours: [{for: screen, from: '22:00', until: '22:00', zone: UTC}]", "3:15: quiet_hours: quiet hours need a beginning and an end that differ [bad-value]"),
        ("[EC-PE]", "[EC-PE]\ncycles: {tick_every: 5}", "3:22: tick_every: 5 is no duration; write 90s, 15m, 48h or 14d [bad-value]"),
        ("[EC-PE]", "[EC-PE]\ncycles: {tick_every: 0s}", "3:22: tick_every: at least 0.1s [bad-value]"),
        ("[EC-PE]", "[EC-PE]\ncycles: {turn_limit: 0s}", "3:22: turn_limit: at least 1s [bad-value]"),
        ("[EC-PE]", "[EC-PE]\ncycles: {lease_for: 1s}", "3:21: lease_for: at least 30s [bad-value]"),
        ("[EC-PE]", "[EC-PE]\nfeeds: {timeout: 0s}", "3:18: timeout: at least 1s [bad-value]"),
        ("[EC-PE]", "[EC-PE]\nfeeds: {parse_timeout: 0.5s}", "3:24: parse_timeout: at least 1s [bad-value]"),
        ("[EC-PE]", "[EC-PE]\nupkeep: {every: 0s}", "3:17: every: at least 1m [bad-value]"),
        ("[EC-PE]", "[EC-PE]\nupkeep: {keep_texts_for: 0d}", "3:26: keep_texts_for: at least 1d [bad-value]"),
        ("[EC-PE]", "[EC-PE]\nheartbeat: {url: 'https://beats.test/', every: 0s}", "3:48: every: at least 10s [bad-value]"),
        ("[EC-PE]", "[EC-PE]\nheartbeat: {url: 'http://beats.test/'}", "3:12: heartbeat: should be called over https://, or feeds.allow_hosts should name its host [secret]"),
        ("[EC-PE]", "[EC-PE]\ncontact: \"desk\\nX-Key: 1\"", "3:10: contact: goes into a header, which takes plain ASCII in one line [bad-value]"),
        ("[EC-PE]", "[EC-PE]\ncontact: میز@example.org", "3:10: contact: goes into a header, which takes plain ASCII in one line [bad-value]"),
        ("[EC-PE]", "[EC-PE]\nmetrics: {listen: '9710'}", "3:19: listen: '9710' is no host and port; write 127.0.0.1:9710 or [::1]:9710 [bad-value]"),
        ("[EC-PE]", "[EC-PE]\nmetrics: {listen: '127.0.0.1:99999'}", "3:19: listen: '127.0.0.1:99999': a port is at most 65535 [bad-value]"),
        ("[EC-PE]", "[EC-PE]\npush: {listen: '::1:8710'}", "3:16: listen: '::1:8710' is no host and port; write 127.0.0.1:9710 or [::1]:9710 [bad-value]"),
        ("[EC-PE]", "[EC-PE]\npush: {public_address: 'ftp://x'}", "3:24: public_address: should begin with http:// or https:// and name a host, without ? and # [bad-value]"),
        ("[EC-PE]", "[EC-PE]\ndatabase: mysql://x", "3:11: database: should begin with sqlite:/// (and a file) or postgresql+psycopg:// [bad-value]"),
        ("schema_version: 1", "schema_version: 2", "1:17: schema_version 2 is newer than this program, which reads 1 [schema-version]"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    """Whatever isn't understood is refused, and so is a name that nothing has."""
    found = complaints(tmp_path, SMALL.replace(old, new, 1))
    assert [line for line in found if "warning: " not in line] == [complaint]


def test_hosts_are_kept_as_the_network_knows_them(tmp_path: Path) -> None:
    """By UTS #46, as the addresses of feeds are; in whatever case, with brackets or a dot at the end."""
    written = "[Paper.Example., faß.example, ایران.ir, '[::1]', 127.0.0.1, intranet]"
    found = load(tmp_path, f"{SMALL}feeds: {{allow_hosts: {written}}}\n").feeds.allow_hosts
    assert found == ("paper.example", "xn--fa-hia.example", "xn--mgba3a4f16a.ir", "::1", "127.0.0.1", "intranet")
    asked = ["http://FAß.example/rss", "http://ایران.ir:8080/", "http://[::1]/rss"]
    assert {hops.hop(url).host for url in asked} <= set(found)


@pytest.mark.parametrize(
    "written", ["http://paper.example", "paper.example:8080", "paper.example/rss", "'a b'", "me@paper.example", "''"]
)
def test_what_is_no_host_is_told_with_its_place(tmp_path: Path, written: str) -> None:
    """And what to write: a feed that was meant to be allowed would be refused otherwise, and nobody would know why."""
    (told,) = complaints(tmp_path, f"{SMALL}feeds: {{allow_hosts: [{written}]}}\n")
    assert "is no host: a name or an address, without scheme, port and path [bad-value]" in told


@pytest.mark.parametrize(
    ("route", "lost"),
    [
        ("{when: {level: [notice, watch, warning, critical]}, to: [screen]}", "improving"),
        ("{when: {border: EC-PE}, to: [screen]}", "notice, watch, warning, critical, improving"),
        ("{to: [screen], unacknowledged_for: 5m}", "notice, watch, warning, critical, improving"),
        ("{to: [screen], when: {place: Tumbes}}", "notice, watch, warning, critical, improving"),
    ],
)
def test_alerts_that_nobody_gets_are_worth_a_warning(tmp_path: Path, route: str, lost: str) -> None:
    """It is allowed: a desk may want to hear of nothing else."""
    (warning,) = load(tmp_path, SMALL.replace("{to: [screen]}", route)).warnings
    told = f"alerts of level {lost} may match no route; end with a route without 'when' [no-default-route]"
    assert str(warning).endswith(f"4:1: warning: {told}")


def test_levels_that_are_all_taken_need_no_default_route(tmp_path: Path) -> None:
    """Several routes may share the levels among them."""
    routes = "routes: [{when: {level: [notice, watch, improving]}, to: [screen]}, {when: {level: [warning, critical, correction]}, to: [screen]}]\n"
    assert len(load(tmp_path, SMALL.replace("routes: [{to: [screen]}]\n", routes)).routes) == 2


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    """Shapes, names, routes and secrets in one go."""
    found = complaints(
        tmp_path,
        """schema_version: 1
watch: [PE-EC]
chanels: {}
zone: Nowhere/At All
channels: {desk: {url: "slack://${TOKEN}"}}
routes: [{to: [dsk]}]
cycles: {tick_every: soon}
""",
    )
    assert [line.partition(": ")[0] for line in found] == ["2:9", "3:1", "4:7", "5:12", "5:24", "6:16", "7:22"]


def test_a_mistake_hides_no_other(tmp_path: Path) -> None:
    """Not the one beside it, nor those of what comes after it or stands below a misspelt key; and it brings about no complaint of what wasn't written."""
    text = (
        "schema_version: 1\nwach: [EC-XX, 5, EC-YY]\nchanels: {screen: {print: true}, hook: {url: 'json://${UNSET}'}}\n"
        "routes:\n  - {too: [screen], when: {border: EC-ZZ}}\n  - {to: [hook, screne], group_wiat: 5s}\n"
        "quiet_hours: [{for: [desk], from: '22:00', until: '25:00'}]\n"
    )
    assert [problem.split(" [")[0] for problem in complaints(tmp_path, text)] == [
        "2:1: unknown key 'wach' (did you mean 'watch'?)",
        "2:8: border 'EC-XX': there is no country 'XX'",
        "2:15: watch: 5 should be text; put it in quotes",
        "2:18: border 'EC-YY': there is no country 'YY'",
        "3:1: unknown key 'chanels' (did you mean 'channels'?)",
        "3:46: the environment variable UNSET is not set",
        "5:6: unknown key 'too' (did you mean 'to'?)",
        "5:36: border 'EC-ZZ': there is no country 'ZZ'",
        "6:17: there is no channel 'screne' (did you mean 'screen'?)",
        "6:26: unknown key 'group_wiat' (did you mean 'group_wait'?)",
        "7:15: needs the key 'zone'",
        "7:22: there is no channel 'desk'",
        "7:51: until: '25:00' is no time of day; write \"22:00\" (in quotes)",
    ]


def test_a_channel_that_no_route_leads_to_is_worth_a_warning(tmp_path: Path) -> None:
    """It is allowed, and probably not meant."""
    found = load(tmp_path, SMALL.replace("{print: true}}", "{print: true}, spare: {print: true}}"))
    assert [(w.line, w.column, w.code) for w in found.warnings] == [(3, 35, "unused-channel")]


@pytest.mark.parametrize(
    ("channel", "environment", "complaint"),
    [
        ("{url: 'slack://${TOKEN}/x'}", {}, "the environment variable TOKEN is not set [secret]"),
        ("{url: 'slack://${TOKEN}/x'}", {"TOKEN": ""}, "the environment variable TOKEN is not set [secret]"),
        ("{url: 'slack://$TOKEN/x'}", {"TOKEN": TOKEN}, "a dollar sign is written '$$', a variable '${NAME}' [secret]"),
        ("{url: 'slack://${TO KEN}/x'}", {"TOKEN": TOKEN}, "a dollar sign is written '$$', a variable '${NAME}' [secret]"),
        ("{url: '${TOKEN}'}", {"TOKEN": TOKEN}, "url: is no address (scheme://...) [secret]"),
        (f"{{url: {TOKEN}}}", {}, "url: is no address (scheme://...) [secret]"),
        (f"{{url: [{TOKEN}]}}", {}, "url: what stands here should be text [bad-value]"),
        (f"slack://{TOKEN}", {}, "desk: what stands here should be a mapping [bad-value]"),
        (f"{{print: {TOKEN}}}", {}, "print: what stands here should be true or false [bad-value]"),
        (f"{{url: slack://{TOKEN}, url_file: x}}", {}, "needs exactly one of 'print: true', 'url' and 'url_file' [bad-value]"),
        ("{url_file: nowhere}", {}, "nowhere can't be read: No such file or directory [secret]"),
        ("{url_file: token}", {}, "token should hold one address (scheme://...) and nothing else [secret]"),
        (f"{{url: !vault {TOKEN}}}", {}, "tags (!) have no meaning here; put it in quotes if it is text [yaml]"),
        (f"{{url: *{TOKEN}}}", {}, "an alias (*) of what isn't finished or isn't there; put it in quotes if it is text [yaml]"),
        (f"{{url: slack://{TOKEN}: x}}", {}, "no YAML"),
        (f"{{url: @{TOKEN}}}", {}, "no YAML"),
    ],
)  # fmt: skip
def test_no_complaint_shows_a_secret(tmp_path: Path, channel: str, environment: dict[str, str], complaint: str) -> None:
    """Variables and files are named; what they hold, and what stands where a secret belongs, is not shown."""
    world.write_files(tmp_path, {"token": TOKEN})
    text = SMALL.replace("{screen: {print: true}}", f"{{desk: {channel}}}").replace("[screen]", "[desk]")
    found = complaints(tmp_path, text, environment)
    assert any(complaint in line for line in found), found
    assert TOKEN not in " ".join(found)


def test_settings_show_no_secret(tmp_path: Path) -> None:
    """Neither printing them nor taking them apart shows an address or a password."""
    text = (
        SMALL.replace("{screen: {print: true}}", "{screen: {url: 'slack://${TOKEN}'}}")
        + "database: postgresql+psycopg://u:${TOKEN}@h/d\n"
    )
    found = load(tmp_path, text, {"TOKEN": TOKEN})
    assert TOKEN not in f"{found} {found!r} {dataclasses.replace(found, warnings=())} {found.addresses}"


def test_the_shipped_file_works_without_any_secret(tmp_path: Path) -> None:
    """It prints, watches four borders, and has nothing to complain about."""
    found = loading.load_settings(
        world.ROOT / "config" / "monitor.yaml", {}, base=tmp_path, countries=[c.iso for c in world.shipped().countries]
    )
    assert (len(found.watch), found.channels, found.warnings) == (4, (Channel(id="screen", prints=True),), ())


def test_a_dollar_sign_is_written_twice(tmp_path: Path) -> None:
    """So that an address may hold one."""
    found = load(tmp_path, SMALL.replace("{print: true}", "{url: 'x://a$$b'}"))
    assert found.addresses["screen"].reveal() == "x://a$b"
