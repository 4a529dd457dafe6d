"""The people of the demo school № 14 and of Vera's private life. All of them are invented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.school_core.roles import Role


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody with an account. `group` is the class for pupils and parents."""

    login: str
    name: str
    role: Role
    group: str = ""


ACADEMY = Human("academy", "Академия Минпросвещения", Role.STAFF)
ADMIN = Human("director", "Сергей Павлович Дорохов", Role.ADMIN)

_TEACHERS = """
vera Вера Арамовна Вартанян
zagurskaya Марина Львовна Загурская
elena Елена Владиславовна Крылова
kharlamova Юлия Андреевна Харламова
petrov Андрей Викторович Петров
sidorova Галина Ивановна Сидорова
mustafin Рустам Маратович Мустафин
belova Наталья Сергеевна Белова
gromov Павел Олегович Громов
lebedeva Ирина Анатольевна Лебедева
orlova Светлана Юрьевна Орлова
tikhonov Михаил Борисович Тихонов
nazarova Анна Рашидовна Назарова
"""

_9B = """
artem Артём Кузнецов
dasha Дарья Иванова
ilya Илья Соколов
kamila Камила Искандарова
Алексей Воронов|Алина Гусева|Богдан Ефимов|Валерия Зайцева|Глеб Комаров|Диана Латыпова
Егор Макаров|Екатерина Носова|Захар Осипов|Иван Пахомов|Карина Рябова|Кирилл Савельев
Ксения Тарасова|Лев Уваров|Максим Фролов|Мария Хохлова|Никита Цветков|Полина Чернова
Роман Шапошников|София Щербакова|Тимур Юсупов|Ульяна Яковлева|Фёдор Абрамов|Эмилия Бойко
"""

_7A = """
Аделина Власова|Арсений Голубев|Вероника Дёмина|Виктор Жуков|Давид Игнатьев|Ева Калинина
Елисей Лазарев|Злата Мельникова|Игорь Никитин|Лиза Орехова|Марк Панин|Мила Родионова
Настя Сорокина|Олег Трофимов|Платон Усов|Рита Филатова|Савва Харитонов|Таисия Цой
Ярослав Шилов|Ярослава Щукина
"""

_8V = """
Антон Быков|Варвара Громова|Герман Дьяков|Даша Ершова|Женя Козлов|Зоя Лапина|Коля Миронов
Люба Ноздрина|Миша Поляков|Оля Рожкова|Паша Сухов|Юра Чистов
"""

_9B_PARENTS = """
smirnova Ольга Смирнова
kuznetsova Елена Кузнецова
Анна Иванова|Денис Соколов|Гульнара Искандарова|Виктория Воронова|Татьяна Гусева
Светлана Ефимова|Оксана Зайцева|Юрий Комаров|Лилия Латыпова|Инна Макарова|Ирина Носова
Жанна Осипова|Алла Пахомова|Вадим Рябов|Наталия Савельева|Олеся Тарасова|Мария Уварова
"""

_7A_PARENTS = """
Екатерина Власова|Роман Голубев|Алёна Дёмина|Регина Жукова|Стелла Игнатьева|Нина Калинина
Марат Лазарев|Вера Мельникова|Лариса Никитина|Юлиана Орехова|Пётр Панин|Софья Родионова
"""


def _read(text: str, role: Role, prefix: str, group: str = "") -> tuple[Human, ...]:
    people: list[Human] = []
    for line in text.strip().splitlines():
        if line[0].isascii():
            login, _, name = line.partition(" ")
            people.append(Human(login, name, role, group))
        else:
            for name in line.split("|"):
                people.append(Human(f"{prefix}{len(people) + 1:02}", name, role, group))
    return tuple(people)


TEACHERS = _read(_TEACHERS, Role.TEACHER, "teacher")
PUPILS_9B = _read(_9B, Role.PUPIL, "9b", "9Б")
PUPILS_7A = _read(_7A, Role.PUPIL, "7a", "7А")
PUPILS_8V = _read(_8V, Role.PUPIL, "8v", "8В")
PARENTS_9B = _read(_9B_PARENTS, Role.PARENT, "parent9b", "9Б")
PARENTS_7A = _read(_7A_PARENTS, Role.PARENT, "parent7a", "7А")
SCHOOL_PEOPLE = (
    ACADEMY,
    ADMIN,
    *TEACHERS,
    *PUPILS_9B,
    *PUPILS_7A,
    *PUPILS_8V,
    *PARENTS_9B,
    *PARENTS_7A,
)

LEADERS: Mapping[str, Sequence[str]] = {
    "9Б": ("vera", "zagurskaya"),
    "7А": ("belova", "vera"),
    "8В": ("mustafin",),
}
"""The class teacher, then who stands in for them."""
TEACH: Mapping[str, Mapping[str, Sequence[str]]] = {
    "9Б": {
        "Биология": ("vera",),
        "Алгебра": ("elena",),
        "Русский язык": ("belova",),
        "Литература": ("zagurskaya",),
        "Физика": ("petrov",),
        "История": ("orlova",),
        "Информатика": ("gromov",),
    },
    "7А": {
        "Биология": ("vera",),
        "Алгебра": ("elena",),
        "Русский язык": ("belova",),
        "История": ("orlova",),
        "География": ("mustafin",),
        "Физика": ("petrov",),
    },
    "8В": {
        "География": ("mustafin", "vera"),
        "Химия": ("sidorova",),
        "Физкультура": ("tikhonov",),
        "Геометрия": ("nazarova",),
        "Информатика": ("gromov",),
    },
}
PUPILS = {"9Б": PUPILS_9B, "7А": PUPILS_7A, "8В": PUPILS_8V}
PARENTS = {"9Б": PARENTS_9B, "7А": PARENTS_7A}

PERSONAL_PEOPLE = (
    Human("vera", "Вера Вартанян", Role.PARENT),
    Human("mama", "Мама", Role.PARENT),
    Human("papa", "Папа", Role.PARENT),
    Human("levon", "Левон", Role.PARENT),
    Human("sasha", "Саша", Role.PARENT),
    Human("igor", "Игорь", Role.PARENT),
    Human("katya", "Катя", Role.PARENT),
    Human("nika", "Ника", Role.PARENT),
    Human("timur", "Тимур", Role.PARENT),
)
