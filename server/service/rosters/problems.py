"""What is wrong with a roster file, said so that a school secretary can mend it."""

from collections import Counter
from dataclasses import dataclass
from enum import Enum

MOST_PER_FILE = 200
"""So many findings of one file are told one by one; the rest are counted."""


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


class Report:
    """Findings of one import, in the order they were made."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._counts: Counter[tuple[str, Weight]] = Counter()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found; what is beyond the limit of a file stands as a number at the end."""
        more = (
            Problem(weight, file, 0, "", f"И ещё {count - MOST_PER_FILE} таких же сообщений.")
            for (file, weight), count in self._counts.items()
            if count > MOST_PER_FILE
        )
        return (*self._problems, *more)

    @property
    def failed(self) -> bool:
        """Whether an error was found."""
        return any(weight is Weight.ERROR for _, weight in self._counts)

    def error(self, file: str, text: str, *, line: int = 0, column: str = "") -> None:
        """Note what stops the import."""
        self._note(Problem(Weight.ERROR, file, line, column, text))

    def warn(self, file: str, text: str, *, line: int = 0, column: str = "") -> None:
        """Note what is left out or mended."""
        self._note(Problem(Weight.WARNING, file, line, column, text))

    def stop(self) -> None:
        """Raise RosterRefused where an error was found."""
        if self.failed:
            raise RosterRefused(self.problems)

    def _note(self, problem: Problem) -> None:
        self._counts[problem.file, problem.weight] += 1
        if self._counts[problem.file, problem.weight] <= MOST_PER_FILE:
            self._problems.append(problem)


def refused(file: str, text: str) -> RosterRefused:
    """Return the refusal of a whole file."""
    return RosterRefused((Problem(Weight.ERROR, file, 0, "", text),))
