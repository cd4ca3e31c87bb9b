"""What systemd is told (sd_notify(3)): datagrams to the socket that it names. Without that socket nothing is sent."""

import os
import socket
import time
from collections.abc import Mapping
from datetime import timedelta


class Supervisor:
    """The other end of ``NOTIFY_SOCKET``; silent when there is none.

    ``watchdog_every`` is how often systemd wants a sign of life (``WatchdogSec=``), None when it wants none of this process.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        address = environ.get("NOTIFY_SOCKET", "")
        self._address = "\0" + address[1:] if address.startswith("@") else address
        self.watchdog_every = _watchdog(environ) if address else None

    def ready(self, status: str) -> None:
        """The service is up, or done with a reload (``Type=notify`` waits for this)."""
        self._tell("READY=1", f"STATUS={status}")

    def reloading(self) -> None:
        """A reload has begun; it ends with :meth:`ready`. systemd wants to know when, by the clock that knows no setting."""
        self._tell("RELOADING=1", f"MONOTONIC_USEC={time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000}")

    def alive(self) -> None:
        """Feeds the watchdog."""
        self._tell("WATCHDOG=1")

    def unwell(self, reason: str) -> None:
        """Shows in ``systemctl status`` why the watchdog goes hungry."""
        self._tell(f"STATUS={reason}")

    def stopping(self) -> None:
        """The drain has begun."""
        self._tell("STOPPING=1")

    def _tell(self, *lines: str) -> None:
        if not self._address:
            return
        message = "\n".join(line.replace("\n", " ") for line in lines)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as speaker:
            speaker.settimeout(1)
            try:
                speaker.sendto(message.encode(), self._address)
            except OSError:
                return  # a supervisor that can't listen must not take the daemon down; it will notice by itself


def _watchdog(environ: Mapping[str, str]) -> timedelta | None:
    wanted, mine = environ.get("WATCHDOG_USEC", ""), environ.get("WATCHDOG_PID", str(os.getpid()))
    if not wanted.isdigit() or mine != str(os.getpid()) or wanted == "0":
        return None
    return timedelta(microseconds=int(wanted))
