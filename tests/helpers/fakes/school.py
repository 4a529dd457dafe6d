"""A school without a network: who I am there, and a region's activity."""

from datetime import UTC, datetime
from pathlib import Path

from app.domain.client_policy import ClientPolicy, VersionRules
from app.domain.diary import Work
from app.domain.diff import Observable
from app.domain.ids import UserId
from app.domain.portrait import Portrait
from app.domain.school import (
    ActivityReport,
    Grant,
    Level,
    OrgActivity,
    Recount,
    RecountedOrg,
    SchoolMe,
    SchoolNow,
)
from app.domain.school_rules import SchoolRules
from tests.helpers.fakes.board import FakeBoard
from tests.helpers.fakes.channels import FakeChannels
from tests.helpers.fakes.circles import FakeCircles
from tests.helpers.fakes.consents import FakeConsents
from tests.helpers.fakes.diary import FakeDiary
from tests.helpers.fakes.feeds import FakeFeeds
from tests.helpers.fakes.identities import FakeIdentities
from tests.helpers.fakes.links import FakeLinks
from tests.helpers.fakes.recorded import Recorded
from tests.helpers.fakes.recordings import FakeRecordings
from tests.helpers.fakes.register_menu import FakeRegisterMenus
from tests.helpers.fakes.retention import FakeRetention
from tests.helpers.fakes.rosters import FakeCards, FakeOnboarding, FakeRosters, FakeSyncs
from tests.helpers.fakes.second_step import FakeSecondStep
from tests.helpers.fakes.transfer import FakeTransfer
from tests.helpers.fakes.trust import ME, FakeComplaints, FakeSupport, FakeTeachers

MOTHER = SchoolMe("Елена Кузнецова", (Grant("s14", "parent"),), (("s14", "Школа № 14"),))
VERA = SchoolMe("Вера Вартанян", (Grant("s14", "teacher"),), (("s14", "Школа № 14"),))
HEAD = SchoolMe("Сергей Дорохов", (Grant("s14", "admin"),), (("s14", "Школа № 14"),), user_id=ME)


def activity(week: str = "2026-W47") -> ActivityReport:
    """A few regions of the mockup with districts and schools under one of them."""
    org = OrgActivity
    return ActivityReport(
        week,
        datetime(2026, 11, 23, 5, tzinfo=UTC),
        ("2026-W47", "2026-W46"),
        (
            org("r70", "Томская область", "", Level.REGION, 640, 8.7),
            org("r63", "Самарская область", "", Level.REGION, 812, 9.8),
            org("r42", "Кемеровская область — Кузбасс", "", Level.REGION, 1_200, 19.0),
            org("r99", "Далёкая область", "", Level.REGION, 50, 4.0),
            org("d1", "Октябрьский район", "r63", Level.DISTRICT, 300, 12.0),
            org("s14", "Школа № 14", "d1", Level.SCHOOL, 64, 26.6),
            org("s21", "Школа № 21", "d1", Level.SCHOOL, None, None),
        ),
    )


class FakeSchool(Recorded):
    """`School` with a fake diary."""

    def __init__(self, me: SchoolMe | None = None) -> None:
        super().__init__()
        self.me: Observable[SchoolMe | None] = Observable(me)
        self.diary = FakeDiary()
        self.links = FakeLinks()
        self.board = FakeBoard()
        self.due: Observable[tuple[Work, ...]] = Observable(())
        self.transfer = FakeTransfer()
        self.channels = FakeChannels()
        self.consents = FakeConsents()
        self.policy: Observable[ClientPolicy] = Observable(ClientPolicy())
        self.next_policy: ClientPolicy | None = None
        self.rules = VersionRules()
        self.own_rules = SchoolRules()
        self.teachers = FakeTeachers()
        self.complaints = FakeComplaints()
        self.support = FakeSupport()
        self.feeds = FakeFeeds()
        self.retention = FakeRetention()
        self.recordings = FakeRecordings()
        self.register_menu = FakeRegisterMenus()
        self.rosters, self.syncs = FakeRosters(), FakeSyncs()
        self.cards, self.onboarding = FakeCards(), FakeOnboarding()
        self.identities = FakeIdentities()
        self.second_step = FakeSecondStep()
        self.report = activity()
        same = tuple(
            RecountedOrg(one.name, one.share, one.share, differs=False) for one in self.report.orgs
        )
        self.recounts = [
            Recount(0, 7),
            Recount(4, 7),
            Recount(7, 7, finished=True, orgs=same),
        ]
        self.known: dict[UserId, Portrait] = {}
        self.people = FakeCircles()

    async def refresh(self) -> None:
        self.calls.append(("refresh",))

    async def portrait(self, user_id: UserId) -> Portrait:
        await self._called("portrait", user_id)
        return self.known.get(user_id, Portrait())

    async def version_rules(self) -> VersionRules:
        return self.rules

    async def set_version_rules(self, rules: VersionRules) -> None:
        await self._called("set_version_rules", rules)
        self.rules = rules

    async def school_rules(self, org: str) -> SchoolRules:
        return self.own_rules

    async def set_school_rules(self, org: str, rules: SchoolRules) -> None:
        await self._called("set_school_rules", org, rules)
        self.own_rules = rules

    async def refresh_policy(self) -> None:
        await self._called("refresh_policy")
        if self.next_policy is not None:
            self.policy.set(self.next_policy)

    async def now(self) -> SchoolNow:
        if self.error is not None:
            raise self.error
        return SchoolNow("2026/2027", 5)

    async def activity(self, week: str | None) -> ActivityReport:
        await self._called("activity", week)
        return self.report

    async def activity_file(self, week: str, form: str, target: Path) -> None:
        await self._called("activity_file", week, form, target)

    async def begin_recount(self, week: str) -> Recount:
        await self._called("begin_recount", week)
        return self.recounts[0]

    async def recount(self, week: str) -> Recount:
        """The next of `recounts`; the last stays."""
        if self.error is not None:
            raise self.error
        if len(self.recounts) > 1:
            self.recounts.pop(0)
        return self.recounts[0]
