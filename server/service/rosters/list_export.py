"""The connector for a school's own lists in XLSX and CSV: pupils, staff, parents, groups.

A list tells only of the kinds of people that stand in it: a new list of parents leaves the pupils
as they were. Where a list has no ids, a person's is made of the name and the birth date, keyed with
a secret of the source, so that the id is stable and says nothing to others.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from server.service.rosters.contract import Capability, Mode, Part, Pull, Tables
from server.service.rosters.list_columns import Column, Kind, Layout, layout_of
from server.service.rosters.list_people import People
from server.service.rosters.list_row import ListRow
from server.service.rosters.map_values import homeroom_in, homeroom_title
from server.service.rosters.problems import Report
from server.service.rosters.rows import Row
from server.service.rosters.sheets import Sheet, read_sheets

_TABLES = ("orgs", "users", "roles", "classes", "enrollments", "demographics", "relationships")
_ROLES = (
    (Kind.PUPILS, ("учен", "учащ", "обучающ", "студент", "pupil", "student")),
    (Kind.STAFF, ("учит", "педагог", "преподав", "сотруд", "админ", "директор", "teach", "staff")),
    (Kind.PARENTS, ("родит", "мать", "отец", "опекун", "законн", "parent", "guardian")),
)
_ORDER = (Kind.PUPILS, Kind.STAFF, Kind.PARENTS, Kind.GROUPS)


@dataclass(frozen=True, slots=True)
class ListOptions:
    """What lists do not say themselves.

    `columns` maps a heading to a meaning where the guess is wrong («full of mother», '-' for none);
    `day` decides which school year the classes belong to.
    """

    org: str
    org_name: str
    secret: bytes
    day: date
    columns: Mapping[str, str] = field(default_factory=dict)
    before: Tables = field(default_factory=dict)


class ListExport:
    """One upload of lists."""

    def __init__(self, files: Mapping[str, bytes], options: ListOptions) -> None:
        self._files = files
        self._options = options

    def capabilities(self) -> frozenset[Capability]:
        """Return what lists can tell."""
        return frozenset({Capability.ROSTER, Capability.GUARDIANS})

    def pull(self, since: datetime | None, *, report: Report) -> Pull:
        """Return the tables of everything that stands in the lists."""
        rows: dict[Kind, list[ListRow]] = {kind: [] for kind in _ORDER}
        for name, data in self._files.items():
            for sheet in read_sheets(name, data, report=report):
                for kind, row in self._read(sheet, report=report):
                    rows[kind].append(row)
        options = self._options
        known = options.before.get("users", {}).keys()
        people = People(options.org, options.secret, options.day, known=known, report=report)
        told = {kind for kind in _ORDER if rows[kind]}
        if not told:
            if not report.failed:
                names = ", ".join(sorted(self._files)[:5])
                text = "Не похоже ни на выгрузку OneRoster или SDS, ни на список людей школы."
                report.error(names, text)
            return Pull()
        kept = list(self._kept(told, people))
        people.remember(row for table, row in kept if table == "users")
        people.remember_classes(row for table, row in kept if table == "enrollments")
        for kind in _ORDER:
            people.add(kind, rows[kind])
        tables: dict[str, list[Row]] = {table: [] for table in _TABLES}
        for table, made in people.rows(options.org_name):
            tables[table].append(made)
        new = {made["sourcedId"] for made in tables["classes"]}
        users = {row["sourcedId"] for row in tables["users"]}
        users |= {old["sourcedId"] for table, old in kept if table == "users"}
        for table, old in kept:
            gone = {old["userSourcedId"], old["relationshipUserSourcedId"]} - users - {""}
            if not gone and (table != "classes" or old["sourcedId"] not in new):
                tables[table].append(old)
        return Pull({table: Part(Mode.BULK, _once(rows)) for table, rows in tables.items()})

    def _kept(self, told: Collection[Kind], people: People) -> Iterator[tuple[str, Row]]:
        """What earlier lists said of the kinds of people that these lists do not tell of."""
        before = self._options.before
        kinds = {kind.value for kind in told}
        needed: set[str] = set()
        for table in _TABLES:
            for row in before.get(table, {}).values():
                klass = row["classSourcedId"]
                other = row["kind"] and row["kind"] not in kinds and not row["derived"]
                if other and not people.is_past(klass):
                    needed.add(klass)
                    yield table, row
        for key in needed & before.get("classes", {}).keys():
            yield "classes", before["classes"][key]

    def _read(self, sheet: Sheet, *, report: Report) -> Iterator[tuple[Kind, ListRow]]:
        try:
            layout = layout_of(sheet, self._options.columns)
        except ValueError as error:
            report.error(sheet.file, f"В соответствии столбцов непонятно: «{error}».")
            return
        if layout is None:
            if len(sheet.lines) > 1:
                report.warn(
                    sheet.file,
                    "Не нашли строку с заголовками (нужны хотя бы ФИО и класс): лист пропущен.",
                )
            return
        if layout.unknown:
            names = ", ".join(f"«{name[:40]}»" for name in layout.unknown[:8])
            report.warn(sheet.file, f"Столбцы не учтены: {names}.")
        yield from self._rows(sheet, layout, report=report)

    def _rows(
        self, sheet: Sheet, layout: Layout, *, report: Report
    ) -> Iterator[tuple[Kind, ListRow]]:
        passwords = 0
        section = _section(sheet, layout)
        for line, cells in sheet.lines[layout.first :]:
            row = ListRow(sheet.file, line, cells, layout, section)
            if row.is_footer():
                report.warn(sheet.file, "Это не ученик: строка пропущена.", line=line)
                continue
            if (title := row.section_title()) is not None:
                section = title
                continue
            if not row.name() and not row.name("child") and not row.name("teacher"):
                if cells[: len(layout.headings)] != layout.headings and len(row.filled()) > 1:
                    text = "Нет ФИО: строка пропущена."
                    report.warn(sheet.file, text, line=line)
                continue
            if cells == layout.headings:
                continue
            passwords += bool(row.get("password"))
            kind = layout.kind
            if kind is Kind.MIXED:
                word = row.get("role").casefold()
                found = next((k for k, w in _ROLES if word.startswith(w)), None)
                if found is None:
                    text = f"Роль «{word[:30]}» не знаем: ученик, учитель, родитель, сотрудник?"
                    report.error(sheet.file, text, line=line, column=row.heading("role"))
                    continue
                kind = found
            yield kind, row
        if passwords:
            text = f"Пароли в списке ({passwords}) не используются. Уберите столбец."
            report.warn(sheet.file, text)


def _section(sheet: Sheet, layout: Layout) -> str:
    """The class that the sheet's name or the lines above the headings name for all its rows."""
    if Column("class") in layout.columns:
        return ""
    above = " ".join(" ".join(cells) for _, cells in sheet.lines[: layout.first - 1])
    return homeroom_title(sheet.title) or homeroom_in(f"{sheet.title} {above}")


def _once(rows: list[Row]) -> tuple[Row, ...]:
    """Rows that say the same of the same (a class named by each of its pupils) count once.

    So does an enrolment that two lists tell: what was said by hand stands over what was derived,
    and leading a class over teaching in it.
    """
    seen: dict[str, Row] = {}
    kept: list[Row] = []
    for row in rows:
        key = row["sourcedId"]
        first = seen.get(key)
        if first is None or not (row["classSourcedId"] or first.as_dict() == row.as_dict()):
            seen.setdefault(key, row)
            kept.append(row)
        elif row["primary"] == "true" or (first["derived"] and not row["derived"]):
            kept[kept.index(first)] = seen[key] = row
    return tuple(kept)
