"""Settings of a school profile: am I a confirmed teacher, and where does my application stand."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from app.domain.errors import AppError
from app.domain.trust import Application, Stage, Verification
from app.services.facade.session import Session
from app.ui.qt.dialogs import opened, toast
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import Starter
from app.ui.qt.widgets import label, push_button
from app.ui.settings.parts import SettingsPage
from app.ui.theme import FontRole, Theme
from app.ui.trust.apply_sheet import ApplySheet
from app.ui.when import full_time


class StatusPage(SettingsPage):
    """A sentence about the state, what the administrator said, and the way on."""

    def __init__(self, theme: Theme, session: Session, tasks: Starter) -> None:
        super().__init__(theme)
        self._session, self._tasks = session, tasks
        self._teachers = session.school.teachers
        self.status: Verification | None = None
        self.title = label(theme, tr("Загружаю…"), FontRole.BODY_STRONG, wrap=True)
        self.said = label(theme, "", FontRole.PREVIEW, tone="text2", wrap=True)
        self.reason = label(theme, "", FontRole.BODY, wrap=True)
        self.button = push_button("", look="primary")
        self.button.clicked.connect(self._on_button)
        for part in (self.title, self.said, self.reason):
            self.column.addWidget(part)
        self.column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.button.hide()
        # A decision changes the badge, and the badge says so.
        self._cut = session.people.badges.subscribe(lambda _: self._look())
        self.destroyed.connect(self._cut)

    def show_status(self, status: Verification) -> None:
        """Show where I stand."""
        self.status = status
        title, text, action = _words(status, dict(status.schools))
        self.title.setText(title)
        self.said.setText(text)
        self.said.setVisible(bool(text))
        application = status.application
        refused = application is not None and application.stage in (Stage.DECLINED, Stage.REVOKED)
        said = application.reason if application is not None and refused else ""
        shown = bool(said) and not status.confirmed
        self.reason.setText(tr("Причина: {reason}", reason=said) if shown else "")
        self.reason.setVisible(shown)
        self.button.setText(action)
        self.button.setVisible(bool(action))

    def _look(self) -> None:
        self._tasks.start(self._load())

    async def _load(self) -> None:
        try:
            self.show_status(await self._teachers.mine())
        except AppError as error:
            self.status = None
            self.title.setText(tr("Статус не открылся"))
            self.said.setText(user_text(error.user_text))
            self.said.show()
            self.reason.hide()
            self.button.setText(tr("Повторить"))
            self.button.show()

    def _on_button(self) -> None:
        self._tasks.start(self._apply(self.status) if self.status is not None else self._load())

    async def _apply(self, status: Verification) -> None:
        sheet = ApplySheet(self, self.theme, self._teachers, status)
        if await opened(sheet) == QDialog.DialogCode.Accepted:
            toast(self, self.theme, tr("Заявка отправлена."))
        await self._load()


def is_for(session: Session) -> bool:
    """Whether the page is for somebody: not for pupils, not for a server without a school."""
    me = session.school.me.value
    return me is not None and not any(one.role == "pupil" for one in me.grants)


def _words(status: Verification, schools: dict[str, str]) -> tuple[str, str, str]:
    """Title, text, what the button says ('' for none)."""
    if status.confirmed:
        by = (
            tr("Так записано в списке школы.")
            if status.by == "roster"
            else tr("Вашу заявку подтвердил администратор школы.")
        )
        return tr("Статус учителя подтверждён"), by, ""
    application = status.application
    if application is None:
        return (
            tr("Статус учителя не подтверждён"),
            tr(
                "Учитель с подтверждённым статусом отмечен значком: ученики и родители видят, "
                "что это действительно учитель школы."
            ),
            tr("Подтвердить статус учителя"),
        )
    return _words_of(application, schools.get(application.form.org, ""))


def _words_of(application: Application, school: str) -> tuple[str, str, str]:
    moment = application.changed_at
    when = full_time(moment, datetime.now(UTC)) if moment is not None else ""
    match application.stage:
        case Stage.DRAFT:
            return tr("Заявка не отправлена"), school, tr("Продолжить")
        case Stage.SENT:
            text = tr(
                "Её рассмотрит администратор. {school} · отправлена {when}",
                school=school,
                when=when,
            )
            return tr("Заявка на рассмотрении"), text, tr("Изменить заявку")
        case Stage.DECLINED:
            return tr("Заявка отклонена"), school, tr("Исправить и отправить снова")
        case Stage.REVOKED:
            return tr("Подтверждение отозвано"), school, tr("Подать заявку снова")
        case Stage.APPROVED:
            return tr("Заявка подтверждена"), tr("Значок появится через несколько секунд."), ""
