"""The check of devices before a call, as the screen sees it. Fulfils `facade.calls.DeviceCheck`."""

from app.domain.diff import Observable
from app.domain.errors import UserText
from app.services.facade.calls import VideoFeed
from app.services.ports.calls import MediaCheck
from app.services.ports.clock import Clock
from app.services.tasks import TaskScope

LOOK_EVERY = 0.5


class CheckedDevices:
    """Open devices; what is wrong with them is looked at twice a second."""

    def __init__(self, check: MediaCheck, clock: Clock, tasks: TaskScope) -> None:
        self._check, self._clock = check, clock
        self.camera: VideoFeed = check.camera
        self.problem: Observable[UserText | None] = Observable(check.problem)
        self._looking = tasks.start(self._look(), name="device check")

    def level(self) -> float:
        """How loud the microphone is now, 0 … 1."""
        return self._check.level()

    async def play_test_sound(self) -> None:
        """A short sound from the chosen speakers."""
        await self._check.play_test_sound()
        self.problem.set(self._check.problem)

    async def loop_back(self, on: bool) -> None:
        """Hear oneself with a little delay."""
        await self._check.loop_back(on)
        self.problem.set(self._check.problem)

    async def close(self) -> None:
        """Let the devices go."""
        self._looking.cancel()
        await self._check.close()

    async def _look(self) -> None:
        while True:
            await self._clock.sleep(LOOK_EVERY)
            self.problem.set(self._check.problem)
