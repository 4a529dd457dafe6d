"""The player with a clock and speakers of the test: no device, no waiting for real time."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.media.clock import MediaClock
from app.media.player import SoundPlayer, VideoPlayer
from tests.unit.media.files import tone, video


class Ears:
    """Speakers that count what they get; `room` limits how much before a test takes it."""

    latency = 0.0

    def __init__(self) -> None:
        self.heard: list[Any] = []
        self.pauses = 0
        self.closed = threading.Event()
        self.enough = threading.Event()
        self.limit = 1 << 60
        self._go_on = threading.Semaphore(0)

    def write(self, samples: Any) -> bool:
        self.heard.append(samples)
        if self.seconds * 48_000 >= self.limit:
            self.enough.set()
            self._go_on.acquire(timeout=10)
        return True

    def go_on(self) -> None:
        self.limit = 1 << 60
        self._go_on.release()

    def pause(self) -> None:
        self.pauses += 1

    def close(self) -> None:
        self.closed.set()

    @property
    def seconds(self) -> float:
        return sum(len(part) for part in self.heard) / 48_000


class Finished(SoundPlayer):
    """Tells when it has come to an end."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.at_end = threading.Event()

    def wait_at_end(self) -> bool:
        self.at_end.set()
        return super().wait_at_end()


class FinishedVideo(VideoPlayer):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.at_end = threading.Event()
        self.frames: list[float] = []

    def show(self, frame: Any) -> None:
        self.frames.append(round(frame.position, 1))
        super().show(frame)

    def wait_at_end(self) -> bool:
        self.at_end.set()
        return super().wait_at_end()


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def players() -> Iterator[list[SoundPlayer]]:
    made: list[SoundPlayer] = []
    yield made
    for player in made:
        player.close()


def fast(factor: float = 50.0) -> MediaClock:
    """A clock that runs so fast that silence takes no time."""
    import time

    return MediaClock(lambda: time.monotonic() * factor)


def test_the_whole_sound_is_heard_once(
    tmp_path: Path, ears: Ears, players: list[SoundPlayer]
) -> None:
    player = Finished(tone(tmp_path / "a.wav"), speakers=lambda: ears)
    players.append(player)
    player.start()
    assert player.at_end.wait(10)
    assert abs(ears.seconds - 1.0) < 0.05
    assert abs(player.duration - 1.0) < 0.05
    assert np.abs(np.concatenate(ears.heard)).max() > 0.9


def test_the_end_is_told_and_the_next_start_begins_anew(
    tmp_path: Path, ears: Ears, players: list[SoundPlayer]
) -> None:
    player = Finished(tone(tmp_path / "a.wav", 0.3), speakers=lambda: ears)
    players.append(player)
    player.start()
    assert player.at_end.wait(10)
    with player._changed:
        player._changed.wait_for(lambda: player.finished, 5)
    assert player.position == pytest.approx(player.duration)
    player.at_end.clear()
    player.start()
    assert player.at_end.wait(10)
    assert abs(ears.seconds - 0.6) < 0.1


def test_pause_stands_still_and_goes_on_from_there(
    tmp_path: Path, ears: Ears, players: list[SoundPlayer]
) -> None:
    ears.limit = 24_000
    player = Finished(tone(tmp_path / "a.wav"), speakers=lambda: ears)
    players.append(player)
    player.start()
    assert ears.enough.wait(10)
    player.pause()
    ears.go_on()
    assert not player.playing
    before = player.position
    assert player.position == before
    assert 0.3 < before < 0.7
    player.resume()
    assert player.at_end.wait(10)
    assert abs(ears.seconds - 1.0) < 0.1


def test_seeking_skips_what_is_between(
    tmp_path: Path, ears: Ears, players: list[SoundPlayer]
) -> None:
    player = Finished(tone(tmp_path / "a.wav", 2.0), speakers=lambda: ears)
    players.append(player)
    player.seek(1.5)
    assert player.position == 1.5
    player.start()
    assert player.at_end.wait(10)
    assert 0.4 < ears.seconds < 0.7


