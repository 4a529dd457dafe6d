"""What the services need from below. `app.net` and `app.store` fulfil it; tests pass small fakes.

Everything here may raise the errors of `app.domain.errors` and nothing else.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from app.domain.cache import (
    Applied,
    FoundMessage,
    MediaRow,
    Notable,
    Outgoing,
    TimelineChange,
    TimelinePage,
)
from app.domain.directory import SchoolsPage
from app.domain.events import Event, Json, MessagesPage, SyncBatch
from app.domain.identities import ProfileChoice
from app.domain.ids import DeviceId, EventId, MxcUri, RoomId, TransactionId, UserId
from app.domain.oauth import OAuthAnswer, OAuthRequest, OAuthServer
from app.domain.people import LastSeen, Member, Person, Role
from app.domain.polls import Ballot
from app.domain.prepared import PreparedFile
from app.domain.rooms import RoomDetails, RoomGlance, RoomSummary
from app.domain.server import (
    Confirming,
    Device,
    DiscoveredServer,
    Progress,
    SignedIn,
    SyncRequest,
)
from app.domain.timeline import EditVersion, Reaction, TimelineItem
from app.services.call_ports import RtcApi

__all__ = [
    "Applied",
    "Clock",
    "Confirming",
    "Device",
    "DiscoveredServer",
    "FoundMessage",
    "LoginApi",
    "MatrixApi",
    "MediaRow",
    "MediaTools",
    "Notable",
    "Outgoing",
    "PreparedFile",
    "Progress",
    "Secrets",
    "SignedIn",
    "SsoCatcher",
    "Store",
    "SyncRequest",
    "TimelineChange",
    "TimelinePage",
]

# ------------------------------------------------------------------------------------------- net


class LoginApi(Protocol):
    """Before there is a session."""

    async def discover(self, address: str) -> DiscoveredServer:
        """Find the homeserver behind a school address, server name, URL or invite link."""

    async def find_schools(
        self, directories: Sequence[str], query: str, *, more: Mapping[str, int] | None
    ) -> SchoolsPage:
        """`GET /v1/directory/schools` of each directory, on from where `more` says."""

    async def login_password(
        self,
        homeserver: str,
        user: str,
        *,
        password: str,
        device_id: DeviceId | None,
        code: str = "",
    ) -> SignedIn:
        """`m.login.password`, with a refresh token and the code of a second step."""

    async def login_token(
        self, homeserver: str, token: str, *, device_id: DeviceId | None
    ) -> SignedIn:
        """`m.login.token`: the end of single sign-on."""

    async def login_card(
        self, homeserver: str, code: str, *, device_id: DeviceId | None
    ) -> SignedIn:
        """`app.parta.card`: the code of a printed card, which works once."""

    async def prove_gradebook(
        self,
        service_url: str,
        register: str,
        *,
        login: str,
        password: str,
        person: str | None,
        code: str = "",
    ) -> str | tuple[ProfileChoice, ...]:
        """Let the register check a name and a password: a ticket, or profiles to choose from."""

    async def login_ticket(
        self, homeserver: str, ticket: str, *, device_id: DeviceId | None
    ) -> SignedIn:
        """`app.parta.gradebook`: finish what the register has confirmed; a ticket works once."""

    def sso_url(self, homeserver: str, provider: str, *, redirect_url: str) -> str:
        """Address to open in the system browser."""

    async def oauth_server(self, homeserver: str) -> OAuthServer | None:
        """`GET /v1/auth_metadata`: who signs people in for a homeserver; None: it does itself."""

    async def begin_oauth(
        self,
        server: OAuthServer,
        *,
        state: str,
        redirect_url: str,
        device_id: DeviceId | None,
        afresh: bool,
    ) -> OAuthRequest:
        """Register and make the address to open in the system browser."""

    async def finish_oauth(
        self, homeserver: str, request: OAuthRequest, answer: OAuthAnswer
    ) -> SignedIn:
        """Exchange what the browser brought for tokens."""

    async def aclose(self) -> None:
        """Close the connections."""


class SchoolApi(Protocol):
    """The school service in my name. Ids fill the `{}` of a path; replies are raw JSON."""

    async def get(self, template: str, *ids: str, params: Mapping[str, str] | None = None) -> Any:
        """`GET`."""

    async def get_open(
        self, template: str, *ids: str, params: Mapping[str, str] | None = None
    ) -> Any:
        """`GET` of what is told to everybody, without signing in."""

    def is_at(self, url: str) -> bool:
        """Whether an address lies at this service; no while we have not spoken to it."""

    async def put(self, template: str, *ids: str, body: Mapping[str, Any] | None = None) -> Any:
        """`PUT`."""

    async def post(self, template: str, *ids: str, body: Mapping[str, Any] | None = None) -> Any:
        """`POST`, never repeated by itself."""

    async def delete(self, template: str, *ids: str) -> None:
        """`DELETE`."""

    async def download(self, template: str, *ids: str, target: Path) -> None:
        """Write a file, whole or not at all."""

    async def upload(self, template: str, *ids: str, field: str, source: Path) -> Any:
        """`PUT` a small file as the one field of a form."""

    async def send_file(
        self, template: str, source: Path, *, params: Mapping[str, str], progress: Progress
    ) -> Any:
        """`POST` a file as the body, in pieces."""

    async def download_made(
        self, template: str, *ids: str, body: Mapping[str, Any], target: Path
    ) -> None:
        """`POST`, the reply written to a file, whole or not at all."""

    async def send_files(
        self,
        template: str,
        files: Sequence[tuple[str, Path]],
        fields: Mapping[str, str],
        *,
        part: str = "files",
    ) -> Any:
        """`POST` files, each with its name there, and fields as a form; they stand in `part`."""


class MatrixApi(RtcApi, Protocol):
    """The client-server API of one signed-in session. Refreshes its token, single-flight."""

    @property
    def school(self) -> SchoolApi:
        """The school service beside this homeserver."""

    async def sync(self, request: SyncRequest) -> SyncBatch:
        """`POST …simplified_msc3575/sync`."""

    async def unread_counts(self) -> Mapping[RoomId, tuple[int, int]] | None:
        """(unread, mentions) by room from our module; None where the server has none."""

    async def messages(
        self, room_id: RoomId, token: str | None, *, backwards: bool, limit: int
    ) -> MessagesPage:
        """`GET /rooms/{id}/messages`; `token` None starts at the live end."""

    async def attachments(
        self, room_id: RoomId, token: str | None, *, polls: bool, limit: int
    ) -> MessagesPage:
        """`GET /rooms/{id}/messages` backwards with files alone, or with polls alone."""

    async def context(self, room_id: RoomId, event_id: EventId, *, limit: int) -> MessagesPage:
        """`GET /rooms/{id}/context/{event}`: the event stands among `events`."""

    async def event(self, room_id: RoomId, event_id: EventId) -> Event:
        """`GET /rooms/{id}/event/{event}`."""

    async def relations(
        self, room_id: RoomId, event_id: EventId, *, rel_type: str, token: str | None
    ) -> MessagesPage:
        """`GET /rooms/{id}/relations/{event}/{rel_type}`."""

    async def timestamp_to_event(self, room_id: RoomId, when: datetime) -> EventId:
        """`GET /rooms/{id}/timestamp_to_event`, the first event at or after `when`."""

    async def send(
        self, room_id: RoomId, event_type: str, content: Json, *, txn_id: TransactionId
    ) -> EventId:
        """`PUT /rooms/{id}/send/{type}/{txn}`: safe to repeat with the same transaction id."""

    async def redact(
        self, room_id: RoomId, event_id: EventId, *, txn_id: TransactionId, reason: str
    ) -> EventId:
        """`PUT /rooms/{id}/redact/{event}/{txn}`."""

    async def set_state(
        self, room_id: RoomId, event_type: str, content: Json, *, state_key: str
    ) -> EventId:
        """`PUT /rooms/{id}/state/{type}/{key}`."""

    async def state(self, room_id: RoomId, event_type: str, *, state_key: str) -> Json:
        """`GET /rooms/{id}/state/{type}/{key}`: the content; NotFound where it was never set."""

    async def members(self, room_id: RoomId) -> tuple[Event, ...]:
        """`GET /rooms/{id}/members`: member events."""

    async def send_read(self, room_id: RoomId, event_id: EventId, *, private: bool) -> None:
        """`POST /rooms/{id}/read_markers` with fully_read and the (private) receipt."""

    async def send_typing(self, room_id: RoomId, *, typing: bool, timeout_ms: int) -> None:
        """`PUT /rooms/{id}/typing/{me}`."""

    async def set_presence(self, online: bool) -> None:
        """`PUT /presence/{me}/status`."""

    async def last_seen(self, users: Sequence[UserId]) -> Mapping[UserId, LastSeen]:
        """When people were here, from our module, else `GET /presence/{user}/status` of each."""

    async def tells_roughly(self) -> bool:
        """Whether the server hides the exact time from those who may not see it."""

    async def online_count(self, room_id: RoomId) -> int | None:
        """How many members of a chat are here now, from our module; None where there is none."""

    async def badge_changes(self, since: int) -> tuple[int, Mapping[UserId, Role]]:
        """(newest number, roles now of those who changed after `since`), from our module."""

    async def profile(self, user_id: UserId) -> Person:
        """`GET /profile/{user}`."""

    async def search_users(self, term: str, *, limit: int) -> tuple[Person, ...]:
        """`POST /user_directory/search`."""

    async def create_room(self, body: Json) -> RoomId:
        """`POST /createRoom`."""

    async def join(self, room: str, *, via: Sequence[str] = ()) -> RoomId:
        """`POST /join/{room}`; an id or an alias."""

    async def glance(self, room: str, *, via: Sequence[str] = ()) -> RoomGlance:
        """`GET /room_summary/{room}`; an id or an alias."""

    async def leave(self, room_id: RoomId) -> None:
        """`POST /rooms/{id}/leave`; also declines an invite."""

    async def invite(self, room_id: RoomId, user_id: UserId) -> None:
        """`POST /rooms/{id}/invite`."""

    async def kick(self, room_id: RoomId, user_id: UserId, *, reason: str) -> None:
        """`POST /rooms/{id}/kick`."""

    async def report(self, room_id: RoomId, event_id: EventId, *, reason: str) -> None:
        """`POST /rooms/{id}/report/{event}`."""

    async def report_person(self, user_id: UserId, *, reason: str) -> None:
        """`POST /users/{id}/report`."""

    async def set_account_data(
        self, event_type: str, content: Json, *, room_id: RoomId | None = None
    ) -> None:
        """`PUT /user/{me}[/rooms/{id}]/account_data/{type}`."""

    async def set_tag(self, room_id: RoomId, tag: str, *, order: float | None) -> None:
        """`PUT /user/{me}/rooms/{id}/tags/{tag}`."""

    async def delete_tag(self, room_id: RoomId, tag: str) -> None:
        """`DELETE /user/{me}/rooms/{id}/tags/{tag}`."""

    async def set_room_push_rule(self, room_id: RoomId, mode: str) -> None:
        """Set push rules so that the chat notifies for "all", "mentions" or "none"."""

    async def set_keyword(self, rule_id: str, pattern: str | None) -> None:
        """Set the push rule (kind `content`) of a word; None deletes it."""

    async def upload_limit(self) -> int | None:
        """`m.upload.size` of `GET /media/config`, in bytes; None where there is none."""

    async def create_media(self) -> MxcUri:
        """`POST /media/v1/create`: an address to upload to, so that an upload can be repeated."""

    async def upload(
        self, path: Path, *, mimetype: str, uri: MxcUri | None, progress: Progress
    ) -> MxcUri:
        """Upload a file, streaming; to `uri` when given (`PUT`), else `POST /upload`."""

    async def download(
        self, uri: MxcUri, target: Path, *, max_bytes: int, progress: Progress | None = None
    ) -> str:
        """Stream authenticated media to `target` (whole or not at all); returns the MIME type."""

    async def thumbnail(
        self, uri: MxcUri, target: Path, *, width: int, height: int, crop: bool
    ) -> str:
        """Stream a thumbnail to `target`; `NotFound` where the server has none."""

    async def devices(self) -> tuple[Device, ...]:
        """`GET /devices`."""

    async def rename_device(self, device_id: DeviceId, name: str) -> None:
        """`PUT /devices/{id}`."""

    async def confirming_deletion(self, device_ids: Sequence[DeviceId]) -> Confirming | None:
        """`POST /delete_devices` without a confirmation: how it wants one, None: it is done."""

    async def deletion_confirmed(
        self, device_ids: Sequence[DeviceId], confirming: Confirming
    ) -> bool:
        """The same after the page of the browser; False while it is not confirmed."""

    async def delete_devices(
        self, device_ids: Sequence[DeviceId], *, password: str, code: str = ""
    ) -> None:
        """`POST /delete_devices` with password authentication."""

    async def set_display_name(self, name: str) -> None:
        """`PUT /profile/{me}/displayname`."""

    async def set_avatar(self, uri: MxcUri) -> None:
        """`PUT /profile/{me}/avatar_url`."""

    async def logout(self) -> None:
        """`POST /logout`."""

    async def aclose(self) -> None:
        """Close the connections."""


# ----------------------------------------------------------------------------------------- store


class Store(Protocol):
    """The local cache of one profile. Each call is one unit of work in the database thread."""

    async def apply_sync(self, batch: SyncBatch) -> Applied:
        """Store one sync reply whole, or not at all."""

    async def sync_state(self) -> tuple[str | None, str | None]:
        """(pos, to_device token) of the last batch that was stored."""

    async def forget_pos(self) -> None:
        """Drop the position; the cache stays."""

    async def apply_unread(self, counts: Mapping[RoomId, tuple[int, int]]) -> Applied:
        """Take over counts from the server's module."""

    async def apply_roles(self, roles: Mapping[UserId, Role]) -> Applied:
        """Take over roles that the server's module attests; `NONE` takes a badge away."""

    async def refresh_rooms(self) -> Applied:
        """New rows of chats that paging, members or quotes have changed."""

    async def rooms(self) -> tuple[RoomSummary, ...]:
        """All chats, in no order."""

    async def room_states(self, event_type: str) -> tuple[tuple[RoomId, Event], ...]:
        """State events of a type in all rooms I am in."""

    async def room_details(self, room_id: RoomId) -> RoomDetails:
        """Header and info panel of one chat."""

    async def members(self, room_id: RoomId) -> tuple[Member, ...]:
        """Known members, admins first, then by name."""

    async def put_members(self, room_id: RoomId, events: Sequence[Event]) -> None:
        """Take over a full `/members` answer."""

    async def person(self, user_id: UserId, room_id: RoomId | None = None) -> Person:
        """The person as known here; the id's local part as the name where nothing is known."""

    async def page_at_end(self, room_id: RoomId, *, limit: int) -> TimelinePage:
        """The newest rows."""

    async def page_around(
        self, room_id: RoomId, event_id: EventId, *, limit: int
    ) -> TimelinePage | None:
        """Rows around an event, None where it is not stored."""

    async def page_older(self, room_id: RoomId, before: EventId, *, limit: int) -> TimelinePage:
        """Rows of the same stretch before `before`."""

    async def page_newer(self, room_id: RoomId, after: EventId, *, limit: int) -> TimelinePage:
        """Rows of the same stretch after `after`."""

    async def items(
        self, room_id: RoomId, event_ids: Sequence[EventId]
    ) -> tuple[TimelineItem, ...]:
        """Rows by id, in the order of the room; hidden and unknown ones are left out."""

    async def add_history(
        self, room_id: RoomId, anchor: EventId | None, page: MessagesPage, *, backwards: bool
    ) -> int:
        """Join a `/messages` page to the stretch of `anchor`, merging stretches that meet.

        Returns how many events were new.
        """

    async def add_context(self, room_id: RoomId, event_id: EventId, page: MessagesPage) -> None:
        """Store a `/context` page as a stretch of its own, or merge it where it meets one."""

    async def first_unread(self, room_id: RoomId) -> EventId | None:
        """The first stored row of others after my read marker; None where all is read."""

    async def read_marker(self, room_id: RoomId) -> EventId | None:
        """My `m.fully_read`."""

    async def mark_read(self, room_id: RoomId, event_id: EventId) -> Applied:
        """Note locally that I have read up to here."""

    async def readers(self, room_id: RoomId, event_id: EventId) -> tuple[Person, ...]:
        """Who has read the event, last reader first."""

    async def reactions(self, room_id: RoomId, event_id: EventId) -> tuple[Reaction, ...]:
        """All reactions with all their senders."""

    async def own_reaction(self, room_id: RoomId, event_id: EventId, key: str) -> EventId | None:
        """The event of my own reaction with this emoji."""

    async def edits(self, room_id: RoomId, event_id: EventId) -> tuple[EditVersion, ...]:
        """The versions of a message, oldest first."""

    async def add_relations(self, room_id: RoomId, events: Sequence[Event]) -> None:
        """Store events that relate to others and stand in no stretch (`/relations`)."""

    async def add_event(self, room_id: RoomId, event: Event) -> None:
        """Store one event that stands in no stretch (the target of a quote)."""

    async def media(
        self, room_id: RoomId, kinds: Sequence[str], *, before: EventId | None, limit: int
    ) -> tuple[MediaRow, ...]:
        """Attachments of the given `MediaKind` values, newest first; polls with kind "poll"."""

    async def polls_since(self, since: datetime) -> tuple[tuple[RoomId, TimelineItem], ...]:
        """The last polls of all chats that are not older than a moment."""

    async def search(
        self, query: str, *, room_id: RoomId | None, limit: int, offset: int = 0
    ) -> tuple[FoundMessage, ...]:
        """Messages by word forms and prefixes, newest first."""

    async def search_people(self, query: str, *, limit: int) -> tuple[Person, ...]:
        """Known people by any word of the name."""

    async def raw_event(self, room_id: RoomId, event_id: EventId) -> Json | None:
        """The event as it came, with the latest edit applied to `content` (for forwarding)."""

    async def drafts(self) -> Mapping[RoomId, Json]:
        """All drafts: {"text", "reply_to", "edit"}."""

    async def put_draft(self, room_id: RoomId, draft: Json | None) -> Applied:
        """Keep or drop a draft."""

    async def outbox(self) -> tuple[Outgoing, ...]:
        """The queue in order, failed entries too."""

    async def put_outgoing(self, entry: Outgoing) -> None:
        """Add or replace an entry; an entry that is new goes last."""

    async def delete_outgoing(self, txn_id: TransactionId) -> None:
        """Take an entry out."""

    async def account_data(self, event_type: str, room_id: RoomId | None = None) -> Json | None:
        """Account data as last synced."""

    async def put_account_data(
        self, event_type: str, content: Json, room_id: RoomId | None = None
    ) -> Applied:
        """Note account data that was just written to the server."""

    async def set_local_state(self, room_id: RoomId, *, left: bool = False) -> Applied:
        """Note that I left a room before sync says so."""

    async def setting(self, key: str) -> Any:
        """A setting of this profile on this computer (JSON value) or None."""

    async def put_setting(self, key: str, value: Any) -> None:
        """Keep a setting."""

    async def put_ballot(self, room_id: RoomId, event_id: EventId, ballot: Ballot) -> None:
        """Keep what is known of an anonymous poll beside its events: my vote, the totals."""

    async def save_snapshot(self, picture: bytes | None = None) -> None:
        """Write the start-up snapshot of the chat list, and a picture of it if one is given."""

    async def media_file(self, key: str) -> Path | None:
        """The cached file under this key, marked as used now."""

    async def put_media_file(self, key: str, source: Path) -> Path:
        """Move a finished download into the cache; evicts the oldest over the cap."""

    async def media_usage(self) -> int:
        """Bytes that the cached files take."""

    async def clear_media(self) -> None:
        """Delete all cached files."""

    async def close(self) -> None:
        """Finish the queue of work and close the file."""


# ----------------------------------------------------------------------------------------- media


class MediaTools(Protocol):
    """Work on picture, sound and video files, in a thread of its own."""

    async def prepare(
        self, path: Path, workdir: Path, *, resize: int | None, as_file: bool
    ) -> PreparedFile:
        """Probe a file and make what its message needs. Raises MediaError for what is broken."""


# --------------------------------------------------------------------------------------- secrets


class Secrets(Protocol):
    """Tokens and database keys; in the OS keyring, a passphrase vault, or memory."""

    async def load(self, name: str) -> str | None:
        """The secret, or None. Raises SecretsError."""

    async def save(self, name: str, value: str) -> None:
        """Keep it."""

    async def delete(self, name: str) -> None:
        """Forget it; no error where there is none."""


class Clock(Protocol):
    """Time, so that tests need none."""

    def now(self) -> datetime:
        """Aware UTC."""

    def monotonic(self) -> float:
        """Seconds that never jump back."""

    async def sleep(self, seconds: float) -> None:
        """Wait."""


class SsoCatcher(Protocol):
    """A loopback address that waits for the browser to come back with a token."""

    redirect_url: str

    def tokens(self) -> AsyncIterator[str]:
        """The login token when it comes."""
