"""A school without a network: the diary of the mockup, and a region's activity."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from app.domain.board import Addressable, Audience, BoardNotice, NewNotice, NoticeReader, SentFile
from app.domain.channels import Channel, ChannelWriter, NewChannel
from app.domain.client_policy import ClientPolicy, VersionRules
from app.domain.consents import ConsentDocument, ConsentOverview, PersonConsent
from app.domain.diary import (
    Absence,
    Absences,
    Announcement,
    Assignment,
    Attachment,
    Attendance,
    Child,
    Day,
    Homework,
    Journal,
    JournalGroup,
    JournalGroups,
    Lesson,
    LinkOutcome,
    Period,
    Register,
    Results,
    SubjectResult,
    Week,
    Work,
)
from app.domain.diff import Observable
from app.domain.errors import AppError, SecondStepNeeded
from app.domain.events import Event
from app.domain.feeds import Feed, NewFeed, NewsLink, SchoolEvent
from app.domain.identities import (
    CodeMeaning,
    DeviceCode,
    Identities,
    Identity,
    PersonIdentity,
    PortalBadge,
    Way,
)
from app.domain.ids import PersonId, RoomId, UserId
from app.domain.invite_links import InviteLink, LinkPreview
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
from app.domain.second_step import NewSecret, PersonSecondStep, SchoolSecondStep, SecondStep
from app.domain.server import Progress
from app.domain.transfer import ForeignChat
from tests.helpers.fakes.recorded import Recorded
from tests.helpers.fakes.register_menu import FakeRegisterMenus
from tests.helpers.fakes.retention import FakeRetention
from tests.helpers.fakes.rosters import FakeCards, FakeOnboarding, FakeRosters, FakeSyncs
from tests.helpers.fakes.trust import ME, FakeComplaints, FakeSupport, FakeTeachers

TODAY = date(2026, 11, 18)
MONDAY = date(2026, 11, 16)
ARTEM, POLINA = PersonId("p-1"), PersonId("p-2")
TEACHER = UserId("@vera:school14.example")
MOTHER = SchoolMe("Елена Кузнецова", (Grant("s14", "parent"),), (("s14", "Школа № 14"),))
VERA = SchoolMe("Вера Вартанян", (Grant("s14", "teacher"),), (("s14", "Школа № 14"),))
HEAD = SchoolMe("Сергей Дорохов", (Grant("s14", "admin"),), (("s14", "Школа № 14"),), user_id=ME)

_TIMES = (time(8, 30), time(9, 25), time(10, 20), time(11, 25))
_PLAN = """
Алгебра|§14 № 201, 204 (б, г)|5
Русский язык|Упр. 118, словарные слова|4 5
Биология|Проект «Пчёлы»: план|
История|Конспект §9|3

Геометрия|Теорема Фалеса, № 12|
Физика|Лабораторная № 3|5
Английский язык|Эссе 120 слов|4
Физкультура||5

Биология|Строение цветка|
Химия|§11, вопросы 1–4|
Литература|«Обломов», ч. 1|УП
Информатика|Задача B в Python|2

Алгебра|§15 № 219, 220|
Русский язык|Упр. 124|
История|§10, даты|
География|Контурная карта, с. 8|

Химия|Уравнения № 6|
Физика|§21, № 8|
Английский язык|Слова урока 7|
Литература|Стихотворение наизусть|

