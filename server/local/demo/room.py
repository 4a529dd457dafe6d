"""Makes one chat on the homeserver and says its lines."""

import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from server.local.demo import events
from server.local.demo.chats import VERA, Chat
from server.local.demo.client import V3, SeedClient
from server.local.demo.talk import Line, Poll

Json = dict[str, Any]

# The defaults of Synapse, which an override replaces as a whole, and what calls need.
_EVENT_POWERS = {
    "m.room.name": 50,
    "m.room.avatar": 50,
    "m.room.canonical_alias": 50,
    "m.room.pinned_events": 50,
    "m.room.power_levels": 100,
    "m.room.history_visibility": 100,
    "m.room.encryption": 100,
    "m.room.server_acl": 100,
    "m.room.tombstone": 150,
    "org.matrix.msc3401.call.member": 0,
}
_CALLS_OPEN = {
    "type": "org.matrix.msc4143.rtc.slot",
    "state_key": "m.call#ROOM",
    "content": {"status": "open", "application": {"type": "m.call"}},
}


class Room:
    """A chat on its way from plan to homeserver; a chat of the school has its `room_id`."""

    def __init__(
        self,
        client: SeedClient,
        chat: Chat,
        *,
        files: Mapping[Line, Json],
        now: datetime,
        on_step: Callable[[], None],
        room_id: str = "",
    ) -> None:
        self.chat = chat
        self.room_id = room_id
        self._client = client
        self._files = files
        self._now = now
        self._on_step = on_step
        self._said: list[tuple[Line, str]] = []
        self._read_lines = _read_by_vera(chat)
        self._rng = random.Random(chat.name)

    async def make(self) -> None:
        """Create a chat that people make themselves, as the app does, and let everybody in."""
        chat = self.chat
        others = [member for member in chat.members if member != chat.creator]
        body: Json = {
            "preset": "trusted_private_chat" if chat.direct else "private_chat",
            "is_direct": chat.direct,
            "invite": [self._client.user_id(other) for other in others],
            "initial_state": [_CALLS_OPEN],
        }
        if not chat.direct:
            body["name"] = chat.name
            leaders = {self._client.user_id(admin): 100 for admin in chat.admins}
            body["power_level_content_override"] = {"users": leaders, "events": _EVENT_POWERS}
        answer = await self._client.call("POST", f"{V3}/createRoom", who=chat.creator, json=body)
        self.room_id = answer["room_id"]
        for member in others:
            key = self._client.user_id(member)
            join = {"membership": "join"}
            await self._client.state(self.room_id, "m.room.member", join, who=member, key=key)

    async def describe(self) -> None:
        """Write the chat's topic, in the name of who leads it."""
        topic = {"topic": self.chat.topic}
        await self._client.state(self.room_id, "m.room.topic", topic, who=self.chat.creator)

    async def say(self, line: Line) -> None:
        """Send a line with everything that hangs on it."""
        event_id = await self._send(line)
        self._said.append((line, event_id))
        at, later = line.at, timedelta(seconds=20)
        if line.edit:
            content = events.edit_content(line.edit, event_id)
            await self._event(events.MESSAGE, content, who=line.who, at=at + later)
        for emoji, count in line.reactions:
            for who in self._some(count, without=line.who):
                content = events.reaction_content(emoji, event_id)
                await self._event(events.REACTION, content, who=who, at=at + later)
        if line.poll is not None:
            await self._vote(line.poll, event_id, at + later)
        if line.deleted:
            path = f"{V3}/rooms/{quote(self.room_id)}/redact/{quote(event_id)}/{event_id[1:9]}"
            await self._client.call("PUT", path, who=line.who, json={})
        if line.pinned:
            pinned = {"pinned": [event_id]}
            await self._client.state(
                self.room_id, "m.room.pinned_events", pinned, who=line.who, at=at + later
            )
        if len(self._said) == self._read_lines:
            # Before the unread ones are there: Synapse sums notifications up each half minute,
            # and a receipt into the middle of a sum takes until the next time to count.
            await self._read(VERA, event_id, "read_markers", both=True)
        self._on_step()

    async def others_read(self) -> None:
        """Receipts of others for the last message."""
        chat = self.chat
        readers = [m for m in chat.members if m not in (VERA, self._said[-1][0].who)]
        everybody = readers if chat.read_by_all else readers[: len(readers) // 3]
        for reader in everybody[:9]:
            await self._read(reader, self._said[-1][1], "receipt/m.read", both=False)

    async def arrange(self) -> None:
        """Vera's own view: pinned and muted chats."""
        user, room = quote(self._client.user_id(VERA)), quote(self.room_id)
        if self.chat.pin is not None:
            path = f"{V3}/user/{user}/rooms/{room}/tags/m.favourite"
            await self._client.call("PUT", path, who=VERA, json={"order": self.chat.pin})
        if self.chat.muted:
            condition = {"kind": "event_match", "key": "room_id", "pattern": self.room_id}
            await self._client.call(
                "PUT",
                f"{V3}/pushrules/global/override/{room}",
                who=VERA,
                json={"conditions": [condition], "actions": []},
            )

    async def _send(self, line: Line) -> str:
        if line.call:
            content = events.ring_content(line, self.room_id)
            return await self._event(events.RINGING, content, who=line.who, at=line.at)
        if line.poll is not None:
            content = events.poll_content(line.poll)
            return await self._event(events.POLL_START, content, who=line.who, at=line.at)
        if line in self._files:
            content = dict(self._files[line])
            if line.text:
                content["body"] = line.text  # a caption: `filename` keeps the name
        else:
            reply_to = self._said[-line.reply][1] if 0 < line.reply <= len(self._said) else None
            mention = self._client.user_id(line.mention) if line.mention else ""
            content = events.text_content(
                line.text, room=line.mention_room, mention=mention, reply_to=reply_to
            )
        return await self._event(events.MESSAGE, content, who=line.who, at=line.at)

    async def _vote(self, poll: Poll, poll_id: str, at: datetime) -> None:
        # Vera votes with the majority, so that her choice shows in the pictures.
        voters = [VERA] if VERA in self.chat.members else []
        count = sum(count for _, count in poll.answers) - len(voters)
        voters += self._some(count, without=VERA)
        by_votes = sorted(enumerate(poll.answers), key=lambda item: -item[1][1])
        for choice, (_, count) in by_votes:
            for _ in range(min(count, len(voters))):
                content = events.vote_content(choice, poll_id)
                await self._event(events.POLL_RESPONSE, content, who=voters.pop(0), at=at)

    async def _event(self, event_type: str, content: Json, *, who: str, at: datetime) -> str:
        at = min(at, self._now)
        return await self._client.send(self.room_id, event_type, content, who=who, at=at)

    async def _read(self, who: str, event_id: str, path: str, *, both: bool) -> None:
        base = f"{V3}/rooms/{quote(self.room_id)}/{path}"
        if both:
            body: Json = {"m.fully_read": event_id, "m.read": event_id}
            await self._client.call("POST", base, who=who, json=body)
        else:
            await self._client.call("POST", f"{base}/{quote(event_id)}", who=who, json={})

    def _some(self, count: int, *, without: str) -> list[str]:
        candidates = [member for member in self.chat.members if member != without]
        return self._rng.sample(candidates, min(count, len(candidates)))


def _read_by_vera(chat: Chat) -> int:
    """How many lines Vera has read: all but the unread, and all up to what she wrote herself."""
    if VERA not in chat.members:
        return 0
    read = len(chat.lines)
    while read > len(chat.lines) - chat.unread and chat.lines[read - 1].who != VERA:
        read -= 1
    return read
