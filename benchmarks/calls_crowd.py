"""Nine people in a call whose pictures say the time: run by `benchmarks.calls`, not by hand.

Reads one JSON line, a list of [url, token]; publishes until its input ends.
"""

import asyncio
import json
import sys
import time

import numpy as np
from livekit import rtc

WIDTH, HEIGHT, FPS, BARS = 640, 360, 15, 16
TICKS = 100
"""Ticks of the clock in a second; a picture shows the lower sixteen bits of its tick."""


def picture(tick: int) -> bytes:
    """A picture in I420 whose bars are the bits of a number."""
    bars = np.array([255 if tick >> place & 1 else 0 for place in range(BARS)], np.uint8)
    row = np.repeat(bars, WIDTH // BARS)
    grey = np.full(WIDTH * HEIGHT // 2, 128, np.uint8)
    return np.tile(row, HEIGHT).tobytes() + grey.tobytes()


async def person(url: str, token: str, *, speaks: bool) -> None:
    """Publish a picture, and a tone if `speaks`."""
    room = rtc.Room()
    await room.connect(url, token, rtc.RoomOptions(auto_subscribe=False))
    source = rtc.VideoSource(WIDTH, HEIGHT)
    track = rtc.LocalVideoTrack.create_video_track("camera", source)
    camera = rtc.TrackSource.SOURCE_CAMERA
    options = rtc.TrackPublishOptions(source=camera, simulcast=False)
    options.video_encoding.max_bitrate = 600_000
    options.video_encoding.max_framerate = FPS
    await room.local_participant.publish_track(track, options)
    if speaks:
        await _speak(room)
    due = time.monotonic()
    while True:
        data = picture(int(time.time() * TICKS) & 0xFFFF)
        source.capture_frame(rtc.VideoFrame(WIDTH, HEIGHT, rtc.VideoBufferType.I420, data))
        due += 1 / FPS
        await asyncio.sleep(max(0.0, due - time.monotonic()))


async def _speak(room: rtc.Room) -> None:
    source = rtc.AudioSource(48_000, 1)
    track = rtc.LocalAudioTrack.create_audio_track("microphone", source)
    options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
    await room.local_participant.publish_track(track, options)
    when = np.arange(480)

    async def say() -> None:
        number = 0
        while True:
            angle = 2 * np.pi * 440 * (when + number * 480) / 48_000
            tone = (np.sin(angle) * 6_000).astype(np.int16)
            await source.capture_frame(rtc.AudioFrame(tone.tobytes(), 48_000, 1, 480))
            number += 1

    _KEPT.append(asyncio.ensure_future(say()))


_KEPT: list["asyncio.Future[None]"] = []


async def main() -> None:
    """Publish for everybody until the input ends."""
    loop = asyncio.get_running_loop()
    tickets = json.loads(await loop.run_in_executor(None, sys.stdin.readline))
    for number, (url, token) in enumerate(tickets):
        _KEPT.append(asyncio.ensure_future(person(url, token, speaks=number == 0)))
    print("ready", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
