"""`/v1/rosters/rulings` and `/merges`: what people decide beside what the register says."""

from collections.abc import Mapping

from fastapi import APIRouter

from server.school_core.merging import Merge, suggestions
from server.school_core.roster import PersonId, SchoolPerson
from server.school_core.rulings import Ruling
from server.service.audit import repository as audit
from server.service.auth import Admin, Caller
from server.service.ids import RowId
from server.service.intake import repository, service
from server.service.intake.report import belonging
from server.service.intake.repository import NumberedMerge, NumberedRuling
from server.service.intake.schemas import (
    MergeBody,
    MergesBody,
    NewMergeBody,
    NewRulingBody,
    RulingBody,
    RulingsBody,
    SuggestionBody,
)
from server.service.problems import Problem, forbidden, missing
from server.service.world import InWorld, World

People = Mapping[PersonId, SchoolPerson]

router = APIRouter(prefix="/v1/rosters", tags=["Списки"])


@router.get("/rulings", summary="Ограничения родителей")
async def rulings(admin: Admin, world: InWorld) -> RulingsBody:
    """Rulings at the asker's schools."""
    found = await world.database.run(repository.rulings, orgs=service.orgs_of(admin))
    people = (await service.standing(world)).people
    return RulingsBody(rulings=[_ruling_body(one, people) for one in found])


@router.post("/rulings", summary="Ограничить родителя", status_code=201)
async def rule(body: NewRulingBody, admin: Admin, world: InWorld) -> RulingBody:
    """It holds at once and over every later export; the reason is kept with it."""
    if not (body.no_contact or body.no_diary):
        raise Problem(422, "empty_ruling", "Выберите хотя бы одно ограничение.")
    await _know(world, admin, body.org, (body.guardian, body.child))
    ruling = Ruling(PersonId(body.guardian), PersonId(body.child), body.no_contact, body.no_diary)
    made = NumberedRuling(
        repository.new_id(), body.org, ruling, body.reason, admin.user_id, world.now()
    )

    pair = (body.guardian, body.child)
    standing = await world.database.run(repository.rulings)
    await service.decide_anew(
        world,
        admin,
        lambda session: repository.set_ruling(session, made),
        cause="ruling",
        org=body.org,
        summary="Ограничение родителя.",
        lifted=[pair] if any(_pair(one) == pair for one in standing) else [],
    )
    await _audit(world, admin, "ruling.made", body.org, " ".join(pair))
    return _ruling_body(made)


@router.delete("/rulings/{ruling_id}", summary="Снять ограничение", status_code=204)
async def lift(ruling_id: RowId, admin: Admin, world: InWorld) -> None:
    """From now on the register alone decides again."""
    found = await world.database.run(repository.rulings, orgs=service.orgs_of(admin))
    one = next((one for one in found if one.id == ruling_id), None)
    if one is None:
        raise missing("Такого ограничения нет.", "no_ruling")
    pair = _pair(one)
    await service.decide_anew(
        world,
        admin,
        lambda session: repository.drop_ruling(session, one.id),
        cause="ruling",
        org=one.org,
        summary="Ограничение родителя снято.",
        lifted=[pair],
    )
    await _audit(world, admin, "ruling.lifted", one.org, " ".join(pair))


@router.get("/merges", summary="Кто есть один и тот же человек")
async def merges(admin: Admin, world: InWorld) -> MergesBody:
    """Merges at the asker's schools, and people who may be one."""
    orgs = service.orgs_of(admin)
    found = await world.database.run(repository.merges, orgs=orgs)
    roster = await service.standing(world)
    ours = None if orgs is None else belonging(roster, orgs)
    return MergesBody(
        merges=[_merge_body(one, roster.people) for one in found],
        suggestions=[
            SuggestionBody(
                one=one.one,
                other=one.other,
                name=roster.people[one.one].full_name,
                why=one.why,
                certain=one.certain,
            )
            for one in suggestions(roster)[:500]
            if ours is None or {one.one, one.other} <= ours
        ],
    )


@router.post("/merges", summary="Объединить двух людей в одного", status_code=201)
async def merge(body: NewMergeBody, admin: Admin, world: InWorld) -> MergeBody:
    """One human under two ids becomes one person; it can be undone."""
    if body.kept == body.gone:
        raise Problem(422, "same_person", "Это один и тот же человек.")
    await _know(world, admin, body.org, (body.kept, body.gone))
    told = (await service.composed(world)).told
    if not {body.kept, body.gone} <= told.people.keys():
        text = "Объединить можно людей из выгрузок: иначе это не отменить."
        raise Problem(409, "not_from_source", text)
    made = NumberedMerge(
        repository.new_id(),
        body.org,
        Merge(PersonId(body.kept), PersonId(body.gone)),
        admin.user_id,
        world.now(),
    )

    await service.decide_anew(
        world,
        admin,
        lambda session: repository.add_merge(session, made),
        cause="merge",
        org=body.org,
        summary="Два человека объединены в одного.",
    )
    await _audit(world, admin, "merge.made", body.org, f"{body.kept} {body.gone}")
    return _merge_body(made)


@router.delete("/merges/{merge_id}", summary="Разделить объединённых", status_code=204)
async def divide(merge_id: RowId, admin: Admin, world: InWorld) -> None:
    """They are two people again, as the sources say."""
    found = await world.database.run(repository.merges, orgs=service.orgs_of(admin))
    one = next((one for one in found if one.id == merge_id), None)
    if one is None:
        raise missing("Такого объединения нет.", "no_merge")

    await service.decide_anew(
        world,
        admin,
        lambda session: repository.drop_merge(session, one.id),
        cause="merge",
        org=one.org,
        summary="Объединение отменено.",
    )
    await _audit(world, admin, "merge.undone", one.org, f"{one.merge.kept} {one.merge.gone}")


def _pair(one: NumberedRuling) -> tuple[str, str]:
    return one.ruling.guardian, one.ruling.child


async def _know(world: World, admin: Caller, org: str, people: tuple[str, str]) -> None:
    """Both are of a school that the caller decides for."""
    if not admin.administers(org):
        raise forbidden("foreign_school", "Это не ваша школа.")
    ours = belonging(await service.standing(world), {org})
    if not set(people) <= ours:
        raise missing("Такого человека в списке школы нет.", "no_person")


async def _audit(world: World, admin: Caller, action: str, org: str, subject: str) -> None:
    await world.database.run(
        audit.append,
        actor=admin.user_id,
        action=action,
        org=org,
        subject=subject,
        now=world.now(),
    )


def _ruling_body(one: NumberedRuling, people: People | None = None) -> RulingBody:
    return RulingBody(
        id=one.id,
        guardian_name=_name(one.ruling.guardian, people),
        child_name=_name(one.ruling.child, people),
        org=one.org,
        guardian=one.ruling.guardian,
        child=one.ruling.child,
        no_contact=one.ruling.no_contact,
        no_diary=one.ruling.no_diary,
        reason=one.reason,
        made_by=one.made_by,
        made_at=one.made_at,
    )


def _name(person: PersonId, people: People | None) -> str:
    found = people.get(person) if people else None
    return found.full_name if found else ""


def _merge_body(one: NumberedMerge, people: People | None = None) -> MergeBody:
    return MergeBody(
        id=one.id,
        name=_name(one.merge.kept, people),
        org=one.org,
        kept=one.merge.kept,
        gone=one.merge.gone,
        made_by=one.made_by,
        made_at=one.made_at,
    )
