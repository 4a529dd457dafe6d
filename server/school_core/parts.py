"""A roster without some schools: what one source tells takes the place of what others told."""

from collections.abc import Set
from dataclasses import replace

from server.school_core.roster import OrgId, PersonId, Roster


def schools_of(roster: Roster) -> frozenset[OrgId]:
    """Return the orgs that have classes or people with roles; authorities above may have none."""
    return frozenset(one.org for one in roster.classes.values()) | frozenset(
        grant.org for grant in roster.roles
    )


def without(roster: Roster, orgs: Set[OrgId]) -> Roster:
    """Return the roster without these schools, their classes, and who belongs nowhere else."""
    if not orgs:
        return roster
    classes = {key: one for key, one in roster.classes.items() if one.org not in orgs}
    roles = frozenset(grant for grant in roster.roles if grant.org not in orgs)
    enrolments = frozenset(one for one in roster.enrolments if one.school_class in classes)
    belong = {one.person for one in roles} | {one.person for one in enrolments}
    belong |= roster.people.keys() - _tied(roster)
    links = frozenset(
        one for one in roster.guardianships if one.child in belong and one.guardian in roster.people
    )
    belong |= {one.guardian for one in links}
    return replace(
        roster,
        orgs={
            key: replace(one, parent=None if one.parent in orgs else one.parent)
            for key, one in roster.orgs.items()
            if key not in orgs
        },
        classes=classes,
        people={key: one for key, one in roster.people.items() if key in belong},
        roles=roles,
        enrolments=enrolments,
        guardianships=links,
    )


def _tied(roster: Roster) -> frozenset[PersonId]:
    """Everybody whom something ties to a school."""
    return (
        frozenset(one.person for one in roster.roles)
        | frozenset(one.person for one in roster.enrolments)
        | frozenset(one.guardian for one in roster.guardianships)
    )
