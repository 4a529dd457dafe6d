"""The school service as one more program of the embedded school."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from server.local.demo.region import alone, region_with
from server.local.folder import ServerState
from server.local.homeserver_config import HomeserverSpec, ServiceLink
from server.local.livekit import API_KEY
from server.local.ports import HOST
from server.local.services import ServiceSpec, merged


def service_link(state: ServerState) -> ServiceLink:
    """The service as its homeserver knows it."""
    return ServiceLink(f"http://{HOST}:{state.port}", state.seeder_token, state.macaroon_secret)


def school_service(
    root: Path,
    school: HomeserverSpec,
    state: ServerState,
    *,
    homeserver: ServerState,
    livekit: ServerState | None,
    demo: bool,
    env: dict[str, str],
    more: Mapping[str, Any] = MappingProxyType({}),
    anew: Callable[[], ServiceSpec],
) -> ServiceSpec:
    """Write the service's settings (SQLite, loopback only) and say how to run it.

    A school of the demo is found among invented ones, of which it alone answers.
    """
    root.mkdir(exist_ok=True)
    address = f"http://{HOST}:{homeserver.port}"
    directory = root / "directory.yaml"
    listed = region_with(school.title, address) if demo else alone(school.title, address)
    directory.write_text(yaml.safe_dump(listed, allow_unicode=True, sort_keys=False), "utf-8")
    link = service_link(state)
    settings: dict[str, object] = {
        "database_url": f"sqlite:///{(root / 'service.db').as_posix()}",
        "homeserver_url": address,
        "server_name": school.server_name,
        "school_name": school.title,
        "school_address": address,
        "directory": str(directory),
        "appservice_token": link.as_token,
        "homeserver_token": link.hs_token,
        "registration_shared_secret": homeserver.shared_secret,
        "public_url": link.url,
        "data_dir": str(root),
        "host": HOST,
        "port": state.port,
    }
    if livekit is not None:
        settings["livekit"] = {
            "url": f"ws://{HOST}:{livekit.port}",
            "key": API_KEY,
            "secret": livekit.shared_secret,
        }
    path = root / "service.yaml"
    settings = merged(settings, more)
    path.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), "utf-8")
    path.chmod(0o600)
    return ServiceSpec(
        name="service",
        title="Сервис школы",
        argv=(
            *(sys.executable, "-m", "server.local.run_service", str(os.getpid())),
            *("--config", str(path)),
        ),
        log=root / "console.log",
        port=state.port,
        health="/health",
        env=env,
        anew=anew,
    )
