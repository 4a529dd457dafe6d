"""One sync reply, stored whole: rooms, state, messages, receipts, account data."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.account import DIRECT, PUSH_RULES
from app.domain.cache import Applied, Notable, TimelineChange
from app.domain.conduct import HOURS, MUTED, SHARING, SLOW
from app.domain.events import Event, RoomDelta, SyncBatch
from app.domain.ids import EventId, RoomId
from app.domain.parse import START_TYPES
from app.domain.people import Membership
from app.domain.rooms import SUPERVISED, MuteMode
from app.store import account, meta, receipts, state, stretches, summary, unread
from app.store.context import Context, encode
from app.store.db import Unit
from app.store.facts import items_of
from app.store.ingest import Place, Stored, find, milliseconds, store_events
from app.store.weights import Weight
from app.store.words import normalize

_DETAILS = frozenset(
    {
        "m.room.name",
        "m.room.topic",
        "m.room.avatar",
        "m.room.power_levels",
        "m.room.pinned_events",
        "m.room.member",
        "m.room.encryption",
        "m.room.tombstone",
        "app.parta.room",
        "app.parta.room.theme",
        SUPERVISED,
        HOURS,
        SLOW,
        SHARING,
        MUTED,
    }
)


@dataclass(slots=True)
class _Change:
    """What happened in one room during this reply."""

    room_id: RoomId
    appended: list[EventId] = field(default_factory=list)
    touched: set[EventId] = field(default_factory=set)
    gap: bool = False
    receipts: bool = False
    details: bool = False
    candidates: list[EventId] = field(default_factory=list)

    def value(self) -> TimelineChange | None:
        """As the services see it; None where nothing happened to the conversation."""
        seen = self.appended or self.touched or self.gap or self.receipts or self.details
        if not seen:
            return None
        return TimelineChange(
            appended=tuple(self.appended),
            touched=frozenset(self.touched),
            gap=self.gap,
            receipts=self.receipts,
            details=self.details,
        )


def apply_sync(unit: Unit, context: Context, batch: SyncBatch) -> Applied:
    """Store one reply; the caller's transaction makes it whole or nothing."""
    for kind, content in batch.global_account_data:
        account.put(unit, kind, content)  # first: push rules weigh the messages beside them
        if kind == PUSH_RULES:
            context.keywords = None
    changes: dict[int, _Change] = {}
    gone: set[RoomId] = set()
    fresh = False
    for delta in batch.rooms:
        if _has_left(delta, context):
            gone.add(delta.room_id)
            number = state.room_number(unit, delta.room_id)
            if number is not None:
                summary.drop(unit, [number])
            continue
        known = state.room_number(unit, delta.room_id)
        room = state.ensure_room(unit, delta.room_id)
        change = changes.setdefault(room, _Change(delta.room_id))
        if known is None:
            fresh = True
            account.apply_all_of_room(unit, context, room, delta.room_id)
        _apply_room(unit, context, room, delta, change)
    dirty = _apply_account_data(unit, context, batch, all_rooms=fresh)
    _apply_receipts(unit, context, batch, changes, dirty)
    retyped = _apply_typing(unit, context, batch)
    meta.write(unit, "pos", batch.pos)
    if batch.to_device_since is not None:
        meta.write(unit, "to_device", batch.to_device_since)
    rooms = summary.refresh(unit, context, {*changes, *dirty, *context.stale}, always=retyped)
    context.stale.clear()
    timelines = {c.room_id: value for c in changes.values() if (value := c.value()) is not None}
    return Applied(
        rooms=rooms,
        gone=frozenset(gone),
        timelines=timelines,
        notify=_notables(unit, context, changes),
        account_data=tuple(dict.fromkeys(kind for kind, _ in batch.global_account_data)),
    )


def _my_membership(events: Sequence[Event], context: Context) -> Membership | None:
    for event in reversed(events):
        if event.state_key == context.me and (membership := state.membership_of(event)):
            return membership
    return None


