"""The steps through a chat: what a person writes, answers, changes and sends along."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from app.ui.conversation.choices import Choice
from app.ui.conversation.page import ConversationPage
from tests.tour.hand import Hand

if TYPE_CHECKING:
    from tests.tour.steps import Tour


class Writing:
    """In the chat of Vera's class."""

    def __init__(self, tour: "Tour") -> None:
        self._tour = tour

    def steps(self) -> list[Callable[[], Awaitable[None]]]:
        """The steps in their order."""
        return [
            self.write_and_send,
            self.reply_react_edit,
            self.message_menu,
            self.mention,
            self.poll,
            self.emoji,
            self.files,
            self.forward,
            self.viewer,
        ]

    @property
    def _hand(self) -> Hand:
        return self._tour.hand

    @property
    def _chat(self) -> ConversationPage:
        return self._tour.conversation

    async def write_and_send(self) -> None:
        await self._tour.open_chat("9Б · класс")
        field = self._chat.composer.field
        await self._hand.type(field, "Завтра *обязательно* сменная обувь")
        await self._hand.key(Qt.Key.Key_Return, on=field)
        await self._hand.until(lambda: self._tour.last_text().startswith("Завтра"), "the echo")
        view = self._chat.view
        await self._hand.until(
            lambda: view.stretch.items[-1].event_id is not None, "the server's copy"
        )
        await self._hand.picture("message-sent")

    async def reply_react_edit(self) -> None:
        view, actions = self._chat.view, self._chat.message_actions
        others = [one for one in view.stretch.items if not one.mine and one.event_id]
        actions.reply_wanted.emit(others[-1])
        field = self._chat.composer.field
        await self._hand.type(field, "Да, согласна")
        await self._hand.picture("reply")
        await self._hand.key(Qt.Key.Key_Return, on=field)
        await self._hand.until(lambda: self._tour.last_text() == "Да, согласна", "the reply")
        mine = view.stretch.items[-1]
        await self._hand.until(lambda: view.stretch.items[-1].event_id, "the server's copy")
        await self._tour.session.composer.react(self._chat.room_id, mine.key, "👍")  # type: ignore[arg-type]
        await self._hand.until(lambda: view.stretch.items[-1].reactions, "the reaction")
        await self._hand.key(Qt.Key.Key_Up, on=field)
        await self._hand.until(lambda: field.toPlainText() == "Да, согласна", "the text to edit")
        await self._hand.type(field, " с вами")
        await self._hand.key(Qt.Key.Key_Return, on=field)
        await self._hand.until(lambda: view.stretch.items[-1].edited, "the edit")
        await self._hand.picture("reply-reaction-edit")

    async def message_menu(self) -> None:
        view = self._chat.view
        item = next(one for one in reversed(view.stretch.items) if one.mine and one.event_id)
        self._chat.view.jump(item.key)
        await self._hand.settle()
        view.menu_wanted.emit(item.key, view.mapToGlobal(view.rect().center()))
        await self._hand.picture("message-menu")
        for menu in QApplication.topLevelWidgets():
            if isinstance(menu, QMenu):
                menu.close()

    async def mention(self) -> None:
        composer = self._chat.composer
        await self._hand.type(composer.field, "@")
        await self._hand.until(lambda: composer.popup.isVisible(), "names")
        await self._hand.picture("mention")
        await self._hand.key(Qt.Key.Key_Escape, on=composer.field)
        composer.field.clear()

    async def poll(self) -> None:
        self._chat.composer.enclosures.ask_poll()
        sheet = await self._tour.sheet()
        fields = [one for one in sheet.findChildren(QLineEdit) if one.isVisible()]
        for field, text in zip(fields, ("Когда собрание?", "Вторник", "Среда"), strict=False):
            await self._hand.type(field, text)
        await self._hand.picture("poll-dialog")
        await self._hand.press("Отправить опрос", within=sheet)
        view = self._chat.view
        await self._hand.until(lambda: view.stretch.items[-1].poll is not None, "the poll")
        await self._hand.until(lambda: view.stretch.items[-1].event_id, "the server's copy")
        item = view.stretch.items[-1]
        answer = item.content.poll.answers[0].id  # type: ignore[union-attr]
        await self._tour.session.composer.vote(self._chat.room_id, item.event_id, [answer])  # type: ignore[arg-type]
        await self._hand.until(lambda: view.stretch.items[-1].poll.voters == 1, "the vote")  # type: ignore[union-attr]
        await self._hand.picture("poll-card")

    async def emoji(self) -> None:
        await self._hand.click(self._chat.composer.emoji)
        await self._hand.settle()
        await self._hand.picture("emoji")
        await self._hand.key(Qt.Key.Key_Escape)

    async def files(self) -> None:
        from PIL import Image

        path = self._tour.out.parent / "tour-data" / "Доска.png"
        Image.effect_mandelbrot((1200, 800), (-2, -1.2, 1, 1.2), 60).save(path)
        self._chat.composer.enclosures.add_files([path])
        sheet = await self._tour.sheet()
        await self._hand.picture("send-files")
        await self._hand.press("Отправить", within=sheet)
        view = self._chat.view
        await self._hand.until(
            lambda: (
                getattr(view.stretch.items[-1].content, "filename", "") == "Доска.png"
                and view.stretch.items[-1].event_id
            ),
            "the picture",
        )
        await self._hand.picture("photo-sent")

    async def forward(self) -> None:
        view = self._chat.view
        actions = self._chat.message_actions
        actions.do(Choice.FORWARD, view.stretch.items[-1])
        await self._tour.sheet()
        await self._hand.picture("forward")
        await self._tour.close_sheet()

    async def viewer(self) -> None:
        view = self._chat.view
        item = next(
            one
            for one in reversed(view.stretch.items)
            if getattr(one.content, "filename", "").endswith(".png")
        )
        self._chat.message_actions.open_media(item)
        await self._hand.settle()
        await self._hand.picture("viewer")
        await self._hand.key(Qt.Key.Key_Escape)
        await self._tour.leave_everything()
