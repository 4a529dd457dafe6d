"""Proving an outside identity, finding whose it is, binding it, letting its owner in."""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from server.school_core.roster import OrgId, PersonId
from server.service.audit.repository import append
from server.service.auth import Caller
from server.service.cards.codes import new_code, normal
from server.service.diary import bodies
from server.service.diary import repository as diary
from server.service.diary.repository import Register
from server.service.diary.source import GradebookError, GradebookRefused
from server.service.homeserver import HomeserverDown, HomeserverRefused
from server.service.identity import repository
from server.service.identity.repository import PERSON, Identity, Outside
from server.service.notices.outbox import tell
from server.service.problems import Problem, forbidden, missing
from server.service.sgo.session import SgoAccount, SgoSession
from server.service.world import World

TICKET_LIFETIME = timedelta(seconds=60)
CODE_LIFETIME = timedelta(minutes=10)
PATIENCE = 25.0
"""Seconds after which a register that does not answer is given up."""

LOGIN_TRIES, LOGIN_SPAN = 5, timedelta(minutes=15)
ADDRESS_TRIES, ADDRESS_SPAN = 300, timedelta(minutes=10)
"""A whole school may come from one address: its limit only stops a machine."""

_UNKNOWN = (
    "Электронный журнал вас узнал, но эта учётная запись ещё не связана с профилем школы. Войдите "
    "по карточке из школы и привяжите журнал в «Настройки → Вход и привязки»."
)
LEFT = "Вас нет в списках школы. Если это ошибка, обратитесь к администратору школы."


@dataclass(frozen=True, slots=True)
class Profile:
    """An account that an identity may open."""

    identity: Identity
    user_id: str
    name: str


async def registers(world: World) -> dict[str, Register]:
    """The gradebooks whose password signs in, by id."""
    found: tuple[Register, ...] = await world.database.run(diary.registers)
    return {one.id: one for one in found}


async def prove(world: World, register_id: str, login: str, password: str, address: str) -> Outside:
    """Let the register check a name and a password; limited by name and by address.

    Raises:
        Problem: there is no such register, it refuses, it does not answer, or this is too often.
    """
    register = (await registers(world)).get(register_id)
    if register is None:
        raise missing("Такого электронного журнала нет в списке школы.")
    outside = outside_of(world, register.id, login, hint=masked(login))
    tries = await begin_try(world, register.id, login, address)
    session = SgoSession(SgoAccount(register.url, register.school, login.strip(), password))
    try:
        async with asyncio.timeout(PATIENCE):
            await session.prove()
    except TimeoutError:
        text = "Электронный журнал не отвечает. Попробуйте через несколько минут."
        raise Problem(503, "gradebook_down", text) from None
    except GradebookRefused as refusal:
        raise forbidden("gradebook_refused", refusal.text) from None
    except GradebookError as error:
        bodies.gradebook_problem(error)
    finally:
        await session.aclose()
    await world.database.run(repository.forget_tries, tries)
    return outside


async def begin_try(world: World, register_id: str, login: str, address: str) -> str:
    """Count a try of a password before the register is asked; gives the key to forgive it by.

    Raises:
        Problem: this name or this address has tried too often.
    """
    outside = outside_of(world, register_id, login, hint="")
    mine = _sign(world, f"try {outside.provider} {outside.key}")
    limits = (
        (mine, LOGIN_TRIES, LOGIN_SPAN),
        (_sign(world, f"try from {address}"), ADDRESS_TRIES, ADDRESS_SPAN),
    )
    wait = await world.database.run(repository.count_try, limits, now=world.now())
    if wait:
        minutes = max(1, round(wait / 60))
        text = f"Слишком много попыток. Попробуйте снова через {minutes} мин."
        raise Problem(429, "too_many_tries", text, retry_after=wait)
    return mine


def outside_of(world: World, provider: str, subject: str, *, hint: str) -> Outside:
    """An identity as it is kept: names are compared without regard to case and spaces."""
    plain = subject.strip().casefold()
    return Outside(provider, _sign(world, f"identity {provider} {plain}"), hint)


def masked(name: str) -> str:
    """Enough of a name for its owner to know it: «ku…va»."""
    plain = name.strip()
    return f"{plain[:2]}…{plain[-2:]}" if len(plain) > 5 else f"{plain[:1]}…"


async def profiles(world: World, outside: Outside) -> list[Profile]:
    """The accounts an identity opens now.

    Raises:
        Problem: it is nobody's, or of people who are no longer in the roster.
    """
    found: tuple[Identity, ...] = await world.database.run(repository.of_outside, outside)
    if not found:
        raise forbidden("identity_unknown", _UNKNOWN)
    school, day = await world.book.school(), await world.book.today()
    if school is None or day is None:
        raise forbidden("not_in_roster", LEFT)
    accounts = {person: user for user, person in school.accounts.items()}
    opened = [
        Profile(one, user, school.roster.people[PersonId(one.person)].full_name)
        for one in found
        if (user := accounts.get(PersonId(one.person))) is not None and day.roles(user)
    ]
    if not opened:
        raise forbidden("not_in_roster", LEFT)
    return opened


async def let_in(world: World, profile: Profile) -> str:
    """Make the ticket with which the homeserver finishes a sign-in."""
    ticket, now = secrets.token_urlsafe(32), world.now()

    def keep(session: Session) -> None:
        ends = now + TICKET_LIFETIME
        repository.give_ticket(session, ticket, profile.user_id, ends=ends, now=now)
        _note_use(session, profile, world)

    await world.database.run(keep)
    return ticket


