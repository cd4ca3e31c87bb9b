"""What pushing writes: subscriptions at hubs, and what hubs sent. Decides nothing about whom to believe."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import update as update_rows
from sqlmodel import col, select

from monitor.adapters.store import codec, collecting, statements
from monitor.adapters.store.engine import Engines
from monitor.adapters.store.tables import FeedStateRow, PushRow
from monitor.model.items import Item
from monitor.model.pushes import Push


class Pushing:
    """Implements ``PushStore``."""

    _engines: Engines

    def pushes(self) -> list[Push]:
        """By feed."""
        with self._engines.reading() as connection:
            rows = connection.execute(select(PushRow.body).order_by(col(PushRow.feed))).scalars()
            return [codec.decode(Push, body) for body in rows]

    def push(self, token: str) -> Push | None:
        """None for a token that nobody was given."""
        with self._engines.reading() as connection:
            body = connection.execute(select(PushRow.body).where(col(PushRow.token) == token)).scalar_one_or_none()
        return codec.decode(Push, body) if body else None

    def record_push(self, push: Push) -> None:
        """One subscription for each feed."""
        with self._engines.writing() as connection:
            statements.upsert(connection, PushRow, [_values(push)])

    def record_pushed(self, push: Push, items: Sequence[Item], *, until: datetime) -> int:
        """Items as of a poll. A poll under way may forget ``until``, which the next push says again."""
        with self._engines.writing() as connection:
            changed = collecting.record_items(connection, items)
            statements.upsert(connection, PushRow, [_values(push)])
            for state in collecting.states(connection, [push.feed]).values():
                seen = replace(
                    state, pushed_until=until, items_seen=state.items_seen + changed, last_item_at=push.pushed_at
                )
                mine = update_rows(FeedStateRow).where(col(FeedStateRow.feed) == push.feed)
                connection.execute(mine.values(body=codec.encode(seen)))
        return changed


def _values(push: Push) -> dict[str, object]:
    return {"feed": push.feed, "token": push.token, "body": codec.encode(push)}
