"""Files and pictures that are dropped anywhere on the conversation."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui.composer.bar import ComposerBar
from app.ui.composer.given import files_in, picture_in
from app.ui.qt.i18n import tr
from app.ui.theme import FontRole, Theme


class DropSite(QWidget):
    """Lies over the page while something that can be sent is held over it."""

    def __init__(self, page: QWidget, theme: Theme, composer: ComposerBar) -> None:
        super().__init__(page)
        self._page, self._theme, self._composer = page, theme, composer
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        page.setAcceptDrops(True)
        page.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: what the page hears of a drag."""
        match event.type():
            case QEvent.Type.DragEnter if isinstance(event, QDragEnterEvent):
                return self._come(event)
            case QEvent.Type.DragLeave:
                self.hide()
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                return self._take(event)
            case _:
                pass
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a frame and the words over the dimmed conversation."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.94)
        painter.fillRect(self.rect(), theme.colors.surface)
        painter.setOpacity(1.0)
        pen = QPen(theme.colors.acc, 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(self.rect().adjusted(px(16), px(16), -px(16), -px(16)), 14, 14)
        painter.setPen(theme.colors.accText)
        painter.setFont(theme.font(FontRole.HEADING))
        words = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        inner = self.rect().adjusted(px(32), px(32), -px(32), -px(32))
        painter.drawText(inner, words, tr("Отпустите, чтобы отправить"))
        painter.end()

    def _come(self, event: QDragEnterEvent) -> bool:
        given = event.mimeData()
        if not self._composer.isVisible() or not (given.hasImage() or files_in(given)):
            return False
        event.acceptProposedAction()
        self.setGeometry(self._page.rect())
        self.show()
        self.raise_()
        return True

    def _take(self, event: QDropEvent) -> bool:
        self.hide()
        given = event.mimeData()
        files, picture = files_in(given), picture_in(given)
        if not self._composer.isVisible() or not (files or picture):
            return False
        event.acceptProposedAction()
        if files:
            self._composer.enclosures.add_files(files)
        elif picture is not None:
            self._composer.enclosures.add_image(picture)
        return True
