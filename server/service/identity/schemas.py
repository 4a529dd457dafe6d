"""Bodies of signing in by an outside identity, and of binding one."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class WayBody(BaseModel):
    """A way in: a gradebook whose password signs in, or a provider in the browser."""

    id: str
    title: str
    kind: Literal["gradebook", "browser"]


class WaysBody(BaseModel):
    """What the school offers beside cards and passwords."""

    ways: list[WayBody]


class GradebookBody(BaseModel):
    """A name and password of the register. They go to the register and are kept nowhere.

    `person` picks a profile where the account has several; `code` is the second step of whoever has
    one.
    """

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"register": "sgo", "login": "ivanova", "password": "…"}]}
    )

    register_id: Annotated[str, Field(alias="register", min_length=1, max_length=64)]
    login: Text
    password: Annotated[str, StringConstraints(min_length=1, max_length=200)] = Field(repr=False)
    person: Annotated[str, StringConstraints(max_length=255)] | None = None
    code: Annotated[str, StringConstraints(max_length=100)] | None = Field(None, repr=False)


class ProfileBody(BaseModel):
    """A profile that the account opens, with the person's roles."""

    person: str
    name: str
    roles: list[str]


class EnteredBody(BaseModel):
    """`ticket` finishes the sign-in at the homeserver (`app.parta.gradebook`) within a minute.

    None where one of `profiles` has to be picked first.
    """

    ticket: str | None
    profiles: list[ProfileBody] = []


class OutsideBody(BaseModel):
    """Whom a provider in the browser has let in, as the homeserver's module tells it."""

    provider: Text
    subject: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    hint: Annotated[str, StringConstraints(max_length=200)] = ""


class WhoseBody(BaseModel):
    """Whose account it is, or the page that tells the person why there is none."""

    user_id: str | None = None
    page: str | None = None


class IdentityBody(BaseModel):
    """A way into my account. `working` is false where it opens nothing any more."""

    id: str
    provider: str
    title: str
    hint: str
    source: Literal["person", "school"]
    linked_at: datetime
    used_at: datetime | None
    working: bool


class IdentitiesBody(BaseModel):
    """My ways in, and what may be bound."""

    identities: list[IdentityBody]
    ways: list[WayBody]


class CodeBody(BaseModel):
    """The code that a page of the browser has shown; without `confirm` it is only looked at."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"code": "7K3M-9QWE-RT2Y", "confirm": False}]}
    )

    code: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    confirm: bool = False


class CodeMeansBody(BaseModel):
    """What a code binds."""

    provider: str
    title: str
    hint: str


class PersonIdentityBody(IdentityBody):
    """A binding as an administrator sees it: whose it is, nothing that signs in."""

    person: str
    name: str


class SchoolIdentitiesBody(BaseModel):
    """Bindings of a school's people, by name."""

    identities: list[PersonIdentityBody]


class ReasonBody(BaseModel):
    """Of which school's person, and why an administrator undoes it; the person reads it."""

    org: Annotated[str, StringConstraints(min_length=1, max_length=255)]

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]


class KnownBody(BaseModel):
    """What the school's own register says: this account is that person's."""

    subject: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    person: Annotated[str, StringConstraints(min_length=1, max_length=255)]


class ToldBody(BaseModel):
    """How many bindings stand by the school's word, and which people it does not know."""

    bound: int
    unknown: list[str]
