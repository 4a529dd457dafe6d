"""A quick question: asking it, answering it, and how many chose what."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.lessons import Question
from app.ui.qt.dialogs import Sheet
from app.ui.qt.i18n import tr, trn
from app.ui.qt.widgets import IconButton, bind, empty, label, push_button
from app.ui.theme import FontRole, Theme

MOST_OPTIONS, LONGEST = 6, 200


class AskSheet(Sheet):
    """A question and its answers; «да / нет» stand there to begin with."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent, theme, tr("Вопрос классу"), width=440)
        self.text = QLineEdit()
        self.text.setPlaceholderText(tr("О чём спросить"))
        self.text.setAccessibleName(tr("Вопрос"))
        self.text.setMaxLength(LONGEST)
        self.body.addWidget(self.text)
        self.options: list[QLineEdit] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.body.addLayout(self._column)
        self.more = push_button(tr("Ещё вариант"), look="flat")
        self.more.clicked.connect(lambda: self._add("").setFocus())
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._add(tr("Да"))
        self._add(tr("Нет"))
        self.add_action(tr("Отмена"))
        self.ask = self.add_action(tr("Спросить"), look="primary")
        self.text.textChanged.connect(lambda _: self._refresh())
        self._refresh()
        self.text.setFocus()

    @property
    def question(self) -> tuple[str, tuple[str, ...]]:
        """The text, and the answers that are not empty."""
        options = tuple(text for field in self.options if (text := field.text().strip()))
        return self.text.text().strip(), options

    def _add(self, text: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setMaxLength(LONGEST)
        field.setAccessibleName(tr("Вариант {number}", number=len(self.options) + 1))
        field.setPlaceholderText(tr("Вариант ответа"))
        field.textChanged.connect(lambda _: self._refresh())
        self.options.append(field)
        self._column.addWidget(field)
        self.more.setVisible(len(self.options) < MOST_OPTIONS)
        return field

    def _refresh(self) -> None:
        if hasattr(self, "ask"):
            text, options = self.question
            self.ask.setEnabled(bool(text) and len(set(options)) == len(options) >= 2)


class QuestionCard(QFrame):
    """The question that stands: pupils choose, the teacher sees the totals and closes it."""

    answered = Signal(int)
    close_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._question: Question | None = None
        self._hidden_id = ""
        self.setProperty("look", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 14, 12)
        self._column.setSpacing(6)
        self.options: list[QPushButton] = []
        bind(theme, self, self._on_theme)
        self.hide()

    def show_question(self, question: Question | None, *, leads: bool) -> None:
        """Show a question, its totals, or nothing."""
        if question == self._question:
            return
        self._question = question
        self._clear()
        shown = question is not None and question.id != self._hidden_id
        self.setVisible(shown)
        if question is None or not shown:
            return
        self.setAccessibleName(tr("Вопрос: {text}", text=question.text))
        head = QHBoxLayout()
        head.addWidget(label(self._theme, question.text, FontRole.BODY_STRONG, wrap=True), 1)
        if leads and question.open:
            close = push_button(tr("Подвести итог"), look="flat")
            close.clicked.connect(self.close_wanted)
            head.addWidget(close)
        else:
            away = IconButton(self._theme, "dismiss_20_regular", tr("Убрать"), size=32)
            away.clicked.connect(self._on_away)
            head.addWidget(away)
        self._column.addLayout(head)
        for number, text in enumerate(question.options):
            self._column.addWidget(self._option(question, number, text, leads=leads))
        if question.totals is not None:
            words = trn("%n [ответ|ответа|ответов]", sum(question.totals))
            self._column.addWidget(label(self._theme, words, FontRole.CAPTION, tone="text3"))
        self.adjustSize()

    def _option(self, question: Question, number: int, text: str, *, leads: bool) -> QWidget:
        if question.totals is not None:
            return _Bar(self._theme, text, question.totals[number], sum(question.totals))
        mine = question.mine == number
        button = push_button(f"✓ {text}" if mine else text, look="primary" if mine else "plain")
        button.setEnabled(question.open and not leads)
        button.clicked.connect(lambda: self.answered.emit(number))
        self.options.append(button)
        return button

    def _on_theme(self) -> None:
        """An answer stands out from the card."""
        self.setStyleSheet(
            f'QPushButton[look="plain"] {{ background: {self._theme.colors.line.name()}; }}'
        )

    def _on_away(self) -> None:
        if self._question is not None:
            self._hidden_id = self._question.id
        self.hide()

    def _clear(self) -> None:
        self.options.clear()
        empty(self._column)


class _Bar(QWidget):
    """One answer with its share."""

    def __init__(self, theme: Theme, text: str, count: int, total: int) -> None:
        super().__init__()
        self._theme, self._text, self._count = theme, text, count
        self._share = count / total if total else 0.0
        self.setFixedHeight(theme.px(30))
        self.setMinimumWidth(theme.px(200))
        self.setAccessibleName(f"{text}: {count}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: a bar under the words."""
        colors = self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect())
        painter.setBrush(colors.surface)
        painter.drawRoundedRect(box, 8, 8)
        if self._share:
            painter.setBrush(colors.accSoft)
            done = QRectF(box)
            done.setWidth(max(box.width() * self._share, 16))
            painter.drawRoundedRect(done, 8, 8)
        painter.setPen(colors.text)
        painter.setFont(self._theme.font(FontRole.PREVIEW))
        inner = box.adjusted(10, 0, -10, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self._text)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(inner, right, str(self._count))
        painter.end()
