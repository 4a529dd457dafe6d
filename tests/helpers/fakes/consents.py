"""Consents of a family, in memory."""

from dataclasses import replace
from datetime import UTC, datetime

from app.domain.consents import ConsentDocument, ConsentOverview, PersonConsent
from app.domain.diff import Observable
from tests.helpers.fakes.recorded import Recorded


class FakeConsents(Recorded):
    """`Consents`: what is said is believed; `error` is raised by every call."""

    def __init__(self) -> None:
        super().__init__()
        self.documents: Observable[tuple[ConsentDocument, ...]] = Observable(())
        self.there: tuple[ConsentDocument, ...] = ()
        self.overviews: dict[str, ConsentOverview] = {}

    async def refresh(self) -> tuple[ConsentDocument, ...]:
        await self._called("refresh")
        self.documents.set(self.there)
        return self.there

    async def overview(self, document: ConsentDocument) -> ConsentOverview:
        self.calls.append(("overview", document.document))
        return self.overviews.get(document.document, ConsentOverview())

    async def publish(
        self, document: ConsentDocument | None, *, title: str, text: str, required: bool
    ) -> None:
        await self._called("publish", document and document.document, title, text, required)
        version = document.version + 1 if document is not None else 1
        made = ConsentDocument("new", version, title, text, required)
        if document is not None:
            made = replace(made, document=document.document)
        self.there = (*(one for one in self.there if one.document != made.document), made)

    async def say(self, document: ConsentDocument, person: PersonConsent, *, given: bool) -> None:
        await self._called("say", document.document, person.person, given)
        said = replace(person, given=given, version=document.version, at=datetime.now(UTC))
        self.there = tuple(
            replace(
                one,
                people=tuple(said if each.person == person.person else each for each in one.people),
            )
            if one.document == document.document
            else one
            for one in self.there
        )
