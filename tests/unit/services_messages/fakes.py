"""A homeserver with one room in memory, a clock that moves when told, tools without a library."""

import asyncio
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.domain.content import MediaKind
from app.domain.errors import AppError, Forbidden, MediaError, NotFound, Offline
from app.domain.events import Event, MessagesPage, RoomDelta, SyncBatch
from app.domain.ids import EventId, MxcUri, RoomId, TransactionId, UserId
from app.domain.media import MediaInfo
from app.domain.parse import parse_event
from app.domain.prepared import PreparedFile
from tests.helpers.fakes.service import FakeService

ME, BOB = UserId("@anna:school"), UserId("@bob:school")
ROOM, OTHER = RoomId("!room"), RoomId("!other")


class FakeClock:
    """Time that passes only in `advance`."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        return datetime(2026, 9, 1, 8, tzinfo=UTC) + timedelta(seconds=self._seconds)

    def monotonic(self) -> float:
        return self._seconds

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self._seconds + seconds, future))
        await future

    @property
    def naps(self) -> list[float]:
        """How long those who wait have to wait still."""
        return [due - self._seconds for due, future in self._sleepers if not future.done()]

    def advance(self, seconds: float) -> None:
        self._seconds += seconds
        for due, future in self._sleepers:
            if due <= self._seconds and not future.done():
                future.set_result(None)
        self._sleepers = [each for each in self._sleepers if not each[1].done()]


@dataclass
class FakeServer:
    """`MatrixApi` of one person; `errors` are raised by the next sends, one each."""

    rooms: dict[RoomId, list[dict[str, Any]]] = field(default_factory=dict)
    errors: list[AppError] = field(default_factory=list)
    account_data_errors: list[AppError] = field(default_factory=list)
    """Raised by the next writes of account data, one each, after they were asked."""
    offline: bool = False
    loses_answers: bool = False
    """Takes what is sent, but the answer never arrives."""
    hold: asyncio.Event | None = None
    """Sends are answered (not: taken) when this is set."""
    requests: list[tuple[Any, ...]] = field(default_factory=list)
    most_in_flight: int = 0
    limit: int | None = 50_000_000
    media: dict[str, bytes] = field(default_factory=dict)
    attachments_page: int = 10
    school: FakeService = field(default_factory=FakeService)
    _by_txn: dict[str, EventId] = field(default_factory=dict)
    _synced: dict[RoomId, int] = field(default_factory=dict)
    _in_flight: int = 0
    _numbers: int = 0

    # ------------------------------------------------------------------------- the other side

    def put(
        self,
        content: dict[str, Any],
        *,
        kind: str = "m.room.message",
        sender: UserId = BOB,
        room_id: RoomId = ROOM,
        **more: Any,
    ) -> EventId:
        """Something happens in a room."""
        self._numbers += 1
        raw = {
            "event_id": f"${self._numbers}",
            "type": kind,
            "sender": sender,
            "origin_server_ts": 1_790_000_000_000 + self._numbers * 1000,
            "content": content,
            **more,
        }
        self.rooms.setdefault(room_id, []).append(raw)
        return EventId(raw["event_id"])

    def text(self, body: str, **more: Any) -> EventId:
        return self.put({"msgtype": "m.text", "body": body}, **more)

    def batch(self, *rooms: RoomId, limited: int | None = None) -> SyncBatch:
        """What sync would say now. `limited`: only that many of the newest events."""
        deltas = []
        for room_id in rooms or tuple(self.rooms):
            raws = self.rooms.get(room_id, [])
            start = self._synced.get(room_id, 0)
            if limited is not None and len(raws) - start > limited:
                start = len(raws) - limited
            self._synced[room_id] = len(raws)
            deltas.append(
                RoomDelta(
                    room_id,
                    timeline=tuple(map(parsed, raws[start:])),
                    limited=limited is not None,
                    prev_batch=f"t{start}",
                )
            )
        return SyncBatch(pos=f"p{self._numbers}", rooms=tuple(deltas))

    def bodies(self, room_id: RoomId = ROOM, sender: UserId = ME) -> list[str]:
        """What a person wrote, as the server has it."""
        return [
            raw["content"].get("body", raw["type"])
            for raw in self.rooms.get(room_id, [])
            if raw["sender"] == sender
        ]

    # ---------------------------------------------------------------------------- MatrixApi

    async def send(
        self, room_id: RoomId, event_type: str, content: Any, *, txn_id: TransactionId
    ) -> EventId:
        return await self._send(("send", room_id, event_type, dict(content)), txn_id)

    async def redact(
        self, room_id: RoomId, event_id: EventId, *, txn_id: TransactionId, reason: str
    ) -> EventId:
        return await self._send(("redact", room_id, event_id, reason), txn_id)

    async def _send(self, request: tuple[Any, ...], txn_id: TransactionId) -> EventId:
        self.requests.append(request)
        if self.offline:
            raise Offline
        if self.errors:
            raise self.errors.pop(0)
        if txn_id not in self._by_txn:
            self._by_txn[txn_id] = self._take(request, txn_id)
        self._in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self._in_flight)
        try:
            if self.hold is not None:
                await self.hold.wait()
        finally:
            self._in_flight -= 1
        if self.loses_answers:
            raise Offline
        return self._by_txn[txn_id]

    def _take(self, request: tuple[Any, ...], txn_id: str) -> EventId:
        unsigned = {"transaction_id": txn_id}
        what, room_id, *rest = request
        if what == "send":
            return self.put(rest[1], kind=rest[0], sender=ME, room_id=room_id, unsigned=unsigned)
        return self.put(
            {"redacts": rest[0]},
            kind="m.room.redaction",
            sender=ME,
            room_id=room_id,
            unsigned=unsigned,
        )

    async def messages(
        self, room_id: RoomId, token: str | None, *, backwards: bool, limit: int
    ) -> MessagesPage:
        self._ask("messages", room_id, token, backwards)
        raws = self.rooms.get(room_id, [])
        at = int(token[1:]) if token else len(raws)
        if backwards:
            start = max(0, at - limit)
            chunk, end = raws[start:at], f"t{start}" if start else None
        else:
            stop = min(len(raws), at + limit)
            chunk, end = raws[at:stop], f"t{stop}" if stop < len(raws) else None
        return MessagesPage(tuple(map(parsed, chunk)), token, end)

    async def attachments(
        self, room_id: RoomId, token: str | None, *, polls: bool, limit: int
    ) -> MessagesPage:
        self._ask("attachments", room_id, token, polls)
        raws = [
            raw
            for raw in self.rooms.get(room_id, [])
            if ("poll" in raw["type"] if polls else "url" in raw["content"])
        ]
        at = int(token[1:]) if token else len(raws)
        start = max(0, at - self.attachments_page)
        chunk = tuple(map(parsed, raws[start:at]))
        return MessagesPage(chunk, token, f"t{start}" if start else None)

    async def context(self, room_id: RoomId, event_id: EventId, *, limit: int) -> MessagesPage:
        self._ask("context", room_id, event_id)
        at = self._index(room_id, event_id)
        raws = self.rooms[room_id]
        start, stop = max(0, at - limit // 2), min(len(raws), at + limit // 2)
        return MessagesPage(tuple(map(parsed, raws[start:stop])), f"t{start}", f"t{stop}")

    async def event(self, room_id: RoomId, event_id: EventId) -> Event:
        self._ask("event", room_id, event_id)
        return parsed(self.rooms[room_id][self._index(room_id, event_id)])

    async def relations(
        self, room_id: RoomId, event_id: EventId, *, rel_type: str, token: str | None
    ) -> MessagesPage:
        self._ask("relations", room_id, event_id, rel_type)
        found = [
            raw
            for raw in self.rooms[room_id]
            if raw["content"].get("m.relates_to", {}).get("event_id") == event_id
            and raw["content"]["m.relates_to"].get("rel_type") == rel_type
        ]
        return MessagesPage(tuple(map(parsed, found)), None, None)

    async def timestamp_to_event(self, room_id: RoomId, when: datetime) -> EventId:
        self._ask("timestamp_to_event", room_id, when)
        for raw in self.rooms[room_id]:
            if raw["origin_server_ts"] >= when.timestamp() * 1000:
                return EventId(raw["event_id"])
        raise NotFound(status=404)

    async def members(self, room_id: RoomId) -> tuple[Event, ...]:
        self._ask("members", room_id)
        return ()

    async def set_state(
        self, room_id: RoomId, event_type: str, content: Any, *, state_key: str
    ) -> EventId:
        self._ask("set_state", room_id, event_type, dict(content))
        return self.put(
            dict(content), kind=event_type, sender=ME, room_id=room_id, state_key=state_key
        )

    async def send_read(self, room_id: RoomId, event_id: EventId, *, private: bool) -> None:
        self._ask("send_read", room_id, event_id, private)
        self._in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self._in_flight)
        try:
            if self.hold is not None:
                await self.hold.wait()
        finally:
            self._in_flight -= 1

    async def set_account_data(
        self, event_type: str, content: Any, *, room_id: RoomId | None = None
    ) -> None:
        self._ask("set_account_data", event_type, dict(content), room_id)
        if self.account_data_errors:
            raise self.account_data_errors.pop(0)

    async def send_typing(self, room_id: RoomId, *, typing: bool, timeout_ms: int) -> None:
        self._ask("send_typing", room_id, typing)

    async def upload_limit(self) -> int | None:
        self._ask("upload_limit")
        return self.limit

    async def create_media(self) -> MxcUri:
        self._ask("create_media")
        self._numbers += 1
        return MxcUri(f"mxc://school/made{self._numbers}")

    async def upload(
        self, path: Path, *, mimetype: str, uri: MxcUri | None, progress: Any
    ) -> MxcUri:
        self._ask("upload", path.name, mimetype, uri)
        data = _read(path)
        progress(len(data) // 2, len(data))
        if self.hold is not None and uri is not None:
            await self.hold.wait()
        if self.errors:
            raise self.errors.pop(0)
        if uri is None:
            self._numbers += 1
            uri = MxcUri(f"mxc://school/direct{self._numbers}")
        self.media[uri] = data
        return uri

    async def download(
        self, uri: MxcUri, target: Path, *, max_bytes: int, progress: Any = None
    ) -> str:
        self._ask("download", uri)
        if self.hold is not None:
            await self.hold.wait()
        if uri not in self.media:
            raise NotFound(status=404)
        _write(target, self.media[uri])
        return "image/png"

    async def thumbnail(
        self, uri: MxcUri, target: Path, *, width: int, height: int, crop: bool
    ) -> str:
        self._ask("thumbnail", uri, width, height, crop)
        if self.hold is not None:
            await self.hold.wait()
        if not self.media.get(f"{uri}#thumbnail"):
            raise NotFound(status=404)
        _write(target, self.media[f"{uri}#thumbnail"])
        return "image/png"

    def asked(self, name: str) -> list[tuple[Any, ...]]:
        """Requests of one kind, without its name."""
        return [request[1:] for request in self.requests if request[0] == name]

    def _ask(self, *request: Any) -> None:
        self.requests.append(request)
        if self.offline:
            raise Offline

    def _index(self, room_id: RoomId, event_id: EventId) -> int:
        for index, raw in enumerate(self.rooms.get(room_id, [])):
            if raw["event_id"] == event_id:
                return index
        raise NotFound(status=404)


class FakeTools:
    """Makes a file ready by copying it; a file that says "broken" is."""

    def __init__(self) -> None:
        self.prepared: list[str] = []

    async def prepare(
        self, path: Path, workdir: Path, *, resize: int | None, as_file: bool
    ) -> PreparedFile:
        self.prepared.append(path.name)
        if _read(path) in {b"", b"broken"}:
            raise MediaError("broken")
        target = workdir / f"ready-{path.name}"
        shutil.copyfile(path, target)
        thumbnail = workdir / "thumbnail.jpg"
        _write(thumbnail, b"small")
        info = MediaInfo("image/png", len(_read(target)), 640, 480, blurhash="LEHV6nWB2yk8")
        small = MediaInfo("image/jpeg", 5, 320, 240)
        return PreparedFile(target, MediaKind.IMAGE, info, thumbnail, small)


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def parsed(raw: dict[str, Any]) -> Event:
    event = parse_event(raw)
    assert event is not None
    return event


def refused(errcode: str = "M_FORBIDDEN") -> Forbidden:
    return Forbidden(status=403, errcode=errcode)
