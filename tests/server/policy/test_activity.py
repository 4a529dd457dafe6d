"""Counting messages inside the homeserver: what counts, who reads it, and that nothing is lost."""

from datetime import datetime
from zoneinfo import ZoneInfo

from server.school_core.activity import week_of
from tests.server.policy.conftest import Guarded

ACTIVITY = "/_synapse/client/parta/admin/activity"
WEEK = week_of(datetime.now(ZoneInfo("Europe/Moscow")).date())


async def counts(guarded: Guarded, name: str, **params: str) -> dict[str, int]:
    answer = await guarded["service"].call("GET", ACTIVITY, params={"week": WEEK, **params})
    me = guarded[name].user_id
    return {kind: number for user, kind, number in answer["counts"] if user == me}


async def test_messages_count_by_kind_and_edits_do_not(guarded: Guarded) -> None:
    vera, before = guarded["vera"], await counts(guarded, "vera")
    room = await guarded.managed("vera")
    own = await vera.create_room("Заметки")
    first = await vera.text(room, "Завтра контрольная")
    await vera.text(room, "Возьмите линейки")
    await vera.edit(room, first, "Завтра диктант")
    await vera.redact(room, await vera.text(room, "Опечатка"))
    await vera.react(room, first, "👍")
    await vera.text(own, "Купить мел")
    after = await counts(guarded, "vera")
    assert after["class"] - before.get("class", 0) == 3
    assert after["other"] - before.get("other", 0) == 1
    assert await counts(guarded, "vera", recount="true") == after


async def test_a_crash_neither_loses_nor_doubles_a_message(guarded: Guarded) -> None:
    vera, room = guarded["vera"], await guarded.managed("vera", kind="parents", group="9b")
    before = (await counts(guarded, "vera")).get("parents", 0)
    for number in range(3):
        await vera.text(room, f"Собрание {number}")
    guarded.homeserver.kill()
    guarded.homeserver.wait_ready()
    assert (await counts(guarded, "vera"))["parents"] == before + 3
    assert (await counts(guarded, "vera"))["parents"] == before + 3
    assert (await counts(guarded, "vera", recount="true"))["parents"] == before + 3


async def test_only_the_service_reads_who_wrote_how_much(guarded: Guarded) -> None:
    for name in ("head", "vera", "artem"):
        answer = await guarded[name].request("GET", ACTIVITY, params={"week": WEEK})
        assert answer.status_code == 403
    for week in ("", "2026-47", "2026-W60"):
        answer = await guarded["service"].request("GET", ACTIVITY, params={"week": week})
        assert answer.status_code == 400
