"""Who may ask to be confirmed as a teacher, by a table; the way of an application."""

from datetime import date

import pytest

from server.school_core.roles import Role
from server.school_core.roster import OrgId
from server.school_core.verification import Application, is_eligible, may_become

_DAY = date(2026, 9, 1)
_OWN, _OTHER = OrgId("14"), OrgId("21")


@pytest.mark.parametrize(
    ("grants", "born", "code"),
    [
        ((), date(1986, 3, 12), "eligible"),
        ((), None, "no_birth_date"),
        ((), date(2008, 9, 1), "eligible"),  # eighteen today
        ((), date(2008, 9, 2), "under_age"),  # tomorrow
        (((_OWN, Role.PARENT), (_OTHER, Role.STAFF)), date(1986, 3, 12), "eligible"),
        (((_OWN, Role.TEACHER),), date(1986, 3, 12), "already_teacher"),
        (((_OTHER, Role.TEACHER),), date(1986, 3, 12), "teacher_elsewhere"),
        (((_OTHER, Role.PUPIL),), date(1986, 3, 12), "pupil"),
    ],
)
def test_eligibility(grants, born, code) -> None:
    assert is_eligible(grants, _OWN, born=born, day=_DAY).code == code


def test_a_decision_is_not_decided_again() -> None:
    decided = {Application.APPROVED, Application.DECLINED, Application.REVOKED}
    for now in decided:
        for then in decided | {Application.SENT}:
            allowed = may_become(now, then).allowed
            assert allowed == ((now, then) == (Application.APPROVED, Application.REVOKED))
