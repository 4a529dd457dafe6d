"""Applications, complaints and support without a network."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from app.domain.ids import EventId, RoomId, UserId
from app.domain.trust import Application, ApplicationForm, Report, Said, Stage, Ticket, Verification
from tests.helpers.fakes.recorded import Recorded

NOW = datetime.now(UTC).replace(microsecond=0)
ME, OLGA = UserId("@me:school14.example"), UserId("@olga:school14.example")
ARTYOM, DARYA = UserId("@artyom:school14.example"), UserId("@darya:school14.example")
SCHOOLS = (("s14", "Школа № 14"), ("s21", "Школа № 21"))


def application(number: int = 1, stage: Stage = Stage.SENT, **form: Any) -> Application:
    """One application; `form` changes what was written."""
    written = {
        "org": "s14",
        "family": "Вартанян",
        "given": "Вера",
        "middle": "Арамовна",
        "subject": "Биология",
        "born": date(1986, 3, 12),
    }
    user = UserId(f"@new{number}:school14.example")
    made = ApplicationForm(**(written | form))
    return Application(f"case{number}", user, stage, made, True, "", NOW - timedelta(hours=number))


def report(number: int = 1, **changes: Any) -> Report:
    """A complaint about a message."""
    made = Report(
        number,
        NOW - timedelta(hours=number),
        RoomId("!9b:school14.example"),
        "9Б · класс",
        EventId("$said"),
        DARYA,
        ARTYOM,
        "Оскорбления или травля: обзывает Полину",
        names={
            DARYA: "Иванова Дарья Петровна",
            ARTYOM: "Кузнецов Артём Олегович",
            OLGA: "Белова Ольга Игоревна",
            ME: "Дорохов Сергей Ильич",
        },
    )
    return replace(made, **changes)


class FakeTeachers(Recorded):
    """`Teachers`: one's own application, and a queue."""

    def __init__(self) -> None:
        super().__init__()
        self.status = Verification(False, "", None, SCHOOLS)
        self.waiting: list[Application] = []
        self.approved: list[Application] = []

    async def mine(self) -> Verification:
        await self._called("mine")
        return self.status

    async def apply(self, form: ApplicationForm, proof: Path | None) -> Application:
        await self._called("apply", form, proof)
        made = Application("mine", ME, Stage.SENT, form, True, "", NOW)
        self.status = replace(self.status, application=made)
        return made

    async def take_back(self) -> Application:
        await self._called("take_back")
        assert self.status.application is not None
        made = replace(self.status.application, stage=Stage.DRAFT)
        self.status = replace(self.status, application=made)
        return made

    async def queue(self, *, approved: bool) -> tuple[Application, ...]:
        await self._called("queue", approved)
        return tuple(self.approved if approved else self.waiting)

    async def save_proof(self, application: str, target: Path) -> Path:
        await self._called("save_proof", application, target)
        return target

    async def decide(self, application: str, *, approve: bool, reason: str) -> None:
        await self._called("decide", application, approve, reason)
        (done,) = [one for one in self.waiting if one.id == application]
        self.waiting.remove(done)
        if approve:
            self.approved.append(replace(done, stage=Stage.APPROVED))

    async def revoke(self, application: str, reason: str) -> None:
        await self._called("revoke", application, reason)
        self.approved = [one for one in self.approved if one.id != application]


class FakeComplaints(Recorded):
    """`Complaints`: a queue whose steps are done in the name of `me`."""

    def __init__(self) -> None:
        super().__init__()
        self.me = ME
        self.reports: list[Report] = []
        self.said = (
            Said(DARYA, "Иванова Дарья Петровна", NOW - timedelta(hours=3), "Отстань", False),
            Said(ARTYOM, "Кузнецов Артём Олегович", NOW - timedelta(hours=3), "Плохие слова", True),
        )

    async def about_message(self, room_id: RoomId, event_id: EventId, reason: str) -> None:
        await self._called("about_message", room_id, event_id, reason)

    async def about_person(self, user_id: UserId, reason: str) -> None:
        await self._called("about_person", user_id, reason)

    async def queue(self) -> tuple[Report, ...]:
        await self._called("queue")
        return tuple(self.reports)

    async def ask(self, report: int, why: str) -> Report:
        await self._called("ask", report, why)
        return self._change(report, asked_by=self.me, asked_at=NOW, why=why)

    async def agree(self, report: int) -> Report:
        await self._called("agree", report)
        return self._change(report, agreed_by=self.me, agreed_at=NOW)

    async def read(self, report: int) -> tuple[Said, ...]:
        await self._called("read", report)
        return self.said

    async def delete(self, report: int) -> None:
        await self._called("delete", report)

    async def wipe(self, report: int) -> None:
        await self._called("wipe", report)

    async def mute(self, report: int, hours: int) -> None:
        await self._called("mute", report, hours)

    async def close(self, report: int, decision: str) -> Report:
        await self._called("close", report, decision)
        return self._change(report, closed_by=self.me, closed_at=NOW, decision=decision)

    async def wipe_in_chat(self, room_id: RoomId, user_id: UserId) -> None:
        await self._called("wipe_in_chat", room_id, user_id)

    def _change(self, number: int, **changes: Any) -> Report:
        place = next(at for at, one in enumerate(self.reports) if one.id == number)
        self.reports[place] = replace(self.reports[place], **changes)
        return self.reports[place]


class FakeSupport(Recorded):
    """`Support`: a log of one line."""

    def __init__(self) -> None:
        super().__init__()
        self.list: list[Ticket] = []
        self.text = "2026-11-18 12:01:07 INFO app.net sync failed for ‹человек›"

    async def log(self) -> str:
        await self._called("log")
        return self.text

    async def ask(self, text: str, log: str) -> Ticket:
        await self._called("ask", text, log)
        return Ticket(7, RoomId("!Обращение"))

    async def tickets(self) -> tuple[Ticket, ...]:
        await self._called("tickets")
        return tuple(self.list)

    async def save_log(self, ticket: int, target: Path) -> None:
        await self._called("save_log", ticket, target)

    async def close(self, ticket: int) -> None:
        await self._called("close", ticket)
        self.list = [replace(one, closed_at=NOW) if one.id == ticket else one for one in self.list]
