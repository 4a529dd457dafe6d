"""The documents tell the truth as far as a program can see: rows, files and links exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATES = ("done", "partly", "not yet")
_ROW = re.compile(r"^\| ([FM])(\d+) \|")


def _rows() -> list[tuple[str, int, list[str]]]:
    """Return (table, number, cells) of every line of a table in docs/features.md."""
    found = []
    for line in (ROOT / "docs/features.md").read_text("utf-8").splitlines():
        match = _ROW.match(line)
        if match is not None:
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            found.append((match[1], int(match[2]), cells))
    return found


def test_every_row_of_the_mission_stands_once() -> None:
    assert [number for table, number, _ in _rows() if table == "F"] == list(range(1, 114))


def test_every_row_has_a_known_state_and_names_its_proof() -> None:
    for table, number, cells in _rows():
        row = f"{table}{number}"
        assert len(cells) == 5, f"{row}: a bar too many or too few"
        state = cells[2].partition(":")[0]
        assert state in STATES, f"{row}: «{state}» is no state"
        if state != "not yet":
            assert "`tests/" in cells[4], f"{row} is {state} and names no test"
            assert "`" in cells[3], f"{row} is {state} and names no place"
        if state == "partly":
            assert ":" in cells[2], f"{row}: say what is missing"


def test_every_file_named_there_exists() -> None:
    named = {
        path
        for _, _, cells in _rows()
        for cell in cells[3:]
        for path in re.findall(r"`([^`]+)`", cell)
    }
    assert named
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


def test_the_counts_are_those_of_the_table() -> None:
    states = [cells[2].partition(":")[0] for table, _, cells in _rows() if table == "F"]
    said = re.search(
        r"Of 113 rows (\d+) are done, (\d+) partly, (\d+) not yet",
        (ROOT / "docs/features.md").read_text("utf-8"),
    )
    assert said is not None
    assert [int(number) for number in said.groups()] == [states.count(state) for state in STATES]


@pytest.mark.parametrize("name", ["README.md", "README.ru.md", "CONTRIBUTING.md"])
def test_links_of_the_front_pages_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    inside = [link.partition("#")[0] for link in links if "://" not in link]
    assert [link for link in inside if link and not (ROOT / link).exists()] == []
