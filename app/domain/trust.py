"""Confirming teachers, complaints and requests for help, as the school service tells of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum

from app.domain.ids import EventId, RoomId, UserId


class Stage(Enum):
    """Where an application stands."""

    DRAFT = "draft"
    SENT = "sent"
    APPROVED = "approved"
    DECLINED = "declined"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """What an applicant writes."""

    org: str = ""
    family: str = ""
    given: str = ""
    middle: str = ""
    subject: str = ""
    born: date | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """An application as it stands; `reason` is the administrator's."""

    id: str
    user_id: UserId
    stage: Stage
    form: ApplicationForm
    has_proof: bool
    reason: str
    changed_at: datetime | None

    @property
    def name(self) -> str:
        """«Фамилия Имя Отчество»."""
        parts = (self.form.family, self.form.given, self.form.middle)
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether I am a confirmed teacher (`by` "roster" or "application"), and my application."""

    confirmed: bool
    by: str
    application: Application | None
    schools: tuple[tuple[str, str], ...]
    """(id, name) of the schools to choose from."""


LOOK_LASTS = timedelta(days=1)
"""How long two administrators may read what was reported."""


@dataclass(frozen=True, slots=True)
class Report:
    """A complaint; one about a person and no message has neither chat nor event."""

    id: int
    at: datetime | None
    room_id: RoomId | None
    room_name: str
    event_id: EventId | None
    reporter: UserId
    sender: UserId
    reason: str
    names: Mapping[UserId, str] = field(default_factory=dict)
    asked_by: UserId | None = None
    asked_at: datetime | None = None
    why: str = ""
    agreed_by: UserId | None = None
    agreed_at: datetime | None = None
    closed_by: UserId | None = None
    closed_at: datetime | None = None
    decision: str = ""

    def name(self, user_id: UserId) -> str:
        """A person as the register names them, else by the account."""
        return self.names.get(user_id) or user_id.removeprefix("@").partition(":")[0]

    def step(self, me: UserId, now: datetime) -> "Step":
        """What I can do about it now."""
        if self.closed_by is not None:
            return Step.CLOSED
        if self.event_id is None:
            return Step.NO_MESSAGE
        if _lasts(self.agreed_at, now):
            return Step.READ if me in (self.asked_by, self.agreed_by) else Step.OTHERS
        if self.agreed_at is None and _lasts(self.asked_at, now):
            return Step.WAIT if me == self.asked_by else Step.AGREE
        return Step.ASK


def _lasts(begun: datetime | None, now: datetime) -> bool:
    return begun is not None and now < begun + LOOK_LASTS


class Step(Enum):
    """What somebody can do about a complaint; the server judges it again."""

    ASK = "ask"
    WAIT = "wait"
    AGREE = "agree"
    READ = "read"
    OTHERS = "others"
    NO_MESSAGE = "no_message"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Said:
    """One message near the reported one."""

    sender: UserId
    name: str
    at: datetime | None
    text: str
    reported: bool


@dataclass(frozen=True, slots=True)
class Ticket:
    """A request for help; `room_id` is the chat about it, None until it is made."""

    id: int
    room_id: RoomId | None
    user_id: UserId | None = None
    name: str = ""
    text: str = ""
    has_log: bool = False
    made_at: datetime | None = None
    closed_at: datetime | None = None
