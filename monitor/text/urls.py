"""Says which addresses are the same page, and which are no web addresses at all.

Decides on tracking parameters, AMP and mobile forms, ports, fragments and international host names. Doesn't look anything up: whether
an address may be visited is for the fetching adapter.
"""

import re
import string
from urllib.parse import SplitResult, parse_qsl, quote, unquote, unquote_plus, urlencode, urlsplit, urlunsplit

MAX_LENGTH = 4_096
"""Longer addresses are refused: browsers and servers give up at about this length too."""

_DEFAULT_PORTS = {"http": 80, "https": 443}
_TRACKING_PREFIXES = ("utm_", "at_", "pk_", "mtm_", "hsa_", "ns_", "_hs", "wt_", "sc_c", "vero_")
_TRACKING = frozenset(  # what analytics, mailings and feed services append; none of it selects a page
    {
        "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid",
        "igshid", "mc_cid", "mc_eid", "ref_src", "ref_url", "cmpid", "cmp", "ito", "ocid",
        "oc", "smid", "ncid", "wprov", "guccounter", "guce_referrer", "guce_referrer_sig", "xtor", "traffic_source",
        "output", "amp", "_ga", "_gl", "spm", "rss", "partner", "feed_id", "source_medium",
        "ftag",
    }
)  # fmt: skip
_MOBILE_LABELS = frozenset({"m", "mobile", "amp", "www"})
_AMP_ENDS = re.compile(r"(?:/amp|\.amp)(?:\.html?)?/?$|(?<=\.)amp\.(?=html?$)", re.IGNORECASE)
_AMP_START = re.compile(r"^/amp/(?=.)", re.IGNORECASE)
_NEVER = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_STRAY = string.whitespace + "\u200c\u200d"
"""Around an address. Within one the joiners part one name from another in Persian and Hindi; they are shown as escapes."""
_HOST = re.compile(r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*|[0-9a-f:.]*:[0-9a-f:.]*")
_MAX_HOST = 253
_SAFE_PATH = "/:@!$&'()*+,;=~-._"
_PLAIN_PATH = re.compile(r"[A-Za-z0-9/:@!$&'()*+,;=~._-]*")
"""Most paths are: nothing of them is to be quoted, and to look for it by ``quote`` costs more than all else that is done with an address."""


def clean(address: str) -> str | None:
    """The address as it can be shown and opened, without tracking; None when it isn't an http or https address."""
    parts = _split(address)
    if parts is None:
        return None
    fragment = quote(parts.fragment, safe="/:@!$&'()*+,;=?~-._%") if parts.fragment else ""
    return urlunsplit((parts.scheme, _netloc(parts), _path(parts.path), _query(parts.query), fragment))


def canonicalize(address: str) -> str | None:
    """One spelling for all forms of one page, for comparing and not for opening; None when it isn't an http or https address.

    Scheme, ``www``, mobile and AMP forms, default ports, tracking and the order of parameters make no difference.
    Canonicalizing twice changes nothing.
    """
    parts = _split(address)
    if parts is None:
        return None
    host = _without_mobile(parts.hostname or "")
    port = _odd_port(parts)
    path = _canonical_path(parts.path)
    kept = _query(parts.query)
    query = urlencode(sorted(parse_qsl(kept, keep_blank_values=True))) if kept else ""
    return urlunsplit(("https", host if port is None else f"{host}:{port}", path, query, ""))


def host_of(address: str | None) -> str | None:
    """The host in lower-case ASCII (IDN as punycode), no port; None when there is no web address."""
    parts = _split(address) if address else None
    return parts.hostname if parts is not None else None


def _split(address: str) -> SplitResult | None:
    if len(address) > MAX_LENGTH:
        return None
    try:
        plain = address.isascii() and address.isprintable()
        parts = urlsplit((address if plain else _NEVER.sub("", address)).strip(_STRAY))
        host, port = _ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        return None
    # A name before the host is how one address is dressed up as another; no feed needs it.
    if parts.scheme not in _DEFAULT_PORTS or "@" in parts.netloc or "\\" in parts.netloc:
        return None
    name = f"[{host}]" if ":" in host else host
    netloc = name if port is None else f"{name}:{port}"
    return parts if parts.netloc == netloc else parts._replace(netloc=netloc)


def _ascii_host(host: str) -> str:
    """Lower-case ASCII form; UnicodeError (a ValueError) when the name can't be one."""
    name = host if host.isascii() else _punycode(host)
    bare = name.lower().rstrip(".")
    if len(bare) > _MAX_HOST or not _HOST.fullmatch(bare):
        raise UnicodeError("not a host name")
    return bare


def _punycode(host: str) -> str:
    """As browsers have it (UTS #46): the standard library's older codec leads from ``faß`` to ``fass``, which is somebody else's."""
    import idna  # noqa: PLC0415 - it takes ten milliseconds, and most names do without

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:  # signs and symbols, which may not be registered any more, and are
        return host.encode("idna").decode("ascii")


def _odd_port(parts: SplitResult) -> int | None:
    return None if parts.port in {None, *_DEFAULT_PORTS.values()} else parts.port


def _netloc(parts: SplitResult) -> str:
    default = _DEFAULT_PORTS[parts.scheme]
    return parts.netloc.removesuffix(f":{default}") if parts.port == default else parts.netloc


def _path(path: str) -> str:
    return (path if _PLAIN_PATH.fullmatch(path) else quote(path, safe=_SAFE_PATH + "%")) or "/"


def _canonical_path(path: str) -> str:
    plain = path if _PLAIN_PATH.fullmatch(path) else quote(unquote(path), safe=_SAFE_PATH)
    plain = re.sub(r"/{2,}", "/", plain) if "//" in plain else plain
    if "amp" not in plain.lower():
        return plain.rstrip("/") or "/"
    while (shorter := _AMP_START.sub("/", _AMP_ENDS.sub("", plain)).rstrip("/")) != plain:
        plain = shorter
    return plain or "/"


def _query(query: str) -> str:
    if not query:
        return ""
    kept = [pair for pair in query.split("&") if pair and not _is_tracking(pair.partition("=")[0])]
    return "&".join(quote(pair, safe="=:@!$'()*+,;/?~-._%") for pair in kept)


def _is_tracking(written: str) -> bool:
    name = unquote_plus(written).lower()
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)


def _without_mobile(host: str) -> str:
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in _MOBILE_LABELS:
        labels = labels[1:]
    bare = ".".join(labels)
    return f"[{bare}]" if ":" in bare else bare
