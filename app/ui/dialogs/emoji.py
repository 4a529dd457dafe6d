"""The emoji picker: a popup with categories, search and what was used last."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import AppError
from app.services.facade.session import Session
from app.services.tasks import TaskScope
from app.ui.dialogs.emoji_data import Emoji, categories, find, known, with_recent
from app.ui.dialogs.emoji_grid import CELL, COLUMNS, EmojiGrid
from app.ui.dialogs.sticker_pane import StickerPane
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import IconButton, clip_corners, label
from app.ui.school.head import Tabs
from app.ui.style import dress
from app.ui.theme import FontRole, Theme

SETTING = "emoji.recent"
_HEIGHT, _TAB = 400, 34
_TABS = (
    "history_24_regular",
    "emoji_24_regular",
    "hand_wave_24_regular",
    "animal_paw_print_24_regular",
    "food_apple_24_regular",
    "vehicle_car_24_regular",
    "sport_soccer_24_regular",
    "lightbulb_24_regular",
    "symbols_24_regular",
    "flag_24_regular",
)
_FIRST = ("👍", "❤️", "😂", "😊", "🎉", "🙏", "👏", "🔥", "😮", "😢", "🤔", "✅")
"""Stand among the recents until there are own ones."""


class EmojiPicker(QFrame):
    """Goes away when something was picked; with a session it remembers what was used last."""

    picked = Signal(str)
    sticker_picked = Signal(object)
    add_stickers_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        session: Session | None = None,
        stickers: Callable[[TaskScope], StickerPane] | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme, self._session = theme, session
        self._tasks = TaskScope(self._on_error)
        self._recent: Sequence[str] = _FIRST
        self._tab = 0
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(tr("Эмодзи"))
        self.setObjectName("emoji")
        dress(self, theme)
        self.field = QLineEdit()
        self.field.setProperty("look", "search")
        self.field.setPlaceholderText(tr("Найти эмодзи"))
        self.field.setAccessibleName(tr("Найти эмодзи"))
        icon = theme.qicon("search_20_regular", theme.colors.text3)
        self.field.addAction(
            QAction(icon, "", self.field), QLineEdit.ActionPosition.LeadingPosition
        )
        self.field.installEventFilter(self)
        self.grid = EmojiGrid(theme)
        self.title = label(theme, "", FontRole.CAPTION_STRONG, tone="text2")
        self.tabs = [
            IconButton(theme, icon, name, size=_TAB, icon_size=20)
            for icon, name in zip(_TABS, _names(), strict=True)
        ]
        self.stickers = stickers(self._tasks) if stickers is not None else None
        self.kinds = Tabs(theme, tr("Что выбрать"), (tr("Эмодзи"), tr("Стикеры")))
        self._lay_out()
        self.kinds.picked.connect(self._on_kind)
        if self.stickers is not None:
            self.stickers.picked.connect(self._on_sticker)
            self.stickers.add_wanted.connect(self._on_add_stickers)
        self.field.textChanged.connect(self._on_typed)
        self.grid.picked.connect(lambda emoji: self._on_picked(emoji.text))
        self.grid.menu_wanted.connect(self._on_tones)
        self.grid.left_upwards.connect(self.field.setFocus)
        self.show_tab(0)

    def show_above(self, button: QWidget) -> None:
        """Show over a button, its right edges together."""
        corner = button.mapToGlobal(QPoint(button.width(), -4))
        self.show_at(corner - QPoint(self.width(), self.height()))

    def show_at(self, point: QPoint) -> None:
        """Show with the left upper corner at a point of the screen, pushed inside the window."""
        host = self.parentWidget()
        if host is not None:
            window = host.window()
            inside = window.rect().translated(window.mapToGlobal(QPoint(0, 0)))
            x = max(inside.left() + 8, min(point.x(), inside.right() - self.width() - 8))
            y = max(inside.top() + 8, min(point.y(), inside.bottom() - self.height() - 8))
            point = QPoint(x, y)
        self.move(point)
        self.show()
        self.field.setFocus()
        if self._session is not None:
            self._tasks.start(self._load(self._session))

    def show_tab(self, tab: int) -> None:
        """Show a category; 0 is what was used last."""
        self._tab = tab
        for place, button in enumerate(self.tabs):
            button.setChecked(place == tab)
        self.title.setText(_names()[tab])
        self.grid.show_all(known(self._recent) if tab == 0 else categories()[tab - 1])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: from the field into the grid."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            match event.key():
                case Qt.Key.Key_Down:
                    self.grid.enter()
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self.grid.pick_first()
                case _:
                    return False
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a card with a hair line around."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colors.line)
        painter.setBrush(self._theme.colors.surface)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 14, 14)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the corners follow the size."""
        super().resizeEvent(event)
        clip_corners(self, 14)

    def _lay_out(self) -> None:
        px = self._theme.px
        tabs = QHBoxLayout()
        tabs.setSpacing(px(2))
        for place, button in enumerate(self.tabs):
            button.setCheckable(True)
            button.clicked.connect(partial(self._on_tab, place))
            tabs.addWidget(button)
        emoji = QWidget()
        inside = QVBoxLayout(emoji)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px(6))
        inside.addWidget(self.field)
        inside.addLayout(tabs)
        inside.addWidget(self.title)
        inside.addWidget(self.grid, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(emoji)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), px(10), px(8), px(8))
        column.setSpacing(px(6))
        column.addWidget(self._stack, 1)
        if self.stickers is not None:
            self._stack.addWidget(self.stickers)
            column.addWidget(self.kinds)
        else:
            self.kinds.hide()
        self.setFixedSize(px(CELL) * COLUMNS + px(18) + 16, px(_HEIGHT))

    def _on_tab(self, tab: int) -> None:
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self.show_tab(tab)

    def _on_kind(self, kind: int) -> None:
        self._stack.setCurrentIndex(kind)
        if kind and self.stickers is not None:
            self.stickers.load()

    def _on_sticker(self, sticker: object) -> None:
        self.sticker_picked.emit(sticker)
        self.close()

    def _on_add_stickers(self) -> None:
        self.add_stickers_wanted.emit()
        self.close()

    def _on_typed(self, text: str) -> None:
        if not text.strip():
            self.show_tab(self._tab)
            return
        found = find(text)
        self.title.setText(tr("Найдено") if found else tr("Ничего не нашлось"))
        self.grid.show_all(found)

    def _on_picked(self, text: str) -> None:
        if self._session is not None:
            self._tasks.start(self._remember(self._session, text))
        self.picked.emit(text)
        self.hide()
        if self._session is None:
            self.close()

    def _on_tones(self, emoji: Emoji, at: QPoint) -> None:
        if not emoji.tones:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for variant in emoji.variants():
            menu.addAction(variant, partial(self._on_picked, variant))
        menu.popup(at)

    async def _load(self, session: Session) -> None:
        kept = await session.setting(SETTING)
        if isinstance(kept, list) and kept:
            self._recent = [text for text in kept if isinstance(text, str)]
            if self._tab == 0 and not self.field.text().strip():
                self.show_tab(0)

    async def _remember(self, session: Session, text: str) -> None:
        try:
            kept = await session.setting(SETTING)
            own = (
                [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else _FIRST
            )
            await session.put_setting(SETTING, with_recent(own, text))
        finally:
            self.close()

    def _on_error(self, error: BaseException) -> None:
        if not isinstance(error, AppError):  # recents that cannot be kept are no news
            raise error


def _names() -> tuple[str, ...]:
    return (
        tr("Недавние"),
        tr("Смайлы"),
        tr("Люди и жесты"),
        tr("Животные и природа"),
        tr("Еда и напитки"),
        tr("Путешествия и места"),
        tr("Занятия"),
        tr("Предметы"),
        tr("Символы"),
        tr("Флаги"),
    )
