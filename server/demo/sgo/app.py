"""The register's web interface as an ASGI application: the calls its own pages make."""

import asyncio
import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from server.demo import journal
from server.demo.sgo.families import FAMILIES, Family, Pupil
from server.demo.sgo.faults import Fault, Faults

_PAGE = "<!DOCTYPE html><html><body><h1>Сетевой Город. Образование</h1></body></html>"
COOKIE = "NSSESSIONID"


@dataclass(slots=True)
class _Visit:
    """A session: first only a cookie with a salt, after login an account with its `at`."""

    salt: str
    family: Family | None = None
    at: str = ""


@dataclass(slots=True)
class Register:
    """One simulated installation. `today` is a function, so that a test can turn the day."""

    families: tuple[Family, ...] = FAMILIES
    today: Callable[[], date] = date.today
    faults: Faults = field(default_factory=Faults)
    released: asyncio.Event = field(default_factory=asyncio.Event)
    logins: int = 0
    """How often somebody has signed in."""
    refused: int = 0
    calls: list[str] = field(default_factory=list)
    """Every call in order, by path."""
    visits: dict[str, _Visit] = field(default_factory=dict)

    def forget(self) -> None:
        """Be as new: no sessions, no planned faults, nothing counted."""
        self.faults = Faults()
        self.released.clear()
        self.visits.clear()
        self.calls.clear()
        self.logins = self.refused = 0


def make_app(register: Register) -> FastAPI:
    """Return the application of an installation."""
    app = FastAPI(title="Сетевой Город. Образование: симулятор", openapi_url=None)

    @app.middleware("http")
    async def misbehave(request: Request, go_on: Callable[[Request], Any]) -> Response:
        path = request.url.path.removeprefix("/webapi/")
        register.calls.append(path)
        match register.faults.take(path):
            case Fault.EXPIRED:
                register.visits.clear()
                return JSONResponse({"message": "Сессия завершена"}, 401)
            case Fault.CONFLICT:
                register.visits.clear()
                return JSONResponse({"message": "Сессия открыта в другом окне"}, 409)
            case Fault.CRASH:
                return PlainTextResponse("Server Error in '/' Application.", 500)
            case Fault.SLOW:
                await register.released.wait()
            case Fault.TRUNCATED:
                return Response('{"weekStart": "2026-11-', media_type="application/json")
            case Fault.HTML:
                return HTMLResponse(_PAGE)
            case Fault.SALT:
                register.visits.clear()
                return JSONResponse({"salt": "0", "lt": "1", "ver": "1"})
            case None:
                pass
        answer: Response = await go_on(request)
        return answer

    _add_sign_in(app, register)
    _add_diary(app, register)
    return app


def _add_sign_in(app: FastAPI, register: Register) -> None:
    @app.get("/webapi/logindata")
    async def logindata() -> Response:
        answer = JSONResponse({"productName": "Сетевой Город. Образование", "version": "5.9"})
        cookie = secrets.token_hex(12)
        register.visits[cookie] = _Visit(salt=str(secrets.randbelow(10**9)))
        answer.set_cookie(COOKIE, cookie)
        return answer

    @app.post("/webapi/auth/getdata")
    async def getdata(request: Request) -> Response:
        visit = register.visits.get(request.cookies.get(COOKIE, ""))
        if visit is None:
            return JSONResponse({"message": "Нет сессии"}, 401)
        return JSONResponse({"lt": "771", "ver": "1294", "salt": visit.salt})

    @app.post("/webapi/login")
    async def login(request: Request) -> Response:
        form = await request.form()
        visit = register.visits.get(request.cookies.get(COOKIE, ""))
        if visit is None or (form.get("lt"), form.get("ver")) != ("771", "1294"):
            return JSONResponse({"message": "Страница входа устарела"}, 409)
        for family in register.families:
            good = (family.login, str(family.school), *_proof(family, visit.salt))
            if (form.get("un"), form.get("scid"), form.get("pw"), form.get("pw2")) == good:
                register.logins += 1
                visit.family, visit.at = family, secrets.token_hex(8)
                return JSONResponse({"at": visit.at, "entryPoint": "/angular/school/main"})
        register.refused += 1
        return JSONResponse({"message": "Неправильный пароль или имя пользователя"}, 409)

    @app.post("/webapi/auth/logout")
    async def logout(request: Request) -> Response:
        visit = register.visits.pop(request.cookies.get(COOKIE, ""), None)
        return Response(status_code=200 if visit else 401)


