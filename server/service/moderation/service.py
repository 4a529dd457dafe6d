"""Reports of a school: who may see them, what is read of the chat, what is wiped."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from server.school_core.moderation import MUTED, judge_reading, mute_key
from server.school_core.roles import STAFF
from server.school_core.school import SchoolDay
from server.school_core.supervision import SUPERVISED, judge_deletion
from server.service.auth import Caller
from server.service.homeserver import ADMIN, V3, HomeserverRefused
from server.service.moderation import repository
from server.service.moderation.repository import Case, Deed
from server.service.problems import Problem, forbidden, missing, refuse
from server.service.rooms import look
from server.service.world import World

_REPORTS = "/_synapse/client/parta/admin/reports"
_AROUND = 10
_HELPS = 50


@dataclass(frozen=True, slots=True)
class Report:
    """What the homeserver knows of a complaint. `orgs` are the schools it concerns.

    One about a person and no message has a negative number, no room and no event.
    """

    id: int
    at: datetime
    room_id: str
    room_name: str
    event_id: str
    reporter: str
    sender: str
    reason: str
    orgs: frozenset[str]
    names: Mapping[str, str] = field(default_factory=dict)
    """Accounts by the names in the roster, of whoever is mentioned."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message as those who look may read it."""

    event_id: str
    sender: str
    at: datetime
    kind: str
    text: str
    reported: bool
    name: str = ""


async def queue(world: World, admin: Caller) -> list[tuple[Report, Case]]:
    """The newest reports of the caller's schools, none about or from the caller."""
    answer = await world.homeserver.call("GET", _REPORTS)
    day = await world.book.today()
    every = (_report(one, day) for one in answer.get("event_reports", ()))
    found = [one for one in every if _concerns(one, admin)]
    cases = await world.database.run(repository.cases, [one.id for one in found])
    return [await _named(world, one, cases.get(one.id, Case())) for one in found]


async def ask(world: World, admin: Caller, report_id: int, why: str) -> tuple[Report, Case]:
    """Ask to look into what was reported."""
    report = await _find(world, admin, report_id)
    case = await world.database.run(repository.ask, _deed(world, admin, report), why)
    return await _named(world, report, case)


async def agree(world: World, admin: Caller, report_id: int) -> tuple[Report, Case]:
    """Agree, as another administrator, that both may look."""
    report = await _find(world, admin, report_id)
    done = await world.database.run(repository.agree, _deed(world, admin, report))
    if done is None:
        raise Problem(409, "look_not_asked", "Сначала один администратор просит о просмотре.")
    verdict, case = done
    refuse(verdict)
    return await _named(world, report, case)


async def read(world: World, admin: Caller, report_id: int) -> list[Said]:
    """The reported message with those around it; every reading is written down."""
    report = await _looked_at(world, admin, report_id)
    room, event = quote(report.room_id), quote(report.event_id)
    try:
        context = await world.homeserver.call(
            "GET",
            f"{ADMIN}/v1/rooms/{room}/context/{event}",
            params={"limit": str(_AROUND)},
        )
    except HomeserverRefused as refused:
        if refused.status == 404:
            raise missing("Этого сообщения больше нет.", "message_gone") from None
        raise
    # What was read before it could be written down would not be in the log.
    await world.database.run(repository.note, _deed(world, admin, report), "report.read")
    before = list(context.get("events_before", ()))[::-1]
    every = [*before, context.get("event"), *context.get("events_after", ())]
    found = [said for one in every if (said := _said(one, report.event_id)) is not None]
    names = await _names(world, {said.sender for said in found})
    return [replace(said, name=names.get(said.sender, "")) for said in found]


async def wipe(world: World, admin: Caller, report_id: int) -> None:
    """Delete everything the reported person has written in that chat."""
    report = await _looked_at(world, admin, report_id)
    await _redact(world, report.room_id, report.sender)
    await world.database.run(repository.note, _deed(world, admin, report), "report.wiped")


async def delete(world: World, admin: Caller, report_id: int) -> None:
    """Delete the reported message for everybody, as its author may."""
    report = await _looked_at(world, admin, report_id)
    room, event = quote(report.room_id), quote(report.event_id)
    path = f"{V3}/rooms/{room}/redact/{event}/report-{report.id}"
    body = {"reason": "Удалено школой по жалобе"}
    try:
        await world.homeserver.call("PUT", path, who=report.sender, json=body)
    except HomeserverRefused as refused:
        if refused.status == 404:
            raise missing("Этого сообщения больше нет.", "message_gone") from None
        raise Problem(
            409, "author_left", "Автора уже нет в этом чате: удалить за него сообщение нельзя."
        ) from None
    await world.database.run(repository.note, _deed(world, admin, report), "report.deleted")


async def mute(world: World, admin: Caller, report_id: int, hours: int) -> None:
    """Let the reported person write nothing in that chat for some hours; the school's bot says so.

    It can where it is inside and stands above them: in the chats of the school.
    """
    report = await _looked_at(world, admin, report_id)
    until = int((world.now() + timedelta(hours=hours)).timestamp() * 1000)
    try:
        await world.homeserver.set_state(
            report.room_id, MUTED, {"until": until}, key=mute_key(report.sender)
        )
    except HomeserverRefused:
        raise Problem(
            409,
            "mute_not_here",
            "Этот чат люди создали сами: заглушить в нём школа не может. "
            "Сообщения в нём можно удалить.",
        ) from None
    deed = _deed(world, admin, report)
    await world.database.run(repository.note, deed, "report.muted", hours=str(hours))


