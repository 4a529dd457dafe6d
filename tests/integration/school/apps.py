"""The app's own client of somebody, and the settings of their profile."""

from typing import Any

from app.domain.ids import DeviceId, UserId
from app.domain.network import NetworkSettings
from app.domain.profiles import Tokens
from app.net.client import MatrixClient, open_client
from tests.helpers.service_school import Member


class Settings:
    """The settings of a profile, as the cache keeps them."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}

    async def setting(self, key: str) -> Any:
        return self.kept.get(key)

    async def put_setting(self, key: str, value: Any) -> None:
        self.kept[key] = value


async def client_of(member: Member) -> MatrixClient:
    """The client of a person who is signed in."""

    async def on_tokens(_: Tokens) -> None:
        return None

    return await open_client(
        member.matrix.server.url,
        UserId(member.user_id),
        DeviceId(member.matrix.device_id),
        tokens=Tokens(member.matrix.access_token),
        on_tokens=on_tokens,
        network=NetworkSettings(),
    )
