"""The settings of one chat, read from the server when they are opened and written bit by bit."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.clean import clean_name, clean_text
from app.domain.conduct import (
    HOURS,
    MUTED,
    SHARING,
    SLOW,
    contents_of,
    mute_key,
    read_conduct,
)
from app.domain.errors import NotFound
from app.domain.events import Json
from app.domain.ids import RoomId, UserId
from app.domain.power import POWER_LEVELS
from app.domain.room_settings import (
    HISTORY,
    MAX_TOPIC,
    THEME,
    RoomSettings,
    history_content,
    read_settings,
    with_administrator,
    with_rights,
)
from app.services.ports.matrix import MatrixApi
from app.services.ports.media import MediaTools
from app.services.ports.store import Store

_AVATAR_SIDE = 640


class RoomSettingsService:
    """Fulfils `facade.chat_settings.ChatSettings`."""

    def __init__(
        self, me: UserId, *, api: MatrixApi, store: Store, tools: MediaTools, workdir: Path
    ) -> None:
        self._me, self._api, self._store = me, api, store
        self._tools, self._workdir = tools, workdir

    async def load(self, room_id: RoomId) -> RoomSettings:
        """Return what is set now."""
        details = await self._store.room_details(room_id)
        name = (await self._content(room_id, "m.room.name")).get("name")
        topic = (await self._content(room_id, "m.room.topic")).get("topic")
        look = (await self._content(room_id, THEME)).get("wallpaper")
        visibility = (await self._content(room_id, HISTORY)).get("history_visibility")
        summary = next((one for one in await self._store.rooms() if one.room_id == room_id), None)
        return read_settings(
            await self._content(room_id, POWER_LEVELS),
            me=self._me,
            power=details.powers.mine,
            name=clean_name(name) if isinstance(name, str) else "",
            topic=clean_text(topic, MAX_TOPIC) if isinstance(topic, str) else "",
            avatar=summary.avatar if summary is not None else None,
            look=look if isinstance(look, str) else "",
            conduct=read_conduct(
                {kind: await self._content(room_id, kind) for kind in (HOURS, SLOW, SHARING)}, {}
            ),
            visibility=visibility if isinstance(visibility, str) else "",
        )

    async def save(
        self, room_id: RoomId, before: RoomSettings, after: RoomSettings
    ) -> RoomSettings:
        """Write what differs, one state event each; returns what stands now.

        What was written before an error stays written: save again and only the rest goes out.
        """
        now = before
        if after.name != now.name:
            await self._set(room_id, "m.room.name", {"name": after.name})
            now = replace(now, name=after.name)
        if after.topic != now.topic:
            await self._set(room_id, "m.room.topic", {"topic": after.topic})
            now = replace(now, topic=after.topic)
        if after.look != now.look:
            await self._set(room_id, THEME, {"wallpaper": after.look} if after.look else {})
            now = replace(now, look=after.look)
        wanted, known = contents_of(after.conduct), contents_of(now.conduct)
        for kind in (one for one in wanted if wanted[one] != known[one]):
            await self._set(room_id, kind, wanted[kind])
        now = replace(now, conduct=after.conduct)
        if after.open_history != now.open_history:
            await self._set(room_id, HISTORY, history_content(is_open=after.open_history))
            now = replace(now, open_history=after.open_history)
        changed = {
            right: audience
            for right, audience in after.rights.items()
            if audience is not before.rights.get(right)
        }
        if changed:
            # Read again: somebody else may have named an administrator meanwhile.
            levels = await self._content(room_id, POWER_LEVELS)
            await self._set(room_id, POWER_LEVELS, with_rights(levels, changed))
            now = replace(now, rights=after.rights)
        return now

    async def appoint(self, room_id: RoomId, user_id: UserId, *, administrator: bool) -> None:
        """Make somebody an administrator of the chat, or a member like the others again."""
        levels = await self._content(room_id, POWER_LEVELS)
        changed = with_administrator(levels, user_id, appointed=administrator)
        if changed != levels:
            await self._set(room_id, POWER_LEVELS, changed)

    async def set_picture(self, room_id: RoomId, path: Path) -> None:
        """Give the chat a picture from a file, made small first."""
        self._workdir.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self._workdir) as folder:
            made = await self._tools.prepare(path, Path(folder), resize=_AVATAR_SIDE, as_file=False)
            uri = await self._api.upload(
                made.path, mimetype=made.info.mimetype, uri=None, progress=lambda *_: None
            )
        await self._set(room_id, "m.room.avatar", {"url": uri})

    async def mute_person(
        self, room_id: RoomId, user_id: UserId, *, until: datetime | None
    ) -> None:
        """Let somebody write nothing in a chat until a moment; None lets them write again."""
        content = {"until": int(until.timestamp() * 1000)} if until is not None else {}
        await self._api.set_state(room_id, MUTED, content, state_key=mute_key(user_id))

    async def _content(self, room_id: RoomId, event_type: str) -> Json:
        try:
            return await self._api.state(room_id, event_type, state_key="")
        except NotFound:
            return {}

    async def _set(self, room_id: RoomId, event_type: str, content: Json) -> None:
        await self._api.set_state(room_id, event_type, content, state_key="")
