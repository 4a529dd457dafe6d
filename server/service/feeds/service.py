"""Reading feeds: when they are given, when somebody asks, and every hour by themselves."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.service.feeds.calendar import read_calendar
from server.service.feeds.fetch import fetch
from server.service.feeds.news import read_news
from server.service.feeds.tables import FeedRow
from server.service.feeds.values import FeedEvent, FeedLink, FeedRefused
from server.service.world import World

_log = logging.getLogger(__name__)

EVERY = timedelta(hours=1)
"""A file that was given is read again too: its repeated events move on."""
MOST_FEEDS = 20
_LOOK_EVERY = 30.0


class FeedKind(StrEnum):
    """What a feed holds."""

    CALENDAR = "calendar"
    NEWS = "news"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed of a school as it is kept; `url` is '' for a file."""

    id: str
    org: str
    kind: FeedKind
    title: str
    url: str
    raw: bytes = b""
    entries: tuple[Any, ...] = ()
    read_at: datetime | None = None
    trouble: str = ""


async def read(world: World, feed: Feed) -> Feed:
    """Get a feed and read it; where that fails, what was known stays and the trouble is noted."""
    now = world.now()
    try:
        raw = await fetch(feed.url) if feed.url else feed.raw
        entries = await asyncio.to_thread(entries_of, world, feed.kind, raw)
    except FeedRefused as refusal:
        return replace(feed, trouble=str(refusal))
    return replace(feed, raw=raw, entries=entries, read_at=now, trouble="")


def entries_of(world: World, kind: FeedKind, raw: bytes) -> tuple[Any, ...]:
    """Read what a feed holds, as JSON.

    Raises:
        FeedRefused: it is not what it should be.
    """
    read: Sequence[FeedEvent | FeedLink]
    if kind is FeedKind.CALENDAR:
        read = read_calendar(raw, now=world.now(), zone=world.settings.zone)
    else:
        read = read_news(raw)
    return tuple(
        {
            key: one.isoformat() if isinstance(one, datetime) else one
            for key, one in asdict(e).items()
        }
        for e in read
    )


async def read_when_due(world: World) -> None:
    """Job: read every feed each hour."""
    while True:
        for feed in await world.database.run(due, now=world.now()):
            fresh = await read(world, feed)
            if fresh.trouble:
                _log.warning("feed %s: %s", feed.id, fresh.trouble)
            await world.database.run(store_read, fresh, now=world.now())
        await asyncio.sleep(_LOOK_EVERY)


# ------------------------------------------------------------------------------------- database


def feeds_of(session: Session, orgs: frozenset[str] | None) -> list[Feed]:
    """The feeds of schools, of all where None, by title."""
    asked = select(FeedRow).order_by(FeedRow.title, FeedRow.id)
    if orgs is not None:
        asked = asked.where(FeedRow.org.in_(orgs))
    return [_feed(row) for row in session.scalars(asked)]


def feed(session: Session, feed_id: str) -> Feed | None:
    """A feed by its id."""
    row = session.get(FeedRow, feed_id)
    return _feed(row) if row is not None else None


def due(session: Session, *, now: datetime) -> list[Feed]:
    """The feeds whose hour has come."""
    return [_feed(row) for row in session.scalars(select(FeedRow).where(FeedRow.next_at <= now))]


def store(session: Session, feed: Feed, *, now: datetime) -> None:
    """Put a feed in, or in place of itself."""
    session.merge(
        FeedRow(
            id=feed.id,
            org=feed.org,
            kind=feed.kind.value,
            title=feed.title,
            url=feed.url,
            raw=feed.raw,
            entries=list(feed.entries),
            read_at=feed.read_at,
            next_at=now + EVERY,
            trouble=feed.trouble,
        )
    )


def store_read(session: Session, feed: Feed, *, now: datetime) -> None:
    """Keep what was read, unless the feed was removed meanwhile."""
    if session.get(FeedRow, feed.id) is not None:
        store(session, feed, now=now)


def drop(session: Session, feed_id: str) -> None:
    """Forget a feed."""
    row = session.get(FeedRow, feed_id)
    if row is not None:
        session.delete(row)


def _feed(row: FeedRow) -> Feed:
    return Feed(
        row.id,
        row.org,
        FeedKind(row.kind),
        row.title,
        row.url,
        row.raw,
        tuple(row.entries),
        row.read_at,
        row.trouble,
    )
