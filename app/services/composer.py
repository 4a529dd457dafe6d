"""What a person does in a chat, as entries of the send queue."""

import mimetypes
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.aggregate import FORWARDED
from app.domain.clean import clean_filename
from app.domain.content import MediaKind
from app.domain.errors import AppError, NotFound, UserText
from app.domain.ids import EventId, ItemKey, RoomId, UserId
from app.domain.parse import ALBUM
from app.domain.polls import PollStart
from app.domain.stickers import Sticker
from app.domain.timeline import TimelineItem
from app.services import contents
from app.services.draft_sync import DraftSync
from app.services.drafts import Drafts
from app.services.echo import own_reaction
from app.services.facade.composer import Draft, OutgoingFile
from app.services.formatting import to_content, to_source
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store
from app.services.send_queue import SendQueue
from app.services.transfers import Transfers, info_json
from app.services.typing_notices import TypingNotices
from app.services.votes import Votes

FindRow = Callable[[RoomId, str], TimelineItem | None]
"""A row of an open chat by its key or event id."""
PINS = "m.room.pinned_events"
NO_FILES = UserText("Файлы с этого компьютера не отправить: так решил администратор.")
_ALBUM_KINDS = {"m.image", "m.video"}
_FORWARDABLE = {contents.MESSAGE, contents.STICKER, contents.POLL_START, "m.poll.start"}


