"""Lists in XLSX and CSV: headings guessed, names and classes understood, mistakes named."""

import io
import unicodedata
from datetime import date

import pytest
from openpyxl import load_workbook

from server.school_core.roles import Role
from server.service.rosters.bundle import read_bundle
from server.service.rosters.list_columns import Column, meaning
from tests.server.rosters.lists import (
    PUPILS,
    STAFF,
    chats,
    csv_list,
    imported,
    refused,
    workbook,
)


def people(result):
    return {one.full_name: one for one in result.roster.people.values()}


def test_a_list_of_pupils_makes_classes_and_parents():
    roster = imported(csv_list(PUPILS)).roster
    assert chats(roster) == {
        "9Б · класс": {"Кузнецов Артём Ильич": 0, "Иванова Дарья": 0},
        "9Б · родители": {"Кузнецова Ольга Петровна": 0, "Кузнецов Илья": 0, "Иванова Зоя": 0},
        "6А · класс": {"Кузнецова Алёна Ильинична": 0},
        "6А · родители": {"Кузнецова Ольга Петровна": 0},
    }
    assert {one.born for one in roster.people.values()} == {
        date(2011, 5, 1),
        date(2014, 7, 3),
        date(2010, 12, 12),
        None,
    }


def test_phones_decide_who_is_the_same_mother_and_never_go_on():
    result = imported(csv_list(PUPILS))
    assert "900" not in repr(result.roster).replace("1900", "")
    assert "+7" not in repr(result.tables)
    without = PUPILS.replace("+7 900 000-00-01", "").replace("8(900)0000001", "")
    mothers = [
        one
        for one in imported(csv_list(without)).roster.people.values()
        if one.full_name == "Кузнецова Ольга Петровна"
    ]
    assert len(mothers) == 2, "the same name alone makes nobody the same"


def test_ids_stay_the_same_when_the_list_changes_its_dress_and_order():
    lines = PUPILS.splitlines()
    other = "\n".join([*lines[1:2], *reversed(lines[2:])]).replace(";", "\t").replace("ё", "е")
    first, second = imported(csv_list(PUPILS)), imported(csv_list(other, encoding="utf-16"))
    assert first.roster.people.keys() == second.roster.people.keys()
    assert first.roster.enrolments == second.roster.enrolments


def test_staff_come_in_another_list_and_the_pupils_stay():
    pupils = imported(csv_list(PUPILS))
    roster = imported(csv_list(STAFF, "кадры.csv"), pupils.tables).roster
    assert chats(roster)["9Б · класс"]["Вартанян Вера Арамовна"] == 100
    assert chats(roster)["9Б · биология"] == {
        "Вартанян Вера Арамовна": 100,
        "Кузнецов Артём Ильич": 0,
        "Иванова Дарья": 0,
    }
    assert chats(roster)["Учительская"] == {
        "Орлова Елена Сергеевна": 100,
        "Вартанян Вера Арамовна": 0,
        "Сторожев Пётр Петрович": 0,
    }


def test_a_new_list_of_pupils_moves_them_in_the_subject_chats_too():
    both = imported(csv_list(STAFF, "кадры.csv"), imported(csv_list(PUPILS)).tables)
    moved = PUPILS.replace('9 "Б"', "6А").replace(
        "3;ИВАНОВА;ДАРЬЯ;;12.12.2010;9б класс", "3;Новая;Ия;;;9Б"
    )
    roster = imported(csv_list(moved), both.tables).roster
    assert "Кузнецов Артём Ильич" not in chats(roster)["9Б · биология"]
    assert "Кузнецов Артём Ильич" in chats(roster)["6А · биология"]
    assert "Новая Ия" in chats(roster)["9Б · биология"]
    assert "Иванова Дарья" not in people(imported(csv_list(moved), both.tables))


def test_a_workbook_with_a_sheet_per_class():
    data = workbook(
        **{
            "9Б": [
                ["ФИО ученика", "Дата рождения", "Классный руководитель"],
                ["Сидоров Иван Петрович", date(2011, 1, 2), "Вартанян В.А."],
            ],
            "10А": [["Обучающийся", "д.р."], ["Петров Пётр Петрович", "02.01.2010"]],
            "Сотрудники": [["ФИО", "Должность"], ["Вартанян Вера Арамовна", "учитель"]],
            "Родители": [
                ["ФИО родителя", "Кем приходится", "Ребёнок", "Класс"],
                ["Сидорова Анна Ивановна", "мать", "Сидоров И.П.", "9Б"],
            ],
            "Группы": [
                ["Предмет", "Группа", "Учитель", "Ученик"],
                ["Английский", "9Б англ. 1", "Вартанян Вера Арамовна", "Сидоров Иван Петрович"],
            ],
        }
    )
    found = chats(imported(read_bundle(data, "школа.xlsx")).roster)
    assert found["9Б · класс"] == {"Сидоров Иван Петрович": 0, "Вартанян Вера Арамовна": 100}
    assert found["9Б · родители"] == {"Сидорова Анна Ивановна": 0, "Вартанян Вера Арамовна": 100}
    assert found["10А · класс"] == {"Петров Пётр Петрович": 0}
    assert found["9Б англ. 1"] == {"Вартанян Вера Арамовна": 100, "Сидоров Иван Петрович": 0}


