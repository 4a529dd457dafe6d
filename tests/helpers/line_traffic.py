"""The wire of `tests.helpers.line`: passes raw packets between two tun devices, badly.

`python -m tests.helpers.line_traffic PID SEED` makes `line` here and `beyond` in the network of
a process, and reads a JSON line with the new state of the line whenever it is to change. It
answers each with what went through so far. A slow line has a queue of `queue` seconds in front.
"""

import dataclasses
import fcntl
import heapq
import json
import os
import random
import select
import socket
import struct
import subprocess
import sys
import time
from contextlib import suppress
from typing import Self

_TUNSETIFF, _TUN, _NO_INFO = 0x400454CA, 0x0001, 0x1000


@dataclasses.dataclass(frozen=True)
class State:
    """How bad the line is: bits and seconds, each way. Only TCP to `port` passes if it is set."""

    rate: float = 0.0
    loss: float = 0.0
    delay: float = 0.0
    queue: float = 0.5
    cut: bool = False
    port: int = 0

    @classmethod
    def read(cls, line: str) -> Self:
        """Read what `Line.be` writes."""
        return cls(**json.loads(line))

    def lets(self, packet: bytes) -> bool:
        """Whether a packet may be on this line at all."""
        if self.cut:
            return False
        if not self.port:
            return True
        at = (packet[0] & 15) * 4
        return packet[9] == socket.IPPROTO_TCP and self.port in struct.unpack_from(
            "!HH", packet, at
        )


class Way:
    """One direction: a queue in front of the wire, and what is on the wire."""

    def __init__(self, into: int, seed: int) -> None:
        self._into, self._chance = into, random.Random(seed)
        self._order = 0
        self._free = 0.0
        self._on_wire: list[tuple[float, int, bytes]] = []
        self.passed = self.dropped = 0

    def take(self, packet: bytes, state: State, now: float) -> None:
        """A packet comes to the queue."""
        free = max(now, self._free)
        lost = self._chance.random() < state.loss
        if not state.lets(packet) or lost or (state.rate and free - now > state.queue):
            self.dropped += 1
            return
        self._free = free + (len(packet) * 8 / state.rate if state.rate else 0.0)
        self._order += 1
        heapq.heappush(self._on_wire, (self._free + state.delay, self._order, packet))

    def deliver(self, now: float, *, cut: bool) -> float:
        """Let out what has come to the end; gives the seconds until the next does."""
        while self._on_wire and self._on_wire[0][0] <= now:
            _, _, packet = heapq.heappop(self._on_wire)
            if cut:
                self.dropped += 1
            else:
                os.write(self._into, packet)
                self.passed += 1
        return self._on_wire[0][0] - now if self._on_wire else 60.0


def tun(name: str) -> int:
    """A device whose packets are read and written here."""
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, _TUNSETIFF, struct.pack("16sH22x", name.encode(), _TUN | _NO_INFO))
    return device


def main(pid: str, seed: int) -> None:
    """Run until the input ends."""
    with suppress(PermissionError):
        os.nice(-10)  # a wire does not wait for a busy computer
    near, far = tun("line"), tun("beyond")
    subprocess.run(["ip", "link", "set", "beyond", "netns", pid], check=True)
    print("{}", flush=True)
    state = State.read(sys.stdin.readline())  # both ends are up when the first one comes
    print("{}", flush=True)
    there, back = Way(far, seed), Way(near, seed + 1)
    while True:
        now = time.monotonic()
        wait = min(way.deliver(now, cut=state.cut) for way in (there, back))
        ready, _, _ = select.select([near, far, sys.stdin], [], [], wait)
        for device, way in ((near, there), (far, back)):
            if device in ready:
                way.take(os.read(device, 65_536), state, time.monotonic())
        if sys.stdin in ready:
            if not (line := sys.stdin.readline()):
                return
            state = State.read(line)
            said = {"passed": [there.passed, back.passed], "dropped": [there.dropped, back.dropped]}
            print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
