"""A camera and a microphone for a computer that has none: what Vera shows in calls of the tour."""

import os
import shutil
from pathlib import Path

from tests.helpers.pulse import shared_pulse
from tests.tour.drawings import portrait


def prepare_devices(folder: Path) -> None:
    """Set them up before the program starts; without PulseAudio there is no microphone."""
    picture = folder / "vera.png"
    portrait("vera").convert("RGB").save(picture)
    os.environ["PARTA_CAMERA"] = f"lavfi:movie={picture},loop=-1:1:0,fps=10,scale=1280:720"
    if shutil.which("pulseaudio"):
        shared_pulse()
