"""homeserver.yaml of the embedded school and of the personal homeserver beside it.

Loopback only, no federation, nothing that calls out. The settings follow the measured list: what a
messenger needs and Synapse leaves off or limits too tightly.
"""

import base64
import shutil
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from server.local.folder import FolderError, ServerState, check_database
from server.local.locks import wait_for_lock
from server.local.ports import HOST

Config = dict[str, Any]

ACCESS_TOKEN_LIFETIME = "1h"
NOBODY = "nobody"
"""No process bears this name: what it would do is not done."""
LOCK = "running"
"""File in a homeserver's folder that the homeserver holds locked."""
_LAST_RUN_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class ServiceLink:
    """The school service as the homeserver knows it: its address and the tokens between the two."""

    url: str
    as_token: str
    hs_token: str


@dataclass(frozen=True, slots=True)
class CallsLink:
    """The SFU as a homeserver without a school service gives tokens to it; `url` is http…."""

    url: str
    key: str
    secret: str


@dataclass(frozen=True, slots=True)
class HomeserverSpec:
    """A homeserver to run. `title` is the school's name, '' for the personal server.

    `seeder` lets the demo seeder write in everybody's name; `service` lets the school service do so
    and is told to clients; `calls` is there where calls can be had; `extra` is merged over the
    settings.
    """

    name: str
    server_name: str
    title: str = ""
    seeder: bool = False
    service: "ServiceLink | None" = None
    calls: "CallsLink | None" = None
    extra: Config = field(default_factory=dict, hash=False)


def prepare_ground(root: Path, state: ServerState) -> None:
    """Make a homeserver's folder fit for a start: nobody in it, the database sound or not there.

    Raises:
        FolderError: its database is damaged or gone, or a homeserver still runs on it.
    """
    root.mkdir(exist_ok=True)
    last = wait_for_lock(root / LOCK, seconds=_LAST_RUN_SECONDS)
    if last is None:
        raise FolderError(
            f"Сервер из папки «{root}» ещё работает, хотя школа остановлена: завершите его процесс."
        )
    with last:
        _prepare_database(root, state)


def write_config(root: Path, spec: HomeserverSpec, state: ServerState) -> Path:
    """Write the configuration of a homeserver into its folder; gives the path of the YAML file."""
    key = base64.b64encode(bytes.fromhex(state.signing_key)).decode().rstrip("=")
    (root / "signing.key").write_text(f"ed25519 a_parta {key}\n")
    (root / "signing.key").chmod(0o600)
    _dump(root / "log.yaml", _log_config(root / "homeserver.log"))
    for name, registration in _registrations(spec, state).items():
        _dump(root / name, registration)
    config = homeserver_config(root, spec, state) | spec.extra
    _dump(root / "homeserver.yaml", config)
    return root / "homeserver.yaml"


def homeserver_config(root: Path, spec: HomeserverSpec, state: ServerState) -> Config:
    """The settings as Synapse reads them."""
    url = f"http://{HOST}:{state.port}/"
    config: Config = {
        "server_name": spec.server_name,
        "public_baseurl": url,
        "listeners": [
            {
                "port": state.port,
                "bind_addresses": [HOST],
                "type": "http",
                "tls": False,
                "resources": [{"names": ["client", "openid"], "compress": True}],
            }
        ],
        "database": {"name": "sqlite3", "args": {"database": str(root / "homeserver.db")}},
        "media_store_path": str(root / "media"),
        "max_upload_size": "100M",
        "log_config": str(root / "log.yaml"),
        "pid_file": str(root / "homeserver.pid"),
        "signing_key_path": str(root / "signing.key"),
        "registration_shared_secret": state.shared_secret,
        "macaroon_secret_key": state.macaroon_secret,
        "form_secret": state.form_secret,
        "bcrypt_rounds": 4,
        "refreshable_access_token_lifetime": ACCESS_TOKEN_LIFETIME,
        "sso": {"client_whitelist": [f"http://{HOST}:", "http://localhost:"]},
        "login_via_existing_session": {
            "enabled": True,
            "require_ui_auth": True,
            "token_timeout": "5m",
        },
    }
    config |= _CLOSED | _MESSENGER | _LIMITS
    config["modules"] = []
    if spec.calls is not None:
        config |= _calls(spec.service.url if spec.service else url.rstrip("/"))
        if spec.service is None:
            config["modules"].append(_calls_module(spec.calls))
    if spec.title:
        link = spec.service
        settings = {"service_url": link.url, "service_token": link.hs_token} if link else {}
        module = {"module": "server.synapse_module.module.PartaModule", "config": settings}
        config["modules"].append(module)
        told = {"name": spec.title} | ({"service_url": spec.service.url} if spec.service else {})
        config["extra_well_known_client_content"] = {"app.parta.school": told}
    registrations = [str(root / name) for name in _registrations(spec, state)]
    if registrations:
        config["app_service_config_files"] = registrations
        # They only ask; nobody has to push events to them.
        config["notify_appservices_from_worker"] = NOBODY
    return config


