"""Who may do what in a room: `m.room.power_levels` and the create event, read once.

Room version 12 gives its creators infinite power and keeps them out of `users`. What is not an
integer in a levels event counts as absent, for a client must show something in a broken room too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.ids import UserId
from app.domain.people import ADMIN_POWER, CREATOR_POWER
from app.domain.rooms import Powers
from app.domain.rtc import CALL_MEMBER
from app.domain.stickers import ROOM_PACK

_STATE_DEFAULT = 50
_LIMIT = 1 << 53
POWER_LEVELS = "m.room.power_levels"
_POLL = "org.matrix.msc3381.poll.start"


@dataclass(frozen=True, slots=True)
class PowerLevels:
    """The levels of one room, with every default filled in."""

    users: Mapping[str, int] = field(default_factory=dict)
    users_default: int = 0
    events: Mapping[str, int] = field(default_factory=dict)
    events_default: int = 0
    state_default: int = _STATE_DEFAULT
    invite: int = 0
    kick: int = 50
    redact: int = 50
    notify_room: int = 50
    creators: frozenset[str] = frozenset()

    def of(self, user_id: UserId) -> int:
        """Power of a person here."""
        if user_id in self.creators:
            return CREATOR_POWER
        return self.users.get(user_id, self.users_default)

    @property
    def administrators(self) -> tuple[UserId, ...]:
        """Whoever leads or helps to lead, in the order of their ids."""
        named = {user for user, level in self.users.items() if level >= ADMIN_POWER}
        return tuple(UserId(user) for user in sorted(named | self.creators))

    def to_send(self, event_type: str) -> int:
        """Power needed to send a message event of this type."""
        return self.events.get(event_type, self.events_default)

    def to_set(self, event_type: str) -> int:
        """Power needed to set state of this type."""
        return self.events.get(event_type, self.state_default)

    def may_redact(self, user_id: UserId, sender: UserId) -> bool:
        """Whether a person may delete a message of `sender`."""
        return user_id == sender or self.of(user_id) >= self.redact

    def may_mention_room(self, user_id: UserId) -> bool:
        """Whether `@все` of this person is to be heard."""
        return self.of(user_id) >= self.notify_room


def read_levels(create: Mapping[str, Any] | None, levels: Mapping[str, Any] | None) -> PowerLevels:
    """Read the raw create event and the raw levels event; either may be unknown."""
    content = _mapping((create or {}).get("content"))
    owners: set[str] = set()
    if isinstance(sender := (create or {}).get("sender"), str):
        owners.add(sender)
    endless = _version(content) >= 12
    if endless and isinstance(more := content.get("additional_creators"), list):
        owners.update(user for user in more if isinstance(user, str))
    if levels is None:
        # No levels event: only the creator stands out (spec: 100 before version 12).
        return PowerLevels(
            users={} if endless else dict.fromkeys(owners, 100),
            state_default=0,
            creators=frozenset(owners) if endless else frozenset(),
        )
    power = _mapping(levels.get("content"))
    return PowerLevels(
        users=_levels(power.get("users")),
        users_default=_level(power.get("users_default"), 0),
        events=_levels(power.get("events")),
        events_default=_level(power.get("events_default"), 0),
        state_default=_level(power.get("state_default"), _STATE_DEFAULT),
        invite=_level(power.get("invite"), 0),
        kick=_level(power.get("kick"), 50),
        redact=_level(power.get("redact"), 50),
        notify_room=_level(_mapping(power.get("notifications")).get("room"), 50),
        creators=frozenset(owners) if endless else frozenset(),
    )


def powers_of(levels: PowerLevels, me: UserId, *, joined: bool = True) -> Powers:
    """Return what I may do, for buttons and menus; the server has the last word."""
    mine = levels.of(me)
    if not joined:
        return Powers(mine, can_send=False, can_send_poll=False, can_call=False, can_react=False)
    return Powers(
        mine=mine,
        can_send=mine >= levels.to_send("m.room.message"),
        can_redact_others=mine >= levels.redact and mine >= levels.to_send("m.room.redaction"),
        can_pin=mine >= levels.to_set("m.room.pinned_events"),
        can_invite=mine >= levels.invite,
        can_kick=mine >= levels.kick,
        can_edit_info=mine >= levels.to_set("m.room.name"),
        can_mention_room=mine >= levels.notify_room,
        can_send_poll=mine >= levels.to_send(_POLL),
        can_call=mine >= levels.to_set(CALL_MEMBER),
        can_react=mine >= levels.to_send("m.reaction"),
        can_set_pack=mine >= levels.to_set(ROOM_PACK),
        can_appoint=mine >= max(levels.to_set(POWER_LEVELS), ADMIN_POWER),
    )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _version(content: Mapping[str, Any]) -> int:
    version = content.get("room_version")
    return int(version) if isinstance(version, str) and version.isdecimal() else 0


def _level(value: object, default: int) -> int:
    # Before room version 10 levels could be strings.
    if isinstance(value, str) and value.strip().lstrip("+-").isdecimal() and len(value) < 20:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return default
    return max(-_LIMIT, min(_LIMIT, value))


def _levels(value: object) -> dict[str, int]:
    return {key: _level(level, 0) for key, level in _mapping(value).items()}
