"""`/v1/links`: making, listing, revoking, trying and using links; the window of history."""

from typing import Annotated

from fastapi import APIRouter, Query

from server.service.auth import Me
from server.service.ids import RoomId, RowId
from server.service.links import service
from server.service.links.repository import Link
from server.service.links.schemas import (
    JoinedBody,
    LinkBody,
    LinksBody,
    MadeLinkBody,
    NewLinkBody,
    PreviewBody,
    TokenBody,
    WindowBody,
)
from server.service.world import InWorld

router = APIRouter(prefix="/v1/links", tags=["Ссылки"])


@router.post("", summary="Сделать ссылку на чат", status_code=201)
async def make(body: NewLinkBody, caller: Me, world: InWorld) -> MadeLinkBody:
    """The address is in this answer only."""
    link, token = await service.make(world, caller, body)
    url = f"{world.settings.public_url.rstrip('/')}/j/{token}"
    return MadeLinkBody(
        **_body(link).model_dump(),
        token=token,
        url=url,
        qr_svg=f"/j/{token}/qr.svg",
        qr_png=f"/j/{token}/qr.png",
        sheet_pdf=f"/j/{token}/sheet.pdf",
    )


@router.get("", summary="Ссылки чата")
async def of_room(room_id: Annotated[RoomId, Query()], caller: Me, world: InWorld) -> LinksBody:
    """All of them for the chat's leaders, else the own ones."""
    found = await service.of_room(world, caller, room_id)
    return LinksBody(links=[_body(link) for link in found])


@router.delete("/{link_id}", summary="Аннулировать ссылку", status_code=204)
async def revoke(link_id: RowId, caller: Me, world: InWorld) -> None:
    """Whoever holds it, printed or copied, gets nowhere from now on."""
    await service.revoke(world, caller, link_id)


@router.post("/preview", summary="Что откроет ссылка")
async def preview(body: TokenBody, caller: Me, world: InWorld) -> PreviewBody:
    """The chat behind a link, before one enters; its name is for whom the link is."""
    link, verdict, inside = await service.preview(world, caller, body.token)
    return PreviewBody(
        room_name=link.room_name if inside or verdict.allowed else "",
        school=world.settings.school_name,
        roles=sorted(link.roles, key=lambda role: role.value),
        history=link.history,
        inside=inside,
        may_join=inside or verdict.allowed,
        problem="" if inside else verdict.text,
    )


@router.post("/join", summary="Войти в чат по ссылке")
async def join(body: TokenBody, caller: Me, world: InWorld) -> JoinedBody:
    """Enter; the homeserver's own rules judge the entry too."""
    return JoinedBody(room_id=await service.join(world, caller, body.token))


@router.get("/window", summary="Последние сообщения до прихода")
async def window(room_id: Annotated[RoomId, Query()], caller: Me, world: InWorld) -> WindowBody:
    """At most 250 messages from before the asker's own joining, if the link allowed it."""
    return WindowBody(events=await service.window(world, caller, room_id))


def _body(link: Link) -> LinkBody:
    return LinkBody(
        id=link.id,
        room_id=link.room_id,
        room_name=link.room_name,
        creator=link.creator,
        roles=sorted(link.roles, key=lambda role: role.value),
        history=link.history,
        uses=link.uses,
        max_uses=link.max_uses,
        created_at=link.created_at,
        expires_at=link.expires_at,
    )
