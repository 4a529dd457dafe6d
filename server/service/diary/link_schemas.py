"""Bodies of outside gradebooks and of the links to them."""

from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from server.service.schema import Title, example


class RegisterBody(BaseModel):
    """An outside register that families may link."""

    id: str
    title: str


class NewRegisterBody(BaseModel):
    """Where a register is: only the operator names hosts that the service calls.

    `logins_of` is the school whose lists name the logins of this register, '' where no list does;
    left out it is the only school of the server.
    """

    model_config = example(title="Сетевой Город", url="https://sgo.example", school=14)

    title: Title
    url: Annotated[
        str,
        # A host and perhaps a port: no way to write an address that means another host.
        StringConstraints(pattern=r"^https?://[A-Za-z0-9.\-]+(:[0-9]{1,5})?$", max_length=255),
    ]
    school: int = Field(ge=0, le=2**31)
    logins_of: Annotated[str, StringConstraints(max_length=255)] | None = None


class LinkBody(BaseModel):
    """The family's own sign-in at a register; it is kept sealed and shown to nobody.

    `student` picks a child where the account has several and none has the roster's name.
    """

    model_config = example(register="sgo", login="kuznetsova", password="…", student=None)

    register_id: Annotated[str, Field(alias="register", min_length=1, max_length=64)]
    login: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=200)] = Field(repr=False)
    student: int | None = Field(default=None, ge=0, le=2**53)


class StudentBody(BaseModel):
    """A child as the register names it."""

    id: int
    name: str


class LinkedBody(BaseModel):
    """Linked, or which of the account's children is meant must be said."""

    linked: bool
    students: list[StudentBody] = []
