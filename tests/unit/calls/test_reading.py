"""MatrixRTC events as values, whoever writes them."""

import base64
import hashlib
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.parse import parse_event
from app.domain.parse.rtc import parse_call_reaction, parse_decline, parse_member, parse_ring
from app.domain.rtc import (
    CALL_MEMBER,
    DECLINE,
    MOST_RING,
    NOTIFICATION,
    REACTION,
    SLOT,
    STICKY_MEMBER,
    CallMember,
    MemberGone,
    Ring,
)
from app.services.calls.book import CallBook
from app.services.calls.rings import Rings
from tests.unit.calls.world import BOB, DIRECT, EVE, ME, World, member
from tests.unit.domain.hostile import ANY_JSON
from tests.unit.services_messages.fakes import FakeClock

KEY = f"_{BOB}_PC_m.call"


def test_a_place_in_the_compatible_form() -> None:
    world = World()
    place = parse_member(world.joins(BOB))
    assert isinstance(place, CallMember)
    assert (place.user_id, place.device_id, place.identity) == (BOB, "PC", f"{BOB}:PC")
    assert place.expires - place.since == timedelta(hours=4)
    assert place.service_url == "https://school/livekit/jwt"
    assert parse_member(world.leaves(BOB)) == MemberGone(KEY)


@pytest.mark.parametrize(
    ("key", "content"),
    [
        (f"_{EVE}_PC_m.call", member()),  # somebody else's place
        (f"_{BOB}_OTHER_m.call", member()),  # another device's
        (KEY, member(call_id="second")),  # no call of the room
        (KEY, {**member(), "device_id": 5}),
    ],
)
def test_what_is_no_place(key: str, content: Any) -> None:
    event = World().event(BOB, CALL_MEMBER, content, state_key=key)
    assert parse_member(event) is None


def test_a_place_in_the_sticky_form_has_a_hashed_identity() -> None:
    content = {
        "slot_id": SLOT,
        "msc4354_sticky_key": "m1",
        "member": {"user_id": BOB, "device_id": "PC", "id": "m1"},
        "application": {"type": "m.call", "m.call.intent": "audio"},
        "transports": {"published": [{"type": "livekit", "livekit_service_url": "https://s"}]},
    }
    place = parse_member(World().event(BOB, STICKY_MEMBER, content))
    assert isinstance(place, CallMember)
    digest = hashlib.sha256(f'["{BOB}","PC","m1"]'.encode()).digest()
    assert place.identity == base64.b64encode(digest).decode().rstrip("=")
    assert not place.video
    gone = {"slot_id": SLOT, "msc4354_sticky_key": "m1"}
    assert parse_member(World().event(BOB, STICKY_MEMBER, gone)) == MemberGone(place.key)
    lied = {**content, "member": {"user_id": EVE, "device_id": "PC", "id": "m1"}}
    assert parse_member(World().event(BOB, STICKY_MEMBER, lied)) is None


def test_a_ring_lasts_at_most_two_minutes_whatever_it_says() -> None:
    world = World()
    ring = parse_ring(world.ring(BOB, world.joins(BOB), lifetime=86_400_000), DIRECT)
    assert isinstance(ring, Ring)
    assert ring.lifetime == MOST_RING
    ahead = world.ring(BOB, world.joins(BOB), sender_ts=4_000_000_000_000)
    late = parse_ring(ahead, DIRECT)
    assert late is not None
    assert late.sent == ahead.timestamp, "a clock that is far ahead does not ring for ever"


def test_expired_places_are_empty() -> None:
    world, book = World(), CallBook()
    event = world.event(BOB, CALL_MEMBER, member(expires=60_000), state_key=KEY)
    book.take(DIRECT, [event])
    assert len(book.members(DIRECT, world.clock.now())) == 1
    world.clock.advance(61)
    assert book.members(DIRECT, world.clock.now()) == ()
    assert book.expired(world.clock.now()) == (DIRECT,)


def test_history_loaded_late_brings_nobody_back() -> None:
    world, book = World(), CallBook()
    joined = world.joins(BOB)
    world.clock.advance(5)
    book.take(DIRECT, [joined, world.leaves(BOB)])
    changed, _ = book.take(DIRECT, [joined])
    assert not changed
    assert book.members(DIRECT, world.clock.now()) == ()


def test_only_ones_own_membership_can_carry_a_hand() -> None:
    world, book = World(), CallBook()
    joined = world.joins(BOB)
    relation = {"rel_type": "m.annotation", "event_id": joined.event_id, "key": "🖐️"}
    book.take(DIRECT, [joined, world.event(EVE, "m.reaction", {"m.relates_to": relation})])
    members = book.members(DIRECT, world.clock.now())
    assert book.hands(DIRECT, members) == {}


_TYPES = [CALL_MEMBER, STICKY_MEMBER, NOTIFICATION, DECLINE, REACTION, "m.reaction"]
_KEY_LIST = """application call_id scope device_id expires created_ts foci_preferred focus_active
    m.call.intent slot_id msc4354_sticky_key member transports published m.relates_to rel_type
    event_id key emoji m.mentions user_ids room notification_type sender_ts lifetime type id
    user_id claimed_user_id livekit_service_url"""
_KEYS = _KEY_LIST.split()
_CALLS = st.dictionaries(
    st.sampled_from(_KEYS),
    st.one_of(
        ANY_JSON,
        st.sampled_from(
            ["m.call", "", SLOT, "PC", BOB, "ring", "m.reference", "m.annotation", "🖐️"]
        ),
        st.dictionaries(st.sampled_from(_KEYS), ANY_JSON, max_size=4),
    ),
    max_size=10,
)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(_TYPES),
    _CALLS,
    st.one_of(st.none(), st.just(KEY), st.text(max_size=20)),
    st.one_of(st.integers(), st.just(1_800_000_000_000)),
)
def test_any_json_makes_a_value_or_none(kind: str, content: Any, key: str | None, ts: int) -> None:
    raw = {
        "type": kind,
        "sender": BOB,
        "event_id": "$1",
        "origin_server_ts": ts,
        "content": content,
    }
    event = parse_event(raw if key is None else {**raw, "state_key": key})
    assert event is not None
    for value in (parse_member(event), parse_decline(event), parse_call_reaction(event)):
        assert value is None or value == value
    ring = parse_ring(event, DIRECT)
    assert ring is None or timedelta() <= ring.lifetime <= MOST_RING
    now = FakeClock().now()
    book, rings = CallBook(), Rings(ME)
    book.take(DIRECT, [event])
    for one in book.members(DIRECT, now):
        assert one.user_id == BOB, "nobody can put another person into a call"
    rings.take(DIRECT, [event], now, old=False)
    rings.look(DIRECT, book.members(DIRECT, now), now)