@pytest.mark.parametrize(("speed", "seconds"), [(2.0, 1.0), (0.5, 4.0), (9.0, 1.0)])
def test_speed_makes_it_shorter_or_longer(
    tmp_path: Path, ears: Ears, players: list[SoundPlayer], speed: float, seconds: float
) -> None:
    player = Finished(tone(tmp_path / "a.wav", 2.0), speakers=lambda: ears)
    players.append(player)
    player.speed = speed
    player.start()
    assert player.at_end.wait(10)
    assert abs(ears.seconds - seconds) < 0.25


def test_volume_makes_it_quieter(tmp_path: Path, ears: Ears, players: list[SoundPlayer]) -> None:
    player = Finished(tone(tmp_path / "a.wav"), speakers=lambda: ears)
    players.append(player)
    player.volume = 0.25
    player.start()
    assert player.at_end.wait(10)
    assert 0.2 < np.abs(np.concatenate(ears.heard)).max() < 0.3


def test_without_a_device_it_runs_silently(tmp_path: Path, players: list[SoundPlayer]) -> None:
    player = Finished(tone(tmp_path / "a.wav"), speakers=lambda: None, clock=fast())
    players.append(player)
    player.start()
    assert player.at_end.wait(10)
    assert player.error is None


def test_a_lost_device_does_not_stop_it(tmp_path: Path, players: list[SoundPlayer]) -> None:
    class Unplugged(Ears):
        def write(self, samples: Any) -> bool:
            return False

    gone = Unplugged()
    player = Finished(tone(tmp_path / "a.wav"), speakers=lambda: gone, clock=fast())
    players.append(player)
    player.start()
    assert player.at_end.wait(10)
    assert gone.closed.is_set()


def test_a_video_shows_its_frames_in_order(tmp_path: Path, players: list[SoundPlayer]) -> None:
    player = FinishedVideo(video(tmp_path / "a.mp4"), speakers=lambda: None, clock=fast(2))
    players.append(player)
    player.start()
    assert player.at_end.wait(20)
    assert player.frames == sorted(player.frames)
    assert len(player.frames) >= 5
    frame = player.take_frame()
    assert frame is not None
    assert (frame.width, frame.height, len(frame.data)) == (160, 120, 160 * 120 * 4)
    blue, _, red, _ = frame.data[:4]
    assert blue > 150 > red
    assert player.take_frame() is None


def test_a_video_without_sound_plays_too(tmp_path: Path, players: list[SoundPlayer]) -> None:
    source = video(tmp_path / "a.mp4", sound=False)
    player = FinishedVideo(source, speakers=lambda: None, clock=fast(2))
    players.append(player)
    player.start()
    assert player.at_end.wait(20)
    assert len(player.frames) >= 5


@pytest.mark.parametrize("data", [b"", b"OggS and nonsense", b"text", b"RIFF\0\0\0\0WAVEfmt "])
def test_a_broken_file_is_an_error_to_be_read(
    tmp_path: Path, players: list[SoundPlayer], data: bytes
) -> None:
    source = tmp_path / "a.ogg"
    source.write_bytes(data)
    player = SoundPlayer(source, speakers=lambda: None)
    players.append(player)
    player.start()
    assert player._thread is not None
    player._thread.join(10)
    assert player.error is not None
    assert not player.playing


def test_closing_ends_the_thread_and_lets_the_device_go(tmp_path: Path, ears: Ears) -> None:
    ears.limit = 4800
    player = SoundPlayer(tone(tmp_path / "a.wav"), speakers=lambda: ears)
    player.start()
    assert ears.enough.wait(10)
    ears.go_on()
    player.close()
    assert ears.closed.is_set()
    assert player._thread is not None
    assert not player._thread.is_alive()
