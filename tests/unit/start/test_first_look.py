"""What the last time left is read while Qt loads; what is wrong with it holds no start up."""

import asyncio
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import KeyringLocked
from app.domain.ids import DeviceId, ProfileId, UserId
from app.domain.profiles import ProfileKind, Tokens
from app.first_look import FirstLook
from app.services import keys, secrets
from app.services.profile_book import Book, Entry, folder_of, write_book
from app.store.keyed import DATABASE, connect
from app.store.start_picture import read_picture
from tests.unit.store.world import KEY, World, open_store, sync

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it is a thread")
FIRST, SECOND = ProfileId("00000000000000aa"), ProfileId("00000000000000bb")

PACKED = keys.pack(
    keys.Keys(
        UserId("@anna:school"),
        DeviceId("HERE"),
        "https://school",
        KEY,
        Tokens("access", None, None),
    )
)


class _Keyring:
    """Answers as the keyring would, or only when `opened` is set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        self.opened = threading.Event()
        self.opened.set()
        self.error: Exception | None = None
        monkeypatch.setattr(secrets, "load_now", self._load)
        monkeypatch.setattr(secrets, "glance", lambda name: None)

    def _load(self, name: str) -> str:
        self.opened.wait()
        self.asked.append(name)
        if self.error is not None:
            raise self.error
        return PACKED


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Keyring]:
    made = _Keyring(monkeypatch)
    yield made
    made.opened.set()
    for thread in threading.enumerate():
        if thread.name == "aside":
            thread.join()


async def left(data: Path, profile_id: ProfileId, picture: bytes, *, name: str = "9Б") -> None:
    folder = folder_of(data, profile_id, shared=False)
    store = await open_store(folder)
    await sync(store, *World().texts(3), initial=True, name=name, bump_stamp=5)
    await store.put_setting("window.profile", {"title": "Школа", "name": "Анна"})
    await store.save_snapshot(picture)
    await store.close()


def book(data: Path, *, active: ProfileId | None, storage: str = "keyring") -> None:
    entries = tuple(Entry(one, ProfileKind.SCHOOL) for one in (FIRST, SECOND))
    write_book(data, Book(entries, active, storage))


async def test_the_picture_of_the_profile_on_top_comes_first_then_all_rows(
    tmp_path: Path, keyring: _Keyring
) -> None:
    await left(tmp_path, FIRST, b"first")
    await left(tmp_path, SECOND, b"second", name="Учителя")
    book(tmp_path, active=SECOND)
    look = FirstLook(tmp_path, patience=30)
    assert look.picture() == b"second"
    assert keyring.asked == [f"profile:{SECOND}"]
    snapshots = look.snapshots()
    assert [[room.name for room in one.rooms] for one in snapshots] == [["9Б"], ["Учителя"]]
    assert [one.active for one in snapshots] == [False, True]
    assert sorted(keyring.asked) == [f"profile:{FIRST}", f"profile:{SECOND}"]


@linux
async def test_a_process_of_its_own_finds_the_same(tmp_path: Path) -> None:
    await left(tmp_path, FIRST, b"first")
    await left(tmp_path, SECOND, b"second" * 9999, name="Учителя")
    book(tmp_path, active=SECOND)
    code = f"""
import sys
from pathlib import Path
from app.aside import can_fork
from app.first_look import FirstLook
from app.services import secrets
secrets.glance = lambda name: {PACKED!r}
assert can_fork()
look = FirstLook(Path({str(tmp_path)!r}), patience=30, apart=True)
assert look.picture() == b"second" * 9999 and not look.lacking
assert [[room.name for room in one.rooms] for one in look.snapshots()] == [["9Б"], ["Учителя"]]
look.close()
assert not {{"sqlcipher3", "keyring"}} & set(sys.modules), "they are loaded where they are needed"
"""
    done = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", code], check=False)
    assert done.returncode == 0


@linux
async def test_a_system_that_gives_no_process_has_a_thread(
    tmp_path: Path, keyring: _Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fork() -> int:
        raise BlockingIOError

    monkeypatch.setattr("os.fork", fork, raising=False)
    await left(tmp_path, FIRST, b"first")
    book(tmp_path, active=FIRST)
    look = FirstLook(tmp_path, patience=30, apart=True)
    assert look.picture() == b"first"
    assert len(look.snapshots()) == 1


async def test_a_whole_start_shows_what_the_process_beside_it_found(tmp_path: Path) -> None:
    begin = f"""
import sys
from pathlib import Path
data = Path({str(tmp_path)!r})
from app import bootstrap
from app.services import secrets
secrets.glance = lambda name: {PACKED!r}
"""
    drawing = """
