"""The media cache: files by key, the longest unused go first, a lost file is no error."""

from pathlib import Path

import pytest

from app.store.profile_store import ProfileStore


def download(folder: Path, name: str, size: int = 400_000) -> Path:
    path = folder / name
    path.write_bytes(b"x" * size)
    return path


async def test_the_longest_unused_files_go_when_the_cap_is_reached(
    store: ProfileStore, tmp_path: Path
) -> None:
    await store.put_setting("media_cache_mb", 1)
    first = await store.put_media_file("mxc://a/1", download(tmp_path, "1"))
    second = await store.put_media_file("mxc://a/2", download(tmp_path, "2"))
    assert await store.media_file("mxc://a/1") == first
    third = await store.put_media_file("mxc://a/3", download(tmp_path, "3"))
    assert await store.media_file("mxc://a/2") is None and not second.exists()
    assert first.exists() and third.exists()


async def test_a_file_that_windows_holds_open_stays_and_the_next_one_goes(
    store: ProfileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.put_setting("media_cache_mb", 1)
    held = await store.put_media_file("mxc://a/1", download(tmp_path, "1"))
    second = await store.put_media_file("mxc://a/2", download(tmp_path, "2"))
    unlink = Path.unlink

    def unlink_as_windows(path: Path, missing_ok: bool = False) -> None:
        if path == held:
            raise PermissionError(13, "it is open")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink_as_windows)
    third = await store.put_media_file("mxc://a/3", download(tmp_path, "3"))
    assert await store.media_file("mxc://a/1") == held
    assert await store.media_file("mxc://a/2") is None and not second.exists()
    assert third.exists()


async def test_a_file_somebody_deleted_is_forgotten(store: ProfileStore, tmp_path: Path) -> None:
    path = await store.put_media_file("key", download(tmp_path, "1"))
    path.unlink()
    assert await store.media_file("key") is None and await store.media_file("other") is None


async def test_keys_do_not_become_paths(store: ProfileStore, tmp_path: Path) -> None:
    path = await store.put_media_file("../../etc/passwd", download(tmp_path, "1"))
    assert path.is_relative_to(tmp_path / "profile" / "media")


async def test_one_file_larger_than_the_cap_is_kept_while_it_is_the_newest(
    store: ProfileStore, tmp_path: Path
) -> None:
    await store.put_setting("media_cache_mb", 1)
    path = await store.put_media_file("big", download(tmp_path, "1", 2_000_000))
    assert path.exists()


async def test_the_cache_tells_its_size_and_can_be_emptied(
    store: ProfileStore, tmp_path: Path
) -> None:
    path = await store.put_media_file("a", download(tmp_path, "1", 1000))
    assert await store.media_usage() == 1000
    await store.clear_media()
    assert await store.media_usage() == 0 and not path.exists()
    assert await store.media_file("a") is None
