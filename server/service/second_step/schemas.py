"""Bodies of the second step."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Org = Annotated[str, StringConstraints(min_length=1, max_length=255)]


class StateBody(BaseModel):
    """How it stands with me. `required`: my school asks it of me."""

    on: bool
    since: datetime | None
    codes_left: int
    required: bool


class BegunBody(BaseModel):
    """A secret for the authenticator, in this answer only; `link` is for its QR code."""

    secret: str
    link: str


class CodeBody(BaseModel):
    """A code of the authenticator, or one of those printed."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"code": "287082"}]})

    code: str = Field(min_length=1, max_length=100)


class CodesBody(BaseModel):
    """Ten codes, each good for once, in this answer only."""

    codes: list[str]


class RuleBody(BaseModel):
    """Whether a school asks it of everybody who works there."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"org": "school-14", "staff": True}]})

    org: Org
    staff: bool


class PersonBody(BaseModel):
    """A person of the school: whether it is on, and whether the school asks it of them."""

    person: str
    name: str
    since: datetime | None
    required: bool


class SchoolBody(BaseModel):
    """What the school asks; `people` have it on, or lack it though it is asked of them."""

    staff: bool
    people: list[PersonBody]


class ResetBody(BaseModel):
    """Whose second step is switched off for them, and why; the person reads it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"person": "p-1042", "reason": "Потерян телефон"}]}
    )

    person: Annotated[str, StringConstraints(min_length=1, max_length=255)]
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]


class AskedBody(BaseModel):
    """A password was right: whose, and the code that came with it."""

    user_id: Annotated[str, StringConstraints(min_length=1, max_length=255)]
    code: Annotated[str, StringConstraints(max_length=100)] | None = None


class AnswerBody(BaseModel):
    """Whether that is enough. `later`: too many wrong codes, seconds to wait are `retry_after`."""

    answer: Literal["enough", "needed", "refused", "later"]
    retry_after: float = 0
