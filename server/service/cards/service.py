"""Making cards, ending them, and letting somebody in by one."""

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from server.school_core.order import by_name
from server.school_core.roles import STAFF
from server.school_core.roster import ClassId, ClassKind, EnrolmentRole, OrgId, PersonId, Roster
from server.service.audit.repository import append
from server.service.auth import Caller
from server.service.cards import repository
from server.service.cards.codes import new_code, normal
from server.service.cards.repository import Card
from server.service.cards.tables import CardRow
from server.service.notices.outbox import tell
from server.service.problems import Problem, forbidden, missing
from server.service.world import World

LIFETIME = timedelta(days=30)
DEVICE_LIFETIME = timedelta(minutes=3)
"""How long a code for another device of one's own opens the account."""
_NEW_DEVICE = (
    "В ваш профиль вошли на ещё одном устройстве по коду, который вы показали. Если это были не "
    "вы, выйдите на нём в «Настройки → Устройства» и скажите классному руководителю."
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who can be given a card: their account, their name, which school it is for."""

    user_id: str
    person: PersonId
    name: str
    org: OrgId


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card with its code: to be shown or printed now, it is not kept anywhere."""

    holder: Holder
    code: str


async def holders(world: World, caller: Caller, class_id: str, *, parents: bool) -> list[Holder]:
    """The pupils of a class, or their parents, by name.

    A card opens the account: nobody gets one of whoever may do more than they, a parent who heads
    the school, say.

    Raises:
        Problem: there is no such class, or the caller does not lead it.
    """
    school = await world.book.school()
    roster = school.roster if school else Roster()
    found = roster.classes.get(ClassId(class_id))
    if school is None or found is None or found.kind is not ClassKind.HOMEROOM:
        raise missing("Такого класса нет.")
    day = world.now().astimezone(world.settings.zone).date()
    inside = [one for where, one in roster.enrolled(day) if where.id == found.id]
    leads = any(
        one.person == caller.person and one.role is EnrolmentRole.TEACHER and one.primary
        for one in inside
    )
    if not leads and not caller.administers(found.org):
        raise forbidden("not_class_teacher", "Карточки класса печатает его классный руководитель.")
    people = {one.person for one in inside if one.role is EnrolmentRole.PUPIL}
    if parents:
        people = {link.guardian for link in roster.guardianships if link.child in people}
    accounts = {person: user for user, person in school.accounts.items()}
    meant = [
        Holder(accounts[one], one, roster.people[one].full_name, found.org)
        for one in people
        if one in accounts and _may_less(caller, roster, one)
    ]
    if not caller.operator:
        run = await asyncio.gather(*(world.homeserver.is_admin(one.user_id) for one in meant))
        meant = [one for one, runs in zip(meant, run, strict=True) if not runs]
    return sorted(meant, key=lambda holder: by_name(holder.name))


def _may_less(caller: Caller, roster: Roster, person: PersonId) -> bool:
    works = {one.org for one in roster.roles if one.person == person and one.role in STAFF}
    return all(caller.administers(org) for org in works)


async def make(world: World, caller: Caller, people: Sequence[Holder]) -> list[NewCard]:
    """Make a card for each; older ones of theirs end."""
    made = [NewCard(holder, new_code()) for holder in people]
    now = world.now()

    def keep(session: Session) -> None:
        for card in made:
            row = CardRow(
                id=secrets.token_urlsafe(12),
                user_id=card.holder.user_id,
                org=card.holder.org,
                made_by=caller.user_id,
                made_at=now,
                expires_at=now + LIFETIME,
            )
            repository.add(session, row, card.code)
            append(
                session,
                actor=caller.user_id,
                action="card.made",
                now=now,
                org=card.holder.org,
                subject=card.holder.user_id,
            )

    await world.database.run(keep)
    return made


async def states(world: World, people: Sequence[Holder]) -> Mapping[str, Card]:
    """The newest card of each who has one."""
    users = [holder.user_id for holder in people]
    return await world.database.run(repository.newest, users, now=world.now())


async def reset(world: World, caller: Caller, holder: Holder) -> NewCard:
    """A lost password or phone: sign the person out everywhere and make a new card."""
    (card,) = await make(world, caller, [holder])
    await world.homeserver.sign_out_everywhere(holder.user_id)
    return card


async def revoke(world: World, caller: Caller, holder: Holder) -> None:
    """End the card of a person that was not used yet."""
    now = world.now()

    def end(session: Session) -> None:
        if repository.revoke_of(session, holder.user_id, now=now):
            append(
                session,
                actor=caller.user_id,
                action="card.revoked",
                now=now,
                org=holder.org,
                subject=holder.user_id,
            )

    await world.database.run(end)


async def for_another_device(world: World, caller: Caller) -> tuple[str, datetime]:
    """A code that signs the caller in on one more device, within minutes; and when it ends.

    Raises:
        Problem: the caller runs the server: such an account opens everything.
    """
    if caller.operator:
        raise forbidden(
            "operator", "Администратор сервера входит на новом устройстве только с паролем."
        )
    code, now = new_code(), world.now()
    ends = now + DEVICE_LIFETIME

    def keep(session: Session) -> None:
        row = CardRow(
            id=secrets.token_urlsafe(12),
            user_id=caller.user_id,
            org=min(caller.orgs, default=""),
            made_by=caller.user_id,
            made_at=now,
            expires_at=ends,
        )
        repository.add(session, row, code)
        append(
            session,
            actor=caller.user_id,
            action="device.code",
            now=now,
            org=row.org,
            subject=caller.user_id,
        )

    await world.database.run(keep)
    return code, ends


async def enter(world: World, typed: str) -> str:
    """Whose account a code opens; the card is spent with it.

    Raises:
        Problem: it is no code, or one that is used, revoked or out of date.
    """
    code = normal(typed)
    now = world.now()

    def spend(session: Session) -> str | None:
        used = repository.use(session, code, now=now) if code else None
        if used is None:
            return None
        user_id, own = used
        action = "device.entered" if own else "card.used"
        append(session, actor=user_id, action=action, now=now, subject=user_id)
        if own:
            tell(session, user_id, _NEW_DEVICE)
        return user_id

    user_id: str | None = await world.database.run(spend)
    if user_id is None:
        raise Problem(
            403,
            "card_refused",
            "Эта карточка не подходит: она уже использована или заменена новой. "
            "Попросите новую у классного руководителя.",
        )
    return user_id
