"""A link clicked in another program: the system starts Parta again, the running one opens it."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import Computer
from tests.helpers.school import Homeserver
from tests.helpers.school_fixtures import FreshUser


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own: nothing of the person who runs it is touched."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name))
    return tmp_path / "home"


def click(*command: str) -> None:
    """What a browser does with a link that is not its own."""
    variables = os.environ | {"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":none"}
    done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


async def test_the_system_brings_a_link_to_the_running_program_and_its_profile(
    home: Path, computer: Computer, fresh_user: FreshUser, personal_server: Homeserver
) -> None:
    vera, oleg = await fresh_user("Вера"), await fresh_user("Олег")
    mum = await fresh_user("Мама", on=personal_server)
    room = await oleg.create_room("9Б", members=(vera,))
    said = await oleg.text(room, "Доброе утро")
    family = await mum.create_room("Семья")
    await mum.text(family, "Купи хлеб")
    await computer.sign_in(vera)
    await computer.do("open", chat="9Б")
    await computer.sign_in(mum, personal=True)
    await computer.do("open", chat="Семья")
    await computer.do("take_links")

    click("xdg-open", f"parta://room/%21{room[1:]}/%24{said[1:]}")
    await computer.do("sees", text="Доброе утро")
    assert (await computer.look())["chat"] == "9Б"
    click("gio", "open", f"parta://room/%21{family[1:]}")
    await computer.do("sees", text="Купи хлеб")
    assert (await computer.look())["chat"] == "Семья"
