"""Every refusal of the service has one shape: `{"code", "text"}`, the text a Russian sentence."""

import logging
import math
from collections.abc import Sequence
from html import escape
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from server.school_core.verdict import Verdict
from server.service.calls.sfu import SfuDown
from server.service.homeserver import HomeserverDown, HomeserverRefused
from server.service.plain_page import html_page

_log = logging.getLogger(__name__)

_HTTP = {
    404: ("not_found", "Такого адреса нет."),
    405: ("method_not_allowed", "Так обращаться по этому адресу нельзя."),
}


class Field(BaseModel):
    """A part of a request that is not as it should be."""

    where: str
    text: str


class ProblemBody(BaseModel):
    """The body of every refusal. `code` is for programs, `text` for people."""

    code: str
    text: str
    fields: list[Field] = []


class Problem(Exception):
    """A refusal that goes to the client as it is."""

    def __init__(
        self,
        status: int,
        code: str,
        text: str,
        *,
        fields: Sequence[Field] = (),
        retry_after: float = 0,
    ) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.retry_after = retry_after
        self.body = ProblemBody(code=code, text=text, fields=list(fields))


def forbidden(code: str, text: str) -> Problem:
    """Make the refusal of somebody who may not."""
    return Problem(403, code, text)


def missing(text: str, code: str = "not_found") -> Problem:
    """Make the answer for what is not there, or what the asker must not know of."""
    return Problem(404, code, text)


def refuse(verdict: Verdict) -> None:
    """Raise the problem of a verdict that says no."""
    if not verdict.allowed:
        raise forbidden(verdict.code, verdict.text)


RESPONSES: dict[int | str, dict[str, Any]] = {
    code: {"model": ProblemBody, "description": text}
    for code, text in (
        (400, "Запрос не принят"),
        (401, "Нужен вход"),
        (403, "Нельзя"),
        (404, "Не найдено"),
        (409, "Противоречит тому, что есть"),
        (410, "Больше не действует"),
        (413, "Слишком большой файл"),
        (422, "Запрос заполнен неверно"),
        (429, "Слишком часто"),
        (503, "Сервер школы недоступен"),
    )
}
"""What any endpoint may answer besides success, for the OpenAPI document."""


def install(app: FastAPI) -> None:
    """Let the application answer with problems."""

    @app.exception_handler(Problem)
    async def _problem(request: Request, problem: Problem) -> Response:
        answer = _answer(request, problem.status, problem.body)
        if problem.retry_after:
            answer.headers["Retry-After"] = str(math.ceil(problem.retry_after))
        return answer

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        fields = [
            Field(where=".".join(str(step) for step in one["loc"]), text=one["msg"])
            for one in error.errors()
        ]
        text = "Запрос заполнен неверно: проверьте отмеченные поля."
        return _answer(request, 422, ProblemBody(code="bad_request", text=text, fields=fields))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        code, text = _HTTP.get(error.status_code, ("bad_request", "Запрос не принят."))
        answer = _answer(request, error.status_code, ProblemBody(code=code, text=text))
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(HomeserverDown)
    async def _down(request: Request, error: HomeserverDown) -> Response:
        _log.warning("the homeserver does not answer: %s", error)
        text = "Сервер школы сейчас не отвечает. Попробуйте через минуту."
        return _answer(request, 503, ProblemBody(code="homeserver_down", text=text))

    @app.exception_handler(SfuDown)
    async def _sfu_down(request: Request, error: SfuDown) -> Response:
        _log.warning("the SFU does not answer: %s", error)
        text = "Сервер звонков сейчас не отвечает. Попробуйте через минуту."
        return _answer(request, 503, ProblemBody(code="sfu_down", text=text))

    @app.exception_handler(HomeserverRefused)
    async def _refused(request: Request, error: HomeserverRefused) -> Response:
        # What a client asked for and the homeserver does not allow is the client's to know.
        status = error.status if 400 <= error.status < 500 and error.status != 401 else 409
        _log.info("the homeserver refused: %s", error)
        text = error.reason_text or "Сервер школы этого не разрешает."
        return _answer(
            request, status, ProblemBody(code=error.reason or "homeserver_refused", text=text)
        )


def _answer(request: Request, status: int, body: ProblemBody) -> Response:
    if request.headers.get("Accept", "").startswith("text/html"):
        # Somebody looks at a page, not a program.
        return html_page("Не получилось", f"<p>{escape(body.text)}</p>", status=status)
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return JSONResponse(body.model_dump(), status, headers)
