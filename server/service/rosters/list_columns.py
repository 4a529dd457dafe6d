"""What the columns of a school's own list mean, guessed by their Russian headings.

A heading says *what* («ФИО», «Дата рождения») and *of whom* («матери», «ребёнка»); where it names
nobody, the row's own person is meant. A school may say itself what a heading means.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from server.service.rosters.sheets import Sheet
from server.service.rosters.tables import plain


class Kind(Enum):
    """What the rows of a sheet are."""

    PUPILS = "pupils"
    STAFF = "staff"
    PARENTS = "parents"
    GROUPS = "groups"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, order=True)
class Column:
    """A meaning: `what` is a field, `whom` is '', child, mother, father, parent, teacher, class.

    `whom` is "other" for the second of two columns that both speak of a parent.
    """

    what: str
    whom: str = ""

    @classmethod
    def parse(cls, text: str) -> "Column":
        """Read «full», «full of mother»: how a mapping made by hand says it."""
        what, _, whom = text.partition(" of ")
        if what not in FIELDS or whom not in {"", "class", "other", *(name for name, _ in _WHOM)}:
            raise ValueError(text)
        return cls(what, whom)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands in a sheet; `first` is the index of the first row of data.

    `number` is the column that only counts the rows, if there is one.
    """

    kind: Kind
    first: int
    columns: Mapping[Column, int]
    headings: tuple[str, ...] = ()
    unknown: tuple[str, ...] = field(default=())
    number: int | None = None


FIELDS = frozenset(
    {
        *("id", "full", "family", "given", "middle", "born", "class", "parallel", "letter"),
        *("subject", "position", "homeroom", "classes", "leader", "role", "group", "degree"),
        *("phone", "email", "login", "password"),
    }
)

_WHOM = (
    ("mother", r"матери|мать|мам[аы]|mother"),
    ("father", r"отца|отец|пап[аы]|father"),
    (
        "parent",
        r"родител\w*|законн\w*представител\w*|представител\w*|опекун\w*|parent\d?|guardian\d?",
    ),
    (
        "child",
        r"ученик\w*|ученицы|учащ\w*|обучающ\w*|реб[её]н\w*|детей|дети|воспитанник\w*|student",
    ),
    ("teacher", r"учител\w*|педагог\w*|преподавател\w*|сотрудник\w*|работник\w*|teacher"),
)
_WHAT = (
    ("leader", r"классныйруководитель|класрук|клрук|классрук\w*|кураторкласса"),
    ("homeroom", r"классноеруководство|руководствоклассом|руководиткласс\w*|homeroom"),
    ("full", r"фио\w*|фамилияимя\w*|фамилияио|имяфамилия\w*|fullname|полноеимя"),
    ("family", r"фамилия|lastname|familyname|surname"),
    ("given", r"имя|firstname|givenname"),
    ("middle", r"отчество|middlename|patronymic"),
    ("born", r"датарожд\w*|деньрождения|др|датарожд|birthdate|dateofbirth|dob|родился"),
    ("letter", r"литера|буква\w*"),
    ("parallel", r"параллель|grade"),
    ("group", r"группа|названиегруппы|подгруппа|учебнаягруппа"),
    ("classes", r"классы|вед[её]тклассы|преподаётвклассах|преподаетвклассах|нагрузка\w*"),
    ("class", r"класс\w{0,6}|классобучения|class|section"),
    ("subject", r"предмет\w*|преподаваем\w*предмет\w*|дисциплина|subject"),
    ("position", r"должност\w*|position|job\w*"),
    ("role", r"роль|типпользователя|категория|role"),
    ("degree", r"степеньродства|кемприходится|родство|отношение|relation\w*"),
    ("phone", r"\w*телефон\w*|тел|моб\w*|phone|sms"),
    ("email", r"\w*почта|email|emailадрес|адресэлектроннойпочты"),
    ("password", r"пароль|password|pass"),
    ("login", r"логин(вэжд|эжд|вжурнале|журнала|всетевомгороде)?|имяпользователя|login|username"),
    ("id", r"id|ид|идентификатор|код|guid|uuid|личноедело|номерличногодела|табельныйномер"),
)
_TITLES = (
    (Kind.PARENTS, r"родител|законн|опекун"),
    (Kind.STAFF, r"учител|педагог|сотрудник|кадр|преподав|работник|штат|руковод"),
    (Kind.PUPILS, r"учени|учащ|обучающ|контингент|класс"),
)


_COUNT = re.compile(r"(?i)№|№?\s*п\s*[/.]?\s*п\.?|n|#")


def meaning(heading: str) -> Column | None:
    """Return what a heading means; None where it says nothing we need."""
    text = plain(heading.replace("ё", "е").replace("Ё", "е"))
    if not text or len(text) > 60:
        return None
    if re.fullmatch(r"(id|ид|код|идентификатор)(класс\w*|групп\w*)", text):
        return Column("id", "class")
    for what, pattern in _WHAT:
        if re.fullmatch(pattern, text) and what not in {"full", "phone", "email"}:
            return Column(what)
    for whom, words in _WHOM:
        found = re.search(rf"^(?:{words})|(?:{words})$", text)
        if found is not None:
            rest = text[: found.start()] + text[found.end() :]
            if not rest:
                return Column("full", whom)
            for what, pattern in _WHAT:
                if re.fullmatch(pattern, rest):
                    return Column(what, whom)
    for what, pattern in _WHAT:
        if re.fullmatch(pattern, text):
            return Column(what)
    return None


def layout_of(sheet: Sheet, by_hand: Mapping[str, str]) -> Layout | None:
    """Return where everything stands; None where no row of the first 30 looks like headings.

    `by_hand` maps a heading to a meaning («full of mother»), '-' for none.
    """
    hand = {plain(heading): text for heading, text in by_hand.items()}
    for number, (_, cells) in enumerate(sheet.lines[:30]):
        columns: dict[Column, int] = {}
        unknown = []
        for place, cell in enumerate(cells):
            told = hand.get(plain(cell)) if cell else None
            found = meaning(cell) if told is None else None if told == "-" else Column.parse(told)
            if found is not None and found in columns and found.whom == "parent":
                found = Column(found.what, "other")
            if found is None or found in columns:
                unknown += [cell] if cell and told is None and len(plain(cell)) > 2 else []
            else:
                columns[found] = place
        named = any(column.what in {"full", "family"} for column in columns)
        if named and len(columns) >= 2:
            kind = _kind(sheet.title, columns)
            counted = next((at for at, cell in enumerate(cells) if _COUNT.fullmatch(cell)), None)
            return Layout(kind, number + 1, columns, cells, tuple(unknown), counted)
    return None


def _kind(title: str, columns: Mapping[Column, int]) -> Kind:
    what = {column.what for column in columns}
    whom = {column.whom for column in columns if column.what in {"full", "family"}}
    if "role" in what:
        return Kind.MIXED
    named = next((kind for kind, words in _TITLES if re.search(words, title.casefold())), None)
    if named is Kind.PARENTS and whom & {"child"}:
        return named
    if "group" in what or ("subject" in what and "class" in what and "position" not in what):
        return Kind.GROUPS
    if whom & {"parent"} and "child" in whom and named is not Kind.PUPILS:
        return Kind.PARENTS
    if named in {Kind.STAFF, Kind.PUPILS}:
        return named
    if what & {"position", "homeroom", "classes"} or whom == {"teacher"}:
        return Kind.STAFF
    return Kind.PUPILS
