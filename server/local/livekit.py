"""livekit-server as one more program of the school, when a binary is given (PARTA_LIVEKIT)."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from server.local.folder import ServerState
from server.local.homeserver_config import CallsLink
from server.local.ports import HOST, choose_port
from server.local.services import ServiceSpec, merged
from server.service.calls.livekit_config import SfuNode, livekit_config
from server.service.calls.tokens import LiveKitKeys

API_KEY = "parta"


def livekit_keys(state: ServerState) -> LiveKitKeys:
    """The key with which tokens and webhooks of this school are signed."""
    return LiveKitKeys(API_KEY, state.shared_secret)


def calls_link(state: ServerState) -> CallsLink:
    """The SFU as a homeserver knows it."""
    return CallsLink(f"http://{HOST}:{state.port}", API_KEY, state.shared_secret)


def livekit_service(
    binary: Path,
    root: Path,
    state: ServerState,
    *,
    webhooks: Sequence[str] = (),
    more: Mapping[str, Any] = MappingProxyType({}),
    anew: Callable[[], ServiceSpec] | None = None,
) -> ServiceSpec:
    """Write LiveKit's configuration (loopback only) and say how to run it."""
    root.mkdir(exist_ok=True)
    node = SfuNode(
        port=state.port,
        tcp_port=choose_port(0),
        udp_port=choose_port(0),
        node_ip=HOST,
        bind=(HOST,),
    )
    config = merged(livekit_config(node, livekit_keys(state), webhooks=webhooks), more)
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
        foreign=True,
        anew=anew,
    )