async def close(world: World, admin: Caller, report_id: int, decision: str) -> tuple[Report, Case]:
    """End a report with a decision."""
    report = await _find(world, admin, report_id)
    case = await world.database.run(repository.close, _deed(world, admin, report), decision)
    return await _named(world, report, case)


async def wipe_in_chat(world: World, leader: Caller, room_id: str, user_id: str) -> None:
    """Delete everything somebody has written in a chat, for those who lead it."""
    view = await look(world.homeserver, room_id, who=leader.user_id)
    if view is None:
        raise missing("Вас нет в этом чате.")
    power = view.power(leader.user_id)
    if power < max(_HELPS, view.needs("redact", _HELPS)) or view.power(user_id) >= power:
        raise forbidden(
            "wipe_power", "Удалить всё может ведущий чата, и только у тех, у кого прав меньше."
        )
    if await world.homeserver.state_event(room_id, SUPERVISED, who=leader.user_id) is not None:
        # What is deleted here is deleted in the author's name: the homeserver would not notice.
        people = len(await world.homeserver.members(room_id))
        staff = bool(leader.roles & STAFF)
        refuse(judge_deletion(leader.user_id, user_id, people, staff=staff))
    await _redact(world, room_id, user_id)
    org = view.org or next(iter(sorted(leader.orgs)), "")
    deed = Deed(0, leader.user_id, org, world.now())
    await world.database.run(repository.note, deed, "chat.wiped", room=room_id, whose=user_id)


# ----------------------------------------------------------------------------------- the details


async def _named(world: World, report: Report, case: Case) -> tuple[Report, Case]:
    look = case.look
    people = {report.sender, report.reporter, case.closed_by}
    people |= {look.asked_by, look.agreed_by} if look else set()
    return replace(report, names=await _names(world, {one for one in people if one})), case


async def _names(world: World, users: Collection[str]) -> dict[str, str]:
    school = await world.book.school()
    if school is None:
        return {}
    people = {user: school.accounts[user] for user in users if user in school.accounts}
    return {user: school.roster.people[one].full_name for user, one in people.items()}


async def _find(world: World, admin: Caller, report_id: int) -> Report:
    kind = "event_reports" if report_id > 0 else "user_reports"
    try:
        answer = await world.homeserver.call("GET", f"{ADMIN}/v1/{kind}/{abs(report_id)}")
    except HomeserverRefused as refused:
        if refused.status in (400, 404):
            raise missing("Такой жалобы нет.", "no_report") from None
        raise
    if report_id < 0:
        answer = {**answer, "id": report_id, "sender": answer.get("target_user_id")}
    report = _report(answer, await world.book.today())
    if not _concerns(report, admin):
        raise missing("Такой жалобы нет.", "no_report")
    return report


async def _looked_at(world: World, admin: Caller, report_id: int) -> Report:
    report = await _find(world, admin, report_id)
    if not report.event_id:
        raise missing("Это жалоба на человека: сообщения в ней нет.", "no_message")
    cases = await world.database.run(repository.cases, [report.id])
    refuse(judge_reading(cases.get(report.id, Case()).look, admin.user_id, world.now()))
    return report


async def _redact(world: World, room_id: str, user_id: str) -> None:
    body = {"rooms": [room_id], "reason": "Удалено ведущим чата", "use_admin": False}
    await world.homeserver.call("POST", f"{ADMIN}/v1/user/{quote(user_id)}/redact", json=body)


def _concerns(report: Report, admin: Caller) -> bool:
    if admin.user_id in (report.sender, report.reporter):
        return False  # nobody judges in their own cause
    return admin.operator or bool(report.orgs & admin.admin_orgs)


def _deed(world: World, admin: Caller, report: Report) -> Deed:
    own = sorted(report.orgs & admin.admin_orgs) or sorted(report.orgs)
    return Deed(report.id, admin.user_id, own[0] if own else "", world.now())


def _report(one: Mapping[str, Any], day: SchoolDay | None) -> Report:
    people = [str(one.get(name) or "") for name in ("sender", "user_id")]
    standings = [day.standing(user) for user in people] if day is not None else []
    orgs = frozenset(org for standing in standings if standing for org in standing.orgs)
    return Report(
        id=int(one["id"]),
        at=_time(one.get("received_ts")),
        room_id=str(one.get("room_id") or ""),
        room_name=str(one.get("room_name") or one.get("name") or ""),
        event_id=str(one.get("event_id") or ""),
        sender=people[0],
        reporter=people[1],
        reason=str(one.get("reason") or ""),
        orgs=orgs,
    )


def _said(event: object, reported: str) -> Said | None:
    if not isinstance(event, dict) or "state_key" in event:
        return None
    content = event.get("content")
    body = content.get("body") if isinstance(content, dict) else None
    return Said(
        event_id=str(event.get("event_id")),
        sender=str(event.get("sender")),
        at=_time(event.get("origin_server_ts")),
        kind=str(event.get("type")),
        text=body if isinstance(body, str) else "",
        reported=event.get("event_id") == reported,
    )


def _time(stamp: object) -> datetime:
    return datetime.fromtimestamp((stamp if isinstance(stamp, int) else 0) / 1000, UTC)
