"""`/v1/diary/register-menu`: pages of the school's register that are opened in the browser (F30).

Who runs the server names one host over https and pages on it; no address from anywhere else is ever
given to a client, and no sign-in of anybody goes there.
"""

from collections.abc import Iterable
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator
from sqlalchemy import select
from sqlalchemy.orm import Session

from server.school_core.roster import OrgId
from server.service.audit import repository as audit
from server.service.auth import Admin, Caller, Me, Operator
from server.service.diary.tables import DiaryRegisterMenu
from server.service.problems import forbidden
from server.service.world import InWorld

router = APIRouter(prefix="/v1/diary/register-menu", tags=["Дневник"])

_PATH = r"^/(?:[^/\\\s\x00-\x1f][^\\\s\x00-\x1f]*)?$"
"""One slash first: what begins with two, or has a backslash, may name another host."""
Org = Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^[^\x00-\x1f]+$")]


class EntryBody(BaseModel):
    """A page: what the menu calls it, and its path on the register's host."""

    title: Annotated[
        str,
        StringConstraints(
            strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^\x00-\x1f]+$"
        ),
    ]
    path: Annotated[
        str,
        StringConstraints(max_length=500, pattern=r"^/(?:[^/\\\s\x00-\x1f][^\\\s\x00-\x1f]*)?$"),
    ]


class MenuBody(BaseModel):
    """The menu of one school. `families`: pupils and parents see it too, not staff alone."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "org": "school-14",
                    "base": "https://sgo.example",
                    "entries": [{"title": "Отчёты", "path": "/app/reports"}],
                    "families": False,
                }
            ]
        }
    )

    org: Org
    base: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    entries: Annotated[list[EntryBody], Field(max_length=20)] = []
    families: bool = False

    @field_validator("base")
    @classmethod
    def _only_a_host(cls, base: str) -> str:
        """A host over https and nothing else: no path, no name and password, no other scheme."""
        parts = urlsplit(base)
        plain = base == f"https://{parts.netloc}" and bool(parts.hostname)
        if base and (not plain or "@" in parts.netloc or not base.isascii()):
            raise ValueError("Нужен адрес вида https://sgo.example, без пути.")
        return base


class LinkBody(BaseModel):
    """An entry of the menu with its whole address."""

    title: str
    url: str


class LinksBody(BaseModel):
    """What the asker may open."""

    links: list[LinkBody]


@router.get("/links", summary="Ещё в электронном журнале")
async def links(caller: Me, world: InWorld) -> LinksBody:
    """Pages of the asker's schools, for the menu in diary and journal."""
    menus = await world.database.run(_of_schools, sorted(caller.orgs))
    found = [
        LinkBody(title=entry["title"], url=menu.base + entry["path"])
        for menu in menus
        if menu.base and (menu.families or _is_staff(caller, menu.org))
        for entry in menu.entries
    ]
    return LinksBody(links=found)


@router.get("", summary="Меню электронного журнала школы")
async def stands(org: Annotated[Org, Query()], admin: Admin, world: InWorld) -> MenuBody:
    """What was decided, for administrators of the school."""
    if not admin.administers(org):
        raise forbidden("not_your_school", "Это не ваша школа.")
    found = await world.database.run(_of_schools, [org])
    return MenuBody.model_validate(found[0], from_attributes=True) if found else MenuBody(org=org)


@router.put("", summary="Настроить меню электронного журнала", status_code=204)
async def decide(body: MenuBody, operator: Operator, world: InWorld) -> None:
    """Put a menu in place of the one before."""

    def put(session: Session) -> None:
        session.merge(DiaryRegisterMenu(**body.model_dump()))
        audit.append(
            session,
            actor=operator.user_id,
            action="diary.menu",
            org=body.org,
            details={"base": body.base, "entries": len(body.entries)},
            now=world.now(),
        )

    await world.database.run(put)


def _is_staff(caller: Caller, org: str) -> bool:
    families = {"pupil", "parent"}
    return any(where == OrgId(org) and role.value not in families for where, role in caller.grants)


def _of_schools(session: Session, orgs: Iterable[str]) -> tuple[DiaryRegisterMenu, ...]:
    query = select(DiaryRegisterMenu).where(DiaryRegisterMenu.org.in_(list(orgs)))
    return tuple(session.scalars(query.order_by(DiaryRegisterMenu.org)))
