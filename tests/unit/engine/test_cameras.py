"""The cameras of each system, as FFmpeg tells of them."""

import sys
from collections.abc import Sequence

import av
import av.logging
import pytest

from app.domain.calls import DeviceKind, MediaDevice
from app.media.engine.devices import list_cameras, parse_list, said_by_ffmpeg

MAC = """AVFoundation video devices:
[0] FaceTime HD Camera
[1] Камера класса
[2] Capture screen 0
AVFoundation audio devices:
[0] Микрофон
"""


class Told:
    """What PyAV tells of a device."""

    def __init__(self, name: str, description: str, *media_types: str) -> None:
        self.name, self.description, self.media_types = name, description, media_types


def test_windows_cameras_of_one_make_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(kind: str) -> Sequence[Told]:
        assert kind == "dshow"
        return [
            Told(r"@device_pnp_\\?\usb#1", "Камера USB", "video"),
            Told(r"@device_pnp_\\?\usb#2", "Камера USB", "video"),
            Told("@device_cm_1", "Микрофон", "audio"),
        ]

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(av, "enumerate_input_devices", told)
    assert list_cameras() == tuple(
        MediaDevice(DeviceKind.CAMERA, rf"dshow:@device_pnp_\\?\usb#{number}", "Камера USB")
        for number in (1, 2)
    )


def test_a_system_that_cannot_list_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(kind: str) -> Sequence[Told]:
        raise ValueError("no such format")

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(av, "enumerate_input_devices", refuse)
    assert list_cameras() == ()


def test_macos_cameras_without_the_screens() -> None:
    assert parse_list(MAC) == [
        ("avfoundation:0", "FaceTime HD Camera"),
        ("avfoundation:1", "Камера класса"),
    ]


def test_what_ffmpeg_says_is_heard_and_then_silenced_again() -> None:
    before = av.logging.get_level()
    assert "no-such-filter" in said_by_ffmpeg("no-such-filter", "lavfi", {})
    assert av.logging.get_level() == before
