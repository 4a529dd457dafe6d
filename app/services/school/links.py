"""Links into my chats, made and revoked at the school service; their addresses are kept here."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from app.domain.clean import clean_name, is_clean_id
from app.domain.errors import BadReply, NotFound, UserText
from app.domain.events import Event
from app.domain.ids import RoomId
from app.domain.invite_links import InviteLink, LinkPreview, token_of
from app.domain.parse.event import parse_event
from app.domain.parse.fields import integer, iso_moment, items, mapping, text
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store

WINDOW = 250
"""Messages that a newcomer may look back at."""
_KEPT = "links.{}"
"""Setting of the profile, in its encrypted file: {link id: address} of a chat."""


class LinksService:
    """Fulfils `facade.school.links.Links`."""

    def __init__(self, api: MatrixApi, store: Store) -> None:
        self._api, self._store = api, store

    def is_mine(self, url: str) -> bool:
        """Whether an address is such a link of this very school."""
        return bool(token_of(url)) and self._api.school.is_at(url)

    async def of_room(self, room_id: RoomId) -> tuple[InviteLink, ...]:
        """The links of a chat that still open, newest first."""
        reply = await self._api.school.get("/v1/links", params={"room_id": room_id})
        kept = mapping(await self._store.setting(_KEPT.format(room_id)))
        return tuple(
            _link(raw, text(kept.get(str(mapping(raw).get("id")))))
            for raw in items(mapping(reply).get("links"), 500)
        )

    async def make(self, room_id: RoomId, *, history: bool) -> InviteLink:
        """Make a link for whoever may be invited; `history` shows newcomers the last 250."""
        body = {"room_id": room_id, "history": history}
        reply = mapping(await self._api.school.post("/v1/links", body=body))
        made = _link(reply, text(reply.get("url")))
        if not made.id or not token_of(made.url):
            raise BadReply("a link without an address")
        await self._store.put_setting(_KEPT.format(room_id), {made.id: made.url})
        return made

    async def revoke(self, room_id: RoomId, link_id: str) -> None:
        """Let a link open nothing from now on."""
        await self._api.school.delete("/v1/links/{}", link_id)
        await self._store.put_setting(_KEPT.format(room_id), None)

    async def preview(self, url: str) -> LinkPreview:
        """What a link opens for me."""
        reply = mapping(
            await self._api.school.post("/v1/links/preview", body={"token": _token(url)})
        )
        return LinkPreview(
            clean_name(text(reply.get("room_name"))),
            clean_name(text(reply.get("school"))),
            inside=reply.get("inside") is True,
            may_join=reply.get("may_join") is True,
            problem=clean_name(text(reply.get("problem")), 500),
            history=reply.get("history") is True,
        )

    async def join(self, url: str) -> RoomId:
        """Enter the chat behind a link."""
        reply = mapping(await self._api.school.post("/v1/links/join", body={"token": _token(url)}))
        room_id = reply.get("room_id")
        if not isinstance(room_id, str) or not is_clean_id(room_id):
            raise BadReply("joined nowhere")
        return RoomId(room_id)

    async def window(self, room_id: RoomId) -> tuple[Event, ...]:
        """What was written just before I came by a link that shows it, oldest first."""
        reply = await self._api.school.get("/v1/links/window", params={"room_id": room_id})
        parsed = (parse_event(raw) for raw in items(mapping(reply).get("events"), WINDOW))
        return tuple(one for one in parsed if one is not None and one.state_key is None)

    async def save_sheet(self, url: str, target: Path) -> None:
        """Save the A4 sheet with the QR code as PDF."""
        await self._api.school.download("/j/{}/sheet.pdf", _token(url), target=target)


def _token(url: str) -> str:
    token = token_of(url)
    if not token:
        raise NotFound("no link", user_text=UserText("Это не ссылка на школьный чат."))
    return token


def _link(raw: object, url: str) -> InviteLink:
    fields: Any = mapping(raw)
    found = fields.get("id")
    safe = url if urlsplit(url).scheme in {"http", "https"} and token_of(url) else ""
    return InviteLink(
        id=str(found) if is_clean_id(found) else "",
        url=safe,
        roles=tuple(text(one) for one in items(fields.get("roles"), 20)),
        history=fields.get("history") is True,
        uses=integer(fields.get("uses"), 0, 1_000_000) or 0,
        max_uses=integer(fields.get("max_uses"), 0, 1_000_000),
        expires_at=iso_moment(fields.get("expires_at")),
    )
