"""One participant's connection to a LiveKit room; outlives the rooms it connects to in turn.

Everything that LiveKit tells ends in one `_review`: what should be subscribed, at which layer, who
is there. It compares what is wanted with what is, so no order of events can leave it wrong.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from app.domain.call_line import (
    LineBroken,
    LineDown,
    LineEnd,
    LineEvent,
    LineMended,
    LineNotice,
    LinePictures,
    LineTold,
    Station,
    Stations,
)
from app.domain.calls import CallStats, Pictures, Quality, Shareable, Source, VideoTrack
from app.domain.errors import AppError, MediaError, NetworkError, UserText
from app.domain.ids import ParticipantId
from app.domain.rtc import Relay
from app.media.engine.bridge import Bridges
from app.media.engine.figures import Meter, call_stats
from app.media.engine.frames import Feed
from app.media.engine.publishing import Publishing
from app.media.engine.sound import Sound
from app.media.engine.sound_first import LineWatch, Room
from app.media.engine.sources import permitted, source_of
from app.media.engine.thread import MediaThread
from app.media.engine.troubles import MICROPHONE_SILENT, NO_CONNECTION, NOT_ALLOWED
from app.media.engine.watching import Watching

if TYPE_CHECKING:
    from livekit import rtc

_log = logging.getLogger(__name__)
CALM = 0.05
"""Seconds after a review in which several changes become one; the first change is heard at once."""
CONNECT_SECONDS = 40.0
SIGNAL_SECONDS = 12.0
"""Seconds for one try to reach the server: a thin line needs more than the five of LiveKit."""
LEAVE_SECONDS = 3.0
_REVIEWED = (
    "participant_connected",
    "participant_disconnected",
    "participant_permissions_changed",
    "track_published",
    "track_unpublished",
    "track_unsubscribed",
    "track_muted",
    "track_unmuted",
    "local_track_published",
    "local_track_unpublished",
    "local_track_republished",
    "connection_quality_changed",
)


class RoomLink:
    """Fulfils `CallLine`. Public coroutines may be awaited from any loop."""

    def __init__(
        self,
        thread: MediaThread,
        sound: Sound,
        *,
        bridges: Bridges,
        camera: Callable[[], str | None],
        tell: Callable[[LineEvent], None],
        left: Callable[["RoomLink"], None],
    ) -> None:
        self._thread, self._sound, self._tell, self._left = thread, sound, tell, left
        self._room: rtc.Room | None = None
        self._speakers: tuple[str, ...] = ()
        self._due: asyncio.TimerHandle | None = None
        self._reviewed = 0.0
        self._told: LineEvent | None = None
        self._meter = Meter()
        self._line = LineWatch(thread, self._review_soon)
        self._pictures = Pictures.SHOWN
        self._bridges = bridges
        self._sound_only = self._microphone_silent = False
        self._closed = False
        self.watching = Watching(sound)
        self.publishing = Publishing(thread, sound, camera=camera, lost=self._on_device_lost)

    # ------------------------------------------------------------------------------- connection

    async def connect(self, url: str, token: str, relay: Relay | None = None) -> None:
        """Enter a room; what was published and watched before is again. Raises NetworkError."""
        await self._thread.do(self._connect(url, token, relay))

    async def close(self) -> None:
        """Leave, and let the devices go."""
        await self._thread.do(self._close())
        self._left(self)

    async def _connect(self, url: str, token: str, relay: Relay | None) -> None:
        from livekit import rtc

        await self._leave_room()
        room = rtc.Room()
        for name in _REVIEWED:
            room.on(name, self._review_soon)  # type: ignore[arg-type]
        room.on("track_subscribed", lambda *what: self._on_subscribed(room, *what))
        room.on("active_speakers_changed", self._on_speakers)
        room.on("room_metadata_changed", lambda *_: self._say_metadata(room))
        room.on("reconnecting", lambda: self._tell(LineBroken()))
        room.on("reconnected", self._on_reconnected)
        room.on("disconnected", lambda reason=None: self._on_disconnected(room, reason))
        options = rtc.RoomOptions(
            auto_subscribe=False,
            dynacast=True,
            connect_timeout=SIGNAL_SECONDS,
            rtc_config=await self._bridges.media(relay),
        )
        door = await self._bridges.door(url)
        connecting = self._thread.launch(room.connect(door, token, options))
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                await asyncio.shield(asyncio.wrap_future(connecting))
        except (rtc.ConnectError, TimeoutError) as error:
            connecting.add_done_callback(lambda one: self._leave_late(room, one))
            _log.info("no connection to the media server: %s", type(error).__name__)
            problem = self._bridges.problem
            raise problem or NetworkError("media server", user_text=NO_CONNECTION) from error
        except asyncio.CancelledError:
            connecting.add_done_callback(lambda one: self._leave_late(room, one))
            raise
        self._room = room
        self._line.begin(room)
        self._say_metadata(room)
        self.watching.expect(room.remote_participants.values())
        self._review()
        try:
            await self.publishing.attach(room)
        except AppError as error:
            self._tell(LineNotice(error.user_text))

    async def _close(self) -> None:
        self._closed = True
        await self._bridges.close()
        if self._due is not None:
            self._due.cancel()
        await self.publishing.close()
        await self._leave_room()

    async def _leave_room(self) -> None:
        room, self._room = self._room, None
        self._line.end()
        self.publishing.detach()
        await self.watching.clear()
        if room is not None:
            await _leave(room)

    def _leave_late(self, room: "rtc.Room", connecting: "Future[None]") -> None:
        """LiveKit cannot be stopped on its way in: whom nobody waits for any more goes again."""
        if not connecting.cancelled() and connecting.exception() is None:
            self._thread.start(_leave(room))

    def _say_metadata(self, room: "rtc.Room") -> None:
        if room is self._room and room.metadata:
            self._tell(LineTold(room.metadata))

    def _on_reconnected(self) -> None:
        self.watching.forget_requests()
        self._review_soon()
        self._tell(LineMended())

    def _on_disconnected(self, room: "rtc.Room", reason: Any) -> None:
        if room is not self._room or self._closed:
            return  # we left ourselves
        _log.info("the media server let go: %s", reason)
        self._thread.start(self._leave_room())
        self._tell(LineDown(_end_of(reason)))

    # ------------------------------------------------------------------------------- publishing

    async def set_microphone(self, on: bool) -> None:
        """Be heard or not. Raises MediaError."""
        await self._thread.do(self._set(Source.MICROPHONE, self.publishing.set_microphone(on), on))

    async def set_camera(self, on: bool) -> None:
        """Be seen or not. Raises MediaError."""
        await self._thread.do(self._set(Source.CAMERA, self.publishing.set_camera(on), on))

    async def start_screen(self, what: Shareable | None, *, sound: bool) -> None:
        """Show a screen or window. Raises MediaError."""
        work = self.publishing.start_screen(what.id if what else "screen:1", sound=sound)
        await self._thread.do(self._set(Source.SCREEN, work, True))

    async def stop_screen(self) -> None:
        """Show none any more."""
        await self._thread.do(self._set(Source.SCREEN, self.publishing.stop_screen(), False))

    async def change_camera(self) -> None:
        """Another camera was chosen: use it now if one is used."""
        await self._thread.do(self.publishing.change_camera())

    async def _set(self, source: Source, work: Any, on: bool) -> None:
        if on and self._room is not None and source not in permitted(self._room.local_participant):
            work.close()
            raise MediaError(f"{source.value} is not permitted", user_text=NOT_ALLOWED)
        try:
            await work
        finally:
            self._review_soon()
        if on:
            self._tell(LineNotice(None))

    def _on_device_lost(self, text: UserText | None) -> None:
        self._tell(LineNotice(text))
        self._review_soon()

    # --------------------------------------------------------------------------------- watching

    def watch(self, track: VideoTrack, width: int, height: int) -> Feed:
        """Look at a picture; from any thread."""
        feed = Feed(track, width, height, changed=lambda _: self._thread.soon(self._review_soon))
        self._thread.soon(lambda: self._add(feed))
        return feed

    async def set_sound_only(self, on: bool) -> None:
        """Receive no pictures, whatever the line could carry; or as many as it carries."""

        async def change() -> None:
            self._sound_only = on
            self._review_soon()

        await self._thread.do(change())

    def _add(self, feed: Feed) -> None:
        own = self._room is not None and feed.track.identity == self._own_identity()
        if own:
            self.publishing.feeds.append(feed)
        else:
            self.watching.add(feed)
        self._review_soon()

    def _on_subscribed(
        self, room: "rtc.Room", _track: Any, publication: Any, participant: Any
    ) -> None:
        if room is self._room:
            self.watching.receive(participant, publication)
            self._review_soon()

    def _own_identity(self) -> str:
        assert self._room is not None
        return str(self._room.local_participant.identity)

    # ---------------------------------------------------------------------------------- reviews

    def _on_speakers(self, speakers: list[Any]) -> None:
        self._speakers = tuple(each.identity for each in speakers if each is not None)
        self._review_soon()

    def _review_soon(self, *_: object) -> None:
        if self._due is None and not self._closed:
            self._due = self._thread.loop.call_at(self._reviewed + CALM, self._review)

    def _review(self) -> None:
        self._due, self._reviewed = None, self._thread.loop.time()
        room = self._room
        if room is None or self._closed:
            return
        self.publishing.review()
        self._allow_pictures()
        self.watching.review(room.remote_participants.values())
        here = room.remote_participants.values()
        everybody = [_station(room.local_participant, self._speakers, own=True)]
        everybody += [_station(each, self._speakers) for each in here]
        speakers = tuple(ParticipantId(one) for one in self._speakers)
        event = Stations(tuple(everybody), speakers)
        if event != self._told:
            self._told = event
            self._tell(event)
        self._line.poor = everybody[0].quality is Quality.POOR
        self._line.speaks = Source.MICROPHONE in everybody[0].publishing
        self._say_microphone()

    def _say_microphone(self) -> None:
        silent = self._line.microphone_is_silent
        if silent is not self._microphone_silent:
            self._microphone_silent = silent
            self._tell(LineNotice(MICROPHONE_SILENT if silent else None))

    def _allow_pictures(self) -> None:
        self.watching.share = Room.NONE if self._sound_only else self._line.room
        if self._sound_only:
            pictures = Pictures.OFF
        else:
            pictures = Pictures.SAVED if self._line.room is Room.NONE else Pictures.SHOWN
        if pictures is not self._pictures:
            self._pictures = pictures
            self._tell(LinePictures(pictures))

    # ------------------------------------------------------------------------------------ stats

    async def stats(self) -> CallStats:
        """Figures of this moment; rates are since the last time."""
        return await self._thread.do(self._stats())

    async def _stats(self) -> CallStats:
        room = self._room
        if room is None:
            return CallStats()
        try:
            both = await room.get_rtc_stats()
            tracks = [
                (name, source, sent, await track.get_stats())
                for name, source, sent, track in (
                    *self.publishing.tracks(),
                    *self.watching.tracks(),
                )
            ]
        except RuntimeError:  # the connection ended while it was asked
            return CallStats()
        return call_stats([*both.publisher_stats, *both.subscriber_stats], tracks, self._meter)


async def _leave(room: "rtc.Room") -> None:
    try:
        async with asyncio.timeout(LEAVE_SECONDS):
            await room.disconnect()
    except TimeoutError:
        _log.info("a room that is out of reach is left without a word")


def _station(participant: Any, speakers: tuple[str, ...], *, own: bool = False) -> Station:
    publications = participant.track_publications.values()
    return Station(
        identity=ParticipantId(participant.identity),
        own=own,
        publishing=frozenset(
            source
            for each in publications
            if not each.muted and (source := source_of(each)) is not None
        ),
        may_publish=permitted(participant),
        speaking=participant.identity in speakers,
        quality=_quality(participant.connection_quality),
    )


def _quality(value: Any) -> Quality:
    from livekit import rtc

    return {
        rtc.ConnectionQuality.QUALITY_EXCELLENT: Quality.GOOD,
        rtc.ConnectionQuality.QUALITY_GOOD: Quality.GOOD,
        rtc.ConnectionQuality.QUALITY_POOR: Quality.POOR,
        rtc.ConnectionQuality.QUALITY_LOST: Quality.LOST,
    }.get(value, Quality.UNKNOWN)


def _end_of(reason: Any) -> LineEnd:
    from livekit import rtc

    return {
        rtc.DisconnectReason.PARTICIPANT_REMOVED: LineEnd.REMOVED,
        rtc.DisconnectReason.ROOM_DELETED: LineEnd.ENDED_FOR_ALL,
        rtc.DisconnectReason.DUPLICATE_IDENTITY: LineEnd.REPLACED,
    }.get(reason, LineEnd.LOST)
