"""What the UI sees of the program: subscribe, replay diffs, call actions.

The UI types against these protocols; its tests pass a fake session. Every coroutine raises only
`AppError`. Everything runs on the UI loop and returns within a frame unless it says otherwise.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from app.domain.cache import FoundMessage, MediaRow
from app.domain.diff import Observable, ObservableList
from app.domain.directory import SchoolsPage
from app.domain.folders import Folder, InFolder
from app.domain.identities import ProfileChoice
from app.domain.ids import EventId, FolderId, ItemKey, MxcUri, ProfileId, RoomId, UserId
from app.domain.keywords import Keyword
from app.domain.managed import Managed
from app.domain.network import NetworkSettings
from app.domain.people import LastSeen, Member, Person, Visibility
from app.domain.polls import PollStart
from app.domain.profiles import Connection, Profile
from app.domain.room_settings import GroupKind, RoomSettings
from app.domain.rooms import MuteMode, RoomDetails, RoomGlance, RoomKind, RoomSummary
from app.domain.server import Confirming, Device, DiscoveredServer
from app.domain.stickers import Sticker, StickerPack
from app.domain.timeline import EditVersion, Reaction, TimelineItem
from app.services.call_facade import Calls
from app.services.poll_reminders import PollReminder
from app.services.school_facade import School

SectionFilter = RoomKind | InFolder | str | None
"""None: all chats; a kind; a folder of one's own; "unread", "groups", "archive" or "invites"."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Unsent text of a chat, with what it answers or edits."""

    text: str = ""
    reply_to: EventId | None = None
    edit: EventId | None = None
    aside: str = ""
    """With `edit`: what was being written before, which answers `reply_to`. It comes back."""


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A file to send. `resize` is the longest side in pixels for pictures, None keeps it as is."""

    path: Path
    caption: str = ""
    as_file: bool = False
    resize: int | None = None
    voice: bool = False
    """A voice note (MSC3245), not a piece of music."""
    made: bool = False
    """Made for this message, in a folder of its own: both go once the message has gone."""


class RoomList(Protocol):
    """All chats of a profile, sorted, filtered; and what can be done to a chat from the list."""

    def observe(self, section: SectionFilter = None) -> ObservableList[RoomSummary]:
        """The chats of a section: pinned by order, then by `bump_stamp`. Same object each time."""

    def get(self, room_id: RoomId) -> RoomSummary | None:
        """One chat now."""

    unread: Observable[tuple[int, bool]]
    """(chats with unread messages that are not muted, whether a mention is among them)."""

    async def pin(self, room_id: RoomId, *, pinned: bool) -> None:
        """Pin on top, or unpin."""

    async def move_pinned(self, room_id: RoomId, index: int) -> None:
        """Give a pinned chat another place among the pinned."""

    async def archive(self, room_id: RoomId, *, archived: bool) -> None:
        """Hide until a new message, or bring back."""

    async def mark_unread(self, room_id: RoomId, *, unread: bool) -> None:
        """Flag as unread, or read everything."""

    async def mute(self, room_id: RoomId, mode: MuteMode, *, until: datetime | None) -> None:
        """Notifications of this chat; `until` None means for good."""

    async def accept(self, room_id: RoomId) -> None:
        """Accept an invite."""

    async def glance(self, room: str, via: Sequence[str] = ()) -> RoomGlance:
        """What a chat that I am not in shows of itself; by id or alias."""

    async def join(self, room: str, via: Sequence[str] = ()) -> RoomId:
        """Enter a chat that is open, by id or alias."""

    async def leave(self, room_id: RoomId) -> None:
        """Leave, or decline an invite."""

    async def clear_history(self, room_id: RoomId) -> None:
        """Hide everything up to now, for me only."""

    async def invite(self, room_id: RoomId, user_id: UserId) -> None:
        """Invite a person into a chat."""

    async def remove(self, room_id: RoomId, user_id: UserId) -> None:
        """Take a person out of a chat."""

    async def create_direct(self, user_id: UserId) -> RoomId:
        """Open the direct chat with a person, creating it where there is none."""

    async def create_group(
        self,
        name: str,
        people: Sequence[UserId],
        *,
        like: RoomId | None = None,
        kind: GroupKind = GroupKind.TALK,
    ) -> RoomId:
        """Make a group chat; with the description, rights and background of `like` if there is."""


class Folders(Protocol):
    """Folders of one's own for chats: the same on all devices of the person."""

    all: Observable[tuple[Folder, ...]]
    """The folders in their order."""

    async def save(self, folder: Folder) -> None:
        """Keep a folder: a new one goes last."""

    async def remove(self, folder_id: FolderId) -> None:
        """Forget a folder; its chats stay."""

    async def move(self, folder_id: FolderId, index: int) -> None:
        """Give a folder another place."""

    async def put(self, room_id: RoomId, folder_id: FolderId, *, inside: bool) -> None:
        """Put a chat into a folder, or take it out."""


