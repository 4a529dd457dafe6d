"""One signed-in session on one homeserver: every endpoint behind one object (`MatrixApi`)."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import httpx

from app.domain.errors import Forbidden, NotFound
from app.domain.events import Event, Json, MessagesPage, SyncBatch
from app.domain.ids import DeviceId, EventId, MxcUri, RoomId, TransactionId, UserId
from app.domain.network import NetworkSettings
from app.domain.oauth import OAuthClient
from app.domain.people import LastSeen, Person, Role
from app.domain.profiles import Tokens
from app.domain.rooms import MuteMode, RoomGlance
from app.domain.rtc import CallTicket
from app.domain.server import Confirming, Device, Progress, SyncRequest
from app.net import (
    account_data,
    devices,
    files,
    messages,
    presence,
    push_rules,
    rooms,
    rtc,
    school,
    sync,
)
from app.net.api import Api
from app.net.auth_metadata import offered_server
from app.net.http import Http, lent_http, open_http
from app.net.oauth import OAuthRenewal
from app.net.school_api import SchoolApi
from app.net.tokens import MatrixRenewal, OnTokens, TokenKeeper


class MatrixClient:
    """The `MatrixApi` of the services. Holds no state but the tokens and what the server can do."""

    def __init__(self, http: Http, api: Api, *, oauth: OAuthRenewal | None = None) -> None:
        self._http = http
        self._api = api
        self._oauth = oauth
        self._has_unread_counts = self._has_online_counts = self._tells_roughly = True
        self._upload_limit: int | None = None
        self.school = SchoolApi(api)

    # ------------------------------------------------------------------------------ sync, events

    async def sync(self, request: SyncRequest) -> SyncBatch:
        """Wait for news."""
        return await sync.sync(self._api, request)

    async def unread_counts(self) -> Mapping[RoomId, tuple[int, int]] | None:
        """(unread, mentions) by room; None where the server has no module of ours."""
        if not self._has_unread_counts:
            return None
        try:
            return await school.unread_counts(self._api)
        except NotFound:
            self._has_unread_counts = False
            return None

    async def messages(
        self, room_id: RoomId, token: str | None, *, backwards: bool, limit: int
    ) -> MessagesPage:
        """Page through the history of a room."""
        return await messages.messages(self._api, room_id, token, backwards=backwards, limit=limit)

    async def attachments(
        self, room_id: RoomId, token: str | None, *, polls: bool, limit: int
    ) -> MessagesPage:
        """Files alone, or polls alone, newest first."""
        return await messages.attachments(self._api, room_id, token, polls=polls, limit=limit)

    async def context(self, room_id: RoomId, event_id: EventId, *, limit: int) -> MessagesPage:
        """An event with its neighbours."""
        return await messages.context(self._api, room_id, event_id, limit=limit)

    async def event(self, room_id: RoomId, event_id: EventId) -> Event:
        """One event."""
        return await messages.event(self._api, room_id, event_id)

    async def relations(
        self, room_id: RoomId, event_id: EventId, *, rel_type: str, token: str | None
    ) -> MessagesPage:
        """Events that relate to another."""
        return await messages.relations(
            self._api, room_id, event_id, rel_type=rel_type, token=token
        )

    async def search_messages(
        self, term: str, *, room_id: RoomId | None, limit: int
    ) -> tuple[tuple[RoomId, Event], ...]:
        """Messages that have the words, on the whole server or in one room."""
        return await messages.search(self._api, term, room_id=room_id, limit=limit)

    async def timestamp_to_event(self, room_id: RoomId, when: datetime) -> EventId:
        """The first event at or after a time."""
        return await messages.timestamp_to_event(self._api, room_id, when)

    async def send(
        self, room_id: RoomId, event_type: str, content: Json, *, txn_id: TransactionId
    ) -> EventId:
        """Send; the same transaction id makes one event, however often."""
        return await messages.send(self._api, room_id, event_type, content, txn_id=txn_id)

    async def redact(
        self, room_id: RoomId, event_id: EventId, *, txn_id: TransactionId, reason: str
    ) -> EventId:
        """Delete for all."""
        return await messages.redact(self._api, room_id, event_id, txn_id=txn_id, reason=reason)

    async def set_state(
        self, room_id: RoomId, event_type: str, content: Json, *, state_key: str
    ) -> EventId:
        """Set state of a room."""
        return await messages.set_state(
            self._api, room_id, event_type, content, state_key=state_key
        )

    async def state(self, room_id: RoomId, event_type: str, *, state_key: str) -> Json:
        """Content of one state event."""
        return await messages.state(self._api, room_id, event_type, state_key=state_key)

    async def members(self, room_id: RoomId) -> tuple[Event, ...]:
        """Member events of all who are in, invited or banned."""
        return await messages.members(self._api, room_id)

    # ------------------------------------------------------------------------------------- calls

    async def rtc_transports(self) -> tuple[str, ...]:
        """Token services for LiveKit."""
        return await rtc.transports(self._api)

    async def call_ticket(self, service_url: str, room_id: RoomId) -> CallTicket:
        """The way into the call of a room."""
        return await rtc.call_ticket(self._api, service_url, room_id)

    async def set_call_member(self, room_id: RoomId, key: str, content: Json) -> EventId:
        """Take a place in a call, or leave it."""
        return await rtc.set_membership(self._api, room_id, key, content)

    async def delay_leaving(self, room_id: RoomId, key: str, *, delay_ms: int) -> str:
        """Let the server leave the call for us."""
        return await rtc.delay_leaving(self._api, room_id, key, delay_ms=delay_ms)

    async def delayed(self, delay_id: str, action: str) -> None:
        """Restart, send or cancel a delayed event."""
        await rtc.delayed(self._api, delay_id, action)

    async def send_sticky(
        self,
        room_id: RoomId,
        event_type: str,
        content: Json,
        *,
        txn_id: TransactionId,
        lasts_ms: int,
    ) -> EventId:
        """Send an event that newcomers are given for a while."""
        return await rtc.send_sticky(
            self._api, room_id, event_type, content, txn_id=txn_id, lasts_ms=lasts_ms
        )

    # ------------------------------------------------------------------------------------- rooms

    async def send_read(self, room_id: RoomId, event_id: EventId, *, private: bool) -> None:
        """Move my read marker and receipt."""
        await rooms.send_read(self._api, room_id, event_id, private=private)

    async def send_typing(self, room_id: RoomId, *, typing: bool, timeout_ms: int) -> None:
        """Tell that I am typing."""
        await rooms.send_typing(self._api, room_id, typing=typing, timeout_ms=timeout_ms)

    async def create_room(self, body: Json) -> RoomId:
        """Create a room."""
        return await rooms.create_room(self._api, body)

    async def join(self, room: str, *, via: Sequence[str] = ()) -> RoomId:
        """Join a room by id or alias."""
        return await rooms.join(self._api, room, via)

    async def glance(self, room: str, *, via: Sequence[str] = ()) -> RoomGlance:
        """Look at a room from outside."""
        return await rooms.glance(self._api, room, via)

    async def leave(self, room_id: RoomId) -> None:
        """Leave a room or decline its invite."""
        await rooms.leave(self._api, room_id)

    async def invite(self, room_id: RoomId, user_id: UserId) -> None:
        """Invite a person."""
        await rooms.invite(self._api, room_id, user_id)

    async def kick(self, room_id: RoomId, user_id: UserId, *, reason: str) -> None:
        """Remove a person."""
        await rooms.kick(self._api, room_id, user_id, reason=reason)

    async def report(self, room_id: RoomId, event_id: EventId, *, reason: str) -> None:
        """Report a message to the administrators."""
        await rooms.report(self._api, room_id, event_id, reason=reason)

    async def report_person(self, user_id: UserId, *, reason: str) -> None:
        """Report a person to the server's administrators."""
        await rooms.report_person(self._api, user_id, reason=reason)

    async def set_account_data(
        self, event_type: str, content: Json, *, room_id: RoomId | None = None
    ) -> None:
        """Keep account data."""
        await account_data.set_account_data(self._api, event_type, content, room_id=room_id)

    async def set_tag(self, room_id: RoomId, tag: str, *, order: float | None) -> None:
        """Tag a room."""
        await account_data.set_tag(self._api, room_id, tag, order=order)

    async def delete_tag(self, room_id: RoomId, tag: str) -> None:
        """Take a tag off."""
        await account_data.delete_tag(self._api, room_id, tag)

    async def set_room_push_rule(self, room_id: RoomId, mode: str) -> None:
        """Let a chat notify for "all", "mentions" or "none"."""
        await push_rules.set_room_push_rule(self._api, room_id, MuteMode(mode))

    async def set_keyword(self, rule_id: str, pattern: str | None) -> None:
        """Tell me of messages with a word; None: no more."""
        await push_rules.set_keyword(self._api, rule_id, pattern)

    # ------------------------------------------------------------------------------------ people

    async def set_presence(self, online: bool) -> None:
        """Tell whether I am there."""
        await presence.set_presence(self._api, online)

    async def last_seen(self, users: Sequence[UserId]) -> Mapping[UserId, LastSeen]:
        """When people were last there; those who hide it from me are left out."""
        if self._tells_roughly:
            try:
                return await presence.seen(self._api, users)
            except NotFound:
                self._tells_roughly = False
        found = {}
        for user_id in users:
            with suppress(Forbidden, NotFound):
                found[user_id] = await presence.presence(self._api, user_id)
        return found

    async def tells_roughly(self) -> bool:
        """Whether this server can hide the exact time and tell it roughly: our module can."""
        if self._tells_roughly:
            await self.last_seen(())
        return self._tells_roughly

    async def online_count(self, room_id: RoomId) -> int | None:
        """How many members of a chat are here; None where the server has no module of ours."""
        if not self._has_online_counts:
            return None
        try:
            return await school.online_count(self._api, room_id)
        except NotFound:
            self._has_online_counts = False
            return None

    async def badge_changes(self, since: int) -> tuple[int, Mapping[UserId, Role]]:
        """Who got or lost a role since a number of the server's, and the newest number."""
        return await school.badge_changes(self._api, since)

    async def profile(self, user_id: UserId) -> Person:
        """Name and picture of a person."""
        return await rooms.profile(self._api, user_id)

    async def search_users(self, term: str, *, limit: int) -> tuple[Person, ...]:
        """Search the server's directory."""
        return await rooms.search_users(self._api, term, limit=limit)

    async def set_display_name(self, name: str) -> None:
        """Set my name."""
        await rooms.set_display_name(self._api, name)

    async def set_avatar(self, uri: MxcUri) -> None:
        """Set my picture."""
        await rooms.set_avatar(self._api, uri)

    # ------------------------------------------------------------------------------------- media

    async def upload_limit(self) -> int | None:
        """The largest file the server takes, in bytes; asked once."""
        if self._upload_limit is None:
            self._upload_limit = await files.upload_limit(self._api)
        return self._upload_limit

    async def create_media(self) -> MxcUri:
        """An address to upload to."""
        return await files.create_media(self._api)

    async def upload(
        self, path: Path, *, mimetype: str, uri: MxcUri | None, progress: Progress
    ) -> MxcUri:
        """Upload a file; TooLarge without a byte sent where the limit is known to be lower."""
        return await files.upload(
            self._api,
            path,
            mimetype=mimetype,
            uri=uri,
            progress=progress,
            limit=self._upload_limit,
        )

    async def download(
        self, uri: MxcUri, target: Path, *, max_bytes: int, progress: Progress | None = None
    ) -> str:
        """Download media, whole or not at all."""
        return await files.download(self._api, uri, target, max_bytes=max_bytes, progress=progress)

    async def thumbnail(
        self, uri: MxcUri, target: Path, *, width: int, height: int, crop: bool
    ) -> str:
        """Download a thumbnail."""
        return await files.thumbnail(self._api, uri, target, width=width, height=height, crop=crop)

    # ----------------------------------------------------------------------------------- devices

    async def devices(self) -> tuple[Device, ...]:
        """My devices."""
        return await devices.devices(self._api)

    async def rename_device(self, device_id: DeviceId, name: str) -> None:
        """Name a device."""
        await devices.rename_device(self._api, device_id, name)

    async def confirming_deletion(self, device_ids: Sequence[DeviceId]) -> Confirming | None:
        """How deleting these is confirmed; None where it is done."""
        server = await offered_server(self._http)
        if server is not None:
            return devices.deleting_elsewhere(server, device_ids)
        return await devices.confirming_deletion(self._api, device_ids)

    async def deletion_confirmed(
        self, device_ids: Sequence[DeviceId], confirming: Confirming
    ) -> bool:
        """Delete them if that was confirmed in the browser by now."""
        if confirming.elsewhere:
            left = {device.device_id for device in await self.devices()}
            return left.isdisjoint(device_ids)
        return await devices.deletion_confirmed(self._api, device_ids, confirming)

    async def delete_devices(
        self, device_ids: Sequence[DeviceId], *, password: str, code: str = ""
    ) -> None:
        """Sign devices out."""
        await devices.delete_devices(self._api, device_ids, password=password, code=code)

    async def logout(self) -> None:
        """Sign this device out."""
        if self._oauth is not None:
            await self._oauth.revoke(self._api.tokens.held)
        else:
            await devices.logout(self._api)

    async def aclose(self) -> None:
        """Let a token refresh finish, then close the connections."""
        await self._api.tokens.settle()
        await self._http.aclose()


async def open_client(
    homeserver: str,
    user_id: UserId,
    device_id: DeviceId,
    *,
    tokens: Tokens,
    on_tokens: OnTokens,
    network: NetworkSettings,
    oauth: OAuthClient | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
    now: Callable[[], float] = time.time,
) -> MatrixClient:
    """Make the client of a session. `on_tokens` must have written the pair when it returns.

    `oauth` is how the tokens are renewed where the homeserver does not do it itself.
    """
    http = await open_http(homeserver, network, transport=transport)
    by_oauth = None
    if oauth is not None:
        by_oauth = OAuthRenewal(
            http, oauth, lambda base: lent_http(base, network, transport=transport), now=now
        )
    renewal = by_oauth or MatrixRenewal(http, now=now)
    keeper = TokenKeeper(renewal, tokens, on_tokens=on_tokens, now=now)
    return MatrixClient(http, Api(http, keeper, user_id, device_id), oauth=by_oauth)
