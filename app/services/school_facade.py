"""What the UI sees of the school service; fulfilled in app/services/school, faked in the tests.

Everything here is asked for when a page shows it and raises only `AppError`. What was shown last of
a diary is kept in the profile's own encrypted file, so that it can be read without a connection.
"""

from datetime import date
from pathlib import Path
from typing import Protocol

from app.domain.board import Addressable, BoardNotice, NewNotice, NoticeReader, SentFile
from app.domain.client_policy import ClientPolicy, VersionRules
from app.domain.consents import ConsentDocument, ConsentOverview, PersonConsent
from app.domain.diary import (
    Absences,
    Announcement,
    Child,
    Homework,
    Journal,
    JournalGroups,
    LinkOutcome,
    Register,
    Results,
    Week,
    Work,
)
from app.domain.diff import Observable
from app.domain.events import Event
from app.domain.identities import (
    CodeMeaning,
    DeviceCode,
    Identities,
    PersonIdentity,
    PortalBadge,
)
from app.domain.ids import PersonId, RoomId, UserId
from app.domain.invite_links import InviteLink, LinkPreview
from app.domain.portrait import Portrait
from app.domain.school import ActivityReport, Recount, SchoolMe, SchoolNow
from app.domain.school_rules import SchoolRules
from app.domain.second_step import NewSecret, SchoolSecondStep, SecondStep
from app.domain.server import Progress
from app.domain.transfer import ForeignChat
from app.services.channel_facade import Channels
from app.services.feed_facade import Feeds
from app.services.register_menu_facade import RegisterMenus
from app.services.retention_facade import Retention
from app.services.roster_facade import Cards, Onboarding, Rosters, Syncs
from app.services.trust_facade import Complaints, Support, Teachers


class Diary(Protocol):
    """The diaries I may read: my own as a pupil, my children's as a parent."""

    async def children(self) -> tuple[Child, ...]:
        """Whose diaries I may read."""

    async def kept_children(self) -> tuple[Child, ...]:
        """The same as last seen on this computer."""

    async def week(self, child: PersonId, day: date | None) -> Week:
        """The week of a day, the current one for None."""

    async def kept_week(self, child: PersonId) -> Week | None:
        """The week that was shown last."""

    async def results(self, child: PersonId, period: str | None) -> Results:
        """Marks and averages of a period, the current one for None."""

    async def absences(self, child: PersonId, period: str | None) -> Absences:
        """Absences of a period, the current one for None."""

    async def homework(self, child: PersonId) -> Homework:
        """Homework to come and what is overdue."""

    async def announcements(self, child: PersonId) -> tuple[Announcement, ...]:
        """Announcements, newest first."""

    async def confirm(self, child: PersonId, notice: str) -> None:
        """I have read an announcement."""

    async def save_file(
        self, child: PersonId, assignment: str, attachment: str, target: Path
    ) -> None:
        """Save a file of an assignment."""

    async def save_notice_file(
        self, child: PersonId, notice: str, attachment: str, target: Path
    ) -> None:
        """Save a file of an announcement."""

    async def journal_groups(self) -> JournalGroups:
        """Classes and subjects whose journal I may read as staff."""

    async def journal(self, group: str, period: str | None) -> Journal:
        """The journal of a group over a period, the current one for None."""

    async def registers(self) -> tuple[Register, ...]:
        """Gradebooks that can be linked."""

    async def link(
        self,
        child: PersonId,
        register: str,
        *,
        login: str,
        password: str,
        student: int | None = None,
    ) -> LinkOutcome:
        """Link a gradebook with the family's own sign-in there; it is not kept here."""

    async def unlink(self, child: PersonId) -> None:
        """Let the service forget the sign-in."""