Геометрия|п. 58, № 531|
Биология|§12, вопросы|
"""


def _assignment(number: int, kind: str, text: str, day: date, mark: str = "") -> Assignment:
    return Assignment(
        str(number),
        kind,
        text,
        day,
        mark,
        int(mark) if mark.isdigit() else None,
        comment="Решение оформлено аккуратно" if mark == "5" else "",
        homework=kind == "Домашнее задание",
        attachments=(Attachment("9", "задание.pdf"),) if number % 5 == 0 else (),
    )


def week(monday: date = MONDAY) -> Week:
    """The mockup's week, moved to any Monday."""
    days = []
    for offset, block in enumerate(_PLAN.strip().split("\n\n")):
        day = monday + timedelta(days=offset)
        lessons = []
        for place, line in enumerate(block.splitlines()):
            subject, task, marks = line.split("|")
            number = offset * 100 + place * 10
            works = [_assignment(number, "Домашнее задание", task, day)]
            works += [
                _assignment(number + at, "Ответ на уроке", "", day, mark)
                for at, mark in enumerate(marks.split(), 1)
            ]
            lessons.append(
                Lesson(
                    place + 1,
                    subject,
                    _TIMES[place],
                    room="201",
                    teacher=TEACHER if subject == "Биология" else None,
                    teacher_name="Вартанян Вера Арамовна" if subject == "Биология" else "",
                    assignments=tuple(works),
                )
            )
        days.append(Day(day, tuple(lessons)))
    works = (
        Work("Химия", _assignment(1, "Контрольная работа", "", monday + timedelta(days=4))),
        Work("Биология", _assignment(2, "Проект", "", monday + timedelta(days=7))),
    )
    fetched = datetime.combine(TODAY, time(4, 5), UTC)
    return Week(monday, "Сетевой Город", fetched, tuple(days), works)


PERIODS = tuple(
    Period(f"q{number}", f"{number} четверть", begins, ends)
    for number, begins, ends in (
        (1, date(2026, 9, 1), date(2026, 10, 31)),
        (2, date(2026, 11, 1), date(2026, 12, 31)),
        (3, date(2027, 1, 1), date(2027, 3, 31)),
        (4, date(2027, 4, 1), date(2027, 5, 31)),
    )
)


def results(period: Period = PERIODS[1]) -> Results:
    """Averages of the mockup."""

    def subject(name: str, average: float | None, marks: str) -> SubjectResult:
        return SubjectResult(
            name,
            average,
            tuple(
                (MONDAY, _assignment(at, "Ответ на уроке", "", MONDAY, mark))
                for at, mark in enumerate(marks.split())
            ),
        )

    return Results(
        PERIODS,
        period,
        (
            subject("Алгебра", 4.6, "5 4 5 5 4"),
            subject("Биология", 4.8, "5 5 5 4 5"),
            subject("История", 3.9, "3 4 5 4 3 4"),
            subject("Русский язык", 4.3, "4 5 4 4 5 4"),
            subject("Физика", 4.5, "5 4 5 4"),
            subject("Химия", None, ""),
        ),
    )


