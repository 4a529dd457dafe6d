"""Bodies about recordings of lessons."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict


class RecordBody(BaseModel):
    """Whether the lesson is to be recorded."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"on": True}]})

    on: bool


class RecordingBody(BaseModel):
    """A recording with a file. `kept_until`: then it is removed; `size` is in bytes.

    `seconds` is 0 where nobody told how long it is.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "f3nD-0aX9b2Q",
                    "lesson_id": "pQ7x2mVd01aZ",
                    "title": "Биология",
                    "by": "@vera:school14.example",
                    "by_name": "Вартанян Вера Арамовна",
                    "began_at": "2026-11-26T10:16:40+03:00",
                    "seconds": 2640,
                    "size": 361_234_567,
                    "kept_until": "2026-12-26T11:00:41+03:00",
                }
            ]
        }
    )

    id: str
    lesson_id: str
    title: str
    by: str
    by_name: str
    began_at: datetime
    seconds: int
    size: int
    kept_until: datetime


class RecordingsBody(BaseModel):
    """Recordings, newest first."""

    recordings: list[RecordingBody]
