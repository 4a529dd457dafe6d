"""The coloured half of the sign-in page: what Parta is, in one sentence and three lines."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.profiles import ProfileKind
from app.ui.qt.i18n import tr
from app.ui.theme import Theme, colors_of, make_font


def _lines() -> tuple[tuple[str, str], ...]:
    return (
        ("shield_checkmark_20_filled", tr("Пишут только свои: класс, родители, коллеги")),
        ("people_sync_20_filled", tr("Чаты классов создаются сами из электронного журнала")),
        ("arrow_swap_20_regular", tr("Переключение между профилями в один клик")),
    )


class Art(QWidget):
    """A gradient in the colour of the profile to be, the name, the promise."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(tr("Парта: школа и личное в одном приложении, но не вперемешку"))
        theme.changed.connect(self.update)

    def set_theme(self, theme: Theme) -> None:
        """Take the colour of the other kind of profile."""
        self._theme = theme
        theme.changed.connect(self.update)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: everything at once; nothing here is clicked."""
        theme = self._theme
        light = colors_of(theme.kind, False)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        slope = QLinearGradient(QPointF(0, 0), QPointF(self.width() * 0.7, self.height()))
        slope.setColorAt(0, light.rail)
        slope.setColorAt(1, light.acc)
        painter.fillRect(self.rect(), slope)
        left = min(56, self.width() // 10)
        self._logo(painter, left)
        self._promise(painter, left)
        painter.end()

    def _logo(self, painter: QPainter, left: int) -> None:
        dpr = self.devicePixelRatioF()
        box = QRectF(left, 56, 44, 44)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("white"))
        painter.drawRoundedRect(box, 12, 12)
        acc = colors_of(self._theme.kind, False).acc
        cap = self._theme.icon("hat_graduation_24_filled", acc, 28, dpr)
        painter.drawPixmap(QPointF(box.x() + 8, box.y() + 8), cap)
        painter.setPen(QColor("white"))
        painter.setFont(make_font(self._theme.px(23), painter.font().Weight.DemiBold))
        words = QRectF(box.right() + 12, box.top(), 400, 44)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, "Парта")

    def _promise(self, painter: QPainter, left: int) -> None:
        theme, dpr = self._theme, self.devicePixelRatioF()
        room = self.width() - 2 * left
        lines = _lines()
        pitch = theme.px(32)
        top = self.height() - 66 - pitch * (len(lines) - 1)
        painter.setFont(make_font(theme.soft(14)))
        for number, (icon, text) in enumerate(lines):
            middle = top + number * pitch
            pixmap = theme.icon(icon, QColor(255, 255, 255, 215), theme.px(20), dpr)
            painter.drawPixmap(QPointF(left, middle - theme.px(10)), pixmap)
            painter.setPen(QColor(255, 255, 255, 225))
            box = QRectF(left + theme.px(32), middle - pitch / 2, room - theme.px(32), pitch)
            cut = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, round(box.width())
            )
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, cut)
        painter.setPen(QColor("white"))
        painter.setFont(make_font(theme.soft(35), painter.font().Weight.DemiBold))
        text_words = tr("Школа и личное —\nв одном приложении,\nно не вперемешку")
        flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(QRectF(left, 110, room, top - pitch - 6 - 110), flags, text_words)


def kind_of(is_school: bool) -> ProfileKind:
    """Return the kind of profile that a server gives."""
    return ProfileKind.SCHOOL if is_school else ProfileKind.PERSONAL
