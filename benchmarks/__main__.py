"""Runs the benchmarks and prints one line for each figure: what, figure, floor, ratio, budget, verdict.

Names of measures (functions of ``reading``, ``polling`` and ``archive``) as arguments run only those; ``--full`` adds the store of a million
items, which takes minutes to make.
"""

import gc
import logging
import resource
import sys
from collections.abc import Sequence

import structlog

from benchmarks import archive, latency, polling, reading
from benchmarks.result import Result
from monitor.cli.main import GARBAGE_AFTER

MEASURES = (
    reading.help_text,
    reading.start,
    polling.unchanged,
    polling.new_entries,
    polling.scale,
    polling.hostile,
    latency.latency,
    reading.aliases,
    reading.usual,
    reading.pipeline,
    archive.archive,
)


FULL = "--full"


def memory() -> Result:
    """The most memory that this run took, everything loaded and the benchmarks' own documents too."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Result(name="peak memory of this run, all loaded", figure=peak, budget=300, unit="MiB")


def main(names: Sequence[str]) -> int:
    """Prints the table; 1 when a budget is missed."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    gc.set_threshold(GARBAGE_AFTER)  # as the program runs
    missed = 0
    wanted = {name for name in names if name != FULL}
    for measure in (*MEASURES, *([archive.full] if FULL in names else []), memory):
        if wanted and measure.__name__ not in wanted:
            continue
        measured = measure()
        for result in measured if isinstance(measured, list) else [measured]:
            missed += not result.met
            print(result, flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
