"""`/v1/transfer`: look into an export of another messenger, then bring it into a chat."""

import asyncio
import hashlib
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from pydantic import BaseModel, ConfigDict

from server.school_core.roster import Roster
from server.service.audit import repository as audit
from server.service.auth import Caller, Staff
from server.service.ids import RoomId
from server.service.problems import Problem, forbidden
from server.service.rooms import RoomView, look
from server.service.transfer.digest import digest, people_of
from server.service.transfer.foreign import ForeignChat, NotAnExport, read_export
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/transfer", tags=["Перенос"])

_LEADS = 50


class AuthorBody(BaseModel):
    """Who wrote there, and who that may be here: `user_id` is null where nobody is sure.

    `inside` is in the chat already; `may_invite` says whether the asker may invite them.
    """

    name: str
    messages: int
    user_id: str | None
    inside: bool
    may_invite: bool


class PictureBody(BaseModel):
    """A picture that lies beside the export file; the program brings it, not the service."""

    at: datetime
    author: str
    path: str


class ForeignChatBody(BaseModel):
    """What an export holds; `brought` is how many messages of the digest were written."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "source": "Telegram",
                    "name": "9Б родители",
                    "messages": 412,
                    "left_out": 0,
                    "authors": [
                        {
                            "name": "Ольга Облакова",
                            "messages": 12,
                            "user_id": "@u2:school14.example",
                            "inside": False,
                            "may_invite": True,
                        }
                    ],
                    "pictures": [
                        {
                            "at": "2025-03-13T05:00:00Z",
                            "author": "Папа Пети",
                            "path": "photos/1.jpg",
                        }
                    ],
                    "brought": 0,
                }
            ]
        }
    )

    source: str
    name: str
    messages: int
    left_out: int
    authors: list[AuthorBody]
    pictures: list[PictureBody]
    brought: int


@router.post("", summary="Перенести чат из другого мессенджера")
async def bring(
    staff: Staff,
    world: InWorld,
    file: Annotated[UploadFile, File(description="result.json, history.json или zip")],
    room_id: Annotated[RoomId, Form()],
    confirmed: Annotated[bool, Form()] = False,
) -> ForeignChatBody:
    """Without `confirmed` only look; with it the digest is written, once however often asked."""
    view = await look(world.homeserver, room_id, who=staff.user_id)
    if view is None or view.power(staff.user_id) < _LEADS:
        raise forbidden("leads_not", "Перенести переписку может только ведущий чата.")
    data = await file.read()
    try:
        chat = await asyncio.to_thread(read_export, data)
    except NotAnExport as refusal:
        raise Problem(422, "not_an_export", str(refusal)) from None
    brought = 0
    if confirmed:
        mark = hashlib.sha256(data).hexdigest()[:16]
        for number, text in enumerate(digest(chat, world.settings.zone)):
            content = {"msgtype": "m.notice", "body": text, "app.parta.transfer": chat.source}
            # In the name of who asked: they answer for what they bring.
            await world.homeserver.send(
                room_id,
                "m.room.message",
                content,
                who=staff.user_id,
                txn=f"transfer-{mark}-{number}",
            )
            brought += 1
        await world.database.run(
            audit.append,
            actor=staff.user_id,
            action="chat.transferred",
            org=view.org,
            subject=room_id,
            details={"source": chat.source, "messages": len(chat.messages)},
            now=world.now(),
        )
    return await _body(world, staff, view, chat, brought)


async def _body(
    world: World, caller: Caller, view: RoomView, chat: ForeignChat, brought: int
) -> ForeignChatBody:
    school, day = await world.book.school(), await world.book.today()
    users = {person: user for user, person in school.accounts.items()} if school else {}
    known = people_of(chat, school.roster if school else Roster())
    members = await world.homeserver.members(view.room_id)
    authors = []
    for name, count in sorted(chat.authors.items(), key=lambda pair: (-pair[1], pair[0])):
        user = users.get(known[name]) if name in known else None
        # Whom the asker may not write to they must not find here either.
        allowed = bool(user and day and day.contact(caller.user_id, user).allowed)
        inside = user in members
        authors.append(
            AuthorBody(
                name=name,
                messages=count,
                user_id=user if allowed or inside else None,
                inside=inside,
                may_invite=allowed and not inside and not view.managed,
            )
        )
    return ForeignChatBody(
        source=chat.source,
        name=chat.name,
        messages=len(chat.messages),
        left_out=chat.left_out,
        authors=authors[:500],
        pictures=[PictureBody(at=at, author=who, path=path) for at, who, path in chat.pictures],
        brought=brought,
    )
