"""What an installation is asked for, in one YAML file: the school, its databases, its machines.

Everything else follows from it; the example in docs/operations.md has every field.
"""

from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    model_validator,
)


class PlanRefused(Exception):
    """The plan cannot be used; the text is a sentence for whoever wrote it."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


Port = Annotated[int, Field(ge=1, le=65535)]
Host = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$", max_length=253)]


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("there is no such time zone") from error
    return name


class School(_Part):
    """`server_name` is the part after the colon in account names and can never be changed.

    `address` is the host that people reach; `name` stands above the chats.
    """

    name: str = Field(min_length=1, max_length=200)
    server_name: Host
    address: Host
    time_zone: Annotated[str, AfterValidator(_known_zone)] = "Europe/Moscow"


class DatabaseServer(_Part):
    """A PostgreSQL. `host` is a name, an address or the folder of its socket."""

    host: str = "/var/run/postgresql"
    port: Port = 5432
    user: str = "parta"
    password: SecretStr = SecretStr("")
    homeserver: str = "synapse"
    service: str = "parta"


class Redis(_Part):
    """Where Synapse's processes, several LiveKit nodes, and LiveKit and Egress meet."""

    host: str = "127.0.0.1"
    port: Port = 6379


class Calls(_Part):
    """The SFU. `node_ip` is the address media goes to; `turn_domain` is for TURN/TLS on 443.

    `recording`: LiveKit Egress records lessons; it meets the SFU in Redis.
    """

    node_ip: str
    turn_domain: Host | None = None
    cluster: bool = False
    recording: bool = False


class SignIn(_Part):
    """A way in through the browser: an OpenID provider, as a region's broker of ESIA is.

    `kind` gives the scopes, the sign and the title that are usual; `claim` names the person to us,
    `a.b` one inside another, and must be what the school's register knows or what people bind.
    """

    kind: Literal["esia", "oidc"]
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,50}$")] = ""
    title: Annotated[str, StringConstraints(max_length=100)] = ""
    issuer: Annotated[str, StringConstraints(pattern=r"^https?://\S{1,500}$")]
    client_id: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    client_secret_file: Path
    scopes: tuple[str, ...] = ()
    claim: Annotated[str, StringConstraints(min_length=1, max_length=100)] = "sub"
    name_claim: Annotated[str, StringConstraints(min_length=1, max_length=100)] = "name"

    @property
    def idp(self) -> str:
        """Its name in Synapse's configuration; Synapse calls it `oidc-…` elsewhere."""
        return self.id or self.kind


class Ports(_Part):
    """Where each program listens; all of them on `bind` but LiveKit's media."""

    homeserver: Port = 8008
    replication: Port = 9093
    persister: Port = 9094
    readers: Port = 8081
    """The first reader's; the others follow."""
    service: Port = 8090
    livekit: Port = 7880
    livekit_tcp: Port = 7881
    livekit_udp: Port = 7882
    site: Port = 443
    site_inner: Port = 8443
    """The site's behind the front door, where the relay of calls shares `site` with it."""
    turn_inner: Port = 5350
    turn_tls: Port = 5349


class Plan(_Part):
    """An installation. `size` is `one` (Synapse as one process) or `several` (with workers)."""

    school: School
    size: Literal["one", "several"] = "one"
    database: DatabaseServer = DatabaseServer()
    redis: Redis = Redis()
    readers: int = Field(default=2, ge=1, le=32)
    calls: Calls | None = None
    sign_in: tuple[SignIn, ...] = ()
    directory: Path | None = None
    """The schools this server publishes for people to find, a file of `service.directory`."""
    ports: Ports = Ports()
    data: Path = Path("/var/lib/parta")
    bind: str = "127.0.0.1"
    certificate: Path | None = None
    key: Path | None = None
    administrators: tuple[str, ...] = ("127.0.0.1",)

    @model_validator(mode="after")
    def _together(self) -> Self:
        if (self.certificate is None) != (self.key is None):
            raise ValueError("certificate and key are given together")
        if self.relays and self.certificate is None:
            raise ValueError("calls.turn_domain needs a certificate, for this name too")
        if len({one.idp for one in self.sign_in}) != len(self.sign_in):
            raise ValueError("two ways to sign in have the same id")
        return self

    @property
    def relays(self) -> bool:
        """Whether calls go through the site's port where nothing else gets through."""
        return self.calls is not None and self.calls.turn_domain is not None

    @property
    def recordings(self) -> Path:
        """Where Egress writes and the service reads."""
        return self.data / "recordings"

    @property
    def public_url(self) -> str:
        """The address of the site as browsers and clients see it."""
        if self.certificate is not None:
            port = "" if self.ports.site == 443 else f":{self.ports.site}"
            return f"https://{self.school.address}{port}"
        return f"http://{self.school.address}:{self.ports.site}"

    @property
    def reader_ports(self) -> tuple[int, ...]:
        """The ports of Synapse's readers, none for an installation of one process."""
        first = self.ports.readers
        return tuple(range(first, first + self.readers)) if self.size == "several" else ()


def read_plan(path: Path) -> Plan:
    """Read a plan.

    Raises:
        PlanRefused: it is not there, no YAML, or something in it is wrong.
    """
    try:
        return Plan.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise PlanRefused(f"План «{path}» не читается: {error.strerror}.") from error
    except yaml.YAMLError as error:
        raise PlanRefused(f"План «{path}» — не YAML: {error}.") from error
    except ValidationError as error:
        places = "; ".join(
            f"{'.'.join(map(str, one['loc'])) or 'план'}: {one['msg']}"
            for one in error.errors(include_url=False, include_input=False)
        )
        raise PlanRefused(f"В плане «{path}» неверно — {places}.") from None
