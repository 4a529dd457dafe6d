"""Lines between header and stage: what is wrong, who records, what the teacher says.

One line per matter, the most pressing on top; each is a label that a screen reader announces by
its name, with at most two buttons.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.qt.widgets import bind, label, push_button
from app.ui.theme import FontRole, Theme


@dataclass(frozen=True)
class Banner:
    """One line. `key` says what it is about; a new text for the same key replaces the old one."""

    key: str
    icon: str
    text: str
    tone: str = "text"
    actions: Sequence[tuple[str, Callable[[], object]]] = ()


class Banners(QWidget):
    """The lines that hold now."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: dict[str, tuple[Banner, QFrame]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 0, 16, 8)
        self._column.setSpacing(6)
        self.hide()

    @property
    def texts(self) -> list[str]:
        """What stands there, from top to bottom."""
        return [banner.text for banner, _ in self._shown.values()]

    def say(self, banner: Banner) -> None:
        """Show a line, or another text for the same matter."""
        known = self._shown.get(banner.key)
        if known is not None and _looks(known[0]) == _looks(banner):
            return
        self.drop(banner.key)
        frame = self._make(banner)
        self._shown[banner.key] = (banner, frame)
        self._column.addWidget(frame)
        self.show()

    def drop(self, key: str) -> None:
        """Take a line away."""
        known = self._shown.pop(key, None)
        if known is not None:
            self._column.removeWidget(known[1])
            known[1].hide()
            known[1].deleteLater()
        self.setVisible(bool(self._shown))

    def _make(self, banner: Banner) -> QFrame:
        theme = self._theme
        frame = QFrame()
        frame.setProperty("look", "card")
        frame.setAccessibleName(banner.text)
        row = QHBoxLayout(frame)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        icon = QLabel()
        colors = {"danger": theme.colors.danger, "warn": theme.colors.warn}

        def paint() -> None:
            color = colors.get(banner.tone, theme.colors.accText)
            icon.setPixmap(theme.icon(banner.icon, color, theme.px(18), self.devicePixelRatioF()))

        bind(theme, icon, paint)
        row.addWidget(icon)
        row.addWidget(label(theme, banner.text, FontRole.PREVIEW, tone="text", wrap=True), 1)
        for text, act in banner.actions:
            button = push_button(text, look="flat")
            button.clicked.connect(lambda _=False, run=act: run())
            row.addWidget(button)
        return frame


def _looks(banner: Banner) -> tuple[str, str, list[str]]:
    return banner.text, banner.tone, [words for words, _ in banner.actions]
