"""Pictures leave upright, small enough and without anything private."""

from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from app.domain.content import MediaKind
from app.domain.errors import MediaError
from app.domain.prepared import PreparedFile
from app.media import pictures
from app.media.tools import FileTools, prepare_file
from tests.unit.media.files import animation, opened, photo


def ready(path: Path, tmp_path: Path, *, resize: int | None = None) -> PreparedFile:
    return prepare_file(path, tmp_path / "work", resize, False)


def test_a_photo_loses_its_place_and_camera(tmp_path: Path) -> None:
    source = photo(tmp_path / "a.jpg")
    assert b"Exif" in source.read_bytes()
    made = ready(source, tmp_path)
    assert made.kind is MediaKind.IMAGE
    assert dict(opened(made.path).getexif()) == {}
    assert b"Exif" not in made.path.read_bytes()
    assert (made.info.width, made.info.height) == (1200, 900)
    assert made.info.size == made.path.stat().st_size
    assert made.info.mimetype == "image/jpeg"


@pytest.mark.parametrize("turn", [3, 6, 8])
def test_a_turned_photo_is_turned_upright(tmp_path: Path, turn: int) -> None:
    source = photo(tmp_path / "a.jpg", (400, 200), turn=turn)
    made = ready(source, tmp_path)
    picture = opened(made.path).convert("RGB")
    assert picture.size == ((400, 200) if turn == 3 else (200, 400))
    red_at = {3: (390, 100), 6: (100, 10), 8: (100, 390)}[turn]
    red, _, blue = picture.getpixel(red_at)  # type: ignore[misc]
    assert red > 200 > 60 > blue


def test_the_chosen_size_is_kept(tmp_path: Path) -> None:
    made = ready(photo(tmp_path / "a.jpg"), tmp_path, resize=600)
    assert (made.info.width, made.info.height) == (600, 450)
    assert opened(made.path).size == (600, 450)


def test_a_large_picture_has_a_thumbnail_and_a_blurhash(tmp_path: Path) -> None:
    made = ready(photo(tmp_path / "a.jpg", (2400, 1200)), tmp_path)
    assert made.thumbnail is not None
    assert made.thumbnail_info is not None
    assert opened(made.thumbnail).size == (800, 400)
    assert (made.thumbnail_info.width, made.thumbnail_info.height) == (800, 400)
    assert made.info.blurhash


def test_a_small_picture_needs_no_thumbnail(tmp_path: Path) -> None:
    assert ready(photo(tmp_path / "a.jpg", (320, 200)), tmp_path).thumbnail is None


def test_a_png_keeps_its_transparency_but_not_its_notes(tmp_path: Path) -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Тайна")
    source = tmp_path / "a.png"
    Image.new("RGBA", (50, 40), (255, 0, 0, 0)).save(source, pnginfo=notes)
    made = ready(source, tmp_path)
    picture = opened(made.path)
    assert picture.info == {}
    assert picture.getpixel((5, 5)) == (255, 0, 0, 0)


def test_an_animation_stays_one(tmp_path: Path) -> None:
    made = ready(animation(tmp_path / "a.gif"), tmp_path, resize=10)
    with Image.open(made.path) as picture:
        assert (made.info.mimetype, getattr(picture, "n_frames", 1)) == ("image/gif", 3)


@pytest.mark.parametrize(("name", "mimetype"), [("a.bmp", "image/jpeg"), ("a.webp", "image/webp")])
def test_other_formats_become_what_everybody_reads(
    tmp_path: Path, name: str, mimetype: str
) -> None:
    source = tmp_path / name
    Image.new("RGB", (60, 40), "green").save(source)
    assert ready(source, tmp_path).info.mimetype == mimetype


def test_the_content_counts_not_the_name(tmp_path: Path) -> None:
    source = photo(tmp_path / "a.jpg").rename(tmp_path / "справка.txt")
    assert ready(source, tmp_path).kind is MediaKind.IMAGE
    text = tmp_path / "photo.jpg"
    text.write_text("не картинка")
    assert ready(text, tmp_path).kind is MediaKind.FILE


def test_a_drawing_with_scripts_is_a_file_only(tmp_path: Path) -> None:
    drawing = tmp_path / "a.svg"
    drawing.write_text("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    made = ready(drawing, tmp_path)
    assert (made.kind, made.info.mimetype) == (MediaKind.FILE, "image/svg+xml")


def test_a_bomb_is_refused_before_it_is_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MAX_PIXELS", 100)
    with pytest.raises(MediaError) as refused:
        ready(photo(tmp_path / "бомба.jpg", (11, 10)), tmp_path)
    assert "бомба.jpg" in str(refused.value.user_text)


def test_a_header_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "a.png"
    Image.new("RGB", (10, 10)).save(source)
    data = bytearray(source.read_bytes())
    data[16:24] = (60_000).to_bytes(4) + (60_000).to_bytes(4)
    source.write_bytes(data)
    with pytest.raises(MediaError):
        ready(source, tmp_path)


@pytest.mark.parametrize("keep", [30, 300, 2000])
def test_half_a_picture_is_an_error_in_plain_words(tmp_path: Path, keep: int) -> None:
    source = photo(tmp_path / "a.jpg")
    source.write_bytes(source.read_bytes()[:keep])
    with pytest.raises(MediaError) as refused:
        ready(source, tmp_path)
    assert "повреждён" in str(refused.value.user_text)


@pytest.mark.parametrize("how", ["empty", "missing", "folder"])
def test_what_is_no_file_is_an_error_in_plain_words(tmp_path: Path, how: str) -> None:
    source = tmp_path / "a.jpg"
    if how == "empty":
        source.touch()
    elif how == "folder":
        source.mkdir()
    with pytest.raises(MediaError) as refused:
        ready(source, tmp_path)
    assert "a.jpg" in str(refused.value.user_text)


def test_a_picture_sent_as_a_file_stays_as_it_is(tmp_path: Path) -> None:
    source = photo(tmp_path / "a.jpg")
    made = prepare_file(source, tmp_path / "work", 100, True)
    assert (made.kind, made.path) == (MediaKind.FILE, source)
    assert made.info.mimetype == "image/jpeg"


async def test_the_work_is_done_in_a_thread_of_its_own(tmp_path: Path) -> None:
    tools = FileTools()
    made = await tools.prepare(
        photo(tmp_path / "a.jpg"), tmp_path / "work", resize=None, as_file=False
    )
    assert made.kind is MediaKind.IMAGE
    tools.close()
