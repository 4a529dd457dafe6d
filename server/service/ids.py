"""Ids that come in from outside, with the form they must have."""

from typing import Annotated

from pydantic import StringConstraints

RoomId = Annotated[str, StringConstraints(pattern=r"^![A-Za-z0-9_\-+/=.:\[\]]+$", max_length=255)]
EventId = Annotated[str, StringConstraints(pattern=r"^\$[A-Za-z0-9_\-+/=.:]+$", max_length=255)]
UserId = Annotated[
    str, StringConstraints(pattern=r"^@[a-z0-9._=/+\-]+:[A-Za-z0-9.\-:\[\]]+$", max_length=255)
]
Token = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_\-]+$", min_length=16, max_length=64)
]
"""A secret we made ourselves."""
RowId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_\-]+$", min_length=1, max_length=64)]
"""An id of the service's own."""
