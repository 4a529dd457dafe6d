"""The connector for CSV exports: OneRoster 1.1 and 1.2, SDS v2.1, v2 and v1, Clever."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

from server.service.rosters.contract import Capability, Mode, Part, Pull
from server.service.rosters.formats import FORMATS, ONEROSTER, PASSWORD, Feed, Format
from server.service.rosters.problems import Report
from server.service.rosters.rows import Header, Row
from server.service.rosters.tables import Columns, columns, headings, plain, read_table

MANIFEST = "manifest.csv"
_IGNORED = {
    "categories",
    "lineitems",
    "results",
    "manifest",
    "timetable",
    "userprofiles",
    "userflags",
    "userresources",
    "classresources",
    "courseresources",
    "resources",
    "scorescales",
    "lineitemscorescales",
    "lineitemlearningobjectiveids",
    "resultlearningobjectiveids",
    "resultscorescales",
}


class CsvExport:
    """One export; `known` are the tables that an earlier one has already told."""

    def __init__(
        self, form: Format, files: Mapping[str, bytes], *, known: Collection[str] = ()
    ) -> None:
        self._format = form
        self._files = files
        self._known = known

    def capabilities(self) -> frozenset[Capability]:
        """Return what the files that are there can tell."""
        found = {Capability.ROSTER, Capability.GUARDIANS}
        if "results.csv" in self._files:
            found |= {Capability.MARKS, Capability.HOMEWORK}
        return frozenset(found)

    def pull(self, since: datetime | None, *, report: Report) -> Pull:
        """Return the files' tables; `since` does not matter: an export says itself what it is."""
        modes = _modes(self._files, report=report)
        _look_for_copies(self._files, self._names(), report=report)
        rows: dict[str, list[Row]] = defaultdict(list)
        mode_of: dict[str, Mode] = {}
        for name, feeds in self._format.files.items():
            file = f"{name}.csv".lower()
            data = self._files.get(file)
            mode = modes.get(name.lower(), "bulk" if data is not None else "absent")
            if data is None or mode == "absent":
                self._missing(name, feeds, mode, report=report)
                continue
            for number, feed in enumerate(feeds):
                # The second feed of a file would find the same faults again.
                found = self._read(file, data, feed, report=report if not number else Report())
                rows[feed.table] += found
                mode_of[feed.table] = Mode(mode)
        return Pull({table: Part(mode_of[table], tuple(rows[table])) for table in mode_of})

    def _names(self) -> set[str]:
        return {f"{name}.csv".lower() for name in self._format.files}

    def _missing(self, name: str, feeds: tuple[Feed, ...], mode: str, *, report: Report) -> None:
        told = all(feed.table in self._known for feed in feeds)
        if mode != "absent":
            report.error(f"{name}.csv", "Файл назван в manifest.csv, но его нет в выгрузке.")
        elif name in self._format.needed and not (told and self._format is ONEROSTER):
            report.error(f"{name}.csv", "Без этого файла состав школы не собрать. Добавьте его.")

    def _read(self, file: str, data: bytes, feed: Feed, *, report: Report) -> Iterable[Row]:
        required = {name: feed.columns[name] for name in feed.required}
        known = {name: ours for name, ours in feed.columns.items() if name not in required}
        rows = read_table(file, data, Columns(required, known), report=report)
        passwords = sum(bool(row[PASSWORD]) for row in rows)
        if passwords:
            text = f"Пароли в выгрузке ({passwords}) не используются. Уберите столбец."
            report.warn(file, text, column=PASSWORD)
        return _keyed(rows, feed)


def recognise(files: Mapping[str, bytes], *, known: Collection[str] = ()) -> CsvExport | None:
    """Return the connector for the files of an export; None where they are no known format."""
    if MANIFEST in files:
        return CsvExport(ONEROSTER, files, known=known)
    for form in FORMATS:
        for name, column in form.marks.items():
            if plain(column) in headings(files.get(f"{name}.csv", b"")):
                return CsvExport(form, files, known=known)
    named = {f"{name}.csv".lower() for name in ONEROSTER.files} & set(files)
    says = any(plain("sourcedId") in headings(files[name]) for name in named)
    if says or len(named) > 1:
        return CsvExport(ONEROSTER, files, known=known)
    return None


def _keyed(rows: Iterable[Row], feed: Feed) -> Iterator[Row]:
    """The rows with their key and constants, and without what must not go on."""
    header: Header | None = None
    for row in rows:
        values, secret = row.values, row.header.index.get(PASSWORD)
        if header is None:
            index = {name: place for name, place in row.header.index.items() if name != PASSWORD}
            if feed.key != ("sourcedId",):
                index["sourcedId"] = len(values)
            header = Header(row.file, index, row.header.shown, feed.constants)
        if secret is not None:
            values = (*values[:secret], "", *values[secret + 1 :])
        parts = [row[column] or feed.constants.get(column, "") for column in feed.key]
        key = row["sourcedId"] or ("|".join(parts) if all(parts[:2]) else "")
        yield Row(header, row.line, (*values, key))


def _modes(files: Mapping[str, bytes], *, report: Report) -> dict[str, str]:
    data = files.get(MANIFEST)
    if data is None:
        return {}
    modes: dict[str, str] = {}
    wanted = columns(("propertyName", "value"))
    for row in read_table(MANIFEST, data, wanted, report=report):
        kind, _, name = row["propertyName"].partition(".")
        value = row["value"].casefold()
        if kind == "file" and value:
            if value not in {"absent", "bulk", "delta"}:
                report.error(
                    MANIFEST, "Бывает absent, bulk или delta.", line=row.line, column="value"
                )
                continue
            modes[name.lower()] = value
        if row["propertyName"] == "oneroster.version" and value not in {"1.1", "1.2"}:
            text = f"Версия {value[:20]} не поддерживается: нужна 1.1 или 1.2."
            report.error(MANIFEST, text, line=row.line, column="value")
    return modes


def _look_for_copies(files: Mapping[str, bytes], used: set[str], *, report: Report) -> None:
    seen: dict[bytes, str] = {}
    for name, data in files.items():
        stem = name.rsplit(".", 1)[0]
        if name not in used and stem not in _IGNORED:
            report.warn(name, "Такого файла в этом формате нет: он пропущен.")
        if len(data) > 200 and data in seen:
            text = f"Это копия файла {seen[data]}. Выгрузите его заново."
            if {name, seen[data]} <= used:
                report.error(name, text)
            else:
                report.warn(name, text)
        seen.setdefault(data, name)
