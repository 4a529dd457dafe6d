"""«Новый опрос»: a question, two to twenty options, a background, one choice or several."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.domain.polls import (
    MAX_OPTIONS,
    MAX_QUESTION,
    MIN_OPTIONS,
    PollAnswer,
    PollDraft,
    PollStart,
)
from app.ui.dialogs.swatches import Swatches
from app.ui.qt.dialogs import Sheet, opened
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import ChoiceField, IconButton, Switch, bind, label, push_button
from app.ui.theme import FontRole, Theme

_EMPTY = PollDraft()
MAX_OPTION = 120
"""Characters; other clients cut longer answers."""


async def ask_poll(
    parent: QWidget,
    theme: Theme,
    *,
    rules: bool = False,
    anonymous: bool = False,
    draft: PollDraft = _EMPTY,
) -> tuple[PollStart | None, PollDraft]:
    """Let the person make a poll; None when they think better of it, with what is kept for later.

    `rules` offers what a school's server enforces: final votes, a time limit; `anonymous` offers
    anonymous voting.
    """
    sheet = PollSheet(parent, theme, rules=rules, anonymous=anonymous)
    sheet.take(draft)
    accepted = await opened(sheet) == QDialog.DialogCode.Accepted
    return (sheet.poll(), _EMPTY) if accepted else (None, sheet.draft())


class PollSheet(Sheet):
    """Enter goes on to the next option, Alt+Up and Alt+Down move one, lines pasted become many."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        *,
        rules: bool = False,
        anonymous: bool = False,
    ) -> None:
        super().__init__(parent, theme, tr("Новый опрос"))
        self._rules, self._may_hide = rules, anonymous
        self.options: list[OptionRow] = []
        self.question = QLineEdit()
        self.question.setMaxLength(MAX_QUESTION)
        self.question.setPlaceholderText(tr("О чём спросить?"))
        self.question.setAccessibleName(tr("Тема опроса"))
        self.counter = label(theme, "", FontRole.CAPTION, tone="text3")
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self.add = push_button(tr("Добавить вариант"), look="flat")
        bind(theme, self.add, self._dress_add)
        self.swatches = Swatches(theme)
        self.several = Switch(theme, tr("Выбор нескольких вариантов"))
        self.anonymous = Switch(theme, tr("Анонимное голосование"))
        self.final = Switch(theme, tr("Запретить отмену голоса"))
        self.limit = ChoiceField(theme, tr("Время голосования"))
        for words, hours in limits():
            self.limit.addItem(words, hours)
        self.secret = label(
            theme,
            tr("Кто как голосовал, никому в чате не видно. Голос один, изменить его нельзя."),
            FontRole.CAPTION,
            tone="text2",
            wrap=True,
        )
        self.secret.hide()
        self.note = label(theme, "", FontRole.CAPTION, tone="danger", wrap=True)
        self._lay_out()
        self.add_action(tr("Отмена"))
        self.send = self.add_action(tr("Отправить опрос"), look="primary", slot=self._on_send)
        for _ in range(MIN_OPTIONS):
            self.add_option()
        self.question.textChanged.connect(self.refresh)
        self.question.returnPressed.connect(lambda: self.options[0].field.setFocus())
        self.add.clicked.connect(self._on_add)
        self.anonymous.toggled.connect(self._on_anonymous)
        self.refresh()

    def poll(self) -> PollStart:
        """Return what was made."""
        texts = [text for text in self._texts() if text]
        return PollStart(
            " ".join(self.question.text().split()),
            tuple(PollAnswer(f"o{number}", text) for number, text in enumerate(texts)),
            max_selections=len(texts) if self.several.isChecked() else 1,
            background=self.swatches.chosen,
            closes_at=self._closes_at(),
            final=self.final.isChecked() and not self.anonymous.isChecked(),
            anonymous=self.anonymous.isChecked(),
        )

    def draft(self) -> PollDraft:
        """Return what is written, to be taken up another time; nothing where nothing is."""
        texts = tuple(text for text in self._texts() if text)
        question = self.question.text().strip()
        if not question and not texts:
            return _EMPTY
        return PollDraft(
            question,
            texts,
            background=self.swatches.chosen,
            several=self.several.isChecked(),
            anonymous=self.anonymous.isChecked(),
            final=self.final.isChecked(),
            hours=self.limit.currentData(),
        )

    def take(self, draft: PollDraft) -> None:
        """Go on with what was written another time."""
        self.question.setText(draft.question)
        for number, text in enumerate(draft.options[:MAX_OPTIONS]):
            row = self.options[number] if number < len(self.options) else self.add_option()
            row.field.setText(text)
        self.swatches.choose(draft.background)
        self.several.setChecked(draft.several)
        self.anonymous.setChecked(draft.anonymous and self._may_hide)
        if self._rules:
            self.final.setChecked(draft.final)
            self.limit.setCurrentIndex(max(self.limit.findData(draft.hours), 0))
        self.refresh()

    def _closes_at(self) -> datetime | None:
        hours: int = self.limit.currentData()
        return datetime.now(UTC) + timedelta(hours=hours) if hours else None

    def add_option(self, text: str = "", *, at: int | None = None) -> "OptionRow":
        """Add an option, at the end unless said otherwise."""
        row = OptionRow(self, self._theme)
        row.field.setText(text)
        place = len(self.options) if at is None else at
        self.options.insert(place, row)
        self._column.insertWidget(place, row)
        self.refresh()
        return row

    def remove_option(self, row: "OptionRow") -> None:
        """Remove an option; two always stay, the removed text with them."""
        place = self.options.index(row)
        if len(self.options) <= MIN_OPTIONS:
            row.field.clear()
        else:
            self.options.remove(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.options[max(place - 1, 0)].field.setFocus()
        self.refresh()

    def move_option(self, row: "OptionRow", place: int) -> None:
        """Give an option another place."""
        place = max(0, min(place, len(self.options) - 1))
        if self.options[place] is row:
            return
        self.options.remove(row)
        self.options.insert(place, row)
        self._column.removeWidget(row)
        self._column.insertWidget(place, row)
        self._tab_order()
        row.field.setFocus()
        self.refresh()

    def drag_option(self, row: "OptionRow", y: int) -> None:
        """Follow the mouse: the option changes place as soon as it passes the middle of another."""
        others = [other for other in self.options if other is not row]
        place = sum(other.geometry().center().y() < y for other in others)
        if place != self.options.index(row):
            self.move_option(row, place)

    def go_on_from(self, row: "OptionRow") -> None:
        """Enter in an option: to the next one, which is made where there is none."""
        place = self.options.index(row)
        if place + 1 < len(self.options):
            self.options[place + 1].field.setFocus()
        elif row.field.text().strip():
            self._on_add()

    def spread(self, row: "OptionRow", lines: list[str]) -> None:
        """Several lines were pasted into an option: one option each."""
        row.field.insert(lines[0])
        place = self.options.index(row)
        for line in lines[1:]:
            place += 1
            if place < len(self.options) and not self.options[place].field.text():
                self.options[place].field.setText(line)
            elif len(self.options) < MAX_OPTIONS:
                self.add_option(line, at=place)
        self.options[min(place, len(self.options) - 1)].field.setFocus()

    def refresh(self) -> None:
        """Fit counters, names and buttons to what is written."""
        length = len(self.question.text())
        self.counter.setText(f"{length} / {MAX_QUESTION}")
        self.counter.setAccessibleName(tr("{n} из {most} знаков", n=length, most=MAX_QUESTION))
        for number, row in enumerate(self.options, start=1):
            row.set_number(number, removable=len(self.options) > MIN_OPTIONS)
        self.add.setVisible(len(self.options) < MAX_OPTIONS)
        texts = [text.casefold() for text in self._texts() if text]
        doubled = len(set(texts)) < len(texts)
        self.note.setText(tr("Варианты повторяются.") if doubled else "")
        self.note.setVisible(doubled)
        if hasattr(self, "send"):
            ready = bool(self.question.text().strip()) and len(texts) >= MIN_OPTIONS
            self.send.setEnabled(ready and not doubled)

    def open(self) -> None:
        """Qt: begin with the question."""
        super().open()
        self.question.setFocus()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click beside the card closes only while nothing is lost by it."""
        if any(self._texts()) or self.question.text().strip():
            event.accept()
            return
        super().mousePressEvent(event)

    def _texts(self) -> list[str]:
        return [" ".join(row.field.text().split()) for row in self.options]

    def _on_add(self) -> None:
        if len(self.options) < MAX_OPTIONS:
            row = self.add_option()
            row.field.setFocus()
            self._tab_order()

    def _on_send(self) -> None:
        if self.send.isEnabled():
            self.accept()

    def _on_anonymous(self, anonymous: bool) -> None:
        self.secret.setVisible(anonymous)
        self.final.setEnabled(not anonymous)

    def _tab_order(self) -> None:
        before: QWidget = self.question
        for row in self.options:
            for widget in (row.field, row.grip, row.remove):
                QWidget.setTabOrder(before, widget)
                before = widget
        QWidget.setTabOrder(before, self.add)

    def _dress_add(self) -> None:
        theme = self._theme
        side = theme.px(20)
        self.add.setIcon(theme.qicon("add_24_regular", theme.colors.accText, side))
        self.add.setIconSize(QSize(side, side))

    def _lay_out(self) -> None:
        theme, body = self._theme, self.body
        head = QHBoxLayout()
        head.addWidget(_caption(theme, tr("Тема опроса")))
        head.addStretch(1)
        head.addWidget(self.counter)
        body.setSpacing(theme.px(8))
        body.addLayout(head)
        body.addWidget(self.question)
        body.addSpacing(theme.px(6))
        body.addWidget(_caption(theme, tr("Варианты ответа")))
        body.addWidget(self._list)
        body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self.note)
        body.addSpacing(theme.px(8))
        body.addWidget(_caption(theme, tr("Фон")))
        body.addWidget(self.swatches)
        body.addWidget(_caption(theme, tr("Настройки опроса")))
        rows: list[tuple[str, QWidget]] = [(tr("Выбор нескольких вариантов"), self.several)]
        if self._may_hide:
            rows.insert(0, (tr("Анонимное голосование"), self.anonymous))
        if self._rules:
            rows.append((tr("Запретить отмену голоса"), self.final))
            rows.append((tr("Время голосования"), self.limit))
        for words, control in rows:
            line = QHBoxLayout()
            line.addWidget(label(theme, words, FontRole.BODY), 1)
            line.addWidget(control)
            body.addLayout(line)
            if control is self.anonymous:
                body.addWidget(self.secret)


def limits() -> tuple[tuple[str, int], ...]:
    """Return how long one may vote: words and hours, 0 is for good."""
    return (
        (tr("без ограничения"), 0),
        (tr("час"), 1),
        (tr("сутки"), 24),
        (tr("трое суток"), 72),
        (tr("неделя"), 168),
    )


class OptionRow(QWidget):
    """One option: its text, a grip to drag it by, a button that removes it."""

    def __init__(self, sheet: PollSheet, theme: Theme) -> None:
        super().__init__()
        self._sheet = sheet
        self._pressed: QPoint | None = None
        self.field = QLineEdit()
        self.field.setMaxLength(MAX_OPTION)
        self.field.installEventFilter(self)
        self.grip = IconButton(
            theme, "re_order_dots_vertical_20_regular", tr("Переместить"), size=28
        )
        self.grip.setCursor(Qt.CursorShape.SizeVerCursor)
        self.grip.installEventFilter(self)
        self.remove = IconButton(theme, "dismiss_20_regular", tr("Удалить вариант"), size=36)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.field, 1)
        row.addWidget(self.grip)
        row.addWidget(self.remove)
        self.field.textChanged.connect(sheet.refresh)
        self.remove.clicked.connect(lambda: sheet.remove_option(self))

    def set_number(self, number: int, *, removable: bool) -> None:
        """Say which option this is."""
        self.field.setPlaceholderText(tr("Вариант {n}", n=number))
        self.field.setAccessibleName(tr("Вариант {n}", n=number))
        self.grip.set_name(tr("Переместить вариант {n} (Alt+стрелки)", n=number))
        self.remove.set_name(tr("Удалить вариант {n}", n=number))
        self.remove.setEnabled(removable or bool(self.field.text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: keys in the field, dragging by the grip."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(watched, event)
        if watched is self.grip and isinstance(event, QMouseEvent):
            self._on_mouse(event)
        return False

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        alone = watched is self.grip or event.modifiers() & Qt.KeyboardModifier.AltModifier
        place = self._sheet.options.index(self)
        match event.key():
            case Qt.Key.Key_Up if alone:
                self._sheet.move_option(self, place - 1)
            case Qt.Key.Key_Down if alone:
                self._sheet.move_option(self, place + 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if watched is self.field:
                self._sheet.go_on_from(self)
            case Qt.Key.Key_Backspace if watched is self.field and not self.field.text():
                self._sheet.remove_option(self)
            case Qt.Key.Key_V | Qt.Key.Key_Insert if watched is self.field:
                return self._on_paste(event)
            case _:
                return False
        return True

    def _on_paste(self, event: QKeyEvent) -> bool:
        if not event.matches(QKeySequence.StandardKey.Paste):
            return False
        pasted = QGuiApplication.clipboard().text().splitlines()
        lines = [line.strip() for line in pasted if line.strip()]
        if len(lines) < 2:
            return False
        self._sheet.spread(self, [line[:MAX_OPTION] for line in lines[:MAX_OPTIONS]])
        return True

    def _on_mouse(self, event: QMouseEvent) -> None:
        if event.type() == QEvent.Type.MouseButtonPress:
            self._pressed = event.position().toPoint()
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._pressed = None
        elif self._pressed is not None and event.type() == QEvent.Type.MouseMove:
            y = self.mapToParent(self.grip.mapTo(self, event.position().toPoint())).y()
            self._sheet.drag_option(self, y)


def _caption(theme: Theme, text: str) -> QLabel:
    return label(theme, text, FontRole.CAPTION, tone="text2")
