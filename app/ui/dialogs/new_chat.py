"""A new chat: a click on a person opens the direct chat, several ticked people make a group."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QWidget

from app.domain.circle import everybody
from app.domain.errors import AppError
from app.domain.ids import RoomId, UserId
from app.domain.order import by_name
from app.domain.people import Person, Role
from app.domain.profiles import ProfileKind
from app.domain.room_settings import GroupKind
from app.domain.rooms import RoomKind, RoomSummary
from app.services.facade.session import Session
from app.ui.dialogs.picking import PickSheet
from app.ui.dialogs.rows import person_row
from app.ui.qt.dialogs import opened
from app.ui.qt.i18n import tr, trn, user_text
from app.ui.qt.images import ImageLoader
from app.ui.qt.widgets import ChoiceField, label, push_button, say
from app.ui.theme import FontRole, Theme

_FOUND = 50
MAX_NAME = 120


async def ask_new_chat(
    parent: QWidget, theme: Theme, session: Session, images: ImageLoader
) -> RoomId | None:
    """Ask whom to write to and make the chat; None when they think better of it."""
    sheet = NewChatSheet(parent, theme, images, session=session)
    await opened(sheet)
    return sheet.made


async def ask_chat_like(
    parent: QWidget, theme: Theme, session: Session, images: ImageLoader, *, summary: RoomSummary
) -> RoomId | None:
    """Ask for the name and the people of a chat that begins as another one is."""
    timeline = await session.open_timeline(summary.room_id)
    try:
        members = [one.person for one in await timeline.members()]
    finally:
        timeline.close()
    sheet = NewChatSheet(parent, theme, images, session=session)
    sheet.begin_like(summary, members)
    await opened(sheet)
    return sheet.made


async def ask_people(
    parent: QWidget,
    theme: Theme,
    session: Session,
    images: ImageLoader,
    *,
    title: str,
    leave_out: Collection[UserId] = (),
) -> tuple[Person, ...] | None:
    """Ask for people, without those in `leave_out`; None when nobody was chosen."""
    sheet = PeopleSheet(parent, theme, images, session=session, title=title, leave_out=leave_out)
    accepted = await opened(sheet) == QDialog.DialogCode.Accepted
    return tuple(sheet.chosen.values()) if accepted and sheet.chosen else None


class PeopleSheet(PickSheet):
    """Ticks people; the known ones stand there before anything is typed."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        images: ImageLoader,
        *,
        session: Session,
        title: str,
        leave_out: Collection[UserId] = (),
    ) -> None:
        self.chosen: dict[UserId, Person] = {}
        self._shown: tuple[Person, ...] = ()
        self._looked_up, self._enter_is_due = "", False
        self._session = session
        self._leave_out = {*leave_out, session.profile.value.user_id}
        super().__init__(parent, theme, images, title=title, hint=tr("Имя и фамилия"))
        self.count = label(theme, "", FontRole.CAPTION, tone="text3")
        self.action_row.insertWidget(0, self.count)
        self.add_action(tr("Отмена"))
        self.main = self.add_action(tr("Добавить"), look="primary", slot=self.finish)
        self.refresh()

    def look_up(self, query: str) -> None:
        """Show the people that fit, or those one writes to."""
        self.tasks.cancel()
        self._enter_is_due = False
        if query:
            self.tasks.start(self._search(query))
        else:
            self._looked_up = query
            self._show(known_people(self._session))
            if self._session.profile.value.kind is ProfileKind.SCHOOL:
                self.tasks.start(self._look_around())

    def picked(self, key: str) -> None:
        """Tick or untick a person."""
        user_id = UserId(key)
        if user_id in self.chosen:
            del self.chosen[user_id]
        else:
            found = next((one for one in self._shown if one.user_id == user_id), None)
            if found is not None:
                self.chosen[user_id] = found
        self._show(self._shown)
        self.refresh()

    def entered(self, event: QKeyEvent) -> None:
        """Qt: Enter ticks; on somebody who is ticked, and with Ctrl, it finishes."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
        elif self._looked_up == self.query:
            self._take_current()
        else:
            self._enter_is_due = True  # who is meant is being looked up

    def _take_current(self) -> None:
        current, self._enter_is_due = self.rows.current, False
        if current is not None and current.checked:
            self.finish()
        elif self.rows.pick_current():
            self.field.selectAll()

    def finish(self) -> None:
        """Take the chosen people."""
        if self.chosen:
            self.accept()

    def refresh(self) -> None:
        """Fit the button and the count to who is chosen."""
        count = len(self.chosen)
        self.count.setText(trn("Выбрано: %n", count) if count else "")
        self.main.setEnabled(count > 0)

    async def _look_around(self) -> None:
        """Add those of the school whom one may write to, as last told or as told now."""
        people = self._session.school.people
        circles = await people.kept_circles()
        if not circles:
            try:
                circles = await people.circles()
            except AppError:
                return  # by name they are found all the same
        known = known_people(self._session)
        ids = {one.user_id for one in known}
        self._show((*known, *(one for one in everybody(circles) if one.user_id not in ids)))

    async def _search(self, query: str) -> None:
        if not self._shown:
            self.rows.say(tr("Ищем…"))
        self._show(await self._session.search.people(query, limit=_FOUND))
        self._looked_up = query
        if self._enter_is_due:
            self._take_current()

    def _show(self, people: tuple[Person, ...]) -> None:
        self._shown = tuple(one for one in people if one.user_id not in self._leave_out)
        listed = self._shown
        if not self.query:
            ids = {one.user_id for one in listed}
            listed = (*(p for p in self.chosen.values() if p.user_id not in ids), *listed)
            self._shown = listed
        rows = [person_row(one, checked=one.user_id in self.chosen) for one in listed]
        self.rows.show_rows(
            rows,
            nothing=tr("Никого не нашлось. Проверьте имя и фамилию.")
            if self.query
            else tr("Начните вводить имя"),
        )


class NewChatSheet(PeopleSheet):
    """One person: a direct chat. Two and more, or a name: a group. Errors are said here."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, images: ImageLoader, *, session: Session
    ) -> None:
        self.made: RoomId | None = None
        self._like: RoomId | None = None
        self.name = QLineEdit()
        self.kind = ChoiceField(theme, tr("Вид группы"))
        self.kind.addItem(tr("Обсуждение: пишут все"), GroupKind.TALK)
        self.kind.addItem(tr("Объявления: пишут администраторы"), GroupKind.NOTICES)
        self._kind_row = QWidget()
        super().__init__(parent, theme, images, session=session, title=tr("Новый чат"))
        self.name.setMaxLength(MAX_NAME)
        self.name.setPlaceholderText(tr("Название группы"))
        self.name.setAccessibleName(tr("Название группы"))
        self.note = label(theme, "", FontRole.CAPTION, tone="danger", wrap=True)
        self.note.hide()
        self.body.insertWidget(0, self.name)
        row = QHBoxLayout(self._kind_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(theme, tr("Вид группы"), FontRole.BODY), 1)
        row.addWidget(self.kind)
        self.body.insertWidget(1, self._kind_row)
        self.by_link = push_button(tr("Вступить по ссылке или QR-коду"), look="link")
        self.by_link.setVisible(session.school.me.value is not None)
        self.by_link.clicked.connect(self._on_by_link)
        self.body.addWidget(self.note)
        self.body.addWidget(self.by_link, 0, Qt.AlignmentFlag.AlignLeft)
        self.name.textChanged.connect(lambda _: self.refresh())
        self.name.returnPressed.connect(self.finish)
        self.refresh()

    def begin_like(self, summary: RoomSummary, people: Sequence[Person]) -> None:
        """Begin with the people of another chat; its description and rights are taken over."""
        self._like = summary.room_id
        me = self._session.profile.value.user_id
        self.chosen = {one.user_id: one for one in people if one.user_id != me}
        self.name.setText(summary.name)
        self.name.selectAll()
        self.refresh()
        self.look_up("")

    def refresh(self) -> None:
        """A group has a name; one person needs none."""
        super().refresh()
        count = len(self.chosen)
        group = count > 1 or self._like is not None
        self.name.setVisible(group)
        self._kind_row.setVisible(group and self._like is None)
        self.main.setText(tr("Создать группу") if group else tr("Написать"))
        self.main.setEnabled(count > 0 and (not group or bool(self.name.text().strip())))

    def finish(self) -> None:
        """Make the chat; the sheet stays while it does not work."""
        if self.chosen and not self.main.isEnabled() and not self.name.text().strip():
            self.name.setFocus()  # a group lacks its name
        if self.main.isEnabled():
            self.main.setEnabled(False)
            self.note.hide()
            self.tasks.start(self._make())

    def _on_by_link(self) -> None:
        self.tasks.start(self._join())

    async def _join(self) -> None:
        from app.ui.dialogs.join import ask_join

        self.made = await ask_join(self, self._theme, self._session.school.links)
        if self.made is not None:
            self.accept()

    async def _make(self) -> None:
        rooms, people = self._session.rooms, list(self.chosen)
        try:
            if len(people) == 1 and self._like is None:
                self.made = await rooms.create_direct(people[0])
            else:
                name = self.name.text().strip()
                self.made = await rooms.create_group(
                    name, people, like=self._like, kind=GroupKind(self.kind.currentData())
                )
        except AppError as error:
            say(self.note, user_text(error.user_text))
            self.refresh()
            return
        self.accept()


def known_people(session: Session) -> tuple[Person, ...]:
    """Return the people one has direct chats with, by name."""
    people = {
        row.direct_user: Person(
            row.direct_user, row.name, row.avatar, Role.TEACHER if row.verified else Role.NONE
        )
        for row in session.rooms.observe(RoomKind.DIRECT)
        if row.direct_user is not None
    }
    return tuple(sorted(people.values(), key=lambda person: by_name(person.name)))
