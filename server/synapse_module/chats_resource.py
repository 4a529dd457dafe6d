"""`/_synapse/client/parta/admin/chats`: how the school service sees and changes its chats at once.

A school of a thousand needs some twenty thousand joins. One by one each is a request, an invitation
and a transaction of its own; here the changes of a chat are one batch of events in one transaction,
made by the same function with which Synapse fills an upgraded room, and one request brings many.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from synapse.api.constants import EventTypes, Membership
from synapse.api.errors import SynapseError
from synapse.http.server import DirectServeJsonResource
from synapse.http.servlet import parse_json_object_from_request, parse_string
from synapse.http.site import SynapseRequest
from synapse.module_api import ModuleApi
from synapse.types import UserID, create_requester
from synapse.types.state import StateFilter

from server.synapse_module.chain import Chain
from server.synapse_module.present import accounts, profiles_of, rooms_of

PATH = "/_synapse/client/parta/admin/chats"
MOST_EVENTS = 100
"""In one batch: what Synapse stores in one transaction."""

_AUTHORISED = "join_authorised_via_users_server"
_RESTRICTED = frozenset({"restricted", "knock_restricted"})
_INSIDE = frozenset({Membership.JOIN, Membership.INVITE, Membership.KNOCK})

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes of one chat: who comes in, then state, then who goes. `reason` is written on each."""

    room_id: str
    reason: str
    join: tuple[str, ...]
    state: tuple[tuple[str, str, Json], ...]
    remove: tuple[str, ...]


