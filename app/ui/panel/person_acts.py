"""What can be done with a member of a chat: an administrator made, somebody taken out."""

from enum import Enum

from PySide6.QtWidgets import QWidget

from app.domain.ids import RoomId, UserId
from app.domain.people import ADMIN_POWER, Member, Membership
from app.domain.rooms import RoomDetails
from app.services.facade.session import Session
from app.ui.qt.dialogs import confirm
from app.ui.qt.i18n import tr
from app.ui.theme import Theme


class PersonAct(Enum):
    """An entry of a member's menu; the value is its icon."""

    CARD = "person_20_regular"
    WRITE = "compose_24_regular"
    APPOINT = "shield_checkmark_20_filled"
    DISMISS = "arrow_down_20_regular"
    REMOVE = "person_delete_20_regular"


def acts_for(member: Member, details: RoomDetails, me: UserId) -> tuple[PersonAct, ...]:
    """Return what I may do; the server has the last word.

    In a chat of the school its list names members and administrators. Matrix lets nobody touch a
    power as high as their own.
    """
    if member.person.user_id == me:
        return (PersonAct.CARD,)
    acts = [PersonAct.CARD, PersonAct.WRITE]
    may = details.powers.can_appoint and not details.managed
    if may and member.membership is Membership.JOIN:
        if member.power < ADMIN_POWER:
            acts.append(PersonAct.APPOINT)
        elif member.power < details.powers.mine:
            acts.append(PersonAct.DISMISS)
    may_take_out = details.powers.can_kick and not details.managed
    if may_take_out and member.power < details.powers.mine:
        acts.append(PersonAct.REMOVE)
    return tuple(acts)


def act_words() -> dict[PersonAct, str]:
    """Return what the entries are called."""
    return {
        PersonAct.CARD: tr("Показать профиль"),
        PersonAct.WRITE: tr("Написать лично"),
        PersonAct.APPOINT: tr("Сделать администратором…"),
        PersonAct.DISMISS: tr("Снять с администраторов…"),
        PersonAct.REMOVE: tr("Удалить из чата…"),
    }


async def appoint(
    parent: QWidget, theme: Theme, session: Session, room_id: RoomId, *, member: Member, up: bool
) -> bool:
    """Ask and make somebody an administrator, or (`up` is false) take that away."""
    person = member.person
    if up:
        title, action = tr("Сделать администратором?"), tr("Сделать администратором")
        text = tr(
            "{name} сможет делать в этом чате всё, что разрешено администраторам: что именно, "
            "видно в настройках чата.",
            name=person.name,
        )
    else:
        title, action = tr("Снять с администраторов?"), tr("Снять с администраторов")
        text = tr("{name} останется в чате обычным участником.", name=person.name)
    if not await confirm(parent, theme, title, text, action=action, danger=not up):
        return False
    await session.chat_settings.appoint(room_id, person.user_id, administrator=up)
    return True


async def take_out(
    parent: QWidget, theme: Theme, session: Session, room_id: RoomId, *, member: Member
) -> None:
    """Ask and take somebody out of a chat."""
    person = member.person
    text = tr(
        "{name} больше не увидит новых сообщений. Вернуться можно по приглашению.",
        name=person.name,
    )
    title, action = tr("Удалить из чата?"), tr("Удалить")
    if await confirm(parent, theme, title, text, action=action, danger=True):
        await session.rooms.remove(room_id, person.user_id)
