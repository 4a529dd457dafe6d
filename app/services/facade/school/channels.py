"""What the UI sees of a school's channels."""

from typing import Protocol

from app.domain.channels import Channel, ChannelWriter, NewChannel
from app.domain.ids import UserId


class Channels(Protocol):
    """The catalogue of channels; each action is judged by the school's service."""

    async def catalogue(self) -> tuple[Channel, ...]:
        """The channels there are for somebody like me."""

    async def subscribe(self, channel: Channel) -> None:
        """Into a channel at once."""

    async def unsubscribe(self, channel: Channel) -> None:
        """Out of it."""

    async def make(self, channel: NewChannel) -> Channel:
        """Make a channel; I am its first writer. For administrators."""

    async def writers(self, channel: Channel) -> tuple[ChannelWriter, ...]:
        """Who writes there, by name. For administrators."""

    async def set_writer(self, channel: Channel, user_id: UserId, *, writes: bool) -> None:
        """Let somebody write there, or not any more. For administrators."""

    async def remove(self, channel: Channel) -> None:
        """Take it out of the catalogue; what was written stays. For administrators."""