def test_one_list_with_a_column_of_roles():
    text = """Роль;ФИО;Класс;Ребёнок
Ученик;Сидоров Иван Петрович;9Б;
Учитель;Вартанян Вера Арамовна;;
Родитель;Сидорова Анна Ивановна;9Б;Сидоров Иван Петрович
"""
    roster = imported(csv_list(text, "все.csv")).roster
    assert {grant.role for grant in roster.roles} == {Role.PUPIL, Role.TEACHER, Role.PARENT}
    assert chats(roster)["9Б · родители"] == {"Сидорова Анна Ивановна": 0}


def test_a_teacher_who_is_a_parent_is_one_person_when_the_ids_say_so():
    pupils = "ID;ФИО;Класс;ID матери;Мать\n1;Сидоров Иван Петрович;9Б;77;Сидорова Анна Ивановна\n"
    staff = "ID;ФИО;Должность\n77;Сидорова Анна Ивановна;учитель\n"
    files = {**csv_list(pupils), **csv_list(staff, "учителя.csv")}
    roster = imported(files).roster
    assert roster.roles_of("77") == {Role.PARENT, Role.TEACHER}
    assert len(roster.people) == 2


def test_a_heading_the_guess_does_not_know_is_told_by_hand():
    text = "Кто;Куда ходит\nСидоров Иван Петрович;9Б\n"
    assert refused(csv_list(text))
    roster = imported(csv_list(text), columns={"Кто": "full", "Куда ходит": "class"}).roster
    assert chats(roster)["9Б · класс"] == {"Сидоров Иван Петрович": 0}
    assert "непонятно" in refused(csv_list(text), columns={"Кто": "вздор"})[0]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("ФИО", Column("full")),
        ("Ф.И.О. ученика", Column("full", "child")),
        ("Фамилия, имя, отчество", Column("full")),
        ("Мать (ФИО)", Column("full", "mother")),
        ("Моб. телефон отца", Column("phone", "father")),
        ("Родители (законные представители)", Column("full", "parent")),
        ("E-mail родителя", Column("email", "parent")),
        ("Дата рожд.", Column("born")),
        ("Класс обучения", Column("class")),
        ("Кл. рук.", Column("leader")),
        ("Преподаваемый предмет", Column("subject")),
        ("Личное дело №", Column("id")),
        ("ID ребёнка", Column("id", "child")),
        ("ID группы", Column("id", "class")),
        ("Прописка", None),
        ("№ п/п", None),
    ],
)
def test_russian_headings(heading, expected):
    assert meaning(heading) == expected


