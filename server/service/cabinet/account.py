"""`/cabinet`: what opens my profile, signing out everywhere, what the school keeps of me (F38)."""

from html import escape

from fastapi import APIRouter
from fastapi.responses import Response

from server.service.auth import Caller
from server.service.cabinet.pages import form, page
from server.service.cabinet.sign_in import sign_in_page
from server.service.cabinet.visit import HOME, Looks, Sends, Visit, sign_out
from server.service.identity import repository as identities
from server.service.identity import service as identity
from server.service.school.endpoints import describe
from server.service.second_step import service as second_step
from server.service.world import World

router = APIRouter(prefix=HOME, include_in_schema=False)

_ROLES = {
    "admin": "администратор школы",
    "teacher": "учитель",
    "staff": "сотрудник",
    "parent": "родитель",
    "pupil": "ученик",
}
_KEPT = (
    ("Имя, роль и класс", "Их вносит школа из своего списка."),
    (
        "Сообщения, файлы, голоса в опросах",
        "Хранятся на сервере школы, видят участники чата. Голос в анонимном опросе не видит никто.",
    ),
    ("Звук и изображение звонка", "Идут через сервер школы и не записываются."),
    (
        "Дневник",
        "Оценки и задания берутся из журнала школы. Видят ученик, его родители и учителя.",
    ),
    (
        "Сетевой адрес и название устройства",
        "Видит сервер школы, пока на устройстве выполнен вход.",
    ),
    ("Чего Парта не передаёт", "Телефонную книгу, местоположение, данные для рекламы."),
)
_OUT = "Вход завершён на всех устройствах. Чтобы войти в Парту, понадобится пароль или карточка."


@router.get("", response_model=None)
async def show(visit: Looks) -> Response:
    """The cabinet's first page."""
    if visit.caller is None:
        return sign_in_page(visit)
    return visit.keep(page("Кабинет школы", await _body(visit, visit.caller), visit))


@router.post("/sign-out-everywhere", response_model=None)
async def everywhere(visit: Sends) -> Response:
    """End every session of the program, and this one."""
    if visit.caller is None:
        return sign_in_page(visit)
    await visit.world.homeserver.sign_out_everywhere(visit.caller.user_id)
    await sign_out(visit)
    return sign_in_page(Visit.fresh(visit.world), words=_OUT)


async def _body(visit: Visit, caller: Caller) -> str:
    world = visit.world
    me = await describe(caller, world)
    roles = ", ".join(dict.fromkeys(_ROLES.get(one.role.value, "") for one in me.roles))
    name = escape(me.name or caller.user_id)
    body = f"<p><b>{name}</b>{f' · {escape(roles)}' if roles else ''}</p>"
    body += f"<h2>Чем открывается профиль</h2>{await _ways(world, caller)}"
    state, _ = await second_step.state(world, caller)
    stepping = "включён" if state.since else "выключен"
    body += f"<p>Второй шаг при входе {stepping}. Его настраивают в Парте: Настройки, "
    body += "Вход и привязки.</p>"
    body += "<h2>Устройства</h2><p>Потеряли телефон или вышли с чужого компьютера не полностью? "
    body += "Завершите вход везде сразу.</p>"
    where = f"{HOME}/sign-out-everywhere"
    body += form(visit, where, (), "Выйти на всех устройствах", look="plain")
    rows = "".join(f"<dt>{escape(one)}</dt><dd>{escape(two)}</dd>" for one, two in _KEPT)
    body += f"<h2>Какие данные есть у школы</h2><dl>{rows}</dl>"
    help_link = escape(f"parta://open?address={world.settings.address}", quote=True)
    return body + (
        "<h2>Помощь</h2><p>Спросите поддержку школы в Парте: Настройки, Помощь. "
        f'<a href="{help_link}">Открыть Парту</a></p>'
    )


async def _ways(world: World, caller: Caller) -> str:
    people = [caller.person] if caller.person is not None else []
    found = await world.database.run(identities.of_people, people)
    if not found:
        return "<p>Паролем или карточкой от школы. Других входов не привязано.</p>"
    rows = ""
    for one in found:
        title = escape(await identity.title_of(world, one.provider))
        since = one.linked_at.astimezone(world.settings.zone).strftime("%d.%m.%Y")
        rows += f"<li>{title}{f' · {escape(one.hint)}' if one.hint else ''}, привязан {since}</li>"
    return f"<p>Паролем или карточкой от школы, а ещё:</p><ul>{rows}</ul>"