class QueueComposer:
    """`Composer` of one profile."""

    def __init__(
        self,
        *,
        me: UserId,
        store: Store,
        api: MatrixApi,
        queue: SendQueue,
        transfers: Transfers,
        drafts: Drafts,
        draft_sync: DraftSync,
        typing: TypingNotices,
        votes: Votes,
        find_row: FindRow,
        may_send_files: bool = True,
    ) -> None:
        self._me = me
        self._store = store
        self._api = api
        self._queue = queue
        self._transfers = transfers
        self._drafts, self._draft_sync = drafts, draft_sync
        self._typing = typing
        self._votes = votes
        self._find_row = find_row
        self._may_send_files = may_send_files

    # --------------------------------------------------------------------------------- text

    async def send_text(
        self,
        room_id: RoomId,
        text: str,
        *,
        mentions: Sequence[UserId] = (),
        mention_room: bool = False,
        reply_to: EventId | None = None,
    ) -> ItemKey:
        """Send text; the echo stands before the first wait (unless people are mentioned)."""
        content = await self._text_content(room_id, text, mentions, room=mention_room)
        if reply_to is not None:
            content = contents.with_reply(content, self._server_id(room_id, reply_to))
        self._typing.sent(room_id)
        return await self._post(room_id, content)

    async def edit(
        self,
        room_id: RoomId,
        event_id: EventId,
        text: str,
        *,
        mentions: Sequence[UserId] = (),
    ) -> None:
        """Replace an own message; one that has not gone out is changed where it stands."""
        queued = self._queue.find(room_id, event_id)
        if queued is not None and queued.entry.event_id is None:
            old: Mapping[str, Any] = queued.entry.content
        else:
            event_id = self._server_id(room_id, event_id)
            old = await self._raw_content(room_id, event_id)
        told = _mentioned(old)
        new = await self._edited(room_id, old, text, [*told, *mentions])
        if queued is not None:
            relates = {k: v for k, v in old.items() if k == "m.relates_to"}
            if await self._queue.replace_content(room_id, queued.entry.txn_id, {**new, **relates}):
                return
        txn = self._queue.add(
            room_id,
            kind="edit",
            event_type=contents.MESSAGE,
            content=contents.edit(new, event_id, told=told),
            target=event_id,
        )
        await self._queue.saved(room_id, txn)

    async def source_text(self, room_id: RoomId, event_id: EventId) -> str:
        """Return an own message as it was typed."""
        queued = self._queue.find(room_id, event_id)
        content = (
            queued.entry.content
            if queued is not None
            else await self._raw_content(room_id, self._server_id(room_id, event_id))
        )
        is_file = "url" in content or contents.LOCAL in content
        if is_file and content.get("filename", content.get("body")) == content.get("body"):
            return ""
        return to_source(content)

    async def _edited(
        self, room_id: RoomId, old: Mapping[str, Any], text: str, mentions: Sequence[UserId]
    ) -> dict[str, Any]:
        """Return the new content; people who were mentioned stay so while their names stand."""
        declared = old.get("m.mentions")
        room = isinstance(declared, Mapping) and declared.get("room") is True
        new = await self._text_content(room_id, text, list(dict.fromkeys(mentions)), room=room)
        if "url" not in old and contents.LOCAL not in old:
            if "msgtype" in old:
                new["msgtype"] = old["msgtype"]
            return new
        filename = str(old.get("filename") or old.get("body") or "")
        return contents.caption(old, new, filename=filename)

    # --------------------------------------------------------------- reactions and deletions

    async def delete(self, room_id: RoomId, keys: Sequence[ItemKey]) -> None:
        """Delete for everyone; a queued message is taken back instead."""
        waiting = []
        for key in keys:
            queued = self._queue.find(room_id, key)
            if queued is not None and queued.entry.event_id is None:
                await self._queue.discard(room_id, key)
                continue
            event_id = self._server_id(room_id, EventId(key))
            waiting.append(
                self._queue.add(
                    room_id,
                    kind="redaction",
                    event_type=contents.REDACTION,
                    content={"reason": ""},
                    target=event_id,
                )
            )
        for txn in waiting:
            await self._queue.outcome(room_id, txn)

    async def react(self, room_id: RoomId, event_id: EventId, key: str) -> None:
        """Add my reaction, or take it back where it is already mine."""
        event_id = self._server_id(room_id, event_id)
        own = own_reaction(self._queue.pending(room_id), event_id, key)
        if own.waiting:
            await self._queue.discard(room_id, own.waiting)
            return
        mine = await self._store.own_reaction(room_id, event_id, key) or own.sent
        if mine and mine not in own.deleted:
            note = {"reason": "", contents.REACTION_NOTE: key, contents.ROW_NOTE: event_id}
            txn = self._queue.add(
                room_id,
                kind="redaction",
                event_type=contents.REDACTION,
                content=note,
                target=mine,
            )
        else:
            txn = self._queue.add(
                room_id,
                kind="reaction",
                event_type=contents.REACTION,
                content=contents.reaction(event_id, key),
                target=event_id,
            )
        await self._queue.outcome(room_id, txn)

    # ------------------------------------------------------------------------------ forwarding

    async def forward(
        self, room_id: RoomId, event_ids: Sequence[EventId], targets: Sequence[RoomId]
    ) -> None:
        """Copy messages; a file is not loaded nor uploaded again."""
        copies = []
        albums: dict[str, str] = {}
        for event_id in event_ids:
            raw = await self._store.raw_event(room_id, self._server_id(room_id, event_id))
            content = raw.get("content") if raw else None
            if raw is None or not content or raw.get("type") not in _FORWARDABLE:
                continue
            sender = UserId(str(raw.get("sender", "")))
            name = "" if sender == self._me else (await self._store.person(sender, room_id)).name
            album = content.get(ALBUM)
            if isinstance(album, str) and album:
                albums.setdefault(album, _new_album())
            copies.append((str(raw["type"]), content, name, albums.get(str(album), "")))
        if not copies:
            raise NotFound(user_text=UserText("Эти сообщения нельзя переслать."))
        saved = []
        for target in targets:
            for event_type, content, name, album_id in copies:
                copy = contents.forwarded(content, key=FORWARDED, name=name, album=album_id)
                txn = self._queue.add(target, kind="message", event_type=event_type, content=copy)
                saved.append((target, txn))
        for target, txn in saved:
            await self._queue.saved(target, txn)

    # ---------------------------------------------------------------------------------- files

    async def send_files(
        self, room_id: RoomId, files: Sequence[OutgoingFile], *, reply_to: EventId | None = None
    ) -> None:
        """Send files; several pictures and videos make an album."""
        if not self._may_send_files:
            raise AppError("files are switched off", user_text=NO_FILES)
        kinds = [_guess(file) for file in files]
        in_album = [kind in _ALBUM_KINDS for kind in kinds]
        album = _new_album() if sum(in_album) > 1 else ""
        saved = []
        for number, (file, msgtype) in enumerate(zip(files, kinds, strict=True)):
            if file.made:
                file = replace(file, path=await self._transfers.take_in(file.path))
            content = await self._file_content(room_id, file, msgtype)
            if album and in_album[number]:
                content[ALBUM] = album
            if reply_to is not None and number == 0:
                content = contents.with_reply(content, self._server_id(room_id, reply_to))
            txn = self._queue.add(
                room_id, kind="message", event_type=contents.MESSAGE, content=content
            )
            saved.append(txn)
        for txn in saved:
            await self._queue.saved(room_id, txn)

    async def _file_content(
        self, room_id: RoomId, file: OutgoingFile, msgtype: str
    ) -> dict[str, Any]:
        name = clean_filename(file.path.name) or "file"
        content: dict[str, Any] = {"msgtype": msgtype, "body": name, "filename": name}
        if file.caption.strip():
            text = await self._text_content(room_id, file.caption, (), room=False)
            content = contents.caption(content, text, filename=name)
        mimetype = mimetypes.guess_type(file.path.name)[0]
        content["info"] = {"mimetype": mimetype or "application/octet-stream"}
        content[contents.LOCAL] = {
            "source": str(file.path),
            "resize": file.resize,
            "as_file": file.as_file,
            "made": file.made,
        }
        if file.voice:
            content["org.matrix.msc3245.voice"] = {}
        return content

    async def upload_limit(self) -> int | None:
        """Return the largest file the server takes; None while unknown."""
        try:
            return await self._transfers.upload_limit()
        except AppError:
            return None

    async def send_sticker(
        self, room_id: RoomId, sticker: Sticker, *, reply_to: EventId | None = None
    ) -> ItemKey:
        """Send a sticker: its picture is on the server already."""
        content: dict[str, Any] = {
            "body": sticker.body,
            "url": sticker.uri,
            "info": info_json(sticker.info),
        }
        if reply_to is not None:
            content = contents.with_reply(content, self._server_id(room_id, reply_to))
        return await self._post(room_id, content, event_type=contents.STICKER)

    # ---------------------------------------------------------------------------------- polls

    async def send_poll(self, room_id: RoomId, poll: PollStart) -> ItemKey:
        """Publish a poll."""
        content = contents.poll_start(poll)
        return await self._post(room_id, content, event_type=contents.POLL_START)

    async def vote(self, room_id: RoomId, poll_id: EventId, answers: Sequence[str]) -> None:
        """Vote, or change the vote; a vote that has not gone out is replaced."""
        await self._votes.vote(room_id, self._server_id(room_id, poll_id), answers)

    async def close_poll(self, room_id: RoomId, poll_id: EventId) -> None:
        """End an own poll."""
        await self._votes.close(room_id, self._server_id(room_id, poll_id))

    # ----------------------------------------------------------------------------------- rest

    async def pin_message(self, room_id: RoomId, event_id: EventId, *, pinned: bool) -> None:
        """Pin on top of the list, or unpin; asks the server at once."""
        event_id = self._server_id(room_id, event_id)
        now = (await self._store.room_details(room_id)).pinned
        others = [each for each in now if each != event_id]
        wanted = [*others, event_id] if pinned else others
        await self._api.set_state(room_id, PINS, {"pinned": wanted}, state_key="")

    async def retry(self, room_id: RoomId, key: ItemKey) -> None:
        """Put a failed message, or the failed edits of one, back into the queue."""
        for txn in self._entries_of(room_id, key):
            await self._queue.retry(room_id, txn)

    async def discard(self, room_id: RoomId, key: ItemKey) -> None:
        """Drop a message that has not gone out, or the failed edits of one that has."""
        for txn in self._entries_of(room_id, key):
            await self._queue.discard(room_id, txn)

    def typing(self, room_id: RoomId, *, active: bool) -> None:
        """Tell others that I write."""
        self._typing.note(room_id, active=active)

    def draft(self, room_id: RoomId) -> Draft:
        """Return the draft of a chat."""
        return self._drafts.get(room_id)

    def set_draft(self, room_id: RoomId, draft: Draft) -> None:
        """Keep a draft."""
        self._draft_sync.write(room_id, draft)

    def watch_drafts(self, listener: Callable[[RoomId], None]) -> Callable[[], None]:
        """Call `listener` for every draft that comes from another device."""
        return self._draft_sync.watch(listener)

    async def _post(
        self, room_id: RoomId, content: Mapping[str, Any], *, event_type: str = contents.MESSAGE
    ) -> ItemKey:
        txn = self._queue.add(room_id, kind="message", event_type=event_type, content=content)
        await self._queue.saved(room_id, txn)
        return ItemKey(txn)

    async def _text_content(
        self, room_id: RoomId, text: str, mentions: Sequence[UserId], *, room: bool
    ) -> dict[str, Any]:
        people = [await self._store.person(user, room_id) for user in mentions]
        return to_content(text, people, mention_room=room)

    async def _raw_content(self, room_id: RoomId, event_id: EventId) -> Mapping[str, Any]:
        raw = await self._store.raw_event(room_id, event_id)
        content = raw.get("content") if raw is not None else None
        if not isinstance(content, Mapping) or not content:
            raise NotFound(user_text=UserText("Этого сообщения больше нет."))
        return content

    def _server_id(self, room_id: RoomId, event_id: EventId) -> EventId:
        """Return the event behind the key of an own message, where the server has it."""
        if not contents.is_local(event_id):
            return event_id
        queued = self._queue.find(room_id, event_id)
        if queued is not None:
            return queued.entry.event_id or event_id
        row = self._find_row(room_id, event_id)
        return row.event_id if row is not None and row.event_id else event_id

    def _entries_of(self, room_id: RoomId, key: str) -> list[str]:
        if self._queue.find(room_id, key) is not None:
            return [key]
        about = {key, str(self._server_id(room_id, EventId(key)))}
        pending = self._queue.pending(room_id)
        return [p.entry.txn_id for p in pending if p.entry.failed and p.entry.target in about]


def _guess(file: OutgoingFile) -> str:
    """Return the probable msgtype by the name; the file itself is looked at before it goes."""
    mimetype = mimetypes.guess_type(file.path.name)[0] or ""
    if file.as_file or mimetype == "image/svg+xml":
        return MediaKind.FILE.value
    kinds = {"image": MediaKind.IMAGE, "video": MediaKind.VIDEO, "audio": MediaKind.AUDIO}
    return kinds.get(Path(mimetype).parts[0] if mimetype else "", MediaKind.FILE).value


def _mentioned(content: Mapping[str, Any]) -> list[UserId]:
    declared = content.get("m.mentions")
    users = declared.get("user_ids") if isinstance(declared, Mapping) else None
    return [UserId(u) for u in users if isinstance(u, str)] if isinstance(users, list) else []


def _new_album() -> str:
    return secrets.token_urlsafe(9)
