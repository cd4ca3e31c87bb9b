"""Takes secrets out of text: the whole of each, and every part of an address that may be one, however it is encoded.

What is too much is taken out as well: a log with a word less does less harm than one with a password more.
"""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote

MASK = "***"
_SHORTEST = 4
"""A part of fewer characters stands in too many other words; within an address it is still taken out."""
_STANDS_ALONE = 10
"""Parts of fewer characters are taken out only where they are a whole word, lest pieces of other words go."""
_LONGEST_PORT = 5
"""Digits; more are a secret that stands where a host would: the parts of an address to a service are in no order that is known here."""
_ORDINARY = frozenset(
    {
        "alerts", "api", "border-monitor", "false", "hook", "hooks", "html", "http", "https", "json", "localhost", "markdown", "messages",
        "notify", "send", "services", "text", "true", "webhook", "webhooks",
    }
)  # fmt: skip
_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*)://([^/?#\s]*)(\S*)", re.IGNORECASE)
_USER = re.compile(r"(://)[^/?#\s@'\"]+@")
_CREDENTIALS = re.compile(
    r"(authorization(?:\W|b(?=['\"])){1,10})((?:basic|bearer|digest)\s+)?[^\s'\",)]+", re.IGNORECASE
)
_WITHOUT_SECRETS = frozenset({"sqlite"})
_OF_DATABASES = ("postgresql", "postgres")


class Redactor:
    """Knows secrets, and masks them in any text. What no secret was learned of is masked by its form: users in addresses, credentials."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._parts: set[str] = set()
        self._known = re.compile("(?!)")
        self.learn(secrets)

    def learn(self, secrets: Iterable[str]) -> None:
        """From now on these are masked too."""
        for secret in secrets:
            self._parts.update(_parts(secret))
        alternatives = [_pattern(part) for part in sorted(self._parts, key=lambda part: (-len(part), part))]
        if alternatives:
            self._known = re.compile("|".join(alternatives))

    def __call__(self, text: str) -> str:
        """The text with a mask in place of each secret."""
        known = self._known.sub(MASK, text)
        if "://" in known:
            known = _USER.sub(rf"\1{MASK}@", known)
        return _CREDENTIALS.sub(rf"\1{MASK}", known) if "uthorization" in known else known


def _parts(secret: str) -> Iterator[str]:
    """The secret and its parts, in the forms in which they are written."""
    for part in {secret, *_of_address(secret)}:
        for form in {part, unquote(part), quote(part, safe="")}:
            if len(form) >= _SHORTEST and form.lower() not in _ORDINARY:
                yield form


def _of_address(secret: str) -> Iterator[str]:
    found = _ADDRESS.fullmatch(secret.strip())
    if found is None or found[1].lower() in _WITHOUT_SECRETS:
        return
    user, _, host = found[2].rpartition("@")
    yield user
    yield from user.split(":")
    if not found[1].lower().startswith(_OF_DATABASES):
        yield from (name for name in host.split(":") if "." not in name and not _is_port(name))
        yield from _of_path(found[3])


def _is_port(name: str) -> bool:
    return name.isdecimal() and len(name) <= _LONGEST_PORT


def _of_path(rest: str) -> Iterator[str]:
    """Segments of the path, and what stands behind a name in the query."""
    path, _, query = rest.partition("?")
    yield from re.split(r"[/#,;]", path)
    yield from (pair.rpartition("=")[2] for pair in re.split("[&#;]", query))


def _pattern(part: str) -> str:
    literal = re.escape(part)
    return literal if len(part) >= _STANDS_ALONE else rf"(?<![\w-]){literal}(?![\w-])"
