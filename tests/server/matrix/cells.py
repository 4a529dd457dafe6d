"""The contact matrix of docs/security.md as pairs of people, each with the answer it must get.

Two schools stand side by side: `plain` has the switches as they come, `flipped` has them all the
other way round. A pair is tried in both.
"""

from dataclasses import dataclass
from pathlib import Path

import server

PLAIN, FLIPPED = "plain", "flipped"
SCHOOLS = (PLAIN, FLIPPED)
SWITCHES = {
    PLAIN: {},
    FLIPPED: {
        "teacher_other_pupils": True,
        "classmates_primary": True,
        "classmates": False,
        "class_parents": True,
    },
}
# Whoever is in one school; `alien` is the other school's class teacher, `spy` is in none.
PEOPLE = ("vera", "ivan", "anna", "head", "artem", "dasha", "petya", "katya", "mama", "olga")
OUTSIDE = ("alien", "spy")

# Cell of the table → pairs with what the table says of them: always so, never, or by a switch.
_PAIRS: dict[tuple[str, str], list[tuple[str, str, str]]] = {
    ("staff", "own class's teacher"): [("vera", "ivan", "yes")],
    ("staff", "other staff"): [("vera", "anna", "yes"), ("ivan", "head", "yes")],
    ("staff", "pupil of own class"): [("vera", "artem", "yes"), ("ivan", "artem", "yes")],
    ("staff", "other pupil"): [
        ("vera", "petya", "teacher_other_pupils"),
        ("ivan", "dasha", "teacher_other_pupils"),
        ("head", "petya", "yes"),
    ],
    ("staff", "parent of own class"): [("vera", "mama", "yes"), ("anna", "mama", "no")],
    ("staff", "outside"): [("vera", "alien", "no"), ("head", "spy", "no")],
    ("pupil", "own class's teacher"): [("artem", "vera", "yes"), ("petya", "anna", "yes")],
    ("pupil", "other staff"): [("artem", "anna", "no"), ("dasha", "head", "no")],
    ("pupil", "pupil of own class"): [
        ("artem", "dasha", "classmates"),
        ("petya", "katya", "classmates_primary"),
    ],
    ("pupil", "other pupil"): [("artem", "petya", "no"), ("katya", "dasha", "no")],
    ("pupil", "parent of own class"): [("artem", "mama", "yes"), ("artem", "olga", "no")],
    ("pupil", "outside"): [("artem", "alien", "no"), ("petya", "spy", "no")],
    ("parent", "own class's teacher"): [("mama", "vera", "yes")],
    ("parent", "other staff"): [("mama", "head", "yes"), ("mama", "anna", "no")],
    ("parent", "pupil of own class"): [("olga", "dasha", "yes"), ("mama", "dasha", "no")],
    ("parent", "other pupil"): [("mama", "petya", "no")],
    ("parent", "parent of own class"): [("mama", "olga", "class_parents")],
    ("parent", "outside"): [("mama", "alien", "no"), ("olga", "spy", "no")],
    ("outside", "own class's teacher"): [("alien", "vera", "no")],
    ("outside", "other staff"): [("spy", "head", "no")],
    ("outside", "pupil of own class"): [("alien", "artem", "no")],
    ("outside", "other pupil"): [("spy", "petya", "no")],
    ("outside", "parent of own class"): [("spy", "mama", "no")],
    ("outside", "outside"): [("spy", "alien", "no")],
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people of one school's world, and whether the first may begin with the second."""

    row: str
    column: str
    school: str
    who: str
    whom: str
    may: bool

    def __str__(self) -> str:
        return f"{self.school}: {self.who} → {self.whom} ({self.row} → {self.column})"


def table() -> dict[tuple[str, str], str]:
    """Every cell of the table in the documentation, with its words."""
    text = (Path(server.__file__).parent.parent / "docs/security.md").read_text("utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|\n ").split("|")]
        for line in text[text.index("| from \\ to") :].split("\n\n")[0].splitlines()
    ]
    head, _, *body = rows
    return {
        (row[0], column): words
        for row in body
        for column, words in zip(head[1:], row[1:], strict=True)
    }


def pairs() -> list[Pair]:
    """Every pair of every cell, in both schools."""
    found = []
    for (row, column), people in _PAIRS.items():
        for who, whom, rule in people:
            for school in SCHOOLS:
                by_default = rule in ("yes", "classmates")
                may = by_default != (school == FLIPPED) if rule not in ("yes", "no") else by_default
                found.append(Pair(row, column, school, who, whom, may))
    return found
