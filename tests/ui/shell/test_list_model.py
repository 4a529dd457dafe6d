"""The one adapter between observed lists and Qt, under Qt's own model tester."""

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from app.domain.diff import ObservableList
from app.ui.qt.list_model import DiffListModel, ItemRole

_STEP = st.tuples(
    st.sampled_from(["insert", "remove", "update", "move", "reset", "commit"]),
    st.integers(0, 50),
    st.integers(0, 50),
)


def _play(rows: ObservableList[int], steps: list[tuple[str, int, int]]) -> None:
    for number, (what, a, b) in enumerate(steps):
        count = len(rows)
        if what == "insert":
            rows.insert(a % (count + 1), [1000 + number] * (1 + b % 3))
        elif what == "reset":
            rows.reset(range(a % 5))
        elif what == "commit":
            rows.commit()
        elif count and what == "remove":
            rows.remove(a % count)
        elif count and what == "update":
            rows.update(a % count, 2000 + number)
        elif count and what == "move":
            rows.move(a % count, b % count, 3000 + number)
    rows.commit()


@given(st.lists(_STEP, max_size=25))
@settings(max_examples=60, deadline=None)
def test_the_model_shows_the_list_whatever_happens_to_it(
    steps: list[tuple[str, int, int]],
) -> None:
    rows: ObservableList[int] = ObservableList()
    rows.reset([1, 2, 3])
    model: DiffListModel[int] = DiffListModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_source(rows)
    _play(rows, steps)
    assert list(model.items()) == list(rows)
    assert [model.index(row, 0).data(ItemRole) for row in range(len(rows))] == list(rows)
    assert tester.model() is model
    model.close()


def test_a_row_that_moves_keeps_its_persistent_index(qapp: object) -> None:
    rows: ObservableList[str] = ObservableList()
    rows.reset(["а", "б", "в"])
    model: DiffListModel[str] = DiffListModel()
    model.set_source(rows)
    kept = QPersistentModelIndex(model.index(2, 0))
    rows.move(2, 0, "в!")
    rows.commit()
    assert kept.row() == 0
    assert kept.data(ItemRole) == "в!"


def test_another_source_replaces_the_rows_and_the_old_one_is_let_go(qapp: object) -> None:
    one: ObservableList[str] = ObservableList()
    one.reset(["а"])
    other: ObservableList[str] = ObservableList()
    other.reset(["б"])
    model: DiffListModel[str] = DiffListModel()
    model.set_source(one)
    model.set_source(other)
    one.insert(0, ["никто не видит"])
    one.commit()
    assert list(model.items()) == ["б"]
