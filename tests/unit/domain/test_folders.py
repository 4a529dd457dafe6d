"""Folders as account data keeps them: anything may stand there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.folders import LONGEST_NAME, MOST_CHATS, MOST_FOLDERS, Folder
from app.domain.ids import FolderId, RoomId
from app.domain.parse.folders import read_folders, with_folders

anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
CLUBS = Folder(FolderId("a"), "Кружки", (RoomId("!1"), RoomId("!2")))


def test_what_is_written_is_read_again_and_foreign_fields_stay() -> None:
    written = with_folders({"other": 1}, [CLUBS, Folder(FolderId("b"), "Пустая")])
    assert read_folders(written) == (CLUBS, Folder(FolderId("b"), "Пустая"))
    assert written["other"] == 1


@given(anything)
def test_nothing_at_all_breaks_the_reading(value: object) -> None:
    for content in (
        {"folders": value},
        {"folders": [value]},
        {"folders": [{"id": "a", "x": value}]},
    ):
        assert len(read_folders(content)) <= MOST_FOLDERS


@pytest.mark.parametrize("name", ["", "  ", "\u202e\u200b", 7, None, ["Кружки"]])
def test_a_folder_without_a_name_is_none(name: object) -> None:
    assert read_folders({"folders": [{"id": "a", "name": name}]}) == ()


def test_ten_megabytes_become_a_bounded_list() -> None:
    rooms = [f"!{number:060}" for number in range(20_000)]
    raw = {"folders": [{"id": str(n), "name": "я" * 9_000, "rooms": rooms} for n in range(500)]}
    found = read_folders(raw)
    assert len(found) == MOST_FOLDERS
    assert {len(one.rooms) for one in found} == {MOST_CHATS}
    assert {len(one.name) for one in found} == {LONGEST_NAME}


def test_chats_and_folders_that_stand_twice_are_one() -> None:
    twice = {"id": "a", "name": "Кружки", "rooms": ["!1", "!2", "!1", 5, None]}
    assert read_folders({"folders": [twice, {**twice, "name": "Другая"}]}) == (CLUBS,)
