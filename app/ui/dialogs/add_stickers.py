"""Making stickers of pictures: into one's own pack, or into the chat's by whoever may change it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from app.domain.errors import AppError
from app.domain.ids import RoomId
from app.domain.rooms import RoomSummary
from app.services.facade.session import Session
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr, trn, user_text
from app.ui.qt.task_sheet import TaskSheet
from app.ui.qt.widgets import ChoiceField, label, say
from app.ui.theme import FontRole, Theme

_KINDS = "*.png *.webp *.gif *.jpg *.jpeg"


async def add_stickers(
    parent: QWidget, theme: Theme, session: Session, *, room: RoomSummary, may_change_room: bool
) -> None:
    """Ask for pictures and make stickers of them; the sheet stays until all are there."""
    dialog = QFileDialog(parent.window(), tr("Картинки для стикеров"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(f"{tr('Картинки')} ({_KINDS})")
    if await opened(dialog) and dialog.selectedFiles():
        pictures = [Path(name) for name in dialog.selectedFiles()]
        sheet = AddStickersSheet(
            parent, theme, session, pictures=pictures, room=room, may_change_room=may_change_room
        )
        await opened(sheet)


class AddStickersSheet(TaskSheet):
    """Where to, how far it is, and a way to stop; what is there when it is stopped stays."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        session: Session,
        *,
        pictures: Sequence[Path],
        room: RoomSummary,
        may_change_room: bool,
    ) -> None:
        super().__init__(parent, theme, tr("Добавить стикеры"), width=400)
        self._session, self._pictures, self._done = session, list(pictures), 0
        count = trn("%n [картинка|картинки|картинок]", len(pictures))
        self.state = label(theme, count, FontRole.BODY, wrap=True)
        self.where = ChoiceField(theme, tr("Куда добавить"))
        self.where.addItem(tr("В мои стикеры"), None)
        if may_change_room:
            self.where.addItem(tr("В набор чата «{name}»", name=room.name), room.room_id)
        self.where.setVisible(may_change_room)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Сколько добавлено"))
        self.bar.hide()
        self.note = label(theme, "", FontRole.CAPTION, tone="danger", wrap=True)
        self.note.hide()
        for part in (self.state, self.where, self.bar, self.note):
            self.body.addWidget(part)
        self.add_action(tr("Отмена"))
        self.go = self.add_action(tr("Добавить"), look="primary", slot=self._on_go)

    def _on_go(self) -> None:
        self.go.setEnabled(False)
        self.where.setEnabled(False)
        self.note.hide()
        self.bar.show()
        self.tasks.start(self._add(self.where.currentData()))

    async def _add(self, room_id: RoomId | None) -> None:
        rest = self._pictures[self._done :]
        before = self._done

        def told(done: int, _: int) -> None:
            self._done = before + done
            whole = len(self._pictures)
            self.bar.setRange(0, whole)
            self.bar.setValue(self._done)
            self.state.setText(tr("Добавлено {n} из {all}", n=self._done, all=whole))

        try:
            await self._session.stickers.add(rest, room_id=room_id, told=told)
        except AppError as error:
            say(self.note, user_text(error.user_text))
            self.go.setText(tr("Повторить"))
            self.go.setEnabled(True)
        else:
            self.accept()
