"""`/v1/feeds`: events and news for the people of a school; its feeds for who looks after them."""

import secrets
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, UploadFile
from pydantic import BaseModel, ConfigDict, StringConstraints
from sqlalchemy.orm import Session

from server.service.audit import repository as audit
from server.service.auth import Admin, Caller, Me, Operator
from server.service.feeds import service
from server.service.feeds.fetch import MOST_BYTES
from server.service.feeds.service import Feed, FeedKind
from server.service.ids import RowId
from server.service.problems import Problem, forbidden, missing
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/feeds", tags=["Мероприятия и новости"])

Org = Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^[^\x00-\x1f]*$")]
Title = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]*$"
    ),
]
_MOST_TOLD = 300


class EventBody(BaseModel):
    """An event; `calendar` is the title of the calendar it stands in."""

    calendar: str
    title: str
    starts_at: datetime
    ends_at: datetime
    whole_day: bool
    place: str
    about: str
    link: str


class EventsBody(BaseModel):
    """Events from yesterday on, the soonest first."""

    events: list[EventBody]


class LinkBody(BaseModel):
    """A piece of news; `feed` is the title of the feed it stands in."""

    feed: str
    title: str
    link: str
    posted_at: datetime | None


class NewsBody(BaseModel):
    """News, the latest first."""

    news: list[LinkBody]


class NewFeedBody(BaseModel):
    """A feed to read every hour."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "org": "school-14",
                    "kind": "calendar",
                    "title": "Мероприятия школы",
                    "url": "https://school14.example/events.ics",
                }
            ]
        }
    )

    org: Org
    kind: FeedKind
    title: Title
    url: Annotated[str, StringConstraints(pattern=r"^https://[^\s\x00-\x1f]{1,1000}$")]


class FeedBody(BaseModel):
    """A feed as whoever looks after it sees it; `trouble` is why it was not read, '' if it was."""

    id: str
    org: str
    kind: FeedKind
    title: str
    url: str
    entries: int
    read_at: datetime | None
    trouble: str


class FeedsBody(BaseModel):
    """The feeds of the asker's schools."""

    feeds: list[FeedBody]


@router.get("/events", summary="Мероприятия школы")
async def events(caller: Me, world: InWorld) -> EventsBody:
    """Of all calendars of the asker's schools."""
    told = [
        {"calendar": feed.title, **entry}
        for feed in await _of(world, caller, FeedKind.CALENDAR)
        for entry in feed.entries
    ]
    since = world.now() - timedelta(days=1)
    shown = [one for one in (EventBody(**entry) for entry in told) if one.ends_at >= since]
    shown.sort(key=lambda one: (one.starts_at, one.title))
    return EventsBody(events=shown[:_MOST_TOLD])


@router.get("/news", summary="Новости школы")
async def news(caller: Me, world: InWorld) -> NewsBody:
    """Of all news feeds of the asker's schools: titles that lead to their pages."""
    told = [
        LinkBody(feed=feed.title, **entry)
        for feed in await _of(world, caller, FeedKind.NEWS)
        for entry in feed.entries
    ]
    told.sort(key=lambda one: one.posted_at.timestamp() if one.posted_at else 0.0, reverse=True)
    return NewsBody(news=told[:_MOST_TOLD])


@router.get("/sources", summary="Календари и ленты школы")
async def sources(admin: Admin, world: InWorld) -> FeedsBody:
    """With how they were read the last time."""
    orgs = None if admin.operator else frozenset(map(str, admin.admin_orgs))
    found: list[Feed] = await world.database.run(service.feeds_of, orgs)
    return FeedsBody(feeds=[_body(one) for one in found])


@router.post("/sources", summary="Добавить адрес", status_code=201)
async def add(body: NewFeedBody, operator: Operator, world: InWorld) -> FeedBody:
    """Only whoever runs the server says where the server goes; read at once."""
    await _may_add(world, operator, body.org)
    feed = Feed(secrets.token_urlsafe(12), body.org, body.kind, body.title, body.url)
    return await _begin(world, operator, feed)


@router.post("/files", summary="Загрузить календарь", status_code=201)
async def upload(
    admin: Admin,
    world: InWorld,
    file: Annotated[UploadFile, File(description="iCalendar (.ics), до 2 МБ")],
    org: Annotated[Org, Form()],
    title: Annotated[Title, Form()],
) -> FeedBody:
    """A calendar as a file: the server asks nobody for it."""
    await _may_add(world, admin, org)
    raw = await file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Problem(413, "too_large", "Файл слишком большой: не больше 2 МБ.")
    feed = Feed(secrets.token_urlsafe(12), org, FeedKind.CALENDAR, title, "", raw)
    return await _begin(world, admin, feed)


@router.post("/sources/{feed_id}/read", summary="Прочитать сейчас")
async def read(feed_id: RowId, admin: Admin, world: InWorld) -> FeedBody:
    """Do not wait for the hour."""
    fresh = await service.read(world, await _mine(world, admin, feed_id))
    await world.database.run(service.store_read, fresh, now=world.now())
    return _body(fresh)


@router.delete("/sources/{feed_id}", summary="Убрать", status_code=204)
async def drop(feed_id: RowId, admin: Admin, world: InWorld) -> None:
    """Forget a feed and what was read in it."""
    feed = await _mine(world, admin, feed_id)

    def forget(session: Session) -> None:
        service.drop(session, feed.id)
        _note(session, world, admin, feed, "feed.dropped")

    await world.database.run(forget)


async def _begin(world: World, caller: Caller, feed: Feed) -> FeedBody:
    """Read a new feed and keep it, if there is anything to read."""
    fresh = await service.read(world, feed)
    if fresh.trouble:
        raise Problem(422, "feed_refused", fresh.trouble)

    def keep(session: Session) -> None:
        service.store(session, fresh, now=world.now())
        _note(session, world, caller, fresh, "feed.added")

    await world.database.run(keep)
    return _body(fresh)


def _note(session: Session, world: World, caller: Caller, feed: Feed, action: str) -> None:
    details = {"kind": feed.kind.value, "title": feed.title}
    audit.append(
        session,
        actor=caller.user_id,
        action=action,
        org=feed.org,
        subject=feed.id,
        details=details,
        now=world.now(),
    )


async def _may_add(world: World, caller: Caller, org: str) -> None:
    school = await world.book.school()
    if school is None or org not in school.roster.orgs:
        raise missing("Такой школы нет.", "no_school")
    if not caller.administers(org):
        raise forbidden("foreign_school", "Это не ваша школа.")
    there = await world.database.run(service.feeds_of, frozenset({org}))
    if len(there) >= service.MOST_FEEDS:
        raise Problem(409, "too_many_feeds", "Календарей и лент уже 20: уберите лишние.")


async def _mine(world: World, admin: Caller, feed_id: str) -> Feed:
    found: Feed | None = await world.database.run(service.feed, feed_id)
    if found is None or not admin.administers(found.org):
        raise missing("Такого календаря или ленты нет.", "no_feed")
    return found


async def _of(world: World, caller: Caller, kind: FeedKind) -> list[Feed]:
    orgs = frozenset(map(str, caller.orgs | caller.admin_orgs))
    found: list[Any] = await world.database.run(service.feeds_of, orgs)
    return [one for one in found if one.kind is kind]


def _body(feed: Feed) -> FeedBody:
    return FeedBody(
        id=feed.id,
        org=feed.org,
        kind=feed.kind,
        title=feed.title,
        url=feed.url,
        entries=len(feed.entries),
        read_at=feed.read_at,
        trouble=feed.trouble,
    )
