"""«Пожаловаться»: on a message or a person, with a reason; the school's administrators read it."""

from collections.abc import Awaitable, Callable

from PySide6.QtWidgets import QButtonGroup, QDialog, QRadioButton, QWidget

from app.domain.ids import EventId, RoomId, UserId
from app.services.facade.school.trust import Complaints
from app.ui.qt.dialogs import opened, toast
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import in_font
from app.ui.theme import FontRole, Theme
from app.ui.trust.work_sheet import LONGEST, WorkSheet

Send = Callable[[str], Awaitable[None]]


async def report_message(
    parent: QWidget, theme: Theme, complaints: Complaints, room_id: RoomId, event_id: EventId
) -> None:
    """Complain of a message."""
    await _report(
        parent, theme, ReportDialog(
            parent, theme, tr("Пожаловаться на сообщение"),
            tr("Само сообщение прочитают, только если согласятся двое администраторов."),
            send=lambda reason: complaints.about_message(room_id, event_id, reason),
        ),
    )  # fmt: skip


async def report_person(
    parent: QWidget, theme: Theme, complaints: Complaints, user_id: UserId, name: str
) -> None:
    """Complain of a person."""
    await _report(
        parent, theme, ReportDialog(
            parent, theme, tr("Пожаловаться: {name}", name=name),
            tr("Если дело в сообщении, пожалуйтесь на него: так его смогут прочитать."),
            send=lambda reason: complaints.about_person(user_id, reason),
        ),
    )  # fmt: skip


async def _report(parent: QWidget, theme: Theme, sheet: "ReportDialog") -> None:
    if await opened(sheet) == QDialog.DialogCode.Accepted:
        toast(parent, theme, tr("Жалоба отправлена администраторам школы."))


class ReportDialog(WorkSheet):
    """One of five reasons, and some words where they are needed."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, title: str, explanation: str, *, send: Send
    ) -> None:
        super().__init__(parent, theme, title, width=440)
        self._send_to = send
        self.words(
            tr("Жалобу увидят администраторы школы и никто больше.") + " " + explanation,
            role=FontRole.PREVIEW,
        )
        self.reasons = QButtonGroup(self)
        for number, reason in enumerate(reasons()):
            button = QRadioButton(reason)
            in_font(theme, button)
            self.reasons.addButton(button, number)
            self.body.addWidget(button)
        self.more = self.text(tr("Что случилось"))
        self.body.addWidget(self.note)
        self.add_action(tr("Отмена"))
        self.go = self.add_action(tr("Пожаловаться"), look="danger", slot=self._on_go)
        self.reasons.idClicked.connect(lambda _: self.refresh())
        self.more.textChanged.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """A reason is needed; «Другое» needs words."""
        chosen = self.reasons.checkedId()
        other = chosen == len(self.reasons.buttons()) - 1
        self.go.setEnabled(chosen >= 0 and (not other or len(self._words()) >= 3))

    def _words(self) -> str:
        return " ".join(self.more.toPlainText().split())

    def _on_go(self) -> None:
        reason = reasons()[self.reasons.checkedId()]
        words = self._words()
        whole = f"{reason}: {words}" if words else reason
        self.buttons = [self.go]
        self.work(_awaited(self._send_to(whole[:LONGEST])))


async def _awaited(sending: Awaitable[None]) -> None:
    await sending


def reasons() -> tuple[str, ...]:
    """Return what one may complain of."""
    return (
        tr("Оскорбления или травля"),
        tr("Угрозы"),
        tr("Непристойное или опасное для детей"),
        tr("Спам или обман"),
        tr("Другое"),
    )
