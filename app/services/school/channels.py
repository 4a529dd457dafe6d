"""Channels of the school, by the school's service."""

from app.domain.channels import Channel, ChannelWriter, NewChannel
from app.domain.ids import UserId
from app.domain.parse.channels import parse_channel, parse_channels, parse_writers
from app.services.ports.matrix import MatrixApi

_ALL, _ONE = "/v1/channels", "/v1/channels/{}"


class ChannelService:
    """Fulfils `facade.school.channels.Channels`."""

    def __init__(self, api: MatrixApi) -> None:
        self._school = api.school

    async def catalogue(self) -> tuple[Channel, ...]:
        """The channels there are for somebody like me."""
        return parse_channels(await self._school.get(_ALL))

    async def subscribe(self, channel: Channel) -> None:
        """Into a channel at once."""
        await self._school.post(_ONE + "/subscription", channel.room_id)

    async def unsubscribe(self, channel: Channel) -> None:
        """Out of it."""
        await self._school.delete(_ONE + "/subscription", channel.room_id)

    async def make(self, channel: NewChannel) -> Channel:
        """Make a channel; I am its first writer."""
        body = {
            "org": channel.org,
            "name": channel.name,
            "about": channel.about,
            "subject": channel.subject,
            "roles": list(channel.roles),
        }
        return parse_channel(await self._school.post(_ALL, body=body))

    async def writers(self, channel: Channel) -> tuple[ChannelWriter, ...]:
        """Who writes there."""
        return parse_writers(await self._school.get(_ONE + "/writers", channel.room_id))

    async def set_writer(self, channel: Channel, user_id: UserId, *, writes: bool) -> None:
        """Let somebody write there, or not any more."""
        body = {"user_id": user_id, "writes": writes}
        await self._school.put(_ONE + "/writers", channel.room_id, body=body)

    async def remove(self, channel: Channel) -> None:
        """Take it out of the catalogue; what was written stays."""
        await self._school.delete(_ONE, channel.room_id)