BROKEN = {
    "no class": (
        PUPILS.replace("9б класс", ""),
        "ученики.csv, строка 5, столбец Класс: Не указан класс.",
    ),
    "a date that is none": (
        PUPILS.replace("12.12.2010", "декабрь"),
        "ученики.csv, строка 5, столбец Дата рождения: Дата «декабрь» не читается: "
        "нужна вида 01.09.2012.",
    ),
    "an open quote": (
        PUPILS.replace("3;ИВАНОВА", '3;"ИВАНОВА'),
        "ученики.csv, строка 5: Строка не читается: проверьте кавычки.",
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_list_is_refused_with_its_place(kind):
    text, sentence = BROKEN[kind]
    assert sentence in refused(csv_list(text))


def test_the_same_id_twice_is_refused():
    text = "ID;ФИО;Класс\n1;Сидоров Иван;9Б\n1;Сидоров Иван;9А\n"
    assert refused(csv_list(text)) == [
        "ученики.csv, строка 3, столбец ФИО: Этот ученик уже был в строке 2, в классе 9Б: "
        "оставьте один."
    ]
    text = "ID;ФИО;Класс\n1;Сидоров Иван;9Б\n1;Петров Пётр;9Б\n"
    assert refused(csv_list(text)) == [
        "ученики.csv, строка 3, столбец ID: Этот ID уже у другого ученика, в строке 2."
    ]


def test_a_parent_of_nobody_is_refused():
    text = "ФИО родителя;Ребёнок\nСидорова Анна;Сидоров Иван\n"
    assert refused(csv_list(text, "родители.csv")) == [
        "родители.csv, строка 2, столбец Ребёнок: Ученика «Сидоров Иван» нет в списке учеников."
    ]


def test_namesakes_in_two_classes_are_two_people():
    text = "ФИО;Класс\nИванов Иван;9Б\nИванов Иван;2А\n"
    result = imported(csv_list(text))
    assert len(result.roster.people) == 2
    assert any("однофамилец" in problem.text for problem in result.problems)


def test_formulas_count_by_their_values_and_without_one_are_refused():
    book = load_workbook(io.BytesIO(workbook(Ученики=[["ФИО", "Класс"], ["Иванов Иван", "9Б"]])))
    book.active["A3"] = '=HYPERLINK("http://example.org","Петров Пётр")'
    book.active["B3"] = "9Б"
    stream = io.BytesIO()
    book.save(stream)
    assert refused(read_bundle(stream.getvalue(), "ученики.xlsx")) == [
        "ученики.xlsx, лист «Ученики», строка 3, столбец A: В ячейке формула без значения. "
        "Откройте файл в Excel и сохраните, или вставьте значения."
    ]


def test_passwords_in_a_list_are_reported_and_not_kept():
    text = "ФИО;Класс;Пароль\nИванов Иван;9Б;тайна123\n"
    result = imported(csv_list(text))
    assert "тайна123" not in repr(result)
    assert any("Пароли" in problem.text for problem in result.problems)


def test_the_new_school_year_makes_new_classes():
    old = imported(csv_list(STAFF, "кадры.csv"), imported(csv_list(PUPILS)).tables)
    next_year = PUPILS.replace('9 "Б"', "10Б").replace("9б класс", "10Б")
    roster = imported(csv_list(next_year), old.tables, day=date(2027, 9, 1)).roster
    assert {one.title for one in roster.classes.values()} == {"10Б", "6А"}
    assert not roster.classes.keys() & old.roster.classes.keys(), "no room gets strangers' history"


TITLED = """МБОУ СОШ № 5;;;
Список учащихся 9 «Б» класса на 2026/2027 учебный год;;;
№ п/п;ФИО;Дата рождения;Мать
1;Кузнецов Артём Ильич;01.05.2011;Кузнецова Ольга Петровна
2;Иванова Дарья;40974;
Итого:;2;;
Классный руководитель;Вартанян Вера Арамовна;;
"""


def test_the_title_names_the_class_and_the_signature_is_no_pupil():
    result = imported(csv_list(TITLED))
    assert chats(result.roster)["9Б · класс"] == {"Кузнецов Артём Ильич": 0, "Иванова Дарья": 0}
    assert people(result)["Иванова Дарья"].born == date(2012, 3, 6), "a day as Excel counts it"
    skipped = [one.line for one in result.problems if "Это не ученик" in one.text]
    assert skipped == [6, 7]


def test_a_title_of_two_classes_names_none():
    two = TITLED.replace("9 «Б» класса", "9А класса и 9Б класса")
    assert [text for text in refused(csv_list(two)) if "Не указан класс" in text]


def test_two_columns_of_representatives_beside_a_pupil_are_both_read():
    text = """Ученик;Класс;Законный представитель 1;Законный представитель 2
Орлов Пётр Ильич;10-а;Орлова Инна Львовна;Орлов Илья Петрович
"""
    assert chats(imported(csv_list(text)).roster) == {
        "10А · класс": {"Орлов Пётр Ильич": 0},
        "10А · родители": {"Орлова Инна Львовна": 0, "Орлов Илья Петрович": 0},
    }


def test_a_second_column_of_the_same_meaning_is_told():
    text = "ФИО;Класс;ФИО\nОрлов Пётр Ильич;10а;ещё раз\n"
    told = [one.text for one in imported(csv_list(text)).problems]
    assert "Столбцы не учтены: «ФИО»." in told


def test_letters_that_only_look_alike_are_the_same_letter():
    pupils = "ФИО;Класс\nЙотов Андрей;9A\nКузнецов Артём;9 «б»\nЗайцев Ий;11Э\n"  # the A is Latin
    staff = "ФИО;Должность;Классное руководство\nВартанян Вера;учитель;9А, 9B\n"  # as is the B
    spelt = unicodedata.normalize("NFD", pupils).replace("Артём", "Ар\u00adтём")
    known = imported(csv_list(spelt, encoding="utf-8")).tables
    roster = imported(csv_list(unicodedata.normalize("NFD", staff), "кадры.csv", "utf-8"), known)
    assert chats(roster.roster)["9А · класс"] == {"Вартанян Вера": 100, "Йотов Андрей": 0}
    assert chats(roster.roster)["9В · класс"] == {"Вартанян Вера": 100}
    assert "Кузнецов Артём" in chats(roster.roster)["9Б · класс"]
    again = imported(csv_list(pupils, encoding="utf-8"), known).roster
    assert again.people.keys() == imported(csv_list(pupils, encoding="utf-8")).roster.people.keys()
    assert {one.full_name for one in again.people.values()} >= {"Йотов Андрей", "Зайцев Ий"}
