"""The empty field after a change of the text's size: as one that was made with it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.composer.editor import MessageEdit
from app.ui.style import dress
from app.ui.theme import Theme


def shown(qtbot: QtBot, theme: Theme) -> MessageEdit:
    page = QWidget()
    page.resize(500, 120)
    qtbot.addWidget(page)
    dress(page, theme)
    field = MessageEdit(theme)
    field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    QVBoxLayout(page).addWidget(field)
    page.show()
    field.page_of_test = page  # type: ignore[attr-defined]  # qtbot holds it weakly
    return field


@pytest.mark.parametrize(("before", "after"), [(1.0, 2.0), (2.0, 1.0)])
def test_the_placeholder_follows_the_size(qtbot: QtBot, before: float, after: float) -> None:
    theme = Theme(scale=before)
    field = shown(qtbot, theme)
    field.grab()
    theme.set_look(dark=False, scale=after)
    QApplication.processEvents()
    fresh = shown(qtbot, Theme(scale=after))
    assert field.grab().toImage() == fresh.grab().toImage()
