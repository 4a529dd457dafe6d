"""A QR code as a picture for the screen: black on white in every theme, sharp at every scale."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind
from app.ui.theme import Theme

_SIDE, _QUIET = 232, 4


class QrPicture(QWidget):
    """Paints the code of a text; nothing while there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: list[list[bool]] = []
        self.setAccessibleName(tr("QR-код ссылки"))
        bind(theme, self, lambda: self.setFixedSize(theme.px(_SIDE), theme.px(_SIDE)))

    def show_text(self, text: str) -> None:
        """Make the code of a text."""
        if text:
            import segno

            code = segno.make(text, error="m")
            self._rows = [[bool(dot) for dot in row] for row in code.matrix_iter(border=_QUIET)]
        else:
            self._rows = []
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: white paper with the dots on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colors.line)
        painter.setBrush(QColor("white"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 14, 14)
        if self._rows:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor("black"))
            dot = max(self.width() // len(self._rows), 1)
            left = (self.width() - dot * len(self._rows)) // 2
            for y, row in enumerate(self._rows):
                for x, dark in enumerate(row):
                    if dark:
                        painter.drawRect(left + x * dot, left + y * dot, dot, dot)
        painter.end()
