"""Devices of PortAudio by their names: it takes numbers, which change with every plug."""

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
