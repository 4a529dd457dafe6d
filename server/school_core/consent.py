"""Who may agree for whom (row F42): grown-ups for themselves, guardians for their children."""

from datetime import date

from server.school_core.roles import Role
from server.school_core.roster import PersonId, Roster
from server.school_core.verdict import Verdict, no, yes

OWN_WORD_FROM = 14
"""From this age on a child may agree for itself too."""


def may_consent(who: PersonId, whom: PersonId, roster: Roster, *, day: date) -> Verdict:
    """Judge whether a person may give or take back a consent for somebody."""
    if who == whom:
        if Role.PUPIL in roster.roles_of(who) or _learns(who, roster, day):
            age = _age(roster.people[who].born, day)
            if age is None or age < OWN_WORD_FROM:
                return no("consent_child", "За тебя согласие дают родители.")
        return yes("own")
    links = [link for link in roster.guardianships if (link.guardian, link.child) == (who, whom)]
    if not links:
        return no("consent_stranger", "Согласие можно дать только за себя и за своего ребёнка.")
    if any(link.no_contact for link in links):
        return no("consent_ruling", "По решению школы согласие за этого ребёнка дать нельзя.")
    return yes("guardian")


def _learns(person: PersonId, roster: Roster, day: date) -> bool:
    return any(
        enrolment.person == person and enrolment.role.value == "student"
        for _, enrolment in roster.enrolled(day)
    )


def _age(born: date | None, day: date) -> int | None:
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
