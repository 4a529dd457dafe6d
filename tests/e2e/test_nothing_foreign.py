"""A call between two apps on servers of our own, and not a packet for anybody else.

It runs in a network of its own, whose one way out ends at `wall`, which hears what is sent there:
to a name server, a STUN server, a font or a statistics counter.
"""

import asyncio
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import REPOSITORY

_OUT = """
ip link add card type veth peer name wall
ip link set card arp off
for each in lo card wall; do ip link set $each up; done
ip address add 192.0.2.1/32 dev card
ip address add 2001:db8::1/128 dev card nodad
ip route add default dev card
ip -6 route add default dev card
"$0" -m tests.e2e.wall > "$1" &
wall=$!
trap "kill $wall" EXIT
until grep -q hears "$1"; do kill -0 $wall || exit 1; done
"""
CALL = """
"$0" -m pytest -q -p no:cacheprovider -n 0 --basetemp "$2" tests/e2e/test_call.py || exit 1
"""
STRANGER = """
"$0" -c 'import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b"hi", ("198.51.100.7", 53))'
until grep -q 198 "$1"; do kill -0 $wall || exit 1; done
"""


@pytest.mark.parametrize(
    ("deed", "heard"),
    [(CALL, []), (STRANGER, ["17 198.51.100.7"])],
    ids=["a call reaches nobody else", "the wall hears"],
)
async def test_nothing_foreign_is_called(deed: str, heard: list[str], tmp_path: Path) -> None:
    log = tmp_path / "heard.txt"
    process = await asyncio.create_subprocess_exec(
        *("unshare", "--map-root-user", "--net", "sh", "-c"),
        *(_OUT + deed, sys.executable, log, tmp_path / "its own"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        cwd=REPOSITORY,
    )
    printed, _ = await process.communicate()
    assert process.returncode == 0, printed.decode()
    assert log.read_text().split("\n") == ["hears", *heard, ""], printed.decode()
