"""`python -m tests.tour.classroom`: pupils of the demo school in a call, with pictures to show.

One JSON command a line, one "ok" a line. Everybody signs in, gets a token as any client, connects
with LiveKit's SDK; what they show is drawn here and stands still.
"""

import asyncio
import json
import sys
import time
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import numpy as np
from livekit import rtc

from tests.helpers.call import SOURCES, Device
from tests.helpers.matrix_user import CLIENT, MatrixUser
from tests.helpers.service_school import Member
from tests.tour.drawings import portrait, slide

_FPS = 5
_MEMBER, _RING = "org.matrix.msc3401.call.member", "org.matrix.msc4075.rtc.notification"


class Classroom:
    """Public methods are the commands."""

    def __init__(self, url: str, service_url: str, server_name: str, key: str) -> None:
        self._server: Any = SimpleNamespace(
            url=url, service_url=service_url, server_name=server_name
        )
        self._key = key
        self._users: dict[str, str] = {}
        self._over = False
        self._places: list[tuple[Device, str]] = []
        self._devices: dict[str, Device] = {}
        self._sounds: list[asyncio.Future[None]] = []

    async def enter(self, room: str, people: list[str]) -> None:
        """Come into the call of a chat."""
        await self._learn(room)
        for name in people:
            device = await self._sign_in(name)
            await device.join(room)
            await self._member(device, room)

    async def hand(self, who: str) -> None:
        """Raise a hand in the lesson."""
        device = self._devices[who]
        lesson = device.states[-1]["id"]
        await device.member.sign_in()
        await device.member.ok("PUT", f"/v1/lessons/{quote(lesson)}/hand", json={"up": True})

    async def show(self, who: str, source: str) -> None:
        """Publish a camera or a screen."""
        picture = slide() if source == "screen_share" else portrait(who)
        wide, high = picture.size
        made = rtc.VideoSource(wide, high, is_screencast=source == "screen_share")
        track = rtc.LocalVideoTrack.create_video_track(source, made)
        options = rtc.TrackPublishOptions(source=SOURCES[source][0], simulcast=False)
        options.video_encoding.max_bitrate = 3_000_000
        options.video_encoding.max_framerate = _FPS
        await self._devices[who].room.local_participant.publish_track(track, options)
        frame = rtc.VideoFrame(wide, high, rtc.VideoBufferType.RGBA, picture.tobytes())
        self._send(made, frame)

    async def speak(self, who: str) -> None:
        """Publish a quiet tone: whoever is heard speaks."""
        made = rtc.AudioSource(48_000, 1)
        track = rtc.LocalAudioTrack.create_audio_track("microphone", made)
        options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
        await self._devices[who].room.local_participant.publish_track(track, options)
        self._sounds.append(asyncio.ensure_future(_hum(made)))

    async def ring(self, room: str, who: str) -> None:
        """Call a chat and show one's face."""
        await self._learn(room)
        device = await self._sign_in(who)
        await device.join(room)
        place = await self._member(device, room)
        matrix = device.member.matrix
        content = {
            "slot_id": "m.call#ROOM",
            "m.mentions": {"user_ids": [], "room": True},
            "notification_type": "ring",
            "m.relates_to": {"rel_type": "m.reference", "event_id": place},
            "sender_ts": int(time.time() * 1000),
            "lifetime": 90_000,
            "m.call.intent": "video",
        }
        path = f"{CLIENT}/rooms/{quote(room)}/send/{_RING}/{uuid4().hex}"
        await matrix.call("PUT", path, json=content)
        await self.show(who, "camera")

    async def leave(self) -> None:
        """Everybody goes."""
        self._over = True
        for one in self._sounds:
            one.cancel()
        for device, path in self._places:
            await device.member.matrix.call("PUT", path, json={})
            await device.leave()
            await device.member.aclose()

    async def _learn(self, room: str) -> None:
        """Who is called what in a chat of Vera's."""
        vera = self._as(f"@vera:{self._server.server_name}")
        vera.asks_as = vera.user_id
        path = f"{CLIENT}/rooms/{quote(room)}/joined_members"
        joined = (await vera.call("GET", path))["joined"]
        self._users = {one["display_name"]: user for user, one in joined.items()}
        await vera.aclose()

    def _as(self, user: str) -> MatrixUser:
        """Somebody in whose name the school's own application service may act."""
        matrix = MatrixUser(self._server, user, user)
        matrix.access_token = self._key
        return matrix

    async def _sign_in(self, name: str) -> Device:
        matrix = self._as(self._users[name])
        identifier = {"type": "m.id.user", "user": matrix.user_id}
        body = {"type": "m.login.application_service", "identifier": identifier}
        answer = await matrix.call("POST", f"{CLIENT}/login", json=body)
        matrix.access_token, matrix.device_id = answer["access_token"], answer["device_id"]
        self._devices[name] = Device(Member(matrix, ""), matrix.device_id)
        return self._devices[name]

    async def _member(self, device: Device, room: str) -> str:
        """Take the place in the room by which clients see who is in its call."""
        service = f"{self._server.service_url}/livekit/jwt"
        content = {
            "application": "m.call",
            "call_id": "",
            "scope": "m.room",
            "device_id": device.device_id,
            "expires": 600_000,
            "m.call.intent": "video",
            "focus_active": {"type": "livekit", "focus_selection": "multi_sfu"},
            "foci_preferred": [
                {"type": "livekit", "livekit_service_url": service, "livekit_alias": room}
            ],
        }
        key = f"_{device.user_id}_{device.device_id}_m.call"
        path = f"{CLIENT}/rooms/{quote(room)}/state/{_MEMBER}/{quote(key)}"
        answer = await device.member.matrix.call("PUT", path, json=content)
        self._places.append((device, path))
        return str(answer["event_id"])

    def _send(self, source: rtc.VideoSource, frame: rtc.VideoFrame) -> None:
        """Show the picture again and again, as a camera does."""
        if not self._over:
            source.capture_frame(frame)
            asyncio.get_running_loop().call_later(1 / _FPS, self._send, source, frame)


async def _hum(source: rtc.AudioSource) -> None:
    when, number = np.arange(480), 0
    while True:
        angle = 2 * np.pi * 220 * (when + number * 480) / 48_000
        tone = (np.sin(angle) * 9_000).astype(np.int16)
        await source.capture_frame(rtc.AudioFrame(tone.tobytes(), 48_000, 1, 480))
        number += 1


async def main() -> None:
    """Do what comes until it ends."""
    loop = asyncio.get_running_loop()
    room = Classroom(**json.loads(await loop.run_in_executor(None, sys.stdin.readline)))
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        command = json.loads(line)
        await getattr(room, command.pop("do"))(**command)
        print("ok", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
