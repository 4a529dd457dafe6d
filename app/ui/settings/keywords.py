"""Words of one profile to be told of: a list, a field for one more."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.domain.errors import AppError
from app.domain.keywords import LONGEST_WORD, Keyword
from app.services.facade.session import Session
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Starter
from app.ui.qt.widgets import IconButton, empty, label, push_button, say
from app.ui.settings.parts import SettingsPage
from app.ui.theme import FontRole, Theme


class KeywordsPart(SettingsPage):
    """Every change counts when the server has taken it; what is refused stays in the field."""

    def __init__(self, theme: Theme, session: Session, tasks: Starter) -> None:
        super().__init__(theme)
        self.column.setContentsMargins(0, theme.px(8), 0, 0)
        self._keywords, self._tasks = session.keywords, tasks
        self.heading(tr("Ключевые слова · {profile}", profile=session.profile.value.title))
        self.words(
            tr(
                "О сообщении с таким словом Парта сообщит как об упоминании, и там, где "
                "сообщает только о них. Звёздочка заменяет любые буквы: «контрольн*»."
            )
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.column.addLayout(self._list)
        self.nothing = label(theme, tr("Слов пока нет."), FontRole.PREVIEW, tone="text3", wrap=True)
        self.column.addWidget(self.nothing)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Слово или фамилия"))
        self.field.setAccessibleName(tr("Новое ключевое слово"))
        self.field.setMaxLength(LONGEST_WORD)
        self.add = push_button(tr("Добавить"))
        self.add.setEnabled(False)
        self.field.returnPressed.connect(self._on_add)
        self.field.textChanged.connect(lambda text: self.add.setEnabled(bool(text.strip())))
        self.add.clicked.connect(self._on_add)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self.field, 1)
        line.addWidget(self.add)
        self.column.addLayout(line)
        self.trouble = label(theme, "", FontRole.CAPTION, tone="danger", wrap=True)
        self.trouble.hide()
        self.column.addWidget(self.trouble)
        self._cut = self._keywords.words.subscribe(self._show)
        self.destroyed.connect(self._cut)

    def _show(self, words: tuple[Keyword, ...]) -> None:
        empty(self._list)
        for word in words:
            self._list.addWidget(self._row(word))
        self.nothing.setVisible(not words)

    def _row(self, word: Keyword) -> QWidget:
        theme = self.theme
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label(theme, word.pattern, FontRole.BODY, wrap=True), 1)
        name = tr("Убрать слово «{word}»", word=word.pattern)
        out = IconButton(theme, "dismiss_20_regular", name, size=32)
        out.clicked.connect(lambda: self._tasks.start(self._remove(word)))
        line.addWidget(out, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder

    def _on_add(self) -> None:
        if self.add.isEnabled():
            self.add.setEnabled(False)
            self._tasks.start(self._add_word(self.field.text()))

    async def _add_word(self, typed: str) -> None:
        trouble = ""
        try:
            await self._keywords.add(typed)
        except AppError as error:
            trouble = user_text(error.user_text)
        if not isValid(self):
            return  # the settings were closed meanwhile
        say(self.trouble, trouble)
        if not trouble and self.field.text() == typed:
            self.field.clear()
        self.add.setEnabled(bool(self.field.text().strip()))

    async def _remove(self, word: Keyword) -> None:
        trouble = ""
        try:
            await self._keywords.remove(word)
        except AppError as error:
            trouble = user_text(error.user_text)
        if isValid(self):
            say(self.trouble, trouble)