class FakeDiary(Recorded):
    """`Diary`: two children, one of them without a gradebook; `error` is raised by every call."""

    def __init__(self) -> None:
        super().__init__()
        self.list: tuple[Child, ...] = (
            Child(ARTEM, "Артём Кузнецов", "9Б", source="Сетевой Город", linked=True),
            Child(POLINA, "Полина Кузнецова", "7А"),
        )
        self.kept: Week | None = None
        self.kept_list: tuple[Child, ...] = ()
        self.empty = False
        self.overdue: tuple[Work, ...] = ()
        self.notices = (
            Announcement(
                "n1",
                "Сверить электронные журналы!",
                "По прошествии месяца + 7 дней каждый журнал будет закрыт.",
                "Администратор школы",
                datetime(2026, 11, 17, 9, 10, tzinfo=UTC),
            ),
            Announcement(
                "n2",
                "Родительское собрание",
                "В четверг в 18:30, актовый зал.",
                "Администратор школы",
                datetime(2026, 11, 14, 9, 11, tzinfo=UTC),
                datetime(2026, 11, 15, 9, 11, tzinfo=UTC),
            ),
        )
        self.outcomes = [LinkOutcome(True)]
        self.groups = JournalGroups(
            (
                JournalGroup("9b-bio", "9Б · биология", "Биология", ("Вартанян Вера",), 9),
                JournalGroup("7a-bio", "7А · биология", "Биология", ("Вартанян Вера",), 7),
                JournalGroup("9b-alg", "9Б · алгебра", "Алгебра", ("Громов Павел",), 9),
            ),
            PERIODS,
            "q2",
        )
        self.link_error: AppError | None = None

    async def children(self) -> tuple[Child, ...]:
        await self._called("children")
        return self.list

    async def kept_children(self) -> tuple[Child, ...]:
        return self.kept_list

    async def week(self, child: PersonId, day: date | None) -> Week:
        await self._called("week", child, day)
        monday = day or MONDAY
        return Week(monday, "Сетевой Город", week().fetched_at) if self.empty else week(monday)

    async def kept_week(self, child: PersonId) -> Week | None:
        return self.kept

    async def results(self, child: PersonId, period: str | None) -> Results:
        await self._called("results", child, period)
        return results(next((one for one in PERIODS if one.id == period), PERIODS[1]))

    async def absences(self, child: PersonId, period: str | None) -> Absences:
        await self._called("absences", child, period)
        return Absences(
            PERIODS,
            next((one for one in PERIODS if one.id == period), PERIODS[1]),
            (
                Absence(MONDAY, 2, "Химия", Attendance.ILL, missed=True),
                Absence(TODAY, 3, "Литература", Attendance.EXCUSED, missed=True),
                Absence(TODAY, 1, "Биология", Attendance.LATE, missed=False),
            ),
        )

    async def homework(self, child: PersonId) -> Homework:
        await self._called("homework", child)
        return Homework((), self.overdue)

    async def announcements(self, child: PersonId) -> tuple[Announcement, ...]:
        await self._called("announcements", child)
        return self.notices

    async def confirm(self, child: PersonId, notice: str) -> None:
        await self._called("confirm", child, notice)
        self.notices = tuple(
            Announcement(one.id, one.title, one.text, one.author, one.posted_at, datetime.now(UTC))
            if one.id == notice
            else one
            for one in self.notices
        )

    async def save_file(
        self, child: PersonId, assignment: str, attachment: str, target: Path
    ) -> None:
        await self._called("save_file", child, assignment, attachment, target)

    async def save_notice_file(
        self, child: PersonId, notice: str, attachment: str, target: Path
    ) -> None:
        await self._called("save_notice_file", child, notice, attachment, target)

    async def journal_groups(self) -> JournalGroups:
        await self._called("journal_groups")
        return self.groups

    async def journal(self, group: str, period: str | None) -> Journal:
        await self._called("journal", group, period)
        one = next(each for each in self.groups.groups if each.id == group)
        marked = tuple(
            SubjectResult(name, each.average, each.marks)
            for name, each in zip(
                ("Иванова Дарья", "Кузнецов Артём"), results().subjects, strict=False
            )
        )
        return Journal(one.title, PERIODS[1], marked)

    async def registers(self) -> tuple[Register, ...]:
        await self._called("registers")
        return (Register("sgo", "Сетевой Город"),)

    async def link(
        self,
        child: PersonId,
        register: str,
        *,
        login: str,
        password: str,
        student: int | None = None,
    ) -> LinkOutcome:
        self.calls.append(("link", child, register, login, password, student))
        if self.link_error is not None:
            raise self.link_error
        outcome = self.outcomes.pop(0)
        if outcome.linked:
            self.list = tuple(
                Child(one.person, one.name, one.class_title, source="Сетевой Город", linked=True)
                if one.person == child
                else one
                for one in self.list
            )
        return outcome

    async def unlink(self, child: PersonId) -> None:
        await self._called("unlink", child)
        self.list = tuple(
            Child(one.person, one.name, one.class_title) if one.person == child else one
            for one in self.list
        )


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


class FakeLinks(Recorded):
    """`Links`: one chat's link."""

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[InviteLink, ...] = ()
        self.before: tuple[Event, ...] = ()
        self.seen = LinkPreview("9Б · класс", "Школа № 14", inside=False, may_join=True)

    def is_mine(self, url: str) -> bool:
        return url.startswith("https://school14.example/j/")

    async def of_room(self, room_id: RoomId) -> tuple[InviteLink, ...]:
        await self._called("of_room", room_id)
        return self.found

    async def make(self, room_id: RoomId, *, history: bool) -> InviteLink:
        await self._called("make", room_id, history)
        url = "https://school14.example/j/3f2yQ8t1abcdefgh"
        self.found = (InviteLink("l1", url, history=history),)
        return self.found[0]

    async def revoke(self, room_id: RoomId, link_id: str) -> None:
        await self._called("revoke", room_id, link_id)
        self.found = ()

    async def preview(self, url: str) -> LinkPreview:
        await self._called("preview", url)
        return self.seen

    async def join(self, url: str) -> RoomId:
        await self._called("join", url)
        return RoomId("!9Б · класс")

    async def window(self, room_id: RoomId) -> tuple[Event, ...]:
        await self._called("window", room_id)
        return self.before

    async def save_sheet(self, url: str, target: Path) -> None:
        await self._called("save_sheet", url, target)


