"""Small real files, made by the libraries that others use too."""

import math
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image


def photo(
    path: Path, size: tuple[int, int] = (1200, 900), *, gps: bool = True, turn: int = 1
) -> Path:
    """A JPEG of a phone: left half red, right half blue, with a place and an orientation."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    exif = Image.Exif()
    exif[0x0112] = turn
    exif[0x010F] = "Телефон"
    if gps:
        exif.get_ifd(0x8825)[2] = (55.0, 45.0, 7.0)
        exif.get_ifd(0x8825)[1] = "N"
    picture.save(path, "JPEG", quality=92, exif=exif)
    return path


def animation(path: Path) -> Path:
    frames = [Image.new("RGB", (40, 30), color) for color in ("red", "green", "blue")]
    frames[0].save(path, "GIF", save_all=True, append_images=frames[1:], duration=100, loop=0)
    return path


def tone(path: Path, seconds: float = 1.0, *, rate: int = 48_000, codec: str = "pcm_s16le") -> Path:
    """A sound that is silent in its first half and loud in the second."""
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream(codec, rate=rate, layout="mono")
        _mux_tone(container, stream, seconds, rate)
    return path


def video(path: Path, seconds: float = 1.0, *, sound: bool = True, place: bool = False) -> Path:
    """A video of 160 x 120 at 10 frames a second that turns from red to blue."""
    options = {"movflags": "use_metadata_tags"}
    with av.open(str(path), "w", options=options) as container:
        if place:
            container.metadata["location"] = "+55.7522+037.6156/"
        picture: Any = container.add_stream("mpeg4", rate=10)
        picture.width, picture.height, picture.pix_fmt = 160, 120, "yuv420p"
        audio: Any = container.add_stream("aac", rate=48_000, layout="mono") if sound else None
        count = round(seconds * 10)
        for number in range(count):
            share = number / max(1, count - 1)
            pixels = np.zeros((120, 160, 3), dtype=np.uint8)
            pixels[:, :, 0], pixels[:, :, 2] = int(255 * (1 - share)), int(255 * share)
            frame = av.VideoFrame.from_ndarray(pixels, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 10)
            container.mux(picture.encode(frame))
        container.mux(picture.encode(None))
        if audio is not None:
            _mux_tone(container, audio, seconds, 48_000)
    return path


def _mux_tone(container: Any, stream: Any, seconds: float, rate: int) -> None:
    total = round(seconds * rate)
    resampler = av.AudioResampler(
        format=stream.format.name, layout="mono", rate=rate, frame_size=stream.frame_size or 1024
    )
    wave = np.sin(2 * math.pi * 440 * np.arange(total) / rate).astype(np.float32)
    wave[: total // 2] = 0
    frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), format="flt", layout="mono")
    frame.sample_rate, frame.pts = rate, 0
    for part in [*resampler.resample(frame), *resampler.resample(None)]:
        container.mux(stream.encode(part))
    container.mux(stream.encode(None))


def opened(path: Path) -> Image.Image:
    """A picture in memory; its file is closed."""
    with Image.open(path) as picture:
        picture.load()
        return picture
