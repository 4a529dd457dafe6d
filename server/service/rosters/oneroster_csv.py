"""OneRoster 1.1 and 1.2 CSV exports, bulk and delta, to a `Roster` (reference: 1EdTech OneRoster).

The rows of the last good import are kept: a bulk file replaces its table (a row that is missing is
gone), a delta file changes it (only `tobedeleted` is gone). Then the tables become a roster whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from server.service.rosters.problems import RosterRefused
from server.service.rosters.tables import Report, Row, read_table

Tables = Mapping[str, Mapping[str, Row]]
"""File name without `.csv` → sourcedId → row."""

PASSWORD = "password"


@dataclass(frozen=True, slots=True)
class _File:
    required: tuple[str, ...]
    known: tuple[str, ...] = ()
    wanted: bool = True


_COMMON = ("status", "dateLastModified")
_FILES = {
    "orgs": _File(("sourcedId", "name", "type"), ("identifier", "parentSourcedId", *_COMMON)),
    "users": _File(
        ("sourcedId", "givenName", "familyName"),
        (
            "enabledUser",
            "orgSourcedIds",
            "primaryOrgSourcedId",
            "role",
            "middleName",
            "preferredMiddleName",
            "agentSourcedIds",
            "grades",
            PASSWORD,
            *_COMMON,
        ),
    ),
    "classes": _File(
        ("sourcedId", "title", "schoolSourcedId"),
        ("classType", "grades", "courseSourcedId", "subjects", *_COMMON),
    ),
    "enrollments": _File(
        ("sourcedId", "classSourcedId", "userSourcedId", "role"),
        ("schoolSourcedId", "primary", "beginDate", "endDate", *_COMMON),
    ),
    "roles": _File(
        ("sourcedId", "userSourcedId", "role", "orgSourcedId"),
        ("roleType", "beginDate", "endDate", *_COMMON),
        wanted=False,
    ),
    "demographics": _File(("sourcedId",), ("birthDate", *_COMMON), wanted=False),
}


def merge_export(files: Mapping[str, bytes], before: Tables, *, report: Report) -> Tables:
    """Return the tables after an export; raises RosterRefused, and then nothing has changed.

    `files` maps lower-case names to bytes; `before` is what the last import returned ({} at first).
    """
    modes = _modes(files, report=report)
    _refuse_copies(files, report=report)
    tables = dict(before)
    for name, file in _FILES.items():
        data = files.get(f"{name}.csv")
        mode = modes.get(name, "bulk" if data is not None else "absent")
        if data is None:
            if mode != "absent":
                report.error(f"{name}.csv", "Файл назван в manifest.csv, но его нет в выгрузке.")
            elif file.wanted and name not in before:
                report.error(
                    f"{name}.csv", "Без этого файла состав школы не собрать. Добавьте его."
                )
            continue
        rows = read_table(
            f"{name}.csv", data, required=file.required, known=file.known, report=report
        )
        tables[name] = _merged(
            name, rows, tables.get(name, {}), delta=mode == "delta", report=report
        )
    if report.failed:
        raise RosterRefused(report.problems)
    return tables


def _modes(files: Mapping[str, bytes], *, report: Report) -> dict[str, str]:
    data = files.get("manifest.csv")
    if data is None:
        return {}
    rows = read_table(
        "manifest.csv", data, required=("propertyName", "value"), known=(), report=report
    )
    modes: dict[str, str] = {}
    for row in rows:
        kind, _, name = row["propertyName"].partition(".")
        value = row["value"].casefold()
        if kind == "file":
            if value not in {"absent", "bulk", "delta"}:
                report.error(
                    "manifest.csv", "Бывает absent, bulk или delta.", line=row.line, column="value"
                )
            modes[name] = value
        if row["propertyName"] == "oneroster.version" and value not in {"1.1", "1.2"}:
            report.error(
                "manifest.csv",
                f"Версия {value} не поддерживается: нужна 1.1 или 1.2.",
                line=row.line,
            )
    return modes


def _refuse_copies(files: Mapping[str, bytes], *, report: Report) -> None:
    seen: dict[bytes, str] = {}
    for name, data in files.items():
        if len(data) > 200 and data in seen:
            report.error(name, f"Это копия файла {seen[data]}. Выгрузите его заново.")
        seen.setdefault(data, name)


def _merged(
    name: str, rows: tuple[Row, ...], before: Mapping[str, Row], *, delta: bool, report: Report
) -> Mapping[str, Row]:
    result = dict(before) if delta else {}
    lines: dict[str, Row] = {}
    for row in rows:
        key = row["sourcedId"]
        if not key:
            report.error(f"{name}.csv", "Пустой sourcedId.", line=row.line, column="sourcedId")
            continue
        if key in lines:
            text = f"sourcedId {key} уже был в строке {lines[key].line}."
            if lines[key].cells == row.cells:
                report.warn(f"{name}.csv", text, line=row.line, column="sourcedId")
            else:
                report.error(
                    f"{name}.csv",
                    f"{text} Данные разные: оставьте верные.",
                    line=row.line,
                    column="sourcedId",
                )
        lines[key] = row
        if row["status"].casefold() == "tobedeleted":
            result.pop(key, None)
        else:
            result[key] = row
    return result
