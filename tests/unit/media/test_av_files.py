"""Sound and video: length, poster, waveform, nothing about the place."""

from pathlib import Path

import av
import pytest

from app.domain.content import MediaKind
from app.domain.errors import MediaError
from app.media.av_files import TOP
from app.media.tools import prepare_file
from tests.unit.media.files import opened, tone, video


def test_a_video_has_a_poster_a_length_and_a_size(tmp_path: Path) -> None:
    made = prepare_file(video(tmp_path / "a.mp4"), tmp_path / "work", None, False)
    assert made.kind is MediaKind.VIDEO
    assert made.info.mimetype == "video/mp4"
    assert (made.info.width, made.info.height) == (160, 120)
    assert made.info.duration is not None
    assert 900 <= made.info.duration <= 1200
    assert made.thumbnail is not None
    assert opened(made.thumbnail).size == (160, 120)
    assert made.info.blurhash


def test_a_video_forgets_where_it_was_filmed(tmp_path: Path) -> None:
    source = video(tmp_path / "a.mp4", place=True)
    assert b"+55.7522" in source.read_bytes()
    made = prepare_file(source, tmp_path / "work", None, False)
    assert b"+55.7522" not in made.path.read_bytes()
    with av.open(str(made.path)) as again:
        assert len(list(again.decode(video=0))) == 10
    assert made.info.size == made.path.stat().st_size


def test_a_sound_has_a_waveform_that_looks_like_it(tmp_path: Path) -> None:
    made = prepare_file(tone(tmp_path / "a.wav"), tmp_path / "work", None, False)
    assert (made.kind, made.info.mimetype) == (MediaKind.AUDIO, "audio/wav")
    assert made.info.duration is not None
    assert abs(made.info.duration - 1000) < 30
    half = len(made.waveform) // 2
    assert max(made.waveform[: half - 1]) < TOP // 20
    assert max(made.waveform) == TOP


@pytest.mark.parametrize(
    ("name", "codec", "mimetype"),
    [
        ("a.ogg", "libopus", "audio/ogg"),
        ("a.m4a", "aac", "audio/mp4"),
        ("a.flac", "flac", "audio/flac"),
    ],
)
def test_the_usual_formats_are_known(tmp_path: Path, name: str, codec: str, mimetype: str) -> None:
    made = prepare_file(tone(tmp_path / name, codec=codec), tmp_path / "work", None, False)
    assert (made.kind, made.info.mimetype) == (MediaKind.AUDIO, mimetype)


@pytest.mark.parametrize("keep", [64, 400])
def test_a_cut_video_is_an_error_in_plain_words(tmp_path: Path, keep: int) -> None:
    source = video(tmp_path / "a.mp4")
    source.write_bytes(source.read_bytes()[:keep])
    with pytest.raises(MediaError) as refused:
        prepare_file(source, tmp_path / "work", None, False)
    assert "a.mp4" in str(refused.value.user_text)


def test_a_playlist_that_points_elsewhere_is_a_plain_file(tmp_path: Path) -> None:
    source = tmp_path / "a.mp4"
    source.write_text("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n")
    assert prepare_file(source, tmp_path / "work", None, False).kind is MediaKind.FILE