def _has_left(delta: RoomDelta, context: Context) -> bool:
    if delta.invite_state is not None:
        return False
    membership = _my_membership(delta.state, context) or _my_membership(delta.timeline, context)
    return membership in {Membership.LEAVE, Membership.BAN}


def _apply_room(unit: Unit, context: Context, room: int, delta: RoomDelta, change: _Change) -> None:
    _apply_facts(unit, context, room, delta)
    kinds = state.put_state(unit, context, room, delta.timeline)
    kinds |= state.put_state(unit, context, room, delta.state)
    if delta.invite_state:
        kinds |= state.put_state(unit, context, room, delta.invite_state)
    change.details |= bool(kinds & _DETAILS)
    if not delta.timeline:
        return
    state.put_roles(unit, delta.timeline)
    before = stretches.live_stretch(unit, room)
    stored = store_events(unit, context, room, delta.timeline)
    _place(unit, room, delta, stored, change, before)
    placed = [event for event in delta.timeline if event.event_id in set(change.appended)]
    written = [(e.event_id, e.sender, milliseconds(e)) for e in placed if e.state_key is None]
    change.receipts |= receipts.imply(unit, context, room, written)
    change.receipts |= receipts.resolve(unit, room, list(stored.new))
    known = find(unit, room, stored.touched)
    change.touched |= {
        event_id
        for event_id in stored.touched
        if event_id in known and known[event_id].weight > 0 and event_id not in change.appended
    }
    if any(event.type in START_TYPES and event.event_id in stored.new for event in placed):
        # The unstable poll type does not move a chat up on the server.
        unit.run(
            "UPDATE rooms SET bump_stamp = (SELECT max(bump_stamp) + 1 FROM rooms) WHERE id = ?",
            room,
        )


def _place(
    unit: Unit, room: int, delta: RoomDelta, stored: Stored, change: _Change, before: int | None
) -> None:
    """Give the timeline its place and note what stands newly at the live end."""
    ids = tuple(event.event_id for event in delta.timeline if event.event_id)
    meets_live = any(stored.places[event_id].stretch == before for event_id in ids)
    follows = before is not None and not meets_live and not delta.limited and not delta.initial
    anchored = {
        event_id
        for event_id in ids
        if before is not None and stored.places[event_id].stretch == before
    }
    run = stretches.Run(
        ids,
        older_token=delta.prev_batch,
        at_start=any(event.type == "m.room.create" for event in delta.timeline[:1]),
    )
    unread_before = unread.count_unread(unit, room) if before is not None else (0, 0)
    stretch = stretches.stitch(
        unit, room, run, known=stored.places, append_to=before if follows else None, live=True
    )
    if stretch is None:
        return
    unit.run("UPDATE rooms SET live = ? WHERE id = ?", stretch, room)
    unit.run("UPDATE stretches SET newer_token = NULL WHERE id = ?", stretch)
    last_known = max((ids.index(event_id) for event_id in anchored), default=-1)
    change.appended += [
        event_id for event_id in ids[last_known + 1 :] if stored.places[event_id].weight > 0
    ]
    if before is not None and not anchored and not follows:
        change.gap = True
        unread.carry_over_gap(unit, room, unread_before)
    is_catching_up = delta.initial or delta.expanded or delta.limited
    live = ids[max(0, len(ids) - delta.num_live) :] if is_catching_up else ids
    change.candidates += [event_id for event_id in live if event_id in stored.new]


