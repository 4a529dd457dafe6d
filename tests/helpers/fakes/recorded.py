"""What most fakes do with a call: note it, wait if a test wants that, fail if a test wants that."""

import asyncio
from typing import Any

from app.domain.errors import AppError


class Recorded:
    """`error` is raised by every call, `refusal` by the next one alone; `gate` holds calls."""

    def __init__(self) -> None:
        self.error: AppError | None = None
        self.refusal: AppError | None = None
        self.gate: asyncio.Event | None = None
        self.calls: list[tuple[Any, ...]] = []

    async def _called(self, *call: Any) -> None:
        self.calls.append(call)
        if self.gate is not None:
            await self.gate.wait()
        refusal, self.refusal = self.refusal, None
        if (error := refusal or self.error) is not None:
            raise error
