"""Two schools on one homeserver with their service, the people in them, and what they have to hide.

Made once: everybody has a private chat of their own with a message, a poll and a picture in it. Who
may write to whom gets a chat with them when it is first asked for.
"""

import asyncio
import json
from typing import Any
from urllib.parse import quote

from tests.helpers.matrix_user import CLIENT
from tests.helpers.school import Homeserver
from tests.helpers.service_school import Member
from tests.server.matrix.cells import FLIPPED, OUTSIDE, PEOPLE, PLAIN, SCHOOLS, SWITCHES, Pair
from tests.server.policy.test_poll_rules import START, question

ROLES = {"head": "admin", "artem": "pupil", "dasha": "pupil", "petya": "pupil", "katya": "pupil"}
ROLES |= {"mama": "parent", "olga": "parent"}
# person, class, role in it
ENROLLED = [
    ("vera", "9b", "teacher"), ("ivan", "9b-bio", "teacher"), ("anna", "2a", "teacher"),
    ("artem", "9b", "student"), ("dasha", "9b", "student"), ("artem", "9b-bio", "student"),
    ("petya", "2a", "student"), ("katya", "2a", "student"),
]  # fmt: skip
CHATS = {"9b": {"vera", "artem", "dasha"}, "2a": {"anna", "petya", "katya"}}
"""Who learns and teaches in a homeroom, and so comes into its chat without an invitation."""
HOMEROOM = {name: group for group, names in CHATS.items() for name in names}
PICTURE = b"\x89PNG not really"


class Secret:
    """What somebody has in a chat of their own: the ids of its room, message, poll and picture."""

    def __init__(self, room: str, said: str, poll: str, media: str) -> None:
        self.room, self.said, self.poll, self.media = room, said, poll, media


class World:
    """The people by school and name; `spy` belongs to nobody."""

    def __init__(self, homeserver: Homeserver) -> None:
        self.homeserver = homeserver
        self.people: dict[tuple[str, str], Member] = {}
        self.secrets: dict[str, Secret] = {}
        self._shared: dict[tuple[str, str], Secret] = {}
        self._class_chats: dict[tuple[str, str], str] = {}

    def get(self, school: str, name: str) -> Member:
        if name == "alien":
            return self.people[FLIPPED if school == PLAIN else PLAIN, "vera"]
        return self.people["", "spy"] if name == "spy" else self.people[school, name]

    def two(self, pair: Pair) -> tuple[Member, Member]:
        return self.get(pair.school, pair.who), self.get(pair.school, pair.whom)

    async def move_in(self) -> None:
        """Make everybody and tell the service who they are."""
        self.operator = await self._member("Администратор", admin=True)
        who = [*((school, name) for school in SCHOOLS for name in PEOPLE), ("", "spy")]
        # Names nobody else has, so that the directory can be asked for each.
        made = (self._member(f"{name.title()}{school.title()}") for school, name in who)
        self.people = dict(zip(who, await asyncio.gather(*made), strict=True))
        await self.operator.ok("PUT", "/v1/school/roster", content=json.dumps(self._document()))
        await asyncio.gather(*(self._hide(member) for member in self.people.values()))

    async def shared(self, pair: Pair) -> Secret:
        """The chat of two who may have one, with a message, a poll and a picture of the second."""
        one, other = self.two(pair)
        key = one.user_id, other.user_id
        if key not in self._shared:
            room = await one.matrix.create_room(members=(other.matrix,), direct=True)
            self._shared[key] = await self._secret(other, room)
        return self._shared[key]

    async def class_chat(self, pair: Pair) -> str | None:
        """A chat of the second's homeroom that Synapse itself would let everybody into."""
        group = HOMEROOM.get(pair.whom)
        if group is None:
            return None
        if not self._class_chats:
            await self._open_class_chats()
        return self._class_chats[pair.school, group]

    async def _open_class_chats(self) -> None:
        bot, allow = self.operator.matrix, []
        for one in self.people.values():
            # A space of their own each: it must not make strangers share a room.
            space = await bot.create_room(
                "Пространство", members=(one.matrix,), creation_content={"type": "m.space"}
            )
            allow.append({"type": "m.room_membership", "room_id": space})
        rule = {"join_rule": "restricted", "allow": allow}
        for school in SCHOOLS:
            for group in CHATS:
                room = await self._class_chat(school, group, rule)
                self._class_chats[school, group] = room

    async def _class_chat(self, school: str, group: str, rule: dict[str, Any]) -> str:
        bot = self.operator.matrix
        about = {"kind": "class", "managed": True, "classId": f"{school}-{group}"}
        return await bot.create_room(
            group,
            initial_state=[
                {"type": "app.parta.room", "content": about},
                {"type": "m.room.join_rules", "content": rule},
            ],
        )

    async def _hide(self, member: Member) -> None:
        room = await member.matrix.create_room("Личное")
        self.secrets[member.user_id] = await self._secret(member, room)

    async def aclose(self) -> None:
        for member in (*self.people.values(), self.operator):
            await member.aclose()

    async def _secret(self, owner: Member, room: str) -> Secret:
        matrix = owner.matrix
        said = await matrix.text(room, "только для своих")
        poll = await matrix.send(room, START, question())
        uri = await matrix.upload(PICTURE, mime="image/png")
        picture = {"msgtype": "m.image", "body": "кот.png", "url": uri}
        await matrix.send(room, "m.room.message", picture)
        return Secret(room, said, poll, uri.removeprefix("mxc://"))

    async def _member(self, name: str, *, admin: bool = False) -> Member:
        member = Member(await self.homeserver.new_user(name, admin=admin), "")
        await member.sign_in()
        return member

    def _document(self) -> dict[str, Any]:
        def each(rows: list[tuple[str, ...]], make: Any) -> list[dict[str, Any]]:
            return [make(school, *row) for school in SCHOOLS for row in rows]

        return {
            "revision": "matrix",
            "orgs": [{"id": school, "name": f"Школа {school}"} for school in SCHOOLS],
            "switches": {school: SWITCHES[school] for school in SCHOOLS},
            "people": [
                {"id": f"{school}-{name}", "user_id": one.user_id, "family": name, "given": "Имя"}
                for (school, name), one in self.people.items()
                if name not in OUTSIDE
            ],
            "grants": each(
                [(name,) for name in PEOPLE],
                lambda school, name: {
                    "person": f"{school}-{name}",
                    "org": school,
                    "role": ROLES.get(name, "teacher"),
                },
            ),
            "classes": each(
                [("9b", "homeroom", "9"), ("2a", "homeroom", "2"), ("9b-bio", "scheduled", "9")],
                lambda school, name, kind, grade: {
                    "id": f"{school}-{name}",
                    "org": school,
                    "title": name,
                    "kind": kind,
                    "grade": int(grade),
                },
            ),
            "enrolments": each(
                list(ENROLLED),
                lambda school, name, group, role: {
                    "person": f"{school}-{name}",
                    "class": f"{school}-{group}",
                    "role": role,
                },
            ),
            "guardianships": each(
                [("mama", "artem"), ("olga", "dasha")],
                lambda school, parent, child: {
                    "guardian": f"{school}-{parent}",
                    "child": f"{school}-{child}",
                },
            ),
        }


def in_room(room: str, rest: str) -> str:
    return f"{CLIENT}/rooms/{quote(room)}/{rest}"
