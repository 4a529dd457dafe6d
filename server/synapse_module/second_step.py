"""A right password is not enough for whoever has switched a second step on.

Synapse has no callback that refuses a password which its own database takes: a checker of ours that
says no only passes the question on. So we stand in front of the function that every password goes
through, at a sign-in (`POST /login`) and where one confirms a deed (user-interactive
authentication) alike. The code comes beside the password as `app.parta.code`; the school service
knows who needs one and spends it. If the service does not answer, no password is taken.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from synapse.api.errors import HttpResponseException, LoginError, SynapseError
from synapse.http import RequestTimedOutError
from synapse.module_api import ModuleApi
from twisted.internet.error import ConnectError
from twisted.web.client import ResponseNeverReceived

from server.synapse_module.card_sign_in import CARD, GRADEBOOK

CODE = "app.parta.code"
NEEDED, REFUSED = "APP.PARTA.SECOND_STEP_NEEDED", "APP.PARTA.SECOND_STEP_REFUSED"
_VOUCHED = {CARD, GRADEBOOK}
"""Flows for which the school service has asked for the second step itself, or needs none."""
_WORDS = {
    NEEDED: "Для входа нужен второй шаг: код из приложения или один из напечатанных.",
    REFUSED: "Код не подходит. Введите новый код из приложения или один из напечатанных.",
}
_DOWN = "Сервер школы сейчас не может проверить вход. Попробуйте через минуту."
_LATER = "Слишком много неверных кодов. Попробуйте позже."

Checked = tuple[str, Callable[..., Awaitable[None]] | None]


class SecondStep:
    """Asks the school service at every password."""

    def __init__(self, api: ModuleApi, *, service_url: str, token: str) -> None:
        self._api = api
        self._url = f"{service_url.rstrip('/')}/v1/internal/second-step"
        self._headers = {"Authorization": [f"Bearer {token}"]}
        handler = api._hs.get_auth_handler()
        self._validate = handler.validate_login
        handler.validate_login = self._check

    async def _check(
        self, submission: Mapping[str, Any], ratelimit: bool = False, is_reauth: bool = False
    ) -> Checked:
        right: Checked = await self._validate(submission, ratelimit=ratelimit, is_reauth=is_reauth)
        if submission["type"] not in _VOUCHED:
            code = submission.get(CODE)
            await self._ask(right[0], code[:100] if isinstance(code, str) else None)
        return right

    async def _ask(self, user_id: str, code: str | None) -> None:
        try:
            reply = await self._api.http_client.post_json_get_json(
                self._url, {"user_id": user_id, "code": code}, headers=self._headers
            )
        except (
            HttpResponseException,
            RequestTimedOutError,
            ConnectError,
            ResponseNeverReceived,
        ) as error:
            raise SynapseError(503, _DOWN, "M_UNKNOWN") from error
        match reply.get("answer"):
            case "enough":
                return
            case "needed":
                # A LoginError, because only such a one leaves a confirmation open for another try.
                raise LoginError(403, _WORDS[NEEDED], NEEDED)
            case "later":
                wait = {"retry_after_ms": int(float(reply.get("retry_after", 60)) * 1000)}
                raise SynapseError(429, _LATER, "M_LIMIT_EXCEEDED", wait)
            case _:
                raise LoginError(403, _WORDS[REFUSED], REFUSED)
