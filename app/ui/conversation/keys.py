"""Keys of the message view."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from app.ui.conversation.words import plain_words

if TYPE_CHECKING:
    from app.ui.conversation.view import MessageView


def press(view: "MessageView", event: QKeyEvent) -> bool:
    """Do what a key asks for; False lets it go on to the page."""
    key = event.key()
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
    page = view.viewport().height() * 0.9
    keys = Qt.Key
    if event.matches(QKeySequence.StandardKey.Copy):
        return _copy(view)
    if alt:
        return False
    if key == keys.Key_PageUp:
        view.scroll_by(-page)
    elif key == keys.Key_PageDown:
        view.scroll_by(page)
    elif key == keys.Key_Home:
        view.scroll_by(-view.stretch.total)
    elif key == keys.Key_End:
        view.to_bottom()
    elif key in (keys.Key_Up, keys.Key_Down) and not control:
        view.row_focus.step(-1 if key == keys.Key_Up else 1)
    elif view.row_focus.key is None:
        return False
    elif key in (keys.Key_Menu, keys.Key_Return, keys.Key_Enter) or (
        key == keys.Key_F10 and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    ):
        place = view.place_of(view.row_focus.key)
        if place is not None:
            at = view.viewport().mapToGlobal(place.center().toPoint())
            view.menu_wanted.emit(view.row_focus.key, at)
    elif key == keys.Key_Space and view.chosen is not None:
        view.toggle_chosen(view.row_focus.key)
    else:
        return False
    return True


def _copy(view: "MessageView") -> bool:
    text = view.selected_text()
    if not text and view.row_focus.key is not None:
        item = view.item(view.row_focus.key)
        text = plain_words(item) if item is not None else ""
    if text:
        QGuiApplication.clipboard().setText(text)
    return bool(text)
