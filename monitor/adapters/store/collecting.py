"""What collecting writes: feeds claimed, items and the health of feeds recorded. Decides nothing about when to poll again."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import ColumnElement, Connection, or_
from sqlalchemy import update as update_rows
from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from monitor.adapters.store import codec, judged, lanes, statements
from monitor.adapters.store.engine import Engines
from monitor.adapters.store.tables import BorderRow, FeedStateRow, ItemRow, ReportRow
from monitor.model.items import FeedState, Item, PollRecord
from monitor.model.reports import Report


class Collecting:
    """Implements ``CollectStore``."""

    _engines: Engines
    _met: set[str]
    """Feeds that have a row. Rows of feeds are never deleted, so this only saves asking for ten thousand of them at every tick."""

    def claim_due_feeds(
        self, feeds: Sequence[str], *, now: datetime, lease: timedelta, limit: int, force: bool = False
    ) -> list[FeedState]:
        """The longest due first. A lease that has lapsed is no obstacle; one that ends at ``now`` has lapsed."""
        wanted = frozenset(feeds)
        claimable = _is_free(now) if force else _is_due(now)
        with self._engines.writing() as connection:
            _meet(connection, sorted(wanted - self._met), now=now)
            due = (
                select(FeedStateRow.feed)
                .where(claimable)
                .order_by(col(FeedStateRow.next_due_at), col(FeedStateRow.feed))
            )
            chosen = [feed for feed in connection.execute(due).scalars() if feed in wanted][:limit]
            bodies = _lease(connection, chosen, claimable, until=now + lease)
        self._met |= wanted
        return [codec.decode(FeedState, bodies[feed]) for feed in chosen if feed in bodies]

    def plan_feeds(
        self,
        feeds: Sequence[str],
        *,
        due_at: Callable[[str, FeedState | None], datetime],
        lease_until: datetime,
    ) -> int:
        """Reads the state of every feed named: for a start, and for what is seldom."""
        with self._engines.writing() as connection:
            known = states(connection, feeds)
            plans = {feed: due_at(feed, known.get(feed)) for feed in feeds}
            fresh = [FeedState(feed=feed, next_due_at=at) for feed, at in plans.items() if feed not in known]
            moved = [replace(known[feed], next_due_at=at) for feed, at in plans.items() if feed in known]
            moved = [state for state in moved if state != known[state.feed]]
            statements.insert_missing(connection, FeedStateRow, [_feed_values(state) for state in fresh])
            for state in moved:
                _plan(connection, state)
            _shorten_leases(connection, lease_until)
        self._met |= frozenset(feeds)
        return len(fresh) + len(moved)

    def known_items(self, ids: Sequence[str]) -> dict[str, Item]:
        """By id; in no particular order."""
        with self._engines.reading() as connection:
            return _items_by_id(connection, ids)

    def states_of(self, feeds: Sequence[str]) -> dict[str, FeedState]:
        """By feed; in no particular order."""
        with self._engines.reading() as connection:
            return states(connection, feeds, lock=False)

    def record_poll(self, poll: PollRecord) -> int:
        """A changed item keeps the ``seen_at`` of its first sighting and gets the next revision, and ``revised_at`` of this sighting."""
        with self._engines.writing() as connection:
            changed = record_items(connection, poll.items)
            _withdraw(connection, poll)
            if poll.heard and poll.state.last_polled_at:
                lanes.mark_dirty(connection, _lanes_of(connection, poll.heard), now=poll.state.last_polled_at)
            statements.upsert(connection, FeedStateRow, [_feed_values(poll.state)])
        return changed


def _is_free(now: datetime) -> ColumnElement[bool]:
    return or_(col(FeedStateRow.lease_until).is_(None), col(FeedStateRow.lease_until) <= now)


def _is_due(now: datetime) -> ColumnElement[bool]:
    return (col(FeedStateRow.next_due_at) <= now) & _is_free(now)


def states(connection: Connection, feeds: Sequence[str], *, lock: bool = True) -> dict[str, FeedState]:
    """By feed; with ``lock``, held until the end of the transaction."""
    found: dict[str, FeedState] = {}
    for piece in statements.pieces(sorted(feeds)):
        query = select(FeedStateRow.feed, FeedStateRow.body).where(col(FeedStateRow.feed).in_(piece))
        ordered = query.order_by(col(FeedStateRow.feed))
        rows = connection.execute(ordered.with_for_update() if lock else ordered)
        found.update((feed, codec.decode(FeedState, body)) for feed, body in rows)
    return found


def _plan(connection: Connection, state: FeedState) -> None:
    """The new time, with whatever lease there is left as it is."""
    planned = update_rows(FeedStateRow).where(col(FeedStateRow.feed) == state.feed)
    connection.execute(planned.values(next_due_at=state.next_due_at, body=codec.encode(state)))


def _shorten_leases(connection: Connection, longest: datetime) -> None:
    too_long = update_rows(FeedStateRow).where(col(FeedStateRow.lease_until) > longest)
    connection.execute(too_long.values(lease_until=longest))


def _meet(connection: Connection, feeds: Sequence[str], *, now: datetime) -> None:
    fresh = [FeedState(feed=feed, next_due_at=now) for feed in feeds]
    statements.insert_missing(connection, FeedStateRow, [_feed_values(state) for state in fresh])


def _lease(
    connection: Connection, feeds: Sequence[str], claimable: ColumnElement[bool], *, until: datetime
) -> dict[str, str]:
    bodies: dict[str, str] = {}
    for piece in statements.pieces(feeds):
        claim = update_rows(FeedStateRow).where(col(FeedStateRow.feed).in_(piece), claimable).values(lease_until=until)
        rows = connection.execute(claim.returning(col(FeedStateRow.feed), col(FeedStateRow.body)))
        bodies.update((feed, body) for feed, body in rows)
    return bodies


def _feed_values(state: FeedState) -> dict[str, object]:
    return {"feed": state.feed, "next_due_at": state.next_due_at, "lease_until": None, "body": codec.encode(state)}


def _withdraw(connection: Connection, poll: PollRecord) -> None:
    """What is withdrawn already stays withdrawn since then."""
    now = poll.state.last_polled_at
    if now is None or not (poll.withdrawn or poll.restored):
        return
    standing = col(ItemRow.id).in_(poll.withdrawn) & col(ItemRow.withdrawn_at).is_(None)
    gone = connection.execute(update_rows(ItemRow).where(standing).values(withdrawn_at=now).returning(col(ItemRow.id)))
    away = col(ItemRow.id).in_(poll.restored) & col(ItemRow.withdrawn_at).is_not(None)
    back = connection.execute(update_rows(ItemRow).where(away).values(withdrawn_at=None).returning(col(ItemRow.id)))
    changed = [*gone.scalars().all(), *back.scalars().all()]
    rows = connection.execute(select(ReportRow.key, ReportRow.body).where(col(ReportRow.item).in_(changed))).all()
    judged.stir(connection, [row.key for row in rows])
    lanes.mark_dirty(connection, _lanes(row.body for row in rows), now=now)


def _lanes_of(connection: Connection, sides: Collection[str]) -> list[str]:
    lanes_known = connection.execute(select(BorderRow.lane)).scalars()
    return [lane for lane in lanes_known if not set(sides).isdisjoint(lane.split("-"))]


def _lanes(reports: Iterable[str]) -> set[str]:
    return {lanes.lane_of(codec.decode(Report, body).border) for body in reports}


def _items_by_id(connection: Connection, ids: Sequence[str], *, lock: bool = False) -> dict[str, Item]:
    """With ``lock``, nobody else revises them before the transaction ends; taken in one order, so that two polls can't deadlock."""
    rows = connection.execute(_items(connection.dialect.name, lock=lock), {"ids": list(ids)})
    return {item_id: codec.decode(Item, body) for item_id, body in rows}