def _add_diary(app: FastAPI, register: Register) -> None:
    def family_of(request: Request) -> Family | None:
        visit = register.visits.get(request.cookies.get(COOKIE, ""))
        known = visit is not None and visit.at and visit.at == request.headers.get("at")
        return visit.family if visit is not None and known else None

    def serve(path: str, method: str, answer: Callable[[Family, Request, Any], Response]) -> None:
        async def endpoint(request: Request) -> Response:
            family = family_of(request)
            if family is None:
                return JSONResponse({"message": "Необходима авторизация"}, 401)
            body = await request.json() if method == "POST" else None
            return answer(family, request, body)

        app.add_api_route(f"/webapi/{path}", endpoint, methods=[method], response_model=None)

    def pupil_of(family: Family, request: Request) -> Pupil | None:
        wanted = request.query_params.get("studentId")
        return next((one for one in family.pupils if str(one.student_id) == wanted), None)

    def init(family: Family, _: Request, __: Any) -> Response:
        rows = [{"studentId": one.student_id, "nickName": one.name} for one in family.pupils]
        return JSONResponse({"students": rows, "currentStudentId": 0})

    def year(_: Family, __: Request, ___: Any) -> Response:
        today = register.today()
        begun = today.year if today.month >= 8 else today.year - 1
        return JSONResponse({"id": begun * 10 + 7, "name": f"{begun}/{begun + 1}"})

    def types(_: Family, __: Request, ___: Any) -> Response:
        rows = [
            {"id": number, "name": name, "abbr": name[:2].upper(), "weight": weight}
            for name, (number, weight) in journal.KINDS.items()
        ]
        return JSONResponse(rows)

    def diary(family: Family, request: Request, _: Any) -> Response:
        pupil = pupil_of(family, request)
        if pupil is None:
            return JSONResponse({"message": "Ученик не найден"}, 403)
        span = _span(request)
        return JSONResponse(
            {
                "weekStart": _moment(span[0]),
                "weekEnd": _moment(span[1]),
                "weekDays": [
                    {"date": _moment(day), "lessons": list(_lessons(pupil, day, register.today()))}
                    for day in journal.days(*span)
                    if journal.lessons(pupil.group, day)
                ],
            }
        )

    def past_mandatory(family: Family, request: Request, _: Any) -> Response:
        pupil = pupil_of(family, request)
        if pupil is None:
            return JSONResponse({"message": "Ученик не найден"}, 403)
        rows = [
            row | {"subjectName": lesson["subjectName"]}
            for day in journal.days(*_span(request))
            for lesson in _lessons(pupil, day, register.today())
            for row in lesson["assignments"]
            if day < register.today() and row.get("mark", {}).get("dutyMark")
        ]
        return JSONResponse(rows)

    def attachments(family: Family, request: Request, body: Any) -> Response:
        wanted = set(body.get("assignId", ())) if isinstance(body, dict) else set()
        if pupil_of(family, request) is None:
            return JSONResponse({"message": "Ученик не найден"}, 403)
        rows = [
            {"assignmentId": number, "attachments": [_file(number)]}
            for number in sorted(wanted)
            if isinstance(number, int)
        ]
        return JSONResponse(rows)

    def announcements(_: Family, __: Request, ___: Any) -> Response:
        return JSONResponse(list(_notices(register.today())))

    def file(_: Family, request: Request, __: Any) -> Response:
        number = request.path_params["number"]
        head = {"content-disposition": f'attachment; filename="task-{number}.txt"'}
        return PlainTextResponse(f"Задание {number}\n" * 200, headers=head)

    serve("student/diary/init", "GET", init)
    serve("years/current", "GET", year)
    serve("grade/assignment/types", "GET", types)
    serve("student/diary", "GET", diary)
    serve("student/diary/pastMandatory", "GET", past_mandatory)
    serve("student/diary/get-attachments", "POST", attachments)
    serve("announcements", "GET", announcements)
    serve("attachments/{number:int}", "GET", file)
    serve("context", "GET", lambda family, *_: JSONResponse({"schoolId": family.school}))


