"""Head of the chat list: whose list it is, how the connection does, search."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.domain.profiles import Connection, ConnectionPhase, Profile, ProfileKind
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import ElidedLabel, IconButton, bind, in_font
from app.ui.rail.profile_button import title_of
from app.ui.theme import FontRole, Theme


def state_words(profile: Profile, connection: Connection, *, saving: bool = False) -> str:
    """Return the line under the title: the kind of profile, or what the connection does."""
    match connection.phase:
        case ConnectionPhase.CONNECTING:
            return tr("Соединение…")
        case ConnectionPhase.CATCHING_UP:
            return tr("Обновление…")
        case ConnectionPhase.OFFLINE:
            return tr("Нет связи")
        case ConnectionPhase.STOPPED:
            return tr("Вход не выполнен")
        case ConnectionPhase.LIVE:
            school = profile.kind is ProfileKind.SCHOOL
            kind = tr("Учебный профиль") if school else tr("Личный профиль")
            return f"{kind} · {tr('экономия трафика')}" if saving else kind


class ListHeader(QWidget):
    """Title, state line and the button for a new chat."""

    new_chat = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.title = ElidedLabel()
        self.state = ElidedLabel()
        self.state.setProperty("tone", "text2")
        in_font(theme, self.title, FontRole.TITLE)
        in_font(theme, self.state, FontRole.CAPTION)
        self.new_button = IconButton(theme, "compose_24_regular", tr("Новый чат"))
        self.new_button.clicked.connect(self.new_chat)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.state)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.addLayout(words, 1)
        row.addWidget(self.new_button)
        self._fit()
        theme.changed.connect(self._fit)

    def show_state(self, profile: Profile, connection: Connection, *, saving: bool = False) -> None:
        """Say whose list it is and how the connection does."""
        self.title.set_whole_text(title_of(profile))
        self.state.set_whole_text(state_words(profile, connection, saving=saving))

    def _fit(self) -> None:
        px = self._theme.px
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(px(12), px(4), px(12), 0)
        self.setFixedHeight(px(58))


class SearchField(QLineEdit):
    """A field over a list: Esc and the arrows are for the list under it."""

    left = Signal()
    """Esc: back to the chats."""
    arrow = Signal(int)
    """Up (-1) or Down (+1)."""
    entered = Signal()

    def __init__(self, theme: Theme, name: str, *, hint: str) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("look", "search")
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(False)
        self._icon = QLabel(self)
        self._hint = QLabel(hint, self)
        self._hint.setProperty("tone", "text3")
        self.textChanged.connect(lambda text: self._hint.setVisible(not text))
        for part in (self._icon, self._hint):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        bind(theme, self, self._refresh)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc, arrows and Enter act on the results."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Up:
                self.arrow.emit(-1)
            case Qt.Key.Key_Down:
                self.arrow.emit(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: keep icon and hint in their places."""
        super().resizeEvent(event)
        px = self._theme.px
        self._icon.move(px(11), (self.height() - self._icon.height()) // 2)
        self._hint.adjustSize()
        self._hint.move(
            self.width() - self._hint.width() - px(10),
            (self.height() - self._hint.height()) // 2,
        )

    def _refresh(self) -> None:
        theme = self._theme
        side = theme.px(18)
        self._icon.setPixmap(
            theme.icon("search_20_regular", theme.colors.text2, side, self.devicePixelRatioF())
        )
        self._icon.setFixedSize(side, side)
        self._hint.setFont(theme.font(FontRole.CAPTION))
        self.setFont(theme.font(FontRole.BODY))
        self.setTextMargins(theme.px(24), 0, theme.px(44), 0)
        self.setFixedHeight(theme.px(36))
