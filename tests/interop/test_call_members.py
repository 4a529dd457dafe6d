"""matrix-js-sdk 43 and the program agree on who is in a call, both ways."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from app.domain.ids import RoomId
from tests.helpers.call import soon_so
from tests.helpers.node import require_node
from tests.helpers.school_fixtures import FreshUser, fresh_user, personal_server
from tests.integration.calls.conftest import (
    Person,
    PersonAt,
    at_computer,
    pulse,
    school,
    sfu_there,
    soon,
)
from tests.interop.peer import HERE, Peer

__all__ = ["at_computer", "fresh_user", "personal_server", "pulse", "school", "sfu_there"]


@dataclass
class Both:
    vera: Person
    oleg: Peer
    room: RoomId

    async def seen_by_sdk(self) -> dict[str, dict[str, object]]:
        """The members of the call as matrix-js-sdk has them, by user."""
        found = await self.oleg.do("callMembers", room=self.room)
        return {one["user"]: one for one in found}


@pytest.fixture
async def both(fresh_user: FreshUser, at_computer: PersonAt) -> AsyncIterator[Both]:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room = await vera.create_room(members=(oleg,), preset="trusted_private_chat")
    person = await at_computer(vera)
    peer = await Peer.start(require_node(HERE), oleg)
    yield Both(person, peer, await person.enters(room))
    await peer.stop()


async def test_the_sdk_sees_the_program_come_and_go(both: Both) -> None:
    vera = both.vera.user
    call = await both.vera.calls.start(both.room, video=False)

    async def there() -> bool:
        return vera.user_id in await both.seen_by_sdk()

    await soon_so(there)
    member = (await both.seen_by_sdk())[vera.user_id]
    own = next(one for one in call.participants if one.own)
    assert member["identity"] == own.identity
    assert member["intent"] == "audio"
    [transport] = member["transports"]  # type: ignore[misc]
    assert transport["type"] == "livekit"
    await call.leave()

    async def gone() -> bool:
        return not await both.seen_by_sdk()

    await soon_so(gone)


async def test_the_program_sees_the_sdk_come_and_go(both: Both) -> None:
    running = both.vera.calls.running(both.room)
    url = "https://elsewhere.example/livekit/jwt"
    transport = {"type": "livekit", "livekit_service_url": url, "livekit_alias": both.room}
    await both.oleg.do("joinCall", room=both.room, transports=[transport])
    await soon(lambda: running.value)
    assert running.value is not None
    assert [one.user_id for one in running.value.people] == [both.oleg.user.user_id]
    call = await both.vera.calls.start(both.room, video=False)
    assert {one.person.user_id for one in call.participants} == {
        both.vera.user.user_id,
        both.oleg.user.user_id,
    }
    await both.oleg.do("leaveCall", room=both.room)
    await soon(lambda: len(call.participants) == 1)