class ChatsResource(DirectServeJsonResource):  # type: ignore[misc]  # Synapse is not typed for us
    """For server administrators alone, who act as themselves on rooms that they created.

    GET tells a page of the caller's rooms, with `?of=accounts` a page of all accounts; `after` is
    the `next` of the page before. PUT `{"chats": [...]}` makes each chat as its `Batch` says, one
    after the other, and answers for each how many `events` it took (none where everything was so
    already, so that it may be asked again), or as what Synapse refused it: `errcode`, `error` and
    `status`. A chat that is refused holds no other up.
    """

    isLeaf = True  # noqa: N815 — Twisted's name

    def __init__(self, api: ModuleApi) -> None:
        super().__init__(clock=api._clock)
        self._api = api
        self._state = api._hs.get_storage_controllers().state
        self._chain = Chain(api)
        self._members = api._hs.get_room_member_handler()

    async def _async_render_GET(  # noqa: N802
        self, request: SynapseRequest
    ) -> tuple[int, dict[str, object]]:
        user_id = await self._administrator(request)
        after = parse_string(request, "after", default="")
        if (
            parse_string(request, "of", default="rooms", allowed_values=["rooms", "accounts"])
            == "rooms"
        ):
            rooms = await self._api.run_db_interaction("parta_chats", rooms_of, user_id, after)
            return 200, {"rooms": rooms, "next": rooms[-1]["room_id"] if rooms else None}
        found = await self._api.run_db_interaction("parta_accounts", accounts, after)
        return 200, {"accounts": found, "next": found[-1]["user_id"] if found else None}

    async def _async_render_PUT(  # noqa: N802
        self, request: SynapseRequest
    ) -> tuple[int, dict[str, object]]:
        user_id = await self._administrator(request)
        batches = _parse(parse_json_object_from_request(request))
        joining = {user_id for batch in batches for user_id in batch.join}
        profiles = await self._api.run_db_interaction("parta_profiles", profiles_of, joining)
        return 200, {"chats": [await self._change(one, user_id, profiles) for one in batches]}

    async def _change(self, batch: Batch, me: str, profiles: Mapping[str, Json]) -> Json:
        try:
            # Nobody else changes the membership of this room meanwhile.
            async with self._members.member_linearizer.queue((batch.room_id,)):
                events = await self._events_of(batch, me, profiles)
                for start in range(0, len(events), MOST_EVENTS):
                    part = events[start : start + MOST_EVENTS]
                    await self._chain.send(create_requester(me), batch.room_id, part)
        except SynapseError as refused:
            return {**refused.error_dict(None), "status": refused.code}
        return {"events": len(events)}

    async def _events_of(self, batch: Batch, me: str, profiles: Mapping[str, Json]) -> list[Json]:
        """The events that are needed: Synapse drops a batch that repeats what is so already."""
        # Only what the batch is about: the whole state of a class is a hundred events to read.
        looked_at = [
            (EventTypes.Create, ""),
            (EventTypes.JoinRules, ""),
            *((EventTypes.Member, user_id) for user_id in (*batch.join, *batch.remove)),
            *((kind, key) for kind, key, _ in batch.state),
        ]
        state = await self._state.get_current_state(
            batch.room_id, StateFilter.from_types(looked_at)
        )
        create = state.get((EventTypes.Create, ""))
        if create is None or create.sender != me:
            raise SynapseError(403, "Not a room of yours", "M_FORBIDDEN")
        rules = state.get((EventTypes.JoinRules, ""))
        restricted = rules is not None and rules.content.get("join_rule") in _RESTRICTED
        events: list[Json] = []

        def add(kind: str, key: str, content: Json, *, sender: str = me) -> None:
            events.append(
                {
                    "type": kind,
                    "state_key": key,
                    "content": content,
                    "sender": sender,
                    "room_id": batch.room_id,
                }
            )

        def member(user_id: str, membership: str) -> None:
            content = {"membership": membership, "reason": batch.reason}
            add(EventTypes.Member, user_id, content)

        for user_id in batch.join:
            there = state.get((EventTypes.Member, user_id))
            now = there.membership if there is not None else Membership.LEAVE
            if now == Membership.JOIN:
                continue
            if now == Membership.BAN:
                member(user_id, Membership.LEAVE)
            if not restricted and now != Membership.INVITE:
                member(user_id, Membership.INVITE)
            if user_id not in profiles:
                raise SynapseError(400, f"No account to join: {user_id}", "M_BAD_STATE")
            content = {"membership": Membership.JOIN, "reason": batch.reason}
            content |= profiles[user_id]
            if restricted:
                content[_AUTHORISED] = me
            add(EventTypes.Member, user_id, content, sender=user_id)
        for kind, key, content in batch.state:
            was = state.get((kind, key))
            if was is None or was.content != content or was.sender != me:
                add(kind, key, content)
        for user_id in batch.remove:
            there = state.get((EventTypes.Member, user_id))
            if user_id != me and there is not None and there.membership in _INSIDE:
                member(user_id, Membership.LEAVE)
        return events

    async def _administrator(self, request: SynapseRequest) -> str:
        requester = await self._api.get_user_by_req(request)
        user_id: str = requester.user.to_string()
        if not await self._api.is_user_admin(user_id):
            raise SynapseError(403, "Only server administrators manage chats", "M_FORBIDDEN")
        return user_id


def _parse(body: Json) -> tuple[Batch, ...]:
    chats = body.get("chats")
    if not isinstance(chats, list) or not all(isinstance(chat, dict) for chat in chats):
        raise _bad("chats: a list of objects is needed")
    return tuple(map(_batch, chats))


def _batch(body: Json) -> Batch:
    room_id, reason = body.get("room_id"), body.get("reason", "")
    if not isinstance(room_id, str) or not isinstance(reason, str):
        raise _bad("room_id and reason are strings")
    state: list[tuple[str, str, Json]] = []
    for one in _list(body, "state"):
        match one:
            case [str() as kind, str() as key, dict() as content] if kind != EventTypes.Member:
                state.append((kind, key, content))
            case _:
                raise _bad("state: [type, state key, content], never m.room.member")
    join, remove = _users(body, "join"), _users(body, "remove")
    return Batch(room_id, reason, join, tuple(state), remove)


def _users(body: Json, name: str) -> tuple[str, ...]:
    users = _list(body, name)
    if not all(isinstance(user, str) and UserID.is_valid(user) for user in users):
        raise _bad(f"{name}: user ids are needed")
    return tuple(dict.fromkeys(users))


def _list(body: Json, name: str) -> list[Any]:
    value = body.get(name, [])
    if not isinstance(value, list):
        raise _bad(f"{name}: a list is needed")
    return value


def _bad(text: str) -> SynapseError:
    return SynapseError(400, text, "M_BAD_JSON")
