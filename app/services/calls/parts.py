"""What a call needs of the profile it belongs to."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from app.domain.ids import DeviceId, UserId
from app.domain.people import Person
from app.services.calls.lesson import SchoolRequests
from app.services.ports.calls import CallMedia
from app.services.ports.clock import Clock
from app.services.ports.matrix import MatrixApi
from app.services.tasks import TaskScope


@dataclass(frozen=True, slots=True, kw_only=True)
class CallParts:
    """Servers, engine, clock and tasks; who I am, and how the others are called."""

    api: MatrixApi
    media: CallMedia
    use_devices: Callable[[], Awaitable[None]]
    """Lets the engine use the chosen devices."""
    clock: Clock
    tasks: TaskScope
    me: UserId
    device: DeviceId
    service_url: str
    person: Callable[[UserId], Person]
    school: SchoolRequests
