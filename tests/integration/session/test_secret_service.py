"""The key of the first picture comes from a real Secret Service that is open, and asks nobody."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(sys.platform != "linux", reason="Secret Service is Linux'"),
]

CODE = """
import asyncio, os, subprocess, sys
daemon = subprocess.Popen(
    ["gnome-keyring-daemon", "--unlock", "--foreground", "--components=secrets"],
    stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
)
daemon.stdin.write(b"word")
daemon.stdin.close()
from app.services.secrets import KeyringSecrets, glance
import secretstorage
from jeepney.bus_messages import message_bus
from jeepney.wrappers import unwrap_msg
bus = secretstorage.dbus_init()
asked = message_bus.NameHasOwner("org.freedesktop.secrets")
while not unwrap_msg(bus.send_and_get_reply(asked))[0]:  # a call of its own would start another
    assert daemon.poll() is None
try:
    asyncio.run(KeyringSecrets().save("profile:aa", "тайна"))
    assert glance("profile:aa") == "тайна" == asyncio.run(KeyringSecrets().load("profile:aa"))
    assert glance("profile:bb") is None
    os.environ["PYTHON_KEYRING_BACKEND"] = "another.Keyring"
    assert glance("profile:aa") is None, "another keyring was chosen"
    del os.environ["PYTHON_KEYRING_BACKEND"]
    secretstorage.get_default_collection(bus).lock()
    assert glance("profile:aa") is None, "a locked keyring is asked by who may wait for a person"
finally:
    daemon.terminate()
    daemon.wait()
assert glance("profile:aa") is None, "the service is gone"
print("done")
"""


def test_an_open_secret_service_is_read_and_a_locked_one_is_left_alone(tmp_path: Path) -> None:
    for needed in ("dbus-run-session", "gnome-keyring-daemon"):
        assert shutil.which(needed), f"{needed} is needed (packaging/dev/system.py)"
    variables = {**os.environ, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    for name in ("PYTHON_KEYRING_BACKEND", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        variables.pop(name, None)
    tmp_path.chmod(0o700)
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", CODE],
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout == "done\n", done.stderr[-3000:]
