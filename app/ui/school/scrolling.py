"""Pages that scroll, with the margins of the school's sections, and a stack as low as its page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind, scroll_by_key
from app.ui.theme import Theme


def scrolled(theme: Theme, inner: QWidget) -> QScrollArea:
    """Return a scroll area around a page."""
    area = QScrollArea()
    area.setObjectName("school_scroll")
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    holder = QWidget()
    holder.setObjectName("school_inner")
    column = QVBoxLayout(holder)
    column.addWidget(inner)
    area.setWidget(holder)
    scroll_by_key(area, tr("Страница"))
    area.viewport().setAutoFillBackground(False)
    bind(
        theme,
        holder,
        lambda: column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16)),
    )
    return area


class PageStack(QWidget):
    """Shows one of its pages and asks only for the room of that one, as no QStackedWidget does."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def current(self) -> QWidget | None:
        """The page that is shown."""
        return next((page for page in self._pages if not page.isHidden()), None)

    def add(self, page: QWidget) -> None:
        """Add a page; the first is shown."""
        page.setVisible(not self._pages)
        self._pages.append(page)
        self._column.addWidget(page)

    def show_page(self, shown: QWidget) -> None:
        """Show a page."""
        for page in self._pages:
            page.setVisible(page is shown)
