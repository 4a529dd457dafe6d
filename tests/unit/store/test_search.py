"""Search: Russian word forms, ё and е, case, prefixes, newest first, in step with the messages."""

import pytest

from app.domain.ids import RoomId
from app.store.profile_store import ProfileStore
from app.store.snippets import snippet_of
from tests.unit.store.world import EVE, ROOM, World, batch, delta, page, sync


async def hits(store: ProfileStore, query: str, room: RoomId | None = None) -> list[str]:
    return [hit.snippet for hit in await store.search(query, room_id=room, limit=20)]


@pytest.mark.parametrize(
    "query",
    ["контрольн", "Контрольная", "контрольную алгебре", "алгебра", "ЁЛКА", "елка", "algebr", "ki"],
)
async def test_words_are_found_in_any_form(store: ProfileStore, world: World, query: str) -> None:
    text = "Ёлка, algebra и контрольная по алгебре, kitten"
    await sync(store, world.text(text), world.text("другое"), initial=True)
    assert await hits(store, query) == [text]


@pytest.mark.parametrize("query", ["", "  ", '"', "слово* OR", "нет", "_1", "NEAR(", "и или"])
async def test_strange_queries_find_nothing_and_break_nothing(
    store: ProfileStore, world: World, query: str
) -> None:
    await sync(store, world.text("и слово"), initial=True)
    assert await hits(store, query) == []


async def test_newest_first_whatever_the_order_of_arrival(
    store: ProfileStore, world: World
) -> None:
    old = world.text("слово старое")
    new = world.text("слово новое")
    await sync(store, new, initial=True, limited=True, prev_batch="t")
    await store.add_history(ROOM, new.event_id, page(old, end="t0"), backwards=True)
    assert await hits(store, "слово") == ["слово новое", "слово старое"]
    assert [h.snippet for h in await store.search("слово", room_id=None, limit=1, offset=1)] == [
        "слово старое"
    ]


async def test_one_room_or_all(store: ProfileStore, world: World) -> None:
    other = World(room_id=RoomId("!b"))
    here, there = world.text("слово тут"), other.text("слово там")
    await store.apply_sync(
        batch(delta(here, initial=True), delta(there, room=RoomId("!b"), initial=True, name="Б"))
    )
    assert await hits(store, "слово", ROOM) == ["слово тут"]
    assert await hits(store, "слово", RoomId("!none")) == []
    (first, _) = sorted(
        await store.search("слово", room_id=None, limit=5), key=lambda hit: hit.snippet
    )
    assert (first.room_id, first.room_name, first.sender_name) == ("!b", "Б", "bob")


async def test_an_edit_changes_what_is_found(store: ProfileStore, world: World) -> None:
    message = world.text("вторник")
    await sync(store, message, initial=True)
    await sync(store, world.edit(message, "среда"), world.edit(message, "чужое", EVE))
    assert await hits(store, "среда") == ["среда"]
    assert await hits(store, "вторник") == [] and await hits(store, "чужое") == []


async def test_polls_and_files_are_found_by_their_words(store: ProfileStore, world: World) -> None:
    file = {"msgtype": "m.file", "body": "Расписание.pdf", "url": "mxc://school/a", "info": {}}
    await sync(
        store, world.poll("поход", "театр"), world.event("m.room.message", file), initial=True
    )
    assert len(await hits(store, "театр")) == 1
    assert len(await hits(store, "расписани")) == 1


def test_a_snippet_shows_the_match_and_marks_it() -> None:
    text = "начало " * 30 + "важное слово " + "конец " * 30
    line, marks = snippet_of(text, ["важное", "слов"])
    assert [line[a:b] for a, b in marks] == ["важное", "слово"]
    assert line.startswith("…") and line.endswith("…") and len(line) < 130


async def test_a_beginning_that_hundreds_of_words_share_finds_all_of_them_newest_first(
    store: ProfileStore, world: World
) -> None:
    texts = [f"словарь{number} да" if number % 2 else f"слон{number}" for number in range(900)]
    await sync(store, *(world.text(text) for text in texts), initial=True)
    wanted = [text for text in reversed(texts) if text.startswith("словарь")]
    found = await store.search("да словар", room_id=None, limit=1000)
    assert [one.snippet for one in found] == wanted
    some = await store.search("словар", room_id=ROOM, limit=20, offset=30)
    assert [one.snippet for one in some] == wanted[30:50]


async def test_the_same_where_few_of_very_many_messages_have_it(
    store: ProfileStore, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.search._CHUNK", 10)
    texts = [f"словарь{number}" for number in range(400)] + ["слон"] * 500
    await sync(store, *(world.text(text) for text in texts), initial=True)
    found = await store.search("словар", room_id=None, limit=3)
    assert [one.snippet for one in found] == ["словарь399", "словарь398", "словарь397"]
