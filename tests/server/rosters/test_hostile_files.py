"""Files that mean harm or mean nothing: bombs, strange names, other formats, random bytes."""

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.service.rosters import bundle
from server.service.rosters.bundle import read_bundle
from server.service.rosters.problems import RosterRefused
from tests.server.rosters.exports import export, export_12, zipped
from tests.server.rosters.lists import PUPILS, chats, imported, refused, workbook

ANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def sentences(data, name="школа.zip"):
    with pytest.raises(RosterRefused) as raised:
        read_bundle(data, name)
    return [str(problem) for problem in raised.value.problems]


def packed(entries, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return stream.getvalue()


def test_a_zip_bomb_is_not_unpacked():
    bomb = packed([("users.csv", b"0" * 30_000_000)])
    assert len(bomb) < 40_000
    assert sentences(bomb) == ["users.csv: Файл слишком большой или сжат подозрительно сильно."]


def test_a_bomb_in_a_workbook_is_not_unpacked():
    stream = io.BytesIO(workbook(Ученики=[["ФИО", "Класс"], ["Иванов Иван", "9Б"]]))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * 30_000_000)
    assert refused(read_bundle(stream.getvalue(), "ученики.xlsx")) == [
        "ученики.xlsx: Книга слишком большая или сжата подозрительно сильно."
    ]


def test_a_bomb_under_another_name_is_not_unpacked_either():
    data = workbook(Ученики=[["ФИО", "Класс"], ["Иванов Иван", "9Б"]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    moved = [
        (name.replace("sheet1.xml", "sheet1.bin"), body.replace(b"sheet1.xml", b"sheet1.bin"))
        for name, body in parts
    ]
    assert imported(read_bundle(packed(moved), "ученики.xlsx")).roster.people, "openpyxl reads it"
    swollen = [
        (name, body.replace(b"</worksheet>", b" " * 30_000_000 + b"</worksheet>"))
        if name.endswith(".bin")
        else (name, body)
        for name, body in moved
    ]
    assert refused(read_bundle(packed(swollen), "ученики.xlsx")) == [
        "ученики.xlsx: Книга слишком большая или сжата подозрительно сильно."
    ]


def test_entities_in_a_workbook_are_not_expanded():
    data = workbook(Ученики=[["ФИО", "Класс"], ["Иванов Иван", "9Б"]])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    parts = [(name, evil if "sheet1" in name else body) for name, body in parts]
    assert "Excel не пишет" in refused(read_bundle(packed(parts), "ученики.xlsx"))[0]


def test_names_that_climb_out_of_the_archive_go_nowhere():
    files = export()
    climbing = packed([(f"../../etc/{name}", data) for name, data in files.items()])
    assert set(read_bundle(climbing)) == set(files)


def test_the_same_file_twice_in_an_archive_is_refused():
    twice = packed([("a/users.csv", b"1"), ("b/users.csv", b"2")])
    assert sentences(twice) == ["users.csv: Файл встречается в архиве дважды. Оставьте один."]


def test_too_many_files_are_refused():
    many = packed([(f"{number}.csv", b"") for number in range(bundle.MAX_FILES + 1)])
    assert "слишком много" in sentences(many)[0]


def test_old_and_foreign_formats_are_named():
    assert "сохраните как .xlsx" in sentences(b"\xd0\xcf\x11\xe0" + b"\0" * 600, "школа.xls")[0]
    assert "сохраните как .xlsx" in sentences(b"%PDF-1.7", "школа.pdf")[0]


def test_a_web_page_called_a_table_is_refused():
    page = "<html><table><tr><td>ФИО</td><td>Класс</td></tr></table>".encode()
    assert refused(read_bundle(page, "ученики.csv"))


def test_a_folder_that_cannot_be_read_is_refused(tmp_path):
    for path in (tmp_path / ("x" * 300), tmp_path / "nowhere", tmp_path):
        with pytest.raises(RosterRefused):
            read_bundle(path)


def test_macros_do_not_run():
    files = read_bundle(workbook(Ученики=[["ФИО", "Класс"], ["Иванов Иван", "9Б"]]), "школа.xlsm")
    result = imported(files)
    assert any("Макросы" in problem.text for problem in result.problems)


def test_a_huge_file_with_one_fault_in_every_row_gets_a_short_report():
    head = "sourcedId,classSourcedId,userSourcedId,role\n"
    rows = "".join(f"e{number},нет,p1,student\n" for number in range(20_000))
    found = refused(export() | {"enrollments.csv": (head + rows).encode()})
    assert len(found) == 201
    assert found[-1] == "enrollments.csv: И ещё 19800 таких же сообщений."


def test_utf_16_without_a_mark_is_read():
    files = {name: data.decode().encode("utf-16-le") for name, data in export().items()}
    assert chats(imported(files).roster) == chats(imported(export()).roster)


@ANY
@given(data=st.binary(max_size=400), name=st.sampled_from(["a.zip", "a.csv", "a.xlsx", "a.txt"]))
def test_any_bytes_are_an_import_or_a_report(data, name):
    try:
        imported(read_bundle(data, name))
    except RosterRefused as refusal:
        assert refusal.problems


GOOD = {
    "x.zip": zipped(export_12()),
    "x.xlsx": workbook(Ученики=[["ФИО", "Класс", "Мать"], ["Иванов Иван", "9Б", "Иванова Ия"]]),
    "ученики.csv": PUPILS.encode("cp1251"),
}


@ANY
@given(
    name=st.sampled_from(sorted(GOOD)),
    place=st.floats(0, 1),
    junk=st.binary(min_size=1, max_size=6),
    drop=st.integers(0, 40),
)
def test_a_spoilt_good_file_is_an_import_or_a_report(name, place, junk, drop):
    data = GOOD[name]
    at = int(place * len(data))
    try:
        imported(read_bundle(data[:at] + junk + data[at + drop :], name))
    except RosterRefused as refusal:
        assert refusal.problems


@ANY
@given(
    cells=st.lists(
        st.lists(st.sampled_from(["", "ФИО", "Класс", "9Б", "Иванов Иван", "1", "Роль", "ученик"])),
        max_size=6,
    )
)
def test_any_grid_is_an_import_or_a_report(cells):
    text = "\n".join(";".join(row) for row in cells)
    try:
        imported({"список.csv": text.encode()})
    except RosterRefused as refusal:
        assert refusal.problems
