"""A line to a computer far away, as bad as one likes: two networks and a wire between them.

Servers of the suite live on this computer's loopback. For whoever is far away their ports of
127.0.0.1 are this computer's, at the other end of the line, so that every one of them is reached
there without a word changed; the higher ones, which programs open for themselves, are their own.
It works in a network of its own alone: `in_own_network` runs tests there.
"""

import asyncio
import dataclasses
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from tests.helpers.line_traffic import State

NEAR, _FAR = "10.77.0.1", "10.77.0.2"
_BOTH = """
for each in all default; do
  echo 1 > /proc/sys/net/ipv4/conf/$each/route_localnet
  echo 1 > /proc/sys/net/ipv6/conf/$each/disable_ipv6
done
ip link set lo up
"""
_HERE = f"""
ip address add {NEAR} peer {_FAR} dev line
ip link set line up
"""
_SERVERS_ARE_HERE = f"""
ip route add default dev beyond src {_FAR} table 100
ip rule add pref 1 to 127.0.0.1 dport 1-32767 lookup 100
ip rule add pref 2 lookup local
ip rule delete pref 0
"""
_THERE = f"""
ip address add {_FAR} dev beyond
ip link set beyond up
ip route add default dev beyond src {_FAR}
"""


class Line:
    """`far` makes a command one that runs at the other end; `be` says how bad the line is."""

    def __init__(self, holder: subprocess.Popen[bytes], traffic: subprocess.Popen[str]) -> None:
        self._holder, self._traffic = holder, traffic

    @classmethod
    def lay(cls, *, seed: int = 1, own_loopback: bool = False) -> Self:
        """Lay a line that is good at first; in a network of one's own.

        With `own_loopback` 127.0.0.1 is there what it is everywhere, and this computer is `NEAR`.
        """
        _shell(_BOTH)
        holder = subprocess.Popen(
            ["unshare", "--net", "sh", "-c", "echo; exec cat"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert holder.stdout is not None
        assert holder.stdout.readline()
        traffic = subprocess.Popen(
            [sys.executable, "-m", "tests.helpers.line_traffic", str(holder.pid), str(seed)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        line = cls(holder, traffic)
        line._answer()
        _shell(_HERE)
        there = _THERE if own_loopback else _THERE + _SERVERS_ARE_HERE
        _shell(_BOTH + there, at=line.far())
        line.be(State())
        return line

    def far(self, *command: str) -> list[str]:
        """The same command at the other end of the line."""
        return ["nsenter", "--target", str(self._holder.pid), "--net", *command]

    def be(self, state: State) -> dict[str, Any]:
        """Change the line; gives what it let through and what it lost until now, each way."""
        assert self._traffic.stdin is not None
        self._traffic.stdin.write(json.dumps(dataclasses.asdict(state)) + "\n")
        self._traffic.stdin.flush()
        return self._answer()

    def take_up(self) -> None:
        """End it."""
        for process in (self._traffic, self._holder):
            with process:  # ends with its input
                pass

    def _answer(self) -> dict[str, Any]:
        assert self._traffic.stdout is not None
        text = self._traffic.stdout.readline()
        assert text, "the line is broken"
        answer: dict[str, Any] = json.loads(text)
        return answer


def _shell(script: str, at: Sequence[str] = ()) -> None:
    subprocess.run([*at, "sh", "-e", "-c", script], check=True)


async def in_own_network(test: Path) -> None:
    """Run a file of tests in a network where a line can be laid; fails as they fail."""
    command = (sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider")
    # A short path: the sound servers of these tests listen on sockets in it.
    with TemporaryDirectory(prefix="far-") as folder:
        process = await asyncio.create_subprocess_exec(
            *("unshare", "--map-root-user", "--net", "sh", "-c"),
            *('ip link set lo up && exec "$0" "$@"', *command),
            *("--basetemp", f"{folder}/in", str(test)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        printed, _ = await process.communicate()
    assert process.returncode == 0, printed.decode()
