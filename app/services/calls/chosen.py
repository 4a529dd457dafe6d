"""Microphones, speakers and cameras: which there are, and which this profile has chosen."""

from app.domain.calls import DeviceKind, Devices
from app.domain.diff import Observable
from app.services.calls.check import CheckedDevices
from app.services.ports.calls import CallMedia
from app.services.ports.clock import Clock
from app.services.ports.store import Store
from app.services.tasks import TaskScope

DEVICES = "calls.devices"
LOOK_EVERY = 3.0
"""Seconds between two looks at the devices while somebody watches them."""


class ChosenDevices:
    """Remembers the choice, and sees what is plugged in while somebody looks."""

    def __init__(self, media: CallMedia, store: Store, clock: Clock, tasks: TaskScope) -> None:
        self._media, self._store, self._clock, self._tasks = media, store, clock, tasks
        self.devices: Observable[Devices] = Observable(Devices())

    async def load(self) -> None:
        """Know what was chosen before, and keep in step with what is plugged in."""
        self.devices.set(Devices((), _read(await self._store.setting(DEVICES))))
        self._tasks.start(self._keep(), name="call devices")

    async def choose(self, kind: DeviceKind, device_id: str | None) -> None:
        """Use another device from now on."""
        chosen = {one: known for one, known in self.devices.value.chosen.items() if one != kind}
        if device_id is not None:
            chosen[kind] = device_id
        self.devices.set(Devices(self.devices.value.found, chosen))
        await self._store.put_setting(DEVICES, {one.value: known for one, known in chosen.items()})
        await self._media.use(chosen)

    async def use(self) -> None:
        """Let the engine use what is chosen."""
        await self._media.use(self.devices.value.chosen)

    async def check(self) -> CheckedDevices:
        """Open microphone and camera to look at them before a call."""
        await self.use()
        return CheckedDevices(await self._media.check(), self._clock, self._tasks)

    async def _keep(self) -> None:
        while True:
            if self.devices.watched:
                found = await self._media.devices()
                self.devices.set(Devices(found, self.devices.value.chosen))
            await self._clock.sleep(LOOK_EVERY)


def _read(saved: object) -> dict[DeviceKind, str]:
    if not isinstance(saved, dict):
        return {}
    kinds = {kind.value: kind for kind in DeviceKind}
    return {
        kinds[key]: value for key, value in saved.items() if key in kinds and isinstance(value, str)
    }
