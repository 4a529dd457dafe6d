"""Outside identities that open a school profile: the register's account, a provider's in browsers.

Another device of one's own is brought in by a code that is worth minutes.
"""

from dataclasses import dataclass
from datetime import datetime

GRADEBOOK_FLOW = "app.parta.gradebook"
"""The login type of a homeserver whose school takes passwords of the register."""


@dataclass(frozen=True, slots=True)
class Way:
    """What may be bound: a gradebook, or a provider in the browser."""

    id: str
    title: str
    browser: bool


@dataclass(frozen=True, slots=True)
class Identity:
    """A way into my profile. `working` is false where it opens nothing any more.

    `hint` is as much of the outside name as its owner knows it by; `from_school` is what the
    school's register said and nobody bound themselves.
    """

    id: str
    title: str
    hint: str
    from_school: bool
    linked_at: datetime | None
    used_at: datetime | None
    working: bool


@dataclass(frozen=True, slots=True)
class Identities:
    """My ways in, and what may be bound."""

    found: tuple[Identity, ...] = ()
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonIdentity:
    """A binding as an administrator of the school sees it."""

    identity: Identity
    name: str


@dataclass(frozen=True, slots=True)
class ProfileChoice:
    """A profile that an account of the register opens; `roles` in the words of the service."""

    person: str
    name: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodeMeaning:
    """What a code from the page of a browser binds."""

    title: str
    hint: str


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """A code for another device of mine; `link` is for its QR code."""

    code: str
    link: str
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class PortalBadge:
    """My number of unread messages for the portal's page.

    `address` is '' while it is closed; `button` is the link that opens the program at my school.
    """

    address: str
    button: str
