"""Long histories: paging both ways, far jumps, jumps to a date."""

from datetime import UTC, datetime

from app.domain.ids import EventId
from tests.helpers.school_fixtures import FreshUser
from tests.integration.messages.conftest import Enter
from tests.integration.messages.messenger import until
from tests.unit.services_messages.world import Watcher, shown

MANY = 260


async def test_paging_to_the_start_and_jumping_far_back(
    fresh_user: FreshUser, enter: Enter
) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room_id = await vera.create_room(members=(oleg,))
    texts = [f"№ {number}" for number in range(MANY)]
    ids = [await oleg.text(room_id, text) for text in texts]
    here = await enter(vera)
    timeline = await here.open(room_id)
    watcher = Watcher(timeline)
    await until(lambda: shown(timeline)[-1:] == texts[-1:])

    key = await timeline.jump_to(EventId(ids[20]))
    assert key is not None
    assert "№ 20" in shown(timeline)
    assert not timeline.live.value
    while not timeline.live.value:
        await timeline.newer()
    newer = [text for text in shown(timeline) if text.startswith("№")]
    assert newer == texts[-len(newer) :]
    while not timeline.at_start.value:
        await timeline.older()
    assert [text for text in shown(timeline) if text.startswith("№")] == texts
    assert len(watcher.keys) == len(timeline.items)

    at = await timeline.jump_to_date(datetime.now(UTC))
    assert at == timeline.items[-1].key
    assert not timeline.loading.value


async def test_an_original_far_back_is_fetched_for_its_quote(
    fresh_user: FreshUser, enter: Enter
) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    room_id = await vera.create_room(members=(oleg,))
    original = await oleg.text(room_id, "В самом начале")
    for number in range(40):
        await oleg.text(room_id, f"№ {number}")
    await oleg.reply(room_id, original, "А помните?")
    here = await enter(vera)
    timeline = await here.open(room_id)
    await until(lambda: shown(timeline)[-1:] == ["А помните?"])
    await until(lambda: getattr(timeline.items[-1].quote, "text", "") == "В самом начале")
    key = await timeline.jump_to(EventId(original))
    assert key == original
