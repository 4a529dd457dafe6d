"""Bodies of applications."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from server.school_core.verification import Application
from server.service.school.schemas import OrgBody

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
OrgRef = Annotated[str, StringConstraints(min_length=1, max_length=255)]


class DraftBody(BaseModel):
    """What the applicant writes."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "org": "school-14",
                    "subject": "Биология",
                    "family": "Вартанян",
                    "given": "Вера",
                    "middle": "Арамовна",
                    "born": "1986-03-12",
                }
            ]
        }
    )

    org: OrgRef
    subject: Line = ""
    family: Name
    given: Name
    middle: Line = ""
    born: date | None = None


class CaseBody(DraftBody):
    """An application. `reason` is the administrator's."""

    id: str
    user_id: str
    state: Application
    has_proof: bool
    reason: str
    changed_at: datetime


class StatusBody(BaseModel):
    """Whether the asker is a confirmed teacher, and by what; `schools` are those to choose from."""

    confirmed: bool
    by: Literal["roster", "application", ""]
    application: CaseBody | None
    schools: list[OrgBody]


class QueueBody(BaseModel):
    """Applications that wait, the longest waiting first, or those that were approved."""

    applications: list[CaseBody]


class DecisionBody(BaseModel):
    """A decision; a refusal needs a reason, which the applicant reads."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"approve": False, "reason": "Приложите справку с места работы."}]
        }
    )

    approve: bool
    reason: Line = ""


class ReasonBody(BaseModel):
    """Why a confirmation is taken back; the person reads it."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"reason": "Вы больше не работаете"}]}
    )

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
