"""Events and news, by the school's service."""

from pathlib import Path

from app.domain.feeds import Feed, NewFeed, NewsLink, SchoolEvent
from app.domain.parse.feeds import parse_events, parse_feeds, parse_news
from app.services.ports.matrix import MatrixApi

_SOURCES, _ONE = "/v1/feeds/sources", "/v1/feeds/sources/{}"


class FeedService:
    """Fulfils `facade.school.feeds.Feeds`."""

    def __init__(self, api: MatrixApi) -> None:
        self._school = api.school

    async def events(self) -> tuple[SchoolEvent, ...]:
        """What is on."""
        return parse_events(await self._school.get("/v1/feeds/events"))

    async def news(self) -> tuple[NewsLink, ...]:
        """What is new."""
        return parse_news(await self._school.get("/v1/feeds/news"))

    async def sources(self) -> tuple[Feed, ...]:
        """The feeds of my schools."""
        return parse_feeds(await self._school.get(_SOURCES))

    async def add(self, feed: NewFeed) -> None:
        """Have an address read every hour."""
        body = {"org": feed.org, "kind": feed.kind.value, "title": feed.title, "url": feed.url}
        await self._school.post(_SOURCES, body=body)

    async def upload(self, org: str, title: str, file: Path) -> None:
        """Give a calendar as a file."""
        fields = {"org": org, "title": title}
        await self._school.send_files(
            "/v1/feeds/files", [("calendar.ics", file)], fields, part="file"
        )

    async def read(self, feed: Feed) -> None:
        """Have a feed read now."""
        await self._school.post(_ONE + "/read", feed.id)

    async def remove(self, feed: Feed) -> None:
        """Forget a feed."""
        await self._school.delete(_ONE, feed.id)
