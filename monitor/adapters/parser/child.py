"""The parsing child: answers questions on standard input until it ends, within limits on memory and, per document, on processor time.

Run as ``python -m monitor.adapters.parser.child CPU_SECONDS MEMORY_BYTES``. Imports the parser and nothing else, to start fast.
"""

import gc
import json
import os
import resource
import sys
from typing import BinaryIO

from monitor.adapters.parser import wire
from monitor.feeds import opml, parse
from monitor.model.items import FailureKind, FetchFailure


def main(arguments: list[str]) -> None:
    """Serves until standard input ends. Standard output carries answers only."""
    cpu_seconds, memory_bytes = int(arguments[0]), int(arguments[1])
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print must not break a frame
    _limit_memory(memory_bytes)
    gc.freeze()  # what was imported stays for good: no collection need look at it
    with sink:
        sink.write(wire.READY)
        sink.flush()
        while (head := _read_frame(source)) is not None:
            body = _read_frame(source) or b""
            _limit_cpu(cpu_seconds)
            sink.write(wire.frame(wire.answer(_parse(head, body))))
            sink.flush()


def _parse(head: bytes, body: bytes) -> wire.Answer:
    about = json.loads(head)
    try:
        if "list" in about:
            return opml.parse(body)
        return parse.parse(
            body,
            media_type=about["media_type"],
            charset=about["charset"],
            url=about["url"],
            known_marks=frozenset(about["known"]),
        )
    except MemoryError:
        raise  # the process ends, and with it whatever it holds
    except Exception as error:  # noqa: BLE001 - told to the parent, which logs it once
        return FetchFailure(kind=FailureKind.BUG, detail=f"parsing raised {type(error).__name__}: {error}"[:300])


def _read_frame(source: BinaryIO) -> bytes | None:
    """The next payload; None at the end of the stream, also in the midst of a frame."""
    prefix = source.read(wire.LENGTH.size)
    if len(prefix) < wire.LENGTH.size:
        return None
    (length,) = wire.LENGTH.unpack(prefix)
    payload = source.read(length)
    return payload if len(payload) == length else None


def _limit_memory(memory_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _limit_cpu(seconds: int) -> None:
    """Anew for each document: the kernel counts from the process's start, in whole seconds."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
