"""Roles that come without an event: what shows the person is named, once; and rules of writing."""

from app.domain.conduct import HOURS, MUTED, NIGHT, Conduct, QuietMode, contents_of
from app.domain.people import Role
from app.store.profile_store import ProfileStore
from tests.unit.store.world import BOB, EVE, ME, ROOM, START, World, sync


async def test_a_role_that_is_told_touches_the_persons_rows_and_a_known_one_nothing(
    store: ProfileStore, world: World
) -> None:
    people = [world.member(user, name) for user, name in ((BOB, "Борис"), (ME, "Анна"))]
    theirs, other = world.text("раз"), world.text("два", EVE)
    await sync(store, theirs, other, initial=True, state=tuple(people), is_dm=True, heroes=(BOB,))
    (row,) = await store.rooms()
    assert not row.verified

    applied = await store.apply_roles({BOB: Role.TEACHER})
    assert [one.verified for one in applied.rooms] == [True]
    assert applied.timelines is not None
    change = applied.timelines[ROOM]
    assert (theirs.event_id in change.touched, other.event_id in change.touched) == (True, False)
    (shown,) = await store.items(ROOM, [theirs.event_id])
    assert shown.sender.verified_teacher
    assert not (await store.apply_roles({BOB: Role.TEACHER})).rooms, "no news"

    await store.apply_roles({BOB: Role.NONE})
    assert not (await store.person(BOB)).verified_teacher
    assert not (await store.apply_roles({EVE: Role.TEACHER})).rooms, "of whom nothing is known"


async def test_rules_of_writing_are_in_the_details_of_a_chat(
    store: ProfileStore, world: World
) -> None:
    hours = world.state(HOURS, contents_of(Conduct(NIGHT))[HOURS])
    muted = world.state(MUTED, {"until": START + 1000}, BOB.removeprefix("@"))
    applied = await sync(store, world.text("раз"), hours, muted, initial=True)
    assert applied.timelines is not None
    assert applied.timelines[ROOM].details
    conduct = (await store.room_details(ROOM)).conduct
    assert conduct.hours is not None
    assert conduct.hours.mode is QuietMode.NOBODY
    assert list(conduct.muted) == [BOB]
    await sync(store, world.state(HOURS, {}), world.state(MUTED, {}, BOB.removeprefix("@")))
    assert (await store.room_details(ROOM)).conduct == Conduct()
