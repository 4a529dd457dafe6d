"""A pull applied to what was known: bulk replaces a table, delta changes it; nothing by halves.

What only an older pull told and what now refers to somebody who is gone goes with them, quietly:
nobody can mend a file that is not there. Dangling references of the new pull are the mapper's to
report.
"""

from collections.abc import Iterable, Mapping

from server.service.rosters.contract import TABLES, Mode, Part, Pull, Tables
from server.service.rosters.problems import Report
from server.service.rosters.rows import Row

_REFERENCES = {
    "roles": (("userSourcedId", "users"), ("orgSourcedId", "orgs")),
    "classes": (("schoolSourcedId", "orgs"),),
    "enrollments": (("userSourcedId", "users"), ("classSourcedId", "classes")),
    "relationships": (("userSourcedId", "users"), ("relationshipUserSourcedId", "users")),
    "demographics": (("sourcedId", "users"),),
}


def apply_pull(before: Tables, pull: Pull, *, report: Report) -> Tables:
    """Return the tables after a pull.

    Raises:
        RosterRefused: the pull is broken; `before` stands as it was.
    """
    tables = dict(before)
    deleted: dict[str, set[str]] = {}
    for name, part in pull.parts.items():
        deleted[name] = {row["sourcedId"] for row in part.rows if _is_deleted(row)}
        start = before.get(name, {}) if part.mode is Mode.DELTA else {}
        tables[name] = _merged(name, part, start, report=report)
    report.stop()
    for name in TABLES:
        if name in _REFERENCES and name in tables:
            fresh = {id(row) for row in pull.parts.get(name, Part(Mode.BULK, ())).rows}
            kept = _without_orphans(name, tables, deleted, fresh, report=report)
            gone = tables[name].keys() - kept.keys()
            deleted.setdefault(name, set()).update(gone)
            tables[name] = kept
    return tables


def _is_deleted(row: Row) -> bool:
    # OneRoster 1.0 called it inactive; registers still do.
    return row["status"].casefold() in {"tobedeleted", "inactive"}


def _merged(
    name: str, part: Part, start: Mapping[str, Row], *, report: Report
) -> Mapping[str, Row]:
    result = dict(start)
    seen: dict[str, Row] = {}
    for row in part.rows:
        key = row["sourcedId"]
        if not key:
            column = row.column("sourcedId")
            report.error(row.file, "Пустой sourcedId.", line=row.line, column=column)
            continue
        if len(key) > 255:
            column = row.column("sourcedId")
            report.error(row.file, "Слишком длинный sourcedId.", line=row.line, column=column)
            continue
        if key in seen:
            _report_twice(row, seen[key], report=report)
        seen[key] = row
        if _is_deleted(row):
            result.pop(key, None)
        else:
            result[key] = row
    return result


def _report_twice(row: Row, first: Row, *, report: Report) -> None:
    where = f"в строке {first.line}" + (f" файла {first.file}" if first.file != row.file else "")
    text = f"{row.column('sourcedId')} {row['sourcedId']} уже был {where}."
    column = row.column("sourcedId")
    if first.as_dict() == row.as_dict():
        report.warn(row.file, text, line=row.line, column=column)
    else:
        report.error(
            row.file, f"{text} Данные разные: оставьте верные.", line=row.line, column=column
        )


def _without_orphans(
    name: str,
    tables: Tables,
    deleted: Mapping[str, set[str]],
    fresh: Iterable[int],
    *,
    report: Report,
) -> Mapping[str, Row]:
    kept: dict[str, Row] = {}
    lost: dict[str, int] = {}
    for key, row in tables[name].items():
        missing = [
            table for column, table in _REFERENCES[name] if row[column] not in tables.get(table, {})
        ]
        was_deleted = all(
            row[column] in deleted.get(table, ())
            for column, table in _REFERENCES[name]
            if table in missing
        )
        if missing and (id(row) not in fresh or was_deleted):
            lost[row.file] = lost.get(row.file, 0) + 1
        else:
            kept[key] = row
    for file, count in lost.items():
        report.warn(file, f"Строк о том, чего больше нет: {count}. Они убраны.")
    return kept
