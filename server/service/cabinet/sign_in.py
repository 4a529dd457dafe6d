"""In and out of the cabinet: password and second step, or a provider in the browser."""

import secrets
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from server.service.cabinet.pages import field, form, link, page
from server.service.cabinet.visit import HOME, Looks, Sends, Visit, go_home, sign_out, signed_in
from server.service.homeserver import V3, HomeserverRefused
from server.service.identity.repository import forget_tries
from server.service.identity.service import begin_try
from server.service.identity.sign_in import address_of
from server.service.problems import Problem, missing
from server.service.world import World

router = APIRouter(prefix=HOME, include_in_schema=False)

Typed = Annotated[str, Form(max_length=255)]
_DEVICE = "Кабинет в браузере"
_TRIES = "cabinet"
_OVER = "Вход устарел: прошёл час. Войдите ещё раз."


@router.post("/sign-in", response_model=None)
async def by_password(
    request: Request, visit: Sends, login: Typed = "", password: Typed = "", code: Typed = ""
) -> Response:
    """Let the homeserver check them; nothing of it is kept."""
    world = visit.world
    if not login.strip() or not password:
        return sign_in_page(visit, words="Введите логин и пароль.", login=login)
    try:
        tries = await begin_try(world, _TRIES, login, address_of(request))
    except Problem as problem:
        return sign_in_page(visit, words=problem.body.text, login=login, status=429)
    body: dict[str, Any] = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": login.strip()},
        "password": password,
    }
    if code:
        body["app.parta.code"] = code
    try:
        user_id = await _enter(world, body)
    except HomeserverRefused as refused:
        return _again(visit, refused, login)
    await world.database.run(forget_tries, tries)
    return (await signed_in(world, user_id)).keep(go_home())


@router.get("/provider/{provider}", response_model=None)
async def by_provider(
    provider: Annotated[str, Path(pattern=r"^[a-z0-9-]{1,64}$")], visit: Looks
) -> Response:
    """Send the browser out; it comes back to `/cabinet/back` with a token."""
    world = visit.world
    if provider not in world.settings.identity_providers:
        raise missing("Такого входа школа не предлагает.")
    back = f"{world.settings.public_url.rstrip('/')}{HOME}/back?" + urlencode(
        {"stamp": visit.stamp}
    )
    where = f"{await world.homeserver.public_url()}{V3}/login/sso/redirect/{quote(provider)}?"
    return visit.keep(RedirectResponse(where + urlencode({"redirectUrl": back}), 303))


@router.get("/back", response_model=None)
async def back(
    visit: Looks,
    stamp: Annotated[str, Query(max_length=200)] = "",
    token: Annotated[str, Query(alias="loginToken", max_length=500)] = "",
) -> Response:
    """The provider has vouched for somebody; only who began here goes on here."""
    if not secrets.compare_digest(visit.stamp.encode(), stamp.encode()):
        return sign_in_page(visit, words="Начните вход ещё раз.", status=403)
    try:
        user_id = await _enter(visit.world, {"type": "m.login.token", "token": token})
    except HomeserverRefused:
        return sign_in_page(visit, words="Вход не удался. Начните ещё раз.", status=403)
    return (await signed_in(visit.world, user_id)).keep(go_home())


@router.post("/sign-out", response_model=None)
async def out(visit: Sends) -> Response:
    """End this session; the program stays signed in."""
    await sign_out(visit)
    return Visit.fresh(visit.world).keep(go_home())


def sign_in_page(
    visit: Visit, *, words: str = "", login: str = "", second: bool = False, status: int = 200
) -> HTMLResponse:
    """The form; what was typed stays, but for the password."""
    rows = [
        field("login", "Логин", login, autocomplete="username", required=True),
        field("password", "Пароль", kind="password", autocomplete="current-password",
              required=True),
    ]  # fmt: skip
    if second:
        rows.append(field("code", "Код второго шага", autocomplete="one-time-code", required=True))
    body = "<p>Войдите с тем же логином и паролем, что и в Парте.</p>"
    body += form(visit, f"{HOME}/sign-in", rows, "Войти")
    for provider, title in visit.world.settings.identity_providers.items():
        body += link(f"{HOME}/provider/{quote(provider)}", f"Войти через «{title}»")
    words = words or (_OVER if visit.over else "")
    answer = page("Кабинет школы", body, visit, words=words, status=status)
    visit.keep(answer)
    return answer


def _again(visit: Visit, refused: HomeserverRefused, login: str) -> HTMLResponse:
    match refused.errcode:
        case "APP.PARTA.SECOND_STEP_NEEDED":
            words, second = "Пароль верный. Введите его ещё раз вместе с кодом второго шага.", True
        case "APP.PARTA.SECOND_STEP_REFUSED":
            words, second = "Код не подходит. Введите новый код из приложения.", True
        case "M_LIMIT_EXCEEDED":
            words, second = "Слишком много попыток. Подождите и попробуйте снова.", True
        case "M_USER_DEACTIVATED":
            words, second = "Эта учётная запись отключена. Обратитесь к администратору.", False
        case _:
            words, second = "Неверный логин или пароль.", False
    return sign_in_page(visit, words=words, login=login, second=second, status=403)


async def _enter(world: World, body: dict[str, Any]) -> str:
    """Whose sign-in it is; the device that came of it is signed out at once."""
    told = {"initial_device_display_name": _DEVICE}
    reply = await world.homeserver.sign_in(body | told)
    user_id, token = str(reply["user_id"]), str(reply["access_token"])
    await world.homeserver.sign_out(token)
    return user_id
