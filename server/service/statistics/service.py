"""Counting a week, who sees which organisation, files, signed links."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from urllib.parse import urlencode

from openpyxl import Workbook

from server.school_core.activity import Level, OrgActivity, activity, published, week_of
from server.school_core.roster import OrgId, Roster
from server.school_core.school import School
from server.service.auth import Caller
from server.service.problems import Problem, missing
from server.service.statistics import repository
from server.service.statistics.repository import Snapshot
from server.service.world import World

ACTIVITY = "/_synapse/client/parta/admin/activity"
LINK_LIFETIME = timedelta(days=14)
MONDAY_HOUR = timedelta(hours=8)
"""When on Monday the week before is counted."""
_HEAD = ("Организация", "Уровень", "Входит в", "Учителей", "Пишут, %")
_LEVELS = {Level.REGION: "регион", Level.DISTRICT: "район", Level.SCHOOL: "школа"}


async def counted(world: World, week: str) -> tuple[OrgActivity, ...]:
    """Count a week from the counters, with the roster that stands."""
    school = await world.book.school() or School(roster=Roster())
    reply = await world.homeserver.call("GET", ACTIVITY, params={"week": week})
    counts = {(str(user), str(kind)): int(number) for user, kind, number in reply["counts"]}
    return activity(school, counts)


async def take(world: World, week: str) -> Snapshot:
    """Count a week and keep the sums."""
    groups = await counted(world, week)
    school = await world.book.school()
    await world.database.run(
        repository.keep,
        week,
        groups,
        revision=school.roster.revision if school else "",
        now=world.now(),
    )
    return await snapshot(world, week)


async def snapshot(world: World, week: str) -> Snapshot:
    """A week that was counted."""
    found = await world.database.run(repository.snapshot, week)
    if found is None:
        raise missing("За эту неделю отчёта нет.", "no_report")
    return found


def due_week(now: datetime) -> str:
    """Return the last week that is over and due, by the clock of the school's zone."""
    return week_of((now - MONDAY_HOUR).date() - timedelta(days=7))


def shown_to(caller: Caller, groups: Collection[OrgActivity]) -> tuple[OrgActivity, ...]:
    """Return what an administrator sees: own schools, their neighbours, all that is above."""
    public = published(groups)
    if caller.operator:
        return public
    return visible(public, caller.admin_orgs)


def visible(groups: Collection[OrgActivity], own: Collection[str]) -> tuple[OrgActivity, ...]:
    """Return organisations around some: below them, beside them, and no school of other districts.

    Regions and districts are for everybody: they are what a school compares itself with.
    """
    known = {one.org: one for one in groups}

    def inside(one: OrgActivity) -> bool:
        here: OrgId | None = one.org
        seen: set[OrgId] = set()
        while here is not None and here in known and here not in seen:
            if here in own:
                return True
            seen.add(here)
            here = known[here].parent
        return False

    parents = {known[org].parent for org in map(OrgId, own) if org in known}
    return tuple(
        one
        for one in groups
        if one.level is not Level.SCHOOL or inside(one) or (one.parent and one.parent in parents)
    )


def as_csv(groups: Iterable[OrgActivity]) -> bytes:
    """Return a report for a spreadsheet program: semicolons and a BOM, as Russian ones expect."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEAD)
    writer.writerows(_rows(groups))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(groups: Iterable[OrgActivity]) -> bytes:
    """Return a report as a workbook."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Активность учителей"
    sheet.append(_HEAD)
    for row in _rows(groups):
        sheet.append(row)
    sheet.column_dimensions["A"].width = 48
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def signed_query(world: World, week: str, form: str, org: str) -> str:
    """Return the query of a link that opens a report without signing in, for two weeks."""
    expires = int((world.now() + LINK_LIFETIME).timestamp())
    signature = world.gradebooks.vault.sign(_signed(week, form, org, expires))
    return urlencode(
        {"week": week, "form": form, "org": org, "expires": expires, "signature": signature}
    )


def check_link(world: World, fields: Mapping[str, str], expires: int, signature: str) -> None:
    """Refuse a link that was changed or is too old."""
    text = _signed(fields["week"], fields["form"], fields["org"], expires)
    if not world.gradebooks.vault.signs(text, signature):
        raise Problem(403, "link_forged", "Ссылка на отчёт повреждена.")
    if world.now().timestamp() > expires:
        raise Problem(410, "link_expired", "Ссылка на отчёт больше не действует.")


def _signed(week: str, form: str, org: str, expires: int) -> str:
    return "\n".join(("statistics", week, form, org, str(expires)))


def _rows(groups: Iterable[OrgActivity]) -> Iterable[tuple[str, str, str, str | int, str]]:
    groups = list(groups)
    names = {one.org: one.name for one in groups}
    for one in groups:
        share = one.share
        hidden = share is None
        yield (
            _safe(one.name),
            _LEVELS[one.level],
            _safe(names.get(one.parent, "") if one.parent else ""),
            "меньше 5" if hidden else one.teachers,
            "—" if share is None else str(share).replace(".", ","),
        )


def _safe(name: str) -> str:
    """A name that a spreadsheet takes for text, whatever it begins with."""
    return f"'{name}" if name[:1] in {"=", "+", "-", "@", "\t", "\r"} else name
