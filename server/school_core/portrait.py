"""What one person may read of another: roles, several of them perhaps, and what goes with each.

That somebody teaches biology or leads 9Б, everybody at the school may know. Which class a pupil
is in, and whose parent somebody is, only those who have to do with it (rows F57, F113).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from server.school_core.order import by_name, by_title
from server.school_core.roles import Role
from server.school_core.roster import ClassId, ClassKind, OrgId, PersonId, Roster
from server.school_core.school import SchoolDay
from server.school_core.standing import Standing

_TEACHES = frozenset({Role.TEACHER, Role.STAFF, Role.ADMIN})
_ORDER = {role: place for place, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class PortraitChild:
    """A child of a parent, with the title of its class."""

    name: str
    school_class: str


@dataclass(frozen=True, slots=True)
class PortraitRole:
    """A role at one school. `leads`, `subjects` and `classes` are titles."""

    org: OrgId
    role: Role
    leads: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    children: tuple[PortraitChild, ...] = ()


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks; `everything` for whoever runs the server."""

    standing: Standing | None
    everything: bool = False

    def shares(self, whom: Standing) -> frozenset[OrgId]:
        """The schools of `whom` that the viewer belongs to."""
        if self.everything:
            return whom.orgs
        return self.standing.orgs & whom.orgs if self.standing else frozenset()

    def runs(self, org: OrgId) -> bool:
        """Whether the viewer administers a school."""
        own = self.standing.grants if self.standing else frozenset()
        return self.everything or (org, Role.ADMIN) in own


def portrait(
    roster: Roster, day: SchoolDay, viewer: Viewer, whom: Standing
) -> tuple[PortraitRole, ...]:
    """What the viewer may read of a person: the first of several roles first."""
    shared = viewer.shares(whom)
    grants = sorted(
        ((org, role) for org, role in whom.grants if org in shared),
        key=lambda grant: (grant[0], _ORDER[grant[1]]),
    )
    return tuple(_role(roster, day, viewer, whom, grant) for grant in grants)


def _role(
    roster: Roster, day: SchoolDay, viewer: Viewer, whom: Standing, grant: tuple[OrgId, Role]
) -> PortraitRole:
    org, role = grant
    here = {key: one for key, one in roster.classes.items() if one.org == org}
    homerooms = {key for key, one in here.items() if one.kind is ClassKind.HOMEROOM}
    titles = {key: one.title for key, one in here.items()}
    if role in _TEACHES:
        lessons = (whom.teaches & here.keys()) - homerooms
        subjects = {here[key].subject or titles[key] for key in lessons}
        leads = _named(whom.leads, titles)
        return PortraitRole(org, role, leads=leads, subjects=tuple(sorted(subjects)))
    if role is Role.PUPIL and _knows_pupil(viewer, whom, org):
        return PortraitRole(org, role, classes=_named(whom.homerooms, titles))
    if role is Role.PARENT:
        return PortraitRole(
            org,
            role,
            classes=_named(_shared_homerooms(viewer, whom), titles),
            children=tuple(_children(roster, day, viewer, whom, org)),
        )
    return PortraitRole(org, role)


def _knows_pupil(viewer: Viewer, pupil: Standing, org: OrgId) -> bool:
    own = viewer.standing
    if viewer.runs(org):
        return True
    return own is not None and bool(
        own.person == pupil.person
        or pupil.person in own.children
        or own.teaches & pupil.learns
        or (own.homerooms | own.child_homerooms) & pupil.homerooms
    )


def _shared_homerooms(viewer: Viewer, parent: Standing) -> frozenset[ClassId]:
    own = viewer.standing
    if own is None:
        return frozenset()
    return (own.homerooms | own.child_homerooms) & parent.child_homerooms


def _children(
    roster: Roster, day: SchoolDay, viewer: Viewer, parent: Standing, org: OrgId
) -> Iterable[PortraitChild]:
    own = viewer.standing
    for person in sorted(parent.children, key=lambda one: by_name(roster.people[one].full_name)):
        child = day.of_person(person)
        if child is None or org not in child.orgs:
            continue
        if viewer.runs(org) or (own is not None and _knows_family(own, parent, child)):
            titles = [roster.classes[key].title for key in sorted(child.homerooms)]
            yield PortraitChild(roster.people[person].full_name, ", ".join(titles))


def _knows_family(own: Standing, parent: Standing, child: Standing) -> bool:
    family: set[PersonId] = {parent.person, child.person}
    return own.person in family or child.person in own.children or bool(own.teaches & child.learns)


def _named(keys: Iterable[ClassId], titles: Mapping[ClassId, str]) -> tuple[str, ...]:
    return tuple(sorted((titles[key] for key in keys if key in titles), key=by_title))
