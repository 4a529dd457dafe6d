"""`/v1/rosters`: upload, look, say yes; sources, revisions; who is in a school."""

import json
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, UploadFile

from server.school_core.roles import Role
from server.school_core.roster import ClassId, ClassKind
from server.service.audit import repository as audit
from server.service.auth import Admin, Caller, Staff
from server.service.ids import RowId
from server.service.intake import repository, service
from server.service.intake.kept import unpack_roster
from server.service.intake.people import Filter, Register, names
from server.service.intake.report import Found, report_of
from server.service.intake.repository import Draft, Revision
from server.service.intake.schemas import (
    ClassBody,
    ClassesBody,
    ConfirmBody,
    DiffBody,
    DraftBody,
    DraftsBody,
    Id,
    PeopleBody,
    PersonBody,
    RelativeBody,
    RevisionBody,
    RevisionsBody,
)
from server.service.problems import Problem, forbidden, missing
from server.service.world import InWorld, World

router = APIRouter(prefix="/v1/rosters", tags=["Списки"])

_PAGE = 200
_MOST_FILES = 20
_LARGEST = 2**31 - 1
OptionalId = Annotated[str, Query(max_length=255, pattern=r"^[^\x00-\x1f]*$")]


@router.post("/uploads", summary="Загрузить выгрузку или список", status_code=201)
async def upload(
    admin: Admin,
    world: InWorld,
    files: Annotated[list[UploadFile], File(description="zip, xlsx или csv; можно несколько")],
    org: Annotated[str, Form(max_length=255, pattern=r"^[^\x00-\x1f]*$")] = "",
    columns: Annotated[
        str, Form(max_length=20_000, description="JSON: заголовок столбца → что в нём")
    ] = "",
) -> DraftBody:
    """Read the files and say what would change; nothing does before the confirmation."""
    if not org and not admin.operator and len(admin.admin_orgs) == 1:
        (org,) = admin.admin_orgs
    if not admin.operator and not admin.administers(org):
        raise forbidden("foreign_school", "Это не ваша школа.")
    if len(files) > _MOST_FILES:
        raise Problem(422, "too_many_files", "Файлов слишком много. Сложите их в один архив.")
    found: dict[str, bytes] = {}
    for number, file in enumerate(files):
        name = file.filename or f"файл {number + 1}"
        if name in found:
            raise Problem(422, "twice", f"Файл «{name[:80]}» загружен дважды. Оставьте один.")
        found[name] = await file.read()
    draft = await service.upload(world, admin, found, org=org, columns=_columns(columns))
    return draft_body(draft)


@router.get("/drafts", summary="Что ждёт подтверждения")
async def drafts(admin: Admin, world: InWorld) -> DraftsBody:
    """Drafts of the asker's schools."""
    orgs = service.orgs_of(admin)
    found = await world.database.run(repository.drafts, orgs=orgs)
    return DraftsBody(drafts=[draft_body(one) for one in found])


@router.get("/drafts/{draft_id}", summary="Что изменит выгрузка")
async def draft(draft_id: RowId, admin: Admin, world: InWorld) -> DraftBody:
    """One draft."""
    return draft_body(await service.mine(world, admin, draft_id))


@router.post("/drafts/{draft_id}/confirm", summary="Подтвердить выгрузку")
async def confirm(draft_id: RowId, body: ConfirmBody, admin: Admin, world: InWorld) -> RevisionBody:
    """Let it stand; chats and accounts follow by themselves."""
    made = await service.confirm(
        world,
        admin,
        draft_id,
        confirmed=body.confirmed,
        reason=body.reason,
        carry_on=body.carry_on,
    )
    if body.confirmed:
        await world.database.run(
            audit.append,
            actor=admin.user_id,
            action="roster.override",
            org=made.orgs[0] if len(made.orgs) == 1 else "",
            details={"revision": made.number},
            now=world.now(),
        )
    return _revision_body(made)


@router.delete("/drafts/{draft_id}", summary="Отменить выгрузку", status_code=204)
async def cancel(draft_id: RowId, admin: Admin, world: InWorld) -> None:
    """Forget a draft."""
    found = await service.mine(world, admin, draft_id)
    await world.database.run(repository.drop_draft, found.id)


@router.get("/revisions", summary="История списка школы")
async def revisions(
    admin: Admin, world: InWorld, before: Annotated[int | None, Query(ge=1, le=_LARGEST)] = None
) -> RevisionsBody:
    """What stood when, by whose word; of the asker's schools."""
    found = await world.database.run(repository.revisions, before=before, limit=_PAGE)
    orgs = service.orgs_of(admin)
    seen = [one for one in found if orgs is None or set(one.orgs) & set(orgs)]
    following = found[-1].number if len(found) == _PAGE else None
    return RevisionsBody(revisions=[_revision_body(one) for one in seen], next=following)


