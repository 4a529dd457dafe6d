"""The file on disk: keys, locks, damage, full and read-only disks, older and newer schemas."""

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.errors import (
    StoreCorrupt,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
    StoreTooNew,
    WrongKey,
)
from app.domain.ids import TransactionId
from app.store import upgrade
from app.store.db import Database, Unit
from app.store.keyed import DAMAGED, DATABASE, connect
from app.store.snapshot import read_snapshot
from tests.unit.store.test_messages import outgoing
from tests.unit.store.world import KEY, ROOM, World, open_store, said, sync


async def filled(folder: Path) -> None:
    store = await open_store(folder)
    world = World()
    await sync(store, *world.texts(300), initial=True, name="9Б", bump_stamp=5)
    await store.put_outgoing(outgoing("unsent"))
    await store.put_draft(ROOM, {"text": "черновик"})
    await store.put_setting("window.splitter", 336)
    await store.save_snapshot()
    await store.close()


async def test_everything_is_there_after_a_restart(tmp_path: Path) -> None:
    await filled(tmp_path)
    store = await open_store(tmp_path)
    assert await store.sync_state() == ("p1", None)
    assert said(await store.page_at_end(ROOM, limit=1)) == ["слово 299"]
    assert [entry.txn_id for entry in await store.outbox()] == ["unsent"]
    await store.close()


async def test_the_file_is_encrypted(tmp_path: Path) -> None:
    await filled(tmp_path)
    assert b"SQLite format 3" not in (tmp_path / DATABASE).read_bytes()
    assert "слово".encode() not in (tmp_path / DATABASE).read_bytes()


async def test_another_key_does_not_open_and_harms_nothing(tmp_path: Path) -> None:
    await filled(tmp_path)
    before = (tmp_path / DATABASE).read_bytes()
    with pytest.raises(WrongKey):
        await open_store(tmp_path, key="cd" * 32)
    assert (tmp_path / DATABASE).read_bytes() == before
    assert read_snapshot(tmp_path, "cd" * 32) is None


async def test_another_key_without_the_note_is_still_no_damage(tmp_path: Path) -> None:
    await filled(tmp_path)
    (tmp_path / "cache.check").unlink()
    with pytest.raises(WrongKey):
        await open_store(tmp_path, key="cd" * 32)
    store = await open_store(tmp_path)
    assert len(await store.rooms()) == 1
    await store.close()


async def test_a_profile_opens_once(tmp_path: Path) -> None:
    store = await open_store(tmp_path)
    with pytest.raises(StoreLocked):
        await open_store(tmp_path)
    await store.close()
    again = await open_store(tmp_path)
    await again.close()
    await again.close()


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("cache.damaged-*.db"))


def flip(path: Path, start: int, count: int = 64) -> None:
    data = bytearray(path.read_bytes())
    for place in range(start, min(len(data), start + count)):
        data[place] ^= 0xFF
    path.write_bytes(data)


@pytest.mark.parametrize("start", [0, 200])
async def test_a_damaged_first_page_gives_an_empty_cache_and_keeps_the_file(
    tmp_path: Path, start: int
) -> None:
    await filled(tmp_path)
    flip(tmp_path / DATABASE, start)
    store = await open_store(tmp_path)
    assert await store.rooms() == () and await store.sync_state() == (None, None)
    await store.close()
    assert [path.name for path in kept(tmp_path)] == ["cache.damaged-0001.db"]


async def test_damage_met_at_work_is_repaired_at_the_next_opening_and_nothing_sent_is_lost(
    tmp_path: Path,
) -> None:
    await filled(tmp_path)
    connection = connect(tmp_path / DATABASE, KEY)
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name='events'").fetchone()[
        0
    ]
    connection.close()
    flip(tmp_path / DATABASE, (root - 1) * 4096 + 100)

    store = await open_store(tmp_path)
    with pytest.raises(StoreCorrupt) as caught:
        await store.page_at_end(ROOM, limit=10)
    assert "повреждён" in str(caught.value.user_text)
    await store.close()
    assert (tmp_path / DAMAGED).exists()

    repaired = await open_store(tmp_path)
    assert await repaired.rooms() == ()
    assert [entry.txn_id for entry in await repaired.outbox()] == ["unsent"]
    assert (await repaired.drafts())[ROOM] == {"text": "черновик"}
    assert await repaired.setting("window.splitter") == 336
    await sync(repaired, *World().texts(2), initial=True)
    await repaired.close()
    assert not (tmp_path / DAMAGED).exists()


