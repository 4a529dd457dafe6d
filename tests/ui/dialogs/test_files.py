"""Before files are sent."""

import asyncio
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.services.facade.composer import OutgoingFile
from app.ui.dialogs.files import LONGEST_SIDE, MOST, FilesSheet, Limit, ask_files
from app.ui.theme import Theme
from tests.ui.dialogs.conftest import until

LIMIT = 100_000


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("gray"))
    path = tmp_path / "Экскурсия.png"
    image.save(str(path))
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "План.pdf"
    path.write_bytes(b"%PDF-1.4 ...")
    return path


def limit_of(size: int | None) -> Limit:
    async def ask() -> int | None:
        return size

    return ask


async def looked_at(host: QWidget, theme: Theme, *paths: Path, limit: int = LIMIT) -> FilesSheet:
    sheet = FilesSheet(host, theme, paths, limit=limit)
    sheet.open()
    await until(lambda: all(row.look for row in sheet.rows))
    return sheet


async def test_a_photo_goes_compressed_with_its_caption(
    host: QWidget, theme: Theme, photo: Path
) -> None:
    task = asyncio.ensure_future(ask_files(host, theme, [photo], limit_of(LIMIT)))
    await until(lambda: host.findChild(FilesSheet))
    sheet = host.findChild(FilesSheet)
    assert sheet is not None
    await until(lambda: sheet.rows[0].look)
    assert sheet.title_label.text() == "Отправить фото"
    QTest.keyClicks(sheet.caption, "9B")
    QTest.keyClick(sheet.caption, Qt.Key.Key_Return)
    assert await task == (OutgoingFile(photo, caption="9B", resize=LONGEST_SIDE),)


async def test_a_photo_can_go_whole_or_as_a_file(host: QWidget, theme: Theme, photo: Path) -> None:
    sheet = await looked_at(host, theme, photo)
    sheet.ways.button(1).setChecked(True)
    assert sheet.files() == (OutgoingFile(photo),)
    sheet.ways.button(2).setChecked(True)
    assert sheet.files() == (OutgoingFile(photo, as_file=True),)
    sheet.reject()


async def test_a_file_over_the_limit_says_so_and_stays_behind(
    host: QWidget, theme: Theme, plan: Path, tmp_path: Path
) -> None:
    big = tmp_path / "Фильм.zip"
    big.write_bytes(b"PK\3\4" + b"0" * LIMIT)
    sheet = await looked_at(host, theme, plan, big)
    assert sheet.rows[1].state.text() == "Больше, чем принимает сервер: предел 98 КБ"
    assert [file.path for file in sheet.files()] == [plan]
    assert sheet.note.text() == "Не отправится: 1"
    sheet.remove_file(sheet.rows[0])
    assert not sheet.send.isEnabled()
    sheet.reject()


async def test_a_slow_server_keeps_nobody_from_choosing(
    host: QWidget, theme: Theme, plan: Path
) -> None:
    answer: asyncio.Future[int | None] = asyncio.get_running_loop().create_future()

    async def ask() -> int | None:
        return await answer

    task = asyncio.ensure_future(ask_files(host, theme, [plan], ask))
    await until(lambda: host.findChild(FilesSheet))
    sheet = host.findChild(FilesSheet)
    assert sheet is not None
    await until(lambda: sheet.rows[0].look)
    assert sheet.send.isEnabled()
    answer.set_result(5)
    await until(lambda: not sheet.send.isEnabled())
    sheet.reject()
    assert await task is None


async def test_under_a_long_list_the_caption_is_in_sight(
    host: QWidget, theme: Theme, plan: Path
) -> None:
    paths = [plan.with_name(f"{n}.txt") for n in range(30)]
    sheet = await looked_at(host, theme, *paths)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert sheet.caption.hasFocus()
    assert sheet.caption.visibleRegion().boundingRect() == sheet.caption.rect()
    sheet.reject()


async def test_what_is_no_file_says_so(
    host: QWidget, theme: Theme, plan: Path, tmp_path: Path
) -> None:
    (tmp_path / "папка").mkdir()
    (tmp_path / "пусто.txt").touch()
    paths = [tmp_path / "папка", tmp_path / "пусто.txt", tmp_path / "нет.txt"]
    sheet = await looked_at(host, theme, *paths)
    assert [row.state.text() for row in sheet.rows] == [
        "Это папка. Отправить можно только файлы.",
        "Файл «пусто.txt» пустой.",
        "Не удалось прочитать файл «нет.txt».",
    ]
    assert not sheet.send.isEnabled()
    sheet.reject()


async def test_the_order_of_an_album_can_be_changed(
    host: QWidget, theme: Theme, photo: Path, plan: Path
) -> None:
    sheet = await looked_at(host, theme, photo, plan)
    QTest.keyClick(sheet.rows[1], Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [file.path for file in sheet.files()] == [plan, photo]
    QTest.mouseClick(sheet.rows[1].up, Qt.MouseButton.LeftButton)
    assert [file.path for file in sheet.files()] == [photo, plan]
    sheet.reject()


async def test_with_the_last_file_the_sheet_closes(host: QWidget, theme: Theme, plan: Path) -> None:
    task = asyncio.ensure_future(ask_files(host, theme, [plan], limit_of(LIMIT)))
    await until(lambda: host.findChild(FilesSheet))
    sheet = host.findChild(FilesSheet)
    assert sheet is not None
    QTest.mouseClick(sheet.rows[0].remove, Qt.MouseButton.LeftButton)
    assert await task is None


async def test_more_than_fifty_files_are_not_taken(host: QWidget, theme: Theme, plan: Path) -> None:
    paths = [plan.with_name(f"{n}.txt") for n in range(MOST + 3)]
    sheet = await looked_at(host, theme, *paths)
    assert len(sheet.rows) == MOST
    assert "не больше 50 файлов" in sheet.note.text()
    sheet.reject()
