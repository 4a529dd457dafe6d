"""Microphone and speakers: WebRTC's own device module where it works, PortAudio where not.

WebRTC's module plays what is received by itself and takes echo, noise and loudness off the
microphone. Without any sound device a call goes on: one hears and says nothing.
"""

import logging
from typing import Any, Protocol

from app.domain.calls import DeviceKind, MediaDevice
from app.domain.errors import MediaError
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


_KEPT: list[Any] = []
"""Modules that live as long as the process; see `PlatformSound.close`."""


class PlatformSound:
    """WebRTC's device module."""

    def __init__(self) -> None:
        """Raises `PlatformAudioError` where there is no sound at all."""
        from livekit import rtc

        self._rtc = rtc
        self._platform = rtc.PlatformAudio()
        _KEPT.append(self._platform)

    def devices(self) -> tuple[MediaDevice, ...]:
        """Microphones and speakers that are there now."""
        lists = (
            (DeviceKind.MICROPHONE, self._platform.recording_devices),
            (DeviceKind.SPEAKER, self._platform.playout_devices),
        )
        found: dict[tuple[DeviceKind, str], MediaDevice] = {}
        for kind, ask in lists:
            try:
                for each in ask():
                    if each.name.startswith("default: "):
                        continue
                    # Their ids are numbers that change with every plug; names stay.
                    found.setdefault((kind, each.name), MediaDevice(kind, each.name, each.name))
            except self._rtc.PlatformAudioError as error:
                _log.info("no list of sound devices: %s", error)
        return tuple(found.values())

    def choose(self, kind: DeviceKind, device: str | None) -> None:
        """Use another device; None or one that is gone: the system's."""
        microphone = kind is DeviceKind.MICROPHONE
        platform = self._platform
        ask = platform.recording_devices if microphone else platform.playout_devices
        use = platform.set_recording_device if microphone else platform.set_playout_device
        try:
            there = ask()
            wanted = next((each for each in there if each.name == device), None)
            if wanted is not None or there:
                use((wanted or there[0]).id)
        except self._rtc.PlatformAudioError as error:
            _log.info("sound device not taken: %s", error)

    def microphone(self) -> Any:
        """A source that the module fills."""
        try:
            return self._platform.create_audio_source()
        except self._rtc.PlatformAudioError as error:
            raise MediaError("microphone", user_text=NO_MICROPHONE) from error

    def play(self, sid: str, track: Any) -> None:
        """The module plays what is subscribed."""

    def silence(self, sid: str) -> None:
        """The module notices by itself."""

    def close(self) -> None:
        """Nothing: the devices are let go with the tracks, the module with the program.

        Closed and made again in one process it sometimes never answers (livekit 1.2.1, PulseAudio).
        """


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


def open_sound() -> Sound:
    """Return the best that this computer has; on the media loop, takes a tenth of a second."""
    from livekit import rtc

    try:
        return PlatformSound()
    except rtc.PlatformAudioError as error:
        _log.info("no sound by WebRTC: %s", error)
    from app.media.engine.port_sound import open_port_sound

    return open_port_sound() or NoSound()
