"""A plan made into files: Synapse, the school service, LiveKit and Egress, nginx, systemd.

Writing is repeatable: secrets stay, everything else is written anew from the plan.
"""

import base64
from pathlib import Path
from typing import Any

import yaml

from server.deploy.front import FRONT, front_door
from server.deploy.homeserver import REGISTRATION, homeserver_files
from server.deploy.plan import Plan
from server.deploy.proxy import Site, proxy_site
from server.deploy.secret_store import Secrets
from server.deploy.sign_in import titles
from server.deploy.units import units
from server.local.homeserver_config import registration
from server.service.calls.livekit_config import SfuNode, Turn, livekit_config
from server.service.calls.tokens import LiveKitKeys

_KEY = "parta"
_LONGEST_RECORDING = "4h"
"""However a lesson is forgotten, the disk is not filled."""
_LOG = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"journal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"level": "WARNING", "handlers": ["journal"]},
}
"""Every process writes to its own journal; warnings hold no texts and no tokens."""


def make(plan: Plan, folder: Path) -> tuple[Path, ...]:
    """Write every file of an installation into `folder`; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    secrets = Secrets.of(folder)
    files: dict[str, str] = {
        name: _yaml(content) for name, content in homeserver_files(plan, secrets, folder).items()
    }
    signing_key = base64.b64encode(bytes.fromhex(secrets.signing_key)).decode().rstrip("=")
    files["signing.key"] = f"ed25519 a_parta {signing_key}\n"
    files["log.yaml"] = _yaml(_LOG)
    files[REGISTRATION] = _yaml(
        registration("parta-school-service", secrets.appservice_token, secrets.homeserver_token)
    )
    files["service.yaml"] = _yaml(_service(plan, secrets))
    if plan.calls is not None:
        files["livekit.yaml"] = _yaml(_livekit(plan, secrets))
    if plan.calls is not None and plan.calls.recording:
        files["egress.yaml"] = _yaml(_egress(plan, secrets))
    files["nginx.conf"] = proxy_site(_site(plan))
    if plan.relays:
        files[FRONT] = front_door(plan)
    for name, text in units(plan, folder).items():
        files[f"systemd/{name}"] = text
    written = []
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return tuple(written)


def _yaml(content: Any) -> str:
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


def _service(plan: Plan, secrets: Secrets) -> dict[str, Any]:
    server = plan.database
    password = server.password.get_secret_value()
    login = server.user + (f":{password}" if password else "")
    settings: dict[str, Any] = {
        "database_url": (
            f"postgresql+psycopg2://{login}@/{server.service}?host={server.host}&port={server.port}"
        ),
        "homeserver_url": f"http://{plan.bind}:{plan.ports.homeserver}",
        "server_name": plan.school.server_name,
        "school_name": plan.school.name,
        "school_address": plan.school.address,
        "appservice_token": secrets.appservice_token,
        "homeserver_token": secrets.homeserver_token,
        "registration_shared_secret": secrets.registration_shared_secret,
        "public_url": plan.public_url,
        "data_dir": str(plan.data / "service"),
        "host": plan.bind,
        "port": plan.ports.service,
        "time_zone": plan.school.time_zone,
        "identity_providers": dict(titles(plan.sign_in)),
    }
    if plan.directory is not None:
        settings["directory"] = str(plan.directory)
    if plan.calls is not None:
        settings["livekit"] = {
            "url": plan.public_url.replace("http", "ws", 1),
            "api_url": f"http://{plan.bind}:{plan.ports.livekit}",
            "key": _KEY,
            "secret": secrets.livekit_secret,
        }
        if plan.relays:
            settings["livekit"]["relay"] = f"{plan.calls.turn_domain}:{plan.ports.site}"
        if plan.calls.recording:
            settings["livekit"]["egress"] = {"folder": str(plan.recordings)}
    return settings


def _livekit(plan: Plan, secrets: Secrets) -> dict[str, Any]:
    calls, ports = plan.calls, plan.ports
    assert calls is not None
    node = SfuNode(
        ports.livekit, ports.livekit_tcp, ports.livekit_udp, calls.node_ip, bind=(plan.bind,)
    )
    return dict(
        livekit_config(
            node,
            LiveKitKeys(_KEY, secrets.livekit_secret),
            webhooks=[f"http://{plan.bind}:{ports.service}/livekit/webhook"],
            turn=Turn(calls.turn_domain, ports.turn_tls) if calls.turn_domain else None,
            redis=_redis(plan) if calls.cluster or calls.recording else "",
        )
    )


def _egress(plan: Plan, secrets: Secrets) -> dict[str, Any]:
    return {
        "api_key": _KEY,
        "api_secret": secrets.livekit_secret,
        "ws_url": f"ws://{plan.bind}:{plan.ports.livekit}",
        "insecure": True,  # on the inner network, as the service reaches LiveKit
        "redis": {"address": _redis(plan)},
        "logging": {"level": "warn"},
        "session_limits": {"file_output_max_duration": _LONGEST_RECORDING},
    }


def _redis(plan: Plan) -> str:
    return f"{plan.redis.host}:{plan.redis.port}"


def _site(plan: Plan) -> Site:
    at, ports = plan.bind, plan.ports
    return Site(
        plan.school.address,
        homeserver=f"{at}:{ports.homeserver}",
        service=f"{at}:{ports.service}",
        livekit=f"{at}:{ports.livekit}",
        readers=tuple(f"{at}:{port}" for port in plan.reader_ports),
        listen=_listens(plan),
        behind_front=plan.relays,
        certificate=plan.certificate,
        key=plan.key,
        administrators=plan.administrators,
    )


def _listens(plan: Plan) -> str:
    if plan.relays:
        return f"{plan.bind}:{plan.ports.site_inner}"
    return str(plan.ports.site) if plan.certificate else f"{plan.bind}:{plan.ports.site}"