class Keywords(Protocol):
    """Words that make a message as loud as a mention: the same on all devices of the person."""

    words: Observable[tuple[Keyword, ...]]

    async def add(self, typed: str) -> None:
        """Tell me of messages with this word; `*` and `?` stand for letters."""

    async def remove(self, keyword: Keyword) -> None:
        """Tell me of this word no more."""


class Timeline(Protocol):
    """One open chat. `items` is the stretch that is loaded; it grows by `older()` and `newer()`."""

    room_id: RoomId
    items: ObservableList[TimelineItem]
    details: Observable[RoomDetails]
    at_start: Observable[bool]
    """Nothing older exists."""
    live: Observable[bool]
    """The last row is the newest of the chat."""
    loading: Observable[bool]
    """The network is being asked."""
    new_from: Observable[ItemKey | None]
    """The row above which the new-messages line stands; fixed when the chat was opened."""
    read_up_to: ItemKey | None
    pinned: ObservableList[TimelineItem]

    async def older(self, count: int = 50) -> None:
        """Load rows before the first one: from the cache, then over the network."""

    async def newer(self, count: int = 50) -> None:
        """Load rows after the last one, until the live end."""

    async def jump_to(self, event_id: EventId) -> ItemKey | None:
        """Make sure the row is in `items`, reloading around it if need be; its key, or None."""

    async def jump_to_date(self, when: datetime) -> ItemKey | None:
        """The same for the first message at or after a moment."""

    async def jump_to_end(self) -> None:
        """Make `items` end at the live end."""

    async def mark_read(self, key: ItemKey) -> None:
        """I have seen this row; receipts go out in step, at most one at a time."""

    async def members(self) -> tuple[Member, ...]:
        """All members; asks the server the first time."""

    async def readers(self, key: ItemKey) -> tuple[Person, ...]:
        """Who has read a row."""

    async def reactions(self, key: ItemKey) -> tuple[Reaction, ...]:
        """Reactions with everybody who reacted."""

    async def edits(self, key: ItemKey) -> tuple[EditVersion, ...]:
        """Versions of an edited row, oldest first."""

    async def poll_voters(self, key: ItemKey) -> tuple[tuple[str, tuple[Person, ...]], ...]:
        """(answer id, people) of a poll."""

    async def media(
        self, kinds: Sequence[str], *, before: EventId | None = None, limit: int = 60
    ) -> tuple[MediaRow, ...]:
        """Attachments newest first; kinds are `MediaKind` values or "poll"."""

    async def refresh_members(self) -> None:
        """Ask the server for the members again."""

    def close(self) -> None:
        """The page is gone: stop watching."""


class ChatSettings(Protocol):
    """What «Настройки чата» shows and changes; always from the server, never from the cache."""

    async def load(self, room_id: RoomId) -> RoomSettings:
        """What is set now."""

    async def save(
        self, room_id: RoomId, before: RoomSettings, after: RoomSettings
    ) -> RoomSettings:
        """Write what differs; returns what stands now."""

    async def appoint(self, room_id: RoomId, user_id: UserId, *, administrator: bool) -> None:
        """Make somebody an administrator of the chat, or no longer."""

    async def mute_person(
        self, room_id: RoomId, user_id: UserId, *, until: datetime | None
    ) -> None:
        """Let somebody write nothing in a chat until a moment; None lets them write again."""

    async def set_picture(self, room_id: RoomId, path: Path) -> None:
        """Give the chat a picture from a file."""


