"""What the menu of a chat does, on one computer and seen on the person's other one."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.content import PollContent, TextContent
from app.domain.errors import Forbidden
from app.domain.ids import EventId, RoomId, UserId
from app.domain.people import ADMIN_POWER
from app.domain.polls import PollAnswer, PollStart
from app.domain.room_settings import Audience, GroupKind, Right
from app.domain.rooms import MuteMode, RoomSummary
from app.services.facade.session import Session
from tests.helpers.matrix_user import MatrixUser
from tests.helpers.school_fixtures import FreshUser
from tests.integration.session.conftest import Program, live, soon


@pytest.fixture
async def second(tmp_path: Path) -> AsyncIterator[Program]:
    """The same person's other computer."""
    program = Program(tmp_path / "second")
    await program.start()
    yield program
    await program.stop()
    assert program.errors == []


class Desk:
    """Vera at two computers, with three chats and Anna in them."""

    def __init__(self, vera: MatrixUser, anna: MatrixUser) -> None:
        self.vera, self.anna = vera, anna
        self.rooms: list[RoomId] = []

    async def sit_down(self, program: Program, second: Program) -> tuple[Session, Session]:
        for name in ("Алгебра", "Физика", "Химия"):
            room = RoomId(await self.vera.create_room(name, members=(self.anna,)))
            await self.anna.text(room, f"Это {name}")
            self.rooms.append(room)
        here, there = await program.sign_in(self.vera), await second.sign_in(self.vera)
        await live(here)
        await live(there)
        return here, there


@pytest.fixture
async def desk(fresh_user: FreshUser) -> Desk:
    return Desk(await fresh_user("Вера"), await fresh_user("Анна"))


def _room(session: Session, room_id: RoomId) -> RoomSummary:
    room = session.rooms.get(room_id)
    assert room is not None
    return room


async def test_pins_and_their_order_come_to_the_other_computer_and_stay(
    desk: Desk, program: Program, second: Program
) -> None:
    here, _ = await desk.sit_down(program, second)
    algebra, physics, _chemistry = desk.rooms
    await here.rooms.pin(algebra, pinned=True)
    await soon(lambda: _room(here, algebra).pin_order is not None)
    await here.rooms.pin(physics, pinned=True)
    await soon(lambda: second.names() == ["Физика", "Алгебра", "Химия"])

    await here.rooms.move_pinned(physics, 1)
    await soon(lambda: second.names() == ["Алгебра", "Физика", "Химия"])
    await second.restart()
    assert second.names() == ["Алгебра", "Физика", "Химия"]

    await here.rooms.pin(algebra, pinned=False)
    await soon(lambda: second.names() == ["Физика", "Химия", "Алгебра"])


async def test_an_archived_chat_hides_on_both_until_somebody_writes(
    desk: Desk, program: Program, second: Program
) -> None:
    here, there = await desk.sit_down(program, second)
    algebra = desk.rooms[0]
    await here.rooms.archive(algebra, archived=True)
    await soon(lambda: "Алгебра" not in second.names())
    assert [room.name for room in there.rooms.observe("archive")] == ["Алгебра"]

    await desk.anna.text(algebra, "вернись")
    await soon(lambda: "Алгебра" in second.names() and "Алгебра" in program.names())


async def test_a_chat_marked_unread_is_unread_on_both_until_it_is_read(
    desk: Desk, program: Program, second: Program
) -> None:
    here, there = await desk.sit_down(program, second)
    algebra = desk.rooms[0]
    await here.rooms.mark_unread(algebra, unread=False)
    await soon(lambda: _room(there, algebra).unread == 0)

    await here.rooms.mark_unread(algebra, unread=True)
    await soon(lambda: _room(there, algebra).marked_unread)
    await there.rooms.mark_unread(algebra, unread=False)
    await soon(lambda: not _room(here, algebra).marked_unread)


async def test_a_muted_chat_counts_and_notifies_no_more_and_a_timed_mute_ends(
    desk: Desk, program: Program, second: Program
) -> None:
    here, there = await desk.sit_down(program, second)
    algebra, physics, _chemistry = desk.rooms
    await here.rooms.mute(algebra, MuteMode.NONE, until=None)
    await soon(lambda: _room(there, algebra).mute is MuteMode.NONE)
    await desk.anna.text(algebra, "тихо")
    await desk.anna.text(physics, "громко")
    await soon(lambda: [one.body for one in second.notified] == ["Анна: громко"])

    past = datetime.now(UTC) - timedelta(minutes=1)
    await here.rooms.mute(algebra, MuteMode.NONE, until=past)
    await soon(lambda: _room(here, algebra).muted_until is not None)
    await here.rooms.unmute_expired()  # type: ignore[attr-defined]  # what its clock does each minute
    await soon(lambda: _room(there, algebra).mute is MuteMode.ALL)
    await desk.anna.text(algebra, "снова слышно")
    await soon(lambda: "Анна: снова слышно" in [one.body for one in second.notified])


async def test_an_invitation_from_the_app_reaches_the_person(
    desk: Desk, program: Program, second: Program, fresh_user: FreshUser
) -> None:
    here, _ = await desk.sit_down(program, second)
    boris = await fresh_user("Борис")
    await here.rooms.invite(desk.rooms[0], boris.user_id)
    guest = await second.sign_in(boris)
    await live(guest)
    await soon(lambda: second.names(guest) == ["Алгебра"])
    await guest.rooms.accept(desk.rooms[0])
    await soon(lambda: _room(here, desk.rooms[0]).member_count == 3)


