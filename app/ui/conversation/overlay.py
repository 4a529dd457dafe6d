"""What floats over the messages: quick actions beside the mouse, jump buttons, the choice bar."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QWidget

from app.domain.ids import ItemKey
from app.ui.conversation.view import MessageView
from app.ui.qt.i18n import tr, trn
from app.ui.qt.widgets import IconButton, bind, label, push_button
from app.ui.theme import FontRole, Theme


class HoverBar(QFrame):
    """Reply, react and more, beside the message under the mouse. Keys have the menu instead."""

    reply = Signal(object)
    react = Signal(object)
    more = Signal(object)

    def __init__(self, theme: Theme, view: MessageView) -> None:
        super().__init__(view.viewport())
        self._theme, self._view = theme, view
        self._key: ItemKey | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        for icon, name, signal in (
            ("arrow_reply_20_regular", tr("Ответить"), self.reply),
            ("emoji_add_20_regular", tr("Реакция"), self.react),
            ("more_horizontal_20_regular", tr("Ещё"), self.more),
        ):
            button = IconButton(theme, icon, name, size=28, icon_size=18)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, s=signal: s.emit(self._key))
            row.addWidget(button)
        bind(theme, self, self._dress)
        self.hide()
        view.moved.connect(self._place)

    def show_for(self, key: ItemKey | None) -> None:
        """Stand beside a message, or go away."""
        self._key = key
        self._place()

    def _place(self) -> None:
        place = self._view.place_of(self._key) if self._key is not None else None
        item = self._view.item(self._key) if self._key is not None else None
        if place is None or item is None or self._view.chosen is not None:
            self.hide()
            return
        self.adjustSize()
        gap = self._theme.px(6)
        x = place.left() - self.width() - gap if item.mine else place.right() + gap
        if x < 0 or x + self.width() > self._view.viewport().width():
            x = place.left() + gap if item.mine else place.right() - self.width() - gap
        y = max(place.top() + gap / 2, 4.0)
        self.move(round(x), round(y))
        self.show()
        self.raise_()

    def _dress(self) -> None:
        colors = self._theme.colors
        self.setStyleSheet(
            f"HoverBar {{ background: {colors.surface.name()}; border-radius: 10px;"
            f" border: 1px solid {colors.line.name()}; }}"
        )


class RoundButton(QAbstractButton):
    """A round button over the messages with a count above it."""

    def __init__(self, theme: Theme, icon: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._name = theme, icon, name
        self._count = 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_count(0)
        bind(theme, self, self._resize)
        self.hide()

    def set_count(self, count: int) -> None:
        """Show how many wait there."""
        self._count = count
        words = trn("%n [непрочитанное|непрочитанных|непрочитанных]", count) if count else ""
        self.setAccessibleName(f"{self._name}, {words}" if words else self._name)
        self.setToolTip(self._name)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a disc, an icon, a badge."""
        px, colors = self._theme.px, self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QRectF(px(2), px(12), px(40), px(40))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 40))
        painter.drawEllipse(disc.translated(0, 1))
        painter.setBrush(colors.surface)
        painter.setPen(colors.acc if self.hasFocus() else colors.line)
        painter.drawEllipse(disc)
        size = px(20)
        pixmap = self._theme.icon(self._icon, colors.text2, size, self.devicePixelRatioF())
        center = disc.center()
        painter.drawPixmap(round(center.x() - size / 2), round(center.y() - size / 2), pixmap)
        if self._count:
            text = str(self._count) if self._count < 1000 else "999+"
            painter.setFont(self._theme.font(FontRole.CAPTION_STRONG))
            wide = max(painter.fontMetrics().horizontalAdvance(text) + px(10), px(18))
            badge = QRectF(center.x() - wide / 2, px(2), wide, px(18))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.acc)
            painter.drawRoundedRect(badge, px(9), px(9))
            painter.setPen(colors.onAcc)
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def _resize(self) -> None:
        self.setFixedSize(self._theme.px(44), self._theme.px(54))
        self.update()


class JumpButtons(QObject):
    """«Вниз» with the unread count, and above it the next mention."""

    def __init__(self, theme: Theme, view: MessageView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self.down = RoundButton(theme, "chevron_down_24_regular", tr("К последним"), view)
        self.mention = RoundButton(theme, "mention_20_regular", tr("К упоминанию"), view)
        self._mentions = 0
        view.moved.connect(self._place)
        view.installEventFilter(self)

    def set_counts(self, unread: int, mentions: int) -> None:
        """Say how many wait below."""
        self._mentions = mentions
        self.down.set_count(unread)
        self.mention.set_count(mentions)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the view got another size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        view, px = self._view, self._theme.px
        far = view.timeline is not None and not view.at_bottom()
        self.down.setVisible(far)
        self.mention.setVisible(far and self._mentions > 0)
        x = view.width() - self.down.width() - px(16)
        y = view.height() - self.down.height() - px(12)
        self.down.move(x, y)
        self.mention.move(x, y - self.mention.height() - px(6))


class TopNote(QLabel):
    """A few words over the top edge: history is loading, or cannot."""

    def __init__(self, theme: Theme, view: MessageView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bind(theme, self, self._dress)
        self.hide()
        view.trouble.connect(self.say)

    def say(self, text: str) -> None:
        """Show words; '' takes them away."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        if text:
            self.setMaximumWidth(max(self._view.width() - self._theme.px(40), 100))
            self.adjustSize()
            self.move((self._view.width() - self.width()) // 2, self._theme.px(8))
            self.raise_()

    def _dress(self) -> None:
        colors, px = self._theme.colors, self._theme.px
        self.setFont(self._theme.font(FontRole.CAPTION))
        self.setStyleSheet(
            f"background: {colors.surface.name()}; color: {colors.warn.name()};"
            f" border: 1px solid {colors.line.name()}; border-radius: 10px;"
            f" padding: {px(6)}px {px(12)}px;"
        )


class ChoiceBar(QFrame):
    """Stands in the composer's place while messages are chosen."""

    forward = Signal()
    copy = Signal()
    delete = Signal()
    done = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("choice_bar")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        row.setSpacing(theme.px(8))
        close = IconButton(theme, "dismiss_20_regular", tr("Отменить выбор"))
        close.clicked.connect(self.done)
        self._count = label(theme, "", FontRole.TITLE)
        row.addWidget(close)
        row.addWidget(self._count, 1)
        self._forward = push_button(tr("Переслать"), look="flat")
        self._copy = push_button(tr("Копировать"), look="flat")
        self._delete = push_button(tr("Удалить"), look="flat")
        for button, signal in (
            (self._copy, self.copy),
            (self._forward, self.forward),
            (self._delete, self.delete),
        ):
            button.clicked.connect(signal)
            row.addWidget(button)
        bind(theme, self, self._dress)

    def show_count(self, count: int, *, can_delete: bool, can_forward: bool) -> None:
        """Say how many are chosen and what may be done with them."""
        self._count.setText(trn("[Выбрано|Выбраны|Выбрано] %n", count))
        self._copy.setEnabled(count > 0)
        self._forward.setEnabled(count > 0 and can_forward)
        self._delete.setEnabled(count > 0 and can_delete)

    def _dress(self) -> None:
        colors = self._theme.colors
        self.setStyleSheet(
            f"QFrame#choice_bar {{ background: {colors.surface.name()};"
            f" border-top: 1px solid {colors.line.name()}; }}"
        )
