"""What the UI sees of consents."""

from typing import Protocol

from app.domain.consents import ConsentDocument, ConsentOverview, PersonConsent
from app.domain.diff import Observable


class Consents(Protocol):
    """Documents of the school, and what I decided about them for me and my children."""

    documents: Observable[tuple[ConsentDocument, ...]]
    """As last heard in this run."""

    async def refresh(self) -> tuple[ConsentDocument, ...]:
        """Ask for the documents and what was decided."""

    async def say(self, document: ConsentDocument, person: PersonConsent, *, given: bool) -> None:
        """Agree to the version I have read, or take a consent back."""

    async def overview(self, document: ConsentDocument) -> ConsentOverview:
        """Who of my school has not agreed. For administrators."""

    async def publish(
        self, document: ConsentDocument | None, *, title: str, text: str, required: bool
    ) -> None:
        """Publish a new version, or a new document. For whoever runs the server."""
