"""Writes ``borders.yaml``, the land borders of the world, and ``cities.yaml``, its towns; see ``make_cities.py`` for the second.

Lines come from world-atlas 2.0.2 (npm; ISC licence), which is Natural Earth 4.1 at 1:10m (public domain): two states' border is the arcs that
both their outlines use. They are simplified to a kilometre. Natural Earth draws lines as they are held on the ground, not as they are claimed;
no position is taken on status. Territories that are no entry of ``countries.yaml`` count as the state in ``HELD_AS``, or have no line.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python rules/core/make_world.py package/countries-10m.json > rules/core/borders.yaml
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from babel import Locale
from ruamel.yaml import YAML

TOLERANCE_KM = 1.0
"""How far a simplified line may be from the drawn one: the drawn one is itself no better at 1:10,000,000."""

KM_PER_DEGREE = 111.2
STEPS = 10_000

HELD_AS = {"Somaliland": "SO", "N. Cyprus": "CY", "Siachen Glacier": "IN", "Baikonur": "KZ", "Kosovo": "XK"}
"""Shapes without a code, and the state that they are counted with."""

SPELT = {
    "Dem. Rep. Congo": "CD", "Congo": "CG", "Central African Rep.": "CF", "S. Sudan": "SS", "Eq. Guinea": "GQ", "Bosnia and Herz.": "BA",
    "Dominican Rep.": "DO", "Côte d'Ivoire": "CI", "Macedonia": "MK", "eSwatini": "SZ", "Palestine": "PS", "Myanmar": "MM", "Turkey": "TR",
    "United States of America": "US", "Vatican": "VA", "Czechia": "CZ", "Solomon Is.": "SB", "Hong Kong": "CN", "Macao": "CN", "Brunei": "BN",
}  # fmt: skip
"""Natural Earth's short names that CLDR doesn't have."""

HEADER = """\
# The land borders of the world: for each pair of neighbours its line. Generated; don't edit:
#     npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
#     python rules/core/make_world.py package/countries-10m.json > rules/core/borders.yaml
# Lines: Natural Earth 4.1, 1:10m (public domain), by way of world-atlas 2.0.2 (ISC licence, copyright 2013-2019 Michael Bostock), simplified
# to 1 km. They are drawn as held on the ground, not as claimed; no position is taken on status.
# A line of numbers is a polyline in steps of 0.0001 degrees: latitude and longitude in turn, each counted from the point before.
schema_version: 1

border_lines:
"""

Point = tuple[float, float]
Arc = list[Point]


def arcs_of(topology: dict[str, Any]) -> list[Arc]:
    """The arcs as (latitude, longitude)."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((y * scale_y + move_y, x * scale_x + move_x))
        found.append(arc)
    return found


def arc_numbers(shape: dict[str, Any]) -> set[int]:
    """The arcs that a shape's rings use, whichever way round."""
    polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape.get("arcs", [])
    return {number if number >= 0 else ~number for rings in polygons for ring in rings for number in ring}


def codes(known: set[str]) -> dict[str, str]:
    """ISO codes by Natural Earth's names."""
    english = {name: iso for iso, name in Locale.parse("en").territories.items() if iso in known}
    return {**{name.replace("&", "and"): iso for name, iso in english.items()}, **english, **SPELT, **HELD_AS}


def shared_arcs(topology: dict[str, Any], known: set[str]) -> dict[str, set[int]]:
    """Numbers of the arcs between two states, by border."""
    users: defaultdict[int, set[str]] = defaultdict(set)
    by_name = codes(known)
    for shape in topology["objects"]["countries"]["geometries"]:
        iso = by_name.get(shape["properties"]["name"], "")
        for number in arc_numbers(shape) if iso in known else ():
            users[number].add(iso)
    found: defaultdict[str, set[int]] = defaultdict(set)
    for number, states in users.items():
        if len(states) == 2:
            found["-".join(sorted(states))].add(number)
    return found


def chains(arcs: Sequence[Arc]) -> Iterator[Arc]:
    """Arcs joined end to end where exactly that is possible, so that a river made of many arcs is one line."""
    left = [list(arc) for arc in arcs]
    while left:
        line = left.pop()
        joined = True
        while joined:
            joined = False
            for n, arc in enumerate(left):
                for piece in (arc, arc[::-1]):
                    if piece[0] == line[-1]:
                        line += piece[1:]
                    elif piece[-1] == line[0]:
                        line = piece[:-1] + line
                    else:
                        continue
                    del left[n]
                    joined = True
                    break
                if joined:
                    break
        yield line


def off(point: Point, one: Point, other: Point) -> float:
    """Kilometres between a point and a segment."""
    width = cos(radians(point[0]))
    up, aside = one[0] - point[0], (one[1] - point[1]) * width
    rise, run = other[0] - one[0], (other[1] - one[1]) * width
    length = rise * rise + run * run
    along = max(0.0, min(1.0, -(up * rise + aside * run) / length)) if length else 0.0
    return hypot(up + along * rise, aside + along * run) * KM_PER_DEGREE


def simplified(line: Arc) -> Arc:
    """Douglas and Peucker's choice of points, without recursion."""
    kept = {0, len(line) - 1}
    stretches = [(0, len(line) - 1)]
    while stretches:
        first, last = stretches.pop()
        away, at = max(((off(line[n], line[first], line[last]), n) for n in range(first + 1, last)), default=(0.0, 0))
        if away > TOLERANCE_KM:
            kept.add(at)
            stretches += [(first, at), (at, last)]
    return [line[n] for n in sorted(kept)]


def written(line: Arc) -> str:
    """A polyline as steps."""
    whole = [(0, 0), *((round(lat * STEPS), round(lon * STEPS)) for lat, lon in line)]
    return " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(whole))


def main(path: Path) -> None:
    """Writes the file to standard output; complains of neighbours without a line, and of lines without neighbours."""
    countries = YAML(typ="safe").load(Path(__file__).with_name("countries.yaml"))["countries"]
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = arcs_of(topology)
    found = shared_arcs(topology, {country["iso"] for country in countries})
    neighbours = {"-".join(sorted((c["iso"], other))) for c in countries for other in c["neighbours"]}
    sys.stderr.write(
        f"no line: {sorted(neighbours - found.keys())}\nno neighbours: {sorted(found.keys() - neighbours)}\n"
    )
    sys.stdout.write(HEADER)
    for border, numbers in sorted(found.items()):
        lines = sorted(written(simplified(line)) for line in chains([arcs[n] for n in sorted(numbers)]))
        sys.stdout.write(f"  - border: {border}\n    points: |-\n" + "".join(f"      {line}\n" for line in lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
