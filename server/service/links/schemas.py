"""Bodies of links."""

from datetime import datetime

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from server.school_core.roles import Role
from server.service.ids import RoomId, Token


class NewLinkBody(BaseModel):
    """What a new link allows. No `roles`: everybody whom its creator may invite."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "room_id": "!aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcdefg",
                    "roles": ["teacher"],
                    "expires_at": "2026-09-30T20:00:00+04:00",
                    "max_uses": 30,
                    "history": True,
                }
            ]
        }
    )

    room_id: RoomId
    roles: list[Role] = Field(default=[], max_length=6)
    expires_at: AwareDatetime | None = None
    max_uses: int | None = Field(default=None, ge=1, le=10_000)
    history: bool = False


class LinkBody(BaseModel):
    """A link; its address is told once, when it is made."""

    id: str
    room_id: str
    room_name: str
    creator: str
    roles: list[Role]
    history: bool
    uses: int
    max_uses: int | None
    created_at: datetime
    expires_at: datetime | None


class MadeLinkBody(LinkBody):
    """A new link with its address; `qr_svg`, `qr_png` and `sheet_pdf` are paths of the service."""

    token: str
    url: str
    qr_svg: str
    qr_png: str
    sheet_pdf: str


class LinksBody(BaseModel):
    """The links of a chat."""

    links: list[LinkBody]


class TokenBody(BaseModel):
    """The token of a link: what stands after /j/ in its address."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"token": "T0qGJ4mYb1Xn9s5wZr2KdA"}]})

    token: Token


class PreviewBody(BaseModel):
    """What a link opens and whether it opens for the asker; `problem` says why not."""

    room_name: str
    school: str
    roles: list[Role]
    history: bool
    inside: bool
    may_join: bool
    problem: str = ""


class JoinedBody(BaseModel):
    """The chat one is in now."""

    room_id: str


class WindowBody(BaseModel):
    """Events before the asker's joining, oldest first, as clients get them; read-only."""

    events: list[dict[str, object]]
