"""Bodies of the statistics."""

from datetime import datetime
from decimal import Decimal

from pydantic import BaseModel, ConfigDict


class OrgBody(BaseModel):
    """An organisation in a week; `teachers` and `share` are null where the group is too small."""

    org: str
    name: str
    parent: str | None
    level: str
    teachers: int | None
    share: Decimal | None


class ReportBody(BaseModel):
    """A week, and which weeks there are, newest first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "week": "2026-W47",
                    "taken_at": "2026-11-23T05:00:00Z",
                    "weeks": ["2026-W47"],
                    "orgs": [
                        {
                            "org": "tomsk",
                            "name": "Томская область",
                            "parent": None,
                            "level": "region",
                            "teachers": 640,
                            "share": "8.7",
                        }
                    ],
                }
            ]
        }
    )

    week: str
    taken_at: datetime | None
    weeks: list[str]
    orgs: list[OrgBody]


class RecountedBody(BaseModel):
    """What was kept beside what the events say; both null where the group is too small to show."""

    org: str
    name: str
    kept: Decimal | None
    anew: Decimal | None
    differs: bool


class RecountBody(BaseModel):
    """How far a recount is (days of the week), and what it found once it is `finished`.

    `why` is what may make it differ: `roster` (another list of people), `early` (counted before the
    week was over), `purged` (messages deleted by their period), `unknown` (none of these: the kept
    numbers are not those that were counted).
    """

    done: int
    of: int
    failed: bool = False
    finished: bool = False
    orgs: list[RecountedBody] = []
    why: list[str] = []


class LinksBody(BaseModel):
    """Addresses that open a report without signing in, until `expires_at`."""

    csv: str
    xlsx: str
    expires_at: datetime
