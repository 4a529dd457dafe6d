"""Finding and picking emoji."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.ui.dialogs.emoji import SETTING, EmojiPicker
from app.ui.dialogs.emoji_data import RECENTS, categories, find, known, with_recent
from app.ui.theme import Theme
from tests.helpers.fakes.session import FakeSession
from tests.ui.dialogs.conftest import until


def test_the_data_is_whole() -> None:
    groups = categories()
    assert len(groups) == 9
    everything = [emoji for group in groups for emoji in group]
    assert len(everything) > 1800
    assert len({emoji.text for emoji in everything}) == len(everything)
    assert all(emoji.words for emoji in everything)


def test_it_is_found_in_russian_and_english_whatever_the_case_and_yo() -> None:
    assert "👍" in [emoji.text for emoji in find("большой палец")[:5]]
    assert "👍" in [emoji.text for emoji in find("Thumbs UP")[:5]]
    assert "❤️" in [emoji.text for emoji in find("алое сердце")[:3]]
    assert "🐝" in [emoji.text for emoji in find("пчел")]
    assert find("пчёл") == find("пчел")


def test_nonsense_finds_nothing() -> None:
    assert find("йцукенгшщ") == ()
    assert find("   ") == ()


def test_a_hand_has_five_tones_and_a_cat_has_none() -> None:
    assert known(["👍"])[0].variants() == ("👍", "👍🏻", "👍🏼", "👍🏽", "👍🏾", "👍🏿")
    assert known(["🐱"])[0].variants() == ("🐱",)
    assert known(["☝️"])[0].variants()[1] == "☝🏻", "the tone takes the place of the selector"


def test_recents_hold_each_once_newest_first() -> None:
    assert with_recent(["а", "б", "в"], "б") == ["б", "а", "в"]
    assert len(with_recent([str(n) for n in range(99)], "x")) == RECENTS


async def test_enter_picks_the_best_hit_and_remembers_it(host: QWidget, theme: Theme) -> None:
    session = FakeSession()
    picker = EmojiPicker(theme, host, session=session)
    picked: list[str] = []
    picker.picked.connect(picked.append)
    picker.show_at(host.mapToGlobal(QPoint(10, 10)))
    picker.field.setText("алое сердце")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert picked == ["❤️"]
    assert not picker.isVisible()
    await until(lambda: SETTING in session.settings)
    assert session.settings[SETTING][0] == "❤️"


async def test_recents_come_back(host: QWidget, theme: Theme) -> None:
    session = FakeSession()
    session.settings[SETTING] = ["🐝", "🦊", 7]
    picker = EmojiPicker(theme, host, session=session)
    picker.show_at(QPoint(0, 0))
    await until(lambda: [emoji.text for emoji in picker.grid.shown] == ["🐝", "🦊"])
    picker.close()


def test_the_arrows_lead_from_the_field_into_the_grid_and_back(host: QWidget, theme: Theme) -> None:
    picker = EmojiPicker(theme, host)
    picker.show()
    picker.show_tab(1)
    QTest.keyClick(picker.field, Qt.Key.Key_Down)
    assert picker.grid.currentIndex().row() == 0
    came: list[bool] = []
    picker.grid.left_upwards.connect(lambda: came.append(True))
    QTest.keyClick(picker.grid, Qt.Key.Key_Up)
    assert came
    picker.close()


def test_it_stays_inside_the_window(host: QWidget, theme: Theme) -> None:
    picker = EmojiPicker(theme, host)
    picker.show_at(host.mapToGlobal(QPoint(5000, 5000)))
    inside = host.rect().translated(host.mapToGlobal(QPoint(0, 0)))
    assert inside.contains(picker.geometry())
    picker.close()


def test_the_corners_are_cut_off(theme: Theme) -> None:
    """Without a compositor what is left of them would be black."""
    picker = EmojiPicker(theme)
    picker.show_at(QPoint(0, 0))
    area = picker.rect()
    corners = (area.topLeft(), area.topRight(), area.bottomLeft(), area.bottomRight())
    assert not any(picker.mask().contains(corner) for corner in corners)
    assert picker.mask().contains(QPoint(area.center().x(), 1))
    picker.close()
