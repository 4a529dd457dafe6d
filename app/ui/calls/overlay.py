"""The stage with what lies over it: page arrows, the question, the figures."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.calls.stage import Stage
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import IconButton, label
from app.ui.theme import FontRole, Theme

_EDGE = 16


class StageFrame(QWidget):
    """Places its children; each of them knows what it shows."""

    def __init__(self, theme: Theme, stage: Stage, *, card: QWidget, stats: QWidget) -> None:
        super().__init__()
        self._theme, self.stage, self._card, self._stats = theme, stage, card, stats
        self.before = IconButton(theme, "chevron_left_24_regular", tr("Предыдущие (Page Up)"))
        self.after = IconButton(theme, "chevron_right_24_regular", tr("Следующие (Page Down)"))
        self.pages = label(theme, "", FontRole.CAPTION)
        self.pages.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for widget in (stage, card, stats, self.before, self.after, self.pages):
            widget.setParent(self)
        for button in (self.before, self.after):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setStyleSheet(
                f"background: {theme.colors.surface2.name()}; border-radius: 10px;"
            )
        self.pages.setStyleSheet(
            f"background: {theme.colors.surface2.name()}; border-radius: 8px; padding: 2px 8px;"
        )
        self.before.clicked.connect(lambda: stage.turn_page(-1))
        self.after.clicked.connect(lambda: stage.turn_page(1))
        stage.pages_changed.connect(self._on_pages)
        self._on_pages(0, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: place everything."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        area = self.rect().adjusted(_EDGE, 0, -_EDGE, 0)
        self.stage.setGeometry(area)
        self.pages.adjustSize()
        self._place_arrows(area)
        self._stats.adjustSize()
        self._stats.move(area.left() + 12, area.top() + 12)
        wide = min(self._theme.px(360), area.width() - 24)
        self._card.setFixedWidth(wide)
        self._card.adjustSize()
        self._card.move(area.left() + 12, area.bottom() - self._card.height() - 44)

    def _place_arrows(self, area: QRect) -> None:
        """In a row under the strip, or at the edges with the number under the right one."""
        pager, side, count = self.stage.plan.pager, self.before.height(), self.pages
        if pager is None:
            row = area.adjusted(6, 0, -6, 0)
            under = QPoint(row.right() - side // 2, row.center().y() + side + 6)
            at = under - QPoint(count.width() // 2, side // 2)
        else:
            row = QRect(0, 0, count.width() + 2 * (side + 6), side)
            row.moveCenter(pager.translated(area.topLeft()).center())
            at = row.center() - count.rect().center()
        self.before.move(row.left(), row.center().y() - side // 2)
        self.after.move(row.right() + 1 - side, row.center().y() - side // 2)
        count.move(at)

    def event(self, event: QEvent) -> bool:
        """Qt: the card grew or shrank."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _on_pages(self, page: int, pages: int) -> None:
        self.before.setVisible(page > 0)
        self.after.setVisible(page < pages - 1)
        self.pages.setVisible(pages > 1)
        self.pages.setText(f"{page + 1} / {pages}")
        self._place()
