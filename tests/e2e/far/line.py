"""The line of these tests is as bad as it says: rate, loss, delay and what may pass, measured."""

import socket
import statistics
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic

import pytest

from server.local.ports import choose_port
from tests.helpers.line import Line
from tests.helpers.line_traffic import State

HEADERS = 28
"""Bytes of IP and UDP around a datagram."""


@pytest.fixture
def line() -> Iterator[Line]:
    line = Line.lay()
    yield line
    line.take_up()


@dataclass
class Arrived:
    """Which datagrams came, how long each took, and when each came."""

    numbers: list[int] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    at: list[float] = field(default_factory=list)


def sent(line: Line, count: int, *, size: int = 100, every: float = 0.001) -> Arrived:
    """Let the far end send, and hear until nothing has come for a second."""
    arrived = Arrived()
    with socket.socket(type=socket.SOCK_DGRAM) as ear:
        ear.bind(("127.0.0.1", choose_port(0)))
        ear.settimeout(1.0)
        numbers = (str(one) for one in (ear.getsockname()[1], count, size, every))
        probe = line.far(sys.executable, "-m", "tests.e2e.far.probe", *numbers)
        with subprocess.Popen(probe) as sender:
            while True:
                try:
                    data = ear.recv(65_536)
                except TimeoutError:
                    if sender.poll() is not None:
                        return arrived
                    continue
                number, then = struct.unpack_from("!Id", data)
                arrived.at.append(monotonic())
                arrived.took.append(arrived.at[-1] - then)
                arrived.numbers.append(number)


def test_it_loses_and_delays_what_it_says_and_the_same_again(line: Line) -> None:
    bad = State(loss=0.05, delay=0.15)
    line.be(bad)
    arrived = sent(line, 1_000)
    assert 930 <= len(arrived.numbers) <= 970
    assert arrived.numbers == sorted(arrived.numbers)
    assert 0.150 <= statistics.median(arrived.took) < 0.2
    line.take_up()
    again = Line.lay()
    again.be(bad)
    assert sent(again, 1_000).numbers == arrived.numbers
    again.take_up()


def test_it_is_as_slow_as_it_says_and_holds_no_more_than_its_queue(line: Line) -> None:
    line.be(State(rate=150_000, queue=0.5))
    arrived = sent(line, 60, size=1_000 - HEADERS, every=0.04)  # 200 kbit/s
    bits = (len(arrived.numbers) - 1) * 8_000
    assert bits / (arrived.at[-1] - arrived.at[0]) == pytest.approx(150_000, rel=0.05)
    assert 0.45 < max(arrived.took) < 0.85  # the queue, itself, and what this computer takes
    assert len(arrived.numbers) < 60
    assert line.be(State())["dropped"] == [0, 60 - len(arrived.numbers)]


def test_it_is_cut_and_whole_again(line: Line) -> None:
    line.be(State(cut=True))
    assert sent(line, 20).numbers == []
    line.be(State())
    assert len(sent(line, 20).numbers) == 20


def test_one_port_of_tcp_is_open_and_nothing_else(line: Line) -> None:
    with socket.create_server(("127.0.0.1", 443)), socket.create_server(("127.0.0.1", 444)):
        line.be(State(port=443))
        assert connects(line, 443)
        assert not connects(line, 444)
        assert sent(line, 20).numbers == []


def connects(line: Line, port: int) -> bool:
    """Whether the far end gets through to a port here."""
    attempt = f"import socket; socket.create_connection(('127.0.0.1', {port}), 1)"
    done = subprocess.run(line.far(sys.executable, "-c", attempt), capture_output=True, check=False)
    return done.returncode == 0
