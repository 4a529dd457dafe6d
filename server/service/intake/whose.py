"""Whose schools an upload may speak of, and whose ids are kept apart from others'."""

from server.school_core.parts import schools_of
from server.school_core.roster import Roster
from server.service.auth import Caller
from server.service.intake.repository import Source
from server.service.problems import forbidden


def only_own(caller: Caller, source: Source, roster: Roster) -> None:
    """A school's administrator tells of that school and no other.

    Raises:
        Problem: the upload tells of others.
    """
    schools = schools_of(roster)
    allowed = {source.org} if source.org else None
    if allowed is not None and not schools <= allowed:
        names = ", ".join(
            sorted(roster.orgs[key].name or key for key in schools - allowed if key in roster.orgs)
        )
        text = f"В выгрузке есть другие организации: {names[:200]}. Здесь принимается только своя."
        raise forbidden("foreign_school", text)
    if allowed is None and not caller.operator:
        text = "Выгрузку нескольких школ принимает администратор сервера."
        raise forbidden("foreign_school", text)


def namespace(roster: Roster, org: str, caller: Caller) -> str:
    """Where several schools share a server, ids of one must not mean people of another."""
    others = schools_of(roster) - {org}
    return f"{org}:" if org and others and not caller.operator else ""


def named(org: str, roster: Roster) -> tuple[str, ...]:
    """Return the schools that a revision speaks of."""
    return (org,) if org else tuple(sorted(schools_of(roster)))
