"""The menu of a message: quick reactions on top, what stands in the row, then what can be done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget, QWidgetAction

from app.ui.conversation.choices import Choice
from app.ui.conversation.layout.values import Hit
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import IconButton
from app.ui.theme import FontRole, Theme

QUICK = ("👍", "❤️", "😂", "😮", "😢", "🙏")


def choice_words(choice: Choice) -> str:
    """Return the words of a menu entry."""
    match choice:
        case Choice.REPLY:
            return tr("Ответить")
        case Choice.EDIT:
            return tr("Изменить")
        case Choice.COPY:
            return tr("Копировать текст")
        case Choice.COPY_LINK:
            return tr("Копировать ссылку на сообщение")
        case Choice.FORWARD:
            return tr("Переслать")
        case Choice.SELECT:
            return tr("Выбрать")
        case Choice.PIN:
            return tr("Закрепить")
        case Choice.UNPIN:
            return tr("Открепить")
        case Choice.SAVE:
            return tr("Сохранить как…")
        case Choice.KEEP_STICKER:
            return tr("Добавить в мои стикеры")
        case Choice.READERS:
            return tr("Кто прочитал")
        case Choice.REACTIONS:
            return tr("Кто отреагировал")
        case Choice.EDITS:
            return tr("История изменений")
        case Choice.TAKE_VOTE_BACK:
            return tr("Отменить голос")
        case Choice.CLOSE_POLL:
            return tr("Завершить опрос")
        case Choice.EXPORT_POLL:
            return tr("Сохранить итоги")
        case Choice.RETRY:
            return tr("Отправить ещё раз")
        case Choice.DISCARD:
            return tr("Удалить неотправленное")
        case Choice.REPORT:
            return tr("Пожаловаться…")
        case Choice.DELETE:
            return tr("Удалить у всех")


class MessageMenu(QMenu):
    """Built for one message; deletes itself when closed."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        *,
        choices: Sequence[Choice],
        hits: Sequence[Hit],
        chosen: Callable[[Choice], None],
        activated: Callable[[Hit], None],
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFont(theme.font(FontRole.BODY))
        self._theme = theme
        for hit in _distinct(hits):
            entry = self.addAction(hit.name[:70].replace("&", "&&"))
            entry.triggered.connect(lambda _=False, h=hit: activated(h))
        if hits:
            self.addSeparator()
        for choice in choices:
            danger = choice in (Choice.DELETE, Choice.DISCARD)
            color = theme.colors.danger if danger else theme.colors.text2
            if choice is Choice.REPORT or (danger and Choice.REPORT not in choices):
                self.addSeparator()
            icon = theme.qicon(choice.value, color, theme.px(20))
            entry = QAction(icon, choice_words(choice), self)
            entry.triggered.connect(lambda _=False, c=choice: chosen(c))
            self.addAction(entry)

    def add_link(self, copied: Callable[[], None]) -> None:
        """Put the link under the mouse above what can be done with the message."""
        icon = self._theme.qicon("copy_20_regular", size=self._theme.px(20))
        entry = QAction(icon, tr("Копировать адрес ссылки"), self)
        entry.triggered.connect(lambda: copied())
        self.insertAction(self.actions()[0], entry)

    def add_reactions(
        self, picked: Callable[[str], None], more: Callable[[], None], *, keyboard: bool
    ) -> None:
        """Put the quick emojis above everything; in a menu of their own where arrows choose."""
        first = self.actions()[0] if self.actions() else None
        if keyboard:
            self._add_by_name(first, picked, more)
            return
        theme = self._theme
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(theme.px(4), theme.px(2), theme.px(4), theme.px(4))
        box.setSpacing(theme.px(2))
        for emoji in QUICK:
            button = QToolButton()
            button.setText(emoji)
            button.setFont(theme.font(FontRole.HEADING))
            button.setFixedSize(theme.px(36), theme.px(36))
            button.setAccessibleName(tr("Реакция {emoji}", emoji=emoji))
            button.clicked.connect(lambda _=False, e=emoji: self._pick(picked, e))
            box.addWidget(button)
        other = IconButton(theme, "emoji_add_20_regular", tr("Другая реакция"))
        other.clicked.connect(lambda: self._more(more))
        box.addWidget(other)
        entry = QWidgetAction(self)
        entry.setDefaultWidget(row)
        if first is not None:
            self.insertAction(first, entry)
        else:
            self.addAction(entry)
        react = QAction(tr("Добавить реакцию…"), self)
        react.triggered.connect(lambda: more())
        if first is not None:
            self.insertAction(first, react)
            self.insertSeparator(first)

    def _add_by_name(
        self, first: QAction | None, picked: Callable[[str], None], more: Callable[[], None]
    ) -> None:
        below = QMenu(tr("Реакция"), self)
        below.setFont(self.font())
        below.setIcon(self._theme.qicon("emoji_add_20_regular", self._theme.colors.text2))
        for emoji in QUICK:
            below.addAction(emoji).triggered.connect(lambda _=False, e=emoji: picked(e))
        below.addAction(tr("Другая реакция")).triggered.connect(lambda: more())
        if first is not None:
            self.insertMenu(first, below)
            self.insertSeparator(first)
        else:
            self.addMenu(below)

    def _pick(self, picked: Callable[[str], None], emoji: str) -> None:
        self.close()
        picked(emoji)

    def _more(self, more: Callable[[], None]) -> None:
        self.close()
        more()


def _distinct(hits: Sequence[Hit]) -> list[Hit]:
    seen: dict[str, Hit] = {}
    for hit in hits:
        seen.setdefault(hit.name, hit)
    return list(seen.values())[:24]
