"""Time zones by their IANA names."""

import zoneinfo
from typing import Annotated

from pydantic import AfterValidator

from monitor.rules.documents import nearest


def check(name: str) -> str:
    """The name, if it is one; ValueError, with the nearest one, if it isn't."""
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(
            f"there is no time zone '{name[:60]}'{nearest(name[:60], zoneinfo.available_timezones())}"
        ) from None
    return name


Zone = Annotated[str, AfterValidator(check)]
