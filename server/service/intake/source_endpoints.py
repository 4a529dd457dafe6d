"""`/v1/rosters/sources`: what the service pulls by itself; the operator's to set up."""

import secrets
from pathlib import Path

from fastapi import APIRouter
from sqlalchemy.orm import Session

from server.school_core.parts import schools_of
from server.service.audit import repository as audit
from server.service.auth import Admin, Operator
from server.service.ids import RowId
from server.service.intake import repository, service, sources
from server.service.intake.endpoints import draft_body
from server.service.intake.repository import Source, SourceKind
from server.service.intake.schemas import DraftBody, NewSourceBody, SourceBody, SourcesBody
from server.service.problems import Problem, missing
from server.service.world import InWorld

router = APIRouter(prefix="/v1/rosters/sources", tags=["Списки"])


@router.get("", summary="Источники списков")
async def of_mine(admin: Admin, world: InWorld) -> SourcesBody:
    """Sources of the asker's schools, with how their last pull went."""
    found = await world.database.run(repository.sources, orgs=service.orgs_of(admin))
    return SourcesBody(sources=[_body(one) for one in found])


@router.post("", summary="Добавить источник", status_code=201)
async def add(body: NewSourceBody, operator: Operator, world: InWorld) -> SourceBody:
    """A folder on the server or a OneRoster service; its secret is sealed and never shown."""
    settings: dict[str, str] = {}
    sealed, source_id = None, repository.new_id()
    if body.kind == "oneroster_rest":
        if not (body.url and body.token_url and body.client_id and body.client_secret):
            text = "Нужны адрес, адрес токена, идентификатор и секрет."
            raise Problem(422, "incomplete", text)
        settings = {"url": body.url, "token_url": body.token_url, "client_id": body.client_id}
        sealed = world.gradebooks.vault.seal(body.client_secret, about=sources.about(source_id))
    else:
        if not body.folder or not Path(body.folder).is_absolute():
            raise Problem(422, "incomplete", "Нужен полный путь к папке на сервере.")
        settings = {"folder": body.folder}
    standing = await service.standing(world)
    others = schools_of(standing) - {body.org}
    made = Source(
        source_id,
        body.org,
        SourceKind(body.kind),
        f"{body.org}:" if body.org and others else "",
        secrets.token_bytes(16),
        settings=settings,
        sealed=sealed,
        every_hours=body.every_hours,
        next_at=world.now() if body.every_hours else None,
    )

    def keep(session: Session) -> None:
        repository.add_source(session, made)
        audit.append(
            session,
            actor=operator.user_id,
            action="source.added",
            org=body.org,
            subject=made.id,
            details={"kind": body.kind},
            now=world.now(),
        )

    await world.database.run(keep)
    return _body(made)


@router.post("/{source_id}/pull", summary="Взять список сейчас", status_code=201)
async def pull(source_id: RowId, admin: Admin, world: InWorld) -> DraftBody:
    """Pull and say what would change; nothing does before the confirmation."""
    source = await world.database.run(repository.source, source_id)
    mine = source is not None and (admin.operator or admin.administers(source.org))
    if source is None or not mine or source.kind is SourceKind.FILES:
        raise missing("Такого источника нет.", "no_source")
    return draft_body(await sources.pull_now(world, admin, source))


@router.delete("/{source_id}", summary="Убрать источник", status_code=204)
async def drop(source_id: RowId, operator: Operator, world: InWorld) -> None:
    """Forget a source; what it told goes with the next roster that is let stand."""
    source = await world.database.run(repository.source, source_id)
    if source is None:
        raise missing("Такого источника нет.", "no_source")

    def forget(session: Session) -> None:
        repository.drop_source(session, source.id)
        audit.append(
            session,
            actor=operator.user_id,
            action="source.dropped",
            org=source.org,
            subject=source.id,
            now=world.now(),
        )

    await world.database.run(forget)


def _body(one: Source) -> SourceBody:
    return SourceBody(
        id=one.id,
        org=one.org,
        kind=one.kind,
        url=one.settings.get("url", ""),
        folder=one.settings.get("folder", ""),
        every_hours=one.every_hours,
        taken_at=one.taken_at,
        next_at=one.next_at,
        trouble=one.trouble,
    )
