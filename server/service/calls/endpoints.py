"""`/livekit/jwt`: call tokens as Element Call asks for them, and the SFU's webhook."""

import json
from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from server.service.calls.relay import relay_answer
from server.service.calls.requests import (
    BadRequest,
    TokenRequest,
    parse_get_token,
    parse_sfu_get,
)
from server.service.calls.sfu import SfuDown
from server.service.calls.webhooks import receive
from server.service.homeserver import HomeserverDown
from server.service.lessons import door
from server.service.lessons.told import metadata
from server.service.problems import Problem
from server.service.world import InWorld, World

router = APIRouter(prefix="/livekit", include_in_schema=False)

_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, Authorization",
}
_ERRCODES = {400: "M_BAD_JSON", 401: "M_UNAUTHORIZED", 403: "M_FORBIDDEN", 429: "M_LIMIT_EXCEEDED"}


@router.post("/jwt/sfu/get")
async def sfu_get(request: Request, world: InWorld) -> Response:
    """The form of today's Element Call."""
    return await _token(request, world, parse_sfu_get)


@router.post("/jwt/get_token")
async def get_token(request: Request, world: InWorld) -> Response:
    """The form of MatrixRTC 2.0."""
    return await _token(request, world, parse_get_token)


@router.options("/jwt/{path:path}")
async def preflight(path: str) -> Response:
    """Browsers ask first."""
    return Response(status_code=204, headers=_CORS)


@router.get("/jwt/healthz")
async def healthz() -> Response:
    """We are there."""
    return Response(status_code=200, headers=_CORS)


@router.post("/webhook")
async def webhook(request: Request, world: InWorld) -> Response:
    """What the SFU tells of comings and goings."""
    await receive(world, await request.body(), request.headers.get("Authorization", ""))
    return Response(status_code=200)


async def _token(
    request: Request, world: World, parse: Callable[[object], TokenRequest]
) -> Response:
    try:
        asked = parse(_json(await request.body()))
        return JSONResponse(await _answer(world, asked), headers=_CORS)
    except BadRequest as bad:
        return _refusal(400, str(bad))
    except Problem as problem:
        return _refusal(problem.status, problem.body.text, code=problem.body.code)
    except (HomeserverDown, SfuDown):
        return _refusal(503, "Сервер школы сейчас не отвечает. Попробуйте через минуту.")


async def _answer(world: World, asked: TokenRequest) -> dict[str, object]:
    homeserver, user_id = world.homeserver, None
    if asked.openid_server == homeserver.server_name:
        user_id = await homeserver.openid_user(asked.openid_token)
    if user_id is None or asked.claimed_user not in {None, user_id}:
        raise Problem(401, "openid_refused", "Сервер школы не подтвердил, кто вы.")
    admission = await door.enter(
        world, room_id=asked.room_id, user_id=user_id, identity=asked.identity(user_id)
    )
    answer: dict[str, object] = {"url": admission.url, "jwt": admission.jwt}
    livekit = world.settings.livekit
    if livekit is not None and livekit.relay:
        answer["app.parta.relay"] = relay_answer(livekit, asked.identity(user_id))
    if admission.lesson is not None:
        answer |= json.loads(metadata(admission.lesson))
    if admission.waits is not None:
        why = admission.waits.why
        answer["app.parta.waits"] = {"code": why.code, "text": why.text}
    return answer


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise BadRequest("the body is not JSON") from None


def _refusal(status: int, text: str, *, code: str = "") -> JSONResponse:
    body = {"errcode": _ERRCODES.get(status, "M_UNKNOWN"), "error": text}
    if code:
        body["app.parta.reason"] = code
    return JSONResponse(body, status, headers=_CORS)
