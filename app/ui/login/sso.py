"""Ways in that lead through the browser: a button for each provider of the server."""

from urllib.parse import urlsplit

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.server import DiscoveredServer
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind, empty, push_button
from app.ui.theme import Theme

_SIGNS = {
    "gosuslugi": "building_bank_24_regular",
    "app.parta.authority": "hat_graduation_24_filled",
    "vk": "person_24_regular",
}
"""Icons of ways in by their `brand`: our own, nobody's trade mark."""

_LONGEST_HOST = 30
"""Letters of a name that fit on a button; a name cut short could pass for another one."""


class ProviderButtons(QWidget):
    """`wanted` with the provider's id, '' where the server names none; hidden without any."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.px(12))
        self.hide()

    def offer(self, server: DiscoveredServer) -> None:
        """Show the providers of a server in the place of those before."""
        self.clear()
        providers = _ways(server)
        brands = dict(server.brands)
        for provider, name in providers:
            words, alone = tr("Продолжить через {provider}", provider=name), len(providers) == 1
            look = "primary" if alone else "plain"
            button = push_button(words if alone else name, look=look)
            button.setAccessibleName(words)
            self._sign(button, brands.get(provider, ""), look)
            button.clicked.connect(lambda _=False, chosen=provider: self.wanted.emit(chosen))
            button.setFixedHeight(self._theme.px(44))
            self._rows.addWidget(button)
        self.setVisible(bool(providers))

    def follow(self, before: QWidget) -> None:
        """Have Tab lead here from a widget: buttons that are made late would come last of all."""
        for number in range(self._rows.count()):
            item = self._rows.itemAt(number)
            button = item.widget() if item is not None else None
            if button is not None:
                QWidget.setTabOrder(before, button)
                before = button

    def clear(self) -> None:
        """Take all away."""
        empty(self._rows)
        self.hide()

    @property
    def any(self) -> bool:
        """Whether there are any."""
        return self._rows.count() > 0

    def _sign(self, button: QPushButton, brand: str, look: str) -> None:
        """Give a way in its icon, in the colour of the button's words."""
        theme, icon = self._theme, _SIGNS.get(brand, "globe_20_regular")

        def refresh() -> None:
            color = theme.colors.onAcc if look == "primary" else theme.colors.text
            button.setIcon(theme.qicon(icon, color, theme.px(20)))
            button.setIconSize(QSize(theme.px(20), theme.px(20)))

        bind(theme, button, refresh)


def _ways(server: DiscoveredServer) -> tuple[tuple[str, str], ...]:
    """Return (id, name) of the ways; where another server signs people in, it is the only one."""
    if server.oauth is not None:
        host = urlsplit(server.oauth.issuer).hostname or ""
        return (("", host if len(host) <= _LONGEST_HOST else tr("браузер")),)
    if not server.providers and "m.login.sso" in server.flows:
        return (("", tr("единый вход")),)
    return server.providers
