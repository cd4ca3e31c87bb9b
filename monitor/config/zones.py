"""Time zones by their IANA names."""

import zoneinfo
from typing import Annotated

from pydantic import AfterValidator

from monitor.rules.documents import nearest


def _check(name: str) -> str:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(
            f"there is no time zone '{name[:60]}'{nearest(name[:60], zoneinfo.available_timezones())}"
        ) from None
    return name


Zone = Annotated[str, AfterValidator(_check)]
