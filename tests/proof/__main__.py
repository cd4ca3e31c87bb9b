"""``make prove``: the real daemon is killed at every commit boundary and at random, its disk, database and channels are taken away, and
what it came to is held against a run that nobody disturbed. Exit code 1 when the promise is broken.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from tests.proof import report, scenarios
from tests.proof.scenarios import Calm, Proof, Row
from tests.support import postgresql


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs what was asked for and prints it."""
    parser = argparse.ArgumentParser(prog="python -m tests.proof", description=__doc__)
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="kill at every N-th boundary only")
    parser.add_argument("--random", type=int, default=20, metavar="RUNS", help="runs with kills at random instants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parallel", type=int, default=2)
    parser.add_argument("--only", metavar="WORDS", help="only scenarios with these words in their names")
    parser.add_argument("--write", action="store_true", help="put the figures into tests/proof/README.md")
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="proof-", ignore_cleanup_errors=True) as folder:
        proof = Proof(Path(folder), parallel=args.parallel)
        rows = []
        for row in _rows(proof, args):
            rows.append(row)
            sys.stderr.write(" ".join(report.cells(row)) + "\n")
    sys.stdout.write(report.as_json(rows) if args.format == "json" else report.table(rows))
    if args.write:
        text = report.PAGE.read_text(encoding="utf-8")
        report.PAGE.write_text(report.with_block(text, rows), encoding="utf-8")
    for fault in (fault for row in rows for fault in row.broken):
        sys.stderr.write(f"BROKEN: {fault}\n")
    return 1 if any(row.broken for row in rows) else 0


def _rows(proof: Proof, args: argparse.Namespace) -> Iterator[Row]:
    def wanted(name: str) -> bool:
        return not args.only or args.only in name

    calm = proof.calm()
    if wanted("killed at commit boundaries, SQLite"):
        yield scenarios.at_boundaries(proof, calm, scenarios.each_of(calm)[:: args.every])
    if wanted("killed at commit boundaries, PostgreSQL"):
        yield from _on_postgresql(proof, args.every)
    if wanted("killed at random instants"):
        yield scenarios.at_random(proof, calm, runs=args.random, seed=args.seed)
    if wanted("told to stop (SIGTERM) at random instants"):
        yield scenarios.stopped_at_random(proof, calm, runs=-(-args.random // 4), seed=args.seed)
    yield from _with_faults(proof, calm, wanted)


def _on_postgresql(proof: Proof, every: int) -> Iterator[Row]:
    with postgresql.serving() as server:
        databases = postgresql.Databases(server)
        calm = proof.calm(databases)
        yield scenarios.at_boundaries(proof, calm, scenarios.one_of_each(calm)[::every], databases)


def _with_faults(proof: Proof, calm: Calm, wanted: Callable[[str], bool]) -> Iterator[Row]:
    stores = [partial(scenarios.with_store_fault, proof, calm, f) for f in scenarios.STORE_FAULTS if wanted(f.name)]
    channels = [
        partial(scenarios.with_channel_fault, proof, calm, f) for f in scenarios.CHANNEL_FAULTS if wanted(f.name)
    ]
    return proof.each([*stores, *channels])


if __name__ == "__main__":
    sys.exit(main())
