"""Channels of a school, in memory."""

from dataclasses import replace

from app.domain.channels import Channel, ChannelWriter, NewChannel
from app.domain.ids import RoomId, UserId
from tests.helpers.fakes.diary import TEACHER
from tests.helpers.fakes.recorded import Recorded


class FakeChannels(Recorded):
    """`Channels`: a small catalogue; `error` is raised by every call."""

    def __init__(self) -> None:
        super().__init__()
        self.all: tuple[Channel, ...] = (
            Channel(
                "s14",
                "Новости школы",
                "Расписание, праздники, объявления",
                room_id=RoomId("!Новости"),
                subscribed=True,
            ),
            Channel(
                "s14",
                "Олимпиады",
                "Сроки и задания",
                "Математика",
                ("pupil", "parent"),
                room_id=RoomId("!Олимпиады"),
            ),
        )
        self.authors = (
            ChannelWriter(UserId("@olga:school14.example"), "Белова Ольга Игоревна"),
            ChannelWriter(TEACHER, "Вартанян Вера Арамовна"),
        )

    async def catalogue(self) -> tuple[Channel, ...]:
        await self._called("catalogue")
        return self.all

    async def writers(self, channel: Channel) -> tuple[ChannelWriter, ...]:
        await self._called("writers", channel.room_id)
        return self.authors

    async def subscribe(self, channel: Channel) -> None:
        await self._called("subscribe", channel.room_id)
        self._put(replace(channel, subscribed=True))

    async def unsubscribe(self, channel: Channel) -> None:
        await self._called("unsubscribe", channel.room_id)
        self._put(replace(channel, subscribed=False))

    async def make(self, channel: NewChannel) -> Channel:
        await self._called("make", channel)
        made = Channel(
            channel.org,
            channel.name,
            channel.about,
            channel.subject,
            channel.roles,
            room_id=RoomId(f"!{channel.name}"),
            subscribed=True,
        )
        self.all = (*self.all, made)
        return made

    async def set_writer(self, channel: Channel, user_id: UserId, *, writes: bool) -> None:
        await self._called("set_writer", channel.room_id, user_id, writes)

    async def remove(self, channel: Channel) -> None:
        await self._called("remove", channel.room_id)
        self.all = tuple(one for one in self.all if one.room_id != channel.room_id)

    def _put(self, channel: Channel) -> None:
        self.all = tuple(channel if c.room_id == channel.room_id else c for c in self.all)
