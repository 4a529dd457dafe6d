"""What the school wants of programs and of people: versions, switches, consents."""

from typing import Any

from app import __version__
from app.domain.client_policy import ClientPolicy
from app.domain.consents import ConsentDocument, PersonConsent
from app.domain.diff import Observable
from app.domain.parse.consents import parse_consents, parse_policy
from app.services.ports import MatrixApi, Store

POLICY_SETTING = "school.policy"


class PolicyService:
    """The school's policy as last heard; kept, so that a start without a network knows it."""

    def __init__(self, api: MatrixApi, store: Store, *, version: str = __version__) -> None:
        self._api, self._store, self._version = api, store, version
        self.policy: Observable[ClientPolicy] = Observable(ClientPolicy())

    async def load(self) -> None:
        """Take up what was said to this very version the last time."""
        kept: Any = await self._store.setting(POLICY_SETTING)
        if isinstance(kept, dict) and kept.get("version") == self._version:
            self.policy.set(parse_policy(kept.get("reply")))

    async def refresh(self) -> None:
        """Ask; needs no sign-in at the service."""
        reply = await self._api.school.get_open(
            "/v1/client-policy", params={"version": self._version}
        )
        self.policy.set(parse_policy(reply))
        kept = {"version": self._version, "reply": reply}
        await self._store.put_setting(POLICY_SETTING, kept)


class ConsentService:
    """Fulfils `school_facade.Consents`."""

    def __init__(self, api: MatrixApi) -> None:
        self._school = api.school
        self.documents: Observable[tuple[ConsentDocument, ...]] = Observable(())

    async def refresh(self) -> tuple[ConsentDocument, ...]:
        """Ask for the documents and what was decided."""
        found = parse_consents(await self._school.get("/v1/consents"))
        self.documents.set(found)
        return found

    async def say(self, document: ConsentDocument, person: PersonConsent, *, given: bool) -> None:
        """Agree to the version I have read, or take a consent back."""
        body = {"version": document.version, "given": given, "person": person.person}
        await self._school.post("/v1/consents/{}", document.document, body=body)