class Links(Protocol):
    """Links into my chats."""

    def is_mine(self, url: str) -> bool:
        """Whether an address is such a link of this very school."""

    async def of_room(self, room_id: RoomId) -> tuple[InviteLink, ...]:
        """The links of a chat that still open, newest first."""

    async def make(self, room_id: RoomId, *, history: bool) -> InviteLink:
        """Make a link for whoever may be invited; `history` shows newcomers the last 250."""

    async def revoke(self, room_id: RoomId, link_id: str) -> None:
        """Let a link open nothing from now on."""

    async def preview(self, url: str) -> LinkPreview:
        """What a link opens for me."""

    async def join(self, url: str) -> RoomId:
        """Enter the chat behind a link."""

    async def window(self, room_id: RoomId) -> tuple[Event, ...]:
        """What was written just before I came by a link that shows it, oldest first.

        Raises:
            NotFound: no link of mine opened it; the sentence says so.
        """

    async def save_sheet(self, url: str, target: Path) -> None:
        """Save the A4 sheet with the QR code as PDF."""


class Transfer(Protocol):
    """Chats of other messengers, brought along from their export files."""

    async def look(self, room_id: RoomId, export: Path) -> ForeignChat:
        """Read an export without writing anything."""

    async def bring(self, room_id: RoomId, export: Path) -> ForeignChat:
        """Write the digest of an export into a chat; the same file twice is written once."""


class Consents(Protocol):
    """Documents of the school, and what I decided about them for me and my children."""

    documents: Observable[tuple[ConsentDocument, ...]]
    """As last heard in this run."""

    async def refresh(self) -> tuple[ConsentDocument, ...]:
        """Ask for the documents and what was decided."""

    async def say(self, document: ConsentDocument, person: PersonConsent, *, given: bool) -> None:
        """Agree to the version I have read, or take a consent back."""

    async def overview(self, document: ConsentDocument) -> ConsentOverview:
        """Who of my school has not agreed. For administrators."""

    async def publish(
        self, document: ConsentDocument | None, *, title: str, text: str, required: bool
    ) -> None:
        """Publish a new version, or a new document. For whoever runs the server."""


class IdentityBook(Protocol):
    """What opens my profile: bindings of outside identities, and my other devices."""

    async def mine(self) -> Identities:
        """My ways in, and what may be bound."""

    async def bind_gradebook(self, register: str, *, login: str, password: str) -> None:
        """Bind an account of the register, proved by its password; it is not kept."""

    async def look_at_code(self, code: str) -> CodeMeaning:
        """What a code from the page of a browser would bind."""

    async def bind_code(self, code: str) -> None:
        """Bind it."""

    async def unbind(self, identity: str) -> None:
        """It opens nothing from now on; account, chats and messages stay."""

    async def device_code(self) -> DeviceCode:
        """A code for another device of mine, worth minutes."""

    async def badge(self) -> PortalBadge:
        """My number for the portal's page, open or closed."""

    async def open_badge(self) -> PortalBadge:
        """A new address for it; the one before is worth nothing."""

    async def close_badge(self) -> None:
        """The address answers nobody from now on."""

    async def of_school(self, org: str) -> tuple[PersonIdentity, ...]:
        """Bindings of a school's people, for its administrators."""

    async def unbind_for(self, org: str, identity: str, *, reason: str) -> None:
        """Undo somebody's binding; they are signed out and read why."""


class SecondStepBook(Protocol):
    """The second step of signing in with a password."""

    state: Observable[SecondStep | None]
    """How it stands with me as last heard; None before that."""

    async def refresh(self) -> SecondStep:
        """Ask how it stands with me."""

    async def begin(self) -> NewSecret:
        """Make a secret; nothing is on before one of its codes was typed."""

    async def confirm(self, code: str) -> tuple[str, ...]:
        """Switch it on; ten codes to print, told this once."""

    async def print_anew(self, code: str) -> tuple[str, ...]:
        """Ten new codes to print; those before are worth nothing."""

    async def switch_off(self, code: str) -> None:
        """A password alone is enough again."""

    async def of_school(self, org: str) -> SchoolSecondStep:
        """How it stands with a school's people, for its administrators."""

    async def ask_staff(self, org: str, *, wanted: bool) -> None:
        """Ask it of everybody who works at a school, or do not."""

    async def reset(self, person: str, *, reason: str) -> None:
        """Switch it off for somebody who has lost it; they read why."""


