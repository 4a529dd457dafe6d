"""What is wrong with a roster file, said so that a school secretary can mend it."""

from dataclasses import dataclass
from enum import Enum


class Weight(Enum):
    """An ERROR stops the import; a WARNING is reported and the row is left out or mended."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding; `line` counts from 1 with the header, 0 is the whole file."""

    weight: Weight
    file: str
    line: int
    column: str
    text: str

    def __str__(self) -> str:
        """Return the line of a report."""
        place = f"{self.file}, строка {self.line}" if self.line else self.file
        return (
            f"{place}, столбец {self.column}: {self.text}"
            if self.column
            else f"{place}: {self.text}"
        )


class RosterRefused(Exception):
    """The files cannot be imported; nothing was applied. `problems` holds every finding."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        errors = sum(problem.weight is Weight.ERROR for problem in problems)
        super().__init__(f"{errors} errors in the roster files")
        self.problems = problems
