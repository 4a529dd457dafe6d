"""Replies of the school service about applications, complaints and requests for help."""

from datetime import date
from typing import Any

from app.domain.clean import clean_name, clean_text, is_clean_id
from app.domain.errors import BadReply
from app.domain.ids import EventId, RoomId, UserId
from app.domain.parse.fields import identifier, integer, iso_moment, items, mapping, text
from app.domain.trust import (
    Application,
    ApplicationForm,
    Report,
    Said,
    Stage,
    Ticket,
    Verification,
)

_WORDS = 2_000


def parse_verification(reply: object) -> Verification:
    """`GET /v1/verification`."""
    body = mapping(reply)
    schools = (mapping(row) for row in items(body.get("schools"), 5_000))
    raw = body.get("application")
    return Verification(
        body.get("confirmed") is True,
        text(body.get("by")),
        parse_application(raw) if raw is not None else None,
        tuple(
            (str(one.get("id")), clean_name(text(one.get("name"))))
            for one in schools
            if is_clean_id(one.get("id"))
        ),
    )


def parse_applications(reply: object) -> tuple[Application, ...]:
    """`GET /v1/verification/queue`."""
    return tuple(parse_application(row) for row in items(mapping(reply).get("applications"), 500))


def parse_application(reply: object) -> Application:
    """One application."""
    body = mapping(reply)
    case, user = body.get("id"), identifier(body.get("user_id"))
    if not is_clean_id(case) or not user:
        raise BadReply("an application without an id")
    try:
        stage = Stage(body.get("state"))
    except ValueError as error:
        raise BadReply("an application in no state we know") from error
    form = ApplicationForm(
        org=text(body.get("org")),
        family=clean_name(text(body.get("family"))),
        given=clean_name(text(body.get("given"))),
        middle=clean_name(text(body.get("middle"))),
        subject=clean_name(text(body.get("subject"))),
        born=_day(body.get("born")),
    )
    return Application(
        str(case),
        UserId(user),
        stage,
        form,
        has_proof=body.get("has_proof") is True,
        reason=clean_text(text(body.get("reason")), _WORDS),
        changed_at=iso_moment(body.get("changed_at")),
    )


def parse_reports(reply: object) -> tuple[Report, ...]:
    """`GET /v1/reports`."""
    return tuple(parse_report(row) for row in items(mapping(reply).get("reports"), 1_000))


def parse_report(reply: object) -> Report:
    """One complaint."""
    body = mapping(reply)
    number = integer(body.get("id"), -(1 << 31), 1 << 31)
    reporter, sender = _user(body.get("reporter")), _user(body.get("sender"))
    if number is None or reporter is None or sender is None:
        raise BadReply("a report without its people")
    room, event = body.get("room_id"), body.get("event_id")
    return Report(
        number,
        iso_moment(body.get("at")),
        RoomId(str(room)) if is_clean_id(room) else None,
        clean_name(text(body.get("room_name"))),
        EventId(str(event)) if is_clean_id(event) else None,
        reporter,
        sender,
        clean_text(text(body.get("reason")), _WORDS),
        names={
            UserId(user): clean_name(text(name))
            for user, name in mapping(body.get("names")).items()
        },
        asked_by=_user(body.get("asked_by")),
        asked_at=iso_moment(body.get("asked_at")),
        why=clean_text(text(body.get("why")), _WORDS),
        agreed_by=_user(body.get("agreed_by")),
        agreed_at=iso_moment(body.get("agreed_at")),
        closed_by=_user(body.get("closed_by")),
        closed_at=iso_moment(body.get("closed_at")),
        decision=clean_text(text(body.get("decision")), _WORDS),
    )


def parse_context(reply: object) -> tuple[Said, ...]:
    """`GET /v1/reports/{id}/context`."""
    rows = (mapping(row) for row in items(mapping(reply).get("messages"), 100))
    return tuple(
        Said(
            user,
            clean_name(text(row.get("name"))) or user.removeprefix("@").partition(":")[0],
            iso_moment(row.get("at")),
            clean_text(text(row.get("text")), 20_000),
            reported=row.get("reported") is True,
        )
        for row in rows
        if (user := _user(row.get("sender"))) is not None
    )


def parse_ticket(reply: object) -> Ticket:
    """`POST /v1/support`."""
    body = mapping(reply)
    number, room = integer(body.get("id"), 1, 1 << 31), body.get("room_id")
    if number is None:
        raise BadReply("a ticket without a number")
    user = _user(body.get("user_id"))
    return Ticket(
        number,
        RoomId(str(room)) if is_clean_id(room) else None,
        user,
        clean_name(text(body.get("name"))) or (user or "").removeprefix("@").partition(":")[0],
        clean_text(text(body.get("text")), 5_000),
        has_log=body.get("has_log") is True,
        made_at=iso_moment(body.get("made_at")),
        closed_at=iso_moment(body.get("closed_at")),
    )


def parse_tickets(reply: object) -> tuple[Ticket, ...]:
    """`GET /v1/support`."""
    return tuple(parse_ticket(row) for row in items(mapping(reply).get("tickets"), 500))


def _user(value: Any) -> UserId | None:
    found = identifier(value)
    return UserId(found) if found else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(text(value))
    except ValueError:
        return None
