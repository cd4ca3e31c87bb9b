"""Takes a response body apart as it arrives, within limits on both sides of the decompressor.

Decides which content encodings are accepted: one of gzip, deflate, identity, and br and zstd where their libraries are installed. A body
that grows past its limit is refused before the memory for it is taken.
"""

import importlib
import zlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any, Protocol

_GZIP, _ZLIB, _RAW = zlib.MAX_WBITS | 16, zlib.MAX_WBITS, -zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f"
_MOST_MEMBERS = 64
"""Concatenated gzip members or zstd frames; a proxy makes two or three, an attack as many as there are bytes."""
_ZSTD_WINDOW_LOG = 23
"""8 MiB: the largest window that RFC 9659 lets a server use; the format itself would allow gigabytes of memory."""


class BodyTooLargeError(Exception):
    """More bytes than allowed, as received or decoded."""


class BadEncodingError(Exception):
    """An encoding that isn't accepted, or a body that isn't in the encoding that it claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLimits:
    """The most bytes taken from the wire, and the most that they may grow to."""

    raw_bytes: int
    decoded_bytes: int


class _Inflater(Protocol):
    def feed(self, chunk: bytes, remaining: int) -> bytes: ...
    def finish(self) -> None: ...


async def read_body(chunks: AsyncIterator[bytes], encoding: str | None, limits: BodyLimits) -> bytes:
    """The decoded body; raises BodyTooLargeError or BadEncodingError."""
    inflater = _inflater(encoding)
    body = bytearray()
    received = 0
    async for chunk in chunks:
        received += len(chunk)
        if received > limits.raw_bytes:
            raise BodyTooLargeError(f"more than {limits.raw_bytes} bytes")
        body += inflater.feed(chunk, limits.decoded_bytes - len(body)) if inflater else chunk
        if len(body) > limits.decoded_bytes:
            raise BodyTooLargeError(f"decodes to more than {limits.decoded_bytes} bytes")
    if inflater and received:
        inflater.finish()
    return bytes(body)


def _inflater(encoding: str | None) -> _Inflater | None:
    named = [name for part in (encoding or "").lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if not named:
        return None
    if len(named) > 1:
        raise BadEncodingError(f"more than one content encoding: {', '.join(named)[:80]}")
    make = _KNOWN.get(named[0])
    if make is None:
        raise BadEncodingError(f"a content encoding that wasn't asked for: {named[0][:40]}")
    return make()


class _Gzip:
    """One or several gzip members, one after the other."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(_GZIP)
        self._members = 1

    def feed(self, chunk: bytes, remaining: int) -> bytes:
        """What the chunk decodes to, at most one byte more than ``remaining``."""
        decoded = bytearray()
        while chunk and len(decoded) <= remaining:
            if self._stream.eof:
                if not chunk.startswith(_GZIP_MAGIC):
                    break  # padding or rubbish after the last member, which every client ignores
                self._next_member()
            decoded += _inflate(self._stream, chunk, remaining - len(decoded) + 1)
            chunk = self._stream.unused_data
        return bytes(decoded)

    def finish(self) -> None:
        """Raises when the last member was cut off."""
        if not self._stream.eof:
            raise BadEncodingError("the gzip body is cut off")

    def _next_member(self) -> None:
        self._members = _counted(self._members)
        self._stream = zlib.decompressobj(_GZIP)


class _Deflate:
    """``deflate`` as specified (zlib) or as some servers understand it (raw)."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(_ZLIB)
        self._started = False

    def feed(self, chunk: bytes, remaining: int) -> bytes:
        """What the chunk decodes to, at most one byte more than ``remaining``."""
        if self._started:
            return b"" if self._stream.eof else _inflate(self._stream, chunk, remaining + 1)
        self._started = True
        try:
            return _inflate(self._stream, chunk, remaining + 1)
        except BadEncodingError:
            self._stream = zlib.decompressobj(_RAW)
            return _inflate(self._stream, chunk, remaining + 1)

    def finish(self) -> None:
        """Raises when the stream was cut off."""
        if not self._stream.eof:
            raise BadEncodingError("the deflate body is cut off")


def _inflate(stream: "zlib._Decompress", chunk: bytes, most: int) -> bytes:
    try:
        return stream.decompress(chunk, max(most, 1))
    except zlib.error as error:
        raise BadEncodingError(f"the body isn't what its content encoding says: {error}") from error


def _counted(members: int) -> int:
    if members >= _MOST_MEMBERS:
        raise BadEncodingError("too many members, one after the other")
    return members + 1


def _library(*names: str) -> Any:
    """The first of these modules that is installed, or None."""
    for name in names:
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    return None


_brotli = _library("brotli")
_zstd = _library("compression.zstd", "backports.zstd")


class _Brotli:
    """A stream of brotli. Its library gives at least 32 KiB at a time, whatever the limit; so much may be decoded in vain."""

    def __init__(self) -> None:
        self._stream = _brotli.Decompressor()

    def feed(self, chunk: bytes, remaining: int) -> bytes:
        """What the chunk decodes to, at most a block more than ``remaining``."""
        if self._stream.is_finished():
            return b""
        decoded = bytearray(self._process(chunk, remaining + 1))
        while len(decoded) <= remaining and not self._stream.can_accept_more_data():
            decoded += self._process(b"", remaining - len(decoded) + 1)
        return bytes(decoded)

    def finish(self) -> None:
        """Raises when the stream was cut off."""
        if not self._stream.is_finished():
            raise BadEncodingError("the br body is cut off")

    def _process(self, chunk: bytes, most: int) -> bytes:
        try:
            decoded: bytes = self._stream.process(chunk, output_buffer_limit=max(most, 1))
        except _brotli.error as error:
            raise BadEncodingError("the body isn't what its content encoding says: no br") from error
        return decoded


class _Zstd:
    """One or several frames of zstd, one after the other, with windows of the size that the web allows."""

    def __init__(self) -> None:
        self._frame = self._open()
        self._members = 1

    def feed(self, chunk: bytes, remaining: int) -> bytes:
        """What the chunk decodes to, at most one byte more than ``remaining``."""
        decoded = bytearray()
        while len(decoded) <= remaining:
            if self._frame.eof:
                chunk = chunk or self._frame.unused_data
                if not chunk:
                    break
                self._members = _counted(self._members)
                self._frame = self._open()
            decoded += self._decompress(chunk, remaining - len(decoded) + 1)
            chunk = self._frame.unused_data if self._frame.eof else b""
            if not chunk and (self._frame.eof or self._frame.needs_input):
                break
        return bytes(decoded)

    def finish(self) -> None:
        """Raises when the last frame was cut off."""
        if not self._frame.eof:
            raise BadEncodingError("the zstd body is cut off")

    @staticmethod
    def _open() -> Any:
        return _zstd.ZstdDecompressor(options={_zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG})

    def _decompress(self, chunk: bytes, most: int) -> bytes:
        try:
            decoded: bytes = self._frame.decompress(chunk, max(most, 1))
        except _zstd.ZstdError as error:
            raise BadEncodingError(f"the body isn't what its content encoding says: {error}"[:200]) from error
        return decoded


_KNOWN: dict[str, Callable[[], _Inflater]] = {"gzip": _Gzip, "x-gzip": _Gzip, "deflate": _Deflate}
if _brotli is not None and hasattr(_brotli.Decompressor, "can_accept_more_data"):
    _KNOWN["br"] = _Brotli
if _zstd is not None:
    _KNOWN["zstd"] = _Zstd

ACCEPTED = ", ".join(name for name in _KNOWN if name != "x-gzip")
"""For Accept-Encoding: what can be decoded here."""
