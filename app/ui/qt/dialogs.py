"""Dialogs that never stop the loop: they are opened and awaited.

A `Sheet` lies inside its window over a dimmed backdrop, so it looks the same under every window
manager; it keeps the keyboard focus until it is closed.
"""

import asyncio
import contextlib
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.qt.i18n import tr
from app.ui.qt.reader import announce
from app.ui.qt.widgets import IconButton, label, push_button, scroll_by_key
from app.ui.style import dress
from app.ui.theme import FontRole, Theme


async def opened(dialog: QDialog) -> int:
    """Open a dialog and wait for its result code; cancelling the task closes it."""
    done: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def finish(code: int) -> None:
        if not done.done():
            done.set_result(code)

    dialog.finished.connect(finish)
    dialog.open()
    try:
        return await done
    except asyncio.CancelledError:
        dialog.reject()
        raise
    finally:
        dialog.deleteLater()


class Sheet(QDialog):
    """A card over its dimmed window: title, close button, `body` to fill, a row of actions.

    Without a parent it is a plain dialog window. Its content scrolls when the window is too low.
    """

    def __init__(
        self, parent: QWidget | None, theme: Theme, title: str, *, width: int = 480
    ) -> None:
        host = parent.window() if parent is not None else None
        super().__init__(host)
        self._theme, self._host, self._width = theme, host, width
        self._before = QApplication.focusWidget()
        if host is not None:
            self.setWindowFlags(Qt.WindowType.Widget)
            host.installEventFilter(self)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setObjectName("sheet")
        dress(self, theme)
        self.card = QFrame(self)
        self.card.setObjectName("card")
        self.card.setAutoFillBackground(False)
        shadow = QGraphicsDropShadowEffect(self.card)
        shadow.setBlurRadius(40)
        shadow.setOffset(0, 8)
        shadow.setColor(QColor(0, 0, 0, 90))
        self.card.setGraphicsEffect(shadow)
        column = QVBoxLayout(self.card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_head(title))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = QWidget()
        self._inner.setObjectName("sheet_body")
        self.body = QVBoxLayout(self._inner)
        self.body.setContentsMargins(theme.px(24), theme.px(4), theme.px(24), theme.px(16))
        self.body.setSpacing(theme.px(12))
        self._scroll.setWidget(self._inner)
        scroll_by_key(self._scroll, title)
        self._inner.installEventFilter(self)
        self._scroll.viewport().setAutoFillBackground(False)
        self._inner.setAutoFillBackground(False)
        column.addWidget(self._scroll, 1)
        self.action_row = QHBoxLayout()
        self.action_row.setContentsMargins(theme.px(24), theme.px(8), theme.px(24), theme.px(20))
        self.action_row.setSpacing(theme.px(8))
        self.action_row.addStretch(1)
        column.addLayout(self.action_row)
        self._paint_card()
        theme.changed.connect(self._paint_card)

    def add_action(
        self, text: str, *, look: str = "plain", slot: Callable[[], object] | None = None
    ) -> QPushButton:
        """Add a button below; without a slot primary and danger accept, the others reject."""
        button = push_button(text, look=look)
        if slot is not None:
            button.clicked.connect(lambda: slot())
        else:
            button.clicked.connect(self.reject if look in ("plain", "flat") else self.accept)
        if look in ("primary", "danger"):
            button.setDefault(True)
        self.action_row.addWidget(button)
        return button

    def place(self) -> None:
        """Fit the card to its content and the window."""
        if self._host is None:
            return
        self.setGeometry(self._host.rect())
        px = self._theme.px
        room_w, room_h = self.width() - px(24), self.height() - px(24)
        width = min(px(self._width), room_w)
        self.card.setFixedWidth(width)
        self._inner.setMinimumWidth(0)
        body = self.body.heightForWidth(width) if self.body.hasHeightForWidth() else -1
        if body < 0:
            body = self.body.sizeHint().height()
        layout = self.card.layout()
        assert layout is not None
        chrome = layout.sizeHint().height() - self._scroll.sizeHint().height()
        height = min(max(body + chrome, px(120)), room_h)
        self.card.setFixedHeight(height)
        self.card.move((self.width() - width) // 2, (self.height() - height) // 2)

    def open(self) -> None:
        """Qt: show over the window and take the focus."""
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):  # it may be ours before it is seen
            self._before = focused
        if self._host is None:
            self.setFixedWidth(self._theme.px(self._width))
            box = QVBoxLayout(self)
            box.setContentsMargins(0, 0, 0, 0)
            box.addWidget(self.card)
            self.card.setGraphicsEffect(None)  # type: ignore[arg-type]  # None removes it
            super().open()
            return
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()
        self.place()
        if not self.isAncestorOf(QApplication.focusWidget() or self._host):
            self._focus_first()

    def _focus_first(self) -> None:
        """Begin at what is asked, else at the default button, else wherever Tab leads first."""
        buttons = [b for b in self.card.findChildren(QPushButton) if b.isDefault()]
        for widget in (*self._inner.findChildren(QWidget), *buttons):
            asks = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
            if asks and widget.isVisibleTo(self):
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                return
        self.focusNextPrevChild(True)

    def done(self, code: int) -> None:
        """Qt: close and give the focus back."""
        if self._host is not None:
            self._host.removeEventFilter(self)
        super().done(code)
        before, self._before = self._before, None
        if before is not None:
            with contextlib.suppress(RuntimeError):  # it went away while the sheet was open
                before.setFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Qt: Tab goes round inside the sheet."""
        if self._host is None:
            return super().focusNextPrevChild(forward)
        start: QWidget = QApplication.focusWidget() or self
        if not self.isAncestorOf(start):
            start = self
        widget: QWidget | None = start
        while True:
            assert widget is not None  # the chain is a ring
            widget = widget.nextInFocusChain() if forward else widget.previousInFocusChain()
            if widget is start or widget is None:
                return False
            if (
                self.isAncestorOf(widget)
                and widget.isVisibleTo(self)
                and widget.isEnabled()
                and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            ):
                reason = Qt.FocusReason
                widget.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
                return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: follow the size of the window and of the content, which the scroll area hides."""
        resized = watched is self._host and event.type() == QEvent.Type.Resize
        grown = watched is self._inner and event.type() == QEvent.Type.LayoutRequest
        if resized or (grown and self.isVisible()):
            self.place()
        return False

    def event(self, event: QEvent) -> bool:
        """Qt: place again when the content changed."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.place()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the backdrop."""
        if self._host is not None:
            painter = QPainter(self)
            painter.fillRect(self.rect(), QColor(0, 0, 0, 110))
            painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click beside the card closes."""
        event.accept()
        if self._host is not None and not self.card.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc closes, Enter takes the default button; nothing reaches the window below."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)
        event.accept()

    def dismiss(self) -> None:
        """Close by Esc, by the cross or by a click beside the card."""
        self.reject()

    def _make_head(self, title: str) -> QHBoxLayout:
        px = self._theme.px
        row = QHBoxLayout()
        row.setContentsMargins(px(24), px(16), px(14), px(8))
        self.title_label = label(self._theme, title, FontRole.HEADING, wrap=True)
        close = IconButton(self._theme, "dismiss_24_regular", tr("Закрыть"))
        close.clicked.connect(lambda: self.dismiss())
        row.addWidget(self.title_label, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _paint_card(self) -> None:
        self.card.setStyleSheet(
            f"QFrame#card {{ background: {self._theme.colors.surface.name()}; border: none;"
            " border-radius: 18px; } QWidget#sheet_body { background: transparent; }"
        )


def sheet_is_open(window: QWidget) -> bool:
    """Whether a sheet lies over the window: its shortcuts rest then."""
    return any(sheet.isVisible() for sheet in window.findChildren(Sheet))


async def confirm(
    parent: QWidget,
    theme: Theme,
    title: str,
    text: str,
    *,
    action: str,
    danger: bool = False,
    wary: bool = False,
) -> bool:
    """Ask before something that matters; True for the action. `wary`: Enter is a no."""
    sheet = Sheet(parent, theme, title, width=420)
    sheet.body.addWidget(label(theme, text, FontRole.BODY, tone="text2", wrap=True))
    no = sheet.add_action(tr("Отмена"), look="plain")
    yes = sheet.add_action(action, look="danger" if danger else "primary")
    first = no if wary else yes
    first.setAccessibleDescription(text)  # the keyboard begins here, and the words stand above
    first.setDefault(True)
    first.setFocus()
    return await opened(sheet) == QDialog.DialogCode.Accepted


def toast(parent_window: QWidget, theme: Theme, text: str, *, msec: int = 3500) -> QLabel:
    """Say something in passing at the bottom of the window."""
    window = parent_window.window()
    for old in window.findChildren(QLabel, "toast"):
        old.hide()
        old.deleteLater()
    made = QLabel(text, window)
    made.setObjectName("toast")
    made.setAccessibleName(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setFont(theme.font(FontRole.BODY))
    made.setStyleSheet(
        f"background: {theme.colors.text.name()}; color: {theme.colors.surface.name()};"
        f"border-radius: 10px; padding: {theme.px(10)}px {theme.px(16)}px;"
    )
    made.setMaximumWidth(min(theme.px(520), window.width() - theme.px(40)))
    made.adjustSize()
    made.move(QPoint((window.width() - made.width()) // 2, window.height() - made.height() - 88))
    made.show()
    made.raise_()
    announce(window, text)
    timer = QTimer(made)
    timer.setSingleShot(True)
    timer.timeout.connect(made.deleteLater)
    timer.start(msec)
    return made
