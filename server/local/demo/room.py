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

# The defaults of Synapse, which an override replaces as a whole, and what calls and polls need.
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
    "app.parta.room": 150,
    "org.matrix.msc3401.call.member": 0,
}


class Room:
    """A chat on its way from plan to homeserver."""

    def __init__(
        self,
        client: SeedClient,
        chat: Chat,
        *,
        files: Mapping[Line, Json],
        now: datetime,
        on_step: Callable[[], None],
    ) -> None:
        self.chat = chat
        self.room_id = ""
        self._client = client
        self._files = files
        self._now = now
        self._on_step = on_step
        self._said: list[tuple[Line, str]] = []
        self._rng = random.Random(chat.name)

    async def make(self) -> None:
        """Create the room and let everybody in."""
        chat = self.chat
        state: list[Json] = [
            {"type": "m.room.history_visibility", "content": {"history_visibility": "shared"}},
            {"type": "m.room.guest_access", "content": {"guest_access": "forbidden"}},
        ]
        if chat.kind:
            details = {"kind": chat.kind, "managed": chat.kind not in ("free", "channel")}
            if chat.group:
                details["classId"] = chat.group
            state.append({"type": "app.parta.room", "content": details})
        others = [member for member in chat.members if member != chat.creator]
        body: Json = {
            "preset": "private_chat",
            "initial_state": state,
            "is_direct": chat.direct,
            "power_level_content_override": self._powers(),
        }
        if chat.direct:
            body["invite"] = [self._client.user_id(other) for other in others]
        else:
            body["name"] = chat.name
            # Open for the moment: joining is one event a person, being invited first would be two.
            state.append({"type": "m.room.join_rules", "content": {"join_rule": "public"}})
        if chat.topic:
            body["topic"] = chat.topic
        answer = await self._client.call("POST", f"{V3}/createRoom", who=chat.creator, json=body)
        self.room_id = answer["room_id"]
        for member in others:
            key = self._client.user_id(member)
            join = {"membership": "join"}
            await self._client.state(self.room_id, "m.room.member", join, who=member, key=key)
            self._on_step()
        if not chat.direct:
            rule = {"join_rule": "invite"}
            await self._client.state(self.room_id, "m.room.join_rules", rule, who=chat.creator)

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
        self._on_step()

    async def mark_read(self) -> None:
        """Receipts: Vera has read all but the unread; others have read her last message."""
        chat = self.chat
        read_to = self._said[-1][1]
        left = chat.unread
        for line, event_id in reversed(self._said):
            if left == 0 or line.who == VERA:
                read_to = event_id
                break
            left -= 1
        await self._read(VERA, read_to, "read_markers", both=True)
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
        voters = self._some(sum(count for _, count in poll.answers), without="")
        # Vera votes with the majority, so that her choice shows in the pictures.
        voters.sort(key=lambda who: who != VERA)
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

    def _powers(self) -> Json:
        chat = self.chat
        users = {self._client.user_id(a): 100 for a in chat.admins if a != chat.creator}
        powers: Json = {"users": users, "events": _EVENT_POWERS}
        if chat.channel:
            powers["events_default"] = 100
            powers["events"] = {**_EVENT_POWERS, events.REACTION: 0, events.POLL_RESPONSE: 0}
        if chat.direct:
            powers["users"] = {self._client.user_id(m): 100 for m in chat.members[1:]}
            powers["users"].pop(self._client.user_id(chat.creator), None)
        return powers
