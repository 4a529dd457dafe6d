"""A chat of another messenger: looked at, its authors chosen, brought along once one says yes."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app.domain.errors import BadReply, Forbidden, Offline, UserText
from app.domain.ids import UserId
from app.domain.parse.transfer import parse_foreign_chat
from app.domain.school import Grant, SchoolMe
from app.domain.transfer import ForeignAuthor, ForeignChat, ForeignPicture
from app.ui.chat_list.menu import ChatMenu
from app.ui.dialogs.transfer import TransferSheet
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.helpers.fakes.session import FakeSession
from tests.ui.dialogs.conftest import until

EXPORT = Path("result.json")
OLGA, LEV = UserId("@olga:school14.example"), UserId("@lev:school14.example")
CHAT = ForeignChat(
    "Telegram",
    "9Б родители",
    412,
    7,
    (
        ForeignAuthor("Ольга Облакова", 12, OLGA, may_invite=True),
        ForeignAuthor("Лев Лужин", 3, LEV, may_invite=True),
        ForeignAuthor("Вера Вартанян", 2, UserId("@vera:school14.example"), inside=True),
        ForeignAuthor("Папа Пети", 1),
    ),
)


@pytest.fixture
def session() -> FakeSession:
    made = FakeSession()
    made.school.transfer.chat = CHAT
    return made


def make(host: QWidget, theme: Theme, images: ImageLoader, session: FakeSession) -> TransferSheet:
    summary = session.rooms.observe()[0]
    sheet = TransferSheet(host, theme, images, session=session, summary=summary)
    sheet.open()
    return sheet


async def test_nothing_is_written_before_one_has_seen_it_and_said_yes(
    host: QWidget, theme: Theme, images: ImageLoader, session: FakeSession
) -> None:
    sheet = make(host, theme, images, session)
    assert not sheet.main.isVisible()
    sheet.read(EXPORT)
    await until(sheet.main.isVisible)
    assert sheet.title.text() == "Telegram · 9Б родители"
    assert "412 сообщений" in sheet.note.text()
    assert "не поместятся: 7" in sheet.note.text()
    boxes = {row.title: row.checked for row in sheet.authors.rows}
    assert boxes == {
        "Ольга Облакова": False,
        "Лев Лужин": False,
        "Вера Вартанян": None,
        "Папа Пети": None,
    }
    assert session.school.transfer.calls == [("look", "!9Б · класс", EXPORT)]

    for name in ("Ольга Облакова", "Лев Лужин", "Вера Вартанян", "Папа Пети", "Лев Лужин"):
        sheet.authors.picked.emit(name)
    sheet.main.click()
    await until(lambda: "Готово" in sheet.note.text())
    assert session.school.transfer.calls[1:] == [("bring", "!9Б · класс", EXPORT)]
    assert session.rooms.calls == [("invite", "!9Б · класс", OLGA)]
    assert not sheet.main.isVisible()
    sheet.reject()


async def test_pictures_beside_the_file_are_brought_if_wanted(
    host: QWidget, theme: Theme, images: ImageLoader, session: FakeSession, tmp_path: Path
) -> None:
    at = datetime(2025, 3, 13, 5, tzinfo=UTC)
    two = tuple(ForeignPicture(at, "Папа Пети", f"photos/{n}.jpg") for n in (1, 2))
    session.school.transfer.chat = replace(CHAT, pictures=two)
    export = tmp_path / "result.json"
    export.write_text("{}")
    sheet = make(host, theme, images, session)
    sheet.read(export)
    await until(sheet.main.isVisible)
    assert "Картинок рядом с файлом нет" in sheet.note.text()
    assert sheet.picture_row.isHidden()

    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/1.jpg").write_bytes(b"x")
    sheet.read(export)
    await until(sheet.picture_row.isVisible)
    assert "1 картинка" in sheet.picture_words.text()
    session.composer.error = Offline()
    sheet.main.click()
    await until(lambda: "Нет связи" in sheet.note.text())
    assert sheet.main.isEnabled(), "asking again goes on"
    session.composer.error = None
    sheet.main.click()
    await until(lambda: "Готово" in sheet.note.text())
    assert "Не перенесено: 1 картинка" in sheet.note.text()
    sent = [call for call in session.composer.calls if call[0] == "send_files"]
    (file,) = sent[-1][2]
    assert file.path.name == "1.jpg"
    assert "13 марта 2025" in file.caption
    assert "Папа Пети" in file.caption
    sheet.reject()


async def test_who_could_not_be_invited_is_named(
    host: QWidget, theme: Theme, images: ImageLoader, session: FakeSession
) -> None:
    session.rooms.unwilling.add(LEV)
    sheet = make(host, theme, images, session)
    sheet.read(EXPORT)
    await until(sheet.main.isVisible)
    for name in ("Ольга Облакова", "Лев Лужин"):
        sheet.authors.picked.emit(name)
    sheet.main.click()
    await until(lambda: "не удалось: Лев Лужин." in sheet.note.text())
    sheet.reject()


async def test_a_file_that_is_no_export_says_why_and_another_can_be_chosen(
    host: QWidget, theme: Theme, images: ImageLoader, session: FakeSession
) -> None:
    transfer = session.school.transfer
    refusal = UserText("Это не выгрузка чата: нужен файл JSON из Telegram или Сферума.")
    transfer.error = Forbidden(status=422, user_text=refusal)
    sheet = make(host, theme, images, session)
    sheet.read(EXPORT)
    await until(lambda: "не выгрузка" in sheet.note.text())
    assert not sheet.main.isVisible()
    transfer.error = None
    sheet.read(EXPORT)
    await until(sheet.main.isVisible)
    transfer.error = Forbidden(status=403, user_text=UserText("Только ведущий чата."))
    sheet.main.click()
    await until(lambda: "ведущий" in sheet.note.text())
    assert sheet.main.isEnabled(), "nothing is lost: one may try again"
    sheet.reject()


def test_the_menu_offers_it_to_staff_only(
    host: QWidget, theme: Theme, images: ImageLoader, session: FakeSession
) -> None:
    def offered(role: str) -> bool:
        session.school.me.set(SchoolMe("Я", (Grant("s14", role),)))
        menu = ChatMenu(
            host, theme, session, lambda _: None, images=images, opened=lambda _: None
        ).build(session.rooms.observe()[0])
        return "Перенести переписку сюда…" in [action.text() for action in menu.actions()]

    assert offered("teacher")
    assert not offered("parent")


def test_a_hostile_reply_invites_nobody_and_one_without_a_count_is_refused() -> None:
    rows = [{"name": "x", "may_invite": True}, 7, {"user_id": "@a:b\u202e", "may_invite": True}]
    found = parse_foreign_chat({"messages": 1, "authors": rows, "left_out": -4})
    assert [one.may_invite for one in found.authors] == [False, False, False]
    assert found.left_out == 0
    with pytest.raises(BadReply):
        parse_foreign_chat([])
