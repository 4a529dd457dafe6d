"""Any list becomes any other one; every diff along the way can be replayed."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.diff import Insert, Move, ObservableList, Remove, Reset, Update
from app.services.list_patch import patch

Rows = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 3)), unique_by=lambda row: row[0], max_size=13
)


@given(Rows, Rows)
def test_the_diffs_lead_from_one_to_the_other(
    before: list[tuple[int, int]], after: list[tuple[int, int]]
) -> None:
    rows: ObservableList[tuple[int, int]] = ObservableList()
    rows.reset(before)
    rows.commit()
    copy: list[tuple[int, int]] = []
    lost: set[int] = set()

    def replay(diffs: object) -> None:
        for diff in diffs:  # type: ignore[attr-defined]
            match diff:
                case Reset(items):
                    copy[:] = items
                case Insert(index, items):
                    copy[index:index] = items
                case Remove(index, count):
                    lost.update(row[0] for row in copy[index : index + count])
                    del copy[index : index + count]
                case Update(index, item):
                    assert copy[index][0] == item[0]
                    copy[index] = item
                case Move(source, target, item):
                    assert copy.pop(source)[0] == item[0]
                    copy.insert(target, item)

    rows.subscribe(replay)
    patch(rows, after, lambda row: row[0])
    rows.commit()
    assert copy == list(rows) == after
    assert lost == {row[0] for row in before} - {row[0] for row in after}
