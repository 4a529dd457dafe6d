"""Who I am to the school, and its statistics."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from app.domain.client_policy import VersionRules
from app.domain.diff import Observable
from app.domain.errors import BadReply
from app.domain.ids import UserId
from app.domain.parse.school import (
    parse_activity,
    parse_me,
    parse_now,
    parse_portrait,
    parse_recount,
    parse_school_rules,
)
from app.domain.portrait import Portrait
from app.domain.school import ActivityReport, Recount, SchoolMe, SchoolNow
from app.domain.school_rules import SchoolRules
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store
from app.services.school.board import BoardService
from app.services.school.channels import ChannelService
from app.services.school.consents import ConsentService, PolicyService
from app.services.school.diary import DiaryService
from app.services.school.feeds import FeedService
from app.services.school.identities import IdentitiesService
from app.services.school.links import LinksService
from app.services.school.people import PeopleService
from app.services.school.recordings import RecordingService
from app.services.school.register_menu import RegisterMenuService
from app.services.school.reminders import HomeworkReminder
from app.services.school.retention import RetentionService
from app.services.school.rosters import RosterService
from app.services.school.second_step import SecondStepService
from app.services.school.syncs import CardService, OnboardingService, SyncService
from app.services.school.transfer import TransferService
from app.services.school.trust import ComplaintService, SupportService, TeacherService

ME_SETTING = "school.me"
_SWITCHES = "/v1/school/{}/switches"


class SchoolService:
    """Fulfils `facade.school.school.School`."""

    def __init__(self, api: MatrixApi, store: Store, *, log_file: Path | None = None) -> None:
        self._api, self._store = api, store
        self.me: Observable[SchoolMe | None] = Observable(None)
        self.diary = DiaryService(api, store)
        self._reminder = HomeworkReminder(self.diary, store)
        self.due = self._reminder.due
        self.links = LinksService(api, store)
        self.people = PeopleService(api, store)
        self.board = BoardService(api)
        self.transfer = TransferService(api)
        self.channels = ChannelService(api)
        self.consents = ConsentService(api)
        self._policy = PolicyService(api, store)
        self.policy = self._policy.policy
        self.teachers = TeacherService(api)
        self.complaints = ComplaintService(api)
        self.support = SupportService(api, log_file)
        self.rosters = RosterService(api)
        self.feeds = FeedService(api)
        self.retention = RetentionService(api)
        self.recordings = RecordingService(api)
        self.register_menu = RegisterMenuService(api)
        self.syncs = SyncService(api)
        self.cards = CardService(api)
        self.onboarding = OnboardingService(api)
        self.identities = IdentitiesService(api)
        self.second_step = SecondStepService(api)

    async def load(self) -> None:
        """Show who I was the last time."""
        kept: Any = await self._store.setting(ME_SETTING)
        if kept is not None:
            self.me.set(parse_me(kept))
        await self._policy.load()

    async def refresh(self) -> None:
        """Ask who I am and keep it."""
        reply = await self._api.school.get("/v1/me")
        self.me.set(parse_me(reply))
        await self._store.put_setting(ME_SETTING, reply)

    async def remind(self, now: datetime) -> None:
        """In the evening look once what is due tomorrow."""
        await self._reminder.look(self.me.value, now)

    async def portrait(self, user_id: UserId) -> Portrait:
        """A person of my school, as far as I may know."""
        return parse_portrait(await self._api.school.get("/v1/school/people/{}", user_id))

    async def version_rules(self) -> VersionRules:
        """What versions are let in, for whoever runs the server."""
        return await self._policy.rules()

    async def set_version_rules(self, rules: VersionRules) -> None:
        """Decide it anew, and take it to heart here."""
        await self._policy.set_rules(rules)
        await self._policy.refresh()

    async def school_rules(self, org: str) -> SchoolRules:
        """What a school decides for itself, for its administrators."""
        return parse_school_rules(await self._api.school.get(_SWITCHES, org))

    async def set_school_rules(self, org: str, rules: SchoolRules) -> None:
        """Decide it anew; the homeserver holds to it from then on."""
        await self._api.school.put(_SWITCHES, org, body=asdict(rules))

    async def refresh_policy(self) -> None:
        """Ask whether this version is let in and what the school offers."""
        await self._policy.refresh()

    async def now(self) -> SchoolNow:
        """The school year, and how many people are here."""
        return parse_now(await self._api.school.get("/v1/school/now"))

    async def activity(self, week: str | None) -> ActivityReport:
        """Teachers' activity in a week, the last one for None."""
        params = {"week": week} if week else None
        return parse_activity(await self._api.school.get("/v1/statistics", params=params))

    async def activity_file(self, week: str, form: str, target: Path) -> None:
        """Save the report of a week."""
        if form not in {"csv", "xlsx"}:
            raise BadReply(f"no such form: {form}")
        await self._api.school.download("/v1/statistics/{}/" + form, week, target=target)

    async def begin_recount(self, week: str) -> Recount:
        """Begin to count a week anew from the events, or join who began."""
        return parse_recount(await self._api.school.post("/v1/statistics/{}/recount", week))

    async def recount(self, week: str) -> Recount:
        """How far that is, and what it found."""
        return parse_recount(await self._api.school.get("/v1/statistics/{}/recount", week))
