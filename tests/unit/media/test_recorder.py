"""Voice notes from a microphone of the test."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.domain.content import MediaKind
from app.domain.errors import MediaError
from app.media import recorder
from app.media.recorder import VoiceRecorder
from app.media.tools import prepare_file


class Voice:
    """Says what the test lets it say."""

    def __init__(self) -> None:
        self.closed = False
        self.heard: Callable[[Any], None] = lambda samples: None

    def open(self, heard: Callable[[Any], None]) -> "Voice":
        self.heard = heard
        return self

    def say(self, seconds: float, loudness: float) -> None:
        for _ in range(round(seconds * 50)):
            block = np.sin(np.arange(960) * 0.05).astype(np.float32) * np.float32(loudness)
            self.heard(block)

    def close(self) -> None:
        self.closed = True


def test_a_note_is_opus_with_its_length_and_waveform(tmp_path: Path) -> None:
    voice = Voice()
    note = VoiceRecorder(tmp_path / "note.ogg", microphone=voice.open)
    note.start()
    voice.say(1, 0.1)
    voice.say(1, 0.8)
    assert note.seconds == pytest.approx(2)
    assert note.level == pytest.approx(0.8, abs=0.05)
    made = note.stop()
    assert voice.closed
    assert made.duration == 2000
    assert made.waveform[10] < made.waveform[-10] == 1024
    ready = prepare_file(made.path, tmp_path / "work", None, False)
    assert (ready.kind, ready.info.mimetype) == (MediaKind.AUDIO, "audio/ogg")
    assert ready.info.duration is not None
    assert abs(ready.info.duration - 2000) < 100


def test_a_cancelled_note_leaves_nothing(tmp_path: Path) -> None:
    voice = Voice()
    note = VoiceRecorder(tmp_path / "note.ogg", microphone=voice.open)
    note.start()
    voice.say(0.5, 0.5)
    note.cancel()
    assert list(tmp_path.iterdir()) == []


def test_without_a_microphone_it_says_so(tmp_path: Path) -> None:
    def none(heard: Callable[[Any], None]) -> Any:
        raise MediaError("none")

    note = VoiceRecorder(tmp_path / "note.ogg", microphone=none)
    with pytest.raises(MediaError):
        note.start()
    note.cancel()


def test_the_real_device_is_there_or_missing_in_plain_words(tmp_path: Path) -> None:
    try:
        recorder.open_microphone(lambda samples: None).close()
    except MediaError as error:
        assert "Микрофон" in str(error.user_text)


def test_a_full_disk_is_an_error_in_plain_words(tmp_path: Path) -> None:
    voice = Voice()
    note = VoiceRecorder(tmp_path / "no-such-folder" / "note.ogg", microphone=voice.open)
    note.start()
    voice.say(0.1, 0.5)
    with pytest.raises(MediaError) as refused:
        note.stop()
    assert "записать" in str(refused.value.user_text)
