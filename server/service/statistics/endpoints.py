"""`/v1/statistics`: reports for administrators, files, links, counting anew."""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from server.school_core.activity import OrgActivity, parse_week, published
from server.service.audit import repository as audit
from server.service.auth import Admin, Caller, Operator
from server.service.errands import Errand
from server.service.problems import forbidden, missing
from server.service.statistics import repository, service
from server.service.statistics.recount import DAYS, Recount, recount
from server.service.statistics.repository import Snapshot
from server.service.statistics.schemas import (
    LinksBody,
    OrgBody,
    RecountBody,
    RecountedBody,
    ReportBody,
)
from server.service.world import InWorld

router = APIRouter(prefix="/v1/statistics", tags=["Статистика"])

_PATTERN = r"^[0-9]{4}-W[0-9]{2}$"
Week = Annotated[str, Path(pattern=_PATTERN)]
Form = Literal["csv", "xlsx"]
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@router.get("", summary="Активность учителей за неделю")
async def report(
    admin: Admin,
    world: InWorld,
    week: Annotated[str | None, Query(pattern=_PATTERN, description="без неё — последняя")] = None,
) -> ReportBody:
    """Shares of groups; nothing before the first week is counted."""
    weeks = await world.database.run(repository.weeks)
    wanted = week or (weeks[0] if weeks else None)
    if wanted is None:
        return ReportBody(week="", taken_at=None, weeks=[], orgs=[])
    found = await service.snapshot(world, wanted)
    groups = service.shown_to(admin, found.groups)
    return _report(found, weeks, groups)


@router.get("/file", summary="Отчёт по ссылке", response_class=Response)
async def by_link(
    world: InWorld,
    week: Annotated[str, Query(pattern=_PATTERN)],
    form: Form,
    org: Annotated[str, Query(max_length=255)],
    expires: Annotated[int, Query(ge=0, le=2**40)],
    signature: Annotated[str, Query(max_length=128)],
) -> Response:
    """The report around one organisation, for whoever holds a signed link."""
    fields = {"week": week, "form": form, "org": org}
    service.check_link(world, fields, expires, signature)
    found = await service.snapshot(world, week)
    public = published(found.groups)
    return _file(service.visible(public, {org}), week, form)


@router.post("/{week}/recount", summary="Пересчитать неделю по событиям", status_code=202)
async def begin_recount(week: Week, admin: Admin, world: InWorld) -> RecountBody:
    """Begin to count a kept week anew from the events, or join who began; nothing is changed."""
    _check(week)
    kept = await service.snapshot(world, week)

    async def work(errand: Errand) -> Recount:
        return await recount(world, kept, errand, by=admin)

    errand = world.errands.begin(("recount", week), work, steps=DAYS)
    return _recounted(errand, admin)


@router.get("/{week}/recount", summary="Ход пересчёта")
async def see_recount(week: Week, admin: Admin, world: InWorld) -> RecountBody:
    """How far it is, and then what was kept beside what the events say."""
    errand = world.errands.of(("recount", week))
    if errand is None:
        raise missing("Пересчёт прервался. Начните его снова.", "no_recount")
    return _recounted(errand, admin)


@router.get("/{week}/{form}", summary="Отчёт файлом", response_class=Response)
async def file(week: Week, form: Form, admin: Admin, world: InWorld) -> Response:
    """The report as CSV or XLSX."""
    found = await service.snapshot(world, week)
    return _file(service.shown_to(admin, found.groups), week, form)


@router.post("/{week}/links", summary="Ссылки на отчёт", status_code=201)
async def links(
    week: Week, admin: Admin, world: InWorld, org: Annotated[str, Query(max_length=255)]
) -> LinksBody:
    """Make links that open the report around an organisation of the asker."""
    if not admin.administers(org):
        raise forbidden("not_your_school", "Ссылку делает администратор этой организации.")
    await service.snapshot(world, week)
    base = f"{world.settings.public_url.rstrip('/')}/v1/statistics/file?"
    await world.database.run(
        audit.append,
        actor=admin.user_id,
        action="statistics.linked",
        org=org,
        subject=week,
        now=world.now(),
    )
    return LinksBody(
        csv=base + service.signed_query(world, week, "csv", org),
        xlsx=base + service.signed_query(world, week, "xlsx", org),
        expires_at=world.now() + service.LINK_LIFETIME,
    )


@router.put("/{week}", summary="Посчитать неделю сейчас")
async def take(week: Week, operator: Operator, world: InWorld) -> ReportBody:
    """Count a week with the roster that stands, in place of what was kept."""
    _check(week)
    found = await service.take(world, week)
    weeks = await world.database.run(repository.weeks)
    await world.database.run(
        audit.append,
        actor=operator.user_id,
        action="statistics.taken",
        subject=week,
        now=world.now(),
    )
    return _report(found, weeks, service.shown_to(operator, found.groups))


def _check(week: str) -> None:
    try:
        parse_week(week)
    except ValueError:
        raise missing("Такой недели нет.", "no_week") from None


def _report(found: Snapshot, weeks: tuple[str, ...], groups: tuple[OrgActivity, ...]) -> ReportBody:
    return ReportBody(
        week=found.week,
        taken_at=found.taken_at,
        weeks=list(weeks),
        orgs=[
            OrgBody(
                org=one.org,
                name=one.name,
                parent=one.parent,
                level=one.level.value,
                teachers=None if one.share is None else one.teachers,
                share=one.share,
            )
            for one in groups
        ],
    )


def _recounted(errand: Errand, admin: Caller) -> RecountBody:
    body = RecountBody(done=errand.done, of=errand.of, failed=errand.failed)
    if not isinstance(errand.result, Recount):
        return body
    found: Recount = errand.result
    kept = {one.org: one for one in service.shown_to(admin, found.kept.groups)}
    anew = {one.org: one for one in service.shown_to(admin, found.anew)}
    rows = [
        _row(one, kept.get(one.org), anew.get(one.org), differs=one.org in found.differ)
        for one in (anew | kept).values()
    ]
    differs = any(row.differs for row in rows)
    why = [one.value for one in found.why] if differs else []
    return body.model_copy(update={"finished": True, "orgs": rows, "why": why})


def _row(
    one: OrgActivity, kept: OrgActivity | None, anew: OrgActivity | None, *, differs: bool
) -> RecountedBody:
    """A group that is hidden in either count shows no number of either."""
    both = [side for side in (kept, anew) if side is not None]
    hidden = any(side.share is None for side in both)
    shares = [None if hidden or side is None else side.share for side in (kept, anew)]
    return RecountedBody(
        org=one.org, name=one.name, kept=shares[0], anew=shares[1], differs=differs
    )


def _file(groups: tuple[OrgActivity, ...], week: str, form: Form) -> Response:
    data = service.as_csv(groups) if form == "csv" else service.as_xlsx(groups)
    headers = {
        "Content-Disposition": f'attachment; filename="teachers-{week}.{form}"',
        "Cache-Control": "no-store",
    }
    return Response(data, media_type=_TYPES[form], headers=headers)
