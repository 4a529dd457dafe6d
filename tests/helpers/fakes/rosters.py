"""A school's list of people without a network: an upload of the new year, and who is in 9Б."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.domain.people import Role
from app.domain.rosters import (
    CardHolder,
    CardState,
    Change,
    ChatMember,
    Decisions,
    Draft,
    Fate,
    FileProblem,
    FirstStep,
    Merge,
    MovingClass,
    NewCard,
    NewSource,
    NewYear,
    PeoplePage,
    Pin,
    Relative,
    Revision,
    RosterPerson,
    Ruling,
    RunState,
    SchoolChat,
    SchoolClass,
    Source,
    Suggestion,
    SyncPreview,
    SyncRun,
    SyncStatus,
)
from tests.helpers.fakes.recorded import Recorded

NOW = datetime(2026, 11, 18, 8, 5, tzinfo=UTC)
TWINS = Suggestion(
    "t-3", "g-9", "Громов Павел Ильич", "то же имя; учитель и родитель", certain=False
)


def draft(**more: Any) -> Draft:
    """An upload in which people come, go and move."""
    coming = [
        f"{name}: ученик, 9Б" for name in ("Облаков Иван", "Синицына Ольга", "Журавлёв Тимур")
    ]
    coming += [f"Ветров Пётр {number}: ученик, 5А" for number in range(1, 11)]
    changes = [Change("comes", "Приходят", f"p-{at}", text) for at, text in enumerate(coming)]
    changes += [
        Change("goes", "Уходят", "p-90", "Лесной Фёдор: ученик, 9Б"),
        Change("moves", "Переходят в другой класс", "p-91", "Кузнецова Полина: 7А → 7Б"),
        Change(
            "leads",
            "Меняется классный руководитель",
            "9a",
            "9А: Громов Павел Ильич вместо Вартанян Веры Арамовны",
        ),
    ]
    return replace(
        Draft(
            "d1",
            "s14",
            NOW,
            "Людей было 840, станет 852; приходят: 13, уходят: 1, переходят в другой класс: 1.",
            840,
            852,
            {"comes": 13, "goes": 1, "moves": 1, "leads": 1},
            tuple(changes),
            problems=(
                FileProblem(
                    "users.csv, строка 17, столбец «email»: почта не похожа на адрес. "
                    "Строка принята без почты.",
                    error=False,
                ),
            ),
            suggestions=(TWINS,),
        ),
        **more,
    )


class FakeRosters(Recorded):
    """`Rosters`: nothing waits until something is uploaded; `next` is what an upload gives."""

    def __init__(self) -> None:
        super().__init__()
        self.next = draft()
        self.waiting: list[Draft] = []
        self.pulled: tuple[Source, ...] = ()
        self.page = 200
        self.history = [Revision(1, "@sergey:s", NOW, "Людей было 0, станет 840.")]
        self.list = [
            RosterPerson(
                "p-1",
                "Кузнецов Артём Олегович",
                (Role.PUPIL,),
                ("9b", "9b-bio"),
                (Relative("g-1", "Кузнецова Елена Игоревна"),),
                "@artem:s",
            ),
            RosterPerson(
                "g-1",
                "Кузнецова Елена Игоревна",
                (Role.PARENT,),
                ("9b",),
                (Relative("p-1", "Кузнецов Артём Олегович"),),
                "@elena:s",
            ),
            RosterPerson(
                "t-1",
                "Вартанян Вера Арамовна",
                (Role.PARENT, Role.TEACHER),
                ("9b", "9b-bio"),
                user_id="@vera:s",
            ),
            RosterPerson("t-3", "Громов Павел Ильич", (Role.TEACHER,), ("9a",)),
        ]
        self.class_list = (
            SchoolClass("9a", "9А", True, 27, ("Громов Павел Ильич",), cards=True),
            SchoolClass("9b", "9Б", True, 28, ("Вартанян Вера Арамовна",), cards=True),
            SchoolClass("9b-bio", "9Б · биология", False, 28, ("Вартанян Вера Арамовна",)),
        )
        self.decided = Decisions(suggestions=(TWINS,))
        self.chat_list = (
            SchoolChat("class", "9b", "9Б · класс", 31),
            SchoolChat("parents", "9b", "9Б · родители", 52),
            SchoolChat("staff", "s14", "Учительская", 64),
        )
        self.chat_people = (
            ChatMember("t-1", "Вартанян Вера Арамовна", 100),
            ChatMember("p-1", "Кузнецов Артём Олегович"),
        )
        self.coming = NewYear(
            "2027/2028",
            (
                MovingClass("5a", "5А", 26, "6А", Fate.MOVES),
                MovingClass("9b", "9Б", 28, "10Б", Fate.MOVES),
                MovingClass("11a", "11А", 24, "", Fate.LEAVES),
                MovingClass("gpd", "Продлёнка", 12, "", Fate.STAYS),
            ),
        )

    async def upload(
        self, org: str, files: Sequence[Path], *, columns: Mapping[str, str] | None = None
    ) -> Draft:
        await self._called("upload", org, tuple(files), *([dict(columns)] if columns else ()))
        self.waiting = [self.next]
        return self.next

    async def new_year(self, org: str) -> NewYear:
        await self._called("new_year", org)
        return self.coming

    async def roll(self, org: str, fates: Mapping[str, Fate]) -> Draft:
        await self._called("roll", org, dict(fates))
        self.waiting = [self.next]
        return self.next

    async def drafts(self) -> tuple[Draft, ...]:
        await self._called("drafts")
        return tuple(self.waiting)

    async def confirm(self, draft: Draft, *, override: str = "", carry_on: bool = True) -> None:
        await self._called("confirm", draft.id, override, carry_on)
        self.waiting = []
        self.history.insert(0, Revision(2, "@sergey:s", NOW, draft.summary))

    async def cancel(self, draft: Draft) -> None:
        await self._called("cancel", draft.id)
        self.waiting = []

    async def sources(self) -> tuple[Source, ...]:
        await self._called("sources")
        return self.pulled

    async def pull(self, source: Source) -> Draft:
        await self._called("pull", source.id)
        self.waiting = [self.next]
        return self.next

    async def add_source(self, org: str, source: NewSource) -> None:
        await self._called("add_source", org, source)
        self.pulled = (Source("src1", org, source.url, source.every_hours),)

    async def drop_source(self, source: Source) -> None:
        await self._called("drop_source", source.id)
        self.pulled = ()

    async def revisions(self) -> tuple[Revision, ...]:
        await self._called("revisions")
        return tuple(self.history)

    async def classes(self, org: str) -> tuple[SchoolClass, ...]:
        await self._called("classes", org)
        return self.class_list

    async def people(
        self, org: str, *, text: str, role: Role | None, school_class: str, after: int = 0
    ) -> PeoplePage:
        await self._called("people", org, text, role, school_class, after)
        found = [
            one
            for one in self.list
            if text.casefold() in one.name.casefold()
            and (role is None or role in one.roles)
            and (not school_class or school_class in one.classes)
        ]
        some = tuple(found[after : after + self.page])
        following = after + self.page if len(found) > after + self.page else None
        return PeoplePage(some, following, len(found))

    async def chats(self, org: str) -> tuple[SchoolChat, ...]:
        await self._called("chats", org)
        pins = Counter((one.kind, one.about) for one in self.decided.pins)
        return tuple(replace(one, pins=pins[one.kind, one.about]) for one in self.chat_list)

    async def chat_members(self, org: str, chat: SchoolChat) -> tuple[ChatMember, ...]:
        await self._called("chat_members", org, chat.kind, chat.about)
        pinned = (
            ChatMember(one.person, one.name, 0, True) for one in self.decided.pins if one.inside
        )
        return (*self.chat_people, *pinned)

    async def decisions(self) -> Decisions:
        await self._called("decisions")
        return self.decided

    async def pin(self, org: str, pin: Pin) -> None:
        await self._called("pin", org, pin)
        made = replace(pin, id="pin1", name=self._name(pin.person), chat="9Б · класс")
        self.decided = replace(self.decided, pins=(made,))

    async def unpin(self, pin: Pin) -> None:
        await self._called("unpin", pin.id)
        self.decided = replace(self.decided, pins=())

    async def rule(self, org: str, ruling: Ruling) -> None:
        await self._called("rule", org, ruling)
        names = (self._name(ruling.guardian), self._name(ruling.child))
        made = replace(ruling, id="r1", guardian_name=names[0], child_name=names[1])
        self.decided = replace(self.decided, rulings=(made,))

    async def lift(self, ruling: Ruling) -> None:
        await self._called("lift", ruling.id)
        self.decided = replace(self.decided, rulings=())

    async def merge(self, org: str, kept: str, gone: str) -> None:
        await self._called("merge", org, kept, gone)
        made = Merge(kept, gone, "m1", self._name(kept))
        self.decided = replace(self.decided, merges=(made,), suggestions=())

    async def divide(self, merge: Merge) -> None:
        await self._called("divide", merge.id)
        self.decided = replace(self.decided, merges=())

    def _name(self, person: str) -> str:
        return next((one.name for one in self.list if one.id == person), person)


class FakeSyncs(Recorded):
    """`Syncs`: one sync is over."""

    def __init__(self) -> None:
        super().__init__()
        self.now = SyncStatus((SyncRun(1, RunState.DONE, NOW, NOW, 187, 187),), 12, 4)

    async def status(self) -> SyncStatus:
        await self._called("status")
        return self.now

    async def ask(self, *, override: bool = False) -> SyncRun:
        await self._called("ask", override)
        run = SyncRun(2, RunState.RUNNING, NOW, None, 40, 10)
        self.now = replace(self.now, runs=(run, *self.now.runs))
        return run

    async def preview(self) -> SyncPreview:
        await self._called("preview")
        return SyncPreview(True, "", ("9Б · класс: добавить — Облаков Иван",))

    async def stop(self, run: SyncRun) -> None:
        await self._called("stop", run.id)
        stopped = replace(run, state=RunState.STOPPED, ended_at=NOW)
        self.now = replace(self.now, runs=(stopped, *self.now.runs[1:]))


class FakeCards(Recorded):
    """`Cards`: two pupils of 9Б, one of whom has a card."""

    def __init__(self) -> None:
        super().__init__()
        self.holders = (
            CardHolder("p-1", "Кузнецов Артём Олегович", CardState.WAITING, NOW),
            CardHolder("p-2", "Облаков Иван Иванович"),
        )

    async def of_class(self, class_id: str, *, parents: bool) -> tuple[CardHolder, ...]:
        await self._called("of_class", class_id, parents)
        return self.holders

    async def save_sheet(
        self, class_id: str, target: Path, *, parents: bool, people: Sequence[str] = ()
    ) -> None:
        await self._called("save_sheet", class_id, target, parents, tuple(people))
        self._set(CardState.WAITING, people)

    async def reset(self, class_id: str, person: str, *, parents: bool) -> NewCard:
        await self._called("reset", class_id, person, parents)
        self._set(CardState.WAITING, (person,))
        name = next(one.name for one in self.holders if one.person == person)
        return NewCard(name, "7K3M-9QWE-RT2Y", "https://school14.example/card#7K3M-9QWE-RT2Y")

    async def revoke(self, class_id: str, *, parents: bool, people: Sequence[str] = ()) -> None:
        await self._called("revoke", class_id, parents, tuple(people))
        self._set(CardState.OVER, people)

    def _set(self, state: CardState, people: Sequence[str]) -> None:
        self.holders = tuple(
            replace(one, state=state) if not people or one.person in people else one
            for one in self.holders
        )


class FakeOnboarding(Recorded):
    """`Onboarding`: four of ten steps are done."""

    def __init__(self) -> None:
        super().__init__()
        titles = (
            "install Установите Парту",
            "profile Заполните профиль",
            "verify Подайте заявку на подтверждение статуса учителя",
            "staff Войдите в чат сотрудников школы по ссылке",
            "confirmed Получите подтверждённый статус",
            "subjects Создайте чаты по предметам",
            "pupils Пригласите учеников",
            "parents Создайте чаты с родителями",
            "gradebook Подключите электронный журнал",
            "talk Общайтесь с классами",
        )
        self.list = tuple(
            FirstStep(number, *line.split(" ", 1), done=number <= 4)
            for number, line in enumerate(titles, 1)
        )

    async def steps(self) -> tuple[FirstStep, ...]:
        await self._called("steps")
        return self.list
