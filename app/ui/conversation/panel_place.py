"""Where the info panel stands: beside the messages, or over them where there is no room."""

from PySide6.QtWidgets import QWidget

from app.ui.header.header import ConversationHeader
from app.ui.panel.panel import InfoPanel
from app.ui.theme import Theme

PANEL, LEAST_BESIDE_PANEL = 340, 360


class PanelPlace:
    """Shares a page out between its `column` and the panel."""

    def __init__(
        self,
        page: QWidget,
        theme: Theme,
        *,
        column: QWidget,
        panel: InfoPanel,
        header: ConversationHeader,
    ) -> None:
        self._page, self._theme = page, theme
        self._column, self._panel, self._header = column, panel, header
        panel.setParent(page)
        panel.hide()

    @property
    def covers(self) -> bool:
        """Whether the panel lies over everything."""
        return not self._panel.isHidden() and self._panel.width() == self._page.width()

    def show(self, shown: bool) -> None:
        """Show or hide the panel."""
        self._panel.setVisible(shown)
        self._header.set_panel_checked(shown)
        self.share()

    def share(self) -> None:
        """Give both their places; the way back stands there where the page is alone."""
        page, window = self._page, self._page.window()
        wide, high = page.width(), page.height()
        alone = window is not page and window.width() - wide < self._theme.px(200)
        self._header.set_back_visible(alone)
        panel = self._theme.px(PANEL) if not self._panel.isHidden() else 0
        if panel and wide - panel < self._theme.px(LEAST_BESIDE_PANEL):
            self._column.setGeometry(0, 0, wide, high)
            self._panel.setGeometry(0, 0, wide, high)
            self._panel.raise_()
        else:
            self._column.setGeometry(0, 0, wide - panel, high)
            self._panel.setGeometry(wide - panel, 0, panel, high)
