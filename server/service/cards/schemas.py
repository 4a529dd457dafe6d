"""Bodies of cards."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from server.service.cards.repository import CardState


class HolderBody(BaseModel):
    """A pupil or parent of the class. `card` is the state of the newest card, None: never made.

    `second_step`: they have switched one on, and may have lost it.
    """

    person: str
    name: str
    card: CardState | None
    made_at: datetime | None
    expires_at: datetime | None
    second_step: bool


class HoldersBody(BaseModel):
    """A class, by name."""

    people: list[HolderBody]


class SheetBody(BaseModel):
    """For whom to print: pupils or parents of a class, or only these people of them."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"class_id": "9b", "whose": "pupils", "people": []}]}
    )

    class_id: str = Field(min_length=1, max_length=255)
    whose: Literal["pupils", "parents"] = "pupils"
    people: list[str] = Field(default=[], max_length=200)


class NewCardBody(BaseModel):
    """A card just made. The code is in this answer only."""

    person: str
    name: str
    code: str
    link: str


class DeviceCodeBody(BaseModel):
    """A code for another device of one's own, and the address for its QR code."""

    code: str
    link: str
    expires_at: datetime


class SignInBody(BaseModel):
    """What the homeserver's module passes on: the kind of sign-in and what was typed."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"kind": "app.parta.card", "code": "7K3M-9QWE-RT2Y"}]}
    )

    kind: Literal["app.parta.card", "app.parta.gradebook"]
    code: str = Field(max_length=100)


class SignedInBody(BaseModel):
    """Whose account it is."""

    user_id: str
