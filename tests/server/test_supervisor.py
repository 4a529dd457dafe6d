"""The supervisor of the embedded school: it restarts, it stops, it leaves nobody behind."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from server.local.ports import choose_port
from tests.helpers.school import Homeserver, until

VERSIONS = "/_matrix/client/versions"


@pytest.fixture(scope="module")
def one_school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    homeserver = Homeserver(tmp_path_factory.mktemp("own") / "school", "school")
    yield homeserver
    homeserver.stop()


@pytest.fixture
def own_school(one_school: Homeserver) -> Homeserver:
    """A running school these tests may kill."""
    if not one_school.running:
        one_school.start()
    return one_school


async def test_a_killed_homeserver_comes_back_where_it_was_with_its_people(
    own_school: Homeserver,
) -> None:
    vera = await own_school.new_user("Вера")
    try:
        room = await vera.create_room("9Б")
        address, pid = own_school.url, own_school.pid
        own_school.kill()
        own_school.wait_ready()
        assert (own_school.url, own_school.pid != pid) == (address, True)
        assert await vera.text(room, "Снова здесь")
    finally:
        await vera.aclose()


def test_ctrl_c_ends_every_process_and_a_new_start_keeps_the_address(
    own_school: Homeserver,
) -> None:
    address, pid = own_school.url, own_school.pid
    own_school.stop(signal.SIGINT)
    assert not psutil.pid_exists(pid)
    assert own_school.status()["state"] == "stopped"
    with pytest.raises(httpx.ConnectError):
        httpx.get(address + VERSIONS)
    own_school.start()
    assert own_school.url == address


def test_killing_the_supervisor_leaves_no_orphan(own_school: Homeserver) -> None:
    pids = [program["pid"] for program in own_school.status()["programs"].values()]
    own_school.kill_supervisor()
    until(lambda: all(_gone(pid) for pid in pids), seconds=15)


def test_the_school_ends_with_the_program_that_started_it(tmp_path: Path) -> None:
    status = tmp_path / "status.json"
    start = (
        "import os, subprocess, sys; "
        "subprocess.Popen([sys.executable, '-m', 'server.local', *sys.argv[1:], "
        "'--parent-pid', str(os.getpid())]); sys.stdin.read()"
    )
    options = ["--data", str(tmp_path / "data"), "--status-file", str(status)]
    options += ["--servers", "personal", "--fresh-seed-size", "none"]
    parent = subprocess.Popen(
        [sys.executable, "-c", start, *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until(lambda: status.exists() and json.loads(status.read_text())["state"] == "ready")
    told = json.loads(status.read_text())
    pids = [told["pid"], told["programs"]["personal"]["pid"]]
    parent.kill()
    parent.communicate()
    until(lambda: all(map(_gone, pids)), seconds=15)


def test_a_port_somebody_else_has_taken_is_not_used() -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        assert choose_port(taken) != taken
    assert choose_port(taken) == taken


def _gone(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