class Composer(Protocol):
    """Everything that goes out of a chat, through the send queue of the profile."""

    async def send_text(
        self,
        room_id: RoomId,
        text: str,
        *,
        mentions: Sequence[UserId] = (),
        mention_room: bool = False,
        reply_to: EventId | None = None,
    ) -> ItemKey:
        """Send text; `**bold**`, `_italic_`, `~~strike~~`, `` `code` ``, ``` blocks, `> quote`."""

    async def edit(
        self,
        room_id: RoomId,
        event_id: EventId,
        text: str,
        *,
        mentions: Sequence[UserId] = (),
    ) -> None:
        """Replace an own message (or the caption of an own picture); `mentions` are new ones."""

    async def source_text(self, room_id: RoomId, event_id: EventId) -> str:
        """The text of an own message as it would be typed, for editing."""

    async def delete(self, room_id: RoomId, keys: Sequence[ItemKey]) -> None:
        """Delete for everyone; takes a queued message back instead."""

    async def react(self, room_id: RoomId, event_id: EventId, key: str) -> None:
        """Add my reaction, or take it back where it is already mine."""

    async def forward(
        self, room_id: RoomId, event_ids: Sequence[EventId], targets: Sequence[RoomId]
    ) -> None:
        """Copy messages of this profile to chats of this profile."""

    async def send_files(
        self, room_id: RoomId, files: Sequence[OutgoingFile], *, reply_to: EventId | None = None
    ) -> None:
        """Send files; several pictures make an album."""

    async def send_sticker(
        self, room_id: RoomId, sticker: Sticker, *, reply_to: EventId | None = None
    ) -> ItemKey:
        """Send a sticker."""

    async def send_poll(self, room_id: RoomId, poll: PollStart) -> ItemKey:
        """Publish a poll."""

    async def vote(self, room_id: RoomId, poll_id: EventId, answers: Sequence[str]) -> None:
        """Vote, or change the vote; no answers takes it back."""

    async def close_poll(self, room_id: RoomId, poll_id: EventId) -> None:
        """End an own poll."""

    async def pin_message(self, room_id: RoomId, event_id: EventId, *, pinned: bool) -> None:
        """Pin or unpin."""

    async def retry(self, room_id: RoomId, key: ItemKey) -> None:
        """Put a failed message back into the queue."""

    async def discard(self, room_id: RoomId, key: ItemKey) -> None:
        """Delete a message that has not gone out; cancels an upload."""

    def typing(self, room_id: RoomId, *, active: bool) -> None:
        """Tell others that I write; call it on every key press, it is throttled."""

    def draft(self, room_id: RoomId) -> Draft:
        """The draft of a chat."""

    def set_draft(self, room_id: RoomId, draft: Draft) -> None:
        """Keep a draft; written to disk shortly after, told to the person's other devices."""

    def watch_drafts(self, listener: Callable[[RoomId], None]) -> Callable[[], None]:
        """Call `listener` when a draft came from another device; returns the way to stop it."""

    async def upload_limit(self) -> int | None:
        """Largest file the server takes, in bytes; None while unknown."""


class MediaLibrary(Protocol):
    """Files behind `mxc://` addresses, from the cache or the server."""

    async def thumbnail(
        self, uri: MxcUri, width: int, height: int, *, crop: bool = False, fetch: bool = True
    ) -> Path:
        """A picture file of about this size; without `fetch` from the cache alone, else NotHere."""

    async def file(
        self, uri: MxcUri, filename: str, *, progress: Callable[[int, int], None] | None = None
    ) -> Path:
        """The whole file; cancelling the task cancels the download."""

    async def named(
        self, uri: MxcUri, filename: str, *, progress: Callable[[int, int], None] | None = None
    ) -> Path:
        """A copy under its own name, by whose ending other programs know what it is."""

    async def save_as(self, uri: MxcUri, target: Path) -> None:
        """Copy it to a place of the person's choice."""

    async def usage(self) -> int:
        """Bytes that the cache takes on the disk."""

    async def clear(self) -> None:
        """Empty the cache; what is on the server can be loaded again."""


