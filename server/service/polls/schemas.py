"""Bodies of anonymous ballots."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from server.service.ids import EventId, RoomId

Answer = Annotated[str, StringConstraints(min_length=1, max_length=255)]


class VoteBody(BaseModel):
    """A vote: ids of answers of the poll. It is final."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "room_id": "!aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcdefg",
                    "event_id": "$Yg1nXJ0kZ2tq",
                    "answers": ["o1"],
                }
            ]
        }
    )

    room_id: RoomId
    event_id: EventId
    answers: list[Answer] = Field(min_length=1, max_length=20)


class BallotBody(BaseModel):
    """An anonymous poll as everybody may know it; `voted` is about the asker alone.

    `answers` and `voters` are as last published, which lags behind by less than three votes while
    the poll is open.
    """

    anonymous: bool
    closed: bool
    closes_at: datetime | None
    voted: bool
    voters: int
    answers: dict[str, int]
