"""A PulseAudio of the test's own: a microphone that hears what we play, speakers we can record."""

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.helpers.school import until

RATE = 48_000
LONGEST = 300
"""Seconds for which a tone goes on."""
_MODULES = (
    "module-native-protocol-unix socket={socket} auth-anonymous=1",
    "module-null-sink sink_name=speakers rate=48000",
    "module-null-sink sink_name=air rate=48000",
    "module-remap-source master=air.monitor source_name=microphone",
)


class Pulse:
    """Runs until `stop`; `env` points programs (and this process) at it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        socket = folder / "native"
        self.env = {"PULSE_SERVER": f"unix:{socket}", "XDG_RUNTIME_DIR": str(folder)}
        assert shutil.which("pulseaudio"), "pulseaudio is missing: ./check installs it"
        modules = [argument for one in _MODULES for argument in ("-L", one.format(socket=socket))]
        with (folder / "log.txt").open("ab") as log:
            self._server = subprocess.Popen(
                ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", *modules],
                env=os.environ | self.env | {"HOME": str(folder)},
                stdout=log,
                stderr=log,
            )
        self._playing: list[subprocess.Popen[bytes]] = []
        until(lambda: self._pactl("info").returncode == 0)
        self._pactl("set-default-sink", "speakers")
        self._pactl("set-default-source", "microphone")

    def say(self, hertz: float, *, sink: str = "air") -> None:
        """Let the microphone, or that of another sink, hear a tone of whole hertz until `hush`."""
        self._sound(hertz, sink)

    def _sound(self, hertz: float, sink: str) -> None:
        when = np.arange(RATE) / RATE
        second = (np.sin(2 * np.pi * round(hertz) * when) * 12_000).astype(np.int16)
        path = Path(self.env["XDG_RUNTIME_DIR"]) / f"tone-{hertz:.0f}.raw"
        path.write_bytes(second.tobytes() * LONGEST)
        command = ["pacat", "--raw", "--format=s16le", "--rate=48000", "--channels=1"]
        self._playing.append(
            subprocess.Popen([*command, f"--device={sink}", path], env=os.environ | self.env)
        )

    def play(self, hertz: float) -> None:
        """Let another program play a tone to the speakers until `hush`."""
        self._sound(hertz, "speakers")

    def hush(self) -> None:
        """Silence in front of the microphone."""
        for one in self._playing:
            one.terminate()
            one.wait(10)
        self._playing.clear()

    @contextmanager
    def headset(self) -> Iterator[None]:
        """Plug in a second device: the sink "headset", whose microphone hears what is played there.

        People read "Headphones" and "Headset" of it.
        """
        loaded = [
            self._pactl("load-module", *module).stdout.decode().strip()
            for module in (
                (
                    "module-null-sink",
                    "sink_name=headset",
                    "sink_properties=device.description=Headphones",
                ),
                (
                    "module-remap-source",
                    "master=headset.monitor",
                    "source_name=headset-mic",
                    "source_properties=device.description=Headset",
                ),
            )
        ]
        yield
        for number in reversed(loaded):
            self._pactl("unload-module", number)

    def hear(self, seconds: float = 0.5, *, sink: str = "speakers") -> tuple[float, float]:
        """(strongest frequency, how loud it is 0 … 1) of what the speakers play now."""
        return strongest(self._record(seconds, sink))

    def _record(self, seconds: float, sink: str = "speakers") -> NDArray[Any]:
        wanted = int(seconds * RATE) * 2
        command = ["parec", "--raw", "--format=s16le", "--rate=48000", "--channels=1"]
        with subprocess.Popen(
            [*command, f"--device={sink}.monitor", "--latency-msec=50"],
            env=os.environ | self.env,
            stdout=subprocess.PIPE,
        ) as recorder:
            assert recorder.stdout is not None
            data = recorder.stdout.read(wanted)
            recorder.terminate()
        return np.frombuffer(data, np.int16).astype(np.float64) / 32_768

    def share(self, hertz: float, seconds: float) -> float:
        """Of so many seconds, the share in which the speakers play this tone (0 … 1)."""
        heard = self.heard(hertz, seconds)
        return sum(heard) / len(heard)

    def heard(self, hertz: float, seconds: float) -> list[bool]:
        """For each tenth of so many seconds, whether the speakers play this tone."""
        parts = self._record(seconds).reshape(-1, RATE // 10)
        return [_is_tone(part, hertz) for part in parts]

    def is_listened_to(self) -> bool:
        """Whether a program has the microphone open."""
        return b"protocol-native" in self._pactl("list", "short", "source-outputs").stdout

    @contextmanager
    def microphone_taken(self) -> Iterator[None]:
        """Let nothing come out of the microphone for a while, as if another program had it."""
        self._pactl("suspend-source", "microphone", "1")
        yield
        self._pactl("suspend-source", "microphone", "0")

    def stop(self) -> None:
        """End it."""
        self.hush()
        self._server.terminate()
        self._server.wait(10)

    def _pactl(self, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            ["pactl", *arguments], env=os.environ | self.env, capture_output=True, check=False
        )


@cache
def shared_pulse() -> Pulse:
    """The one of this process: WebRTC stays with the sound server it met first."""
    folder = Path(tempfile.mkdtemp(prefix="parta-pulse-"))
    pulse = Pulse(folder)
    os.environ.update({"PULSE_SERVER": pulse.env["PULSE_SERVER"]})
    atexit.register(shutil.rmtree, folder, True)
    atexit.register(pulse.stop)
    return pulse


def _is_tone(samples: NDArray[Any], hertz: float) -> bool:
    strong, loud = strongest(samples)
    return abs(strong - hertz) < 15 and loud > 0.003


def strongest(samples: NDArray[Any], rate: int = RATE) -> tuple[float, float]:
    """(frequency, amplitude) of the loudest part of a sound."""
    if len(samples) < 2:
        return 0.0, 0.0
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples)))) * 4 / len(samples)
    best = int(np.argmax(spectrum[1:])) + 1
    return best * rate / len(samples), float(spectrum[best])
