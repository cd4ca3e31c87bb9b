"""Regular expressions in linear time, whatever the pattern and the text: the one home of RE2."""

from functools import lru_cache
from typing import Any

_MOST_KEPT = 500


def complaint(pattern: str) -> str:
    """What is wrong with a pattern; nothing when it can be used. Look-around and back-references are not of this engine."""
    import re2  # noqa: PLC0415 - most rulebooks have no pattern

    try:
        re2.compile(pattern, _options())
    except re2.error as error:
        text = error.args[0] if error.args else "can't be read"
        return text.decode() if isinstance(text, bytes) else str(text)
    return ""


def find(pattern: str, text: str) -> tuple[int, int] | None:
    """Where the pattern first matches anything, case ignored; None when it doesn't: nothing at all is no evidence."""
    spans = (found.span() for found in _compiled(pattern).finditer(text))
    return next(((start, end) for start, end in spans if end > start), None)


@lru_cache(maxsize=_MOST_KEPT)
def _compiled(pattern: str) -> Any:
    import re2  # noqa: PLC0415 - see above

    return re2.compile(pattern, _options())


def _options() -> Any:
    import re2  # noqa: PLC0415 - see above

    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = 1 << 20
    return options
