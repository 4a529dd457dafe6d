"""Documents of the school and the consents that were given to them."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class PersonConsent:
    """Where somebody stands: `given` to the newest version; `version` is the one last decided on.

    `may`: I may decide for them, as their parent or for myself.
    """

    person: PersonId
    name: str
    given: bool = False
    version: int | None = None
    at: datetime | None = None
    may: bool = True


@dataclass(frozen=True, slots=True)
class ConsentOverview:
    """How a school stands to a document: how many agreed, and who has not."""

    agreed: int = 0
    missing: tuple[PersonConsent, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentDocument:
    """The newest version of a document, with me (first) and my children."""

    document: str
    version: int
    title: str
    text: str
    required: bool = False
    published_at: datetime | None = None
    people: tuple[PersonConsent, ...] = ()

    @property
    def waiting(self) -> tuple[PersonConsent, ...]:
        """For whom I have not decided about this version yet."""
        return tuple(one for one in self.people if one.may and one.version != self.version)
