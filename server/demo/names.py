"""Names of invented people: nobody is called like this, and yet every form is Russian."""

import random
from dataclasses import dataclass


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SURNAMES = _words(
    """
    Самоваров Облаков Одуванчиков Подсолнухов Орехов-Лесной Колокольчиков Пряников Бубликов
    Кренделев Сугробов Фонариков Чайников Кузовков Барабанов Апельсинов Огурцов-Речной
    Ручейков Парусов Маятников Скворечников Вареников Букварёв Тетрадкин Листопадов Снеговиков
    Компасов Бантиков Гвоздиков Жёлудев Каравайников Ледоходов Метелкин Напёрстков Опятов
    Перочинников Радугин Светофоров Телескопов Ульев Флажков Хороводов Черничников Шишкарёв
    Эскимосов Яблочков Варежкин Пуговкин Лукошкин Ватрушкин Снежинкин Рябинкин Пчёлкин
    Полянкин Картошкин Ложкин Радужкин Тропинкин Кувшинкин Скрепкин Линейкин Черёмушкин
    Капелькин Ласточкин Ромашкин Клубничкин Ёлочкин Синичкин Корзинкин Травинкин Свирелькин
    """
)
_BOYS = _words(
    """
    Артём Богдан Вадим Василий Виктор Глеб Григорий Даниил Денис Егор Захар Иван Игорь Илья
    Кирилл Константин Лев Макар Максим Марк Матвей Мирон Михаил Никита Николай Олег Павел Пётр
    Роман Савва Семён Степан Тимофей Тимур Фёдор Юрий Ярослав
    """
)
_GIRLS = _words(
    """
    Агата Алина Алиса Анна Арина Валерия Варвара Василиса Вера Вероника Виктория Дарья Ева
    Екатерина Елена Есения Злата Зоя Инна Камила Кира Ксения Лидия Любовь Маргарита Марина
    Мария Милана Надежда Ника Нина Ольга Полина Раиса София Таисия Ульяна Яна
    """
)
_FATHERS = {
    "Алексей": "Алексеев",
    "Андрей": "Андреев",
    "Богдан": "Богданов",
    "Вадим": "Вадимов",
    "Виктор": "Викторов",
    "Григорий": "Григорьев",
    "Денис": "Денисов",
    "Егор": "Егоров",
    "Иван": "Иванов",
    "Игорь": "Игорев",
    "Константин": "Константинов",
    "Максим": "Максимов",
    "Марат": "Маратов",
    "Николай": "Николаев",
    "Олег": "Олегов",
    "Павел": "Павлов",
    "Роман": "Романов",
    "Семён": "Семёнов",
    "Степан": "Степанов",
    "Тимур": "Тимуров",
    "Фёдор": "Фёдоров",
    "Юрий": "Юрьев",
}


@dataclass(frozen=True, slots=True)
class FullName:
    """A name in parts."""

    family: str
    given: str
    middle: str


def surname(stem: str, *, woman: bool) -> str:
    """Return the form of a surname for a woman or a man, each part of a double one."""
    if not woman:
        return stem
    return "-".join(
        part[:-2] + "ая" if part.endswith(("ой", "ий")) else part + "а" for part in stem.split("-")
    )


def grown_up(rng: random.Random, *, woman: bool, stem: str = "") -> FullName:
    """Make somebody up."""
    stem = stem or rng.choice(SURNAMES)
    given = rng.choice(_GIRLS if woman else sorted(_FATHERS))
    return FullName(surname(stem, woman=woman), given, _patronymic(rng, woman=woman))


def child(rng: random.Random, stem: str, father: str, *, girl: bool) -> FullName:
    """Make a child of a family up; `father` is his given name, '' where nobody says."""
    given = rng.choice(_GIRLS if girl else _BOYS)
    return FullName(surname(stem, woman=girl), given, _patronymic(rng, woman=girl, father=father))


def _patronymic(rng: random.Random, *, woman: bool, father: str = "") -> str:
    root = _FATHERS.get(father) or _FATHERS[rng.choice(sorted(_FATHERS))]
    return root + ("на" if woman else "ич")
