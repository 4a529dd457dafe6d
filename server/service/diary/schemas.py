"""Bodies of the diary."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from server.school_core.notices import Audience
from server.service.diary.marks import Attendance

# PostgreSQL keeps no NUL in a text.
_NO_NUL = r"^[^\x00]*$"
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000, pattern=_NO_NUL),
]
Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=_NO_NUL),
]

_Key = Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=_NO_NUL)]


def _example(**fields: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [fields]})


class GradebookBody(BaseModel):
    """Where a child's diary comes from. `problem` is a sentence when it cannot be read now."""

    title: str
    linked: bool
    problem: str = ""


class ChildBody(BaseModel):
    """A child whose diary the asker may read; `me` when it is the asker."""

    model_config = _example(
        person="p-104", name="Кузнецов Артём", class_title="9Б", me=False, gradebook=None
    )

    person: str
    name: str
    class_title: str
    me: bool
    gradebook: GradebookBody | None


class AttachmentBody(BaseModel):
    """A file of an assignment or an announcement."""

    id: str
    name: str


class AssignmentBody(BaseModel):
    """Homework, a test, an answer; `mark` as the register writes it, '' without one."""

    id: str
    kind: str
    text: str
    due: date
    mark: str
    number: int | None
    weight: float
    comment: str
    duty: bool
    homework: bool
    attachments: list[AttachmentBody]


class LessonBody(BaseModel):
    """One lesson; `teacher` is an account one may write to, where the school knows it."""

    number: int
    subject: str
    begins: time | None
    ends: time | None
    room: str
    teacher: str
    teacher_name: str
    assignments: list[AssignmentBody]


class DayBody(BaseModel):
    """A school day."""

    day: date
    lessons: list[LessonBody]


class WorkBody(BaseModel):
    """A work with the subject it belongs to."""

    subject: str
    assignment: AssignmentBody


class WeekBody(BaseModel):
    """A week of a diary, and the tests that are to come."""

    model_config = _example(
        monday="2026-11-16",
        source="Сетевой Город",
        fetched_at="2026-11-18T05:05:00Z",
        days=[],
        works=[],
    )

    monday: date
    source: str
    fetched_at: datetime
    days: list[DayBody]
    works: list[WorkBody]


class PeriodBody(BaseModel):
    """A quarter or a term."""

    id: str
    title: str
    begins: date
    ends: date


class MarkBody(BaseModel):
    """A mark with its day."""

    day: date
    assignment: AssignmentBody


class SubjectBody(BaseModel):
    """A subject over a period; `average` has two decimals."""

    subject: str
    average: Decimal | None
    marks: list[MarkBody]


class ResultsBody(BaseModel):
    """Marks and averages of a period, and which periods there are."""

    periods: list[PeriodBody]
    period: PeriodBody
    source: str
    fetched_at: datetime
    subjects: list[SubjectBody]


class HomeworkBody(BaseModel):
    """Homework to come, and required works that are past their day."""

    source: str
    fetched_at: datetime
    homework: list[WorkBody]
    overdue: list[WorkBody]


class AbsenceBody(BaseModel):
    """A lesson that was missed (`missed`), or come to late."""

    day: date
    number: int
    subject: str
    why: Attendance
    missed: bool


class AbsencesBody(BaseModel):
    """Absences of a period."""

    periods: list[PeriodBody]
    period: PeriodBody
    source: str
    fetched_at: datetime
    absences: list[AbsenceBody]


class AnnouncementBody(BaseModel):
    """An announcement; `read_at` is when the asker confirmed it."""

    id: str
    title: str
    text: str
    author: str
    posted_at: datetime
    read_at: datetime | None
    due: date | None
    attachments: list[AttachmentBody]


class AnnouncementsBody(BaseModel):
    """Announcements, newest first."""

    announcements: list[AnnouncementBody]


class NewAnnouncementBody(BaseModel):
    """An announcement to people of a school; without `classes` to those of all classes.

    `files` are ids of files that the author has sent before. Whoever has not confirmed it is
    reminded before the day `due`. Sent again with the same `key`, it is posted once.
    """

    model_config = _example(
        org="school-14",
        title="Сверить электронные журналы!",
        text="До пятницы, пожалуйста.",
        audience="staff",
        classes=[],
        due="2026-09-11",
    )

    org: Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=_NO_NUL)]
    title: Title
    text: Text
    audience: Audience = Audience.EVERYONE
    classes: Annotated[list[_Key], Field(max_length=200)] = []
    due: date | None = None
    files: Annotated[list[_Key], Field(max_length=10)] = []
    key: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{12,64}$")] | None = None


class ClassTitleBody(BaseModel):
    """A class by its title."""

    id: str
    title: str


class AddressBody(BaseModel):
    """A school one may announce in, with its classes."""

    org: str
    name: str
    classes: list[ClassTitleBody]


class AddressesBody(BaseModel):
    """Where one may announce something; the largest file in bytes, how many files at most."""

    schools: list[AddressBody]
    largest_file: int
    most_files: int


class BoardNoticeBody(BaseModel):
    """An announcement on the board of staff.

    `for_me`: the asker is to confirm it; `mine`: the asker may see who has.
    """

    id: str
    title: str
    text: str
    author: str
    posted_at: datetime
    due: date | None
    org_name: str
    audience: Audience
    classes: list[str]
    read_at: datetime | None
    for_me: bool
    mine: bool
    attachments: list[AttachmentBody] = []


class BoardBody(BaseModel):
    """The board, newest first."""

    announcements: list[BoardNoticeBody]


class PostedBody(BaseModel):
    """The announcement that was posted."""

    id: str


class ReaderBody(BaseModel):
    """Somebody an announcement is for; `read_at` when they confirmed it."""

    name: str
    read_at: datetime | None


class ReadersBody(BaseModel):
    """Who has confirmed an announcement, and who of those it is for has not."""

    read: int
    people: int
    readers: list[ReaderBody]


class RegisterBody(BaseModel):
    """An outside register that families may link."""

    id: str
    title: str


class NewRegisterBody(BaseModel):
    """Where a register is: only the operator names hosts that the service calls.

    `logins_of` is the school whose lists name the logins of this register, '' where no list does;
    left out it is the only school of the server.
    """

    model_config = _example(title="Сетевой Город", url="https://sgo.example", school=14)

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

    model_config = _example(register="sgo", login="kuznetsova", password="…", student=None)

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


class GroupBody(BaseModel):
    """A class or subject group whose journal the asker may read."""

    id: str
    title: str
    homeroom: str
    subject: str
    teachers: list[str]
    grade: int | None


class GroupsBody(BaseModel):
    """What the filters of the journal offer; `current` is the period of today."""

    groups: list[GroupBody]
    periods: list[PeriodBody]
    current: str


class JournalCell(BaseModel):
    """A mark in the journal."""

    work: str
    mark: str
    comment: str


class JournalRow(BaseModel):
    """A pupil's row; `average` has two decimals."""

    person: str
    name: str
    average: Decimal | None
    cells: list[JournalCell]


class JournalColumn(BaseModel):
    """A work of the class."""

    work: str
    day: date
    kind: str
    text: str
    weight: float


class JournalBody(BaseModel):
    """The journal of a group over a period."""

    group: GroupBody
    period: PeriodBody
    columns: list[JournalColumn]
    rows: list[JournalRow]


class TakenBody(BaseModel):
    """A gradebook export that was taken."""

    line_items: int
    results: int
    slots: int
    periods: int
