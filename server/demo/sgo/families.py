"""The accounts of the simulated register: who signs in with what, and whose diary they see."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pupil:
    """A child in the register. `key` names it in the journal, whatever the register's number."""

    student_id: int
    name: str
    group: str
    key: str


@dataclass(frozen=True, slots=True)
class Family:
    """An account of a parent or a pupil."""

    login: str
    password: str = field(repr=False)
    school: int
    pupils: tuple[Pupil, ...]


ARTEM = Pupil(14_001, "Кузнецов Артём", "9Б", "artem")
POLINA = Pupil(14_002, "Кузнецова Полина", "7А", "polina")
DASHA = Pupil(14_003, "Иванова Дарья", "9Б", "dasha")
SCHOOL = 14

FAMILIES = (
    Family("kuznetsova", "Мама-2026", SCHOOL, (ARTEM, POLINA)),
    Family("artem.k", "пчёлы", SCHOOL, (ARTEM,)),
    Family("ivanova", "qwerty-9b", SCHOOL, (DASHA,)),
)
