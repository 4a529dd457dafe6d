"""«Привязки»: what opens whose profile, what is broken, and undoing one for somebody."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.domain.identities import PersonIdentity
from app.services.facade.school.identities import IdentityBook
from app.services.facade.school.school import School
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.settings.sign_in import state_words
from app.ui.theme import Theme
from app.ui.trust.queue import Line, QueueView
from app.ui.trust.work_sheet import WorkSheet

_ALL, _BROKEN = 0, 1
_LEAST, _REASON = 3, 300


class IdentitiesView(QueueView):
    """By name; those that open nothing any more by themselves."""

    EMPTY_ICON = "key_24_regular"
    WAITING = False

    def __init__(self, theme: Theme, school: School, tasks: Starter) -> None:
        super().__init__(
            theme,
            tasks,
            title=tr("Чем открываются профили"),
            name=tr("Какие привязки показать"),
            pills=(tr("Все"), tr("Не действуют")),
        )
        self._school = school

    async def load(self, pill: int) -> Sequence[Line]:
        """Ask for the bindings of every school I answer for."""
        me = self._school.me.value
        found = [
            (org, one)
            for org, _ in (me.orgs if me is not None else ())
            for one in await self._school.identities.of_school(org)
        ]
        return [_line(org, one) for org, one in found if pill == _ALL or not one.identity.working]

    async def enter(self, value: tuple[str, PersonIdentity]) -> None:
        """Show a binding and the way to undo it."""
        org, one = value
        await opened(UnbindSheet(self, self.theme, self._school.identities, org=org, one=one))

    def empty_words(self, pill: int) -> tuple[str, str]:
        """Nobody has bound anything, or everything works."""
        if pill == _BROKEN:
            return tr("Всё действует"), tr("Привязок, которые ничего не открывают, нет.")
        return tr("Привязок нет"), tr("Здесь появятся входы, которые люди школы привязали.")


class UnbindSheet(WorkSheet):
    """The person is signed out everywhere and reads the reason; what they wrote stays."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        identities: IdentityBook,
        *,
        org: str,
        one: PersonIdentity,
    ) -> None:
        super().__init__(parent, theme, one.name)
        self._identities, self._org, self._one = identities, org, one
        identity = one.identity
        self.words(f"{identity.title} · {identity.hint}" if identity.hint else identity.title)
        self.words(state_words(identity))
        self.words(
            tr(
                "Если отвязать, войти этим способом будет нельзя, а на всех устройствах человека "
                "выполнится выход. Профиль, чаты и сообщения останутся."
            )
        )
        self.reason = self.field(tr("Причина: её прочитает владелец профиля"), most=_REASON)
        self.body.addWidget(self.note)
        self.add_action(tr("Закрыть"))
        self.undo = self.add_action(tr("Отвязать"), look="danger", slot=self._on_undo)
        self.buttons = [self.undo]
        self.reason.textChanged.connect(lambda _: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Without a reason nothing is undone."""
        self.undo.setEnabled(len(self.reason.text().strip()) >= _LEAST)

    def _on_undo(self) -> None:
        self.work(
            self._identities.unbind_for(
                self._org, self._one.identity.id, reason=self.reason.text().strip()
            )
        )


def _line(org: str, one: PersonIdentity) -> Line:
    identity = one.identity
    side = f"{identity.title} · {identity.hint}" if identity.hint else identity.title
    return Line(one.name, state_words(identity), side, loud=False, value=(org, one))
