"""Switching the second step on and off, checking a code, helping whoever has lost it."""

import secrets
from base64 import b32encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from sqlalchemy.orm import Session

from server.school_core.roles import Role
from server.school_core.roster import OrgId, PersonId
from server.service.audit.repository import append
from server.service.auth import Caller
from server.service.cards.codes import new_code, normal
from server.service.identity.repository import count_try, forget_tries, tries_made
from server.service.notices.outbox import tell
from server.service.problems import Problem, forbidden, missing
from server.service.second_step import repository
from server.service.second_step.repository import State
from server.service.second_step.tables import SecondStepRow
from server.service.second_step.totp import DIGITS, link_of, step_matching
from server.service.world import World

PRINTED = 10
TRIES, SPAN = 5, timedelta(minutes=15)
TRIES_A_DAY, DAY = 30, timedelta(days=1)
STAFF = (Role.ADMIN, Role.TEACHER, Role.STAFF)

_ON = (
    "Второй шаг при входе включён: к паролю теперь нужен код. Если это были не вы, скажите "
    "классному руководителю или администратору школы."
)
_OFF = (
    "Второй шаг при входе выключен. Если это были не вы, скажите администратору школы и смените "
    "пароль."
)
_GUESSED = (
    f"Пароль от вашего профиля ввели верно, а код второго шага {TRIES} раз подряд — нет. Если это "
    "были не вы, пароль знает кто-то ещё: попросите школу сменить его."
)
_REFUSED = "Код не подходит. Введите новый код из приложения или один из напечатанных."


class Answer(Enum):
    """What a code was worth."""

    ENOUGH = "enough"
    NEEDED = "needed"
    REFUSED = "refused"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer; `wait` are the seconds until the next try where there were too many."""

    answer: Answer
    wait: float = 0


async def state(world: World, caller: Caller) -> tuple[State, bool]:
    """How it stands with the caller, and whether their school asks it of them."""

    def read(session: Session) -> tuple[State, bool]:
        works = {org for org, role in caller.grants if role in STAFF}
        asked = bool(repository.asks_staff(session, works))
        return repository.state(session, caller.user_id), asked

    return await world.database.run(read)


async def begin(world: World, caller: Caller) -> tuple[str, str]:
    """Make a secret, to be confirmed by a code of it: the secret and its link.

    Raises:
        Problem: it is on already.
    """
    secret = b32encode(secrets.token_bytes(20)).decode()
    sealed = world.gradebooks.vault.seal(secret, about=_about(caller.user_id))

    def write(session: Session) -> None:
        row = repository.locked(session, caller.user_id)
        if row is not None and row.confirmed_at is not None:
            raise Problem(409, "second_step_on", "Второй шаг уже включён. Сначала выключите его.")
        session.merge(
            SecondStepRow(
                user_id=caller.user_id,
                sealed=sealed,
                last_step=0,
                made_at=world.now(),
                confirmed_at=None,
            )
        )

    await world.database.run(write)
    account = caller.user_id[1:].partition(":")[0]
    return secret, link_of(secret, school=world.settings.school_name or "Парта", account=account)


async def confirm(world: World, caller: Caller, code: str) -> list[str]:
    """Switch it on by the first code: the printed codes, in this answer only."""
    codes = [new_code() for _ in range(PRINTED)]

    def write(session: Session) -> Checked:
        row = repository.locked(session, caller.user_id)
        if row is None or row.confirmed_at is not None:
            raise Problem(409, "second_step_not_begun", "Начните настройку второго шага заново.")
        checked = _check(session, world, row, code)
        if checked.answer is Answer.ENOUGH:
            row.confirmed_at = world.now()
            repository.put_codes(session, caller.user_id, _hashes(world, codes))
            _audit(session, world, caller.user_id, "second_step.on", caller.user_id)
            tell(session, caller.user_id, _ON)
        return checked

    refuse(await world.database.run(write))
    return codes


async def print_anew(world: World, caller: Caller, code: str) -> list[str]:
    """Ten new printed codes for a code; those before are worth nothing."""
    codes = [new_code() for _ in range(PRINTED)]

    def write(session: Session) -> Checked:
        checked = _check_own(session, world, caller, code)
        if checked.answer is Answer.ENOUGH:
            repository.put_codes(session, caller.user_id, _hashes(world, codes))
            _audit(session, world, caller.user_id, "second_step.codes", caller.user_id)
        return checked

    refuse(await world.database.run(write))
    return codes


async def switch_off(world: World, caller: Caller, code: str) -> None:
    """Switch it off by a code."""

    def write(session: Session) -> Checked:
        checked = _check_own(session, world, caller, code)
        if checked.answer is Answer.ENOUGH:
            repository.forget(session, caller.user_id)
            _audit(session, world, caller.user_id, "second_step.off", caller.user_id)
            tell(session, caller.user_id, _OFF)
        return checked

    refuse(await world.database.run(write))


async def check(world: World, user_id: str, code: str | None) -> Checked:
    """Whether a right password is enough, with the code that came with it."""

    def look(session: Session) -> Checked:
        row = repository.locked(session, user_id)
        if row is None or row.confirmed_at is None:
            return Checked(Answer.ENOUGH)
        return _check(session, world, row, code) if code else Checked(Answer.NEEDED)

    return await world.database.run(look)


def refuse(checked: Checked) -> None:
    """Raise the problem of an answer that is not enough."""
    match checked.answer:
        case Answer.NEEDED:
            raise forbidden("second_step_needed", "Введите код второго шага.")
        case Answer.REFUSED:
            raise forbidden("second_step_refused", _REFUSED)
        case Answer.LATER:
            minutes = max(1, round(checked.wait / 60))
            text = f"Слишком много неверных кодов. Попробуйте снова через {minutes} мин."
            raise Problem(429, "too_many_tries", text, retry_after=checked.wait)
        case Answer.ENOUGH:
            pass


async def reset(world: World, caller: Caller, person: str, *, reason: str) -> None:
    """Switch it off for somebody who has lost it; they read by whom it was done and why.

    Raises:
        Problem: the caller answers for nobody of that id, or it is not on.
    """
    user_id, org = await _in_care(world, caller, PersonId(person))
    if user_id == caller.user_id:
        raise forbidden("own_second_step", "Свой второй шаг выключают кодом, в настройках.")
    if not caller.operator and await world.homeserver.is_admin(user_id):
        raise forbidden("operator", "Второй шаг администратора сервера сбрасывает только он сам.")

    def write(session: Session) -> None:
        if not repository.forget(session, user_id):
            raise Problem(409, "second_step_off", "Второй шаг у этого человека не включён.")
        details = {"reason": reason}
        _audit(session, world, caller.user_id, "second_step.reset", user_id, org, details)
        tell(session, user_id, f"Школа выключила второй шаг вашего входа. Причина: {reason}")

    await world.database.run(write)


async def _in_care(world: World, caller: Caller, person: PersonId) -> tuple[str, OrgId]:
    """The account of a person of the caller's school or class, and the school."""
    unknown = missing("Такого человека в вашей школе или вашем классе нет.")
    school, day = await world.book.school(), await world.book.today()
    if school is None or day is None:
        raise unknown
    user_id = next((user for user, one in school.accounts.items() if one == person), None)
    standing = day.standing(user_id) if user_id is not None else None
    if user_id is None or standing is None:
        raise unknown
    for org in sorted(standing.orgs):
        if caller.administers(org):
            return user_id, org
    leads = caller.standing.leads if caller.standing else frozenset()
    works = any(role in STAFF for _, role in standing.grants)
    for led in sorted(leads & (standing.homerooms | standing.child_homerooms)):
        if not works:
            return user_id, school.roster.classes[led].org
    raise unknown


