"""What the UI sees of a school's events and news."""

from pathlib import Path
from typing import Protocol

from app.domain.feeds import Feed, NewFeed, NewsLink, SchoolEvent


class Feeds(Protocol):
    """Events and news of my schools; their feeds for who looks after them."""

    async def events(self) -> tuple[SchoolEvent, ...]:
        """What is on, the soonest first."""

    async def news(self) -> tuple[NewsLink, ...]:
        """What is new, the latest first."""

    async def sources(self) -> tuple[Feed, ...]:
        """The feeds of my schools. For administrators."""

    async def add(self, feed: NewFeed) -> None:
        """Have an address read every hour. For whoever runs the server."""

    async def upload(self, org: str, title: str, file: Path) -> None:
        """Give a calendar as a file (.ics). For administrators."""

    async def read(self, feed: Feed) -> None:
        """Have a feed read now. For administrators."""

    async def remove(self, feed: Feed) -> None:
        """Forget a feed. For administrators."""
