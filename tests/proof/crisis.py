"""The crisis that the proof plays: three borders, four days, seven alerts; and the configuration of the desk that follows it.

At each moment one item of each outlet is new, each of another border, so that what is told doesn't depend on which feed answers first.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.demo.story import StoryItem

WATCH = ("IR-PK", "AF-PK", "IN-PK")
OUTLETS = ("wire", "gazette")
CHANNELS = ("desk", "chief", "duty")
"""Two channels of Slack and one of mail; ``chief`` gets warnings and what is graver."""

AFTER_ALL_LEASES = timedelta(minutes=11)
"""What a killed process had claimed is free by then: ten minutes for a feed, two for a border or a delivery."""


def _at(day: int, hour: int) -> datetime:
    return datetime(2024, 1, day, hour, tzinfo=UTC)


NEWS: tuple[tuple[datetime, str, str], ...] = (
    (_at(16, 19), "wire", "Iran strikes militant bases near Panjgur in Pakistan with missiles, two children killed"),
    (_at(16, 19), "gazette", "Afghan and Pakistani border guards exchange fire at Torkham, three soldiers killed"),
    (_at(17, 9), "wire", "Pakistan recalls its ambassador from Tehran over missile strike"),
    (
        _at(17, 9),
        "gazette",
        "Indian troops shell villages across the Line of Control in Kashmir, one Pakistani civilian killed",
    ),
    (_at(18, 3), "wire", "Pakistan strikes militant hideouts near Saravan in Iran, nine dead"),
    (_at(18, 3), "gazette", "Pakistan carries out air strikes in Khost in Afghanistan, eight civilians killed"),
    (_at(19, 12), "wire", "Iran and Pakistan agree to return ambassadors and to de-escalate"),
)

ITEMS = tuple(
    StoryItem(id=f"n{n}", guid=f"n{n}", at=at, outlet=outlet, title=title) for n, (at, outlet, title) in enumerate(NEWS)
)

MOMENTS = tuple(sorted({at for at, _, _ in NEWS}))
BEFORE = MOMENTS[0] - timedelta(hours=1)


def configure(folder: Path, *, feeds: Mapping[str, str], channels: Mapping[str, str]) -> Path:
    """Writes a configuration with the addresses of those feeds and channels; returns its folder."""
    config = folder / "config"
    config.mkdir()
    for name, address in channels.items():
        (config / f"{name}.url").write_text(address, encoding="utf-8")
    lines = [
        "schema_version: 1",
        f"watch: [{', '.join(WATCH)}]",
        "channels:",
        *(f"  {name}: {{url_file: {config / name}.url}}" for name in channels),
        "routes:",
        "  - {when: {level: [warning, critical]}, to: [chief]}",
        "  - {to: [desk, duty]}",
        "feeds: {allow_hosts: [127.0.0.1]}",
        "cycles: {warm_up: 0s, tick_every: 0.1s}",
    ]
    (config / "monitor.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    outlets = ["schema_version: 1", "outlets:"]
    for name, url in feeds.items():
        outlets += [
            f"  - {{id: {name}, name: {name}, owner: {name}, grades: {{events: B}},",
            f"     feeds: [{{id: {name}-feed, url: '{url}', every: 1m}}]}}",
        ]
    (config / "outlets.yaml").write_text("\n".join(outlets) + "\n", encoding="utf-8")
    return config
