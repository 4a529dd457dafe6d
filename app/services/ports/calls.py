"""What calls need from below: MatrixRTC over the homeserver, and the media engine."""

from collections.abc import Callable, Mapping
from typing import Protocol

from app.domain.call_line import LineEvent
from app.domain.calls import CallStats, DeviceKind, MediaDevice, Shareable, VideoTrack
from app.domain.errors import UserText
from app.domain.events import Json
from app.domain.ids import EventId, RoomId, TransactionId
from app.domain.network import NetworkSettings
from app.domain.rtc import CallTicket, Relay
from app.services.facade.calls import VideoFeed


class RtcApi(Protocol):
    """MatrixRTC: part of `MatrixApi`."""

    async def rtc_transports(self) -> tuple[str, ...]:
        """Addresses of the token services for LiveKit; empty where the server has none."""

    async def call_ticket(self, service_url: str, room_id: RoomId) -> CallTicket:
        """The way into the call of a room; Forbidden for who is not in the room."""

    async def set_call_member(self, room_id: RoomId, key: str, content: Json) -> EventId:
        """Take the place `key` in the call of a room, or leave it with `{}`."""

    async def delay_leaving(self, room_id: RoomId, key: str, *, delay_ms: int) -> str:
        """Let the server empty the place unless it hears of us in time; the delay's id."""

    async def delayed(self, delay_id: str, action: str) -> None:
        """`restart`, `send` or `cancel`; NotFound when the server has done it already."""

    async def send_sticky(
        self,
        room_id: RoomId,
        event_type: str,
        content: Json,
        *,
        txn_id: TransactionId,
        lasts_ms: int,
    ) -> EventId:
        """Send an event that newcomers are given for a while."""


class CallLine(Protocol):
    """One participant's connection to the media server; may be connected anew when it is lost."""

    async def connect(self, url: str, token: str, relay: Relay | None = None) -> None:
        """Enter; what was published and watched is again. A relay once told stays known."""

    async def close(self) -> None:
        """Leave, and let the devices go."""

    async def set_microphone(self, on: bool) -> None:
        """Be heard or not. Raises MediaError with a sentence."""

    async def set_camera(self, on: bool) -> None:
        """Be seen or not. Raises MediaError with a sentence."""

    async def set_sound_only(self, on: bool) -> None:
        """Receive no pictures, or as many as the line carries."""

    async def start_screen(self, what: Shareable | None, *, sound: bool) -> None:
        """Show a screen or window. Raises MediaError with a sentence."""

    async def stop_screen(self) -> None:
        """Show none any more."""

    def watch(self, track: VideoTrack, width: int, height: int) -> VideoFeed:
        """Look at a picture at a size in pixels."""

    async def stats(self) -> CallStats:
        """Figures of this moment."""


class MediaCheck(Protocol):
    """Open devices before a call."""

    @property
    def camera(self) -> VideoFeed:
        """What the camera sees."""

    @property
    def problem(self) -> UserText | None:
        """What is wrong now."""

    def level(self) -> float:
        """How loud the microphone is now, 0 … 1."""

    async def play_test_sound(self) -> None:
        """A short sound from the chosen speakers."""

    async def loop_back(self, on: bool) -> None:
        """Hear oneself with a little delay."""

    async def close(self) -> None:
        """Let the devices go."""


class CallMedia(Protocol):
    """Sound, pictures and screens of this computer: one for the program."""

    async def get_ready(self) -> None:
        """A call is likely: load what takes long to load."""

    async def open_line(self, tell: Callable[[LineEvent], None]) -> CallLine:
        """A connection that is not connected yet; `tell` is called on this loop."""

    def set_network(self, settings: NetworkSettings) -> None:
        """Reach the media server this way from now on."""

    async def devices(self) -> tuple[MediaDevice, ...]:
        """What is there now."""

    async def use(self, chosen: Mapping[DeviceKind, str]) -> None:
        """Use these from now on; a kind left out: the system's."""

    async def shareables(self) -> tuple[Shareable, ...]:
        """Screens and windows that can be shown."""

    async def check(self) -> MediaCheck:
        """Open microphone and camera to look at them."""

    async def aclose(self) -> None:
        """Leave everything."""
