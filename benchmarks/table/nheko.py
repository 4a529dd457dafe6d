"""nheko beside us: a home of its own, signed in, its cache filled; and when its first rows show.

`python -m benchmarks.table.nheko --server URL --user NAME --password WORD --home DIR --wait 90`
(Debian: apt-get install nheko), then `benchmarks.startup --nheko NAME=DIR`.
"""

import argparse
import collections
import json
import time
import urllib.request
from pathlib import Path

from PySide6.QtGui import QImage

from benchmarks.desktop import running, screen

AREA = (45, 60, 170, 480)
"""The rows of its list of chats; a dialog about encryption covers them a moment later."""
_FILLED = 0.1
"""Share of points that are not of the ground's colour once rows are there."""


def environment(home: Path) -> dict[str, str]:
    """Return what keeps nheko within its own folder."""
    where = {"HOME": "", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache"}
    where |= {"XDG_DATA_HOME": "data", "XDG_RUNTIME_DIR": ""}
    return {name: str(home / folder) for name, folder in where.items()} | {
        "LIBGL_ALWAYS_SOFTWARE": "1"
    }


def has_rows(picture: QImage) -> bool:
    """Whether the list is more than an empty ground."""
    across, down = range(0, picture.width(), 5), range(0, picture.height(), 5)
    points = [picture.pixel(x, y) for x in across for y in down]
    [(_, ground)] = collections.Counter(points).most_common(1)
    return 1 - ground / len(points) > _FILLED


def _sign_in(server: str, user: str, password: str) -> dict[str, str]:
    body = {
        "type": "m.login.password",
        "identifier": {"type": "m.id.user", "user": user},
        "password": password,
    }
    request = urllib.request.Request(
        f"{server}/_matrix/client/v3/login",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as reply:
        found: dict[str, str] = json.load(reply)
    return found


def main() -> None:
    """Sign in and let nheko fill its cache."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--server", "--user", "--password"):
        parser.add_argument(name, required=True)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--wait", type=float, default=60.0, help="seconds for its first sync")
    options = parser.parse_args()
    session = _sign_in(options.server, options.user, options.password)
    settings = options.home / "config" / "nheko" / "nheko.conf"
    settings.parent.mkdir(parents=True, exist_ok=True)
    options.home.chmod(0o700)
    settings.write_text(
        "[General]\nrun_without_secure_secrets_service=true\n\n[auth]\n"
        f"access_token={session['access_token']}\ndevice_id={session['device_id']}\n"
        f"home_server={options.server}\nuser_id={session['user_id']}\n",
        encoding="utf-8",
    )
    with screen(), running(["nheko"], environment=environment(options.home), cwd=options.home):
        time.sleep(options.wait)


if __name__ == "__main__":
    main()
