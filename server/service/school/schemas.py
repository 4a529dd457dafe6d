"""Bodies about the school and about oneself."""

from pydantic import BaseModel, ConfigDict

from server.school_core.circle import CircleKind
from server.school_core.document import SwitchesPart
from server.school_core.roles import Role


class OrgBody(BaseModel):
    """A school, or an authority above it."""

    id: str
    name: str


class RoleBody(BaseModel):
    """A role at one school."""

    org: str
    role: Role


class MeBody(BaseModel):
    """Who asks, as the school knows them. `operator`: runs the server, may do what admins may."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "user_id": "@vera:school14.example",
                    "person": "t-017",
                    "name": "Вартанян Вера Арамовна",
                    "roles": [{"org": "school-14", "role": "teacher"}],
                    "orgs": [{"id": "school-14", "name": "Школа № 14"}],
                    "operator": False,
                }
            ]
        }
    )

    user_id: str
    person: str | None
    name: str
    roles: list[RoleBody]
    orgs: list[OrgBody]
    operator: bool


class RelativeChildBody(BaseModel):
    """A child of a parent, with the title of its class."""

    name: str
    school_class: str


class PersonRoleBody(RoleBody):
    """A role with what goes with it, as far as the asker may know it; titles, not ids."""

    org_name: str
    leads: list[str]
    subjects: list[str]
    classes: list[str]
    children: list[RelativeChildBody]


class PortraitBody(BaseModel):
    """Somebody of one's own school: name and roles, the first of several first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "user_id": "@vera:school14.example",
                    "name": "Вартанян Вера Арамовна",
                    "roles": [
                        {
                            "org": "school-14",
                            "org_name": "Школа № 14",
                            "role": "teacher",
                            "leads": ["9Б"],
                            "subjects": ["Биология"],
                            "classes": [],
                            "children": [],
                        }
                    ],
                }
            ]
        }
    )

    user_id: str
    name: str
    roles: list[PersonRoleBody]


class NearBody(BaseModel):
    """Somebody I may write to; `leads` and `subjects` are titles, `children` names."""

    user_id: str
    name: str
    role: Role
    leads: list[str]
    subjects: list[str]
    children: list[str]


class CircleBody(BaseModel):
    """People of one kind; `school_class` is the title of their class, "" where it is none's."""

    kind: CircleKind
    school_class: str
    people: list[NearBody]


class CirclesBody(BaseModel):
    """Whom I may write to: colleagues, my classes and their parents, my teachers, my family."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "circles": [
                        {
                            "kind": "teachers",
                            "school_class": "",
                            "people": [
                                {
                                    "user_id": "@vera:school14.example",
                                    "name": "Вартанян Вера Арамовна",
                                    "role": "teacher",
                                    "leads": ["9Б"],
                                    "subjects": ["Биология"],
                                    "children": [],
                                }
                            ],
                        }
                    ]
                }
            ]
        }
    )

    circles: list[CircleBody]


class SwitchesBody(SwitchesPart):
    """What a school decides for itself; the names are those of the contact rules."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"classmates": False, "pupil_links": False}]}
    )


class NowBody(BaseModel):
    """The school year (it begins in August) and how many people are here now."""

    school_year: str
    online: int


class TakenBody(BaseModel):
    """A roster that was taken."""

    revision: str
    people: int
