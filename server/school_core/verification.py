"""Who may ask to be confirmed as a teacher, and the way of an application (rows F65–F72)."""

from collections.abc import Collection
from datetime import date
from enum import Enum

from server.school_core.roles import Role
from server.school_core.roster import OrgId
from server.school_core.verdict import Verdict, no, yes

ADULT = 18


class Application(Enum):
    """Where an application stands."""

    DRAFT = "draft"
    SENT = "sent"
    APPROVED = "approved"
    DECLINED = "declined"
    REVOKED = "revoked"


_WAYS = {
    Application.DRAFT: {Application.DRAFT, Application.SENT},
    Application.SENT: {Application.APPROVED, Application.DECLINED, Application.DRAFT},
    Application.APPROVED: {Application.REVOKED},
    Application.DECLINED: {Application.DRAFT},
    Application.REVOKED: {Application.DRAFT},
}


def may_become(now: Application, then: Application) -> Verdict:
    """Judge a step of an application: a decision is not decided again."""
    if then in _WAYS[now]:
        return yes("step")
    return no("application_state", "С этой заявкой так поступить нельзя: её состояние изменилось.")


def is_eligible(
    grants: Collection[tuple[OrgId, Role]], org: OrgId, *, born: date | None, day: date
) -> Verdict:
    """Judge whether somebody may be confirmed as a teacher of a school."""
    if born is None:
        return no("no_birth_date", "Укажите дату рождения.")
    if any(role is Role.PUPIL for _, role in grants):
        return no("pupil", "Ученик не может подтвердить статус учителя.")
    if _years(born, day) < ADULT:
        return no("under_age", "Подтвердить статус учителя можно с 18 лет.")
    schools = {where for where, role in grants if role is Role.TEACHER}
    if org in schools:
        return no("already_teacher", "Вы уже учитель этой школы: подтверждать ничего не нужно.")
    if schools:
        return no("teacher_elsewhere", "Вы уже учитель другой школы. Сначала выйдите из неё.")
    return yes("eligible")


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
