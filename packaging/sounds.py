"""Make the program's own sounds, so that nobody else's rights are in them.

python packaging/sounds.py     write resources/sounds/*.wav
"""

import array
import math
import wave
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "resources/sounds"
RATE = 24_000
LOUDEST = 0.35 * 32767


def bell(pitch: float, seconds: float) -> list[float]:
    """Return a struck bar: a tone, its fourth harmonic, both dying away."""

    def at(moment: float) -> float:
        soft_start = min(moment / 0.006, 1.0)
        tone = math.sin(2 * math.pi * pitch * moment) * math.exp(-4.5 * moment)
        over = math.sin(2 * math.pi * 4 * pitch * moment) * math.exp(-14 * moment)
        return soft_start * (0.8 * tone + 0.2 * over)

    return [at(step / RATE) for step in range(round(seconds * RATE))]


def hum(pitch: float, seconds: float) -> list[float]:
    """Return an even tone with soft ends."""

    def at(moment: float) -> float:
        ends = min(moment / 0.03, (seconds - moment) / 0.03, 1.0)
        return max(ends, 0.0) * math.sin(2 * math.pi * pitch * moment)

    return [at(step / RATE) for step in range(round(seconds * RATE))]


def mix(length: float, parts: Iterable[tuple[float, list[float]]]) -> list[float]:
    """Lay sounds over one another, each from its second on."""
    whole = [0.0] * round(length * RATE)
    for start, samples in parts:
        first = round(start * RATE)
        for place, sample in enumerate(samples[: len(whole) - first]):
            whole[first + place] += sample
    return whole


def write(name: str, samples: list[float]) -> None:
    """Write a mono file of 16 bits."""
    top = max(map(abs, samples)) or 1.0
    data = array.array("h", (round(sample / top * LOUDEST) for sample in samples))
    with wave.open(str(FOLDER / name), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(data.tobytes())


def main() -> None:
    """Write all sounds: one that rings, one that waits for an answer."""
    FOLDER.mkdir(exist_ok=True)
    tune = ((0.0, 659.26), (0.18, 783.99), (0.36, 987.77), (0.72, 783.99))
    write("ring.wav", mix(2.4, [(start, bell(pitch, 1.0)) for start, pitch in tune]))
    write("calling.wav", mix(4.0, [(0.0, hum(425.0, 1.0))]))


if __name__ == "__main__":
    main()
