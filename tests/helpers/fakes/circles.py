"""The people of a school, without a service."""

from app.domain.circle import Circle
from tests.helpers.fakes.recorded import Recorded


class FakeCircles(Recorded):
    """`People`: `around` is what the school says, `kept` what it said the last time."""

    def __init__(self) -> None:
        super().__init__()
        self.around: tuple[Circle, ...] = ()
        self.kept: tuple[Circle, ...] = ()

    async def circles(self) -> tuple[Circle, ...]:
        await self._called("circles")
        return self.around

    async def kept_circles(self) -> tuple[Circle, ...]:
        return self.kept
