"""Synapse on PostgreSQL: one process, or a main one with readers and a persister beside it.

The settings of a school are those of the embedded one (`server.local.homeserver_config`); here
stands only what is different with a real database and several processes.
"""

from pathlib import Path
from typing import Any

from server.deploy.plan import Plan
from server.deploy.secret_store import Secrets
from server.deploy.sign_in import providers
from server.local.folder import ServerState
from server.local.homeserver_config import (
    CallsLink,
    HomeserverSpec,
    ServiceLink,
    homeserver_config,
)

Config = dict[str, Any]

REGISTRATION = "school-service.yaml"
PERSISTER = "persister1"
_CLIENT = ["client", "openid"]


def homeserver_files(plan: Plan, secrets: Secrets, folder: Path) -> dict[str, Config]:
    """Return the YAML files of Synapse by their name in `folder`."""
    state = ServerState(
        port=plan.ports.homeserver,
        signing_key=secrets.signing_key,
        shared_secret=secrets.registration_shared_secret,
        macaroon_secret=secrets.macaroon_secret,
        form_secret=secrets.form_secret,
    )
    service = ServiceLink(
        f"http://{plan.bind}:{plan.ports.service}",
        secrets.appservice_token,
        secrets.homeserver_token,
    )
    livekit = f"http://{plan.bind}:{plan.ports.livekit}"
    calls = CallsLink(livekit, "parta", secrets.livekit_secret) if plan.calls else None
    spec = HomeserverSpec(
        "school", plan.school.server_name, title=plan.school.name, service=service, calls=calls
    )
    config = homeserver_config(folder, spec, state)
    config |= _public(plan)
    # The cabinet comes back from a provider by itself, without a page that asks.
    config["sso"]["client_whitelist"].append(f"{plan.public_url}/cabinet/back")
    config |= {
        "database": _database(plan),
        "listeners": [_listener(plan, plan.ports.homeserver, _CLIENT)],
        "media_store_path": str(plan.data / "media"),
        "pid_file": str(plan.data / "homeserver.pid"),
        "log_config": str(folder / "log.yaml"),
        "signing_key_path": str(folder / "signing.key"),
        "app_service_config_files": [str(folder / REGISTRATION)],
        "bcrypt_rounds": 12,
    }
    if plan.sign_in:
        config["oidc_providers"] = providers(
            plan.sign_in, service=service.url, token=secrets.homeserver_token
        )
    files: dict[str, Config] = {"homeserver.yaml": config}
    if plan.size == "several":
        config |= _several(plan, secrets)
        config["listeners"].append(_listener(plan, plan.ports.replication, ["replication"]))
        files |= _workers(plan, folder)
    return files


def _public(plan: Plan) -> Config:
    """What clients are told; the homeserver itself is reached through the site alone."""
    told: Config = {"name": plan.school.name, "service_url": plan.public_url}
    public: Config = {
        "public_baseurl": f"{plan.public_url}/",
        "serve_server_wellknown": False,
        "extra_well_known_client_content": {"app.parta.school": told},
    }
    if plan.calls is not None:
        transport = {"type": "livekit", "livekit_service_url": f"{plan.public_url}/livekit/jwt"}
        public["matrix_rtc"] = {"transports": [transport]}
    return public


def _database(plan: Plan) -> Config:
    server = plan.database
    arguments: Config = {
        "user": server.user,
        "dbname": server.homeserver,
        "host": server.host,
        "port": server.port,
        "cp_min": 2,
        "cp_max": 10,
    }
    if server.password.get_secret_value():
        arguments["password"] = server.password.get_secret_value()
    return {"name": "psycopg2", "args": arguments}


def _listener(plan: Plan, port: int, names: list[str]) -> Config:
    return {
        "port": port,
        "bind_addresses": [plan.bind],
        "type": "http",
        "tls": False,
        "x_forwarded": "replication" not in names,
        "resources": [{"names": names, "compress": False}],
    }


def _several(plan: Plan, secrets: Secrets) -> Config:
    return {
        "redis": {"enabled": True, "host": plan.redis.host, "port": plan.redis.port},
        "worker_replication_secret": secrets.replication_secret,
        "instance_map": {
            "main": {"host": plan.bind, "port": plan.ports.replication},
            PERSISTER: {"host": plan.bind, "port": plan.ports.persister},
        },
        "stream_writers": {"events": PERSISTER},
    }


def _workers(plan: Plan, folder: Path) -> dict[str, Config]:
    def worker(name: str, listeners: list[Config]) -> Config:
        return {
            "worker_app": "synapse.app.generic_worker",
            "worker_name": name,
            "worker_listeners": listeners,
            "worker_log_config": str(folder / "log.yaml"),
            "worker_pid_file": str(plan.data / f"{name}.pid"),
        }

    files = {
        f"workers/{PERSISTER}.yaml": worker(
            PERSISTER, [_listener(plan, plan.ports.persister, ["replication"])]
        )
    }
    for number, port in enumerate(plan.reader_ports, start=1):
        name = f"reader{number}"
        files[f"workers/{name}.yaml"] = worker(name, [_listener(plan, port, _CLIENT)])
    return files
