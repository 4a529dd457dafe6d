"""The files of an installation that records: LiveKit, Egress and the service mean the same."""

from pathlib import Path
from typing import Any

import yaml

from server.deploy.make import make
from server.deploy.plan import Plan
from server.service.settings import Settings

PLAN: dict[str, Any] = {
    "school": {"name": "Школа", "server_name": "s.example", "address": "s.example"},
    "data": "/srv/parta",
    "redis": {"host": "10.0.0.5", "port": 6380},
    "calls": {"node_ip": "203.0.113.7"},
}


def _made(folder: Path, **calls: object) -> Path:
    plan = PLAN | {"calls": {**PLAN["calls"], **calls}}
    make(Plan.model_validate(plan), folder)
    return folder


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


def test_egress_meets_livekit_in_redis_and_the_service_in_a_folder(tmp_path: Path) -> None:
    folder = _made(tmp_path / "etc", recording=True)
    egress, livekit = _read(folder / "egress.yaml"), _read(folder / "livekit.yaml")
    settings = Settings.read(folder / "service.yaml").livekit
    assert settings is not None
    assert settings.egress is not None
    assert egress["redis"] == livekit["redis"] == {"address": "10.0.0.5:6380"}
    assert livekit["keys"] == {egress["api_key"]: egress["api_secret"]}
    assert egress["ws_url"] == f"ws://127.0.0.1:{livekit['port']}"
    assert settings.egress.folder == Path("/srv/parta/recordings")
    assert (folder / "egress.yaml").stat().st_mode & 0o077 == 0, "it holds the secret of calls"


def test_without_it_nothing_of_it_is_written(tmp_path: Path) -> None:
    folder = _made(tmp_path / "etc")
    settings = Settings.read(folder / "service.yaml").livekit
    assert settings is not None
    assert settings.egress is None
    assert "redis" not in _read(folder / "livekit.yaml")
    assert not (folder / "egress.yaml").exists()
