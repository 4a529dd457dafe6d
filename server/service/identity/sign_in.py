"""`/v1/sign-in`: in with the register's password; and what the homeserver's module asks."""

from html import escape
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse

from server.service.cards.codes import normal
from server.service.cards.endpoints import homeserver_only
from server.service.identity import service
from server.service.identity.schemas import (
    EnteredBody,
    GradebookBody,
    OutsideBody,
    ProfileBody,
    WayBody,
    WaysBody,
    WhoseBody,
)
from server.service.plain_page import html_page
from server.service.problems import Problem, missing
from server.service.second_step import service as second_step
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/sign-in", tags=["Вход"])
internal = APIRouter(prefix="/v1/internal", include_in_schema=False)


@router.get("", summary="Чем можно войти")
async def ways(world: InWorld) -> WaysBody:
    """Without signing in: the program shows what there is."""
    return WaysBody(ways=await all_ways(world))


@router.post("/gradebook", summary="Войти с паролем электронного журнала")
async def by_gradebook(body: GradebookBody, request: Request, world: InWorld) -> EnteredBody:
    """The register checks name and password; the ticket of the answer finishes the sign-in."""
    address = address_of(request)
    outside = await service.prove(world, body.register_id, body.login, body.password, address)
    found = await service.profiles(world, outside)
    if body.person is not None:
        found = [one for one in found if one.identity.person == body.person]
        if not found:
            raise missing("Такого профиля у этой учётной записи журнала нет.")
    if len(found) == 1:
        second_step.refuse(await second_step.check(world, found[0].user_id, body.code))
        return EnteredBody(ticket=await service.let_in(world, found[0]))
    day = await world.book.today()
    return EnteredBody(
        ticket=None,
        profiles=[
            ProfileBody(
                person=one.identity.person,
                name=one.name,
                roles=sorted(role.value for role in day.roles(one.user_id)) if day else [],
            )
            for one in found
        ],
    )


@internal.post("/identity", dependencies=[Depends(homeserver_only)])
async def whose(body: OutsideBody, world: InWorld) -> WhoseBody:
    """Whose account a provider in the browser opens; asked by the homeserver's module alone."""
    if body.provider not in world.settings.identity_providers:
        raise missing("Такого входа школа не предлагает.")
    hint = body.hint or service.masked(body.subject)
    outside = service.outside_of(world, body.provider, body.subject, hint=hint)
    try:
        return WhoseBody(user_id=await service.enter_outside(world, outside))
    except Problem as problem:
        asked = {"why": problem.body.code, "provider": body.provider}
        if problem.body.code == "identity_unknown":
            asked["code"] = await service.offer(world, outside)
        where = f"{world.settings.public_url.rstrip('/')}/v1/sign-in/refused?{urlencode(asked)}"
        return WhoseBody(page=where)


@router.get("/refused", summary="Страница о неудачном входе", response_class=HTMLResponse)
async def refused(
    world: InWorld,
    why: Annotated[str, Query(max_length=64)] = "",
    provider: Annotated[str, Query(max_length=64)] = "",
    code: Annotated[str, Query(max_length=64)] = "",
) -> HTMLResponse:
    """What a browser shows when a provider has vouched for somebody whom no profile knows."""
    title = escape(world.settings.identity_providers.get(provider, "эту службу входа"))
    read = escape(normal(code))
    match why:
        case "identity_unknown" if read:
            body = (
                f"<p>Вход через «{title}» ещё не связан ни с одним профилем этой школы.</p>"
                "<p>Если профиль у вас есть, войдите в него в Парте по карточке или паролю, "
                "откройте «Настройки → Вход и привязки» и введите код:</p>"
                f'<p class="code">{read}</p>'
                "<p>Код действует 10 минут. Никому его не передавайте и не вводите чужих кодов.</p>"
            )
        case "several_profiles":
            body = (
                f"<p>С «{title}» связано несколько профилей школы. Войдите в один из них другим "
                "способом и отвяжите лишнее в «Настройки → Вход и привязки».</p>"
            )
        case _:
            body = f"<p>{escape(service.LEFT)}</p>"
    return html_page("Войти не получилось", body, status=403)


async def all_ways(world: World) -> list[WayBody]:
    """Gradebooks first, then what Synapse offers in the browser."""
    known = await service.registers(world)
    found = [WayBody(id=one.id, title=one.title, kind="gradebook") for one in known.values()]
    given = world.settings.identity_providers.items()
    return found + [WayBody(id=key, title=title, kind="browser") for key, title in given]


def address_of(request: Request) -> str:
    """Where a request comes from, as our own proxy says."""
    return request.client.host if request.client else ""
