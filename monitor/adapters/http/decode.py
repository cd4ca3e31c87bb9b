"""Takes a response body apart as it arrives, within limits on both sides of the decompressor.

Decides which content encodings are accepted: one of gzip, deflate, identity. A body that grows past its limit is refused before the
memory for it is taken.
"""

import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

_GZIP, _ZLIB, _RAW = zlib.MAX_WBITS | 16, zlib.MAX_WBITS, -zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f"
_MOST_MEMBERS = 64
"""Concatenated gzip members; a proxy makes two or three, an attack as many as there are bytes."""


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
    if named[0] in ("gzip", "x-gzip"):
        return _Gzip()
    if named[0] == "deflate":
        return _Deflate()
    raise BadEncodingError(f"a content encoding that wasn't asked for: {named[0][:40]}")


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
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise BadEncodingError("too many gzip members")
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
