"""Signing in by what the school service confirms: our own flows of `POST /login`.

`app.parta.card` brings the code of a printed card, `app.parta.gradebook` the ticket that the
service gave when the register had confirmed a name and password: passwords of the register never
come here. The service says whose account it is and spends what was brought. Synapse then makes the
device and its tokens as for any other sign-in.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from synapse.api.errors import HttpResponseException
from synapse.module_api import ModuleApi

_log = logging.getLogger(__name__)

CARD, GRADEBOOK = "app.parta.card", "app.parta.gradebook"
_FLOWS = {CARD: "code", GRADEBOOK: "ticket"}
_Checked = tuple[str, Callable[..., Awaitable[None]] | None] | None


class CardSignIn:
    """Offers the flows where a school service is known."""

    def __init__(self, api: ModuleApi, *, service_url: str, token: str) -> None:
        self._api = api
        self._url = f"{service_url.rstrip('/')}/v1/internal/sign-in"
        self._headers = {"Authorization": [f"Bearer {token}"]}
        api.register_password_auth_provider_callbacks(
            auth_checkers={(flow, (field,)): self._check for flow, field in _FLOWS.items()}
        )

    async def _check(self, _user: str, flow: str, fields: dict[str, Any]) -> _Checked:
        code = fields.get(_FLOWS[flow])
        if not isinstance(code, str):
            return None
        try:
            answer = await self._api.http_client.post_json_get_json(
                self._url, {"kind": flow, "code": code[:100]}, headers=self._headers
            )
        except HttpResponseException:
            return None  # Synapse words the refusal; which cards there are is nobody's business
        user_id = answer.get("user_id")
        if not isinstance(user_id, str) or not self._api.is_mine(user_id):
            _log.warning("the school service named no account of ours")
            return None
        return user_id, None
