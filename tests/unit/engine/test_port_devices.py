"""A device of PortAudio is found by its name, whichever sound system tells of it."""

from app.domain.calls import DeviceKind
from app.media.engine.port_devices import port_device, pulse_name

MICROPHONE, SPEAKER = DeviceKind.MICROPHONE, DeviceKind.SPEAKER


class Windows:
    """A headset that two sound systems tell of, and speakers."""

    def query_devices(self) -> list[dict[str, object]]:
        return [
            {"name": name, "max_input_channels": inputs, "max_output_channels": outputs}
            for name, inputs, outputs in (
                ("Колонки", 0, 2),
                ("Гарнитура", 0, 2),
                ("Гарнитура", 1, 0),
                ("Гарнитура", 1, 0),
            )
        ]


def test_a_name_told_twice_is_one_device() -> None:
    assert port_device(Windows(), MICROPHONE, "Гарнитура") == 2
    assert port_device(Windows(), SPEAKER, "Гарнитура") == 1


def test_what_is_not_there_is_the_systems() -> None:
    assert port_device(Windows(), MICROPHONE, "Колонки") is None
    assert port_device(Windows(), SPEAKER, None) is None


LISTED = """Source #0
	State: IDLE
	Name: speakers.monitor
	Description: Monitor of Null Output
	Driver: module-null-sink.c

Source #2
	State: IDLE
	Name: alsa_input.usb-Headset
	Description: Гарнитура
	Properties:
		device.description = "Monitor of Null Output"

Source #3
	Name: alsa_input.usb-Headset.2
	Description: Гарнитура
"""


def test_the_sound_server_is_told_its_own_name_of_a_device() -> None:
    assert pulse_name(LISTED, "Гарнитура") == "alsa_input.usb-Headset"
    assert pulse_name(LISTED, "Monitor of Null Output") == "speakers.monitor"
    assert pulse_name(LISTED, "Колонки") is None
    assert pulse_name("", "Колонки") is None
