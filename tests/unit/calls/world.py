"""A profile's calls over a homeserver, a cache and a media engine in memory."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from app.domain.call_line import LineEvent, Station, Stations
from app.domain.calls import CallStats, DeviceKind, MediaDevice, Shareable, VideoTrack
from app.domain.errors import AppError, MediaError, UserText
from app.domain.events import Event, MessagesPage, RoomDelta, SyncBatch
from app.domain.ids import DeviceId, EventId, ParticipantId, RoomId, TransactionId, UserId
from app.domain.network import NetworkSettings
from app.domain.parse import parse_event
from app.domain.people import Person
from app.domain.rooms import RoomKind, RoomSummary
from app.domain.rtc import CALL_MEMBER, DECLINE, NOTIFICATION, SLOT, CallTicket, Relay, member_key
from app.services.calls.service import CallService
from app.services.calls.slot import CallSlot
from app.services.tasks import TaskScope
from tests.helpers.settle import turns, until
from tests.unit.services_messages.fakes import FakeClock

ME, BOB, EVE = UserId("@anna:school"), UserId("@bob:school"), UserId("@eve:school")
DIRECT, GROUP = RoomId("!direct"), RoomId("!group")
NAMES = {ME: "Анна", BOB: "Борис", EVE: "Ева"}
MS = timedelta(milliseconds=1)


class Line:
    """A connection to the media server that a test speaks for."""

    def __init__(self, media: "Media", tell: Callable[[LineEvent], None]) -> None:
        self.media, self.tell = media, tell
        self.done: list[tuple[Any, ...]] = []
        self.closed = self.entered = False

    async def connect(self, url: str, token: str, relay: Relay | None = None) -> None:
        self.done.append(("connect", url, token))
        await self.media.gate.wait()
        self.entered = True
        if self.media.unreachable:
            raise self.media.unreachable
        self.stations()

    def stations(self, *others: str, speakers: tuple[str, ...] = ()) -> None:
        own = Station(ParticipantId(f"{ME}:ANNA"), own=True)
        rest = (Station(ParticipantId(one)) for one in others)
        self.tell(Stations((own, *rest), tuple(ParticipantId(one) for one in speakers)))

    async def close(self) -> None:
        self.closed = True

    async def set_microphone(self, on: bool) -> None:
        if on and self.media.no_microphone:
            raise MediaError("none", user_text=UserText("Микрофон не найден."))
        self.done.append(("microphone", on))

    async def set_camera(self, on: bool) -> None:
        self.done.append(("camera", on))

    async def set_sound_only(self, on: bool) -> None:
        self.done.append(("sound only", on))

    async def start_screen(self, what: Shareable | None, *, sound: bool) -> None:
        self.done.append(("screen", what))

    async def stop_screen(self) -> None:
        self.done.append(("screen", None))

    def watch(self, track: VideoTrack, width: int, height: int) -> Any:
        return None

    async def stats(self) -> CallStats:
        return CallStats()


class Media:
    """The media engine of one computer."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.unreachable: AppError | None = None
        self.no_microphone = False
        self.ready = 0
        self.gate = asyncio.Event()
        """Lets people into the media server."""
        self.gate.set()
        self.used: Mapping[DeviceKind, str] = {}
        self.network = NetworkSettings()
        self.found: tuple[MediaDevice, ...] = ()

    async def get_ready(self) -> None:
        self.ready += 1

    async def open_line(self, tell: Callable[[LineEvent], None]) -> Line:
        self.lines.append(Line(self, tell))
        return self.lines[-1]

    def set_network(self, settings: NetworkSettings) -> None:
        self.network = settings

    async def devices(self) -> tuple[MediaDevice, ...]:
        return self.found

    async def use(self, chosen: Mapping[DeviceKind, str]) -> None:
        self.used = chosen

    async def shareables(self) -> tuple[Shareable, ...]:
        return ()

    async def check(self) -> Any:
        raise NotImplementedError

    async def aclose(self) -> None: ...


