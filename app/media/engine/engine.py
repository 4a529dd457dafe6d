"""The media engine: one for the program, made when the first call or device list is wanted."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TypeVar

from app.domain.call_line import LineEvent
from app.domain.calls import DeviceKind, MediaDevice, Shareable
from app.domain.network import NetworkSettings
from app.media.engine.bridge import Bridges, Streams
from app.media.engine.check import Check
from app.media.engine.device_module import device_module
from app.media.engine.devices import list_cameras
from app.media.engine.patience import answer, asked
from app.media.engine.room_link import RoomLink
from app.media.engine.screen import list_shareables
from app.media.engine.sound import NoSound, Sound, open_sound, webrtc_hears
from app.media.engine.thread import MediaThread

T = TypeVar("T")
Chosen = dict[DeviceKind, str]
_log = logging.getLogger(__name__)
_PATIENCE = 3.0
"""Seconds that a list of devices may take."""
_PULSE_BUFFER = "PULSE_LATENCY_MSEC"
_BUFFERED = "60"
"""Milliseconds that PulseAudio holds for a call. WebRTC asks for more after every hiccup of the
computer and never for less again: half a second between mouth and ear on a busy one."""
_GIVEN_UP = 600.0
"""Seconds after which a question nobody answered is asked anew."""


class MediaEngine:
    """Fulfils `CallMedia`. `extra_cameras` are offered beside those of the system.

    `open_way` connects to host and port with TLS as the network's settings say. Raises AppError.
    """

    def __init__(
        self,
        open_way: Callable[[str, int, NetworkSettings], Awaitable[Streams]],
        *,
        extra_cameras: Sequence[MediaDevice] = (),
    ) -> None:
        self._open_way, self._network = open_way, NetworkSettings()
        self._extra = tuple(extra_cameras)
        self._thread: MediaThread | None = None
        self._sound: Sound | None = None
        self._chosen: Chosen = {}
        self._links: set[RoomLink] = set()
        self._checks: set[Check] = set()
        self._hurries = False
        self._opening = asyncio.Lock()
        self._heard: tuple[MediaDevice, ...] = ()
        self._asking: asyncio.Future[tuple[MediaDevice, ...]] | None = None

    async def get_ready(self) -> None:
        """Load LiveKit and find the sound of this computer; no device is opened."""
        await self._open()

    async def open_line(self, tell: Callable[[LineEvent], None]) -> RoomLink:
        """Make a connection that is not connected yet; `tell` is called on the loop of now."""
        home = asyncio.get_running_loop()

        def tell_home(event: LineEvent) -> None:
            if not home.is_closed():
                home.call_soon_threadsafe(tell, event)

        sound = await self._open()
        assert self._thread is not None
        link = RoomLink(
            self._thread,
            sound,
            bridges=Bridges(lambda host, port: self._open_way(host, port, self._network)),
            camera=self._camera,
            tell=tell_home,
            left=self._gone,
        )
        self._links.add(link)
        if _PULSE_BUFFER not in os.environ:
            os.environ[_PULSE_BUFFER], self._hurries = _BUFFERED, True
        return link

    def set_network(self, settings: NetworkSettings) -> None:
        """Reach the media server and its relay this way from now on."""
        self._network = settings

    async def devices(self) -> tuple[MediaDevice, ...]:
        """Microphones, speakers and cameras that are there now."""
        sound = await self._open()
        seen = await asyncio.to_thread(list_cameras)
        return (*await self._heard_of(sound), *seen, *self._extra)

    async def use(self, chosen: Mapping[DeviceKind, str]) -> None:
        """Use these devices from now on, also in what runs; a kind left out: the system's."""
        before, self._chosen = self._chosen, dict(chosen)
        sound = await self._open()
        assert self._thread is not None
        kinds = (DeviceKind.MICROPHONE, DeviceKind.SPEAKER)
        changed = [kind for kind in kinds if before.get(kind) != chosen.get(kind)]
        if any(kind in chosen for kind in changed):
            await self._heard_of(sound)
        for kind in changed:
            await self._thread.do(_call(partial(sound.choose, kind, chosen.get(kind))))
        if before.get(DeviceKind.CAMERA) != chosen.get(DeviceKind.CAMERA):
            for link in tuple(self._links):
                await link.change_camera()
        if before != self._chosen:
            for check in tuple(self._checks):
                await check.use(await asyncio.to_thread(self._camera), self._chosen)

    async def shareables(self) -> tuple[Shareable, ...]:
        """Screens and windows that can be shown."""
        return await asyncio.to_thread(list_shareables)

    async def check(self) -> Check:
        """Open microphone and camera to look at them; the caller closes it."""
        camera = await asyncio.to_thread(self._camera)
        check = await Check.open(camera, self._chosen, self._checks.discard)
        self._checks.add(check)
        return check

    async def aclose(self) -> None:
        """Leave every room, let the devices go, end the thread."""
        for link in tuple(self._links):
            await link.close()
        thread, self._thread = self._thread, None
        if thread is None:
            return
        if self._sound is not None:
            await thread.do(_call(self._sound.close))
            self._sound = None
        await asyncio.to_thread(thread.close)

    async def _open(self) -> Sound:
        async with self._opening:
            if self._thread is None:
                self._thread = MediaThread()
            # Headphones may be the first sound that a computer has, and come between two calls.
            if self._sound is None or (isinstance(self._sound, NoSound) and not self._links):
                work = _open_sound(self._thread, await _wake())
                self._sound = await self._thread.do(work)
            return self._sound

    async def _heard_of(self, sound: Sound) -> tuple[MediaDevice, ...]:
        """Microphones and speakers; those of before, while the system owes an answer."""
        if self._asking is None:
            self._asking = asked(sound.devices)
            asyncio.get_running_loop().call_later(_GIVEN_UP, self._asking.cancel)
            self._asking.add_done_callback(self._told)
        with suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(self._asking), _PATIENCE)
        return self._heard

    def _told(self, asked: "asyncio.Future[tuple[MediaDevice, ...]]") -> None:
        self._asking = None
        if asked.cancelled():
            return
        if (error := asked.exception()) is None:
            self._heard = asked.result()
        else:
            _log.warning("no list of sound devices: %s", type(error).__name__)

    def _gone(self, link: RoomLink) -> None:
        self._links.discard(link)
        if self._hurries and not self._links:  # other sounds are not in a hurry
            del os.environ[_PULSE_BUFFER]
            self._hurries = False

    def _camera(self) -> str | None:
        """The id of the camera to open: the chosen one if it is there, else the first."""
        there = [*list_cameras(), *self._extra]
        wanted = self._chosen.get(DeviceKind.CAMERA)
        if any(one.id == wanted for one in there):
            return wanted
        return there[0].id if there else None


