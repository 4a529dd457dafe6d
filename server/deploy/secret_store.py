"""The secrets of an installation: made once, kept beside its configuration, never made anew."""

import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Self

import yaml

_FILE = "secrets.yaml"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the programs of one installation know of each other."""

    signing_key: str
    registration_shared_secret: str
    macaroon_secret: str
    form_secret: str
    appservice_token: str
    homeserver_token: str
    replication_secret: str
    livekit_secret: str

    @classmethod
    def of(cls, folder: Path) -> Self:
        """Read an installation's secrets, or make them at its first time."""
        path = folder / _FILE
        if path.exists():
            return cls(**yaml.safe_load(path.read_text(encoding="utf-8")))
        made = cls(**{one.name: secrets.token_urlsafe(36) for one in fields(cls)})
        made = cls(**{**asdict(made), "signing_key": secrets.token_hex(32)})
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(yaml.safe_dump(asdict(made), sort_keys=False), encoding="utf-8")
        return made