class FakeBoard(Recorded):
    """`Board`: two announcements of one school."""

    def __init__(self) -> None:
        super().__init__()
        self.halfway: asyncio.Event | None = None
        """Holds a file that is being sent."""
        posted = datetime(2026, 11, 17, 9, 10, tzinfo=UTC)
        head = Announcement(
            "b1", "Сверить журналы", "До пятницы.", "Ольга Облакова", posted, due=date(2026, 11, 20)
        )
        mine = Announcement("b2", "Собрание", "В среду в 18:00.", "Вера Вартанян", posted)
        self.all: tuple[BoardNotice, ...] = (
            BoardNotice(head, "Школа № 14", Audience.STAFF, for_me=True),
            BoardNotice(mine, "Школа № 14", Audience.PARENTS, ("9А", "9Б"), mine=True),
        )
        self.schools: tuple[Addressable, ...] = (
            Addressable("s14", "Школа № 14", (("9a", "9А"), ("9b", "9Б")), 1_000_000, 3),
        )
        self.people: tuple[NoticeReader, ...] = (
            NoticeReader("Кузнецова Елена", posted),
            NoticeReader("Иванова Анна"),
        )

    async def notices(self) -> tuple[BoardNotice, ...]:
        await self._called("notices")
        return self.all

    async def addressables(self) -> tuple[Addressable, ...]:
        await self._called("addressables")
        return self.schools

    async def post(self, notice: NewNotice) -> None:
        await self._called("post", notice)

    async def withdraw(self, notice: str) -> None:
        await self._called("withdraw", notice)
        self.all = tuple(one for one in self.all if one.notice.id != notice)

    async def confirm(self, notice: str) -> None:
        await self._called("confirm", notice)
        self.all = tuple(
            replace(one, notice=replace(one.notice, read_at=one.notice.posted_at))
            if one.notice.id == notice
            else one
            for one in self.all
        )

    async def readers(self, notice: str) -> tuple[NoticeReader, ...]:
        await self._called("readers", notice)
        return self.people

    async def send_file(self, source: Path, *, progress: Progress) -> SentFile:
        await self._called("send_file", source.name)
        progress(250, 1000)
        if self.halfway is not None:
            await self.halfway.wait()
        progress(1000, 1000)
        return SentFile(f"file-{source.name}", 1000)

    async def forget_file(self, file: str) -> None:
        await self._called("forget_file", file)

    async def save_file(self, notice: str, file: str, target: Path) -> None:
        await self._called("save_file", notice, file, target)


class FakeTransfer(Recorded):
    """`Transfer`: one export."""

    def __init__(self) -> None:
        super().__init__()
        self.chat = ForeignChat("Telegram", "9Б родители", 412)

    async def look(self, room_id: RoomId, export: Path) -> ForeignChat:
        return await self._enter("look", room_id, export)

    async def bring(self, room_id: RoomId, export: Path) -> ForeignChat:
        return await self._enter("bring", room_id, export)

    async def _enter(self, *call: Any) -> ForeignChat:
        await self._called(*call)
        return self.chat


class FakeFeeds(Recorded):
    """`Feeds`: what is given; `error` is raised by every call."""

    def __init__(self) -> None:
        super().__init__()
        self.on: tuple[SchoolEvent, ...] = ()
        self.links: tuple[NewsLink, ...] = ()
        self.all: tuple[Feed, ...] = ()

    async def events(self) -> tuple[SchoolEvent, ...]:
        await self._called("events")
        return self.on

    async def news(self) -> tuple[NewsLink, ...]:
        await self._called("news")
        return self.links

    async def sources(self) -> tuple[Feed, ...]:
        await self._called("sources")
        return self.all

    async def add(self, feed: NewFeed) -> None:
        await self._called("add", feed)

    async def upload(self, org: str, title: str, file: Path) -> None:
        await self._called("upload", org, title, file)

    async def read(self, feed: Feed) -> None:
        await self._called("read", feed.id)

    async def remove(self, feed: Feed) -> None:
        await self._called("remove", feed.id)
        self.all = tuple(one for one in self.all if one != feed)


