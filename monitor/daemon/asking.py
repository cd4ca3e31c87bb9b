"""Asks a running daemon to reload, and waits for what comes of it."""

import asyncio
import os
import signal
from datetime import timedelta

from monitor.adapters import instance_lock
from monitor.bootstrap.place import Place
from monitor.daemon import in_force, rehearsal
from monitor.daemon.in_force import InForce
from monitor.errors import UnavailableError

PATIENCE = 2 * rehearsal.TIME_LIMIT
"""A reload under way is waited for too."""
_PAUSE = timedelta(milliseconds=50)


async def reload(place: Place) -> InForce:
    """What is in force afterwards. Raises UnavailableError when no daemon runs, it is not ours to ask, or it doesn't answer."""
    pid = _pid(place)
    before = _said(place, pid)
    try:
        os.kill(pid, signal.SIGHUP)
        async with asyncio.timeout(PATIENCE.total_seconds()):
            while (after := _said(place, pid)).ended <= before.begun:  # noqa: ASYNC110 - of another process
                await asyncio.sleep(_PAUSE.total_seconds())
    except PermissionError as error:
        raise UnavailableError(f"the daemon (process {pid}) is another user's: ask as that user, or as root") from error
    except ProcessLookupError as error:
        raise UnavailableError(_NONE) from error
    except TimeoutError as error:
        raise UnavailableError(
            f"the daemon (process {pid}) gave no answer for {PATIENCE.seconds} s: see its log"
        ) from error
    return after


_NONE = "no daemon runs on this database: nothing to reload"


def _pid(place: Place) -> int:
    holder = instance_lock.holder(place.lock_file)
    if holder is None:
        raise UnavailableError(_NONE)
    if not holder.isdigit():
        raise UnavailableError("a daemon runs, but doesn't say which process it is: send it SIGHUP")
    return int(holder)


def _said(place: Place, pid: int) -> InForce:
    """What the daemon itself wrote: a signal to one that doesn't listen yet would end it."""
    if _pid(place) != pid:
        raise UnavailableError("the daemon was stopped or replaced meanwhile: see its log")
    said = in_force.load(place.state_dir)
    if said is None or said.pid != pid:
        raise UnavailableError(f"the daemon (process {pid}) is still starting: it reads the files as they are")
    return said
