"""One complaint: ask to look, agree as the second, read, delete, mute, close.

What was written is read by two administrators together or by nobody; the server holds that, this
sheet says at each step what is missing.
"""

from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.domain.ids import UserId
from app.domain.trust import Report, Said, Step
from app.services.facade.school.trust import Complaints
from app.ui.qt.dialogs import confirm, toast
from app.ui.qt.flow import FlowLayout
from app.ui.qt.i18n import tr, trn
from app.ui.qt.widgets import ChoiceField, bind, empty, label, push_button
from app.ui.theme import FontRole, Theme
from app.ui.trust.work_sheet import LONGEST, WorkSheet
from app.ui.when import full_time

_HOURS = (1, 3, 24, 72)


class ReportSheet(WorkSheet):
    """Grows as the complaint is looked into."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        complaints: Complaints,
        report: Report,
        *,
        me: UserId,
    ) -> None:
        super().__init__(
            parent, theme, tr("Жалоба: {name}", name=report.name(report.sender)), width=560
        )
        self._complaints, self.report, self._me = complaints, report, me
        self.about = label(theme, _about(report), FontRole.PREVIEW, tone="text2", wrap=True)
        self.reason = label(theme, report.reason, FontRole.BODY, wrap=True)
        self.state = label(theme, "", FontRole.PREVIEW, tone="text2", wrap=True)
        for part in (self.about, self.reason, self.state):
            self.body.addWidget(part)
        self.said = QVBoxLayout()
        self.said.setSpacing(theme.px(8))
        self.body.addLayout(self.said)
        self._deeds = QWidget()
        self._make_deeds()
        self.body.addWidget(self._deeds)
        self.why = self.field("", most=LONGEST)
        self.body.addWidget(self.note)
        self.add_action(tr("Отмена"))
        self.close_button = self.add_action(tr("Закрыть жалобу"), slot=self._on_close)
        self.next = self.add_action("", look="primary", slot=self._on_next)
        self.buttons = [self.close_button, self.next, *self.deeds]
        self.why.textChanged.connect(lambda _: self.refresh())
        self.show_report(report)

    @property
    def step(self) -> Step:
        """What can be done now."""
        return self.report.step(self._me, datetime.now(UTC))

    def show_report(self, report: Report) -> None:
        """Show where the complaint stands."""
        self.report = report
        step = self.step
        self.state.setText(self._state_words(step))
        hint = {
            Step.ASK: tr("Зачем смотреть, или чем закончилось"),
            Step.CLOSED: "",
        }.get(step, tr("Чем закончилось: решение останется в журнале"))
        self.why.setPlaceholderText(hint)
        self.why.setAccessibleName(hint)
        self.why.setVisible(step is not Step.CLOSED)
        self.close_button.setVisible(step is not Step.CLOSED)
        names = {
            Step.ASK: tr("Попросить о просмотре"),
            Step.AGREE: tr("Согласиться"),
            Step.READ: tr("Показать сообщение"),
        }
        self.next.setText(names.get(step, ""))
        self.next.setVisible(step in names)
        self._deeds.setVisible(step is Step.READ)
        self.refresh()

    def refresh(self) -> None:
        """Words are needed to ask and to close."""
        enough = len(self._words()) >= 3
        self.close_button.setEnabled(enough)
        self.next.setEnabled(enough if self.step is Step.ASK else True)

    def show_said(self, messages: tuple[Said, ...]) -> None:
        """Show the reported message with those around it."""
        empty(self.said)
        for one in messages:
            self.said.addWidget(_bubble(self._theme, one))
        if not messages:
            words = tr("Здесь нет сообщений с текстом.")
            self.said.addWidget(label(self._theme, words, FontRole.BODY, tone="text2"))
        self.next.hide()

    # ---------------------------------------------------------------------------------- steps

    def _on_next(self) -> None:
        match self.step:
            case Step.ASK:
                self.work(
                    self._moved(self._complaints.ask(self.report.id, self._words())), close=False
                )
            case Step.AGREE:
                self.work(self._moved(self._complaints.agree(self.report.id)), close=False)
            case Step.READ:
                self.work(self._read(), close=False)
            case _:
                pass

    async def _moved(self, doing: Coroutine[Any, Any, Report]) -> None:
        report = await doing
        self.why.clear()
        self.show_report(report)

    async def _read(self) -> None:
        self.show_said(await self._complaints.read(self.report.id))

    def _on_close(self) -> None:
        self.work(self._complaints.close(self.report.id, self._words()))

    def _words(self) -> str:
        return " ".join(self.why.text().split())

    # ---------------------------------------------------------------------------------- deeds

    def _make_deeds(self) -> None:
        theme = self._theme
        row = FlowLayout(self._deeds)
        self.delete = push_button(tr("Удалить сообщение"))
        self.wipe = push_button(tr("Удалить всё от этого человека"))
        self.hours = ChoiceField(theme, tr("На сколько заглушить"))
        for hours in _HOURS:
            self.hours.addItem(trn("%n [час|часа|часов]", hours), hours)
        self.hours.setCurrentIndex(_HOURS.index(24))
        self.mute = push_button(tr("Заглушить на"))
        self.deeds: list[QPushButton] = [self.delete, self.wipe, self.mute]
        for part in (self.delete, self.wipe, self.mute, self.hours):
            row.addWidget(part)
        bind(theme, self._deeds, lambda: row.setSpacing(theme.px(8)))
        self.delete.clicked.connect(lambda: self.work(self._delete(), close=False))
        self.wipe.clicked.connect(lambda: self.work(self._wipe(), close=False))
        self.mute.clicked.connect(lambda: self.work(self._mute(), close=False))

    async def _delete(self) -> None:
        if await self._sure(tr("Удалить сообщение?"), tr("Оно исчезнет у всех участников чата.")):
            await self._complaints.delete(self.report.id)
            toast(self, self._theme, tr("Сообщение удалено."))

    async def _wipe(self) -> None:
        text = tr("Всё, что {name} написал(а) в этом чате, исчезнет у всех.", name=self._name)
        if await self._sure(tr("Удалить всё?"), text):
            await self._complaints.wipe(self.report.id)
            toast(self, self._theme, tr("Сообщения удаляются."))

    async def _mute(self) -> None:
        await self._complaints.mute(self.report.id, int(self.hours.currentData()))
        words = tr("{name} не сможет писать в этот чат.", name=self._name)
        toast(self, self._theme, words)

    async def _sure(self, title: str, text: str) -> bool:
        return await confirm(self, self._theme, title, text, action=tr("Удалить"), danger=True)

    @property
    def _name(self) -> str:
        return self.report.name(self.report.sender)

    def _state_words(self, step: Step) -> str:
        report = self.report
        asked = report.name(report.asked_by) if report.asked_by else ""
        match step:
            case Step.ASK:
                return tr(
                    "Сообщение можно прочитать, если согласится второй администратор. "
                    "Каждый просмотр остаётся в журнале."
                )
            case Step.WAIT:
                return tr("Вы попросили о просмотре. Нужно согласие другого администратора.")
            case Step.AGREE:
                return tr("{name} просит о просмотре: {why}", name=asked, why=report.why)
            case Step.READ:
                return tr("Вы и второй администратор можете смотреть сутки.")
            case Step.OTHERS:
                return tr("Смотрят двое других администраторов.")
            case Step.NO_MESSAGE:
                return tr("Это жалоба на человека, а не на сообщение: читать здесь нечего.")
            case Step.CLOSED:
                by = report.name(report.closed_by) if report.closed_by else ""
                return tr("Закрыл(а) {name}: {decision}", name=by, decision=report.decision)


def _about(report: Report) -> str:
    when = full_time(report.at, datetime.now(UTC)) if report.at is not None else ""
    who = tr("Пожаловался(ась) {name}", name=report.name(report.reporter))
    return " · ".join(part for part in (who, report.room_name, when) if part)


def _bubble(theme: Theme, one: Said) -> QFrame:
    frame = QFrame()
    frame.setObjectName("said")
    column = QVBoxLayout(frame)
    when = full_time(one.at, datetime.now(UTC)) if one.at is not None else ""
    head = " · ".join(part for part in (one.name, when) if part)
    tone = "danger" if one.reported else "text2"
    column.addWidget(label(theme, head, FontRole.CAPTION_STRONG, tone=tone, wrap=True))
    text = label(theme, one.text or tr("(без текста)"), FontRole.BODY, wrap=True)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(text)

    def fit() -> None:
        edge = theme.colors.danger if one.reported else theme.colors.line
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        column.setSpacing(theme.px(2))
        frame.setStyleSheet(
            f"QFrame#said {{ background: {theme.colors.surface2.name()};"
            f" border: 1px solid {edge.name()}; border-radius: 10px; }}"
        )

    bind(theme, frame, fit)
    return frame
