"""The sound of a shared screen: what other programs play, and never the people in the call."""

import asyncio
import re
from collections.abc import AsyncIterator

import numpy as np
import psutil
import pytest
from livekit import rtc

from app.domain.calls import Source
from app.media.engine import computer_sound
from app.media.engine.computer_sound import can_share_sound, other_programs
from app.media.engine.screen import list_shareables
from app.media.engine.troubles import NOT_ALLOWED
from tests.helpers.call import soon_so
from tests.helpers.pulse import RATE, Pulse
from tests.helpers.sfu import Sfu
from tests.integration.engine.conftest import Person, soon

PROGRAM, VOICE, MICROPHONE = 440, 660, 550
"""Hertz of what a program at Vera's plays, of what Oleg says and of what her microphone hears."""


class Oleg:
    """Somebody with LiveKit's SDK who says one tone and listens to the sound of a screen."""

    def __init__(self) -> None:
        self._room = rtc.Room()
        self._room.on("track_subscribed", self._on_track)
        self._work: list[asyncio.Future[None]] = []
        self._heard = np.zeros(RATE, np.int16)

    async def enter(self, sfu: Sfu) -> None:
        await self._room.connect(sfu.url, sfu.token("oleg"))
        source = rtc.AudioSource(RATE, 1)
        track = rtc.LocalAudioTrack.create_audio_track("voice", source)
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        await self._room.local_participant.publish_track(track, options)
        self._work.append(asyncio.ensure_future(self._speak(source)))

    def loudness(self, hertz: int) -> float:
        """How loud a tone is in the last second of the screen's sound, 0 … 1."""
        samples = self._heard / 32_768 * np.hanning(RATE)
        return float(np.abs(np.fft.rfft(samples))[hertz] * 4 / RATE)

    def forget(self) -> None:
        """Listen anew."""
        self._heard = np.zeros(RATE, np.int16)

    async def leave(self) -> None:
        for one in self._work:
            one.cancel()
        await self._room.disconnect()

    def _on_track(self, track: rtc.Track, of: rtc.TrackPublication, _: object) -> None:
        if of.source == rtc.TrackSource.SOURCE_SCREENSHARE_AUDIO:
            self._work.append(asyncio.ensure_future(self._listen(track)))

    async def _listen(self, track: rtc.Track) -> None:
        async for event in rtc.AudioStream(track, sample_rate=RATE, num_channels=1):
            new = np.frombuffer(bytes(event.frame.data.cast("B")), np.int16)
            self._heard = np.concatenate([self._heard, new])[-RATE:]

    async def _speak(self, source: rtc.AudioSource) -> None:
        when = np.arange(RATE) / RATE
        tone = (np.sin(2 * np.pi * VOICE * when) * 12_000).astype(np.int16)
        while True:
            for at in range(0, RATE, 480):
                block = tone[at : at + 480].tobytes()
                await source.capture_frame(rtc.AudioFrame(block, RATE, 1, 480))


def at_the_speakers(listing: str, own: int) -> frozenset[int]:
    """The same without what speaks into the test's microphone, which is a program too."""
    parts = re.split(r"^(?=Sink Input #)", listing, flags=re.MULTILINE)
    return other_programs("".join(part for part in parts if "\tSink: 1\n" not in part), own)


def listeners() -> list[psutil.Process]:
    """The programs of ours that listen to others."""
    return [one for one in psutil.Process().children() if one.name() == "parec"]


@pytest.fixture
async def oleg(sfu: Sfu) -> AsyncIterator[Oleg]:
    person = Oleg()
    await person.enter(sfu)
    yield person
    await person.leave()


@pytest.fixture
async def vera(display: None) -> AsyncIterator[Person]:
    person = Person("vera")
    yield person
    await person.engine.aclose()


async def test_others_hear_what_programs_play_and_not_themselves(
    pulse: Pulse, sfu: Sfu, vera: Person, oleg: Oleg, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(computer_sound, "other_programs", at_the_speakers)
    await vera.enter(sfu)

    async def speakers_say_it() -> bool:
        hertz, loud = await asyncio.to_thread(pulse.hear)
        return abs(hertz - VOICE) < 8 and loud > 0.05

    await soon_so(speakers_say_it, times=60)
    [screen] = await asyncio.to_thread(list_shareables)
    assert screen.sound
    await vera.link.start_screen(screen, sound=True)
    pulse.play(PROGRAM)
    await soon(lambda: oleg.loudness(PROGRAM) > 0.1)
    assert oleg.loudness(VOICE) < 0.002, "what one says oneself does not come back"
    pulse.say(MICROPHONE)
    for _ in range(3):
        oleg.forget()
        await soon(lambda: oleg.loudness(PROGRAM) > 0.1)
        assert oleg.loudness(MICROPHONE) < 0.002, "the muted microphone is not in it"
    pulse.hush()
    await soon(lambda: oleg.loudness(PROGRAM) < 0.002)
    pulse.play(PROGRAM)
    await soon(lambda: oleg.loudness(PROGRAM) > 0.1)
    await vera.link.stop_screen()
    await soon(lambda: not listeners())


async def test_a_screen_without_permission_for_its_sound_is_shown_silently(
    sfu: Sfu, vera: Person
) -> None:
    await vera.enter(sfu, "screen_share")
    [screen] = await asyncio.to_thread(list_shareables)
    await vera.link.start_screen(screen, sound=True)
    await soon(lambda: vera.gets("vera", Source.SCREEN))
    assert NOT_ALLOWED in vera.notices
    assert not vera.gets("vera", Source.SCREEN_SOUND)
    assert not listeners()


def test_our_own_streams_and_the_sound_servers_are_left_out() -> None:
    listing = """Sink Input #3
\tProperties:
\t\tmedia.name = "Playback"
\t\tapplication.process.id = "41"

Sink Input #4
\t\tapplication.process.id = "42"

Sink Input #5
\t\tmedia.name = "Echo-Cancel Sink Stream"
"""
    assert other_programs(listing, 42) == {3}
    assert other_programs("", 42) == frozenset()


def test_it_is_offered_only_where_it_works(pulse: Pulse, monkeypatch: pytest.MonkeyPatch) -> None:
    assert can_share_sound()
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    assert not can_share_sound()
    monkeypatch.setattr(computer_sound.sys, "platform", "win32")
    assert not can_share_sound()
