"""The calls of a profile, newest first: kept with its settings, encrypted like all of it."""

from datetime import timedelta
from typing import Any

from app.domain.calls import CallKind, CallRecord, Outcome
from app.domain.ids import EventId, MxcUri, RoomId, UserId
from app.domain.parse.fields import integer, items, mapping, moment, text
from app.domain.people import Person
from app.services.ports.store import Store

SETTING = "calls.history"
MOST = 300
_KINDS = {kind.value: kind for kind in CallKind}
_OUTCOMES = {outcome.value: outcome for outcome in Outcome}


class History:
    """Loaded once, written with every change."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._records: dict[EventId, CallRecord] | None = None

    async def all(self, limit: int) -> tuple[CallRecord, ...]:
        """Newest first."""
        known = await self._load()
        return tuple(sorted(known.values(), key=lambda one: one.at, reverse=True)[:limit])

    async def has(self, key: EventId) -> bool:
        """Whether this call is noted."""
        return key in await self._load()

    async def note(self, record: CallRecord) -> None:
        """Keep a call, or what became of it."""
        known = await self._load()
        known[record.key] = record
        newest = sorted(known.values(), key=lambda one: one.at, reverse=True)[:MOST]
        self._records = {one.key: one for one in newest}
        await self._store.put_setting(SETTING, [_pack(one) for one in newest])

    async def _load(self) -> dict[EventId, CallRecord]:
        if self._records is None:
            saved = items(await self._store.setting(SETTING), MOST)
            found = [one for each in saved if (one := _unpack(each)) is not None]
            if self._records is None:  # nobody noted one while the cache was asked
                self._records = {one.key: one for one in found}
        return self._records


def _pack(record: CallRecord) -> dict[str, Any]:
    person = record.person
    return {
        "key": record.key,
        "room": record.room_id,
        "title": record.title,
        "kind": record.kind.value,
        "video": record.video,
        "outcome": record.outcome.value,
        "at": int(record.at.timestamp() * 1000),
        "user": person.user_id if person else "",
        "name": person.name if person else "",
        "avatar": (person.avatar if person else None) or "",
        "seconds": int(record.duration.total_seconds()) if record.duration is not None else -1,
    }


def _unpack(value: Any) -> CallRecord | None:
    saved = mapping(value)
    kind = _KINDS.get(text(saved.get("kind")))
    outcome = _OUTCOMES.get(text(saved.get("outcome")))
    at, seconds = integer(saved.get("at")), integer(saved.get("seconds"), -1)
    if kind is None or outcome is None or at is None or seconds is None:
        return None
    user, avatar = text(saved.get("user")), text(saved.get("avatar"))
    person = None
    if user:
        person = Person(UserId(user), text(saved.get("name")), MxcUri(avatar) if avatar else None)
    return CallRecord(
        key=EventId(text(saved.get("key"))),
        room_id=RoomId(text(saved.get("room"))),
        title=text(saved.get("title")),
        kind=kind,
        video=saved.get("video") is True,
        outcome=outcome,
        at=moment(at),
        person=person,
        duration=timedelta(seconds=seconds) if seconds >= 0 else None,
    )