class Search(Protocol):
    """Search over people, chats and messages of one profile."""

    async def messages(
        self, query: str, *, room_id: RoomId | None = None, limit: int = 30, offset: int = 0
    ) -> tuple[FoundMessage, ...]:
        """Messages, newest first."""

    async def people(self, query: str, *, limit: int = 10) -> tuple[Person, ...]:
        """People: known ones at once, then the server's directory."""

    def chats(self, query: str, *, limit: int = 10) -> tuple[RoomSummary, ...]:
        """Chats whose name has all words of the query (by prefix, ё = е)."""


class People(Protocol):
    """Presence, badges and devices."""

    badges: Observable[int]
    """Grows whenever somebody has got or lost a role: what shows people looks again."""
    ignored: Observable[frozenset[UserId]]
    """Whose messages I do not want; the server does not send them."""

    async def ignore(self, user_id: UserId, *, ignored: bool) -> None:
        """Get nothing more of what somebody writes, or get it again."""

    visibility: Observable[Visibility]
    """Who sees when I am here."""

    async def set_visibility(self, chosen: Visibility) -> None:
        """Decide who sees when I am here, for all my devices."""

    def last_seen(self, user_id: UserId) -> Observable[LastSeen | None]:
        """Watched while it has listeners; None while unknown or hidden."""

    def online(self, room_id: RoomId) -> Observable[int | None]:
        """How many members of a chat are here; watched while it has listeners, None: unknown."""

    async def person(self, user_id: UserId) -> Person:
        """A person."""

    async def devices(self) -> tuple[Device, ...]:
        """My devices."""

    async def rename_device(self, device: Device, name: str) -> None:
        """Rename a device of mine."""

    async def confirming(self, devices: Sequence[Device]) -> Confirming | None:
        """How signing these out is confirmed, None where it is done; with none: what I can do."""

    async def confirmed(self, devices: Sequence[Device], confirming: Confirming) -> bool:
        """Sign them out if the browser has confirmed it by now."""

    async def sign_out_devices(
        self, devices: Sequence[Device], password: str, *, code: str = ""
    ) -> None:
        """Sign other devices out."""


class Stickers(Protocol):
    """Packs of stickers."""

    async def packs(self, room_id: RoomId) -> tuple[StickerPack, ...]:
        """What there is to choose from in a chat, one's own pack first; needs no network."""

    async def keep(self, sticker: Sticker) -> None:
        """Put a sticker into one's own pack."""

    async def drop(self, sticker: Sticker) -> None:
        """Take a sticker out of one's own pack."""

    async def add(
        self,
        pictures: Sequence[Path],
        *,
        room_id: RoomId | None,
        told: Callable[[int, int], None],
    ) -> None:
        """Make stickers of pictures, in one's own pack or in a chat's; `told` how many of how many.

        Where one is not taken, those before it stay.
        """


class Session(Protocol):
    """One profile at work."""

    @property
    def profile(self) -> Observable[Profile]:
        """Whose session it is."""

    @property
    def connection(self) -> Observable[Connection]:
        """Where the sync stands."""

    @property
    def rooms(self) -> RoomList:
        """All chats."""

    @property
    def folders(self) -> Folders:
        """Folders of one's own."""

    @property
    def keywords(self) -> Keywords:
        """Words to be told of."""

    @property
    def composer(self) -> Composer:
        """Everything that goes out."""

    @property
    def media(self) -> MediaLibrary:
        """Files behind `mxc://` addresses."""

    @property
    def chat_settings(self) -> ChatSettings:
        """Name, picture and rights of a chat."""

    @property
    def search(self) -> Search:
        """People, chats and messages."""

    @property
    def stickers(self) -> Stickers:
        """Packs of stickers."""

    @property
    def people(self) -> People:
        """Presence and devices."""

    @property
    def school(self) -> School:
        """The school service: who I am there, the diary, statistics."""

    @property
    def reminders(self) -> Observable[PollReminder | None]:
        """The reminder that came last: a poll is about to close."""

    @property
    def managed(self) -> Managed:
        """What is decided for this computer."""

    @property
    def calls(self) -> Calls | None:
        """Calls and lessons; None where the program was started without sound and pictures."""

    async def open_timeline(self, room_id: RoomId, at: EventId | None = None) -> Timeline:
        """Open a chat at `at`, else at the first unread, else at the end; from the cache alone."""

    @property
    def saving(self) -> Observable[bool]:
        """Whether traffic is saved: pictures come when they are asked for, presence rests."""

    async def save_traffic(self, saving: bool) -> None:
        """Save traffic from now on, or no more; kept for this profile on this computer."""

    async def setting(self, key: str) -> Any:
        """A setting of this profile on this computer."""

    async def put_setting(self, key: str, value: Any) -> None:
        """Keep a setting of this profile."""

    async def keep_picture(self, data: bytes) -> None:
        """Keep the picture of the window that the next start shows first."""

    def set_active(self, active: bool) -> None:
        """The window shows this profile and the person is there (presence, read marks)."""

    def wake(self) -> None:
        """The PC woke up or the network came back: try now."""


