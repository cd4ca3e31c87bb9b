"""Distances on the globe."""

import math

EARTH_RADIUS_KM = 6371.0088
"""Mean radius (IUGG)."""


def great_circle_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres between two points in degrees, by the haversine formula."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))
