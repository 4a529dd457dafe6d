"""Between header and composer: the messages, or why there are none."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from app.ui.conversation.states import MessageSkeleton, Placard
from app.ui.conversation.view import MessageView
from app.ui.qt.i18n import tr
from app.ui.theme import Theme

_SKELETON_AFTER = 120
"""Milliseconds: a chat from the cache is there before anybody sees grey."""
_ICON = "chat_48_regular"


class Middle(QStackedWidget):
    """Messages, skeleton or placard."""

    def __init__(self, theme: Theme, view: MessageView) -> None:
        super().__init__()
        self._view = view
        self._skeleton = MessageSkeleton(theme)
        self.placard = Placard(theme)
        for widget in (view, self._skeleton, self.placard):
            self.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SKELETON_AFTER)
        self._timer.timeout.connect(lambda: self.setCurrentWidget(self._skeleton))

    def expect(self) -> None:
        """Messages are on their way: grey bubbles when it takes long."""
        self._timer.start()

    def show_messages(self) -> None:
        """The messages are there."""
        self._timer.stop()
        self.setCurrentWidget(self._view)

    def show_nothing(self) -> None:
        """No chat is chosen."""
        self._say(tr("Выберите чат"), tr("Сообщения появятся здесь."))

    def show_missing(self) -> None:
        """There is no such chat."""
        self._say(tr("Чат не найден"), tr("Возможно, вы из него вышли или он ещё не загрузился."))

    def show_error(self, text: str) -> None:
        """It could not be opened."""
        self._say(tr("Не удалось открыть чат"), text, one=tr("Повторить"))

    def show_invite(self, name: str) -> None:
        """An invite to answer."""
        self._say(name, tr("Вас пригласили в этот чат."), one=tr("Принять"), two=tr("Отклонить"))

    def _say(self, title: str, text: str, *, one: str = "", two: str = "") -> None:
        self._timer.stop()
        self.placard.say(_ICON, title, text, one=one, two=two)
        self.setCurrentWidget(self.placard)
