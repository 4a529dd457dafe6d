"""A camera whose every picture says its own number, in sixteen bars that survive any codec."""

import numpy as np

from app.domain.calls import DeviceKind, MediaDevice, VideoFrame

BARS = 16
NUMBERED = (
    f"nullsrc=s={BARS}x9:r=30,geq=lum='255*mod(floor(N/pow(2\\,X))\\,2)':cb=128:cr=128,"
    "scale={width}:{height}:flags=neighbor"
)


def marker_camera(width: int = 1280, height: int = 720) -> MediaDevice:
    """A camera that any computer has; picture N shows the binary digits of N as white bars."""
    device = "lavfi:" + NUMBERED.format(width=width, height=height)
    return MediaDevice(DeviceKind.CAMERA, device, "Проверочная камера")


def number_in(frame: VideoFrame) -> int:
    """The number that a picture shows."""
    pixels = np.frombuffer(frame.data, np.uint8).reshape(frame.height, frame.stride // 4, 4)
    middle, bar = frame.height // 2, frame.width / BARS
    return sum(
        1 << place for place in range(BARS) if pixels[middle, int((place + 0.5) * bar), 1] > 128
    )
