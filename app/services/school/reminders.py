"""What is due tomorrow: told once an evening to the pupil whose computer it is (row F32)."""

from datetime import datetime, timedelta

from app.domain.diary import Work
from app.domain.diff import Observable
from app.domain.school import SchoolMe
from app.services.ports.store import Store
from app.services.school.diary import DiaryService

FROM_HOUR, TO_HOUR = 17, 21
"""The hours of this computer's clock in which one is told."""
TOLD = "diary.told_due"
"""Setting: the day on which it was told last."""


class HomeworkReminder:
    """`due` is what is to be handed in tomorrow, set at most once a day."""

    def __init__(self, diary: DiaryService, store: Store) -> None:
        self._diary, self._store = diary, store
        self.due: Observable[tuple[Work, ...]] = Observable(())

    async def look(self, me: SchoolMe | None, now: datetime) -> None:
        """Ask the school if it is time to tell and nobody was told today."""
        here = now.astimezone()
        if me is None or not any(one.role == "pupil" for one in me.grants):
            return
        today = here.date()
        if not FROM_HOUR <= here.hour < TO_HOUR:
            return
        if await self._store.setting(TOLD) == today.isoformat():
            return
        own = next((one for one in await self._diary.children() if one.me), None)
        if own is None or not own.source:
            return
        homework = await self._diary.homework(own.person)
        # Only now: who was without a connection is told when there is one again.
        await self._store.put_setting(TOLD, today.isoformat())
        tomorrow = today + timedelta(days=1)
        self.due.set(
            tuple(
                one
                for one in homework.homework
                if one.assignment.due == tomorrow and not one.assignment.mark
            )
        )