_CLOSED: Config = {
    "federation_domain_whitelist": [],
    # Nothing goes out, so nobody need find out for each event whose server it would go to.
    "federation_sender_instances": [],
    "trusted_key_servers": [],
    "report_stats": False,
    "enable_registration": False,
    "allow_guest_access": False,
    "allow_public_rooms_without_auth": False,
    "enable_3pid_lookup": False,
    "url_preview_enabled": False,
    "require_auth_for_profile_requests": True,
    "limit_profile_requests_to_users_who_share_rooms": True,
    "room_list_publication_rules": [{"action": "deny"}],
    "encryption_enabled_by_default_for_room_type": "off",
    "allow_per_room_profiles": False,
}

_MESSENGER: Config = {
    "presence": {"enabled": True},
    "user_directory": {"enabled": True, "search_all_users": True},
    # Everybody is searched, so nobody reads who shares a chat with whom: Synapse would write that
    # down for every pair of people in every chat.
    "update_user_directory_from_worker": NOBODY,
    "forget_rooms_on_leave": True,
    # A new homeserver fills its directory in steps, with a second of rest after each.
    "background_updates": {"sleep_enabled": False},
    "max_event_delay_duration": "24h",
    "experimental_features": {
        "msc3381_polls_enabled": True,
        "msc3391_enabled": True,
        "msc3874_enabled": True,
        "msc3912_enabled": True,
        "msc4075_enabled": True,
        "msc4143_enabled": True,
        "msc4155_enabled": True,
        "msc4222_enabled": True,
        "msc4263_limit_key_queries_to_users_who_share_rooms": True,
        "msc4306_enabled": True,
        "msc4354_enabled": True,
        "msc4446_enabled": True,
    },
}


def _limit(per_second: float, burst: int) -> Config:
    return {"per_second": per_second, "burst_count": burst}


# Synapse's own limits stop a fast typist; these stop a machine.
_LIMITS: Config = {
    "rc_message": _limit(20, 200),
    "rc_registration": _limit(10, 100),
    "rc_login": {
        "address": _limit(5, 200),
        "account": _limit(2, 50),
        "failed_attempts": _limit(0.17, 10),
    },
    "rc_joins": {"local": _limit(20, 200), "remote": _limit(1, 10)},
    "rc_joins_per_room": _limit(50, 500),
    "rc_invites": {
        "per_room": _limit(20, 500),
        "per_user": _limit(10, 200),
        "per_issuer": _limit(20, 500),
    },
    "rc_room_creation": _limit(2, 50),
    "rc_presence": {"per_user": _limit(5, 20)},
    "rc_delayed_event_mgmt": _limit(10, 50),
    "rc_user_directory": _limit(10, 200),
    "rc_media_create": _limit(20, 200),
    "rc_profile": _limit(20, 1000),
    "rc_reports": _limit(1, 10),
}


def _calls(base: str) -> Config:
    """Tell clients who gives tokens for calls."""
    transport = {"type": "livekit", "livekit_service_url": f"{base}/livekit/jwt"}
    return {"matrix_rtc": {"transports": [transport]}}


def _calls_module(calls: CallsLink) -> Config:
    return {
        "module": "server.synapse_module.call_tokens.CallsModule",
        "config": {
            "url": calls.url.replace("http", "ws", 1),
            "api_url": calls.url,
            "key": calls.key,
            "secret": calls.secret,
        },
    }


def _prepare_database(root: Path, state: ServerState) -> None:
    path = root / "homeserver.db"
    if not state.settled:
        # The first start was cut short: it begins again, on clean ground.
        for part in root.glob("homeserver.db*"):
            part.unlink()
        shutil.rmtree(root / "media", ignore_errors=True)
    elif not path.exists():
        raise FolderError(
            f"Файла базы «{path}» нет, хотя школа в этой папке уже работала: верните папку из "
            "копии или укажите другую."
        )
    check_database(path)
    if not path.exists():
        # The journal mode is a property of the file: writing ahead spares Synapse most fsyncs.
        database = sqlite3.connect(path)
        database.execute("PRAGMA journal_mode = WAL").fetchone()
        database.close()


def _registrations(spec: HomeserverSpec, state: ServerState) -> dict[str, Config]:
    """Application services by the name of their file; they may act in everybody's name."""
    found: dict[str, Config] = {}
    if spec.seeder:
        found["seeder.yaml"] = registration(
            "parta-seeder", state.seeder_token, state.macaroon_secret
        )
    if spec.service is not None:
        # Its bot is an ordinary account, an administrator, and not this sender.
        link = spec.service
        found["school-service.yaml"] = registration(
            "parta-school-service", link.as_token, link.hs_token
        )
    return found


def registration(name: str, as_token: str, hs_token: str) -> Config:
    """An application service that may act in everybody's name and is not pushed anything."""
    return {
        "id": name,
        "url": None,
        "as_token": as_token,
        "hs_token": hs_token,
        "sender_localpart": name,
        "rate_limited": False,
        "namespaces": {"users": [{"exclusive": False, "regex": "@.*"}], "rooms": [], "aliases": []},
    }


def _log_config(path: Path) -> Config:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        "handlers": {
            "file": {
                "class": "logging.handlers.RotatingFileHandler",
                "filename": str(path),
                "maxBytes": 4_000_000,
                "backupCount": 2,
                "encoding": "utf-8",
                "formatter": "line",
            }
        },
        "root": {"level": "WARNING", "handlers": ["file"]},
    }


def _dump(path: Path, value: Config) -> None:
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
    path.chmod(0o600)