def _proof(family: Family, salt: str) -> tuple[str, str]:
    # Written from the register's login page on purpose and not shared with our client.
    inner = hashlib.md5(family.password.encode("windows-1251"), usedforsecurity=False).hexdigest()
    whole = hashlib.md5(f"{salt}{inner}".encode(), usedforsecurity=False).hexdigest()
    return whole[: len(family.password)], whole


def _span(request: Request) -> tuple[date, date]:
    query = request.query_params
    return date.fromisoformat(query["weekStart"]), date.fromisoformat(query["weekEnd"])


def _moment(day: date) -> str:
    return datetime.combine(day, time()).isoformat()


def _file(assignment: int) -> dict[str, Any]:
    return {"id": assignment % 100_000_000, "originalFileName": f"task-{assignment}.txt"}


def _lessons(pupil: Pupil, day: date, today: date) -> Iterable[dict[str, Any]]:
    for lesson in journal.lessons(pupil.group, day):
        begins, ends = journal.BELLS[lesson.number - 1]
        rows = []
        for task in lesson.tasks:
            entry = journal.mark(pupil.key, lesson, task, today)
            number, weight = journal.KINDS[task.kind]
            row: dict[str, Any] = {
                "id": task.id,
                "typeId": number,
                "assignmentName": task.text or "---Не указана---",
                "weight": weight,
                "dueDate": _moment(day),
            }
            if entry.value:
                shown: int | str = int(entry.value) if entry.value.isdigit() else entry.value
                row["mark"] = {"assignmentId": task.id, "mark": shown, "dutyMark": False}
            elif task.duty:
                row["mark"] = {"assignmentId": task.id, "mark": None, "dutyMark": True}
            if entry.comment:
                row["markComment"] = {"id": task.id, "name": entry.comment}
            if task.has_file:
                row["attachments"] = [_file(task.id)]
            rows.append(row)
        yield {
            "day": _moment(day),
            "number": lesson.number,
            "startTime": begins.strftime("%H:%M"),
            "endTime": ends.strftime("%H:%M"),
            "room": lesson.room,
            "subjectName": lesson.subject,
            "assignments": rows,
        }


def _notices(today: date) -> Iterable[dict[str, Any]]:
    for place, (title, text) in enumerate(_NOTICES):
        posted = date.fromordinal(today.toordinal() - 3 * place - 1)
        yield {
            "id": 500 + place,
            "name": title,
            "description": text,
            "postDate": f"{posted.isoformat()}T09:1{place}:00",
            "author": {"id": 1, "fio": "Администратор школы", "nickName": "Admin"},
            "attachments": [{"id": 9_000, "originalFileName": "plan.txt"}] if place == 0 else [],
        }


_NOTICES = (
    (
        "Сверить электронные журналы!",
        "<p>По прошествии месяца + 7&nbsp;дней каждый журнал<br>будет закрыт.</p>",
    ),
    ("Родительское собрание", "<p>В четверг в 18:30, актовый зал.</p>"),
    ("Вакцинация", "<div>Согласие можно взять у классного руководителя.</div>"),
)