def draw(qt, window, *_):
    from PySide6.QtGui import QImage
    from app.ui.window.start_picture import mark, pack
    window.show()
    ratio = window.devicePixelRatio()
    picture = QImage(window.size() * ratio, QImage.Format.Format_RGB32)
    picture.fill(0x336699)
    (data / "picture").write_bytes(pack(picture, mark(window.preferences, ratio)))
bootstrap._furnish = draw
"""
    looking = """
def look(qt, window, look, *_):
    shown = window.grab().toImage()
    print(look._aside.__class__.__name__, hex(shown.pixel(9, 9)), look.lacking or "shown")
    look.snapshots()
    window.drop_picture()
    maps = Path("/proc/self/maps")
    assert not maps.exists() or "memfd:aside" not in maps.read_text(), "it is let go of"
bootstrap._furnish = look
"""
    main = "bootstrap.main(['--data', str(data)])"

    async def python(code: str) -> str:
        run = [sys.executable, "-c", begin + code + main]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        done = await asyncio.to_thread(
            subprocess.run, run, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return str(done.stdout)

    await python(drawing)
    await left(tmp_path, FIRST, (tmp_path / "picture").read_bytes())
    book(tmp_path, active=FIRST)
    aside = "InProcess" if sys.platform == "linux" else "InThread"
    assert await python(looking) == f"{aside} 0xff336699 shown\n"
    (tmp_path / "preferences.json").write_text('{"text_size": 150}', "utf-8")
    assert (await python(looking)).endswith(" it is of another look or size\n")


async def test_a_keyring_that_asks_does_not_hold_up_the_start(
    tmp_path: Path, keyring: _Keyring
) -> None:
    await left(tmp_path, FIRST, b"first")
    book(tmp_path, active=FIRST)
    keyring.opened.clear()
    look = FirstLook(tmp_path, patience=0.01)
    assert (look.picture(), look.snapshots()) == (None, [])
    assert look.lacking == "the keyring took long"


async def test_a_locked_keyring_and_a_vault_leave_nothing_to_show(
    tmp_path: Path, keyring: _Keyring
) -> None:
    await left(tmp_path, FIRST, b"first")
    book(tmp_path, active=FIRST, storage="vault")
    look = FirstLook(tmp_path, patience=30)
    assert (look.picture(), look.snapshots(), keyring.asked) == (None, [], [])
    book(tmp_path, active=FIRST)
    keyring.error = KeyringLocked("asleep")
    look = FirstLook(tmp_path, patience=30)
    assert (look.picture(), look.snapshots()) == (None, [])
    assert look.lacking == "the keyring gives no key"


async def test_a_broken_file_is_a_start_without_a_picture(
    tmp_path: Path, keyring: _Keyring
) -> None:
    await left(tmp_path, FIRST, b"first")
    (folder_of(tmp_path, FIRST, shared=False) / DATABASE).write_bytes(b"no database" * 999)
    (tmp_path / "profiles.json").write_text(json.dumps({"profiles": "none"}), "utf-8")
    look = FirstLook(tmp_path, patience=30)
    assert (look.picture(), look.snapshots()) == (None, [])


async def test_looking_does_not_tidy_up_after_a_killed_program(tmp_path: Path) -> None:
    """Writing the log into the file takes the disk as long as it likes."""
    await left(tmp_path, FIRST, b"first")
    folder = folder_of(tmp_path, FIRST, shared=False)
    writing = connect(folder / DATABASE, KEY)
    writing.execute("CREATE TABLE killed (a)")
    beside = {one.name: one.read_bytes() for one in folder.iterdir()}
    copy = folder_of(tmp_path, SECOND, shared=False)
    copy.mkdir()
    for name, data in beside.items():
        (copy / name).write_bytes(data)
    writing.close()
    assert read_picture(copy, KEY) == b"first"
    log = f"{DATABASE}-wal"
    assert beside[log] and (copy / log).read_bytes() == beside[log]
    assert (copy / DATABASE).read_bytes() == beside[DATABASE]


async def test_the_picture_lies_in_the_encrypted_file(tmp_path: Path) -> None:
    await left(tmp_path, FIRST, b"names and messages")
    folder = folder_of(tmp_path, FIRST, shared=False)
    assert read_picture(folder, KEY) == b"names and messages"
    assert read_picture(folder, "cd" * 32) is None
    assert not any(b"names" in one.read_bytes() for one in folder.rglob("*") if one.is_file())


async def test_a_computer_of_many_shows_nothing_of_last_time(
    tmp_path: Path, keyring: _Keyring
) -> None:
    await left(tmp_path, FIRST, b"picture")
    write_book(tmp_path, Book((Entry(FIRST, ProfileKind.SCHOOL),), FIRST))
    look = FirstLook(tmp_path, patience=30, closed=True)
    assert look.picture() is None
    assert look.snapshots() == []
    assert keyring.asked == []
