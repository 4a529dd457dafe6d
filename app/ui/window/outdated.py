"""What stands over a profile whose school no longer lets this version in."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app import __version__
from app.domain.client_policy import ClientPolicy
from app.domain.errors import AppError
from app.services.facade.school.school import School
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Starter
from app.ui.qt.widgets import bind, label, push_button
from app.ui.theme import FontRole, Theme


class OutdatedPage(QWidget):
    """Why, what to do, and that nothing is lost."""

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__()
        self._theme, self._school, self._tasks = theme, school, tasks
        self._url = ""
        self._icon = QLabel()
        title = label(theme, tr("Обновите Парту"), FontRole.HEADING, wrap=True)
        self.text = label(theme, "", FontRole.BODY, wrap=True)
        kept = label(
            theme,
            tr("Переписка, файлы и черновики на месте: после обновления всё откроется как было."),
            FontRole.BODY,
            tone="text2",
            wrap=True,
        )
        version = label(
            theme, tr("У вас версия {version}", version=__version__), FontRole.CAPTION, tone="text3"
        )
        self.download = push_button(tr("Скачать новую версию"), look="primary")
        self.download.clicked.connect(self._on_download)
        self.how = label(
            theme,
            tr("Новую версию даст администратор школы."),
            FontRole.BODY,
            tone="text2",
            wrap=True,
        )
        self.again = push_button(tr("Проверить снова"), look="flat")
        self.again.clicked.connect(self._on_again)
        self.note = label(theme, "", FontRole.CAPTION, tone="danger", wrap=True)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setSpacing(theme.px(12))
        for words in (self._icon, title, self.text, kept, self.how, version, self.note):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (
            *(self._icon, title, self.text, kept, self.download, self.how),
            *(self.again, self.note, version),
        ):
            column.addWidget(part)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(2)

        def fit() -> None:
            inner.setFixedWidth(theme.soft(420))
            side = theme.px(44)
            ratio = self.devicePixelRatioF()
            self._icon.setPixmap(
                theme.icon("arrow_download_24_regular", theme.colors.accText, side, ratio)
            )

        bind(theme, self, fit)

    def show_policy(self, policy: ClientPolicy) -> None:
        """Say what the school says."""
        self._url = policy.download_url
        self.text.setText(policy.text or tr("Эта версия Парты больше не поддерживается школой."))
        self.download.setVisible(bool(self._url))
        self.how.setVisible(not self._url)
        self.note.hide()

    def _on_download(self) -> None:
        QDesktopServices.openUrl(QUrl(self._url))

    def _on_again(self) -> None:
        self.again.setEnabled(False)
        self._tasks.start(self._ask())

    async def _ask(self) -> None:
        try:
            await self._school.refresh_policy()
        except AppError as error:
            self.note.setText(user_text(error.user_text))
            self.note.show()
        finally:
            self.again.setEnabled(True)