def cameras_of(ids: str) -> tuple[MediaDevice, ...]:
    """Cameras named by hand, separated by ";": what the system lists not, or a test picture."""
    named = [one for one in ids.split(";") if one]
    return tuple(
        MediaDevice(DeviceKind.CAMERA, one, f"Камера {number}")
        for number, one in enumerate(named, 1)
    )


async def _wake() -> bool:
    """Let WebRTC find the sound of this computer; False if it has none or never answers."""
    # The library takes a second to load, and its logs hold addresses with tokens.
    os.environ.setdefault("RUST_LOG", "off")
    # It would reach this computer itself through a proxy; what is not HTTPS is ours and here.
    for name in ("HTTP_PROXY", "http_proxy"):
        os.environ.pop(name, None)
    logging.getLogger("livekit").setLevel(logging.CRITICAL)
    try:
        return await answer(_begin)
    except TimeoutError:
        _log.warning("the sound of this computer does not answer")
        return False


async def _open_sound(thread: MediaThread, webrtc: bool) -> Sound:
    if webrtc:
        await device_module().keep(thread)
    return open_sound(webrtc)


def _begin() -> bool:
    import app.media.engine.scaling  # noqa: F401 - lest the first picture waits for it
    from app.media.engine.arrivals import keep_records_out

    keep_records_out()
    return webrtc_hears()


async def _call(action: Callable[[], T]) -> T:
    return action()
