"""The school's hand on the SFU: rooms, who is in them, what each may do (LiveKit's RoomService)."""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

import aiohttp
from livekit import api
from livekit.protocol import models

from server.school_core.lessons import Grant, Source, Sources
from server.service.calls.livekit_config import DEPARTURE_SECONDS, EMPTY_SECONDS
from server.service.calls.tokens import LiveKitKeys

T = TypeVar("T")

_PATIENCE = aiohttp.ClientTimeout(total=5)
_GONE = frozenset({"not_found"})

_SOURCES = {
    Source.MICROPHONE: models.TrackSource.MICROPHONE,
    Source.CAMERA: models.TrackSource.CAMERA,
    Source.SCREEN: models.TrackSource.SCREEN_SHARE,
    Source.SCREEN_SOUND: models.TrackSource.SCREEN_SHARE_AUDIO,
}
_NAMES = {number: source for source, number in _SOURCES.items()}


class SfuDown(Exception):
    """The SFU does not answer, or answers that it is broken."""


@dataclass(frozen=True, slots=True)
class Participant:
    """One connection to a room. `sid` is new with every connection, `identity` is the device.

    `publishes` are the sources it has tracks of; `person` is False for recorders and the like.
    """

    sid: str
    identity: str
    joined: datetime
    grant: Grant
    publishes: Sources
    person: bool = True


class Sfu:
    """Requests to one LiveKit server or cluster. Make it inside the running loop."""

    def __init__(self, url: str, keys: LiveKitKeys) -> None:
        self._api = api.LiveKitAPI(url, keys.key, keys.secret, timeout=_PATIENCE, failover=False)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._api.aclose()

    async def open_room(self, room: str, metadata: str = "") -> None:
        """Make a room; one that is there stays as it is."""
        await self._ask(
            self._api.room.create_room(
                api.CreateRoomRequest(
                    name=room,
                    empty_timeout=EMPTY_SECONDS,
                    departure_timeout=DEPARTURE_SECONDS,
                    metadata=metadata,
                )
            )
        )

    async def close_room(self, room: str) -> None:
        """End a room for everybody in it; one that is not there is closed already."""
        await self._ask(self._api.room.delete_room(api.DeleteRoomRequest(room=room)))

    async def told(self, room: str) -> str | None:
        """What everybody in a room was told, None where there is no such room."""
        found = await self._ask(self._api.room.list_rooms(api.ListRoomsRequest(names=[room])))
        return found.rooms[0].metadata if found and found.rooms else None

    async def participants(self, room: str) -> tuple[Participant, ...]:
        """Who is connected to a room; nobody where there is none."""
        found = await self._ask(
            self._api.room.list_participants(api.ListParticipantsRequest(room=room))
        )
        return tuple(participant(one) for one in found.participants) if found else ()

    async def allow(self, room: str, identity: str, grant: Grant) -> None:
        """Set what a connection may do; tracks it may no longer publish are taken down."""
        await self._ask(
            self._api.room.update_participant(
                api.UpdateParticipantRequest(
                    room=room, identity=identity, permission=_permission(grant)
                )
            )
        )

    async def remove(self, room: str, identity: str) -> None:
        """End a connection."""
        await self._ask(
            self._api.room.remove_participant(
                api.RoomParticipantIdentity(room=room, identity=identity)
            )
        )

    async def tell(self, room: str, metadata: str) -> None:
        """Set what everybody in a room is told, now and at entering."""
        await self._ask(
            self._api.room.update_room_metadata(
                api.UpdateRoomMetadataRequest(room=room, metadata=metadata)
            )
        )

    async def _ask(self, request: Awaitable[T]) -> T | None:
        try:
            return await request
        except api.TwirpError as error:
            if error.code in _GONE:
                return None
            raise SfuDown(error.code) from error
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise SfuDown(type(error).__name__) from error


def participant(info: models.ParticipantInfo) -> Participant:
    """Read a participant as LiveKit tells it, in answers and in webhooks."""
    permission = info.permission
    listed = frozenset(
        _NAMES[number] for number in permission.can_publish_sources if number in _NAMES
    )
    sources = (listed or frozenset(Source)) if permission.can_publish else frozenset[Source]()
    milliseconds = info.joined_at_ms or info.joined_at * 1000
    return Participant(
        sid=info.sid,
        identity=info.identity,
        joined=datetime.fromtimestamp(milliseconds / 1000, UTC),
        grant=Grant(permission.can_subscribe, sources, permission.can_publish_data),
        publishes=frozenset(_NAMES[one.source] for one in info.tracks if one.source in _NAMES),
        person=info.kind == models.ParticipantInfo.Kind.STANDARD,
    )


def _permission(grant: Grant) -> models.ParticipantPermission:
    return models.ParticipantPermission(
        can_subscribe=grant.subscribe,
        can_publish=bool(grant.sources),
        can_publish_data=grant.data,
        can_publish_sources=[_SOURCES[source] for source in sorted(grant.sources, key=str)],
    )