async def test_the_background_of_a_poll_comes_back_from_the_server(
    desk: Desk, program: Program, second: Program
) -> None:
    here, there = await desk.sit_down(program, second)
    answers = (PollAnswer("a", "Лес"), PollAnswer("b", "Музей"))
    poll = PollStart("Куда идём?", answers, background="mint")
    await here.composer.send_poll(desk.rooms[0], poll)
    timeline = await there.open_timeline(desk.rooms[0])

    def seen() -> list[str]:
        polls = [item.content for item in timeline.items if isinstance(item.content, PollContent)]
        return [one.poll.background for one in polls]

    await soon(seen)
    assert seen() == ["mint"]
    timeline.close()


async def test_settings_of_a_chat_reach_the_others_and_a_new_chat_takes_them_over(
    desk: Desk, program: Program, second: Program
) -> None:
    here, _ = await desk.sit_down(program, second)
    room = desk.rooms[0]
    anna = await second.sign_in(desk.anna)
    await live(anna)
    shown = await anna.open_timeline(room)
    before = await here.chat_settings.load(room)
    assert before.rights[Right.WRITE] is Audience.EVERYONE

    rights = dict(before.rights) | {Right.WRITE: Audience.ADMINS, Right.CALLS: Audience.ADMINS}
    assert before.open_history
    wanted = replace(before, name="Алгебра 9Б", topic="Домашние", look="green", rights=rights)
    wanted = replace(wanted, open_history=False)
    await here.chat_settings.save(room, before, wanted)
    await soon(lambda: _room(anna, room).name == "Алгебра 9Б")
    await soon(lambda: shown.details.value.look == "green")
    assert shown.details.value.topic == "Домашние"
    await soon(lambda: not shown.details.value.powers.can_send)
    after = await here.chat_settings.load(room)
    assert (after.rights, after.look) == (rights, "green")
    hers = await anna.chat_settings.load(room)
    assert hers.changeable == frozenset()
    assert not hers.can_edit_info
    assert (after.open_history, after.can_edit_history) == (False, True)
    assert (hers.open_history, hers.can_edit_history) == (False, False)

    made = await here.rooms.create_group("Кружок", [desk.anna.user_id], like=room)
    again = await here.chat_settings.load(made)
    assert (again.name, again.topic, again.look) == ("Кружок", "Домашние", "green")
    assert again.rights == rights
    await soon(lambda: "Кружок" in second.names(anna))
    shown.close()


async def test_an_administrator_is_made_and_unmade_and_a_member_taken_out(
    desk: Desk, program: Program, second: Program
) -> None:
    here, _ = await desk.sit_down(program, second)
    room, anna_id = desk.rooms[0], UserId(desk.anna.user_id)
    anna = await second.sign_in(desk.anna)
    await live(anna)
    mine, hers = await here.open_timeline(room), await anna.open_timeline(room)
    assert mine.details.value.powers.can_appoint
    assert not hers.details.value.powers.can_appoint
    with pytest.raises(Forbidden):
        await anna.chat_settings.appoint(room, anna_id, administrator=True)

    await here.chat_settings.appoint(room, anna_id, administrator=True)
    await soon(lambda: anna_id in mine.details.value.administrators)
    await soon(lambda: hers.details.value.powers.can_edit_info)
    powers = {one.person.user_id: one.power for one in await mine.members()}
    assert powers[anna_id] == ADMIN_POWER

    await here.chat_settings.appoint(room, anna_id, administrator=False)
    await soon(lambda: not hers.details.value.powers.can_edit_info)
    assert anna_id not in hers.details.value.administrators

    await here.rooms.remove(room, anna_id)
    await soon(lambda: "Алгебра" not in second.names(anna))
    await soon(lambda: mine.details.value.joined_count == 1)
    assert anna_id not in {one.person.user_id for one in await mine.members()}
    mine.close()
    hers.close()


async def test_in_a_group_of_announcements_the_others_read_react_and_vote(
    desk: Desk, program: Program, second: Program
) -> None:
    here, _ = await desk.sit_down(program, second)
    anna = await second.sign_in(desk.anna)
    await live(anna)
    her_id = UserId(desk.anna.user_id)
    made = await here.rooms.create_group("Объявления", [her_id], kind=GroupKind.NOTICES)
    await soon(lambda: "Объявления" in second.names(anna))
    await anna.rooms.accept(made)
    hers, mine = await anna.open_timeline(made), await here.open_timeline(made)
    await soon(lambda: hers.details.value.powers.can_react)
    assert not hers.details.value.powers.can_send
    with pytest.raises(AssertionError):
        await desk.anna.text(made, "а я?")

    await here.composer.send_text(made, "Завтра экскурсия")
    answers = (PollAnswer("a", "Еду"), PollAnswer("b", "Нет"))
    await here.composer.send_poll(made, PollStart("Кто едет?", answers))

    def told(kind: type) -> list[EventId]:
        return [
            one.event_id for one in hers.items if isinstance(one.content, kind) and one.event_id
        ]

    await soon(lambda: told(TextContent) and told(PollContent))
    await anna.composer.react(made, told(TextContent)[0], "👍")
    await anna.composer.vote(made, told(PollContent)[0], ["a"])
    await soon(lambda: any(one.reactions for one in mine.items))
    await soon(
        lambda: any(one.poll and one.poll.votes and one.poll.votes[0][1] for one in mine.items)
    )
    hers.close()
    mine.close()
