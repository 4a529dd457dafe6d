"""An invented school as the lists its secretary would keep: one workbook, a sheet a kind."""

import io
from collections.abc import Iterator, Mapping, Sequence

from openpyxl import Workbook

from server.demo.school import DemoSchool
from server.school_core.roles import Role
from server.school_core.roster import (
    ClassId,
    ClassKind,
    EnrolmentRole,
    PersonId,
    SchoolClass,
    SchoolPerson,
)

Rows = Sequence[Sequence[object]]


def workbook(school: DemoSchool) -> bytes:
    """Return the lists as an XLSX file."""
    book = Workbook(write_only=True)
    for title, rows in sheets(school).items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheets(school: DemoSchool) -> Mapping[str, Rows]:
    """Return the sheets with their headings."""
    return {
        "Ученики": [
            [f"Список учащихся, {school.year}/{school.year + 1} учебный год"],
            ["ID", "Фамилия", "Имя", "Отчество", "Дата рождения", "Класс", "ID класса"],
            *_pupils(school),
        ],
        "Сотрудники": [
            ["ID", "ФИО", "Дата рождения", "Должность", "Классное руководство", "ID класса"],
            *_staff(school),
        ],
        "Родители": [
            ["ID родителя", "ФИО родителя", "ID ребёнка", "ФИО ребёнка"],
            *(
                [link.guardian, _name(school, link.guardian), link.child, _name(school, link.child)]
                for link in sorted(
                    school.roster.guardianships, key=lambda link: (link.child, link.guardian)
                )
            ),
        ],
        "Группы": [
            [
                *("ID группы", "Группа", "Предмет", "Параллель"),
                *("ID учителя", "ФИО учителя", "ID ученика", "ФИО ученика"),
            ],
            *_groups(school),
        ],
    }


def _pupils(school: DemoSchool) -> Iterator[Sequence[object]]:
    homes = _homerooms(school)
    learns = {
        e.person: homes[e.school_class]
        for e in school.roster.enrolments
        if e.role is EnrolmentRole.PUPIL and e.school_class in homes
    }
    for key in sorted(learns, key=lambda key: (learns[key].grade or 0, learns[key].title, key)):
        one, home = school.roster.people[key], learns[key]
        born = one.born.strftime("%d.%m.%Y") if one.born else ""
        yield [key, one.family, one.given, one.middle, born, home.title, home.id]


def _staff(school: DemoSchool) -> Iterator[Sequence[object]]:
    homes = _homerooms(school)
    leads = {
        e.person: homes[e.school_class]
        for e in school.roster.enrolments
        if e.primary and e.school_class in homes
    }
    for key in sorted(school.positions):
        person = school.roster.people.get(key)
        if person is not None:
            yield _employee(school, person, leads.get(key))


def _employee(school: DemoSchool, one: SchoolPerson, home: SchoolClass | None) -> Sequence[object]:
    born = one.born.strftime("%d.%m.%Y") if one.born else ""
    position = school.positions[one.id]
    teaches = Role.TEACHER in school.roster.roles_of(one.id)
    if teaches and "учител" not in position:
        position = f"учитель ({position})"
    return [
        *(one.id, one.full_name, born, position),
        *((home.title, home.id) if home else ("", "")),
    ]


def _groups(school: DemoSchool) -> Iterator[Sequence[object]]:
    teachers: dict[ClassId, list[PersonId]] = {}
    pupils: dict[ClassId, list[PersonId]] = {}
    for e in school.roster.enrolments:
        target = pupils if e.role is EnrolmentRole.PUPIL else teachers
        target.setdefault(e.school_class, []).append(e.person)
    for key, one in sorted(school.roster.classes.items()):
        if one.kind is not ClassKind.SUBJECT:
            continue
        what = [key, one.title, one.subject, str(one.grade or "")]
        for teacher in sorted(teachers.get(key, [])):
            yield [*what, teacher, _name(school, teacher), "", ""]
        for pupil in sorted(pupils.get(key, [])):
            yield [*what, "", "", pupil, _name(school, pupil)]


def _homerooms(school: DemoSchool) -> Mapping[ClassId, SchoolClass]:
    return {
        key: one for key, one in school.roster.classes.items() if one.kind is ClassKind.HOMEROOM
    }


def _name(school: DemoSchool, key: PersonId) -> str:
    return school.roster.people[key].full_name
