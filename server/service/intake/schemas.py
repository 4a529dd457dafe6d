"""Bodies about rosters taken in."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from server.school_core.roles import Role
from server.service.ids import RowId
from server.service.intake.repository import SourceKind

Id = Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^[^\x00-\x1f]+$")]
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\x00]+$"),
]

Reason = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^[^\x00]*$")
]


class ProblemLineBody(BaseModel):
    """One finding in a file; `sentence` is it whole, ready to be shown."""

    weight: Literal["error", "warning"]
    file: str
    line: int
    column: str
    text: str
    sentence: str


class LineBody(BaseModel):
    """One change, under a heading; `about` is the id of a person or class."""

    change: str
    title: str
    about: str
    text: str


class SuggestionBody(BaseModel):
    """Two people of the roster who may be one human; only the school decides."""

    one: str
    other: str
    name: str
    why: str
    certain: bool


class SuccessionBody(BaseModel):
    """A class of last year that goes on as one of this year."""

    old: str
    new: str
    text: str
    share: float


class DraftBody(BaseModel):
    """What an upload would change. `allowed`: without a confirmation; `brake` says why not.

    `archives` are the chats that become read-only; `begins` is the first day on which it can be
    confirmed, where that is to come.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "n3RkV0aQxY1b",
                    "org": "school-14",
                    "made_by": "@vera:school14.example",
                    "made_at": "2026-11-25T09:00:00Z",
                    "revision": "2026-11-25-1f00aa27",
                    "summary": "Людей было 840, станет 841; приходят: 1.",
                    "people_before": 840,
                    "people_after": 841,
                    "counts": {"comes": 1},
                    "lines": [
                        {
                            "change": "comes",
                            "title": "Приходят",
                            "about": "p-17",
                            "text": "Облаков Иван: ученик, 9Б",
                        }
                    ],
                    "more_lines": 0,
                    "problems": [],
                    "suggestions": [],
                    "successions": [],
                    "replaced": [],
                    "archives": [],
                    "allowed": True,
                    "brake": "",
                    "steps": {"create_account": 1, "join": 3},
                }
            ]
        }
    )

    id: str
    org: str
    made_by: str
    made_at: datetime
    revision: str
    summary: str
    people_before: int
    people_after: int
    counts: dict[str, int]
    lines: list[LineBody]
    more_lines: int
    problems: list[ProblemLineBody]
    suggestions: list[SuggestionBody]
    successions: list[SuccessionBody]
    replaced: list[str]
    archives: list[str] = []
    begins: date | None = None
    allowed: bool
    brake: str
    steps: dict[str, int]


class DraftsBody(BaseModel):
    """Drafts that wait for a yes."""

    drafts: list[DraftBody]


class ConfirmBody(BaseModel):
    """`confirmed`: even a big removal is meant. `carry_on`: last year's chats go on.

    `reason`: why a big removal is meant; it stands in the history of the roster.
    """

    confirmed: bool = False
    reason: Reason = ""
    carry_on: bool = True


class RevisionBody(BaseModel):
    """A roster that was let stand."""

    number: int
    revision: str
    orgs: list[str]
    taken_by: str
    taken_at: datetime
    cause: str
    summary: str


class RevisionsBody(BaseModel):
    """The newest first; ask on with `before` = `next`, which is null at the end."""

    revisions: list[RevisionBody]
    next: int | None


class DiffBody(BaseModel):
    """What changed between two revisions."""

    summary: str
    counts: dict[str, int]
    lines: list[LineBody]
    more_lines: int


class NewSourceBody(BaseModel):
    """A source that the service pulls by itself; `client_secret` is never shown again."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "org": "school-14",
                    "kind": "oneroster_rest",
                    "url": "https://register.example/ims/oneroster/rostering/v1p2",
                    "token_url": "https://register.example/token",
                    "client_id": "parta",
                    "client_secret": "…",
                    "every_hours": 24,
                }
            ]
        }
    )

    org: Annotated[str, StringConstraints(max_length=255, pattern=r"^[^\x00-\x1f]*$")] = ""
    kind: Literal["folder", "oneroster_rest"]
    folder: Annotated[str, StringConstraints(max_length=1000, pattern=r"^[^\x00]*$")] = ""
    url: Annotated[
        str, StringConstraints(max_length=1000, pattern=r"^(https?://[^\x00-\x20]+)?$")
    ] = ""
    token_url: Annotated[
        str, StringConstraints(max_length=1000, pattern=r"^(https?://[^\x00-\x20]+)?$")
    ] = ""
    client_id: Annotated[str, StringConstraints(max_length=255, pattern=r"^[^\x00-\x1f]*$")] = ""
    client_secret: Annotated[
        str, StringConstraints(max_length=1000, pattern=r"^[^\x00-\x1f]*$")
    ] = ""
    every_hours: Annotated[int, Field(ge=0, le=24 * 31)] = 24


class SourceBody(BaseModel):
    """A source; `trouble` is why the last pull did not work, '' where it did."""

    id: str
    org: str
    kind: SourceKind
    url: str
    folder: str
    every_hours: int
    taken_at: datetime | None
    next_at: datetime | None
    trouble: str


class SourcesBody(BaseModel):
    """Sources of the asker's schools."""

    sources: list[SourceBody]


class NewRulingBody(BaseModel):
    """What a court or the school ruled: no chat with the child nor about it, no marks."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "org": "school-14",
                    "guardian": "g-21",
                    "child": "p-17",
                    "no_contact": True,
                    "no_diary": True,
                    "reason": "Решение суда от 03.09.2026",
                }
            ]
        }
    )

    org: Id
    guardian: Id
    child: Id
    no_contact: bool
    no_diary: bool
    reason: Text


class RulingBody(NewRulingBody):
    """A ruling as it stands, with the names of both."""

    id: RowId
    guardian_name: str = ""
    child_name: str = ""
    made_by: str
    made_at: datetime


class RulingsBody(BaseModel):
    """Rulings at the asker's schools."""

    rulings: list[RulingBody]


class NewMergeBody(BaseModel):
    """`gone` is the same human as `kept`, under whose id they go on."""

    org: Id
    kept: Id
    gone: Id


class MergeBody(NewMergeBody):
    """A merge as it stands; `name` is whom the two have become."""

    id: RowId
    name: str = ""
    made_by: str
    made_at: datetime


class MergesBody(BaseModel):
    """Merges at the asker's schools, and who may be one human besides."""

    merges: list[MergeBody]
    suggestions: list[SuggestionBody]


class ClassBody(BaseModel):
    """A class or a subject group with how many learn in it, and who leads or teaches it.

    `cards`: the asker prints the cards of its people.
    """

    id: str
    org: str
    title: str
    kind: Literal["homeroom", "scheduled"]
    grade: int | None
    subject: str
    pupils: int
    teachers: list[str]
    cards: bool = False


class ClassesBody(BaseModel):
    """Classes of a school."""

    classes: list[ClassBody]


class RelativeBody(BaseModel):
    """A parent of a pupil, a child of a parent."""

    id: str
    name: str


class PersonBody(BaseModel):
    """A person of a school; `related` are the parents of a pupil or the children of a parent.

    `relatives` are the same people with their ids.
    """

    id: str
    user_id: str | None
    name: str
    roles: list[Role]
    classes: list[str]
    related: list[str]
    relatives: list[RelativeBody] = []


class PeopleBody(BaseModel):
    """People in the order of their names; ask on with `after` = `next`, null at the end.

    `total` is how many fit the question.
    """

    people: list[PersonBody]
    next: int | None
    total: int
