"""Media up and down against a real homeserver."""

import asyncio
import io
from pathlib import Path

import pytest
from PIL import Image

from app.domain.errors import NotFound, TooLarge
from app.domain.ids import MxcUri
from tests.helpers.school_fixtures import FreshUser
from tests.integration.net.conftest import SignIn


def nothing(_done: int, _total: int) -> None:
    pass


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def picture(path: Path, side: int = 400) -> Path:
    data = io.BytesIO()
    Image.effect_noise((side, side), 80).save(data, "PNG")
    path.write_bytes(data.getvalue())
    return path


async def test_a_file_comes_back_as_it_went(
    tmp_path: Path, fresh_user: FreshUser, sign_in: SignIn
) -> None:
    client = await sign_in(await fresh_user("Вера"))
    source = tmp_path / "задание.bin"
    source.write_bytes(bytes(range(256)) * 4000)
    up: list[tuple[int, int]] = []
    down: list[tuple[int, int]] = []

    uri = await client.upload(
        source, mimetype="application/zip", uri=None, progress=lambda *p: up.append(p)
    )
    target = tmp_path / "deep" / "back.bin"
    mime = await client.download(
        uri, target, max_bytes=2_000_000, progress=lambda *p: down.append(p)
    )

    size = source.stat().st_size
    assert target.read_bytes() == source.read_bytes() and mime == "application/zip"
    assert up[-1] == down[-1] == (size, size) and len(up) > 2
    assert names(target.parent) == ["back.bin"]


async def test_an_upload_can_be_repeated_at_its_address(
    tmp_path: Path, fresh_user: FreshUser, sign_in: SignIn
) -> None:
    client = await sign_in(await fresh_user("Вера"))
    source = picture(tmp_path / "a.png")
    uri = await client.create_media()

    for _ in range(2):
        given = await client.upload(source, mimetype="image/png", uri=uri, progress=nothing)
        assert given == uri

    target = tmp_path / "thumb"
    mime = await client.thumbnail(uri, target, width=96, height=96, crop=True)
    with Image.open(target) as thumbnail:
        assert (mime, thumbnail.size) == ("image/png", (96, 96))


async def test_what_has_no_thumbnail_is_not_found(
    tmp_path: Path, fresh_user: FreshUser, sign_in: SignIn
) -> None:
    client = await sign_in(await fresh_user("Вера"))
    source = tmp_path / "a.txt"
    source.write_text("текст")
    uri = await client.upload(source, mimetype="text/plain", uri=None, progress=nothing)
    with pytest.raises(NotFound):
        await client.thumbnail(uri, tmp_path / "t", width=96, height=96, crop=True)
    with pytest.raises(NotFound):
        await client.download(MxcUri(f"{uri}no"), tmp_path / "t", max_bytes=10)
    assert names(tmp_path) == ["a.txt"]


async def test_a_file_over_the_limit_is_too_large_before_and_after(
    tmp_path: Path, fresh_user: FreshUser, sign_in: SignIn
) -> None:
    vera = await fresh_user("Вера")
    client, careful = await sign_in(vera), await sign_in(vera)
    limit = await careful.upload_limit()
    assert limit
    source = tmp_path / "huge"
    with source.open("wb") as file:
        file.truncate(limit + 1_000_000)
    up: list[tuple[int, int]] = []

    with pytest.raises(TooLarge):  # the server cuts the line in the middle
        await client.upload(source, mimetype="a/b", uri=None, progress=nothing)
    with pytest.raises(TooLarge):
        await careful.upload(source, mimetype="a/b", uri=None, progress=lambda *p: up.append(p))
    assert up == []


async def test_a_download_over_the_cap_leaves_nothing(
    tmp_path: Path, fresh_user: FreshUser, sign_in: SignIn
) -> None:
    client = await sign_in(await fresh_user("Вера"))
    source = picture(tmp_path / "a.png")
    uri = await client.upload(source, mimetype="image/png", uri=None, progress=nothing)
    with pytest.raises(TooLarge):
        await client.download(uri, tmp_path / "b", max_bytes=1000)
    assert names(tmp_path) == ["a.png"]


async def test_cancelled_transfers_leave_nothing_and_the_client_usable(
    tmp_path: Path, fresh_user: FreshUser, sign_in: SignIn
) -> None:
    client = await sign_in(await fresh_user("Вера"))
    source = tmp_path / "big"
    source.write_bytes(b"x" * 8_000_000)

    async def cancelled_after_first(start):
        begun = asyncio.Event()
        task = asyncio.ensure_future(start(lambda *_: begun.set()))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    await cancelled_after_first(
        lambda p: client.upload(source, mimetype="a/b", uri=None, progress=p)
    )
    uri = await client.upload(source, mimetype="a/b", uri=None, progress=nothing)
    target = tmp_path / "down" / "big"
    await cancelled_after_first(
        lambda p: client.download(uri, target, max_bytes=10_000_000, progress=p)
    )
    assert names(target.parent) == []
    await client.download(uri, target, max_bytes=10_000_000)
    assert target.stat().st_size == 8_000_000
