"""The board of a school's staff: read, confirmed, posted, and who has confirmed."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from app.domain.board import Audience, NewNotice
from app.domain.diary import Attachment
from app.domain.errors import BadReply, Offline
from app.domain.parse.board import parse_addressables, parse_board, parse_readers
from app.ui.dialogs.people import ListSheet
from app.ui.qt import saving
from app.ui.school.board_sheet import BoardSheet
from app.ui.school.file_link import FileLink
from app.ui.school.journal_view import JournalPage
from app.ui.school.new_notice import NewNoticeSheet
from tests.helpers.fakes.diary import ARTEM
from tests.helpers.settle import turns, until
from tests.ui.school.conftest import SchoolScreen

ScreenOf = Callable[..., SchoolScreen]


async def opened(screen: SchoolScreen) -> BoardSheet:
    school = screen.school
    page = JournalPage(screen.theme, school.diary, screen.tasks, school=school)
    screen.show(page)
    page.board.click()
    await turns(30)
    return screen.sheet(BoardSheet)


def words(sheet: BoardSheet) -> list[str]:
    return [one.text() for one in sheet.list.findChildren(QLabel) if one.isVisible()]


def button(sheet: BoardSheet, name: str) -> QPushButton:
    found = (one for one in sheet.findChildren(QPushButton) if one.accessibleName() == name)
    return next(one for one in found if one.isVisible())


async def test_it_says_for_whom_and_until_when_and_is_confirmed(screen_of: ScreenOf) -> None:
    screen = screen_of()
    sheet = await opened(screen)
    shown = words(sheet)
    assert any("Сотрудникам: Школа № 14" in one for one in shown)
    assert any("Родителям: 9А, 9Б" in one for one in shown)
    assert "Срок: 20 ноября" in shown
    button(sheet, "Ознакомлен(а): Сверить журналы").click()
    await turns(30)
    assert ("confirm", "b1") in screen.school.board.calls
    assert any("Вы ознакомились" in one for one in words(sheet))
    sheet.reject()


async def test_who_has_confirmed_is_shown_to_whom_it_belongs(screen_of: ScreenOf) -> None:
    screen = screen_of()
    sheet = await opened(screen)
    names = [one.accessibleName() for one in sheet.findChildren(QPushButton)]
    assert "Кто ознакомился: Сверить журналы" not in names
    button(sheet, "Кто ознакомился: Собрание").click()
    await turns(30)
    readers = screen.sheet(ListSheet)
    assert [(row.title, row.heading) for row in readers.rows.rows] == [
        ("Ещё не ознакомились", True),
        ("Иванова Анна", False),
        ("Ознакомились", True),
        ("Кузнецова Елена", False),
    ]
    readers.reject()
    sheet.reject()


async def test_an_announcement_goes_to_the_chosen_and_stays_written_until_it_is_posted(
    screen_of: ScreenOf,
) -> None:
    screen = screen_of()
    sheet = await opened(screen)
    sheet.new.click()
    await turns(30)
    new = screen.sheet(NewNoticeSheet)
    assert not new.main.isEnabled()
    new.title.setText(" Собрание ")
    new.text.setPlainText("В среду.")
    new.audience.setCurrentIndex(new.audience.findData(Audience.PARENTS))
    new.classes["9b"].click()
    new.has_due.setChecked(True)
    day = QDate.currentDate().addDays(3)
    new.due.setDate(day)
    screen.school.board.error = Offline()
    new.main.click()
    await turns(20)
    assert new.isVisible()
    assert new.note.isVisible()
    assert new.text.toPlainText() == "В среду."
    screen.school.board.error = None
    new.main.click()
    await turns(40)
    due = date(day.year(), day.month(), day.day())
    first, again, listed = screen.school.board.calls[-3:]
    key = first[1].key
    assert len(key) >= 12
    wanted = NewNotice("s14", "Собрание", "В среду.", Audience.PARENTS, ("9b",), due, key=key)
    assert [first, again, listed] == [("post", wanted), ("post", wanted), ("notices",)]
    sheet.reject()


async def test_what_is_written_waits_for_the_school_and_is_posted_once(
    screen_of: ScreenOf,
) -> None:
    screen = screen_of()
    board = screen.school.board
    sheet = await opened(screen)
    board.error = Offline()
    sheet.new.click()
    await turns(30)
    new = screen.sheet(NewNoticeSheet)
    new.title.setText("Собрание")
    new.text.setPlainText("В среду.")
    assert not new.main.isEnabled(), "where one may announce is not known yet"
    assert new.again.isVisible()
    board.error = None
    new.again.click()
    await turns(30)
    assert (new.title.text(), new.again.isVisible(), new.main.isEnabled()) == ("Собрание", False, 1)
    board.gate = asyncio.Event()
    new.main.click()
    await turns(10)
    new.title.textChanged.emit("Собрание")
    assert not new.main.isEnabled(), "it is on its way"
    assert new.title.isReadOnly()
    board.gate.set()
    await turns(40)
    assert [call[0] for call in board.calls].count("post") == 1
    sheet.reject()


async def test_one_key_does_not_throw_away_what_was_written(screen_of: ScreenOf) -> None:
    screen = screen_of()
    sheet = await opened(screen)
    sheet.new.click()
    await turns(30)
    new = screen.sheet(NewNoticeSheet)
    new.text.insertPlainText("В среду в 18:00.")
    for leave in (
        lambda: QTest.keyClick(new, Qt.Key.Key_Escape),
        lambda: QTest.mouseClick(new, Qt.MouseButton.LeftButton, pos=QPoint(3, 3)),
    ):
        leave()
        await turns(10)
        asked = screen.sheet()
        assert asked is not new
        QTest.keyClick(asked, Qt.Key.Key_Escape)
        await turns(10)
        assert (new.isVisible(), new.text.toPlainText()) == (True, "В среду в 18:00.")
    QTest.keyClick(new, Qt.Key.Key_Escape)
    await turns(10)
    screen.accept()
    await turns(10)
    assert screen.sheet() is sheet
    sheet.new.click()
    await turns(30)
    QTest.keyClick(screen.sheet(NewNoticeSheet), Qt.Key.Key_Escape)
    await turns(10)
    assert screen.sheet() is sheet, "there was nothing to lose"
    sheet.reject()


async def test_an_announcement_of_mine_is_taken_down_after_a_yes(screen_of: ScreenOf) -> None:
    screen = screen_of()
    sheet = await opened(screen)
    names = [one.accessibleName() for one in sheet.findChildren(QPushButton)]
    assert "Убрать объявление: Сверить журналы" not in names, "another's"
    for agreed in (False, True):
        button(sheet, "Убрать объявление: Собрание").click()
        await turns(30)
        asked = screen.sheet()
        (asked.accept if agreed else asked.reject)()
        await turns(30)
        gone = ("withdraw", "b2") in screen.school.board.calls
        assert (gone, "Собрание" in words(sheet)) == (agreed, not agreed)
    sheet.reject()


async def test_offline_and_empty_are_said(screen_of: ScreenOf) -> None:
    screen = screen_of()
    screen.school.board.error = Offline()
    sheet = await opened(screen)
    assert sheet.again.isVisible()
    screen.school.board.error = None
    screen.school.board.all = ()
    sheet.again.click()
    await turns(30)
    assert (sheet.note.text(), sheet.again.isVisible()) == ("Объявлений пока нет.", False)
    sheet.reject()


async def test_a_child_without_a_gradebook_has_the_schools_announcements(
    screen_of: ScreenOf,
) -> None:
    screen = screen_of()
    screen.school.diary.list = screen.school.diary.list[1:]
    page = await screen.diary()
    assert page.stack.currentWidget() is page.notice
    page.tabs.choose(3)
    await turns(30)
    assert page.views.current is page.notices


def test_hostile_replies_are_values_or_one_error() -> None:
    assert parse_board({"announcements": "x"}) == ()
    assert parse_addressables({"schools": [{"org": "a\u202eb"}, 5]}) == ()
    assert parse_readers({"readers": [{"name": 7, "read_at": "never"}]})[0].read_at is None
    with pytest.raises(BadReply):
        parse_board({"announcements": [{"id": "\u0000"}]})


async def test_a_file_of_an_announcement_is_saved_where_one_says(
    screen_of: ScreenOf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    screen = screen_of()
    diary = screen.school.diary
    file = Attachment("9000", "R&D план.pdf")
    diary.notices = (replace(diary.notices[0], attachments=(file,)), *diary.notices[1:])
    target = tmp_path / "план.pdf"

    async def chosen(_: object, name: str) -> Path:
        assert name == file.name
        return target

    monkeypatch.setattr(saving, "ask_where_to_save", chosen)
    page = await screen.diary()
    page.tabs.choose(3)
    await turns(30)
    link = next(one for one in page.notices.findChildren(FileLink))
    assert link.link.text() == "R&&D план.pdf"
    assert link.save.accessibleName() == "Сохранить файл R&D план.pdf"
    link.save.click()
    await turns(20)
    assert diary.calls[-1] == ("save_notice_file", ARTEM, "n1", "9000", target)


async def test_a_file_is_opened_and_a_program_only_after_a_yes(
    screen_of: ScreenOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = screen_of()
    board = screen.school.board
    files = (Attachment("f1", "смета.pdf"), Attachment("f2", "игра.exe"))
    notice = replace(board.all[0].notice, attachments=files)
    board.all = (replace(board.all[0], notice=notice), *board.all[1:])
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.fileName()))
    sheet = await opened(screen)
    plan, game = sheet.list.findChildren(FileLink)
    assert plan.link.accessibleName() == "Открыть файл смета.pdf"
    plan.link.click()
    await turns(20)
    assert shown == ["смета.pdf"]
    asked = board.calls[-1]
    assert asked[:3] == ("save_file", "b1", "f1")
    game.link.click()
    await turns(20)
    assert shown == ["смета.pdf"], "a program asks first"
    screen.sheet().accept()
    await turns(20)
    assert shown == ["смета.pdf", "игра.exe"]
    sheet.reject()


async def _writing(screen: SchoolScreen) -> NewNoticeSheet:
    sheet = await opened(screen)
    sheet.new.click()
    await turns(30)
    new = screen.sheet(NewNoticeSheet)
    new.title.setText("Собрание")
    new.text.setPlainText("Смета приложена.")
    return new


async def test_files_go_at_once_and_the_announcement_waits_for_them(
    screen_of: ScreenOf, tmp_path: Path
) -> None:
    screen = screen_of()
    board = screen.school.board
    new = await _writing(screen)
    board.halfway = asyncio.Event()
    (tmp_path / "смета.pdf").write_bytes(b"1" * 1000)
    taking = asyncio.ensure_future(new.files.take([tmp_path / "смета.pdf"]))
    await until(lambda: new.files.rows and new.files.rows[0].bar.value() == 250)
    assert not new.main.isEnabled(), "not before the file is there"
    board.halfway.set()
    await taking
    await until(lambda: new.files.ready)
    assert new.main.isEnabled()
    assert new.files.rows[0].state.text() == "1000 Б"
    new.main.click()
    await turns(40)
    posted = next(call[1] for call in board.calls if call[0] == "post")
    assert posted.files == ("file-смета.pdf",)


async def test_too_large_a_failed_and_an_unwanted_file(screen_of: ScreenOf, tmp_path: Path) -> None:
    screen = screen_of()
    board = screen.school.board
    new = await _writing(screen)
    for name, size in (("фильм.mp4", 1_000_001), ("план.pdf", 10), ("ещё.pdf", 10), ("5.pdf", 1)):
        (tmp_path / name).write_bytes(b"1" * size)
    await new.files.take([tmp_path / "фильм.mp4"])
    (large,) = new.files.rows
    assert large.state.text() == "Файл слишком большой: не больше 977 КБ."
    assert not any(call[0] == "send_file" for call in board.calls), "no byte was sent"
    assert not new.main.isEnabled()
    large.remove.click()
    board.error = Offline()
    await new.files.take([tmp_path / "план.pdf"])
    (row,) = new.files.rows
    await until(row.retry.isVisible)
    assert row.state.text().startswith("Нет связи")
    board.error = None
    row.retry.click()
    await until(lambda: new.files.ready)
    row.remove.click()
    await until(lambda: ("forget_file", "file-план.pdf") in board.calls)
    assert new.files.ids == ()
    assert new.main.isEnabled()
    names = ("фильм.mp4", "план.pdf", "ещё.pdf", "5.pdf")
    await new.files.take([tmp_path / name for name in names])
    assert len(new.files.rows) == 3
    assert new.files.note.text() == "Не больше 3 файлов в объявлении."
    new.reject()