def _check_own(session: Session, world: World, caller: Caller, code: str) -> Checked:
    row = repository.locked(session, caller.user_id)
    if row is None or row.confirmed_at is None:
        raise Problem(409, "second_step_off", "Второй шаг не включён.")
    return _check(session, world, row, code)


def _check(session: Session, world: World, row: SecondStepRow, typed: str) -> Checked:
    """Count a try, then spend the code; the row is locked, so two at once take turns."""
    now, user_id = world.now(), row.user_id
    vault = world.gradebooks.vault
    tries, today = vault.sign(f"second step {user_id}"), vault.sign(f"second step a day {user_id}")
    limits = ((tries, TRIES, SPAN), (today, TRIES_A_DAY, DAY))
    wait = count_try(session, limits, now=now)
    if wait:
        return Checked(Answer.LATER, wait)
    digits, printed = "".join(typed.split()), normal(typed)
    if len(digits) == DIGITS and digits.isascii() and digits.isdigit():
        secret = vault.open(row.sealed, about=_about(user_id))
        step = step_matching(secret, digits, now=now, after=row.last_step)
        right = step is not None
        row.last_step = step if step is not None else row.last_step
    else:
        right = bool(printed) and repository.spend_code(session, user_id, _hash(world, printed))
        if right:
            _audit(session, world, user_id, "second_step.printed_code", user_id)
    if right:
        forget_tries(session, tries)
        forget_tries(session, today)
        return Checked(Answer.ENOUGH)
    _audit(session, world, user_id, "second_step.refused", user_id)
    if row.confirmed_at is not None and tries_made(session, tries, since=now - SPAN) == TRIES:
        tell(session, user_id, _GUESSED)
    return Checked(Answer.REFUSED)


def _audit(
    session: Session, world: World, actor: str, action: str, subject: str, org: str = "",
    details: dict[str, str] | None = None,
) -> None:  # fmt: skip
    append(
        session, actor=actor, action=action, subject=subject, org=org, details=details,
        now=world.now(),
    )  # fmt: skip


def _about(user_id: str) -> str:
    return f"second step of {user_id}"


def _hash(world: World, code: str) -> str:
    return world.gradebooks.vault.sign(f"second step code {code}")


def _hashes(world: World, codes: Sequence[str]) -> list[str]:
    return [_hash(world, code) for code in codes]
