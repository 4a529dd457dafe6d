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
        found = _listed("dshow")
    else:
        found = _listed("avfoundation")
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


def _listed(kind: str) -> Sequence[tuple[str, str]]:
    """What FFmpeg lists in its log when it is asked for a list instead of a camera."""
    import av
    import av.logging

    with av.logging.Capture() as lines:
        try:
            av.open("dummy" if kind == "dshow" else "", format=kind, options={"list_devices": "1"})
        except (av.error.FFmpegError, OSError) as error:
            _log.debug("that is how a list ends: %s", type(error).__name__)
    return parse_list(kind, "".join(line for _, _, line in lines))


def parse_list(kind: str, text: str) -> Sequence[tuple[str, str]]:
    """(id, name) of the cameras in FFmpeg's list of devices."""
    if kind == "dshow":
        names = re.findall(r'"([^"\n]+)" \(video\)', text)
        return [(f"dshow:{name}", name) for name in names]
    part = text.partition("audio devices")[0]
    numbered = re.findall(r"\[(\d+)\] (?!Capture screen)([^\n\[]+)", part)
    return [(f"avfoundation:{number}", name.strip()) for number, name in numbered]
