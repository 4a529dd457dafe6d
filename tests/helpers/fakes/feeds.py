"""Events and news, in memory."""

from pathlib import Path

from app.domain.feeds import Feed, NewFeed, NewsLink, SchoolEvent
from tests.helpers.fakes.recorded import Recorded


class FakeFeeds(Recorded):
    """`Feeds`: what is given; `error` is raised by every call."""

    def __init__(self) -> None:
        super().__init__()
        self.on: tuple[SchoolEvent, ...] = ()
        self.links: tuple[NewsLink, ...] = ()
        self.all: tuple[Feed, ...] = ()

    async def events(self) -> tuple[SchoolEvent, ...]:
        await self._called("events")
        return self.on

    async def news(self) -> tuple[NewsLink, ...]:
        await self._called("news")
        return self.links

    async def sources(self) -> tuple[Feed, ...]:
        await self._called("sources")
        return self.all

    async def add(self, feed: NewFeed) -> None:
        await self._called("add", feed)

    async def upload(self, org: str, title: str, file: Path) -> None:
        await self._called("upload", org, title, file)

    async def read(self, feed: Feed) -> None:
        await self._called("read", feed.id)

    async def remove(self, feed: Feed) -> None:
        await self._called("remove", feed.id)
        self.all = tuple(one for one in self.all if one != feed)
