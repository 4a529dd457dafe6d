"""Who a provider in the browser has let in: asked of the school service, never made up.

Synapse loads this as the `user_mapping_provider` of an entry in `oidc_providers`. An identity that
is nobody's makes no account: a page of the service says what to do, with a code that binds it.
"""

from dataclasses import dataclass
from typing import Any

from synapse.api.errors import RedirectException
from synapse.handlers.sso import MappingException
from synapse.module_api import ModuleApi

_DOWN = "Сервер школы сейчас не отвечает. Попробуйте войти через минуту."
_NAMELESS = "Служба входа не сообщила, кто вы. Обратитесь к администратору школы."


@dataclass(frozen=True, slots=True)
class MappingConfig:
    """Settings in homeserver.yaml. `claim` is what names the person, `a.b` one inside another.

    `name_claim` is shown to the person when they bind it, so that they know whose it is.
    """

    provider: str
    service_url: str
    service_token: str
    claim: str = "sub"
    name_claim: str = "name"


class RosterMapping:
    """Fulfils Synapse's `OidcMappingProvider`."""

    def __init__(self, config: MappingConfig, module_api: ModuleApi) -> None:
        self._config = config
        self._api = module_api

    @staticmethod
    def parse_config(config: dict[str, Any]) -> MappingConfig:
        """Called by Synapse with the `config` beside our name."""
        return MappingConfig(**config)

    def get_remote_user_id(self, userinfo: Any) -> str:
        """Return the provider's name for the person."""
        subject = _claim(userinfo, self._config.claim)
        if not subject:
            raise MappingException(_NAMELESS)
        return subject

    async def map_user_attributes(self, userinfo: Any, _token: Any) -> dict[str, Any]:
        """Return the localpart of the account that is bound.

        Raises:
            RedirectException: there is none; the service's page says so to the person.
            MappingException: the service cannot be asked.
        """
        config = self._config
        asked = {
            "provider": config.provider,
            "subject": self.get_remote_user_id(userinfo),
            "hint": _claim(userinfo, config.name_claim)[:200],
        }
        try:
            answer = await self._api.http_client.post_json_get_json(
                f"{config.service_url.rstrip('/')}/v1/internal/identity",
                asked,
                headers={"Authorization": [f"Bearer {config.service_token}"]},
            )
        except Exception:  # boundary: Twisted's client raises whatever the network does
            raise MappingException(_DOWN) from None
        page, user_id = answer.get("page"), answer.get("user_id")
        if isinstance(page, str):
            # Not an error page of Synapse's: that one writes its text into the log, code and all.
            raise RedirectException(page.encode())
        known = isinstance(user_id, str) and self._api.is_mine(user_id)
        if not known or not await self._api.get_userinfo_by_id(user_id):
            raise MappingException(_DOWN)
        return {"localpart": user_id[1:].partition(":")[0]}


def _claim(userinfo: Any, path: str) -> str:
    found = userinfo
    for step in path.split("."):
        found = found.get(step) if isinstance(found, dict) else None
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""
