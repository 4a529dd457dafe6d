"""Cards side by side: as many columns as fit, each column of equal width."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.qt.widgets import bind
from app.ui.theme import Theme


class CardGrid(QWidget):
    """Lays its cards out anew when the width allows another number of columns.

    `weights` gives the shares of the columns where all cards stand in one row.
    """

    def __init__(
        self, theme: Theme, *, card_width: int, most: int, weights: Sequence[int] = ()
    ) -> None:
        super().__init__()
        self._theme, self._card_width, self._most = theme, card_width, most
        self._weights = tuple(weights)
        self._cards: list[QWidget] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        bind(theme, self, self._refresh)

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Show other cards; the old ones go."""
        for card in self._cards:
            self._grid.removeWidget(card)
            if card not in cards:
                card.hide()
                card.deleteLater()
        self._cards = list(cards)
        self._columns = 0
        self._arrange()

    @property
    def columns(self) -> int:
        """How many stand side by side."""
        return self._columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width, another number of columns."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        gap = self._grid.horizontalSpacing()
        fitting = (self.width() + gap) // (self._theme.px(self._card_width) + gap)
        columns = max(1, min(fitting, self._most, max(len(self._cards), 1)))
        if columns == self._columns:
            return
        for column in range(self._most):
            weight = 1
            if self._weights and columns == len(self._weights):
                weight = self._weights[column] if column < columns else 0
            self._grid.setColumnStretch(column, weight if column < columns else 0)
        self._columns = columns
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, number // columns, number % columns, Qt.AlignmentFlag(0))
            card.show()

    def _refresh(self) -> None:
        self._grid.setSpacing(self._theme.px(16))
        self._columns = 0
        self._arrange()
