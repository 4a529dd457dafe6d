"""Registers that the service pulls by itself: how the last pull went, pulling now, adding one."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.rosters import NewSource, Source
from app.services.facade.school.rosters import Rosters
from app.ui.qt.i18n import tr, trn
from app.ui.qt.widgets import bind, empty, label, push_button
from app.ui.school.cards import Card
from app.ui.school.picker import Picker
from app.ui.theme import FontRole, Theme
from app.ui.trust.work_sheet import WorkSheet
from app.ui.when import full_time

_EVERY = (24, 12, 6, 168)


class SourcesCard(Card):
    """Hidden where there is none and the person may not add one."""

    pulled = Signal(object)
    dropped = Signal(object)
    added = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Журналы, откуда список берётся сам"))
        self.theme = theme
        self.add = push_button(tr("Подключить журнал…"), look="link")
        self.add.clicked.connect(self.added)
        self.extra.addWidget(self.add)
        self.add_line()
        self._rows = QVBoxLayout()
        self.body.addLayout(self._rows)
        self.pull: dict[str, QPushButton] = {}
        self.drop: dict[str, QPushButton] = {}
        self.lines: list[tuple[str, str]] = []
        bind(theme, self, lambda: self._rows.setSpacing(theme.px(4)))

    def show_sources(self, sources: Sequence[Source], *, runs_server: bool) -> None:
        """Show what is pulled; adding and removing is for who runs the server."""
        empty(self._rows)
        self.pull, self.drop, self.lines = {}, {}, []
        self.setVisible(runs_server or bool(sources))
        self.add.setVisible(runs_server)
        for one in sources:
            self._rows.addWidget(self._row(one, runs_server=runs_server))
        if not sources:
            text = tr("Ни один журнал не подключён: список загружают файлами.")
            self._rows.addWidget(self._around(label(self.theme, text, FontRole.BODY, wrap=True)))

    def _row(self, one: Source, *, runs_server: bool) -> QWidget:
        theme, state = self.theme, source_words(one)
        tone = "danger" if one.trouble else "text2"
        self.lines.append((one.place, state))
        holder, words = QWidget(), QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(theme, one.place, FontRole.BODY, wrap=True))
        words.addWidget(label(theme, state, FontRole.CAPTION, tone=tone, wrap=True))
        line = QHBoxLayout(holder)
        line.addLayout(words, 1)
        pull = self.pull[one.id] = push_button(tr("Взять сейчас"), look="link")
        pull.clicked.connect(lambda: self.pulled.emit(one))
        line.addWidget(pull)
        if runs_server:
            drop = self.drop[one.id] = push_button(tr("Убрать"), look="link")
            drop.setAccessibleName(tr("Убрать: {place}", place=one.place))
            drop.clicked.connect(lambda: self.dropped.emit(one))
            line.addWidget(drop)
        line.setContentsMargins(0, 0, 0, 0)
        bind(theme, holder, lambda: line.setSpacing(theme.px(16)))
        return self._around(holder)

    def _around(self, part: QWidget) -> QWidget:
        holder, px = QWidget(), self.theme.px
        line = QHBoxLayout(holder)
        line.addWidget(part)
        bind(self.theme, holder, lambda: line.setContentsMargins(px(15), px(7), px(15), px(7)))
        return holder


class SourceSheet(WorkSheet):
    """Where a OneRoster service is and how to sign in to it."""

    def __init__(self, parent: QWidget | None, theme: Theme, rosters: Rosters, *, org: str) -> None:
        super().__init__(parent, theme, tr("Подключить журнал"))
        self._rosters, self._org = rosters, org
        text = tr(
            "Журнал должен уметь OneRoster 1.1 или 1.2. Данные для входа выдаёт его поставщик; "
            "сервер школы хранит их зашифрованными."
        )
        self.words(text)
        self.url = self.field(tr("Адрес OneRoster (https://…)"), most=1000)
        self.token_url = self.field(tr("Адрес выдачи токена (https://…)"), most=1000)
        self.client_id = self.field(tr("Идентификатор клиента"), most=255)
        self.secret = self.field(tr("Секрет клиента"), most=1000)
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.every = Picker(tr("Как часто"))
        offers = [(hours, trn("Раз в %n ч", hours)) for hours in _EVERY]
        self.every.offer(offers, _EVERY[0])
        self.body.addWidget(self.every, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.note)
        self.add_action(tr("Отмена"))
        self.save = self.add_action(tr("Подключить"), look="primary", slot=self._on_save)
        self.buttons = [self.save]
        for field in self._fields():
            field.textChanged.connect(lambda _: self.refresh())
        self.refresh()
        self.url.setFocus()

    def refresh(self) -> None:
        """Every field is needed."""
        self.save.setEnabled(all(field.text().strip() for field in self._fields()))

    def _fields(self) -> tuple[QLineEdit, ...]:
        return self.url, self.token_url, self.client_id, self.secret

    def _on_save(self) -> None:
        url, token_url, client_id, secret = (field.text().strip() for field in self._fields())
        every = self.every.chosen
        hours = every if isinstance(every, int) else _EVERY[0]
        source = NewSource(url, token_url, client_id, secret, hours)
        self.work(self._rosters.add_source(self._org, source))


def source_words(one: Source) -> str:
    """Return how the last pull went and when the next one is."""
    if one.trouble:
        return one.trouble
    every = trn("раз в %n ч", one.every_hours)
    if one.taken_at is None:
        return tr("Ещё не брали; {every}", every=every)
    when = full_time(one.taken_at, datetime.now(UTC))
    return tr("Последний раз {when}; {every}", when=when, every=every)
