"""A livekit-server of the test's own, without a homeserver: tokens are made here."""

import os
import subprocess
from pathlib import Path

import yaml
from livekit import api

from server.local.ports import HOST, choose_port
from server.local.services import answers
from server.service.calls.livekit_config import SfuNode, livekit_config
from server.service.calls.tokens import LiveKitKeys
from tests.helpers.call import soon_so

KEY, SECRET, ROOM = "test", "a-secret-of-at-least-32-characters", "lesson"


class Sfu:
    """Runs until `stop`; `start` brings it back on the same port."""

    def __init__(self, folder: Path, *, host: str = HOST, **rtc: object) -> None:
        binary = os.environ.get("PARTA_LIVEKIT")
        assert binary, "PARTA_LIVEKIT is missing: ./check sets it"
        self.port = choose_port(0)
        node = SfuNode(self.port, choose_port(0), choose_port(0), host, tuple({host, HOST}))
        config = dict(livekit_config(node, LiveKitKeys(KEY, SECRET)))
        config["room"] = {"auto_create": True}
        config["rtc"] |= {"enable_loopback_candidate": True, **rtc}
        self._folder = folder
        self._command = [binary, "--config", str(folder / "sfu.yaml")]
        (folder / "sfu.yaml").write_text(yaml.safe_dump(config))
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"ws://{host}:{self.port}"

    async def start(self) -> None:
        """Start and return when it answers."""
        self._launch()
        await soon_so(lambda: answers(self.port, "/"))

    def _launch(self) -> None:
        with (self._folder / "sfu.log").open("ab") as log:
            self._process = subprocess.Popen(self._command, stdout=log, stderr=log)

    def kill(self) -> None:
        """End it as hard as can be."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
            self._process = None

    def token(self, name: str, *sources: str) -> str:
        """A token for the room; with `sources`, only these may be published."""
        grants = api.VideoGrants(
            room_join=True, room=ROOM, can_publish=True, can_publish_sources=list(sources)
        )
        return api.AccessToken(KEY, SECRET).with_identity(name).with_grants(grants).to_jwt()

    def control(self) -> api.LiveKitAPI:
        """The server's own hand; close it (`aclose`)."""
        return api.LiveKitAPI(self.url.replace("ws", "http", 1), KEY, SECRET)
