"""The cache fed by a real homeserver: gaps close, pages meet, nothing is lost or doubled."""

from pathlib import Path

from app.domain.content import RedactedContent, TextContent
from app.domain.ids import EventId, RoomId, UserId
from app.domain.rooms import Ticks
from app.domain.server import SyncRequest
from app.domain.timeline import TimelineItem
from app.net.client import MatrixClient
from app.store.profile_store import ProfileStore
from tests.helpers.school_fixtures import FreshUser
from tests.integration.net.conftest import SignIn, login, sign_in

__all__ = ["login", "sign_in"]
KEY = "ab" * 32


async def sync(client: MatrixClient, store: ProfileStore, *, limit: int = 4) -> None:
    pos, since = await store.sync_state()
    request = SyncRequest(pos, 19, limit, 0 if pos is None else 1000, to_device_since=since)
    await store.apply_sync(await client.sync(request))


async def everything(client: MatrixClient, store: ProfileStore, room: RoomId) -> list[TimelineItem]:
    """Page back to the start of the room as the services do."""
    page = await store.page_at_end(room, limit=100)
    items = list(page.items)
    while not page.at_start:
        first = items[0].event_id
        assert first is not None
        if not page.has_older:
            more = await client.messages(room, page.older_token, backwards=True, limit=5)
            await store.add_history(room, first, more, backwards=True)
        page = await store.page_older(room, first, limit=100)
        items = [*page.items, *items]
    return items


def words(items: list[TimelineItem]) -> list[str]:
    return [item.content.body.text for item in items if isinstance(item.content, TextContent)]


async def test_two_gaps_close_and_edits_reactions_and_deletions_are_in_place(
    fresh_user: FreshUser, sign_in: SignIn, tmp_path: Path
) -> None:
    anna, boris = await fresh_user("Анна"), await fresh_user("Борис")
    room = RoomId(await anna.create_room())
    await anna.invite(room, boris)
    await boris.join(room)
    client = await sign_in(anna)
    store = await ProfileStore.open(tmp_path, KEY, user_id=UserId(anna.user_id))

    first = [await boris.text(room, f"слово {n}") for n in range(8)]
    await sync(client, store)
    second = [await boris.text(room, f"слово {n}") for n in range(8, 20)]
    await sync(client, store)
    await boris.edit(room, first[1], "слово исправлено")
    await anna.react(room, second[0], "👍")
    await boris.redact(room, second[3])
    await boris.reply(room, first[0], "ответ")
    mine = await anna.text(room, "моё")
    await sync(client, store)

    items = await everything(client, store, room)
    assert items[-2].event_id is not None
    expected = [f"слово {n}" for n in range(20)]
    expected[1] = "слово исправлено"
    del expected[11]
    assert words(items) == [*expected, "ответ", "моё"]
    by_id = {item.event_id: item for item in items}
    assert len(by_id) == len(items)
    assert by_id[EventId(first[1])].edited
    assert [(r.key, r.mine) for r in by_id[EventId(second[0])].reactions] == [("👍", True)]
    assert isinstance(by_id[EventId(second[3])].content, RedactedContent)
    assert items[-2].quote is not None and items[-2].quote.missing, "read before its original came"
    (reply,) = await store.items(room, [items[-2].event_id])
    assert reply.quote is not None and reply.quote.text == "слово 0"

    await boris.read(room, mine)
    await sync(client, store)
    (summary,) = await store.rooms()
    assert (summary.preview.text, summary.ticks, summary.unread) == ("моё", Ticks.READ, 0)
    assert [hit.event_id for hit in await store.search("исправлен", room_id=None, limit=5)] == [
        first[1]
    ]

    await store.forget_pos()
    await sync(client, store, limit=10)
    again = await everything(client, store, room)
    assert [item.event_id for item in again] == [item.event_id for item in items]
    assert again[-1].read_by == 1 and again[-2] == reply

    target = EventId(first[2])
    fresh = await ProfileStore.open(tmp_path / "fresh", KEY, user_id=UserId(anna.user_id))
    await sync(client, fresh)
    await fresh.add_context(room, target, await client.context(room, target, limit=6))
    around = await fresh.page_around(room, target, limit=4)
    assert around is not None and target in {item.event_id for item in around.items}
    assert words(await everything(client, fresh, room)) == words(items)
    await fresh.close()
    await store.close()
