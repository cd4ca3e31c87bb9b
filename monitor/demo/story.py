"""The story that the demo tells: news items with the time at which their outlet published them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from monitor.config import files
from monitor.errors import ConfigError
from monitor.rules import validation
from monitor.rules.documents import Document

STORY = Path(__file__).with_name("story.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryItem:
    """One item. ``date`` replaces what the feed would give (``none``: no date at all); ``guid`` is shared by revisions of an item."""

    id: str
    at: datetime
    outlet: str
    title: str
    summary: str = ""
    guid: str = ""
    date: str | None = None

    @property
    def link(self) -> str:
        """An address that leads nowhere, under the outlet's own name."""
        return f"https://{self.outlet}.example/{self.guid}"


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    at: datetime
    outlet: str
    title: str
    summary: str = ""
    guid: str | None = None
    date: str | None = None
    revises: str | None = None


class _Story(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_version: int = 1
    items: list[_Entry] = Field(min_length=1)


def load_story(path: Path = STORY) -> tuple[StoryItem, ...]:
    """The items in order of time. Raises ConfigError with the place of what is wrong."""
    document = files.load(path)
    if not isinstance(document, Document):
        raise ConfigError(document)
    story, faults = validation.validate(document.data, _Story)
    if story is None:
        raise ConfigError(tuple(document.problem(fault) for fault in faults))
    guids = {entry.id: entry.guid or entry.id for entry in story.items}
    return tuple(sorted((_item(entry, guids) for entry in story.items), key=lambda item: (item.at, item.id)))


def _item(entry: _Entry, guids: dict[str, str]) -> StoryItem:
    at = entry.at if entry.at.tzinfo else entry.at.replace(tzinfo=UTC)
    guid = guids[entry.revises] if entry.revises else guids[entry.id]
    return StoryItem(
        id=entry.id, at=at, outlet=entry.outlet, title=entry.title, summary=entry.summary, guid=guid, date=entry.date
    )