class Server:
    """What calls ask of a homeserver; `asked` lists it."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.refuses: dict[str, AppError] = {}
        self.gates: dict[str, asyncio.Event] = {}
        """What is answered only when a test lets it."""
        self.transports = ("https://school/livekit/jwt",)
        self.school = None
        self.relations_of: dict[EventId, tuple[Event, ...]] = {}
        self._numbers = iter(range(1, 10_000))

    def names(self) -> list[str]:
        return [one[0] for one in self.asked]

    def _ask(self, *what: Any) -> None:
        if what[0] in self.refuses:
            raise self.refuses[what[0]]
        self.asked.append(what)

    async def _wait_for(self, name: str) -> None:
        if (gate := self.gates.get(name)) is not None:
            await gate.wait()

    async def rtc_transports(self) -> tuple[str, ...]:
        return self.transports

    async def call_ticket(self, service_url: str, room_id: RoomId) -> CallTicket:
        await self._wait_for("ticket")
        self._ask("ticket", service_url, room_id)
        return CallTicket("wss://sfu", f"token {len(self.asked)}")

    async def set_call_member(self, room_id: RoomId, key: str, content: Any) -> EventId:
        await self._wait_for("member")
        self._ask("member", key, dict(content))
        return EventId(f"$mine{next(self._numbers)}")

    async def delay_leaving(self, room_id: RoomId, key: str, *, delay_ms: int) -> str:
        self._ask("delay", key, delay_ms)
        return f"delay{next(self._numbers)}"

    async def delayed(self, delay_id: str, action: str) -> None:
        self._ask(action, delay_id)

    async def send_sticky(
        self,
        room_id: RoomId,
        event_type: str,
        content: Any,
        *,
        txn_id: TransactionId,
        lasts_ms: int,
    ) -> EventId:
        self._ask("sticky", event_type, dict(content))
        return EventId("$ring")

    async def send(
        self, room_id: RoomId, event_type: str, content: Any, *, txn_id: TransactionId
    ) -> EventId:
        self._ask("send", event_type, dict(content))
        return EventId(f"$sent{next(self._numbers)}")

    async def redact(
        self, room_id: RoomId, event_id: EventId, *, txn_id: TransactionId, reason: str
    ) -> EventId:
        self._ask("redact", event_id)
        return EventId("$redaction")

    async def relations(
        self, room_id: RoomId, event_id: EventId, *, rel_type: str, token: str | None
    ) -> MessagesPage:
        return MessagesPage(self.relations_of.get(event_id, ()), None, None)


class Store:
    """What calls keep."""

    def __init__(self) -> None:
        self.settings: dict[str, Any] = {}
        self.states: tuple[tuple[RoomId, Event], ...] = ()

    async def room_states(self, event_type: str) -> tuple[tuple[RoomId, Event], ...]:
        return self.states

    async def setting(self, key: str) -> Any:
        return self.settings.get(key)

    async def put_setting(self, key: str, value: Any) -> None:
        self.settings[key] = value

    async def person(self, user_id: UserId, room_id: RoomId | None = None) -> Person:
        return Person(user_id, NAMES[user_id])


class World:
    """Anna's profile; Bob and Eve are what sync says of them."""

    def __init__(self, slot: CallSlot | None = None) -> None:
        self.server, self.store, self.media, self.clock = Server(), Store(), Media(), FakeClock()
        self.errors: list[BaseException] = []
        self.tasks = TaskScope(self.errors.append)
        self.rooms = {
            DIRECT: RoomSummary(DIRECT, "Борис", kind=RoomKind.DIRECT, direct_user=BOB),
            GROUP: RoomSummary(GROUP, "Экскурсия", member_count=5),
        }
        self.calls = CallService(
            me=ME,
            device=DeviceId("ANNA"),
            api=self.server,  # type: ignore[arg-type]
            store=self.store,  # type: ignore[arg-type]
            media=self.media,
            slot=slot or CallSlot(),
            room=self.rooms.get,
            clock=self.clock,
            tasks=self.tasks,
        )
        self._numbers = iter(range(1, 10_000))

    async def start(self) -> "World":
        await self.calls.start_up()
        await until(lambda: self.calls.offered.value)
        return self

    async def stop(self) -> None:
        await self.calls.aclose()
        await self.tasks.aclose()
        assert self.errors == []

    @property
    def line(self) -> Line:
        return self.media.lines[-1]

    async def passes(self, seconds: float) -> None:
        """Let time go by, a second at a time."""
        for _ in range(int(seconds)):
            self.clock.advance(1)
            await turns(20)

    def event(self, sender: UserId, kind: str, content: Any, **more: Any) -> Event:
        """An event that came just now."""
        raw = {
            "type": kind,
            "sender": sender,
            "event_id": more.pop("event_id", f"${kind[-6:]}{next(self._numbers)}"),
            "origin_server_ts": int(self.clock.now().timestamp() * 1000),
            "content": content,
            **more,
        }
        event = parse_event(raw)
        assert event is not None
        return event

    def joins(self, user: UserId, device: str = "PC") -> Event:
        """Somebody takes a place in the call."""
        return self.event(user, CALL_MEMBER, member(device), state_key=_key(user, device))

    def leaves(self, user: UserId, device: str = "PC") -> Event:
        """Somebody leaves it."""
        return self.event(user, CALL_MEMBER, {}, state_key=_key(user, device))

    def ring(self, user: UserId, joined: Event, **more: Any) -> Event:
        """Somebody calls."""
        content = {
            "slot_id": SLOT,
            "m.mentions": {"user_ids": [], "room": True},
            "notification_type": "ring",
            "m.relates_to": {"rel_type": "m.reference", "event_id": joined.event_id},
            "sender_ts": int(self.clock.now().timestamp() * 1000),
            "lifetime": 30_000,
            "m.call.intent": "video",
            **more,
        }
        return self.event(user, NOTIFICATION, content)

    def declines(self, user: UserId, ring: EventId, **more: Any) -> Event:
        """Somebody refuses."""
        relation = {"rel_type": "m.reference", "event_id": ring}
        return self.event(user, DECLINE, {"m.relates_to": relation, **more})

    async def syncs(self, *events: Event, room: RoomId = DIRECT, initial: bool = False) -> None:
        """One sync reply with these events."""
        delta = RoomDelta(room, initial=initial, timeline=events)
        self.calls.take_batch(SyncBatch("p", rooms=(delta,)))
        await turns(20)

    async def is_called(self, room: RoomId = DIRECT, user: UserId = BOB) -> Event:
        """Bob calls; gives his ring."""
        joined = self.joins(user)
        ring = self.ring(user, joined)
        await self.syncs(joined, ring, room=room)
        return ring

    async def outcomes(self) -> list[str]:
        return [one.outcome.value for one in await self.calls.history()]


def member(device: str = "PC", **more: Any) -> dict[str, Any]:
    return {
        "application": "m.call",
        "call_id": "",
        "scope": "m.room",
        "device_id": device,
        "expires": 14_400_000,
        "foci_preferred": [
            {"type": "livekit", "livekit_service_url": "https://school/livekit/jwt"}
        ],
        **more,
    }


def _key(user: UserId, device: str) -> str:
    return member_key(user, DeviceId(device))
