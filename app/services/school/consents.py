"""What the school wants of programs and of people: versions, switches, consents."""

import secrets
from dataclasses import asdict
from typing import Any

from app import __version__
from app.domain.client_policy import ClientPolicy, VersionRules
from app.domain.consents import ConsentDocument, ConsentOverview, PersonConsent
from app.domain.diff import Observable
from app.domain.parse.consents import parse_consents, parse_overview, parse_policy, parse_rules
from app.services.ports.matrix import MatrixApi
from app.services.ports.store import Store

POLICY_SETTING = "school.policy"
_POLICY = "/v1/client-policy"
_DOCUMENT = "/v1/consents/{}"


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
        params = {"version": self._version}
        reply = await self._api.school.get_open(_POLICY, params=params)
        self.policy.set(parse_policy(reply))
        kept = {"version": self._version, "reply": reply}
        await self._store.put_setting(POLICY_SETTING, kept)

    async def rules(self) -> VersionRules:
        """The rules that stand."""
        return parse_rules(await self._api.school.get_open(_POLICY))

    async def set_rules(self, rules: VersionRules) -> None:
        """Put rules in place of those that stand."""
        body = {
            "min_version": rules.min_version or "0",
            "latest_version": rules.latest_version or "0",
            "message": rules.message,
            "download_url": rules.download_url,
            "switches": asdict(rules.switches),
        }
        await self._api.school.put(_POLICY, body=body)


class ConsentService:
    """Fulfils `facade.school.consents.Consents`."""

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
        await self._school.post(_DOCUMENT, document.document, body=body)

    async def overview(self, document: ConsentDocument) -> ConsentOverview:
        """Who of my school has not agreed. For administrators."""
        return parse_overview(await self._school.get(_DOCUMENT + "/overview", document.document))

    async def publish(
        self, document: ConsentDocument | None, *, title: str, text: str, required: bool
    ) -> None:
        """Publish a new version, or a new document. For whoever runs the server."""
        name = document.document if document is not None else f"doc_{secrets.token_hex(6)}"
        body = {"title": title, "text": text, "required": required}
        await self._school.put(_DOCUMENT, name, body=body)
