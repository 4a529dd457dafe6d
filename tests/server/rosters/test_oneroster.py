"""OneRoster exports in: good ones become the roster, broken ones a report and nothing else."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.school_core.chats import wanted_chats
from server.service.rosters.applied import apply_pull
from server.service.rosters.bundle import read_bundle
from server.service.rosters.csv_export import CsvExport
from server.service.rosters.formats import ONEROSTER
from server.service.rosters.problems import Report, RosterRefused, Weight
from server.service.rosters.roster_map import to_roster
from tests.server.rosters.exports import export, export_12, zipped

DAY = date(2026, 11, 20)


def imported(files, before=None):
    report = Report()
    before = before or {}
    pull = CsvExport(ONEROSTER, files, known=before).pull(None, report=report)
    report.stop()
    tables = apply_pull(before, pull, report=report)
    return tables, to_roster(tables, revision="r", report=report), report


def refused(files, before=None):
    with pytest.raises(RosterRefused) as raised:
        imported(files, before)
    return [str(problem) for problem in raised.value.problems if problem.weight is Weight.ERROR]


def chats(roster):
    return {
        (key.kind, key.about): dict(chat.members)
        for key, chat in wanted_chats(roster, DAY).items()
        if key.kind != "space"
    }


EXPECTED = {
    ("class", "9b"): {"t1": 100, "p1": 0, "p2": 0},
    ("parents", "9b"): {"t1": 100, "g1": 0, "g2": 0, "g3": 0},
    ("subject", "9b-bio"): {"t2": 100, "p1": 0},
    ("staff", "s14"): {"a1": 100, "t1": 0, "t2": 0},
}


@pytest.mark.parametrize("files", [export(), export_12()], ids=["1.1", "1.2"])
def test_an_export_makes_the_right_chats(files):
    _, roster, report = imported(files)
    assert chats(roster) == EXPECTED
    assert not report.problems
    assert roster.people["p1"].full_name == "Кузнецов Артём Ильич"


def recoded(convert):
    return {name: convert(data.decode()) for name, data in export().items()}


HARMLESS = {
    "bom": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "windows-1251": lambda text: text.encode("cp1251"),
    "utf-16": lambda text: text.encode("utf-16"),
    "CR only": lambda text: text.replace("\n", "\r").encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "no final newline": lambda text: text.rstrip("\n").encode(),
    "trailing commas": lambda text: "\n".join(f"{line},,," for line in text.splitlines()).encode(),
    "blank lines": lambda text: text.replace("\n", "\n\n\n").encode(),
    "header case": lambda text: (
        text.split("\n", 1)[0].upper() + "\n" + text.split("\n", 1)[1]
    ).encode(),
}


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_programs_do_to_csv_is_understood(kind):
    _, roster, _ = imported(recoded(HARMLESS[kind]))
    assert chats(roster) == EXPECTED


def changed(name, old, new):
    files = export()
    text = files[name].decode()
    assert old in text
    return files | {name: text.replace(old, new).encode()}


BROKEN = {
    "misspelt column": (
        changed("users.csv", "familyName", "famlyName"),
        "users.csv, строка 1, столбец familyName: Нет обязательного столбца familyName. "
        "Похоже, он назван «famlyName»: переименуйте.",
    ),
    "unknown class": (
        changed("enrollments.csv", "e2,,,9b,", "e2,,,9я,"),
        "enrollments.csv, строка 3, столбец classSourcedId: 9я: нет в classes.csv.",
    ),
    "unknown person": (
        changed("enrollments.csv", "s14,p2,student", "s14,p99,student"),
        "enrollments.csv, строка 4, столбец userSourcedId: p99: нет в users.csv.",
    ),
    "bad date": (
        changed("enrollments.csv", "1/09/2026", "сентябрь"),
        "enrollments.csv, строка 4, столбец beginDate: Дата «сентябрь» не читается: "
        "нужна вида 2026-09-01.",
    ),
    "twice with other data": (
        changed("users.csv", "p2,,,true", "p1,,,true"),
        "users.csv, строка 6, столбец sourcedId: sourcedId p1 уже был в строке 5. "
        "Данные разные: оставьте верные.",
    ),
    "too many cells": (
        changed("enrollments.csv", "2027-05-31", "2027-05-31,лишнее"),
        "enrollments.csv, строка 2: В строке 11 значений, а столбцов 10. "
        "Проверьте кавычки и запятые.",
    ),
    "empty file": (
        export() | {"enrollments.csv": b""},
        "enrollments.csv: Файл пуст. Если данных нет, уберите файл из выгрузки.",
    ),
    "binary": (
        export() | {"users.csv": b"PK\x03\x04\x00\x00"},
        "users.csv: Это не текстовый файл CSV.",
    ),
    "a copy": (
        export() | {"classes.csv": export()["users.csv"]},
        "classes.csv: Это копия файла users.csv. Выгрузите его заново.",
    ),
    "an open quote": (
        changed("users.csv", "Вера,Вартанян", '"Вера,Вартанян'),
        "users.csv, строка 2: Строка не читается: проверьте кавычки.",
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_export_is_refused_with_file_line_and_column(kind):
    files, sentence = BROKEN[kind]
    assert sentence in refused(files)


def test_a_missing_file_is_named():
    files = export()
    del files["enrollments.csv"]
    assert refused(files) == [
        "enrollments.csv: Без этого файла состав школы не собрать. Добавьте его."
    ]


def test_every_error_is_in_one_report():
    files = changed("enrollments.csv", "s14,p2,student", "s14,p99,student")
    files["enrollments.csv"] = files["enrollments.csv"].replace(b"1/09/2026", b"xx")
    assert len(refused(files)) == 1, "a row with an unknown person is not read further"
    files = changed("enrollments.csv", "1/09/2026", "xx")
    files["enrollments.csv"] = files["enrollments.csv"].replace(b"9b-bio,s14,t2", b"zz,s14,t2")
    assert len(refused(files)) == 2


def test_a_bulk_file_without_a_row_removes_it_and_a_delta_does_not():
    tables, _, _ = imported(export())
    lines = export()["enrollments.csv"].decode().splitlines()
    fewer = {"enrollments.csv": "\n".join([lines[0], *lines[1:3], *lines[4:]]).encode()}
    _, bulk, _ = imported(fewer, tables)
    assert "p2" not in chats(bulk)["class", "9b"]
    assert "g3" not in chats(bulk)["parents", "9b"]
    manifest = b"propertyName,value\nfile.enrollments,delta\noneroster.version,1.1\n"
    _, delta, _ = imported({"manifest.csv": manifest} | fewer, tables)
    assert chats(delta) == EXPECTED
    deleted = f"{lines[0]}\n{lines[3].replace('e3,,', 'e3,tobedeleted,')}\n".encode()
    _, delta, _ = imported({"manifest.csv": manifest, "enrollments.csv": deleted}, tables)
    assert "p2" not in chats(delta)["class", "9b"]


@pytest.mark.parametrize("word", ["tobedeleted", "inactive", "ToBeDeleted"])
def test_what_goes_with_a_deleted_class_is_no_error(word):
    _, roster, report = imported(changed("classes.csv", "9b,,,9Б", f"9b,{word},,9Б"))
    assert ("class", "9b") not in chats(roster)
    assert [str(one) for one in report.problems] == [
        "enrollments.csv: Строк о том, чего больше нет: 3. Они убраны."
    ]


def test_a_refused_export_changes_nothing():
    tables, _, _ = imported(export())
    before = {name: dict(rows) for name, rows in tables.items()}
    refused(BROKEN["unknown class"][0], tables)
    assert {name: dict(rows) for name, rows in tables.items()} == before


def test_passwords_are_not_used_and_reported():
    files = changed("users.csv", "grades,password\nt1", "grades,password\nt1")
    files["users.csv"] = files["users.csv"].replace(
        "Арамовна,,,,,,,".encode(), "Арамовна,,,,,,,secret".encode()
    )
    _, roster, report = imported(files)
    assert "secret" not in repr(roster)
    assert [problem.column for problem in report.problems] == ["password"]


def test_a_zip_with_a_folder_inside_is_read():
    files = read_bundle(zipped(export(), folder="Выгрузка/"))
    assert chats(imported(files)[1]) == EXPECTED


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", zipped({"readme.txt": b"x"})])
def test_what_is_no_export_is_refused(data):
    with pytest.raises(RosterRefused):
        read_bundle(data)


@settings(max_examples=200, deadline=None)
@given(
    name=st.sampled_from(sorted(export())),
    data=st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")),
)
def test_no_file_can_do_more_than_be_refused(name, data):
    try:
        imported(export() | {name: data})
    except RosterRefused as refusal:
        assert refusal.problems


@settings(max_examples=200, deadline=None)
@given(name=st.sampled_from(sorted(export())), cut=st.integers(0, 2000))
def test_a_truncated_file_never_raises_anything_else(name, cut):
    files = export()
    try:
        imported(files | {name: files[name][:cut]})
    except RosterRefused as refusal:
        assert refusal.problems
