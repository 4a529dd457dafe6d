"""Bodies about syncs and exceptions."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from server.service.ids import RowId
from server.service.reconcile.repository import RunState

Id = Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^[^\x00-\x1f]+$")]


class AskBody(BaseModel):
    """`confirmed`: somebody has looked at the preview and wants even a big removal."""

    confirmed: bool = False


class RunBody(BaseModel):
    """One sync. `state` held: it waits for a confirmation; `text` is a sentence for people."""

    id: int
    state: RunState
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None
    revision: str
    planned: int
    done: int
    text: str


class StatusBody(BaseModel):
    """The newest runs first; what was done in the last seven days by kind of step."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"runs": [], "week": {"join": 12, "remove": 4}, "joined": 12, "removed": 4}
            ]
        }
    )

    runs: list[RunBody]
    week: dict[str, int]
    joined: int
    removed: int


class StepBody(BaseModel):
    """One thing a sync would do, in words too."""

    step: str
    org: str
    chat: str
    person: str
    text: str


class PreviewBody(BaseModel):
    """What a sync would do now. `allowed`: without a confirmation; `text` says why not."""

    revision: str
    counts: dict[str, int]
    allowed: bool
    text: str
    steps: list[StepBody]


class PinBody(BaseModel):
    """A hand-made exception: in or out of a chat until a day, whatever the roster says."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "kind": "class",
                    "org": "school-14",
                    "about": "9b",
                    "person": "t-017",
                    "inside": True,
                    "level": 50,
                    "reason": "Замещает классного руководителя",
                    "until": "2026-12-31",
                }
            ]
        }
    )

    kind: Annotated[str, StringConstraints(pattern="^(class|parents|subject|staff)$")]
    org: Id
    about: Id
    person: Id
    inside: bool
    level: Annotated[int, Field(ge=0, le=100)] = 0
    reason: Annotated[
        str,
        StringConstraints(
            strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\x00]+$"
        ),
    ]
    until: date


class MadePinBody(PinBody):
    """An exception with its id, the person's name and the chat's."""

    id: RowId
    name: str = ""
    chat: str = ""
    made_by: str


class PinsBody(BaseModel):
    """Exceptions, those that ran out too."""

    pins: list[MadePinBody]


class YearBody(BaseModel):
    """Class of last year → class of this year that goes on in the same chats."""

    successors: dict[Id, Id] = {}
