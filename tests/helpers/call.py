"""People in calls for tests: a device with LiveKit's own SDK, and one that speaks to the SFU raw.

The SDK shows what a person really hears and sees; the raw client sends what no honest one would.
"""

import base64
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

import aiohttp
import httpx
from livekit import rtc
from livekit.protocol import models
from livekit.protocol import rtc as signal

from tests.helpers.matrix_user import CLIENT
from tests.helpers.service_school import Member
from tests.helpers.settle import turns, until

SOURCES = {
    "microphone": (rtc.TrackSource.SOURCE_MICROPHONE, models.TrackSource.MICROPHONE),
    "camera": (rtc.TrackSource.SOURCE_CAMERA, models.TrackSource.CAMERA),
    "screen_share": (rtc.TrackSource.SOURCE_SCREENSHARE, models.TrackSource.SCREEN_SHARE),
    "screen_share_audio": (
        rtc.TrackSource.SOURCE_SCREENSHARE_AUDIO,
        models.TrackSource.SCREEN_SHARE_AUDIO,
    ),
}
_SOUND = frozenset({"microphone", "screen_share_audio"})


async def soon(is_so: Callable[[], object]) -> None:
    """Wait for what the servers do; fails where it does not become so."""
    await until(is_so, turns=3_000)


async def soon_so(ask: Callable[[], Awaitable[object]], *, times: int = 6_000) -> None:
    """The same for what has to be asked for."""
    for _ in range(times):
        if await ask():
            return
        await turns(1)
    raise AssertionError("it did not become so")


class Device:
    """One device of a person. `ask` for a token, `join` with it."""

    def __init__(self, member: Member, device_id: str = "DEVICE") -> None:
        self.member = member
        self.user_id = member.user_id
        self.device_id = device_id
        self.identity = f"{member.user_id}:{device_id}"
        self.url = self.jwt = ""
        self.room = rtc.Room()
        self.ended: int | None = None
        self.states: list[dict[str, Any]] = []
        self._sources: list[Any] = []
        self.room.on("disconnected", self._on_disconnected)
        self.room.on("room_metadata_changed", lambda _, new: self._on_metadata(new))

    def _on_disconnected(self, reason: int) -> None:
        self.ended = reason

    def _on_metadata(self, text: str) -> None:
        if text:
            self.states.append(json.loads(text)["app.parta.lesson"])

    async def ask(self, room_id: str, *, base: str = "", **changes: Any) -> httpx.Response:
        """`/sfu/get` as Element Call sends it."""
        member = self.member
        path = f"{CLIENT}/user/{quote(member.user_id)}/openid/request_token"
        openid = await member.matrix.call("POST", path, json={})
        body = {"room": room_id, "openid_token": openid, "device_id": self.device_id} | changes
        base = base or member.matrix.server.service_url
        return await member.matrix._http.post(f"{base}/livekit/jwt/sfu/get", json=body)

    async def get_token(self, room_id: str, *, base: str = "") -> dict[str, Any]:
        """A request that must succeed; keeps address and token."""
        answer = await self.ask(room_id, base=base)
        assert answer.status_code == 200, answer.text
        self.url, self.jwt = answer.json()["url"], answer.json()["jwt"]
        body: dict[str, Any] = answer.json()
        return body

    async def refused(self, room_id: str) -> str:
        """A request that must be refused; gives our code."""
        answer = await self.ask(room_id)
        assert answer.status_code == 403, answer.text
        code: str = answer.json()["app.parta.reason"]
        return code

    async def join(self, room_id: str = "", *, base: str = "") -> "Device":
        """Connect, with a fresh token where a chat is named."""
        if room_id:
            await self.get_token(room_id, base=base)
        await self.room.connect(self.url, self.jwt)
        if self.room.metadata:
            self._on_metadata(self.room.metadata)
        return self

    async def publish(self, source: str) -> str:
        """Publish a track of a source; gives its sid."""
        sdk, _ = SOURCES[source]
        if source in _SOUND:
            made: Any = rtc.AudioSource(48_000, 1)
            track: Any = rtc.LocalAudioTrack.create_audio_track(source, made)
        else:
            made = rtc.VideoSource(320, 180)
            track = rtc.LocalVideoTrack.create_video_track(source, made)
        self._sources.append(made)
        options = rtc.TrackPublishOptions(source=sdk)
        return (await self.room.local_participant.publish_track(track, options)).sid

    def gets(self, other: "Device") -> set[str]:
        """The sources of somebody else whose tracks arrive here."""
        person = self.room.remote_participants.get(other.identity)
        tracks = person.track_publications.values() if person else ()
        names = {number: name for name, (number, _) in SOURCES.items()}
        return {names[one.source] for one in tracks if one.track is not None}

    @property
    def sees(self) -> set[str]:
        """The identities of the others."""
        return set(self.room.remote_participants)

    @property
    def may_publish(self) -> bool:
        return bool(self.room.local_participant.permissions.can_publish)

    async def leave(self) -> None:
        await self.room.disconnect()


