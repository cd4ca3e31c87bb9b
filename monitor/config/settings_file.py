"""What may stand in ``monitor.yaml``: keys, types, defaults, and what each means, for editors and the manual too.

Routes and quiet hours have their shape from :mod:`monitor.config.routing`, what looks after the monitor from :mod:`monitor.config.operating`.
"""

import re
from datetime import timedelta
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from monitor.config import operating, routing, zones
from monitor.config.hosts import Host, HostAndPort, HostAndPortIfAny
from monitor.rules.section import Entry
from monitor.rules.units import Duration, PerHour, at_least

DEFAULT_DATABASE = "sqlite:///var/border-monitor.db"

_PUBLIC = re.compile(r"https?://[^\s?#/][^\s?#]*")


def check_contact(contact: str) -> str:
    """What publishers may find in a header; ValueError for what no header can hold."""
    if not (contact.isascii() and contact.isprintable()):
        raise ValueError("goes into a header, which takes plain ASCII in one line")
    return contact


def _check_public(address: str) -> str:
    if address and not _PUBLIC.fullmatch(address):
        raise ValueError("should begin with http:// or https:// and name a host, without ? and #")
    return address


Contact = Annotated[str, AfterValidator(check_contact)]
PublicAddress = Annotated[str, AfterValidator(_check_public)]


class ChannelEntry(Entry):
    """Where messages go: exactly one of ``print``, ``url``, ``url_file``."""

    prints: bool | None = Field(
        default=None, alias="print", description="Print to the screen, or to the journal of a service."
    )
    url: str | None = Field(default=None, description="An Apprise address; `${VARIABLE}` comes from the environment.")
    url_file: str | None = Field(
        default=None, description="A file that holds the whole address, such as `${CREDENTIALS_DIRECTORY}/desk-slack`."
    )
    rate: PerHour | None = Field(
        default=None,
        description="The most messages the channel gets; what it holds up goes into one. Unsaid: no bound.",
    )

    @model_validator(mode="after")
    def _goes_one_way(self) -> "ChannelEntry":
        if self.prints is False:
            raise ValueError("'print: false' says nothing; leave the channel out instead")
        if sum(way is not None for way in (self.prints, self.url, self.url_file)) != 1:
            raise ValueError("needs exactly one of 'print: true', 'url' and 'url_file'")
        return self


class FeedsEntry(Entry):
    """How feeds are fetched."""

    timeout: Annotated[Duration, at_least("1s")] = Field(
        default=timedelta(seconds=30),
        description="The longest that a fetch may take, redirects included; at least `1s`.",
    )
    parse_timeout: Annotated[Duration, at_least("1s")] = Field(
        default=timedelta(seconds=10), description="The longest that reading one document may take; at least `1s`."
    )
    max_megabytes: int = Field(default=8, ge=1, le=64, description="The biggest document, unpacked.")
    concurrency: int = Field(default=50, ge=1, le=200, description="How many feeds are fetched at a time.")
    per_host: int = Field(default=2, ge=1, le=20, description="How many of them from one host.")
    allow_hosts: tuple[Host, ...] = Field(default=(), description="Hosts that may be on a private network.")


class CyclesEntry(Entry):
    """How often and how much at a time the work is done."""

    tick_every: Annotated[Duration, at_least("0.1s")] = Field(
        default=timedelta(seconds=1), description="How often the daemon looks for work; at least `0.1s`."
    )
    read_batch: int = Field(default=200, ge=1, le=5000, description="How many items are read at a time.")
    lease_for: Annotated[Duration, at_least("30s")] = Field(
        default=timedelta(minutes=2), description="How long a claim on work holds after a crash; at least `30s`."
    )
    turn_limit: Annotated[Duration, at_least("1s")] = Field(
        default=timedelta(minutes=5), description="The longest that one turn of a cycle may take; at least `1s`."
    )
    warm_up: Duration = Field(
        default=timedelta(minutes=10),
        description="How long a first start listens without ringing; then it tells what it found, once a border.",
    )


class UpkeepEntry(Entry):
    """What the housekeeping does."""

    every: Annotated[Duration, at_least("1m")] = Field(
        default=timedelta(hours=6), description="How often it is done; at least `1m`."
    )
    keep_texts_for: Annotated[Duration, at_least("1d")] = Field(
        default=timedelta(days=365),
        description="How long items that nothing was read in keep summary and content; at least `1d`. All else stays.",
    )


class PushEntry(Entry):
    """Where hubs reach us (WebSub), if anywhere, and where we listen for them."""

    public_address: PublicAddress = Field(
        default="",
        description="The address that hubs call; a web server there passes it on to `listen`. Empty: no hub is asked.",
    )
    listen: HostAndPort = Field(
        default="127.0.0.1:8710",
        description="Host and port to listen at, when hubs are asked.",
    )


class MetricsEntry(Entry):
    """Where Prometheus may ask for metrics and anybody whether all is well, if anywhere."""

    listen: HostAndPortIfAny = Field(
        default="",
        description="Host and port, such as `127.0.0.1:9710`. Empty: nowhere.",
    )


class SettingsEntry(Entry):
    """The whole file."""

    schema_version: int = Field(description="The layout of the file: `1`.")
    watch: routing.Names = Field(
        description="Borders, as two ISO 3166-1 codes in alphabetical order (`IR-PK`), or `all`. Others are judged, not told."
    )
    database: str = Field(
        default=DEFAULT_DATABASE,
        description="`sqlite:///FILE`, beside this configuration, or `postgresql+psycopg://user:${DB_PASSWORD}@host/name`.",
    )
    zone: zones.Zone = Field(default="UTC", description="In which zone times are shown; what is stored is UTC.")
    contact: Contact = Field(default="", description="An address for publishers, in the User-Agent: plain ASCII.")
    channels: dict[str, ChannelEntry] = Field(min_length=1, description="Where messages go, by a name of your own.")
    routes: tuple[routing.RouteEntry, ...] = Field(
        min_length=1, description="Who is told what. Every route that matches counts; end with one without `when`."
    )
    quiet_hours: tuple[routing.QuietEntry, ...] = Field(default=(), description="When channels are left in peace.")
    operational: operating.OperationalEntry | None = Field(
        default=None,
        description="Who is told what is wrong with the monitor itself. Unsaid: who has a route for it, else the last route.",
    )
    heartbeat: operating.HeartbeatEntry | None = Field(
        default=None, description="Who is called as long as all is well. Unsaid: nobody."
    )
    daily_note: operating.DailyNoteEntry | None = Field(
        default=None, description="Who is told each day what is watched. Unsaid: nobody."
    )
    feeds: FeedsEntry = Field(default=FeedsEntry(), description="How feeds are fetched.")
    cycles: CyclesEntry = Field(default=CyclesEntry(), description="How often and how much at a time.")
    upkeep: UpkeepEntry = Field(default=UpkeepEntry(), description="Housekeeping.")
    push: PushEntry = Field(default=PushEntry(), description="Hubs that push.")
    metrics: MetricsEntry = Field(default=MetricsEntry(), description="Metrics for Prometheus.")
