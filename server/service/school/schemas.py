"""Bodies about the school and about oneself."""

from pydantic import BaseModel, ConfigDict

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


class SwitchesBody(BaseModel):
    """What a school decides for itself; the names are those of the contact rules."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"classmates": False, "pupil_links": False}]},
    )

    teacher_other_pupils: bool = False
    classmates_primary: bool = False
    classmates: bool = True
    class_parents: bool = False
    pupil_files: bool = True
    pupil_links: bool = True


class TakenBody(BaseModel):
    """A roster that was taken."""

    revision: str
    people: int
