"""Files: how much one may upload, and that a file of a chat is for the people in that chat.

Matrix gives a file to whoever is signed in and knows its address. We remember in which chats a file
was sent and look at that before it is handed out. Files that were sent in no chat (pictures of
people and chats, files of encrypted chats) stay open to whoever knows the address.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from synapse.config.repository import MediaUploadLimit
from synapse.events import EventBase
from synapse.http.site import SynapseRequest
from synapse.module_api import ModuleApi
from synapse.storage.database import LoggingTransaction
from synapse.types import Requester

from server.school_core.limits import DAY_MS, upload_limits
from server.school_core.verdict import no, yes
from server.synapse_module.before_event import BeforeEvent, RoomBefore
from server.synapse_module.refusal import Answer, answer, raise_refused
from server.synapse_module.school_book import SchoolBook
from server.synapse_module.tables import Table

_FOREIGN = no("media_foreign", "Этот файл из чата, в котором вас нет.")
_CREATE = (
    "CREATE TABLE IF NOT EXISTS parta_media "
    "(media_id TEXT NOT NULL, room_id TEXT NOT NULL, PRIMARY KEY (media_id, room_id))"
)
_SHOWN = (
    "SELECT 1 FROM profiles WHERE avatar_url = ? UNION ALL "
    "SELECT 1 FROM room_stats_state WHERE avatar = ? LIMIT 1"
)


class MediaGate:
    """Callbacks of the media repository, and a look at who asks for a file."""

    def __init__(self, api: ModuleApi, before: BeforeEvent, book: SchoolBook) -> None:
        self._book = book
        self._store = api._hs.get_datastores().main
        self._server = api.server_name
        self._table = Table(api, _CREATE)
        api.register_media_repository_callbacks(
            get_media_config_for_user=self._config,
            is_user_allowed_to_upload_media_of_size=self._may_upload,
            get_media_upload_limits_for_user=self._limits,
        )
        before.add(self._check)
        api.register_spam_checker_callbacks(user_may_create_room=self._may_create)
        if api._hs.config.media.can_load_media_repo:
            repository = api._hs.get_media_repository()
            self._info = repository.get_local_media_info
            repository.get_local_media_info = self._hand_out
        profiles = api._hs.get_profile_handler()  # in whatever process sets a profile
        self._set_picture = profiles.set_avatar_url
        profiles.set_avatar_url = self._set_own_picture

    # ----------------------------------------------------------------------------- uploads

    async def _config(self, user: str) -> dict[str, Any] | None:
        limits = await self._limits_of(user)
        return None if limits is None else {"m.upload.size": limits.file}

    async def _may_upload(self, user: str, size: int) -> bool:
        limits = await self._limits_of(user)
        return limits is None or size <= limits.file

    async def _limits(self, user: str) -> list[MediaUploadLimit] | None:
        limits = await self._limits_of(user)
        return None if limits is None else [MediaUploadLimit(limits.day, DAY_MS)]

    async def _limits_of(self, user: str) -> Any:
        day = await self._book.today()
        if day is None or await self._book.is_trusted(user):
            return None
        return upload_limits(day.role(user))

    # ------------------------------------------------------------------------- who may see

    async def _set_own_picture(
        self, *, requester: Requester, new_avatar_url: str, **more: Any
    ) -> Any:
        if not await self._all_seen(requester.user.to_string(), new_avatar_url):
            raise_refused(_FOREIGN)
        return await self._set_picture(requester=requester, new_avatar_url=new_avatar_url, **more)

    async def _all_seen(self, user: str, uri: object) -> bool:
        """Whether somebody may make a file a picture of a person or chat, which is open to all."""
        for media_id in media_ids({"url": uri}, self._server):
            if not await self._may_see(user, media_id):
                return False
        return True

    async def _may_create(self, user: str, config: Mapping[str, Any]) -> Answer:
        # Before there is a chat: half of one would stay behind.
        state = config.get("initial_state")
        for one in state if isinstance(state, list) else ():
            if isinstance(one, Mapping) and one.get("type") == "m.room.avatar":
                content = one.get("content")
                uri = content.get("url") if isinstance(content, Mapping) else None
                if not await self._all_seen(user, uri):
                    return answer(_FOREIGN)
        return answer(yes("pictures"))

    async def _check(self, event: EventBase, room: RoomBefore) -> None:
        if event.type == "m.room.avatar" and not await self._all_seen(
            event.sender, event.content.get("url")
        ):
            raise_refused(_FOREIGN)
        if event.type != "m.room.message" or event.is_state():
            return
        for media_id in set(media_ids(event.content, self._server)):
            if not await self._may_see(event.sender, media_id):
                raise_refused(_FOREIGN)
            rooms = await self._rooms(media_id)
            media = None if rooms else await self._store.get_local_media(media_id)
            # Nobody but its owner decides that a file belongs to a chat.
            if rooms or (media is not None and media.user_id == event.sender):
                await self._table.run("parta_media_link", _link, media_id, event.room_id)

    async def _hand_out(
        self, request: SynapseRequest, media_id: str, *arguments: Any, **more: Any
    ) -> Any:
        requester = request.requester
        if isinstance(requester, Requester):
            user = requester.user.to_string()
            if not await self._may_see(user, media_id):
                raise_refused(_FOREIGN)
        return await self._info(request, media_id, *arguments, **more)

    async def _may_see(self, user: str, media_id: str) -> bool:
        if await self._book.today() is None:
            return True
        rooms = await self._rooms(media_id)
        if not rooms or not rooms.isdisjoint(await self._store.get_rooms_for_user(user)):
            return True
        media = await self._store.get_local_media(media_id)
        if media is not None and media.user_id == user:
            return True
        uri = f"mxc://{self._server}/{media_id}"
        return await self._table.run("parta_media_shown", _is_shown, uri) or (
            await self._book.is_trusted(user)
        )

    async def _rooms(self, media_id: str) -> frozenset[str]:
        return await self._table.run("parta_media_rooms", _rooms, media_id)


def media_ids(content: Mapping[str, Any], server: str) -> Iterator[str]:
    """The files of this homeserver that a message shows, with their thumbnails."""
    parts: list[Any] = [content, content.get("info"), content.get("m.new_content")]
    edited = content.get("m.new_content")
    parts.append(edited.get("info") if isinstance(edited, Mapping) else None)
    for part in parts:
        if isinstance(part, Mapping):
            for name in ("url", "thumbnail_url"):
                uri = part.get(name)
                if isinstance(uri, str) and uri.startswith(f"mxc://{server}/"):
                    yield uri.rpartition("/")[2]


def _rooms(txn: LoggingTransaction, media_id: str) -> frozenset[str]:
    txn.execute("SELECT room_id FROM parta_media WHERE media_id = ?", (media_id,))
    return frozenset(room_id for (room_id,) in txn.fetchall())


def _link(txn: LoggingTransaction, media_id: str, room_id: str) -> None:
    txn.execute(
        "INSERT INTO parta_media (media_id, room_id) VALUES (?, ?) "
        "ON CONFLICT (media_id, room_id) DO NOTHING",
        (media_id, room_id),
    )


def _is_shown(txn: LoggingTransaction, uri: str) -> bool:
    txn.execute(_SHOWN, (uri, uri))
    return txn.fetchone() is not None
