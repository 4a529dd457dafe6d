"""What one server offers: ways through the browser, and card, register and password in turns."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.cards import CARD_FLOW, grouped
from app.domain.identities import GRADEBOOK_FLOW
from app.domain.server import DiscoveredServer
from app.ui.login.card import CardEntry
from app.ui.login.gradebook import GradebookEntry
from app.ui.login.password import PasswordEntry
from app.ui.login.sso import ProviderButtons
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.qt.widgets import bind, label, push_button
from app.ui.theme import FontRole, Theme


class Offers(QWidget):
    """The ways into one server; each says itself what was entered. Hidden without a server."""

    def __init__(self, theme: Theme, tasks: Starter) -> None:
        super().__init__()
        self._theme = theme
        self._by_password = False
        self._card_code = ""
        self.sso = ProviderButtons(theme)
        self.by_card = _toggle(tr("Войти по карточке или коду"))
        self.by_card.toggled.connect(self._on_by_card)
        self.card = CardEntry(theme, tasks)
        self.by_gradebook = _toggle(tr("Войти с паролем электронного журнала"))
        self.by_gradebook.toggled.connect(self._on_by_gradebook)
        self.gradebook = GradebookEntry(theme)
        self.password = PasswordEntry(theme)
        self._or = _Or(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        for part in (
            *(self.sso, self.by_card, self.card, self.by_gradebook, self.gradebook),
            *(self._or, self.password),
        ):
            column.addWidget(part)
        self.card.hide()
        self.gradebook.hide()
        bind(theme, self.by_card, self._dress_toggles)
        self.hide()

    def hold_card(self, code: str) -> None:
        """Keep the code of a card for the next server that takes cards."""
        self._card_code = code

    def offer(self, server: DiscoveredServer | None) -> bool:
        """Show the ways into a server, nothing without one; whether any is known here."""
        self.setVisible(server is not None)
        if server is None:
            self.sso.clear()
            return False
        self.sso.offer(server)
        by_card = CARD_FLOW in server.flows
        by_gradebook = GRADEBOOK_FLOW in server.flows and bool(server.registers)
        # Whoever signs people in for the server asks for the password himself, in the browser.
        self._by_password = "m.login.password" in server.flows and server.oauth is None
        self.gradebook.offer(server.registers)
        for toggle, offered in ((self.by_card, by_card), (self.by_gradebook, by_gradebook)):
            toggle.setVisible(offered)
            if not offered:
                toggle.setChecked(False)
        self._show_ways()
        if by_card and self._card_code:
            self.by_card.setChecked(True)
            self.card.code.setText(grouped(self._card_code))
            self._card_code = ""
        return self.sso.any or by_card or by_gradebook or self._by_password

    def _show_ways(self) -> None:
        """Card, register and password take turns; one of them is asked for at a time."""
        card, gradebook = self.by_card.isChecked(), self.by_gradebook.isChecked()
        self.card.setVisible(card)
        self.gradebook.setVisible(gradebook)
        plain = self._by_password and not card and not gradebook
        toggles = (self.by_card, self.by_gradebook)
        others = self.sso.any or any(one.isVisibleTo(self) for one in toggles)
        self._or.setVisible(plain and others)
        self.password.setVisible(plain)
        self.password.set_primary(not self.sso.any)

    def _on_by_card(self, wanted: bool) -> None:
        if wanted:
            self.by_gradebook.setChecked(False)
        self._show_ways()
        self.by_card.setText(
            tr("Войти по логину и паролю") if wanted else tr("Войти по карточке или коду")
        )
        (self.card.code if wanted else self.password.user).setFocus()

    def _on_by_gradebook(self, wanted: bool) -> None:
        if wanted:
            self.by_card.setChecked(False)
        self._show_ways()
        self.by_gradebook.setText(
            tr("Войти по логину и паролю")
            if wanted and self._by_password
            else tr("Войти с паролем электронного журнала")
        )
        (self.gradebook.login if wanted else self.password.user).setFocus()

    def _dress_toggles(self) -> None:
        theme, side = self._theme, self._theme.px(20)
        for button, icon in (
            (self.by_card, "qr_code_20_regular"),
            (self.by_gradebook, "book_open_24_regular"),
        ):
            button.setFixedHeight(theme.px(44))
            button.setIcon(theme.qicon(icon, theme.colors.text, side))
            button.setIconSize(QSize(side, side))


def _toggle(words: str) -> QPushButton:
    button = push_button(words)
    button.setCheckable(True)
    return button


class _Or(QWidget):
    """A line with the word «или» in it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        for part in range(3):
            if part == 1:
                row.addWidget(label(theme, tr("или"), FontRole.CAPTION, tone="text2"))
                continue
            line = QFrame()
            line.setProperty("look", "divider")
            line.setFixedHeight(1)
            row.addWidget(line, 1)
