"""What is sent: microphone, camera and screen of this participant, and the own previews."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from typing import Any

from app.domain.calls import Source, VideoFrame
from app.domain.errors import MediaError, UserText
from app.media.engine.camera import Camera
from app.media.engine.computer_sound import ComputerSound
from app.media.engine.frames import Feed
from app.media.engine.screen import ScreenShow
from app.media.engine.sound import Sound
from app.media.engine.sources import livekit_source, permitted
from app.media.engine.thread import MediaThread
from app.media.engine.troubles import NO_CAMERA, NOT_ALLOWED
from app.media.portal.bus import Declined

_log = logging.getLogger(__name__)
Eye = Camera | ScreenShow
SPEECH_BITRATE = 24_000
"""Twice that is sent: each packet carries the one before it, against loss."""
MUSIC_BITRATE = 64_000
"""Of the computer's sound, which need not be speech."""


class Publishing:
    """The sent side of one connection; on the media loop. Remembers what is wanted."""

    def __init__(
        self,
        thread: MediaThread,
        sound: Sound,
        *,
        camera: Callable[[], str | None],
        lost: Callable[[UserText | None], None],
    ) -> None:
        self._thread, self._sound = thread, sound
        self._camera_id, self._lost = camera, lost
        self.feeds: list[Feed] = []
        self._room: Any = None
        self._shows: dict[Source, _Show | ComputerSound] = {}
        self._asking: _Show | None = None
        self._microphone: Any = None
        self._published: dict[Source, Any] = {}
        self._speak = False

    # ----------------------------------------------------------------------------- the room

    async def attach(self, room: Any) -> None:
        """Publish in this room what is wanted. Raises MediaError for what cannot be."""
        self._room = room
        for source in tuple(self._shows):
            await self._publish_show(source)
        if self._speak:
            await self.set_microphone(True)

    def detach(self) -> None:
        """The room is left; devices and wishes stay."""
        self._room = None
        self._published.clear()

    def review(self) -> None:
        """Notice what the server has taken away, and feeds that were closed."""
        self.feeds = [feed for feed in self.feeds if not feed.closed]
        if self._room is None:
            return
        here = self._room.local_participant.track_publications
        for source, publication in tuple(self._published.items()):
            if publication.sid not in here:
                del self._published[source]
                if source is Source.MICROPHONE:
                    self._speak = False
                elif (show := self._shows.pop(source, None)) is not None:
                    self._thread.start(show.close())

    def tracks(self) -> Iterator[tuple[str, Source, bool, Any]]:
        """(name, source, sent, track) of what is published."""
        for source, publication in self._published.items():
            if publication.track is not None:
                yield "", source, True, publication.track

    async def close(self) -> None:
        """Let the devices go."""
        await self._ask_no_more()
        for source in tuple(self._shows):
            await self._shows.pop(source).close()
        if self._microphone is not None and hasattr(self._microphone, "close"):
            self._microphone.close()
        self._microphone = None

    # -------------------------------------------------------------------------- the microphone

    async def set_microphone(self, on: bool) -> None:
        """Speak or be silent: the track stays, muted, so that it is there at once."""
        from livekit import rtc

        if not on:
            self._speak = False
            if (there := self._published.get(Source.MICROPHONE)) is not None:
                there.track.mute()
                there._info.muted = True
            return
        if self._microphone is None:
            self._microphone = self._sound.microphone()
        self._speak = True
        if self._room is None:
            return
        if (there := self._published.get(Source.MICROPHONE)) is not None:
            there.track.unmute()
            there._info.muted = False
            return
        track = rtc.LocalAudioTrack.create_audio_track("microphone", self._microphone)
        options = rtc.TrackPublishOptions(
            source=livekit_source(Source.MICROPHONE),  # type: ignore[arg-type]
            dtx=True,
            red=True,
        )
        options.audio_encoding.max_bitrate = SPEECH_BITRATE
        await self._publish(Source.MICROPHONE, track, options)

    # ------------------------------------------------------------------------ camera and screen

    async def set_camera(self, on: bool) -> None:
        """Be seen or not; off lets the camera go."""
        if not on:
            await self._stop(Source.CAMERA)
        elif Source.CAMERA not in self._shows:
            device = await asyncio.to_thread(self._camera_id)
            if device is None:
                raise MediaError("no camera", user_text=NO_CAMERA)
            await self._start(Source.CAMERA, lambda show, gone: Camera(device, show, gone))

    async def change_camera(self) -> None:
        """Use the camera that is chosen now."""
        if Source.CAMERA in self._shows:
            await self.set_camera(False)
            await self.set_camera(True)

    async def start_screen(self, what: str, *, sound: bool) -> None:
        """Show a screen or window, with what the computer plays if `sound`.

        Where the system asks what to show and the person thinks better of it, nothing is shown.
        """
        await self._stop(Source.SCREEN)
        try:
            await self._start(Source.SCREEN, lambda show, gone: ScreenShow(what, show, gone))
        except Declined:
            return
        if sound:
            await self._start_sound()

    async def stop_screen(self) -> None:
        """Show none any more."""
        await self._stop(Source.SCREEN)

    async def _start(self, source: Source, make: Callable[..., Eye]) -> None:
        show = _Show(self, source)

        def on_lost(text: UserText | None) -> None:
            self._thread.soon(lambda: self._on_lost(source, show, text))

        show.eye = make(show, on_lost)
        if source is Source.SCREEN:
            self._asking = show
        try:
            await asyncio.to_thread(show.eye.open)
        except asyncio.CancelledError:
            await show.close()
            raise
        finally:
            if self._asking is show:
                self._asking = None
        self._shows[source] = show
        try:
            await self._publish_show(source)
        except MediaError:
            await self._stop(source)
            raise

    async def _start_sound(self) -> None:
        """A screen without its sound is better than none."""
        source = Source.SCREEN_SOUND
        heard = ComputerSound(self._thread, lambda text: self._on_lost(source, heard, text))
        try:
            if self._room is None or source not in permitted(self._room.local_participant):
                raise MediaError("no sound of the screen", user_text=NOT_ALLOWED)
            await heard.open()
            self._shows[source] = heard
            await self._publish_show(source)
        except MediaError as error:
            await self._stop(source)
            self._lost(error.user_text)

    async def _publish_show(self, source: Source) -> None:
        from livekit import rtc

        if self._room is None:
            return
        show = self._shows[source]
        if isinstance(show, ComputerSound):
            sound = rtc.LocalAudioTrack.create_audio_track(source.value, show.source)
            options = rtc.TrackPublishOptions(source=livekit_source(source))  # type: ignore[arg-type]
            options.audio_encoding.max_bitrate = MUSIC_BITRATE
            await self._publish(source, sound, options)
            return
        is_screen = source is Source.SCREEN
        width, height = show.eye.size
        show.source = rtc.VideoSource(width, height, is_screencast=is_screen)
        track = rtc.LocalVideoTrack.create_video_track(source.value, show.source)
        options = rtc.TrackPublishOptions(
            source=livekit_source(source),  # type: ignore[arg-type]
            simulcast=not is_screen,
            video_codec=rtc.VideoCodec.VP8,
            video_encoding=rtc.VideoEncoding(
                max_bitrate=2_000_000 if is_screen else 1_700_000, max_framerate=30
            ),
        )
        await self._publish(source, track, options)

    async def _publish(self, source: Source, track: Any, options: Any) -> None:
        from livekit.rtc.participant import PublishTrackError

        try:
            publication = await self._room.local_participant.publish_track(track, options)
        except PublishTrackError as error:
            raise MediaError("not published", user_text=NOT_ALLOWED) from error
        self._published[source] = publication

    async def _stop(self, source: Source) -> None:
        from livekit.rtc.participant import UnpublishTrackError

        if source is Source.SCREEN:
            await self._ask_no_more()
            await self._stop(Source.SCREEN_SOUND)
        if (show := self._shows.pop(source, None)) is not None:
            await show.close()
        publication = self._published.pop(source, None)
        if publication is not None and self._room is not None:
            try:
                await self._room.local_participant.unpublish_track(publication.sid)
            except UnpublishTrackError as error:
                _log.info("the track was gone already: %s", error)

    async def _ask_no_more(self) -> None:
        """Take back the system's question what to show."""
        asking, self._asking = self._asking, None
        if asking is not None:
            await asking.close()

    def _on_lost(
        self, source: Source, show: "_Show | ComputerSound", text: UserText | None
    ) -> None:
        if self._shows.get(source) is show:
            self._thread.start(self._stop(source))
            self._lost(text)


class _Show:
    """The way of one camera's or screen's pictures: to WebRTC and to the own previews."""

    def __init__(self, owner: Publishing, kind: Source) -> None:
        self._owner, self._kind = owner, kind
        self.source: Any = None
        self.eye: Eye

    def picture(self, data: bytes, width: int, height: int) -> None:
        """One picture as I420, from the device's thread."""
        if (source := self.source) is not None:
            from livekit import rtc

            source.capture_frame(rtc.VideoFrame(width, height, rtc.VideoBufferType.I420, data))

    def preview_size(self) -> tuple[int, int] | None:
        """The largest of the previews."""
        return max((feed.size for feed in self._feeds()), default=None)

    def preview(self, frame: VideoFrame) -> None:
        """One picture for the previews."""
        for feed in self._feeds():
            feed.put(frame)

    async def close(self) -> None:
        """Let the device go; no picture comes after this."""
        await asyncio.to_thread(self.eye.close)
        self.source = None

    def _feeds(self) -> list[Feed]:
        return [one for one in self._owner.feeds if one.wanted and one.track.source is self._kind]