@dataclass(frozen=True, slots=True)
class Notification:
    """A notification to show. `hidden` asks for one without text (the person's setting)."""

    profile_id: ProfileId
    room_id: RoomId | None
    """None for a word from the diary."""
    event_id: EventId | None
    title: str
    body: str
    sender: Person | None
    silent: bool = False


class StorageChoice(Protocol):
    """Asks the person where secrets go when there is no keyring."""

    async def __call__(self) -> "str | None":
        """A passphrase to protect them with, or None to keep them in memory only."""


class Profiles(Protocol):
    """All profiles: which are signed in, which is shown."""

    sessions: ObservableList[Session]
    active: Observable[ProfileId | None]
    managed: Managed
    """What is decided for this computer."""

    def notifications(self, listener: Callable[[Notification], None], /) -> Callable[[], None]:
        """Subscribe to notifications; returns the way to unsubscribe."""

    @property
    def finds_schools(self) -> bool:
        """Whether schools can be looked for by name."""

    async def find_schools(
        self, query: str, *, more: Mapping[str, int] | None = None
    ) -> SchoolsPage:
        """Schools by name; with `more` of a page, those that follow it."""

    async def discover(self, address: str) -> DiscoveredServer:
        """What a school address or server name offers."""

    async def sign_in_password(
        self,
        server: DiscoveredServer,
        user: str,
        *,
        password: str,
        shared_computer: bool,
        code: str = "",
    ) -> ProfileId:
        """Sign in and start the session; the new profile becomes active.

        Raises:
            SecondStepNeeded: the password was right; it has to come again with a code.
        """

    async def sign_in_card(
        self, server: DiscoveredServer, code: str, *, shared_computer: bool
    ) -> ProfileId:
        """Sign in with the code of a printed card."""

    async def sign_in_gradebook(
        self,
        server: DiscoveredServer,
        register: str,
        *,
        login: str,
        password: str,
        person: str | None,
        shared_computer: bool,
        code: str = "",
    ) -> tuple[ProfileChoice, ...]:
        """Sign in with the register's password; profiles where one has to be picked first."""

    async def sign_in_sso(
        self,
        server: DiscoveredServer,
        provider: str,
        *,
        shared_computer: bool,
        open_browser: Callable[[str], Awaitable[None] | None],
    ) -> ProfileId:
        """Single sign-on through the system browser; cancelling the task gives up."""

    async def sign_in_oauth(
        self,
        server: DiscoveredServer,
        *,
        shared_computer: bool,
        open_browser: Callable[[str], Awaitable[None] | None],
    ) -> ProfileId:
        """The same where `server.oauth` signs people in."""

    async def sign_out(self, profile_id: ProfileId) -> None:
        """Sign out and remove everything of the profile from this computer."""

    async def sign_in_again(self, profile_id: ProfileId, password: str, *, code: str = "") -> None:
        """After a soft logout: a new token for the same device; the cache stays."""

    async def sign_in_again_sso(
        self, profile_id: ProfileId, *, open_browser: Callable[[str], Awaitable[None] | None]
    ) -> None:
        """The same through the system browser, for accounts without a password."""

    def activate(self, profile_id: ProfileId) -> None:
        """Show this profile."""

    async def reorder(self, profile_ids: Sequence[ProfileId]) -> None:
        """New order on the rail."""

    def network(self) -> NetworkSettings:
        """How this computer reaches the network."""

    async def set_network(self, settings: NetworkSettings) -> None:
        """Use and keep other network settings; the password goes to the keyring."""
