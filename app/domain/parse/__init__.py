"""Raw events into values: any JSON gives an `Event` or None, never an exception."""

from app.domain.parse.event import ROLE, parse_content, parse_event
from app.domain.parse.fields import moment
from app.domain.parse.message import ALBUM, parse_body
from app.domain.parse.poll import (
    BACKGROUND,
    END_TYPES,
    RESPONSE_TYPES,
    START_TYPES,
    TALLY,
    is_poll_end,
    is_poll_response,
    parse_poll_response,
    parse_tally,
    tally_of,
)
from app.domain.parse.state import local_part, person_name

__all__ = [
    "ALBUM",
    "BACKGROUND",
    "END_TYPES",
    "RESPONSE_TYPES",
    "ROLE",
    "START_TYPES",
    "TALLY",
    "is_poll_end",
    "is_poll_response",
    "local_part",
    "moment",
    "parse_body",
    "parse_content",
    "parse_event",
    "parse_poll_response",
    "parse_tally",
    "person_name",
    "tally_of",
]
