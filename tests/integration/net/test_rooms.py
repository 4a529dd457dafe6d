"""Messages, history, rooms, people and settings against a real homeserver."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.content import HiddenContent, RedactedContent, RelationKind, TextContent
from app.domain.errors import Forbidden, NotFound
from app.domain.ids import EventId, RoomId, TransactionId, UserId
from app.domain.people import Presence
from app.net.client import MatrixClient
from tests.helpers.school_fixtures import FreshUser
from tests.integration.net.conftest import SignIn


async def say(client: MatrixClient, room: RoomId, body: str, txn: str = "") -> EventId:
    content = {"msgtype": "m.text", "body": body}
    return await client.send(
        room, "m.room.message", content, txn_id=TransactionId(txn or f"t-{body}")
    )


async def test_the_same_transaction_makes_one_message(
    fresh_user: FreshUser, sign_in: SignIn
) -> None:
    vera = await fresh_user("Вера")
    room, client = RoomId(await vera.create_room()), await sign_in(vera)

    assert await say(client, room, "раз", "x/1 ?") == await say(client, room, "раз", "x/1 ?")

    page = await client.messages(room, None, backwards=True, limit=3)
    assert [e.event_id for e in page.events if e.type == "m.room.message"] == [
        page.events[-1].event_id
    ]


async def test_history_pages_to_the_start_in_the_order_of_the_room(
    fresh_user: FreshUser, sign_in: SignIn
) -> None:
    vera = await fresh_user("Вера")
    room, client = RoomId(await vera.create_room()), await sign_in(vera)
    for number in range(12):
        await say(client, room, str(number))

    said: list[str] = []
    token = None
    while True:
        page = await client.messages(room, token, backwards=True, limit=5)
        texts = [e.content.body.text for e in page.events if isinstance(e.content, TextContent)]
        said = texts + said
        token = page.end
        if token is None:
            break
    assert said == [str(number) for number in range(12)]


async def test_context_pages_both_ways_without_a_seam(
    fresh_user: FreshUser, sign_in: SignIn
) -> None:
    vera = await fresh_user("Вера")
    room, client = RoomId(await vera.create_room()), await sign_in(vera)
    sent = [await say(client, room, str(number)) for number in range(20)]

    here = await client.context(room, sent[10], limit=4)
    before = await client.messages(room, here.start, backwards=True, limit=3)
    after = await client.messages(room, here.end, backwards=False, limit=3)

    around = [e.event_id for page in (before, here, after) for e in page.events]
    start = sent.index(around[0])
    assert around == sent[start : start + len(around)] and sent[10] in around


async def test_a_day_is_found_and_a_day_without_messages_is_not(
    fresh_user: FreshUser, sign_in: SignIn
) -> None:
    vera = await fresh_user("Вера")
    room, client = RoomId(await vera.create_room()), await sign_in(vera)
    now = datetime.now(UTC)
    first = await client.timestamp_to_event(room, now - timedelta(days=1))
    assert (await client.event(room, first)).type == "m.room.create"
    with pytest.raises(NotFound):
        await client.timestamp_to_event(room, now + timedelta(days=1))


async def test_edits_replies_and_reactions_are_relations(
    fresh_user: FreshUser, sign_in: SignIn
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    room, client = RoomId(await vera.create_room(members=(anna,))), await sign_in(vera)
    target = await say(client, room, "привет")
    await anna.react(room, target, "👍")
    await anna.reply(room, target, "и тебе")
    await client.send(
        room,
        "m.room.message",
        {
            "msgtype": "m.text",
            "body": "* Привет!",
            "m.new_content": {"msgtype": "m.text", "body": "Привет!"},
            "m.relates_to": {"rel_type": "m.replace", "event_id": target},
        },
        txn_id=TransactionId("edit"),
    )

    reactions = await client.relations(room, target, rel_type="m.annotation", token=None)
    edits = await client.relations(room, target, rel_type="m.replace", token=None)
    page = await client.messages(room, None, backwards=True, limit=3)

    assert reactions.events[0].relation and reactions.events[0].relation.key == "👍"
    edit = edits.events[0]
    assert edit.relation and edit.relation.kind is RelationKind.REPLACE
    assert isinstance(edit.content, HiddenContent) and isinstance(edit.new_content, TextContent)
    assert edit.new_content.body.text == "Привет!"
    assert [e.reply_to for e in page.events].count(target) == 1


async def test_a_deleted_message_says_who_deleted_it(
    fresh_user: FreshUser, sign_in: SignIn
) -> None:
    vera = await fresh_user("Вера")
    room, client = RoomId(await vera.create_room()), await sign_in(vera)
    event_id = await say(client, room, "лишнее")

    await client.redact(room, event_id, txn_id=TransactionId("r"), reason="ошибка")

    event = await client.event(room, event_id)
    assert event.content == RedactedContent(UserId(vera.user_id), "ошибка")
    redaction = (await client.messages(room, None, backwards=True, limit=1)).events[0]
    assert redaction.redacts == event_id


async def test_a_stranger_reads_nothing(fresh_user: FreshUser, sign_in: SignIn) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    room, stranger = RoomId(await vera.create_room()), await sign_in(anna)
    with pytest.raises(Forbidden):
        await stranger.messages(room, None, backwards=True, limit=1)
    with pytest.raises((Forbidden, NotFound)):
        await stranger.event(room, EventId("$nothing"))


async def test_a_chat_is_made_joined_and_left(fresh_user: FreshUser, sign_in: SignIn) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    creator, guest = await sign_in(vera), await sign_in(anna)
    room = await creator.create_room({"preset": "private_chat", "name": "Поход"})

    await creator.invite(room, UserId(anna.user_id))
    await guest.join(room)
    await guest.join(room)
    await creator.set_state(room, "m.room.topic", {"topic": "В лес"}, state_key="")
    members = {e.state_key: e.raw["content"]["membership"] for e in await guest.members(room)}
    assert members == {vera.user_id: "join", anna.user_id: "join"}
    event_id = await say(creator, room, "ура")
    await guest.send_read(room, event_id, private=True)
    await guest.send_typing(room, typing=True, timeout_ms=3000)
    await guest.send_typing(room, typing=False, timeout_ms=0)
    await guest.report(room, event_id, reason="проверка")
    await creator.kick(room, UserId(anna.user_id), reason="")
    with pytest.raises(Forbidden):
        await say(guest, room, "эй")
    await creator.leave(room)


async def test_people_are_found_and_have_names(fresh_user: FreshUser, sign_in: SignIn) -> None:
    vera, anna = await fresh_user("Вера Холодная"), await fresh_user("Анна")
    await vera.create_room(members=(anna,))
    client = await sign_in(anna)

    await client.set_display_name("Анна Петровна")

    assert (await client.profile(UserId(anna.user_id))).name == "Анна Петровна"
    found = await client.search_users("Холодная", limit=10)
    assert vera.user_id in {person.user_id for person in found}


async def test_presence_tells_when_somebody_was_there(
    fresh_user: FreshUser, sign_in: SignIn
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    await vera.create_room(members=(anna,))
    here, there = await sign_in(vera), await sign_in(anna)

    await here.set_presence(True)
    her = UserId(vera.user_id)
    seen = (await there.last_seen([her]))[her]
    assert seen.presence is Presence.ONLINE
    assert seen.at and datetime.now(UTC) - seen.at < timedelta(minutes=1)

    await here.set_presence(False)
    assert (await there.last_seen([her]))[her].presence is Presence.OFFLINE


async def test_a_muted_chat_counts_nothing_until_it_may_again(
    fresh_user: FreshUser, sign_in: SignIn
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    room = RoomId(await vera.create_room(members=(anna,)))
    client = await sign_in(vera)

    for mode, counted in (("none", {}), ("mentions", {}), ("all", {room: (1, 0)})):
        await client.set_room_push_rule(room, mode)
        event = await anna.text(room, mode)
        assert await client.unread_counts() == counted, mode
        await client.send_read(room, EventId(event), private=False)


async def test_a_tag_comes_and_goes(fresh_user: FreshUser, sign_in: SignIn) -> None:
    vera = await fresh_user("Вера")
    room, client = RoomId(await vera.create_room()), await sign_in(vera)
    await client.set_tag(room, "u.Моя папка", order=None)
    await client.delete_tag(room, "u.Моя папка")
    tags = await vera.call("GET", f"/_matrix/client/v3/user/{vera.user_id}/rooms/{room}/tags")
    assert tags == {"tags": {}}
