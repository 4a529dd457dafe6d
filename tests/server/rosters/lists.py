"""A school's own lists, as secretaries keep them, in every dress they come in."""

import io
from datetime import date

from openpyxl import Workbook

from server.school_core.chats import wanted_chats
from server.service.rosters.bundle import read_bundle
from server.service.rosters.list_export import ListOptions
from server.service.rosters.problems import RosterRefused, Weight
from server.service.rosters.sources import connector_for, import_from

DAY = date(2026, 11, 20)

PUPILS = """Список учащихся школы № 14;;;;;;
№ п/п;Фамилия;Имя;Отчество;Дата рождения;Класс;ФИО матери;Телефон матери;Отец
1;Кузнецов;Артём;Ильич;01.05.2011;9 "Б";Кузнецова Ольга Петровна;+7 900 000-00-01;Кузнецов Илья
2;Кузнецова;Алёна;Ильинична;3/07/2014;6-а;Кузнецова Ольга Петровна;8(900)0000001;
3;ИВАНОВА;ДАРЬЯ;;12.12.2010;9б класс;Иванова Зоя (бабушка);;
"""
STAFF = """ФИО;Должность;Предмет;Классное руководство;Классы
Вартанян Вера Арамовна;учитель биологии;Биология;9Б;9Б, 6А
Орлова Елена Сергеевна;директор;;;
Сторожев Пётр Петрович;сторож;;;
"""


def imported(files, before=None, *, day=DAY, columns=None):
    """Import an upload the way the service does."""
    before = before or {}
    options = ListOptions("s14", "Школа № 14", b"secret", day, columns=columns or {}, before=before)
    connector = connector_for(files, known=before, lists=options)
    return import_from(connector, before, revision="r", day=day)


def refused(files, before=None, **more):
    """Return the errors of an upload that must be refused."""
    try:
        imported(files, before, **more)
    except RosterRefused as refusal:
        return [str(one) for one in refusal.problems if one.weight is Weight.ERROR]
    raise AssertionError("it was imported")


def csv_list(text, name="ученики.csv", encoding="cp1251"):
    return read_bundle(text.encode(encoding), name)


def workbook(**sheets):
    """Return an XLSX: sheet title → rows."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def chats(roster, day=DAY):
    """Return chat name → {full name: level}; spaces left out."""
    return {
        chat.name: {roster.people[who].full_name: level for who, level in chat.members.items()}
        for chat in wanted_chats(roster, day).values()
        if chat.key.kind != "space"
    }
