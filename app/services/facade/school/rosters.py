"""What the UI sees of a school's roster."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from app.domain.people import Role
from app.domain.rosters import (
    ChatMember,
    Decisions,
    Draft,
    Fate,
    Merge,
    NewSource,
    NewYear,
    PeoplePage,
    Pin,
    Revision,
    Ruling,
    SchoolChat,
    SchoolClass,
    Source,
)


class Rosters(Protocol):
    """Uploads of a school's administrators and what they decide beside the register.

    A refused upload is a `ServerError` whose `findings` name every line; nothing has changed then.
    """

    async def upload(
        self, org: str, files: Sequence[Path], *, columns: Mapping[str, str] | None = None
    ) -> Draft:
        """Send files and folders; gives what would change, nothing does yet."""

    async def new_year(self, org: str) -> NewYear:
        """What each class of a school would become in the new year.

        Raises:
            ServerError: 409 where the new year comes from the register itself.
        """

    async def roll(self, org: str, fates: Mapping[str, Fate]) -> Draft:
        """Make the draft of the new year, nothing changes yet; `fates` by class."""

    async def drafts(self) -> tuple[Draft, ...]:
        """What waits for a yes."""

    async def confirm(self, draft: Draft, *, override: str = "", carry_on: bool = True) -> None:
        """Let a draft stand; `override` is why even a removal that the brake held is meant."""

    async def cancel(self, draft: Draft) -> None:
        """Forget a draft."""

    async def sources(self) -> tuple[Source, ...]:
        """Registers that the service pulls by itself."""

    async def pull(self, source: Source) -> Draft:
        """Pull a register now; gives what would change, nothing does yet."""

    async def add_source(self, org: str, source: NewSource) -> None:
        """Have the service pull a register from now on; for who runs the server."""

    async def drop_source(self, source: Source) -> None:
        """Pull it no more; for who runs the server."""

    async def revisions(self) -> tuple[Revision, ...]:
        """What stood when, newest first."""

    async def classes(self, org: str) -> tuple[SchoolClass, ...]:
        """Classes and subject groups of a school."""

    async def people(
        self, org: str, *, text: str, role: Role | None, school_class: str, after: int = 0
    ) -> PeoplePage:
        """People of a school by name, of a role or a class where one is given."""

    async def chats(self, org: str) -> tuple[SchoolChat, ...]:
        """Every chat that the list of a school makes, by name."""

    async def chat_members(self, org: str, chat: SchoolChat) -> tuple[ChatMember, ...]:
        """Who is in one of them, by name."""

    async def decisions(self) -> Decisions:
        """Exceptions, rulings and merges that stand."""

    async def pin(self, org: str, pin: Pin) -> None:
        """Make an exception; it holds from the next sync on."""

    async def unpin(self, pin: Pin) -> None:
        """From the next sync on the roster alone decides again."""

    async def rule(self, org: str, ruling: Ruling) -> None:
        """Keep a parent from a child; it holds at once."""

    async def lift(self, ruling: Ruling) -> None:
        """From now on the register alone decides again."""

    async def merge(self, org: str, kept: str, gone: str) -> None:
        """One human under two ids becomes one person."""

    async def divide(self, merge: Merge) -> None:
        """They are two people again."""
