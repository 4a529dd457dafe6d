"""The card of a person: who they are to the school and in this chat, and what I may do."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.domain.diff import Unsubscribe
from app.domain.errors import AppError, NotFound
from app.domain.ids import UserId
from app.domain.people import ADMIN_POWER, CREATOR_POWER, LastSeen, Member, Person, Role
from app.domain.portrait import PortraitRole
from app.domain.rooms import RoomDetails
from app.services.facade.session import Session
from app.services.facade.timeline import Timeline
from app.ui.panel.person_acts import PersonAct, act_words, acts_for, appoint
from app.ui.panel.person_roles import RolesView
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import ImageLoader
from app.ui.qt.task_sheet import TaskSheet
from app.ui.qt.widgets import bind, label, push_button, say
from app.ui.theme import FontRole, Theme
from app.ui.when import last_seen_text

_AVATAR, _CAP = 80, 20


async def show_person(
    parent: QWidget,
    theme: Theme,
    images: ImageLoader,
    *,
    session: Session,
    timeline: Timeline | None,
    user_id: UserId,
    write: Callable[[str], None],
) -> None:
    """Show somebody's card until it is left; `write` opens the direct chat with them."""
    sheet = PersonSheet(parent, theme, images, session=session, timeline=timeline, user_id=user_id)
    sheet.write_wanted.connect(write)
    await opened(sheet)


