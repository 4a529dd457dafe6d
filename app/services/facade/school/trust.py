"""What the UI sees of trust: confirming teachers, complaints, requests for help."""

from pathlib import Path
from typing import Protocol

from app.domain.ids import EventId, RoomId, UserId
from app.domain.trust import Application, ApplicationForm, Report, Said, Ticket, Verification


class Teachers(Protocol):
    """Confirming the status of a teacher: the applicant's side and the administrator's."""

    async def mine(self) -> Verification:
        """Whether I am confirmed, and where my application stands."""

    async def apply(self, form: ApplicationForm, proof: Path | None) -> Application:
        """Fill the application anew, put the proof to it, send it to the school.

        Without a proof the one that was sent before stays.
        """

    async def take_back(self) -> Application:
        """Take an application out of the queue, to change it."""

    async def queue(self, *, approved: bool) -> tuple[Application, ...]:
        """Applications that wait, or those that were approved, of the schools I answer for."""

    async def save_proof(self, application: str, target: Path) -> Path:
        """Save the proof of an application; where it lies, with the ending of what it is."""

    async def decide(self, application: str, *, approve: bool, reason: str) -> None:
        """Accept, or refuse with a reason that the applicant reads."""

    async def revoke(self, application: str, reason: str) -> None:
        """Take a confirmation back."""


class Complaints(Protocol):
    """Complaining, and what administrators do about it."""

    async def about_message(self, room_id: RoomId, event_id: EventId, reason: str) -> None:
        """Tell the school's administrators of a message."""

    async def about_person(self, user_id: UserId, reason: str) -> None:
        """Tell them of a person."""

    async def queue(self) -> tuple[Report, ...]:
        """The complaints of the schools I answer for, newest first."""

    async def ask(self, report: int, why: str) -> Report:
        """Ask to read what was reported; another administrator must agree."""

    async def agree(self, report: int) -> Report:
        """Agree, as the second."""

    async def read(self, report: int) -> tuple[Said, ...]:
        """The reported message with those around it."""

    async def delete(self, report: int) -> None:
        """Delete the reported message for everybody."""

    async def wipe(self, report: int) -> None:
        """Delete all that this person wrote in that chat."""

    async def mute(self, report: int, hours: int) -> None:
        """Let the person write nothing there for some hours."""

    async def close(self, report: int, decision: str) -> Report:
        """End it with a decision, which stays in the log."""

    async def wipe_in_chat(self, room_id: RoomId, user_id: UserId) -> None:
        """Delete all that somebody wrote in a chat I lead."""


class Support(Protocol):
    """Asking the school's administrators for help."""

    async def log(self) -> str:
        """The newest part of the program's log, cleaned of secrets and people."""

    async def ask(self, text: str, log: str) -> Ticket:
        """Write to support; a chat with the administrators opens."""

    async def tickets(self) -> tuple[Ticket, ...]:
        """My requests, and those of the schools I answer for; the newest first."""

    async def save_log(self, ticket: int, target: Path) -> None:
        """Save the cleaned log of a request."""

    async def close(self, ticket: int) -> None:
        """Say that a request is done with; its chat stays."""
