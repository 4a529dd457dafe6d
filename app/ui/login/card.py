"""Signing in by a printed card: type the code, or show a picture of the card."""

import tempfile
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.cards import CODE_LENGTH, CardLink, grouped, parse_card
from app.domain.errors import AppError
from app.ui.login.fields import Field
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Starter
from app.ui.qt.picture_files import choose_picture, codes_in
from app.ui.qt.widgets import label, push_button, say
from app.ui.theme import FontRole, Theme


class CodeField(Field):
    """Letters become capital and stand in groups of four; a pasted picture is read."""

    picture_pasted = Signal(QImage)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Код с карточки"))
        self.setPlaceholderText("XXXX-XXXX-XXXX")
        self.textEdited.connect(self._on_edited)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a picture in the clipboard is a photo of the card."""
        if event.matches(QKeySequence.StandardKey.Paste):
            picture = QGuiApplication.clipboard().image()
            if not picture.isNull():
                self.picture_pasted.emit(picture)
                return
        super().keyPressEvent(event)

    def _on_edited(self, text: str) -> None:
        if text.lower().startswith("parta:"):
            return
        shown = grouped(text)
        if shown != text:
            behind = len(text) - self.cursorPosition()
            self.setText(shown)
            self.setCursorPosition(max(len(shown) - behind, 0))


class CardEntry(QWidget):
    """The code and the ways to it; `entered` with the code, `linked` with a whole card."""

    entered = Signal(str)
    linked = Signal(CardLink)

    def __init__(self, theme: Theme, tasks: Starter) -> None:
        super().__init__()
        self._tasks = tasks
        self.code = CodeField(theme)
        self.enter = push_button(tr("Войти"), look="primary")
        self.enter.setFixedHeight(theme.px(44))
        self.picture = push_button(tr("Прочитать QR-код с картинки"), look="link")
        self.note = label(theme, "", FontRole.CAPTION, tone="danger", wrap=True)
        self.note.hide()
        words = tr("Код напечатан на карточке, которую выдал классный руководитель.")
        row = QHBoxLayout()
        row.addWidget(self.picture)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(label(theme, words, FontRole.CAPTION, tone="text2", wrap=True))
        column.addWidget(self.code)
        column.addWidget(self.note)
        column.addWidget(self.enter)
        column.addLayout(row)
        self.code.returnPressed.connect(self._on_enter)
        self.code.textChanged.connect(lambda _: self.note.hide())
        self.code.picture_pasted.connect(self._on_pasted)
        self.enter.clicked.connect(self._on_enter)
        self.picture.clicked.connect(self._on_picture)

    def take(self, text: str) -> None:
        """Take what a QR code or the clipboard said."""
        link = parse_card(text)
        if link is not None:
            self.code.setText(grouped(link.code))
            self.linked.emit(link)
        else:
            self.say(tr("Это QR-код не с карточки ученика."))

    def say(self, words: str) -> None:
        """Say what is wrong under the code."""
        say(self.note, words)

    def read_picture(self, path: Path) -> None:
        """Look for the card's code in a picture file."""
        self._tasks.start(self._read(path))

    async def _read(self, path: Path) -> None:
        try:
            found = await codes_in(path)
        except AppError as error:
            self.say(user_text(error.user_text))
            return
        card = next((text for text in found if parse_card(text)), None)
        if card is not None:
            self.take(card)
        else:
            self.say(
                tr("Это QR-код не с карточки ученика.")
                if found
                else tr("На картинке не видно QR-кода. Сфотографируйте карточку ближе и ровнее.")
            )

    def _on_enter(self) -> None:
        text = self.code.text().strip()
        if text.lower().startswith("parta:"):
            self.take(text)
            return
        if len(text.replace("-", "")) < CODE_LENGTH:
            self.say(tr("В коде двенадцать знаков: три группы по четыре."))
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.entered.emit(text)

    def _on_picture(self) -> None:
        choose_picture(self, tr("Картинка с QR-кодом"), self.read_picture)

    def _on_pasted(self, picture: QImage) -> None:
        self._tasks.start(self._read_pasted(picture))

    async def _read_pasted(self, picture: QImage) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "card.png"
            picture.save(str(path))
            await self._read(path)
