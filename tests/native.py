"""``make native``: the wheel with the compiled reading is built, and reads as the sources do. Exit code 1 when it doesn't.

Held against one another is all that ``explain`` says of every text of ``tests/corpus``, to the byte; then the tests of the text and of the reading
run against what was compiled.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[1]
TESTS = (
    "tests/unit/extraction",
    "tests/unit/text",
    "tests/unit/text_feed_dates",
    "tests/unit/text_html",
    "tests/unit/text_urls",
)
SEEN = "2024-01-18T12:00:00Z"
COUNTS_CALLS = "tests/unit/extraction/test_reading_work.py"
"""Counts calls of Python functions, which machine code doesn't make."""
COMPILED = "import monitor.extraction.reader as r, monitor.text.fold as f; assert r.__file__.endswith('.so') and f.__file__.endswith('.so')"


def main(arguments: list[str] | None = None) -> int:
    """Builds, compares and tests."""
    parser = argparse.ArgumentParser(prog="python -m tests.native", description=__doc__)
    parser.add_argument("--wheel", type=Path, help="an already built one")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="native-") as name:
        folder = Path(name)
        native = folder / "installed"
        _pip("install", "--no-deps", "--target", native, given.wheel or _built(folder))
        _python(native, "-c", COMPILED)
        items = folder / "items.jsonl"
        items.write_text("".join(f"{json.dumps(item)}\n" for item in _items()), encoding="utf-8")
        for form in ("ndjson", "table"):
            explain = ("-m", "monitor", "explain", "--file", items, "--format", form)
            said, wanted = (_python(path, *explain, cwd=folder) for path in (native, ROOT))
            assert len(wanted) > items.stat().st_size, "nothing was read"
            if said != wanted:
                sys.stderr.write(f"BROKEN: explain --format {form} says otherwise when compiled\n")
                return 1
        tests = ("-m", "pytest", "-q", "-o", "pythonpath=", *TESTS, f"--ignore={COUNTS_CALLS}")
        return subprocess.run([sys.executable, "-P", *tests], cwd=ROOT, env=_env(native, ROOT), check=False).returncode


def _built(folder: Path) -> Path:
    os.environ["HATCH_BUILD_HOOK_ENABLE_CUSTOM"] = "1"
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    return next(folder.glob("*.whl"))


def _pip(*arguments: str | Path) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], check=True)


def _env(*first: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, first)), "BORDER_MONITOR_HOME": str(ROOT)}


def _python(first: Path, *arguments: str | Path, cwd: Path | None = None) -> bytes:
    """What Python says with the modules of this folder before all others."""
    command = [sys.executable, "-P", *arguments]
    return subprocess.run(command, cwd=cwd, env=_env(first), check=True, stdout=subprocess.PIPE).stdout


def _items() -> Iterator[dict[str, str]]:
    """Every text of the corpus, as lines that ``explain --file`` takes."""
    corpus = ROOT / "tests" / "corpus"
    for path in sorted((corpus / "reading").glob("*.yaml")):
        for number, case in enumerate(YAML(typ="safe").load(path)):
            yield _item(f"{path.stem}-{number}", path.stem, case["text"], case.get("summary", ""))
    for line in (corpus / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        yield _item(told["id"], told["lang"], told["title"], told["summary"])


def _item(name: str, language: str, title: str, summary: str) -> dict[str, str]:
    return {"id": name, "language": language, "title": title, "summary": summary, "seen": SEEN}


if __name__ == "__main__":
    sys.exit(main())
