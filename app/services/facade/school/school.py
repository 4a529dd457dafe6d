"""What the UI sees of the school service of one profile."""

from pathlib import Path
from typing import Protocol

from app.domain.client_policy import ClientPolicy, VersionRules
from app.domain.diary import Work
from app.domain.diff import Observable
from app.domain.ids import UserId
from app.domain.portrait import Portrait
from app.domain.school import ActivityReport, Recount, SchoolMe, SchoolNow
from app.domain.school_rules import SchoolRules
from app.services.facade.school.board import Board
from app.services.facade.school.channels import Channels
from app.services.facade.school.consents import Consents
from app.services.facade.school.diary import Diary
from app.services.facade.school.feeds import Feeds
from app.services.facade.school.identities import IdentityBook
from app.services.facade.school.links import Links
from app.services.facade.school.people import People
from app.services.facade.school.recordings import Recordings
from app.services.facade.school.register_menu import RegisterMenus
from app.services.facade.school.retention import Retention
from app.services.facade.school.rosters import Rosters
from app.services.facade.school.second_step import SecondStepBook
from app.services.facade.school.syncs import Cards, Onboarding, Syncs
from app.services.facade.school.transfer import Transfer
from app.services.facade.school.trust import Complaints, Support, Teachers


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
    def people(self) -> People:
        """Whom I may write to."""

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
    def recordings(self) -> Recordings:
        """Recorded lessons."""

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
