"""Settings of the school service, read from one YAML file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo

import yaml
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from server.service.directory.book import read_list


class SettingsError(Exception):
    """The settings cannot be used; the text is a sentence for whoever wrote them."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EgressSettings(_Part):
    """That LiveKit Egress is there. `folder` is where its files lie for the service, which hands
    them out and removes them; `written_to` is the same folder as Egress knows it, '' where by the
    same path.
    """

    folder: Path
    written_to: str = ""


class LiveKitSettings(_Part):
    """Where calls run: `url` for clients (ws…), key and secret for tokens and webhooks.

    `api_url` (http…) is how the service itself reaches the SFU, where that is another way.
    """

    url: str
    key: str
    secret: SecretStr
    api_url: str = ""
    relay: str = ""
    """`host:port` of the SFU's relay (TURN) in TLS; '' where there is none."""
    egress: EgressSettings | None = None
    """What records lessons; without it recording is not offered."""

    @property
    def api(self) -> str:
        """The address of the SFU's API."""
        return self.api_url or self.url.replace("ws", "http", 1)


class Settings(_Part):
    """Everything the service has to be told.

    `database_url` is SQLAlchemy's; `homeserver_url` is how the service reaches Synapse, and
    `public_url` how people reach the service. `bot` is the account of the school itself, a server
    administrator; with `registration_shared_secret` the service makes it at its first start.
    """

    database_url: SecretStr
    homeserver_url: str
    server_name: str
    appservice_token: SecretStr
    homeserver_token: SecretStr | None = None
    """What the homeserver's module shows when it asks the service: whose sign-in card this is."""
    bot: str = "parta-school"
    registration_shared_secret: SecretStr | None = None
    school_name: str = ""
    school_address: str = ""
    """What people type to find the school; '' where that is the server's name."""
    public_url: str
    data_dir: Path
    host: str = "127.0.0.1"
    port: int = Field(default=8090, ge=1, le=65535)
    time_zone: str = "Europe/Moscow"
    livekit: LiveKitSettings | None = None
    directory: Path | None = None
    """The schools that are published here for people to find (`server.service.directory`)."""
    identity_providers: Mapping[str, str] = {}
    """Ways in through the browser as Synapse calls them (`oidc-esia`), with their titles."""

    @field_validator("directory")
    @classmethod
    def _readable(cls, path: Path | None) -> Path | None:
        if path is not None:
            read_list(path)
        return path

    @property
    def zone(self) -> ZoneInfo:
        """The school's time zone: when its day begins, how its times are written."""
        return ZoneInfo(self.time_zone)

    @property
    def address(self) -> str:
        """What people type to find the school."""
        return self.school_address or self.server_name

    @property
    def bot_id(self) -> str:
        """The bot's whole user id."""
        return f"@{self.bot}:{self.server_name}"

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file.

        Raises:
            SettingsError: it is not there, no YAML, or something in it is wrong.
        """
        try:
            raw = yaml.safe_load(path.read_text(encoding="utf-8"))
            return cls.model_validate(raw)
        except OSError as error:
            raise SettingsError(f"Файл настроек «{path}» не читается: {error.strerror}.") from error
        except yaml.YAMLError as error:
            raise SettingsError(f"Файл настроек «{path}» — не YAML: {error}.") from error
        except ValidationError as error:
            # Without the values: there are secrets among them.
            places = ", ".join(".".join(map(str, one["loc"])) for one in error.errors())
            raise SettingsError(f"В файле настроек «{path}» неверно: {places}.") from None
