"""The diary: asks the school service, keeps what was shown last for a day without a connection."""

from datetime import date
from pathlib import Path
from typing import Any

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
)
from app.domain.errors import BadReply
from app.domain.ids import PersonId
from app.domain.parse import diary as parse
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store

CHILDREN, WEEK = "diary.children", "diary.week."
_CHILD = "/v1/diary/children/{}"


class DiaryService:
    """Fulfils `facade.school.diary.Diary`."""

    def __init__(self, api: MatrixApi, store: Store) -> None:
        self._api, self._store = api, store

    async def children(self) -> tuple[Child, ...]:
        """Whose diaries I may read."""
        reply = await self._api.school.get("/v1/diary/children")
        found = parse.parse_children(reply)
        kept = await self.kept_children()
        await self._store.put_setting(CHILDREN, reply)
        # A diary that is no longer mine to read must not stay here.
        for gone in {one.person for one in kept} - {one.person for one in found}:
            await self._store.put_setting(WEEK + gone, None)
        return found

    async def kept_children(self) -> tuple[Child, ...]:
        """The same as last seen on this computer."""
        try:
            return parse.parse_children(await self._store.setting(CHILDREN))
        except BadReply:
            return ()

    async def week(self, child: PersonId, day: date | None) -> Week:
        """The week of a day, the current one for None."""
        params = {"day": day.isoformat()} if day else None
        reply = await self._get(child, "/week", params)
        week = parse.parse_week(reply)
        await self._store.put_setting(WEEK + child, reply)
        return week

    async def kept_week(self, child: PersonId) -> Week | None:
        """The week that was shown last."""
        kept = await self._store.setting(WEEK + child)
        try:
            return None if kept is None else parse.parse_week(kept)
        except BadReply:
            return None

    async def results(self, child: PersonId, period: str | None) -> Results:
        """Marks and averages of a period."""
        return parse.parse_results(await self._get(child, "/results", _period(period)))

    async def absences(self, child: PersonId, period: str | None) -> Absences:
        """Absences of a period."""
        return parse.parse_absences(await self._get(child, "/absences", _period(period)))

    async def homework(self, child: PersonId) -> Homework:
        """Homework to come and what is overdue."""
        return parse.parse_homework(await self._get(child, "/homework"))

    async def announcements(self, child: PersonId) -> tuple[Announcement, ...]:
        """Announcements, newest first."""
        return parse.parse_announcements(await self._get(child, "/announcements"))

    async def confirm(self, child: PersonId, notice: str) -> None:
        """I have read an announcement."""
        await self._api.school.put(_CHILD + "/announcements/{}/read", child, notice)

    async def save_file(
        self, child: PersonId, assignment: str, attachment: str, target: Path
    ) -> None:
        """Save a file of an assignment."""
        where = _CHILD + "/assignments/{}/attachments/{}"
        await self._api.school.download(where, child, assignment, attachment, target=target)

    async def save_notice_file(
        self, child: PersonId, notice: str, attachment: str, target: Path
    ) -> None:
        """Save a file of an announcement."""
        where = _CHILD + "/announcements/{}/attachments/{}"
        await self._api.school.download(where, child, notice, attachment, target=target)

    async def journal_groups(self) -> JournalGroups:
        """Classes and subjects whose journal I may read as staff."""
        return parse.parse_journal_groups(await self._api.school.get("/v1/diary/journal"))

    async def journal(self, group: str, period: str | None) -> Journal:
        """The journal of a group over a period; never kept on this computer."""
        reply = await self._api.school.get("/v1/diary/journal/{}", group, params=_period(period))
        return parse.parse_journal(reply)

    async def registers(self) -> tuple[Register, ...]:
        """Gradebooks that can be linked."""
        return parse.parse_registers(await self._api.school.get("/v1/diary/registers"))

    async def link(
        self,
        child: PersonId,
        register: str,
        *,
        login: str,
        password: str,
        student: int | None = None,
    ) -> LinkOutcome:
        """Link a gradebook with the family's own sign-in there."""
        body = {"register": register, "login": login, "password": password, "student": student}
        return parse.parse_link(await self._api.school.put(_CHILD + "/link", child, body=body))

    async def unlink(self, child: PersonId) -> None:
        """Let the service forget the sign-in."""
        await self._api.school.delete(_CHILD + "/link", child)
        await self._store.put_setting(WEEK + child, None)

    async def _get(self, child: PersonId, where: str, params: dict[str, str] | None = None) -> Any:
        return await self._api.school.get(_CHILD + where, child, params=params)


def _period(period: str | None) -> dict[str, str] | None:
    return {"period": period} if period else None
