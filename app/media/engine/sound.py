"""Microphone and speakers: WebRTC's own device module where it works, PortAudio where not.

WebRTC's module plays what is received by itself and takes echo, noise and loudness off the
microphone. Without any sound device a call goes on: one hears and says nothing.
"""

import logging
from typing import Any, Protocol

from app.domain.calls import DeviceKind, MediaDevice
from app.domain.errors import MediaError
from app.media.engine.device_module import device_module
from app.media.engine.troubles import NO_MICROPHONE

_log = logging.getLogger(__name__)


class Sound(Protocol):
    """The sound of this computer, as the connection to a call uses it; on the media loop."""

    def devices(self) -> tuple[MediaDevice, ...]:
        """Microphones and speakers that are there now."""

    def choose(self, kind: DeviceKind, device: str | None) -> None:
        """Use another device; None or one that is gone: the system's."""

    def microphone(self) -> Any:
        """A source for a track. Raises MediaError where there is no microphone."""

    def play(self, sid: str, track: Any) -> None:
        """Let a received track be heard."""

    def silence(self, sid: str) -> None:
        """It is gone."""

    def close(self) -> None:
        """Let the devices go."""


class PlatformSound:
    """WebRTC's device module."""

    def __init__(self) -> None:
        """Raises `PlatformAudioError` where there is no sound at all, see `webrtc_hears`."""
        from livekit import rtc

        self._rtc, self._module = rtc, device_module()
        self._module.get()
        self._ids: dict[tuple[DeviceKind, str], str] = {}

    def devices(self) -> tuple[MediaDevice, ...]:
        """Microphones and speakers that are there now."""
        module = self._module.get()
        lists = (
            (DeviceKind.MICROPHONE, module.recording_devices),
            (DeviceKind.SPEAKER, module.playout_devices),
        )
        found: dict[tuple[DeviceKind, str], str] = {}
        for kind, ask in lists:
            try:
                for each in ask():
                    if not each.name.startswith("default: "):
                        found.setdefault((kind, each.name), each.id)
            except self._rtc.PlatformAudioError as error:
                _log.info("no list of sound devices: %s", error)
        self._ids = found
        # Their ids are numbers that change with every plug; names stay.
        return tuple(MediaDevice(kind, name, name) for kind, name in found)

    def choose(self, kind: DeviceKind, device: str | None) -> None:
        """Use another device of those last told; None or one that is gone: the system's."""
        platform = self._module.get()
        use = {
            DeviceKind.MICROPHONE: platform.set_recording_device,
            DeviceKind.SPEAKER: platform.set_playout_device,
        }[kind]
        there = {name: id_ for (of, name), id_ in self._ids.items() if of is kind}
        wanted = there.get(device or "") or next(iter(there.values()), None)
        try:
            if wanted is not None:
                use(wanted)
        except self._rtc.PlatformAudioError as error:
            _log.info("sound device not taken: %s", error)

    def microphone(self) -> Any:
        """A source that the module fills."""
        try:
            return self._module.get().create_audio_source()
        except self._rtc.PlatformAudioError as error:
            raise MediaError("microphone", user_text=NO_MICROPHONE) from error

    def play(self, sid: str, track: Any) -> None:
        """The module plays what is subscribed."""

    def silence(self, sid: str) -> None:
        """The module notices by itself."""

    def close(self) -> None:
        """Nothing: the devices are let go with the tracks, the module with the program."""


class NoSound:
    """A computer without sound."""

    def devices(self) -> tuple[MediaDevice, ...]:
        """None."""
        return ()

    def choose(self, kind: DeviceKind, device: str | None) -> None:
        """There is nothing to choose."""

    def microphone(self) -> Any:
        """Raises MediaError."""
        raise MediaError("no sound", user_text=NO_MICROPHONE)

    def play(self, sid: str, track: Any) -> None:
        """Nobody hears it."""

    def silence(self, sid: str) -> None:
        """Nobody heard it."""

    def close(self) -> None:
        """Nothing was open."""


def webrtc_hears() -> bool:
    """Whether WebRTC's device module runs here; a hung driver never says."""
    from livekit import rtc

    try:
        device_module().get()
    except rtc.PlatformAudioError as error:
        _log.info("no sound by WebRTC: %s", error)
        return False
    return True


def open_sound(webrtc: bool) -> Sound:
    """Return the best that this computer has, WebRTC's module if it runs; on the media loop."""
    if webrtc:
        return PlatformSound()
    from app.media.engine.port_sound import open_port_sound

    return open_port_sound() or NoSound()