async def finish(world: World, ticket: str) -> str:
    """Whose sign-in a ticket is; it is spent with it."""
    user_id: str | None = await world.database.run(repository.take_ticket, ticket, now=world.now())
    if user_id is None:
        raise Problem(403, "ticket_refused", "Вход устарел. Войдите ещё раз.")
    return user_id


async def enter_outside(world: World, outside: Outside) -> str:
    """Whose account an identity of a provider in the browser opens.

    Raises:
        Problem: it is nobody's, or not one person's.
    """
    found = await profiles(world, outside)
    if len(found) > 1:
        raise Problem(409, "several_profiles", "С этим входом связано несколько профилей.")
    await world.database.run(_note_use, found[0], world)
    return found[0].user_id


async def offer(world: World, outside: Outside) -> str:
    """Return a code that binds an identity to the profile of whoever enters it there."""
    code, now = new_code(), world.now()
    ends = now + CODE_LIFETIME
    await world.database.run(repository.offer, outside, code, ends=ends, now=now)
    return code


async def look_at_code(world: World, typed: str) -> Outside:
    """What a code would bind.

    Raises:
        Problem: it is no code, or it is over.
    """
    found: Outside | None = await world.database.run(
        repository.offered, normal(typed), now=world.now(), spend=False
    )
    if found is None:
        raise missing("Такого кода нет, или он устарел: повторите вход в браузере.", "no_code")
    return found


async def bind_code(world: World, caller: Caller, typed: str) -> None:
    """Bind what a code stands for to the caller; the code is spent."""
    outside = await look_at_code(world, typed)
    owners = await world.database.run(repository.of_outside, outside)
    if any(one.person != caller.person for one in owners):
        raise Problem(409, "taken", "Этот вход уже связан с другим профилем школы.")
    await bind(world, caller, outside)
    await world.database.run(repository.offered, normal(typed), now=world.now(), spend=True)


async def bind(world: World, caller: Caller, outside: Outside) -> bool:
    """Bind an identity that the caller has proved to their profile; whether that is news."""
    person = caller.person
    if person is None or not caller.roles:
        raise forbidden("not_in_roster", LEFT)
    title = await title_of(world, outside.provider)

    def write(session: Session) -> bool:
        now = world.now()
        actor = caller.user_id
        if not repository.link(session, outside, person, source=PERSON, actor=actor, now=now):
            return False
        _audit(session, caller.user_id, "identity.linked", world, person, outside.provider)
        tell(session, caller.user_id, f"К вашему профилю привязан вход «{title}» ({outside.hint}).")
        return True

    return bool(await world.database.run(write))


async def unbind(
    world: World, caller: Caller, identity: Identity, user_id: str | None, *, reason: str = ""
) -> None:
    """Undo a binding: it opens nothing from now on; account, chats and messages stay.

    Where it was somebody else who did it, the person is signed out everywhere and told why.
    """
    title = await title_of(world, identity.provider)
    if user_id is not None:
        await _forget_at_homeserver(world, identity.provider, user_id)

    def write(session: Session) -> None:
        repository.unlink(session, identity.id)
        _audit(
            *(session, caller.user_id, "identity.unlinked", world, identity.person),
            *(identity.provider, reason),
        )
        if user_id is not None and user_id != caller.user_id:
            why = f" Причина: {reason}" if reason else ""
            tell(session, user_id, f"Школа отвязала от вашего профиля вход «{title}».{why}")

    await world.database.run(write)
    if user_id is not None and user_id != caller.user_id:
        await world.homeserver.sign_out_everywhere(user_id)


async def _forget_at_homeserver(world: World, provider: str, user_id: str) -> None:
    """The homeserver remembers whom a provider in the browser has let in: it must not."""
    if provider in world.settings.identity_providers:
        try:
            await world.homeserver.forget_identity(user_id, provider)
        except HomeserverRefused as refused:
            raise HomeserverDown(str(refused)) from refused


async def title_of(world: World, provider: str) -> str:
    """What people call a provider."""
    given = world.settings.identity_providers.get(provider)
    if given is not None:
        return given
    register = (await registers(world)).get(provider)
    return register.title if register is not None else provider


async def people_of(world: World, org: str) -> dict[str, tuple[str, str | None]]:
    """People of a school: name and account, by person."""
    school = await world.book.school()
    if school is None:
        return {}
    accounts = {person: user for user, person in school.accounts.items()}
    inside = {grant.person for grant in school.roster.roles if grant.org == OrgId(org)}
    people = school.roster.people
    return {one: (people[one].full_name, accounts.get(one)) for one in inside if one in people}


def _note_use(session: Session, profile: Profile, world: World) -> None:
    now = world.now()
    repository.note_use(session, profile.identity.id, now=now)
    provider = profile.identity.provider
    _audit(session, profile.user_id, "identity.used", world, profile.identity.person, provider)


def _audit(
    session: Session, actor: str, action: str, world: World, person: str, provider: str,
    reason: str = "",
) -> None:  # fmt: skip
    details = {"provider": provider} | ({"reason": reason} if reason else {})
    append(session, actor=actor, action=action, subject=person, details=details, now=world.now())


def _sign(world: World, text: str) -> str:
    return world.gradebooks.vault.sign(text)
