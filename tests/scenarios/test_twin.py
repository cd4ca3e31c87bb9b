"""The January sequence carried to a border between two other states: nothing about the first one stands in code.

The twin has other states, groups, places and outlets, in a synthetic pack. Put the names of the first in place of the twin's, and the
two outputs must be the same, name for name and number for number.
"""

import json
import shutil
from pathlib import Path
from typing import Any

from tests.support.scenarios import ROOT, recorded, stage

TWIN = Path(__file__).parent / "twin"
ITEMS = recorded("january-2024")
UNTIL = "2024-02-01T12:00:00+00:00"

NAMES = {
    "Iranian": "Ecuadorian",
    "Iran": "Ecuador",
    "Pakistani": "Peruvian",
    "Pakistan": "Peru",
    "Islamabad": "Lima",
    "Jaish al-Zolm": "Condor Bandits",
    "Jaish al-Adl": "Condor Front",
    "Koh-e Sabz": "Cerro Verde Alto",
    "Saravan": "Zarumilla Vieja",
}
"""What stands in the texts, and what the twin's texts say instead; longer names first."""

OUTLETS = {
    "irna-en": "agency-ec",
    "ispr": "army-pe",
    "mofa-pk": "ministry-pe",
    "dawn": "daily-pe",
    "geo": "news-pe",
    "ap": "wire",
}

OUTPUT = {
    **NAMES,
    "Islamic Revolutionary Guard Corps": "Frontier Guard Corps",
    "Koh-e-Sabz": "Cerro Verde Alto",
    "Panjgur district": "Verde district",
    "Saravan county": "Bajos interior",
    "Balochistan": "Altos",
    "Sistan and Baluchestan": "Bajos",
    "IR-PK": "EC-PE",
    '"IR"': '"EC"',
    '"PK"': '"PE"',
    "(IR)": "(EC)",
    "(PK)": "(PE)",
    "IR has": "EC has",
    "PK has": "PE has",
}
"""What stands in the output, and what the twin's output says instead."""

LEFT_ASIDE = {"entity", "lat", "lon", "id", "incident", "incidents", "alert", "calendar"}
"""Identifiers of the rulebook, coordinates, and ids of alerts (hashes over the border's name)."""


def carried(text: str, names: dict[str, str]) -> str:
    """The text with the twin's names."""
    for name, other in sorted(names.items(), key=lambda pair: -len(pair[0])):
        text = text.replace(name, other)
    return text


def comparable(shape: Any) -> Any:
    """The output without what must differ."""
    if isinstance(shape, dict):
        return {key: comparable(value) for key, value in shape.items() if key not in LEFT_ASIDE}
    return [comparable(value) for value in shape] if isinstance(shape, list) else shape


def played(folder: Path, items: list[dict[str, object]], *, border: str, **where: Path) -> dict[str, Any]:
    """What a replay of the items prints."""
    folder.mkdir()
    with stage(items, folder, watch=(border,), **where) as playing:
        playing.play(border, until=UNTIL)
        result = playing.result()
    return {
        "acts": result["incidents"],
        "firings": result["firings"],
        "borders": result["borders"],
        "alerts": result["alerts"],
    }


def test_the_twin_gives_the_same_output(tmp_path: Path) -> None:
    """Incidents, firings, states and alerts of the twin are those of January 2024 under other names."""
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules" / "core", rules / "core")
    shutil.copytree(TWIN / "packs", rules / "packs")
    twin_items = [
        {
            **one,
            "outlet": OUTLETS[str(one["outlet"])],
            "title": carried(str(one["title"]), NAMES),
            "summary": carried(str(one["summary"]), NAMES),
        }
        for one in ITEMS
    ]
    seed = played(tmp_path / "seed", ITEMS, border="IR-PK")
    twin = played(tmp_path / "twin", twin_items, border="EC-PE", rules=rules, config=TWIN / "config")
    expected = json.loads(carried(json.dumps({k: comparable(v) for k, v in seed.items()}, ensure_ascii=False), OUTPUT))
    for part in ("firings", "borders", "alerts", "acts"):
        assert comparable(twin[part]) == expected[part]
