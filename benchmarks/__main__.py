"""Runs the benchmarks and prints one line each: what, figure, floor, ratio, budget, verdict."""

import sys

from benchmarks import measures


def main() -> int:
    """Prints the table; 1 when a budget is missed."""
    missed = 0
    for measure in measures.ALL:
        result = measure()
        missed += not result.met
        sys.stdout.write(f"{result}\n")
        sys.stdout.flush()
    return 1 if missed else 0


sys.exit(main())
