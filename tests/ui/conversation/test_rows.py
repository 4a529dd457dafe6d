"""Grouping, folding, albums, days."""

from app.domain.content import MediaContent, MediaKind, MembershipContent
from app.domain.ids import MxcUri
from app.domain.media import MediaInfo
from app.domain.people import Membership
from app.ui.conversation.rows import Rows, UnitKind
from tests.helpers.fakes.timeline import ARTYOM, DARYA, FakeTimeline, at, make_item


def rows_of(*items) -> Rows:
    rows = Rows()
    rows.items = list(items)
    return rows


def units(rows: Rows):
    found, index = [], 0
    while index < len(rows.items):
        unit = rows.unit(index)
        found.append(unit)
        index = unit.end
    return found


def joined(key: str, minute: int = 0):
    person = MembershipContent(DARYA.user_id, DARYA.name, Membership.JOIN, None)
    return make_item(key, person, when=at(10, minute))


def photo(key: str, album: str = "a", sender=ARTYOM):
    content = MediaContent(
        MediaKind.IMAGE, "x.jpg", MxcUri("mxc://h/x"), MediaInfo(width=800, height=600), album=album
    )
    return make_item(key, content, sender=sender)


def test_messages_of_one_sender_within_ten_minutes_stand_together():
    first, second = units(
        rows_of(make_item("a", "1", when=at(10, 0)), make_item("b", "2", when=at(10, 9)))
    )
    assert (first.first, first.last) == (True, False)
    assert (second.first, second.last) == (False, True)


def test_a_pause_or_another_sender_begins_a_new_group():
    made = units(
        rows_of(
            make_item("a", "1", when=at(10, 0)),
            make_item("b", "2", when=at(10, 11)),
            make_item("c", "3", when=at(10, 12), sender=DARYA),
        )
    )
    assert all(unit.first and unit.last for unit in made)


def test_a_day_begins_above_its_first_message():
    made = units(rows_of(make_item("a", "1", when=at(10, 0, days_ago=1)), make_item("b", "2")))
    assert made[0].day is not None
    assert made[1].day is not None
    assert made[1].first


def test_three_events_fold_and_two_do_not():
    assert [u.kind for u in units(rows_of(joined("a"), joined("b")))] == [UnitKind.SERVICE] * 2
    (folded,) = units(rows_of(joined("a"), joined("b"), joined("c")))
    assert (folded.kind, folded.start, folded.end) == (UnitKind.FOLDED, 0, 3)


def test_a_folded_run_opens_and_stays_open_when_it_grows(show):
    timeline = FakeTimeline([joined("a"), joined("b"), joined("c")])
    view = show(timeline)
    assert len(view.stretch.placed) == 1
    view.unfold("b")
    timeline.add(joined("d"))
    assert len(view.stretch.placed) == 4


def test_membership_lines_can_be_hidden():
    rows = rows_of(joined("a"), make_item("b", "текст"), joined("c"))
    rows.show_membership = False
    assert [u.kind for u in units(rows)] == [UnitKind.NOTHING, UnitKind.BUBBLE, UnitKind.NOTHING]
    assert rows.unit(1).day is not None


def test_pictures_sent_together_make_one_album():
    (album, other) = units(rows_of(photo("a"), photo("b"), photo("c", album="b")))
    assert (album.kind, album.end) == (UnitKind.ALBUM, 2)
    assert other.kind is UnitKind.BUBBLE


def test_somebody_else_cannot_join_an_album():
    made = units(rows_of(photo("a"), photo("b", sender=DARYA)))
    assert [unit.kind for unit in made] == [UnitKind.BUBBLE, UnitKind.BUBBLE]


def test_a_run_of_ten_thousand_events_is_one_row(show):
    view = show(FakeTimeline([joined(f"e{n}") for n in range(10_000)]))
    assert len(view.stretch.placed) == 1
