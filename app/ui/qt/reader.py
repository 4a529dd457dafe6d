"""What screen readers are told beyond what Qt tells by itself.

Qt names a widget's role after its C++ class, so parts painted by us would be «filler»; a list that
gets the keyboard is announced without its row; and what comes up by itself is not announced at all.
"""

import sys
from collections.abc import Mapping

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleStateChangeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAccessibleWidget,
    QApplication,
    QComboBox,
    QWidget,
)

_ROLES: Mapping[str, QAccessible.Role] = {
    "MainWindow": QAccessible.Role.Window,
    "Voice": QAccessible.Role.Notification,
    "PinnedBar": QAccessible.Role.Button,
    "TabRow": QAccessible.Role.PageTab,
    "FileRow": QAccessible.Role.ListItem,
    "QStackedWidget": QAccessible.Role.Client,  # Orca would say «layered pane» for every one
}
"""By the name of the class, where another one is meant than Qt takes it for."""
_VOICES = 4


class Voice(QWidget):
    """Words that are being read out in a window; never seen."""

    turn = 0


def serve_readers() -> None:
    """Do so for as long as the program runs; without a screen reader it costs nothing."""
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    if not qt.property("serves_readers"):
        qt.setProperty("serves_readers", True)
        QAccessible.installFactory(_made)
        qt.focusChanged.connect(_on_focus)


def announce(where: QWidget, words: str) -> None:
    """Have words read out that came up by themselves; `where` is a part of their window."""
    if not words or not QAccessible.isActive():
        return
    if sys.platform.startswith("linux"):
        _show_voice(where.window(), words)
    else:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(where, words))


def tell_row(view: QAbstractItemView, row: int | None = None) -> None:
    """Say that the keyboard is at a row of a list: the current one, if none is given."""
    row = view.currentIndex().row() if row is None else row
    if row >= 0 and QAccessible.isActive():
        event = QAccessibleEvent(view, QAccessible.Event.Focus)
        event.setChild(row)
        QAccessible.updateAccessibility(event)


def read_current(view: QAbstractItemView) -> None:
    """Have the current row read out while the keyboard is elsewhere: in the field above, say."""

    def read(now: QModelIndex) -> None:
        if now.isValid() and view.isVisible() and not view.hasFocus() and QAccessible.isActive():
            words = now.data(Qt.ItemDataRole.AccessibleTextRole)
            announce(view, str(words or now.data(Qt.ItemDataRole.DisplayRole) or ""))

    view.selectionModel().currentChanged.connect(lambda now, _: read(now))


def tell_checked(view: QAbstractItemView, row: int) -> None:
    """Say that a row of a list was ticked, or is so no more."""
    if QAccessible.isActive():
        changed = QAccessible.State()
        changed.checked = True
        event = QAccessibleStateChangeEvent(view, changed)
        event.setChild(row)
        QAccessible.updateAccessibility(event)


def mark_row(rows: QItemSelectionModel, now: QModelIndex) -> None:
    """Orca says «not selected» of every row that is not; where nothing is ever selected, too."""
    rows.select(now, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def _on_focus(_: QWidget | None, now: QWidget | None) -> None:
    if isinstance(now, QComboBox) and QAccessible.isActive():
        _name_choice(now)
    if isinstance(now, QAbstractItemView) and QAccessible.isActive():
        QTimer.singleShot(0, now, lambda: _enter(now))  # after Qt has told of the list


def _name_choice(field: QComboBox) -> None:
    """On Linux Qt calls a list to choose from by its answer: the question goes behind it."""
    name, more = field.accessibleName(), field.accessibleDescription()
    if sys.platform.startswith("linux") and name not in more:
        field.setAccessibleDescription(f"{name}. {more}" if more else name)


def _enter(view: QAbstractItemView) -> None:
    rows = view.selectionModel()
    is_list = view.selectionMode() is QAbstractItemView.SelectionMode.NoSelection
    if is_list and not rows.property("is_followed"):
        rows.setProperty("is_followed", True)
        rows.currentChanged.connect(lambda now, _: mark_row(rows, now))
        mark_row(rows, rows.currentIndex())
    tell_row(view)


def _show_voice(window: QWidget, words: str) -> None:
    """Say it as a notification: the word for announcements is known to Orca since 45 only."""
    here = Qt.FindChildOption.FindDirectChildrenOnly
    voices = window.findChildren(Voice, options=here)
    last = max((one.turn for one in voices), default=0)
    # A reader asks for the words a moment later: the last few keep theirs.
    free = min(voices, key=lambda one: one.turn) if len(voices) >= _VOICES else Voice(window)
    free.turn = last + 1
    free.setAccessibleName(words)
    QAccessible.updateAccessibility(QAccessibleEvent(free, QAccessible.Event.ObjectShow))


def _made(name: str, who: QObject) -> QAccessibleWidget | None:
    role = _ROLES.get(name)
    return QAccessibleWidget(who, role) if role is not None and isinstance(who, QWidget) else None
