"""What sessions are made from: the ways to open a connection, a cache, a place for secrets."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.errors import UserText
from app.domain.ids import DeviceId, UserId
from app.domain.network import NetworkSettings
from app.domain.oauth import OAuthClient
from app.domain.profiles import Tokens
from app.services.facade.profiles import StorageChoice
from app.services.ports.calls import CallMedia
from app.services.ports.clock import Clock
from app.services.ports.login import LoginApi
from app.services.ports.matrix import MatrixApi
from app.services.ports.media import MediaTools
from app.services.ports.secrets import Secrets
from app.services.ports.store import Store

OnTokens = Callable[[Tokens], Awaitable[None]]


class OpenApi(Protocol):
    """Makes the client of a session; `on_tokens` has written the pair when it returns."""

    async def __call__(
        self,
        homeserver: str,
        user_id: UserId,
        device_id: DeviceId,
        *,
        tokens: Tokens,
        on_tokens: OnTokens,
        network: NetworkSettings,
        oauth: OAuthClient | None,
    ) -> MatrixApi:
        """Open the connections."""


class OpenStore(Protocol):
    """Opens the cache of a profile."""

    async def __call__(self, folder: Path, key: str, *, user_id: UserId) -> Store:
        """Open or make it."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the manager makes sessions from; `bootstrap` fills it."""

    open_api: OpenApi
    open_store: OpenStore
    make_login: Callable[[NetworkSettings], LoginApi]
    open_vault: Callable[[Path, str], Awaitable[Secrets]]
    tools: MediaTools
    clock: Clock
    choose_storage: StorageChoice
    on_error: Callable[[BaseException], None]
    keyring: Secrets
    media: CallMedia | None = None
    """Sound and pictures of calls; None without them."""
    directories: tuple[str, ...] = ()
    """Addresses of school services whose directories are asked for schools by name."""
    say: Callable[[UserText], str] = str
    """Gives a sentence in the language of the person: the browser shows some of ours."""
    log_file: Path | None = None
    """The program's own log, which a person may send to support."""