class FakeChannels(Recorded):
    """`Channels`: a small catalogue; `error` is raised by every call."""

    def __init__(self) -> None:
        super().__init__()
        self.all: tuple[Channel, ...] = (
            Channel(
                "s14",
                "Новости школы",
                "Расписание, праздники, объявления",
                room_id=RoomId("!Новости"),
                subscribed=True,
            ),
            Channel(
                "s14",
                "Олимпиады",
                "Сроки и задания",
                "Математика",
                ("pupil", "parent"),
                room_id=RoomId("!Олимпиады"),
            ),
        )
        self.authors = (
            ChannelWriter(UserId("@olga:school14.example"), "Белова Ольга Игоревна"),
            ChannelWriter(TEACHER, "Вартанян Вера Арамовна"),
        )

    async def catalogue(self) -> tuple[Channel, ...]:
        await self._called("catalogue")
        return self.all

    async def writers(self, channel: Channel) -> tuple[ChannelWriter, ...]:
        await self._called("writers", channel.room_id)
        return self.authors

    async def subscribe(self, channel: Channel) -> None:
        await self._called("subscribe", channel.room_id)
        self._put(replace(channel, subscribed=True))

    async def unsubscribe(self, channel: Channel) -> None:
        await self._called("unsubscribe", channel.room_id)
        self._put(replace(channel, subscribed=False))

    async def make(self, channel: NewChannel) -> Channel:
        await self._called("make", channel)
        made = Channel(
            channel.org,
            channel.name,
            channel.about,
            channel.subject,
            channel.roles,
            room_id=RoomId(f"!{channel.name}"),
            subscribed=True,
        )
        self.all = (*self.all, made)
        return made

    async def set_writer(self, channel: Channel, user_id: UserId, *, writes: bool) -> None:
        await self._called("set_writer", channel.room_id, user_id, writes)

    async def remove(self, channel: Channel) -> None:
        await self._called("remove", channel.room_id)
        self.all = tuple(one for one in self.all if one.room_id != channel.room_id)

    def _put(self, channel: Channel) -> None:
        self.all = tuple(channel if c.room_id == channel.room_id else c for c in self.all)


class FakeConsents(Recorded):
    """`Consents`: what is said is believed; `error` is raised by every call."""

    def __init__(self) -> None:
        super().__init__()
        self.documents: Observable[tuple[ConsentDocument, ...]] = Observable(())
        self.there: tuple[ConsentDocument, ...] = ()
        self.overviews: dict[str, ConsentOverview] = {}

    async def refresh(self) -> tuple[ConsentDocument, ...]:
        await self._called("refresh")
        self.documents.set(self.there)
        return self.there

    async def overview(self, document: ConsentDocument) -> ConsentOverview:
        self.calls.append(("overview", document.document))
        return self.overviews.get(document.document, ConsentOverview())

    async def publish(
        self, document: ConsentDocument | None, *, title: str, text: str, required: bool
    ) -> None:
        await self._called("publish", document and document.document, title, text, required)
        version = document.version + 1 if document is not None else 1
        made = ConsentDocument("new", version, title, text, required)
        if document is not None:
            made = replace(made, document=document.document)
        self.there = (*(one for one in self.there if one.document != made.document), made)

    async def say(self, document: ConsentDocument, person: PersonConsent, *, given: bool) -> None:
        await self._called("say", document.document, person.person, given)
        said = replace(person, given=given, version=document.version, at=datetime.now(UTC))
        self.there = tuple(
            replace(
                one,
                people=tuple(said if each.person == person.person else each for each in one.people),
            )
            if one.document == document.document
            else one
            for one in self.there
        )


