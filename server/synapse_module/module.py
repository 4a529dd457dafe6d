"""What Synapse loads: our resources and callbacks. Rules live in `server.school_core`."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from synapse.events import EventBase
from synapse.module_api import ModuleApi

from server.school_core.roles import ROLE_FIELD
from server.synapse_module import (
    accounts_resource,
    activity_resource,
    badges_resource,
    chats_resource,
    keeping_resource,
    online,
    polls_resource,
    reports_resource,
    roles_resource,
    roster_resource,
    seen_resource,
    unread,
)
from server.synapse_module.activity import Activity
from server.synapse_module.badges import Badges
from server.synapse_module.before_event import BeforeEvent
from server.synapse_module.card_sign_in import CardSignIn
from server.synapse_module.company import Company
from server.synapse_module.conduct_gate import ConductGate
from server.synapse_module.contact_gate import ContactGate
from server.synapse_module.device_gate import DeviceGate
from server.synapse_module.event_gate import EventGate
from server.synapse_module.flood_gate import FloodGate
from server.synapse_module.login_gate import LoginGate
from server.synapse_module.media_gate import MediaGate
from server.synapse_module.membership_gate import MembershipGate
from server.synapse_module.name_gate import NameGate
from server.synapse_module.people import People
from server.synapse_module.presence_gate import PresenceGate
from server.synapse_module.rate_gate import RateGate
from server.synapse_module.school_book import SchoolBook
from server.synapse_module.search_gate import SearchGate
from server.synapse_module.second_step import SecondStep


@dataclass(frozen=True, slots=True)
class ModuleConfig:
    """Settings of the module in homeserver.yaml. `zone` says when a school's day begins.

    `service_url` is the school service, which takes the module's questions with `service_token`.
    """

    zone: ZoneInfo
    service_url: str = ""
    service_token: str = ""


class PartaModule:
    """The school inside Synapse."""

    def __init__(self, config: ModuleConfig, api: ModuleApi) -> None:
        self._people = People(api)
        self._book = SchoolBook(api, config.zone)
        activity = Activity(api, config.zone)
        presence = PresenceGate(api, self._book, config.zone)
        resources = {
            activity_resource.PATH: activity_resource.ActivityResource(api, activity),
            badges_resource.PATH: badges_resource.BadgesResource(api, Badges(api, self._book)),
            unread.PATH: unread.UnreadResource(api),
            online.PATH: online.OnlineResource(api, presence),
            seen_resource.PATH: seen_resource.SeenResource(api, presence),
            roles_resource.PATH: roles_resource.RolesResource(api, self._people),
            polls_resource.PATH: polls_resource.PollsResource(api),
            reports_resource.PATH: reports_resource.ReportsResource(api),
            roster_resource.PATH: roster_resource.RosterResource(api, self._book),
            accounts_resource.PATH: accounts_resource.AccountsResource(api),
            chats_resource.PATH: chats_resource.ChatsResource(api),
            keeping_resource.PATH: keeping_resource.KeepingResource(api),
        }
        for path, resource in resources.items():
            api.register_web_resource(path, resource)
        before = BeforeEvent(api)
        ContactGate(api, self._book)
        EventGate(api, self._book, Company(api, self._book))
        MembershipGate(before, self._book)
        ConductGate(api, before, self._book, config.zone)
        DeviceGate(api, self._book)
        FloodGate(api, self._book)
        LoginGate(api, self._book)
        MediaGate(api, before, self._book)
        NameGate(api, self._book)
        RateGate(api, self._book)
        SearchGate(api, self._book)
        if config.service_url:
            CardSignIn(api, service_url=config.service_url, token=config.service_token)
            SecondStep(api, service_url=config.service_url, token=config.service_token)
        api.register_add_extra_fields_to_unsigned_client_event_callbacks(
            add_field_to_unsigned_callback=self._add_role
        )

    @staticmethod
    def parse_config(config: dict[str, Any]) -> ModuleConfig:
        """Called by Synapse with the `config` of our entry in `modules`."""
        return ModuleConfig(
            ZoneInfo(config.get("time_zone", "Europe/Moscow")),
            service_url=str(config.get("service_url", "")),
            service_token=str(config.get("service_token", "")),
        )

    async def _add_role(self, event: EventBase) -> dict[str, Any]:
        day = await self._book.today()
        role = day.role(event.sender) if day is not None else None
        if role is None:
            role = await self._people.role_of(event.sender)
        return {} if role is None else {ROLE_FIELD: role.value}