async def test_a_full_disk_says_so_and_the_unit_leaves_no_trace(tmp_path: Path) -> None:
    store = await open_store(tmp_path)
    world = World()
    await sync(store, *world.texts(10), initial=True)

    def shrink(unit: Unit) -> None:
        pages = unit.value("PRAGMA page_count")
        unit.run(f"PRAGMA max_page_count = {pages + 5}")

    await store._database.unit(shrink)
    with pytest.raises(StoreFull):
        await sync(store, *world.texts(500, "длинное " * 50))
    assert said(await store.page_at_end(ROOM, limit=1)) == ["слово 9"]
    await store._database.unit(lambda unit: unit.value("PRAGMA max_page_count = 1000000"))
    await sync(store, world.text("снова есть место"))
    assert said(await store.page_at_end(ROOM, limit=1)) == ["снова есть место"]
    await store.close()


async def test_a_read_only_file_says_so(tmp_path: Path) -> None:
    store = await open_store(tmp_path)
    await store._database.unit(lambda unit: unit.run("PRAGMA query_only = ON"))
    with pytest.raises(StoreReadOnly):
        await sync(store, World().text("слово"), initial=True)
    await store.close()


async def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("не папка")
    with pytest.raises(StoreReadOnly):
        await open_store(tmp_path / "file" / "profile")


async def test_a_newer_schema_is_left_alone(tmp_path: Path) -> None:
    await filled(tmp_path)
    connection = connect(tmp_path / DATABASE, KEY)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreTooNew):
        await open_store(tmp_path)
    assert connect(tmp_path / DATABASE, KEY).execute("SELECT count(*) FROM events").fetchone() == (
        300,
    )


async def test_an_older_schema_is_copied_and_brought_here_step_by_step(tmp_path: Path) -> None:
    await filled(tmp_path)
    path = tmp_path / DATABASE
    database = Database(path, KEY)
    following = upgrade.VERSION + 1
    steps = {
        following: ("ALTER TABLE rooms ADD COLUMN one TEXT", "UPDATE rooms SET one = 'да'"),
        following + 1: ("ALTER TABLE rooms RENAME COLUMN one TO two",),
    }
    await database.call(lambda: upgrade.prepare(database, path, steps=steps, version=following + 1))
    value = await database.unit(lambda unit: unit.value("SELECT two FROM rooms"))
    await database.close()
    assert value == "да"
    copy = connect(upgrade.backup_path(path, upgrade.VERSION), KEY)
    assert copy.execute("SELECT count(*) FROM events").fetchone() == (300,)
    assert copy.execute("PRAGMA user_version").fetchone() == (upgrade.VERSION,)
    copy.close()


async def test_a_step_that_fails_leaves_the_version_before_it(tmp_path: Path) -> None:
    await filled(tmp_path)
    path = tmp_path / DATABASE
    database = Database(path, KEY)
    following = upgrade.VERSION + 1
    steps = {following: ("ALTER TABLE rooms ADD COLUMN one TEXT", "UPDATE nowhere SET x = 1")}
    with pytest.raises(Exception, match="nowhere"):
        await database.call(lambda: upgrade.prepare(database, path, steps=steps, version=following))
    await database.close()
    store = await open_store(tmp_path)
    assert len(await store.rooms()) == 1
    await store.close()


async def test_the_snapshot_reads_without_sqlalchemy(tmp_path: Path) -> None:
    await filled(tmp_path)
    code = (
        "import sys; from pathlib import Path; from app.store.snapshot import *\n"
        f"s = read_snapshot(Path({str(tmp_path)!r}), {KEY!r})\n"
        "assert s.total == 1 and s.settings == {'window.splitter': 336}, s\n"
        "assert s.rooms[0].name == '9Б' and not {'sqlalchemy', 'httpx'} & set(sys.modules)"
    )
    done = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", code], check=False)
    assert done.returncode == 0


def test_no_snapshot_where_there_is_no_file(tmp_path: Path) -> None:
    assert read_snapshot(tmp_path, KEY) is None
    assert list(tmp_path.iterdir()) == []


async def test_kill_9_in_the_middle_of_a_reply_leaves_the_state_before_it(tmp_path: Path) -> None:
    await filled(tmp_path)
    code = f"""
import asyncio, psutil
from pathlib import Path
from app.store import meta
from tests.unit.store.world import *
async def main():
    store = await open_store(Path({str(tmp_path)!r}))
    def die(*a):
        psutil.Process().kill()
    meta.write = die
    world = World(count=1000)
    await sync(store, *world.texts(50, "потеря"))
asyncio.run(main())
"""
    killed = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", code], check=False)
    assert killed.returncode == (signal.SIGTERM if sys.platform == "win32" else -signal.SIGKILL)
    store = await open_store(tmp_path)
    assert said(await store.page_at_end(ROOM, limit=1)) == ["слово 299"]
    assert await store.search("потеря", room_id=None, limit=5) == ()
    assert (await store.sync_state())[0] == "p1"
    await store.delete_outgoing(TransactionId("unsent"))
    await store.close()
