"""livekit-server as one more program of the school, when a binary is given (PARTA_LIVEKIT)."""

from collections.abc import Callable
from pathlib import Path

import yaml

from server.local.folder import ServerState
from server.local.ports import HOST, choose_port
from server.local.services import ServiceSpec

API_KEY = "parta"


def livekit_service(
    binary: Path, root: Path, state: ServerState, *, anew: Callable[[], ServiceSpec] | None = None
) -> ServiceSpec:
    """Write LiveKit's configuration (loopback only) and say how to run it."""
    root.mkdir(exist_ok=True)
    config = {
        "port": state.port,
        "bind_addresses": [HOST],
        "rtc": {
            "tcp_port": choose_port(0),
            "udp_port": choose_port(0),
            "use_external_ip": False,
            "node_ip": HOST,
            "enable_loopback_candidate": True,
        },
        "keys": {API_KEY: state.shared_secret},
        "room": {"auto_create": True, "empty_timeout": 300, "departure_timeout": 20},
        "turn": {"enabled": False},
    }
    path = root / "livekit.yaml"
    path.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    path.chmod(0o600)
    return ServiceSpec(
        name="livekit",
        title="Сервер звонков",
        argv=(str(binary), "--config", str(path)),
        log=root / "console.log",
        port=state.port,
        health="/",
        anew=anew,
    )
