"""The cameras of this computer. Sound devices are listed by what plays them (`sound`)."""

import logging
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from app.domain.calls import DeviceKind, MediaDevice

_log = logging.getLogger(__name__)
_SYS = Path("/sys/class/video4linux")
_CAPTURE = 0x1
"""V4L2_CAP_VIDEO_CAPTURE: many cameras have a second node that gives no pictures."""
_QUERYCAP = 0x80685600


def list_cameras() -> tuple[MediaDevice, ...]:
    """Cameras that are there now; blocking."""
    if sys.platform.startswith("linux"):
        found = _linux()
    elif sys.platform == "win32":
        found = _dshow()
    else:
        found = _avfoundation()
    return tuple(MediaDevice(DeviceKind.CAMERA, device, name) for device, name in found)


def _linux() -> Sequence[tuple[str, str]]:
    found = []
    for node in sorted(_SYS.glob("video*"), key=lambda path: int(path.name[5:] or 0)):
        device = Path("/dev") / node.name
        if _captures(device):
            name = (node / "name").read_text("utf-8", "replace").strip()
            found.append((f"v4l2:{device}", name or node.name))
    return found


def _captures(device: Path) -> bool:
    """Whether a node gives pictures; one that may not be opened is shown, its opening says why."""
    import fcntl

    answer = bytearray(104)
    try:
        with device.open("rb", buffering=0) as node:
            fcntl.ioctl(node, _QUERYCAP, answer)
    except PermissionError:
        return True
    except OSError as error:
        return error.errno == 16
    return bool(int.from_bytes(answer[88:92], sys.byteorder) & _CAPTURE)


def _dshow() -> Sequence[tuple[str, str]]:
    """Windows' own names tell two cameras of one make apart; people see what it calls them."""
    import av

    try:
        there = av.enumerate_input_devices("dshow")
    except (av.error.FFmpegError, ValueError, OSError) as error:
        _log.info("no list of cameras: %s", type(error).__name__)
        return ()
    return [
        (f"dshow:{one.name}", one.description or one.name)
        for one in there
        if "video" in one.media_types
    ]


def _avfoundation() -> Sequence[tuple[str, str]]:
    return parse_list(said_by_ffmpeg("", "avfoundation", {"list_devices": "1"}))


def said_by_ffmpeg(name: str, kind: str, options: dict[str, str]) -> str:
    """Return FFmpeg's log of an opening: macOS' devices stand there and nowhere else."""
    import av
    import av.logging

    before = av.logging.get_level()
    av.logging.set_level(av.logging.INFO)  # without one nothing is caught
    try:
        with av.logging.Capture() as lines:
            try:
                av.open(name, format=kind, options=options).close()
            except (av.error.FFmpegError, OSError) as error:
                _log.debug("that is how a list ends: %s", type(error).__name__)
    finally:
        av.logging.set_level(before)
    return "".join(line for _, _, line in lines)


def parse_list(text: str) -> Sequence[tuple[str, str]]:
    """(id, name) of the cameras in FFmpeg's list of macOS' devices."""
    part = text.partition("audio devices")[0]
    numbered = re.findall(r"\[(\d+)\] (?!Capture screen)([^\n\[]+)", part)
    return [(f"avfoundation:{number}", name.strip()) for number, name in numbered]
