"""Signing in by a printed card: the `app.parta.card` flow of `POST /login`.

What was typed goes to the school service, which knows whose card it is and spends it. Synapse then
makes the device and its tokens as for any other sign-in.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from synapse.api.errors import HttpResponseException
from synapse.module_api import ModuleApi

_log = logging.getLogger(__name__)

FLOW = "app.parta.card"
_Checked = tuple[str, Callable[..., Awaitable[None]] | None] | None


class CardSignIn:
    """Offers the flow where a school service is known."""

    def __init__(self, api: ModuleApi, *, service_url: str, token: str) -> None:
        self._api = api
        self._url = f"{service_url.rstrip('/')}/v1/internal/sign-in"
        self._headers = {"Authorization": [f"Bearer {token}"]}
        api.register_password_auth_provider_callbacks(
            auth_checkers={(FLOW, ("code",)): self._check}
        )

    async def _check(self, _user: str, _flow: str, fields: dict[str, Any]) -> _Checked:
        code = fields.get("code")
        if not isinstance(code, str):
            return None
        try:
            answer = await self._api.http_client.post_json_get_json(
                self._url, {"kind": FLOW, "code": code[:100]}, headers=self._headers
            )
        except HttpResponseException:
            return None  # Synapse words the refusal; which cards there are is nobody's business
        user_id = answer.get("user_id")
        if not isinstance(user_id, str) or not self._api.is_mine(user_id):
            _log.warning("the school service named no account of ours")
            return None
        return user_id, None
