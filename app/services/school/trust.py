"""Confirming teachers, complaints and requests for help, at the school service."""

import asyncio
from pathlib import Path
from typing import Any

from app.domain.errors import NotFound, UserText
from app.domain.ids import EventId, RoomId, UserId
from app.domain.parse.trust import (
    parse_application,
    parse_applications,
    parse_context,
    parse_report,
    parse_reports,
    parse_ticket,
    parse_tickets,
    parse_verification,
)
from app.domain.redaction import redact
from app.domain.trust import (
    Application,
    ApplicationForm,
    Report,
    Said,
    Stage,
    Ticket,
    Verification,
)
from app.services.ports.matrix import MatrixApi

_VERIFICATION = "/v1/verification"
_ENDINGS = ((b"%PDF-", ".pdf"), (b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"))
_LOG = 200_000
"""Characters of the log that go out: some days of an ordinary computer."""


class TeacherService:
    """Fulfils `facade.school.trust.Teachers`."""

    def __init__(self, api: MatrixApi) -> None:
        self._school = api.school

    async def mine(self) -> Verification:
        """Whether I am confirmed, and where my application stands."""
        return parse_verification(await self._school.get(_VERIFICATION))

    async def apply(self, form: ApplicationForm, proof: Path | None) -> Application:
        """Fill the application anew, put the proof to it, send it to the school."""
        await self._write(form)
        if proof is not None:
            await self._school.upload(f"{_VERIFICATION}/proof", field="proof", source=proof)
        return parse_application(await self._school.post(f"{_VERIFICATION}/send"))

    async def take_back(self) -> Application:
        """Take an application out of the queue, to change it."""
        now = (await self.mine()).application
        if now is None:
            raise NotFound("no application", user_text=UserText("У вас нет заявки."))
        return now if now.stage is Stage.DRAFT else await self._write(now.form)

    async def queue(self, *, approved: bool) -> tuple[Application, ...]:
        """Applications that wait, or those that were approved."""
        stage = Stage.APPROVED if approved else Stage.SENT
        params = {"state": stage.value}
        return parse_applications(await self._school.get(f"{_VERIFICATION}/queue", params=params))

    async def save_proof(self, application: str, target: Path) -> Path:
        """Save the proof of an application; where it lies, with the ending of what it is."""
        await self._school.download(_VERIFICATION + "/{}/proof", application, target=target)
        return await asyncio.to_thread(_with_ending, target)

    async def decide(self, application: str, *, approve: bool, reason: str) -> None:
        """Accept, or refuse with a reason that the applicant reads."""
        body = {"approve": approve, "reason": reason}
        await self._school.post(_VERIFICATION + "/{}/decision", application, body=body)

    async def revoke(self, application: str, reason: str) -> None:
        """Take a confirmation back."""
        await self._school.post(_VERIFICATION + "/{}/revoke", application, body={"reason": reason})

    async def _write(self, form: ApplicationForm) -> Application:
        body: dict[str, Any] = {
            "org": form.org,
            "family": form.family,
            "given": form.given,
            "middle": form.middle,
            "subject": form.subject,
            "born": form.born.isoformat() if form.born else None,
        }
        return parse_application(await self._school.put(_VERIFICATION, body=body))


class ComplaintService:
    """Fulfils `facade.school.trust.Complaints`. A complaint itself goes to the homeserver."""

    def __init__(self, api: MatrixApi) -> None:
        self._api, self._school = api, api.school

    async def about_message(self, room_id: RoomId, event_id: EventId, reason: str) -> None:
        """Tell the school's administrators of a message."""
        await self._api.report(room_id, event_id, reason=reason)

    async def about_person(self, user_id: UserId, reason: str) -> None:
        """Tell them of a person."""
        await self._api.report_person(user_id, reason=reason)

    async def queue(self) -> tuple[Report, ...]:
        """The complaints of the schools I answer for, newest first."""
        return parse_reports(await self._school.get("/v1/reports"))

    async def ask(self, report: int, why: str) -> Report:
        """Ask to read what was reported; another administrator must agree."""
        return parse_report(await self._do(report, "look", {"why": why}))

    async def agree(self, report: int) -> Report:
        """Agree, as the second."""
        return parse_report(await self._do(report, "look/agree"))

    async def read(self, report: int) -> tuple[Said, ...]:
        """The reported message with those around it."""
        return parse_context(await self._school.get("/v1/reports/{}/context", str(report)))

    async def delete(self, report: int) -> None:
        """Delete the reported message for everybody."""
        await self._do(report, "delete")

    async def wipe(self, report: int) -> None:
        """Delete all that this person wrote in that chat."""
        await self._do(report, "wipe")

    async def mute(self, report: int, hours: int) -> None:
        """Let the person write nothing there for some hours."""
        await self._do(report, "mute", {"hours": hours})

    async def close(self, report: int, decision: str) -> Report:
        """End it with a decision, which stays in the log."""
        return parse_report(await self._do(report, "close", {"decision": decision}))

    async def wipe_in_chat(self, room_id: RoomId, user_id: UserId) -> None:
        """Delete all that somebody wrote in a chat I lead."""
        body = {"room_id": room_id, "user_id": user_id}
        await self._school.post("/v1/moderation/wipe", body=body)

    async def _do(self, report: int, deed: str, body: dict[str, Any] | None = None) -> Any:
        return await self._school.post("/v1/reports/{}/" + deed, str(report), body=body)


class SupportService:
    """Fulfils `facade.school.trust.Support`."""

    def __init__(self, api: MatrixApi, log_file: Path | None) -> None:
        self._school, self._log_file = api.school, log_file

    async def log(self) -> str:
        """The newest part of the program's log, cleaned of secrets and people."""
        if self._log_file is None:
            return ""
        return await asyncio.to_thread(_cleaned, self._log_file)

    async def ask(self, text: str, log: str) -> Ticket:
        """Write to support; a chat with the administrators opens."""
        body = {"text": text, "log": redact(log)}
        return parse_ticket(await self._school.post("/v1/support", body=body))

    async def tickets(self) -> tuple[Ticket, ...]:
        """My requests, and those of the schools I answer for; the newest first."""
        return parse_tickets(await self._school.get("/v1/support"))

    async def save_log(self, ticket: int, target: Path) -> None:
        """Save the cleaned log of a request."""
        await self._school.download("/v1/support/{}/log", str(ticket), target=target)

    async def close(self, ticket: int) -> None:
        """Say that a request is done with; its chat stays."""
        await self._school.post("/v1/support/{}/close", str(ticket))


def _with_ending(path: Path) -> Path:
    with path.open("rb") as file:
        start = file.read(8)
    ending = next((end for mark, end in _ENDINGS if start.startswith(mark)), "")
    return path if not ending or path.suffix else path.replace(path.with_name(path.name + ending))


def _cleaned(path: Path) -> str:
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _LOG))
            text = file.read(_LOG).decode("utf-8", "replace")
    except OSError:
        return ""  # nothing was ever logged
    return redact(text.partition("\n")[2] if len(text) >= _LOG else text)