class Board(Protocol):
    """Announcements among a school's staff, and theirs to families."""

    async def notices(self) -> tuple[BoardNotice, ...]:
        """What is for me and what I answer for, newest first."""

    async def addressables(self) -> tuple[Addressable, ...]:
        """Where I may announce something."""

    async def post(self, notice: NewNotice) -> None:
        """Announce something; the same key twice is one announcement."""

    async def withdraw(self, notice: str) -> None:
        """Take an announcement down, for everybody; for its author and administrators."""

    async def confirm(self, notice: str) -> None:
        """I have read an announcement that is for me."""

    async def readers(self, notice: str) -> tuple[NoticeReader, ...]:
        """Everybody an announcement is for; for its author and administrators."""

    async def send_file(self, source: Path, *, progress: Progress) -> SentFile:
        """Send a file that an announcement is to carry; cancelling stops it."""

    async def forget_file(self, file: str) -> None:
        """Take back a file that was not posted."""

    async def save_file(self, notice: str, file: str, target: Path) -> None:
        """Save a file of an announcement."""


class School(Protocol):
    """The school service of one profile."""

    @property
    def me(self) -> Observable[SchoolMe | None]:
        """Who I am there: as last seen at first, None while nobody ever said."""

    @property
    def diary(self) -> Diary:
        """The diaries I may read."""

    @property
    def due(self) -> Observable[tuple[Work, ...]]:
        """A pupil's homework for tomorrow, set once an evening."""

    @property
    def board(self) -> Board:
        """Announcements, for staff."""

    @property
    def links(self) -> Links:
        """Links into my chats."""

    @property
    def transfer(self) -> Transfer:
        """Chats of other messengers."""

    @property
    def policy(self) -> Observable[ClientPolicy]:
        """Whether this version is let in, and what the school offers."""

    @property
    def channels(self) -> Channels:
        """Channels of my school."""

    @property
    def consents(self) -> Consents:
        """Consents of my family."""

    @property
    def teachers(self) -> Teachers:
        """Confirming teachers."""

    @property
    def complaints(self) -> Complaints:
        """Complaining, and what administrators do about it."""

    @property
    def support(self) -> Support:
        """Asking for help."""

    @property
    def rosters(self) -> Rosters:
        """The school's list of people, for administrators."""

    @property
    def register_menu(self) -> RegisterMenus:
        """Pages of the register that are opened in the browser."""

    @property
    def feeds(self) -> Feeds:
        """Events and news."""

    @property
    def retention(self) -> Retention:
        """How long what is written is kept, for administrators."""

    @property
    def syncs(self) -> Syncs:
        """Chats kept as the list says, for administrators."""

    @property
    def cards(self) -> Cards:
        """Cards to sign in with, for administrators and class teachers."""

    @property
    def onboarding(self) -> Onboarding:
        """My first steps."""

    @property
    def identities(self) -> IdentityBook:
        """What opens my profile."""

    @property
    def second_step(self) -> SecondStepBook:
        """The second step of signing in."""

    async def refresh(self) -> None:
        """Ask who I am and keep it."""

    async def portrait(self, user_id: UserId) -> Portrait:
        """A person of my school: roles, classes, as far as I may know."""

    async def version_rules(self) -> VersionRules:
        """What versions are let in, for whoever runs the server."""

    async def set_version_rules(self, rules: VersionRules) -> None:
        """Decide it anew. For whoever runs the server."""

    async def school_rules(self, org: str) -> SchoolRules:
        """What a school decides for itself, for its administrators."""

    async def set_school_rules(self, org: str, rules: SchoolRules) -> None:
        """Decide it anew, for its administrators."""

    async def refresh_policy(self) -> None:
        """Ask whether this version is let in and what the school offers."""

    async def now(self) -> SchoolNow:
        """The school year, and how many people are here."""

    async def activity(self, week: str | None) -> ActivityReport:
        """Teachers' activity in a week, the last one for None."""

    async def activity_file(self, week: str, form: str, target: Path) -> None:
        """Save the report of a week as `csv` or `xlsx`."""

    async def begin_recount(self, week: str) -> Recount:
        """Begin to count a week anew from the events; nothing is changed by it."""

    async def recount(self, week: str) -> Recount:
        """How far that is, and what it found.

        Raises:
            NotFound: it broke off, the service was restarted.
        """
