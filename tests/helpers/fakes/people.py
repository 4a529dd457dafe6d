"""People, their presence and my devices, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.domain.diff import Observable
from app.domain.errors import SecondStepNeeded
from app.domain.ids import DeviceId, RoomId, UserId
from app.domain.people import LastSeen, Person, Presence, Role, Visibility
from app.domain.server import Confirming, Device
from tests.helpers.fakes.moment import NOW


class FakePeople:
    """`People`: presence by user, devices in a list."""

    def __init__(self) -> None:
        self.badges: Observable[int] = Observable(0)
        self.ignored: Observable[frozenset[UserId]] = Observable(frozenset())
        self.visibility: Observable[Visibility] = Observable(Visibility.EXACT)
        self.seen: dict[UserId, Observable[LastSeen | None]] = {}
        self.online_now: dict[RoomId, Observable[int | None]] = {}
        self.calls: list[tuple[Any, ...]] = []
        self.error: Exception | None = None
        self.code = ""
        self.ways = Confirming("s1", password=True, page="")
        self.browser_done = False
        self.own = [
            Device(DeviceId("HERE"), "Кабинет 214", NOW, "10.0.0.4", True),
            Device(DeviceId("PHONE"), "Телефон", NOW - timedelta(days=2), "10.0.0.9", False),
        ]

    def last_seen(self, user_id: UserId) -> Observable[LastSeen | None]:
        known = LastSeen(Presence.OFFLINE, NOW - timedelta(minutes=6))
        return self.seen.setdefault(user_id, Observable(known))

    async def set_visibility(self, chosen: Visibility) -> None:
        if self.error is not None:
            raise self.error
        self.calls.append(("set_visibility", chosen))
        self.visibility.set(chosen)

    def online(self, room_id: RoomId) -> Observable[int | None]:
        return self.online_now.setdefault(room_id, Observable(None))

    async def ignore(self, user_id: UserId, *, ignored: bool) -> None:
        known = self.ignored.value
        self.ignored.set(known | {user_id} if ignored else known - {user_id})

    async def person(self, user_id: UserId) -> Person:
        return Person(user_id, user_id.split(":")[0].lstrip("@"))

    async def devices(self) -> tuple[Device, ...]:
        return tuple(self.own)

    async def rename_device(self, device: Device, name: str) -> None:
        self.calls.append(("rename_device", device.device_id, name))
        self.own = [replace(d, name=name) if d == device else d for d in self.own]

    async def confirming(self, devices: Sequence[Device]) -> Confirming | None:
        self.calls.append(("confirming", tuple(d.device_id for d in devices)))
        return self.ways

    async def confirmed(self, devices: Sequence[Device], confirming: Confirming) -> bool:
        self.calls.append(("confirmed", tuple(d.device_id for d in devices), confirming.session))
        return self.browser_done

    async def sign_out_devices(
        self, devices: Sequence[Device], password: str, *, code: str = ""
    ) -> None:
        if self.error is not None:
            raise self.error
        if self.code and code != self.code:
            raise SecondStepNeeded(refused=bool(code))
        self.calls.append(("sign_out_devices", tuple(d.device_id for d in devices), password))
        self.own = [device for device in self.own if device not in devices]


def person(name: str, role: Role = Role.NONE) -> Person:
    """A person whose id is made of the name."""
    return Person(UserId(f"@{name.replace(' ', '.').lower()}:school14.example"), name, role=role)