@router.get("/revisions/diff", summary="Чем отличаются две версии списка")
async def diff(
    admin: Admin,
    world: InWorld,
    old: Annotated[int, Query(ge=1, le=_LARGEST)],
    new: Annotated[int, Query(ge=1, le=_LARGEST)],
) -> DiffBody:
    """What changed between two revisions, at the asker's schools."""
    packed = [await world.database.run(repository.document_of, number) for number in (old, new)]
    if packed[0] is None or packed[1] is None:
        raise missing("Такой версии списка нет.", "no_revision")
    day, orgs = service.today(world), service.orgs_of(admin)
    rosters = unpack_roster(packed[0]), unpack_roster(packed[1])
    found = report_of(*rosters, Found(), day=day, orgs=orgs)
    wanted = ("summary", "counts", "lines", "more_lines")
    return DiffBody.model_validate({name: found[name] for name in wanted})


@router.get("/classes", summary="Классы и группы школы")
async def classes(org: Annotated[Id, Query()], staff: Staff, world: InWorld) -> ClassesBody:
    """All classes and subject groups of a school, for who works there."""
    register, _ = await _register(world, staff, org)
    return ClassesBody(
        classes=[
            ClassBody(
                id=key,
                org=one.org,
                title=one.title,
                kind="homeroom" if one.kind is ClassKind.HOMEROOM else "scheduled",
                grade=one.grade,
                subject=one.subject,
                pupils=register.pupils_of(key),
                teachers=register.teachers_of(key),
                cards=one.kind is ClassKind.HOMEROOM
                and (staff.administers(org) or register.leads(staff.person, key)),
            )
            for key, one in register.classes.items()
        ]
    )


@router.get("/people", summary="Люди школы")
async def people(
    org: Annotated[Id, Query()],
    staff: Staff,
    world: InWorld,
    q: OptionalId = "",
    role: Role | None = None,
    class_id: OptionalId = "",
    after: Annotated[int, Query(ge=0, le=_LARGEST)] = 0,
) -> PeopleBody:
    """Everybody for administrators; colleagues and their own classes for teachers."""
    register, only = await _register(world, staff, org)
    school = await world.book.school()
    assert school is not None
    users = {person: user for user, person in school.accounts.items()}
    found = register.people(Filter(q, role, class_id), only=only)
    page = found[after : after + _PAGE]
    return PeopleBody(
        people=[
            PersonBody(
                id=one.id,
                user_id=users.get(one.id),
                name=one.name,
                roles=sorted(one.roles, key=lambda role: role.value),
                classes=sorted(one.classes),
                related=names(one.related, school),
                relatives=[
                    RelativeBody(id=other, name=school.roster.people[other].full_name)
                    for other in sorted(one.related)
                    if other in school.roster.people
                ],
            )
            for one in page
        ],
        next=after + _PAGE if len(found) > after + _PAGE else None,
        total=len(found),
    )


async def _register(
    world: World, caller: Caller, org: str
) -> tuple[Register, frozenset[ClassId] | None]:
    """The register of a school, and the classes to which somebody who teaches is bound."""
    school = await world.book.school()
    if school is None:
        raise Problem(409, "no_roster", "Списка школы ещё нет.")
    staff = caller.has(Role.ADMIN, Role.TEACHER, Role.STAFF, org=org)
    if not (staff or caller.operator):
        raise forbidden("foreign_school", "Это не ваша школа.")
    register = Register(school, org, service.today(world))
    if caller.administers(org):
        return register, None
    return register, register.taught_by(caller.person)


def _columns(text: str) -> dict[str, str]:
    if not text:
        return {}
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or not all(isinstance(one, str) for one in told.values()):
        raise Problem(422, "bad_columns", "Соответствие столбцов — это JSON вида {«Кто»: «full»}.")
    return told


def draft_body(draft: Draft) -> DraftBody:
    """Make the body about a draft."""
    return DraftBody.model_validate(
        {
            **draft.report,
            "id": draft.id,
            "org": draft.org,
            "made_by": draft.made_by,
            "made_at": draft.made_at,
        }
    )


def _revision_body(one: Revision) -> RevisionBody:
    return RevisionBody(
        number=one.number,
        revision=one.revision,
        orgs=list(one.orgs),
        taken_by=one.taken_by,
        taken_at=one.taken_at,
        cause=one.cause,
        summary=one.summary,
    )
