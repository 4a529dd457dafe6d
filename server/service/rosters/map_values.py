"""Cells as values: ids of a list, a grade, a homeroom's title, roles by every format's words."""

import re

from server.school_core.roles import Role
from server.school_core.roster import EnrolmentRole
from server.service.rosters.letters import cyrillic

ROLES = {
    "student": Role.PUPIL,
    "teacher": Role.TEACHER,
    "professor": Role.TEACHER,
    "faculty": Role.TEACHER,
    "lecturer": Role.TEACHER,
    "instructor": Role.TEACHER,
    "substitute": Role.TEACHER,
    "administrator": Role.ADMIN,
    "principal": Role.ADMIN,
    "siteadministrator": Role.ADMIN,
    "systemadministrator": Role.ADMIN,
    "districtadministrator": Role.ADMIN,
    "itadmin": Role.ADMIN,
    "parent": Role.PARENT,
    "guardian": Role.PARENT,
    "relative": Role.PARENT,
} | dict.fromkeys(
    (
        *("aide", "assistant", "teacherassistant", "proctor", "counselor", "paraprofessional"),
        *("staff", "officestaff", "advisor", "nurse", "coach", "specialservices", "chair"),
        *("occupationaltherapist", "physicaltherapist", "speechtherapist", "visiontherapist"),
        *("adjunct", "affiliate", "researcher"),
    ),
    Role.STAFF,
)
NO_ROLES = frozenset({"", "other", "alumni", "contact"})
"""Words that a format knows and that make nobody of the school."""

ENROLMENTS = {
    word: {Role.PUPIL: EnrolmentRole.PUPIL, Role.TEACHER: EnrolmentRole.TEACHER}.get(
        role, EnrolmentRole.AIDE
    )
    for word, role in ROLES.items()
    if role is not Role.PARENT
}
GUARDIANS = frozenset({"parent", "guardian", "relative", "mother", "father", "grandparent"})
_HOMEROOM = re.compile(r"\s*(\d{1,2})\s*[-«\"' ]*\s*([A-Za-zА-Яа-яЁё])\s*[»\"']*(\s*класс)?\s*$")

_NAMED = re.compile(
    r"(?<!\d)(\d{1,2})\s*[-–«\"' ]*\s*([A-Za-zА-Яа-яЁё])[»\"']*\s+класс", re.IGNORECASE
)


def split_ids(text: str) -> list[str]:
    """Return the ids of a list cell, however it separates them."""
    return [part for part in re.split(r"[,;|\s]+", text) if part]


def grade_of(text: str) -> int | None:
    """Return the grade 1 … 12 that a cell begins with, None for anything else."""
    found = re.match(r"\s*0*(\d{1,2})(?!\d)", text)
    return int(found[1]) if found and 1 <= int(found[1]) <= 12 else None


def homeroom_title(text: str) -> str:
    """Return «9Б» for «9 "б"», «9-Б класс» and the like; '' where it names no class."""
    found = _HOMEROOM.match(text)
    if found is None or not 1 <= int(found[1]) <= 12:
        return ""
    return f"{int(found[1])}{cyrillic(found[2].upper())}"


def homeroom_in(text: str) -> str:
    """Return «9Б» for «Список учащихся 9 «Б» класса»; '' where no class or several are named."""
    told = {(int(grade), cyrillic(letter.upper())) for grade, letter in _NAMED.findall(text)}
    titles = {f"{grade}{letter}" for grade, letter in told if 1 <= grade <= 12}
    return titles.pop() if len(titles) == 1 else ""


def is_true(text: str) -> bool:
    """Whether a cell says yes, in the words that tables use."""
    return text.casefold() in {"true", "1", "yes", "да", "истина", "+"}
