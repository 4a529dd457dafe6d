"""«Войти на другом устройстве»: a code for minutes, as a picture and to be typed."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from app.domain.errors import AppError
from app.domain.identities import DeviceCode
from app.services.facade.school.identities import IdentityBook
from app.ui.dialogs.qr_picture import QrPicture
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.task_sheet import TaskSheet
from app.ui.qt.widgets import label, push_button
from app.ui.theme import FontRole, Theme

_LIFE = timedelta(minutes=3)
"""How long a code lives where the clocks of this computer and the server are far apart."""


class DeviceSheet(TaskSheet):
    """Shows one code while it is worth something, then offers a new one."""

    def __init__(self, parent: QWidget, theme: Theme, identities: IdentityBook) -> None:
        super().__init__(parent, theme, tr("Войти на другом устройстве"), width=420)
        self._identities = identities
        self._ends: datetime | None = None
        self.state = label(theme, tr("Загружаю…"), FontRole.BODY, tone="text2", wrap=True)
        self.qr = QrPicture(theme)
        self.code = label(theme, "", FontRole.HEADING)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.left = label(theme, "", FontRole.CAPTION, tone="text2")
        self.new = push_button(tr("Новый код"))
        centre = Qt.AlignmentFlag.AlignHCenter
        self.body.addWidget(self.state)
        for part in (self.qr, self.code, self.left, self.new):
            self.body.addWidget(part, 0, centre)
        words = tr(
            "На другом устройстве откройте Парту, введите адрес школы, выберите «Войти по карточке "
            "или коду» и наберите код. Никому его не показывайте: он открывает ваш профиль."
        )
        self.body.addWidget(label(theme, words, FontRole.CAPTION, tone="text2", wrap=True))
        self.add_action(tr("Закрыть"))
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.timeout.connect(self.tick)
        self.new.clicked.connect(lambda: self.tasks.start(self._ask()))
        self._show(None)
        self.tasks.start(self._ask())

    def done(self, code: int) -> None:
        """Qt: the code is shown no longer than the sheet."""
        self._second.stop()
        super().done(code)

    def tick(self) -> None:
        """Count down; a code that is over disappears."""
        rest = int((self._ends - datetime.now(UTC)).total_seconds()) if self._ends else 0
        if rest <= 0:
            self._second.stop()
            self._show(None)
            self.state.setText(tr("Код устарел."))
            self.new.show()
            return
        self.left.setText(
            tr("Действует ещё {minutes}:{seconds}", minutes=rest // 60, seconds=f"{rest % 60:02}")
        )

    def _show(self, made: DeviceCode | None) -> None:
        self.qr.show_text(made.link if made else "")
        self.code.setText(made.code if made else "")
        for part in (self.qr, self.code, self.left):
            part.setVisible(made is not None)
        self.state.setVisible(made is None)
        self.new.hide()

    async def _ask(self) -> None:
        self._show(None)
        self.state.setText(tr("Загружаю…"))
        try:
            made = await self._identities.device_code()
        except AppError as error:
            self.state.setText(user_text(error.user_text))
            self.new.show()
            return
        soonest = datetime.now(UTC) + _LIFE
        self._ends = min(made.expires_at or soonest, soonest)
        self._show(made)
        self.tick()
        self._second.start()
