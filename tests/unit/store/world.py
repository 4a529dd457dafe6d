"""A room in a few words: raw events parsed as the wire layer parses them, batches, a store."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.domain.cache import Applied, TimelinePage
from app.domain.content import PollContent, RedactedContent, TextContent
from app.domain.events import Event, MessagesPage, Receipt, RoomDelta, SyncBatch
from app.domain.ids import EventId, RoomId, UserId
from app.domain.parse import parse_event
from app.domain.timeline import TimelineItem
from app.store.profile_store import ProfileStore

ME = UserId("@anna:school")
BOB, EVE = UserId("@bob:school"), UserId("@eve:school")
ROOM = RoomId("!room")
KEY = "ab" * 32
START = 1_790_000_000_000


def parsed(raw: dict[str, Any]) -> Event:
    event = parse_event(raw)
    assert event is not None
    return event


@dataclass
class World:
    """Makes events; each gets the next second."""

    room_id: RoomId = ROOM
    clock: int = START
    count: int = 0
    made: list[Event] = field(default_factory=list)

    def event(self, kind: str, content: dict[str, Any], sender: UserId = BOB, **more: Any) -> Event:
        self.clock += 1000
        self.count += 1
        raw = {
            "event_id": more.pop("event_id", f"${self.room_id[1:]}-{self.count}"),
            "type": kind,
            "sender": sender,
            "origin_server_ts": more.pop("ts", self.clock),
            "content": content,
            **more,
        }
        event = parsed(raw)
        self.made.append(event)
        return event

    def text(self, body: str, sender: UserId = BOB, **more: Any) -> Event:
        content = {"msgtype": "m.text", "body": body, **more.pop("content", {})}
        return self.event("m.room.message", content, sender, **more)

    def texts(self, count: int, word: str = "слово") -> list[Event]:
        return [self.text(f"{word} {number}") for number in range(count)]

    def state(
        self, kind: str, content: dict[str, Any], key: str = "", sender: UserId = BOB
    ) -> Event:
        return self.event(kind, content, sender, state_key=key)

    def member(self, user: UserId, name: str, membership: str = "join", **more: Any) -> Event:
        content = {"membership": membership, "displayname": name, **more}
        return self.state("m.room.member", content, user, user)

    def create(self, **content: Any) -> Event:
        return self.state("m.room.create", {"room_version": "11", **content})

    def levels(self, **content: Any) -> Event:
        return self.state("m.room.power_levels", {"users": {BOB: 100}, **content})

    def edit(self, of: Event, body: str, sender: UserId = BOB) -> Event:
        return self.event(
            "m.room.message",
            {
                "msgtype": "m.text",
                "body": f"* {body}",
                "m.new_content": {"msgtype": "m.text", "body": body},
                "m.relates_to": {"rel_type": "m.replace", "event_id": of.event_id},
            },
            sender,
        )

    def reaction(self, of: Event, key: str, sender: UserId = BOB) -> Event:
        relates = {"rel_type": "m.annotation", "event_id": of.event_id, "key": key}
        return self.event("m.reaction", {"m.relates_to": relates}, sender)

    def redaction(self, of: Event, sender: UserId = BOB) -> Event:
        return self.event("m.room.redaction", {"redacts": of.event_id}, sender)

    def reply(self, to: EventId, body: str, sender: UserId = BOB, **more: Any) -> Event:
        relates = {"m.relates_to": {"m.in_reply_to": {"event_id": to}}}
        return self.text(body, sender, content=relates, **more)

    def poll(self, *answers: str, most: int = 1, sender: UserId = BOB) -> Event:
        start = {
            "kind": "org.matrix.msc3381.poll.disclosed",
            "max_selections": most,
            "question": {"org.matrix.msc1767.text": "Когда?"},
            "answers": [{"id": a, "org.matrix.msc1767.text": a} for a in answers],
        }
        kind = "org.matrix.msc3381.poll.start"
        return self.event(kind, {kind: start}, sender)

    def vote(self, of: Event, *answers: str, sender: UserId = BOB) -> Event:
        kind = "org.matrix.msc3381.poll.response"
        relates = {"rel_type": "m.reference", "event_id": of.event_id}
        return self.event(kind, {kind: {"answers": list(answers)}, "m.relates_to": relates}, sender)

    def poll_end(self, of: Event, sender: UserId = BOB) -> Event:
        kind = "org.matrix.msc3381.poll.end"
        relates = {"rel_type": "m.reference", "event_id": of.event_id}
        return self.event(kind, {kind: {}, "m.relates_to": relates}, sender)

    def receipt(self, event: Event, user: UserId = BOB, **more: Any) -> Receipt:
        return Receipt(user, event.event_id, datetime.fromtimestamp(self.clock / 1000, UTC), **more)


def delta(*events: Event, room: RoomId = ROOM, **more: Any) -> RoomDelta:
    return RoomDelta(room, timeline=events, **more)


def batch(*rooms: RoomDelta, pos: str = "p1", **more: Any) -> SyncBatch:
    return SyncBatch(pos=pos, rooms=rooms, **more)


def page(*events: Event, start: str | None = None, end: str | None = None) -> MessagesPage:
    return MessagesPage(events, start, end)


async def sync(store: ProfileStore, *events: Event, **more: Any) -> Applied:
    """One reply about the one room."""
    return await store.apply_sync(batch(delta(*events, **more)))


async def open_store(folder: Path, user: UserId = ME, key: str = KEY) -> ProfileStore:
    return await ProfileStore.open(folder, key, user_id=user)


def say(item: TimelineItem) -> str:
    """What a row shows, in a word."""
    match item.content:
        case TextContent(body):
            return body.text
        case PollContent(poll):
            return poll.question
        case RedactedContent():
            return "(удалено)"
        case content:
            return type(content).__name__


def said(page: TimelinePage | tuple[TimelineItem, ...] | None) -> list[str]:
    assert page is not None
    return [say(item) for item in (page.items if isinstance(page, TimelinePage) else page)]
