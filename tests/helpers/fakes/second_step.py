"""The second step of signing in, in memory."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from app.domain.diff import Observable
from app.domain.errors import SecondStepNeeded
from app.domain.second_step import NewSecret, PersonSecondStep, SchoolSecondStep, SecondStep
from tests.helpers.fakes.recorded import Recorded


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