class RawDevice:
    """A client that says anything it likes to the SFU, and hears what it answers."""

    def __init__(self, url: str, jwt: str) -> None:
        self._url = f"{url.replace('ws', 'http', 1)}/rtc"
        self._jwt = jwt
        self._http = aiohttp.ClientSession()
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self.answers: list[signal.SignalResponse] = []

    async def connect(self) -> int:
        """Open the signalling; gives the HTTP status (101 where we are in)."""
        query = {"access_token": self._jwt, "protocol": "15", "auto_subscribe": "1", "sdk": "js"}
        try:
            self._socket = await self._http.ws_connect(self._url, params=query)
        except aiohttp.WSServerHandshakeError as refused:
            return refused.status
        await self._read_until("join")
        return 101

    async def say(self, **request: Any) -> list[str]:
        """Say something, and return the kinds of answers until the SFU has taken it in."""
        assert self._socket is not None
        before = len(self.answers)
        await self._socket.send_bytes(signal.SignalRequest(**request).SerializeToString())
        ping = signal.SignalRequest(ping_req=signal.Ping(timestamp=1))
        await self._socket.send_bytes(ping.SerializeToString())
        await self._read_until("pong_resp")
        return [str(one.WhichOneof("message")) for one in self.answers[before:]]

    async def hear(self, words: str) -> None:
        """Return when some answer has these words; they may come after the next ping's."""
        while not any(words in str(one) for one in self.answers):
            await self._read_until("request_response")

    async def publish(self, source: str) -> bool:
        """Ask to publish a source; whether the SFU said yes."""
        assert self._socket is not None
        cid = f"{source}{len(self.answers)}"
        kind = models.TrackType.AUDIO if source in _SOUND else models.TrackType.VIDEO
        track = signal.AddTrackRequest(
            cid=cid, name=source, type=kind, source=SOURCES[source][1], width=320, height=180
        )
        await self._socket.send_bytes(signal.SignalRequest(add_track=track).SerializeToString())
        while True:
            answer = await self._read_until("track_published", "request_response")
            if answer.track_published.cid == cid:
                return True
            if answer.request_response.add_track.cid == cid:
                reason = answer.request_response.reason
                return reason != signal.RequestResponse.Reason.NOT_ALLOWED

    async def _read_until(self, *kinds: str) -> signal.SignalResponse:
        assert self._socket is not None
        while True:
            message = await self._socket.receive(timeout=10)
            assert message.type is aiohttp.WSMsgType.BINARY, message
            answer = signal.SignalResponse.FromString(message.data)
            self.answers.append(answer)
            if answer.WhichOneof("message") in kinds:
                return answer

    async def aclose(self) -> None:
        if self._socket is not None:
            await self._socket.close()
        await self._http.close()


async def twirp(url: str, jwt: str, method: str, body: dict[str, Any]) -> int:
    """One call of the SFU's server API with somebody's own token; gives the status."""
    base = url.replace("ws", "http", 1)
    headers = {"Authorization": f"Bearer {jwt}"} if jwt else {}
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.post(f"{base}/twirp/livekit.{method}", json=body, headers=headers)
    return answer.status_code


def claims(jwt: str) -> dict[str, Any]:
    """What a token says."""
    part = jwt.split(".")[1]
    read: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return read