def _apply_facts(unit: Unit, context: Context, room: int, delta: RoomDelta) -> None:
    invited = delta.invite_state is not None
    values: dict[str, object] = {"membership": "invited" if invited else "joined"}
    heroes = delta.heroes
    if invited:
        mine = next(
            (
                event
                for event in delta.invite_state or ()
                if event.type == "m.room.member" and event.state_key == context.me
            ),
            None,
        )
        if mine is not None:
            values["inviter"] = mine.sender
            heroes = heroes or (mine.sender,)
        content = mine.raw.get("content") if mine else None
        if isinstance(content, dict) and content.get("is_direct") is True:
            values["is_dm"] = 1
        for event in delta.invite_state or ():
            value = event.raw.get("content")
            if event.type == "m.room.avatar" and isinstance(value, dict):
                values["given_avatar"] = (
                    value.get("url") if isinstance(value.get("url"), str) else None
                )
    for column, value in (
        ("given_name", delta.name),
        ("given_avatar", delta.avatar),
        ("joined_count", delta.joined_count),
        ("invited_count", delta.invited_count),
        ("bump_stamp", delta.bump_stamp),
        ("heroes", encode(list(heroes)) if heroes is not None else None),
        ("is_dm", None if delta.is_dm is None else int(delta.is_dm)),
    ):
        if value is not None:
            values[column] = value
    if heroes and delta.hero_names:
        avatars = delta.hero_avatars or (None,) * len(heroes)
        unit.many(
            "INSERT OR IGNORE INTO people (user, name, avatar, words) VALUES (?, ?, ?, ?)",
            (
                (user, name, avatar, normalize(name))
                for user, name, avatar in zip(heroes, delta.hero_names, avatars, strict=False)
                if name
            ),
        )
    sets = ", ".join(f"{column} = ?" for column in values)
    unit.run(f"UPDATE rooms SET {sets} WHERE id = ?", *values.values(), room)


def _apply_account_data(
    unit: Unit, context: Context, batch: SyncBatch, *, all_rooms: bool
) -> set[int]:
    kinds = {kind for kind, _ in batch.global_account_data}
    if all_rooms:
        kinds |= {DIRECT, PUSH_RULES}
    dirty = account.apply_global(unit, context, kinds)
    for room_id, kind, content in batch.room_account_data:
        room = account.apply_room(unit, context, room_id, kind, content)
        if room is not None:
            dirty.add(room)
    return dirty


def _apply_receipts(
    unit: Unit, context: Context, batch: SyncBatch, changes: dict[int, _Change], dirty: set[int]
) -> None:
    for room_id, listed in batch.receipts:
        room = state.room_number(unit, room_id)
        if room is None:
            continue
        others, mine = receipts.put_receipts(unit, context, room, listed)
        if others or mine:
            dirty.add(room)
        if others:
            changes.setdefault(room, _Change(room_id)).receipts = True


def _apply_typing(unit: Unit, context: Context, batch: SyncBatch) -> set[int]:
    changed: set[int] = set()
    for room_id, users in batch.typing:
        if context.typing.get(room_id, ()) == users:
            continue
        if users:
            context.typing[room_id] = users
        else:
            context.typing.pop(room_id, None)
        room = state.room_number(unit, room_id)
        if room is not None:
            changed.add(room)
    return changed


def _notables(unit: Unit, context: Context, changes: dict[int, _Change]) -> tuple[Notable, ...]:
    found: list[Notable] = []
    for room, change in changes.items():
        if not change.candidates:
            continue
        mute, read_event = unit.one("SELECT mute, read_event FROM rooms WHERE id = ?", room)
        if mute == MuteMode.NONE.value:
            continue
        least = Weight.MENTION if mute == MuteMode.MENTIONS.value else Weight.MESSAGE
        known = find(unit, room, [*change.candidates, *([read_event] if read_event else [])])
        read = known.get(read_event) if read_event else None
        loud = [
            event_id
            for event_id in change.candidates
            if known[event_id].weight >= least and not _covers(read, known[event_id])
        ]
        for item in items_of(unit, context, room, loud):
            found.append(Notable(change.room_id, item))
    return tuple(found)


def _covers(read: Place | None, place: Place) -> bool:
    if read is None:
        return False
    same = read.stretch is not None and read.stretch == place.stretch
    return same and (read.pos or 0) >= (place.pos or 0)
