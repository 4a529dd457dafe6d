"""What Synapse loads: our resources and callbacks. Rules live in `server.school_core`."""

from dataclasses import dataclass
from typing import Any

from synapse.events import EventBase
from synapse.module_api import ModuleApi

from server.school_core.roles import ROLE_FIELD
from server.synapse_module import roles_resource, unread
from server.synapse_module.people import People


@dataclass(frozen=True, slots=True)
class ModuleConfig:
    """Settings of the module in homeserver.yaml (none yet)."""


class PartaModule:
    """The school inside Synapse."""

    def __init__(self, config: ModuleConfig, api: ModuleApi) -> None:
        self._people = People(api)
        api.register_web_resource(unread.PATH, unread.UnreadResource(api))
        api.register_web_resource(
            roles_resource.PATH, roles_resource.RolesResource(api, self._people)
        )
        api.register_add_extra_fields_to_unsigned_client_event_callbacks(
            add_field_to_unsigned_callback=self._add_role
        )

    @staticmethod
    def parse_config(config: dict[str, Any]) -> ModuleConfig:
        """Called by Synapse with the `config` of our entry in `modules`."""
        return ModuleConfig()

    async def _add_role(self, event: EventBase) -> dict[str, Any]:
        role = await self._people.role_of(event.sender)
        return {} if role is None else {ROLE_FIELD: role.value}
