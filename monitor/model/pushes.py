"""What is asked of a hub: that it sends a feed's news at once (WebSub)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """A subscription of one feed at one hub. ``token`` is the last part of the address that the hub calls; what the hub sends is signed by a
    secret that follows from the token and our key, which has the name ``key``: no secret is stored.

    ``until`` is when the hub's promise ends (None: it has promised nothing yet). ``failures`` counts refusals in a row, ``forged`` what
    came with a wrong signature or none.
    """

    feed: str
    hub: str
    topic: str
    token: str
    key: str
    asked_at: datetime
    until: datetime | None = None
    pushed_at: datetime | None = None
    failures: int = 0
    detail: str = ""
    forged: int = 0
