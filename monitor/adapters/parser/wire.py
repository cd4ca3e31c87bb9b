"""What the parser's two processes say to each other: frames of JSON, each after its length. Never pickle: a pickle runs what it holds.

ready      length of nought, once, when the child has started
question   length  {"media_type", "charset", "url", "known"} or {"list": true}   length  body
answer     length  {"feed": {...}} or {"failure": {"kind", "detail"}} or {"subscriptions": [{...}, ...]}
"""

import json
import struct
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from monitor.feeds.opml import Subscription
from monitor.model.items import Document, Entry, FailureKind, FetchFailure, ParsedFeed

Answer = ParsedFeed | FetchFailure | tuple[Subscription, ...]

LENGTH = struct.Struct(">I")
READY = LENGTH.pack(0)
MAX_ANSWER = 64 * 1024 * 1024
"""Bytes. 500 entries of 42,000 characters in a three-byte script; a longer answer is no answer."""


def frame(payload: bytes) -> bytes:
    """The payload after its length."""
    return LENGTH.pack(len(payload)) + payload


def question(document: Document, known: Collection[str] = ()) -> bytes:
    """Both frames of a question; ``known`` are marks of entries that needn't be parsed."""
    head = {
        "media_type": document.media_type,
        "charset": document.charset,
        "url": document.url,
        "known": list(known),
    }
    return frame(json.dumps(head).encode()) + frame(document.body)


def question_of_list(body: bytes) -> bytes:
    """Both frames of a question for the feeds in a list of subscriptions."""
    return frame(b'{"list": true}') + frame(body)


def answer(result: Answer) -> bytes:
    """The payload of an answer."""
    if isinstance(result, tuple):
        return json.dumps({"subscriptions": [_fields(one) for one in result]}).encode()
    if isinstance(result, FetchFailure):
        return json.dumps({"failure": {"kind": result.kind.value, "detail": result.detail}}).encode()
    fields = _fields(result)
    fields["entries"] = [_fields(entry) for entry in result.entries]
    fields["ttl"] = result.ttl.total_seconds() if result.ttl is not None else None
    return json.dumps({"feed": fields}, ensure_ascii=False).encode("utf-8", "replace")


def _fields(value: ParsedFeed | Entry | Subscription) -> dict[str, Any]:
    # By hand: ``asdict`` copies every text, and this runs for each document.
    return {name: getattr(value, name) for name in value.__slots__}


def understood(payload: bytes) -> Answer:
    """The answer as a value; raises ValueError, KeyError or TypeError for anything else."""
    said: dict[str, Any] = json.loads(payload)
    if "failure" in said:
        return FetchFailure(kind=FailureKind(said["failure"]["kind"]), detail=str(said["failure"]["detail"]))
    if "subscriptions" in said:
        return tuple(Subscription(**one) for one in said["subscriptions"])
    fields = said["feed"]
    ttl = fields.pop("ttl")
    fields["entries"] = tuple(Entry(**entry) for entry in fields["entries"])
    for name in ("marks", "positions", "skip_hours"):
        fields[name] = tuple(fields[name])
    fields["hub"] = tuple(fields["hub"]) if fields["hub"] else None
    return ParsedFeed(**fields, ttl=timedelta(seconds=ttl) if ttl is not None else None)
