"""What the services need of my account: what it keeps, my devices, my name."""

from collections.abc import Sequence
from typing import Protocol

from app.domain.events import Json
from app.domain.ids import DeviceId, MxcUri, RoomId
from app.domain.server import Confirming, Device


class AccountApi(Protocol):
    """My account on the homeserver: part of `MatrixApi`."""

    async def set_account_data(
        self, event_type: str, content: Json, *, room_id: RoomId | None = None
    ) -> None:
        """`PUT /user/{me}[/rooms/{id}]/account_data/{type}`."""

    async def set_keyword(self, rule_id: str, pattern: str | None) -> None:
        """Set the push rule (kind `content`) of a word; None deletes it."""

    async def devices(self) -> tuple[Device, ...]:
        """`GET /devices`."""

    async def rename_device(self, device_id: DeviceId, name: str) -> None:
        """`PUT /devices/{id}`."""

    async def confirming_deletion(self, device_ids: Sequence[DeviceId]) -> Confirming | None:
        """`POST /delete_devices` without a confirmation: how it wants one, None: it is done."""

    async def deletion_confirmed(
        self, device_ids: Sequence[DeviceId], confirming: Confirming
    ) -> bool:
        """The same after the page of the browser; False while it is not confirmed."""

    async def delete_devices(
        self, device_ids: Sequence[DeviceId], *, password: str, code: str = ""
    ) -> None:
        """`POST /delete_devices` with password authentication."""

    async def set_display_name(self, name: str) -> None:
        """`PUT /profile/{me}/displayname`."""

    async def set_avatar(self, uri: MxcUri) -> None:
        """`PUT /profile/{me}/avatar_url`."""

    async def logout(self) -> None:
        """`POST /logout`."""