class FakeIdentities(Recorded):
    """`IdentityBook`: one gradebook is bound, Госуслуги may be."""

    def __init__(self) -> None:
        super().__init__()
        when = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)
        bound = Identity(
            *("i1", "Сетевой Город", "ku…va"),
            from_school=False, linked_at=when, used_at=when + timedelta(days=20), working=True,
        )  # fmt: skip
        self.found = (bound,)
        self.ways = (Way("sgo", "Сетевой Город", False), Way("oidc-esia", "Госуслуги", True))
        self.school = (
            PersonIdentity(bound, "Кузнецова Елена Викторовна"),
            PersonIdentity(
                replace(bound, id="i2", title="Госуслуги", hint="Белов П.", working=False),
                "Белов Пётр Андреевич",
            ),
        )
        self.meaning = CodeMeaning("Госуслуги", "Елена Кузнецова")
        self.portal = PortalBadge("", "parta://open?address=school14.example&hs=school14.example")

    async def mine(self) -> Identities:
        await self._called("mine")
        return Identities(self.found, self.ways)

    async def bind_gradebook(self, register: str, *, login: str, password: str) -> None:
        await self._called("bind_gradebook", register, login, password)
        self.found += (replace(self.found[0], id=f"i{len(self.calls)}"),) if self.found else ()

    async def look_at_code(self, code: str) -> CodeMeaning:
        await self._called("look_at_code", code)
        return self.meaning

    async def bind_code(self, code: str) -> None:
        await self._called("bind_code", code)

    async def unbind(self, identity: str) -> None:
        await self._called("unbind", identity)
        self.found = tuple(one for one in self.found if one.id != identity)

    async def device_code(self) -> DeviceCode:
        await self._called("device_code")
        link = "parta://card?address=school14.example&code=7K3M-9QWE-RT2Y"
        return DeviceCode("7K3M-9QWE-RT2Y", link, datetime.now(UTC) + timedelta(minutes=3))

    async def badge(self) -> PortalBadge:
        await self._called("badge")
        return self.portal

    async def open_badge(self) -> PortalBadge:
        await self._called("open_badge")
        address = f"https://school14.example/v1/portal/unread?token={len(self.calls)}"
        self.portal = replace(self.portal, address=address)
        return self.portal

    async def close_badge(self) -> None:
        await self._called("close_badge")
        self.portal = replace(self.portal, address="")

    async def of_school(self, org: str) -> tuple[PersonIdentity, ...]:
        await self._called("of_school", org)
        return self.school

    async def unbind_for(self, org: str, identity: str, *, reason: str) -> None:
        await self._called("unbind_for", org, identity, reason)
        self.school = tuple(one for one in self.school if one.identity.id != identity)


class FakeSecondStep(Recorded):
    """`SecondStepBook`: off; `123456` and the first printed code are right."""

    CODES = tuple(f"7K3M-9QWE-RT{n:02}" for n in range(10))

    def __init__(self) -> None:
        super().__init__()
        self.state: Observable[SecondStep | None] = Observable(None)
        self.now = SecondStep()
        self.school = SchoolSecondStep(
            people=(
                PersonSecondStep(
                    "p-1", "Белов Пётр Андреевич", datetime(2026, 9, 1, tzinfo=UTC), required=True
                ),
                PersonSecondStep("p-2", "Вартанян Вера Арамовна", None, required=True),
            )
        )

    async def _enter(self, *call: Any, code: str = "123456") -> None:
        await self._called(*call)
        if code not in {"123456", self.CODES[0]}:
            raise SecondStepNeeded(refused=True)

    async def refresh(self) -> SecondStep:
        await self._enter("refresh")
        self.state.set(self.now)
        return self.now

    async def begin(self) -> NewSecret:
        await self._enter("begin")
        secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        return NewSecret(secret, f"otpauth://totp/x:vera?secret={secret}&issuer=x")

    async def confirm(self, code: str) -> tuple[str, ...]:
        await self._enter("confirm", code, code=code)
        self.now = replace(self.now, since=datetime(2026, 9, 24, tzinfo=UTC), codes_left=10)
        self.state.set(self.now)
        return self.CODES

    async def print_anew(self, code: str) -> tuple[str, ...]:
        await self._enter("print_anew", code, code=code)
        self.now = replace(self.now, codes_left=10)
        return self.CODES

    async def switch_off(self, code: str) -> None:
        await self._enter("switch_off", code, code=code)
        self.now = replace(self.now, since=None, codes_left=0)

    async def of_school(self, org: str) -> SchoolSecondStep:
        await self._enter("of_school", org)
        return self.school

    async def ask_staff(self, org: str, *, wanted: bool) -> None:
        await self._enter("ask_staff", org, wanted)
        self.school = replace(self.school, staff=wanted)

    async def reset(self, person: str, *, reason: str) -> None:
        await self._enter("reset", person, reason)


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
