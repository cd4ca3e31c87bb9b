"""Foreign text made harmless for every channel: it can't ping, link, format or reorder what stands around it.

Entities are not relied on: what one service unescapes another prints. Signs that services act on become their look-alikes.
"""

import re
from urllib.parse import quote, urlsplit

from monitor.text import printable, urls

_LOOKALIKES = str.maketrans(
    {"<": "‹", ">": "›", "&": "＆", "@": "＠", "`": "ˋ", "*": "∗", "_": " ", "~": "∼", "|": "¦"}
)
_DEAD_SCHEMES = (("://", ":⁄⁄"), ("mailto:", "mailto∶"))
_OF_A_NAME = re.compile(r"(?<=[\w-])\.(?=[^\W\d_]{2})(?!(?:ya?ml|json|db|log)\b)|(?<=\d)\.(?=\d+\.\d)")
"""The dots of names like ``bank.example`` and of ``192.0.2.1``: programs that show messages make links of them, scheme or no scheme.

The names of our own files end in what no name of the net ends in, and can be copied."""
_DOT = "․"
_URL_SAFE = "/:?#[]!$'()*+,;=%-._~&"
_LONGEST_URL = 600
_HOST = re.compile(r"[a-z0-9.-]+|[0-9a-f:.]+", re.IGNORECASE)


def text(foreign: str, *, longest: int = 400) -> str:
    """One harmless line; addresses in it no longer open."""
    line = printable.printable(foreign)
    for scheme, harmless in _DEAD_SCHEMES:
        line = line.replace(scheme, harmless)
    return printable.one_line(_OF_A_NAME.sub(_DOT, line.translate(_LOOKALIKES)), longest=longest)


def link(url: str) -> str | None:
    """The address as a bare http or https URL without credentials, tracking, and characters that markup acts on; None when it can't be."""
    address = urls.clean(printable.printable(url))
    if address is None or not _HOST.fullmatch(urlsplit(address).hostname or ""):
        return None
    bare = quote(address, safe=_URL_SAFE)
    return bare if len(bare) <= _LONGEST_URL else None