class PersonSheet(TaskSheet):
    """Shows at once what this computer knows, and what the school tells when it comes."""

    write_wanted = Signal(str)

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        images: ImageLoader,
        *,
        session: Session,
        timeline: Timeline | None,
        user_id: UserId,
    ) -> None:
        super().__init__(parent, theme, tr("Профиль"), width=420)
        self._session, self._timeline, self._images = session, timeline, images
        self._person = Person(user_id, "")
        self._member: Member | None = None
        self.avatar, self.cap = QLabel(), QLabel()
        self.name = label(theme, "", FontRole.HEADING, wrap=True)
        self.seen = label(theme, "", FontRole.CAPTION, tone="text3")
        self.standing = label(theme, "", FontRole.BODY, tone="accText", wrap=True)
        self.roles = RolesView(theme)
        self.note = label(theme, "", FontRole.CAPTION, tone="text3", wrap=True)
        self.appoint = push_button("", look="link")
        self.appoint.clicked.connect(self._on_appoint)
        self.report = push_button(tr("Пожаловаться…"), look="link")
        self.report.clicked.connect(lambda: self.tasks.start(self._complain()))
        self.write = push_button(tr("Написать"), look="primary")
        self.write.clicked.connect(self._on_write)
        self._lay_out()
        self._cuts: list[Unsubscribe] = [session.people.last_seen(user_id).subscribe(self._on_seen)]
        if timeline is not None:
            self._cuts.append(timeline.details.subscribe(self._on_details))
        else:
            self.tasks.start(self._look())
        self.tasks.start(self._ask())
        bind(theme, self, self._refresh)

    def done(self, code: int) -> None:
        """Qt: whatever is under way ends with the sheet."""
        for cut in self._cuts:
            cut()
        self._cuts.clear()
        super().done(code)

    def _lay_out(self) -> None:
        theme, middle = self._theme, Qt.AlignmentFlag.AlignHCenter
        self.body.addWidget(self.avatar, 0, middle)
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        self.name.setAlignment(middle)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head.addStretch(1)
        head.addWidget(self.name)
        head.addWidget(self.cap)
        head.addStretch(1)
        self.body.addLayout(head)
        for line in (self.seen, self.standing):
            line.setAlignment(middle)
            line.hide()
            self.body.addWidget(line)
        self.body.addWidget(self.roles)
        self.body.addWidget(self.note)
        self.note.hide()
        self.action_row.insertWidget(0, self.appoint)
        self.action_row.insertWidget(0, self.report)
        self.action_row.addWidget(self.write)
        self.appoint.hide()
        self.write.hide()

    # ------------------------------------------------------------------------------- asking

    async def _look(self) -> None:
        """Take what this computer knows, and where the person stands in the chat."""
        user_id = self._person.user_id
        members = await self._timeline.members() if self._timeline is not None else ()
        self._member = next((one for one in members if one.person.user_id == user_id), None)
        if self._member is not None:
            self._person = self._member.person
        else:
            self._person = await self._session.people.person(user_id)
        self._refresh()

    async def _ask(self) -> None:
        """Ask the school; without an answer the role that came with messages is shown."""
        if self._session.school.me.value is None:
            return
        self._say(tr("Спрашиваю школу…"))
        try:
            portrait = await self._session.school.portrait(self._person.user_id)
        except NotFound:
            self._say("")
        except AppError as error:
            self._say(user_text(error.user_text))
        else:
            self._say("")
            self.roles.show_roles(portrait.roles)

    def _say(self, text: str, *, tone: str = "text3") -> None:
        say(self.note, text, tone=tone)

    # ------------------------------------------------------------------------------ showing

    def _refresh(self) -> None:
        person, theme = self._person, self._theme
        self.name.setText(person.name)
        side, dpr = theme.px(_AVATAR), self.devicePixelRatioF()
        self.avatar.setPixmap(
            self._images.avatar(person.name, person.user_id, side, dpr, person.avatar)
        )
        cap = theme.px(_CAP)
        self.cap.setPixmap(theme.icon("hat_graduation_24_filled", theme.colors.accText, cap, dpr))
        self.cap.setToolTip(tr("подтверждённый учитель"))
        self.cap.setAccessibleName(tr("подтверждённый учитель"))
        self.cap.setVisible(person.verified_teacher)
        if not self.roles.texts() and person.role is not Role.NONE:
            self.roles.show_roles((PortraitRole(person.role),))
        power = self._member.power if self._member is not None else 0
        place = tr("Администратор этого чата") if power >= ADMIN_POWER else ""
        self.standing.setText(tr("Создатель этого чата") if power >= CREATOR_POWER else place)
        self.standing.setVisible(bool(self.standing.text()))
        self._show_acts()

    def _acts(self) -> tuple[PersonAct, ...]:
        me = self._session.profile.value.user_id
        if self._timeline is None or self._member is None:
            return () if self._person.user_id == me else (PersonAct.WRITE,)
        return acts_for(self._member, self._timeline.details.value, me)

    def _show_acts(self) -> None:
        acts, words = self._acts(), act_words()
        known = self._session.school.me.value is not None
        self.report.setVisible(
            known and self._person.user_id != self._session.profile.value.user_id
        )
        self.write.setVisible(PersonAct.WRITE in acts)
        wanted = next((one for one in acts if one in (PersonAct.APPOINT, PersonAct.DISMISS)), None)
        self.appoint.setVisible(wanted is not None)
        if wanted is not None:
            self.appoint.setText(words[wanted])

    def _on_details(self, _: RoomDetails) -> None:
        self.tasks.start(self._look())

    def _on_seen(self, seen: LastSeen | None) -> None:
        self.seen.setText(last_seen_text(seen, datetime.now(UTC)))
        self.seen.setVisible(bool(self.seen.text()))

    # ------------------------------------------------------------------------------- acting

    def _on_write(self) -> None:
        self.write_wanted.emit(self._person.user_id)
        self.accept()

    async def _complain(self) -> None:
        from app.ui.trust.report_dialog import report_person

        person, complaints = self._person, self._session.school.complaints
        await report_person(self, self._theme, complaints, person.user_id, person.name)

    def _on_appoint(self) -> None:
        if self._member is not None and self._timeline is not None:
            self.tasks.start(self._appoint(self._timeline, self._member))

    async def _appoint(self, timeline: Timeline, member: Member) -> None:
        up = PersonAct.APPOINT in self._acts()
        self.appoint.setEnabled(False)
        try:
            await appoint(self, self._theme, self._session, timeline.room_id, member=member, up=up)
            self._say("")
        except AppError as error:
            self._say(user_text(error.user_text), tone="danger")
        finally:
            self.appoint.setEnabled(True)
