"""Devices of PortAudio by their names: it takes numbers, which change with every plug.

On Linux it knows the sound server alone, not what is plugged into it: there the server is told.
"""

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from app.domain.calls import DeviceKind

_CHANNELS = {
    DeviceKind.MICROPHONE: "max_input_channels",
    DeviceKind.SPEAKER: "max_output_channels",
}


def port_device(portaudio: Any, kind: DeviceKind, name: str | None) -> int | None:
    """The number of a device; None, which is the system's, for one that is not there.

    A computer with several sound systems, as Windows is one, tells a device once for each of them:
    PortAudio refuses such a name, the first of them is as good as the others.
    """
    for number, each in enumerate(portaudio.query_devices()):
        if each["name"] == name and each[_CHANNELS[kind]]:
            return number
    return None


_PULSE = {
    DeviceKind.MICROPHONE: ("sources", "PULSE_SOURCE"),
    DeviceKind.SPEAKER: ("sinks", "PULSE_SINK"),
}
_NAMED = re.compile(r"^\tName: (.+)\n\tDescription: (.+)$", re.MULTILINE)
_TELLING = threading.Lock()


@contextmanager
def opened_at(portaudio: Any, kind: DeviceKind, name: str | None) -> Iterator[int | None]:
    """The number of the device to open, while it is opened; blocking.

    PulseAudio, and PipeWire in its place, take what its environment names for the system's device.
    """
    number = port_device(portaudio, kind, name)
    what, variable = _PULSE[kind]
    there = _pulse_name(what, name) if number is None and name is not None else None
    if there is None:
        yield number
        return
    with _TELLING:
        before = os.environ.get(variable)
        os.environ[variable] = there
        try:
            yield None
        finally:
            if before is None:
                del os.environ[variable]
            else:
                os.environ[variable] = before


def pulse_name(listing: str, description: str) -> str | None:
    """The server's name of a device in the answer to `pactl list sources` or `sinks`."""
    names = {said: name for name, said in reversed(_NAMED.findall(listing))}
    return names.get(description)


def _pulse_name(what: str, description: str) -> str | None:
    if not shutil.which("pactl"):
        return None
    try:
        asked = subprocess.run(
            ["pactl", "list", what],
            env=os.environ | {"LC_ALL": "C"},
            capture_output=True,
            timeout=2,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return pulse_name(asked.stdout.decode(errors="replace"), description)
