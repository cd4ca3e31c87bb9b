"""Foreign text made harmless for every channel: it can't ping, link, format or reorder what stands around it.

Entities are not relied on: what one service unescapes another prints. Signs that services act on become their look-alikes.
"""

import re
from urllib.parse import quote, urlsplit

from monitor.text import printable

_LOOKALIKES = str.maketrans(
    {"<": "‹", ">": "›", "&": "＆", "@": "＠", "`": "ˋ", "*": "∗", "_": " ", "~": "∼", "|": "¦"}
)
_DEAD_SCHEMES = (("://", ":⁄⁄"), ("mailto:", "mailto∶"))
_URL_SAFE = "/:?#[]!$'()*+,;=%-._~&"
_LONGEST_URL = 600
_HOST = re.compile(r"[a-z0-9.-]+|[0-9a-f:.]+", re.IGNORECASE)


def text(foreign: str, *, longest: int = 400) -> str:
    """One harmless line; addresses in it no longer open."""
    line = printable.printable(foreign)
    for scheme, harmless in _DEAD_SCHEMES:
        line = line.replace(scheme, harmless)
    return printable.one_line(line.translate(_LOOKALIKES), longest=longest)


def link(url: str) -> str | None:
    """The address as a bare http or https URL without credentials and without characters that markup acts on; None when it can't be."""
    try:
        parts = urlsplit(printable.printable(url).strip())
        host, port, user = parts.hostname, parts.port, parts.username
        ascii_host = (host or "").encode("idna").decode("ascii")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(ascii_host) or user is not None:
        return None
    bracketed = f"[{ascii_host}]" if ":" in ascii_host else ascii_host
    place = f"{bracketed}:{port}" if port else bracketed
    bare = quote(parts._replace(netloc=place).geturl(), safe=_URL_SAFE)
    return bare if len(bare) <= _LONGEST_URL else None