@cache
def _items(dialect: str, *, lock: bool) -> Select[str, str]:
    named = select(col(ItemRow.id), col(ItemRow.body)).where(col(ItemRow.id).in_(statements.each_of("ids", dialect)))
    ordered = named.order_by(col(ItemRow.id))
    return ordered.with_for_update(of=ItemRow) if lock else ordered


def record_items(connection: Connection, items: Sequence[Item]) -> int:
    """Stores what is new or changed, unread; returns how many that were."""
    offered = {item.id: item for item in items}  # of two sightings in one document the last counts
    # In one order everywhere, so that two polls can't deadlock.
    inserted = statements.insert_missing(connection, ItemRow, [_item_values(offered[name]) for name in sorted(offered)])
    if inserted == len(offered):
        return inserted
    revised = [
        replace(offered[name], seen_at=old.seen_at, revised_at=offered[name].seen_at, revision=old.revision + 1)
        for name, old in _items_by_id(connection, list(offered), lock=True).items()
        if old.content_hash != offered[name].content_hash
    ]
    statements.upsert(connection, ItemRow, [_item_values(item) for item in revised])
    return inserted + len(revised)


def _item_values(item: Item) -> dict[str, object]:
    return {
        "id": item.id,
        "url": codec.plain(item.url),
        "seen_at": item.seen_at,
        "read_at": None,
        "revision": item.revision,
        "content_hash": item.content_hash,
        "body": codec.encode(item),
    }
