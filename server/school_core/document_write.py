"""The other direction of `document`: a school as the JSON the homeserver's module reads."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from server.school_core.school import School


def write_document(school: School) -> Mapping[str, Any]:
    """Return a document ready for JSON; the same school gives the same document."""
    roster = school.roster
    users = {person: user for user, person in school.accounts.items()}
    return {
        "revision": roster.revision,
        "orgs": [
            {"id": org.id, "name": org.name, "parent": org.parent}
            for _, org in sorted(roster.orgs.items())
        ],
        "people": [
            {
                "id": one.id,
                "user_id": users.get(one.id),
                "family": one.family,
                "given": one.given,
                "middle": one.middle,
                "born": one.born.isoformat() if one.born else None,
            }
            for _, one in sorted(roster.people.items())
        ],
        "grants": sorted(
            ({"person": g.person, "org": g.org, "role": g.role.value} for g in roster.roles),
            key=lambda g: (g["person"], g["org"], g["role"]),
        ),
        "classes": [
            {
                "id": one.id,
                "org": one.org,
                "title": one.title,
                "kind": one.kind.value,
                "grade": one.grade,
                "subject": one.subject,
            }
            for _, one in sorted(roster.classes.items())
        ],
        "enrolments": sorted(
            (
                {
                    "person": e.person,
                    "class": e.school_class,
                    "role": e.role.value,
                    "primary": e.primary,
                    "begins": e.begins.isoformat() if e.begins else None,
                    "ends": e.ends.isoformat() if e.ends else None,
                }
                for e in roster.enrolments
            ),
            key=lambda e: [str(value) for value in e.values()],
        ),
        "guardianships": sorted(
            (
                {
                    "guardian": link.guardian,
                    "child": link.child,
                    "no_contact": link.no_contact,
                    "no_diary": link.no_diary,
                }
                for link in roster.guardianships
            ),
            key=lambda link: (str(link["guardian"]), str(link["child"])),
        ),
        "switches": {org: asdict(switches) for org, switches in sorted(school.switches.items())},
    }
