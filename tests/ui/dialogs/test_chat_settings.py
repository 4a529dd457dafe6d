"""«Настройки чата»: what is shown, what may be changed, what goes out, what an error leaves."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from app.domain.conduct import NIGHT, Conduct
from app.domain.errors import Forbidden, Offline
from app.domain.room_settings import Audience, Right
from app.ui.dialogs.chat_settings import ChatSettingsSheet
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.fakes.school import VERA
from tests.helpers.fakes.session import FakeSession
from tests.ui.dialogs.conftest import until


@pytest.fixture
def session() -> FakeSession:
    return FakeSession()


def make(host: QWidget, theme: Theme, session: FakeSession) -> ChatSettingsSheet:
    sheet = ChatSettingsSheet(
        host,
        theme,
        ImageLoader(theme),
        session=session,
        summary=session.rooms.observe()[0],
    )
    sheet.open()
    return sheet


async def test_what_was_changed_goes_out_and_the_sheet_closes(
    host: QWidget, theme: Theme, session: FakeSession
) -> None:
    sheet = make(host, theme, session)
    await until(sheet.main.isEnabled)
    sheet.name.setText("  9Б   лучшие ")
    sheet.topic.setPlainText("Чат класса")
    field = sheet.rights.fields[Right.WRITE]
    field.setCurrentIndex(field.findData(Audience.EVERYONE))
    sheet.look.choose("green")
    sheet.choose_picture(Path("a.png"))
    QTest.mouseClick(sheet.main, Qt.MouseButton.LeftButton)
    await until(lambda: sheet.result() == QDialog.DialogCode.Accepted)
    (saved,) = session.chat_settings.saved
    assert (saved.name, saved.topic, saved.look) == ("9Б лучшие", "Чат класса", "green")
    assert saved.rights[Right.WRITE] is Audience.EVERYONE
    assert saved.rights[Right.ADMINS] is Audience.ADMINS
    assert session.chat_settings.pictures == [Path("a.png")]


async def test_what_i_may_not_change_is_shown_and_closed(
    host: QWidget, theme: Theme, session: FakeSession
) -> None:
    session.chat_settings.now = replace(
        session.chat_settings.now,
        changeable=frozenset(),
        most=0,
        can_edit_info=False,
        can_edit_look=False,
        can_edit_history=False,
    )
    sheet = make(host, theme, session)
    await until(lambda: sheet.name.text() == "9Б · класс")
    closed = [sheet.name, sheet.topic, sheet.look, sheet.main, sheet.history]
    closed += sheet.rights.fields.values()
    assert [one.isEnabled() for one in closed] == [False] * len(closed)
    assert sheet.state.isVisible()
    assert sheet.rights.fields[Right.PINS].currentText() == "Создатель и администраторы"
    sheet.reject()


async def test_an_admin_is_not_offered_what_is_above_them(
    host: QWidget, theme: Theme, session: FakeSession
) -> None:
    rights = dict.fromkeys(Right, Audience.ADMINS) | {Right.ADMINS: Audience.OWNER}
    session.chat_settings.now = replace(session.chat_settings.now, rights=rights, most=50)
    sheet = make(host, theme, session)
    await until(sheet.main.isEnabled)
    field = sheet.rights.fields[Right.WRITE]
    offered = [field.itemText(number) for number in range(field.count())]
    assert offered == ["Все участники", "Создатель и администраторы"]
    assert sheet.rights.fields[Right.ADMINS].currentText() == "Только создатель"
    sheet.reject()


async def test_a_refusal_is_said_and_nothing_that_was_typed_is_lost(
    host: QWidget, theme: Theme, session: FakeSession
) -> None:
    sheet = make(host, theme, session)
    await until(sheet.main.isEnabled)
    session.chat_settings.error = Forbidden(status=403)
    sheet.name.setText("Новое имя")
    QTest.mouseClick(sheet.main, Qt.MouseButton.LeftButton)
    await until(sheet.note.isVisible)
    assert sheet.note.text()
    assert sheet.name.text() == "Новое имя"
    session.chat_settings.error = None
    QTest.mouseClick(sheet.main, Qt.MouseButton.LeftButton)
    await until(lambda: session.chat_settings.saved)


async def test_who_sees_the_chat_is_said_and_newcomers_may_be_kept_from_the_past(
    host: QWidget, theme: Theme, session: FakeSession
) -> None:
    session.school.me.set(VERA)
    sheet = make(host, theme, session)
    await until(sheet.main.isEnabled)
    said = [one.text() for one in sheet.findChildren(QLabel)]
    assert any("школьных чатов нет ни в поиске, ни в каталогах" in text for text in said)
    assert sheet.history.isChecked()
    sheet.history.setChecked(False)
    QTest.mouseClick(sheet.main, Qt.MouseButton.LeftButton)
    await until(lambda: session.chat_settings.saved)
    assert not session.chat_settings.saved[0].open_history


async def test_offline_it_says_why_there_is_nothing_to_see(
    host: QWidget, theme: Theme, session: FakeSession
) -> None:
    session.chat_settings.error = Offline()
    sheet = make(host, theme, session)
    await until(lambda: sheet.state.text() and "Загружаю" not in sheet.state.text())
    assert not sheet.main.isEnabled()
    sheet.reject()


async def test_the_night_is_closed_with_one_click_and_slow_mode_is_chosen(
    host: QWidget, theme: Theme, session: FakeSession
) -> None:
    session.school.me.set(VERA)
    session.chat_settings.now = replace(session.chat_settings.now, can_edit_conduct=True)
    sheet = make(host, theme, session)
    await until(sheet.main.isEnabled)
    box = sheet.conduct
    assert box.isVisible()
    assert not box.quiet.isChecked()
    box.night.click()
    assert box.quiet.isChecked()
    box.slow.setCurrentIndex(box.slow.findData(30))
    box.files.setCurrentIndex(box.files.findData(50))
    QTest.mouseClick(sheet.main, Qt.MouseButton.LeftButton)
    await until(lambda: session.chat_settings.saved)
    (saved,) = session.chat_settings.saved
    assert saved.conduct == Conduct(NIGHT, slow=30, files=50)


async def test_rules_of_writing_are_not_offered_where_nobody_holds_people_to_them(
    host: QWidget, theme: Theme, session: FakeSession
) -> None:
    session.chat_settings.now = replace(session.chat_settings.now, can_edit_conduct=True)
    sheet = make(host, theme, session)
    await until(sheet.main.isEnabled)
    assert not sheet.conduct.isVisible()
    sheet.reject()
