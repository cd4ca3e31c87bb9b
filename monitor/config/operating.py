"""The part of ``monitor.yaml`` that says who looks after the monitor: who is told of its own troubles, who is called when all is well.

Decides shape and defaults. Whether the addresses work is for others to say.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from pydantic import Field, model_validator

from monitor.config import routing, secrets
from monitor.model.alerts import Daily, Reason, Route
from monitor.model.secret import Secret
from monitor.rules.documents import Fault, Trail
from monitor.rules.section import Entry
from monitor.rules.units import Duration, at_least
from monitor.text import urls


class OperationalEntry(Entry):
    """Who is told what is wrong with the monitor itself."""

    to: tuple[str, ...] = Field(min_length=1, description="Channels.")
    quiet_hours: bool = Field(default=False, description="Whether these too wait for the end of quiet hours.")


class HeartbeatEntry(Entry):
    """Who is called for as long as all is well: exactly one of ``url`` and ``url_file``."""

    url: str | None = Field(default=None, description="The address; `${VARIABLE}` comes from the environment.")
    url_file: str | None = Field(default=None, description="A file that holds the address.")
    every: Annotated[Duration, at_least("10s")] = Field(
        default=timedelta(minutes=5), description="How often it is called; at least `10s`."
    )

    @model_validator(mode="after")
    def _has_one_address(self) -> "HeartbeatEntry":
        if (self.url is None) is (self.url_file is None):
            raise ValueError("needs exactly one of 'url' and 'url_file'")
        return self


class DailyNoteEntry(Entry):
    """Who is told every day that the monitor still watches."""

    at: routing.DailyAt = Field(description="When.")
    to: tuple[str, ...] = Field(min_length=1, description="Channels.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operational:
    """The channels of operational alerts, and whether they too wait for the end of quiet hours."""

    to: tuple[str, ...]
    keeps_quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeartbeatSettings:
    """Whom to call, and how often."""

    address: Secret
    every: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyNoteSettings:
    """When the note is due, and whose it is."""

    at: Daily
    to: tuple[str, ...]


def operational(entry: OperationalEntry | None, routes: Sequence[Route]) -> Operational:
    """As said; else whoever has a route for this reason; else whoever gets what nobody else takes."""
    if entry is not None:
        return Operational(to=entry.to, keeps_quiet=entry.quiet_hours)
    asked = [name for route in routes if Reason.OPERATIONAL in route.reasons for name in route.to]
    sure = [route for route in routes if routing.takes_all(route)] or routes
    return Operational(to=tuple(dict.fromkeys(asked or sure[-1].to)))


def heartbeat(
    entry: HeartbeatEntry | None, source: secrets.Source, *, allowed: Collection[str] = ()
) -> HeartbeatSettings | None:
    """With its address read; what is wrong with that goes to the source's faults. ``allowed`` hosts may be called in the clear."""
    if entry is None:
        return None
    trail: Trail = ("heartbeat",)
    if entry.url is not None:
        address = source.address((*trail, "url"), entry.url)
    else:
        address = source.address_in_file((*trail, "url_file"), entry.url_file or "")
    if address.reveal() and (complaint := _overheard(address.reveal(), allowed)):
        source.faults.append(Fault(trail, f"heartbeat: {complaint}", "secret"))
    return HeartbeatSettings(address=address, every=entry.every)


def _overheard(address: str, allowed: Collection[str]) -> str:
    """What is wrong with a secret address that isn't called over https; nothing when its host is one of the allowed."""
    if address.startswith("https://"):
        return ""
    if not address.startswith("http://"):
        return "should be called over https://"
    named = urls.host_of(address) in allowed
    return "" if named else "should be called over https://, or feeds.allow_hosts should name its host"


def daily_note(entry: DailyNoteEntry | None) -> DailyNoteSettings | None:
    """As said; nobody gets a note that wasn't asked for."""
    return DailyNoteSettings(at=entry.at, to=entry.to) if entry else None


def named(operational: OperationalEntry | None, note: DailyNoteEntry | None) -> list[tuple[Trail, str]]:
    """The channels that are named here, with their places."""
    return [
        ((section, "to", index), name)
        for section, entry in (("operational", operational), ("daily_note", note))
        if entry is not None
        for index, name in enumerate(entry.to)
    ]
