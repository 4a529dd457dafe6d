"""Bodies of announcements: those of the gradebook, those of the school, to families and staff."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from server.school_core.notices import Audience
from server.service.diary.schemas import AttachmentBody
from server.service.schema import NO_NUL, Title, example

_Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000, pattern=NO_NUL),
]
_Key = Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=NO_NUL)]


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

    model_config = example(
        org="school-14",
        title="Сверить электронные журналы!",
        text="До пятницы, пожалуйста.",
        audience="staff",
        classes=[],
        due="2026-09-11",
    )

    org: _Key
    title: Title
    text: _Text
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
