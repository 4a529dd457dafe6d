"""A computer of the tests: a data folder, a keyring, servers to sign in at."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from app.domain.errors import KeyringLocked, NoKeyring, Offline, WrongKey
from app.domain.ids import DeviceId, ProfileId, UserId
from app.domain.managed import FREE
from app.domain.network import NetworkSettings
from app.domain.oauth import OAuthAnswer, OAuthClient, OAuthRequest, OAuthServer
from app.domain.profiles import Tokens, profile_id
from app.domain.server import DiscoveredServer, SignedIn
from app.services.ports.secrets import Secrets
from app.services.profiles import ProfileManager
from app.services.secrets import MemorySecrets
from app.services.workshop import Workshop
from app.store.profile_store import ProfileStore
from tests.unit.calls.world import Media
from tests.unit.services_core.fakes import FakeClock, Server
from tests.unit.services_core.world import reply
from tests.unit.services_messages.fakes import FakeTools

SCHOOL = DiscoveredServer("http://school", "school", "Школа № 14", frozenset(), (), True)
HOME = DiscoveredServer("http://home", "home", "", frozenset(), (), False)
VERA = profile_id(UserId("@vera:school"))


class Api(Server):
    """A session's connection that knows its tokens and whether it was closed."""

    def __init__(self, tokens: Tokens, on_tokens: Any) -> None:
        super().__init__(reply("p1", count=0))
        self.tokens, self.on_tokens = tokens, on_tokens
        self.closed = False

    async def profile(self, user_id: UserId) -> Any:
        raise Offline

    async def rtc_transports(self) -> tuple[str, ...]:
        return ()

    async def logout(self) -> None:
        self._ask("logout", self.tokens.access_token)

    async def aclose(self) -> None:
        self.closed = True


class NoKeyringHere(MemorySecrets):
    async def load(self, name: str) -> str | None:
        raise NoKeyring


class LockedKeyring(MemorySecrets):
    async def load(self, name: str) -> str | None:
        raise KeyringLocked


class Computer:
    """A data folder, a keyring, a person who answers; `start` is a start of the program."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.keyring: Secrets = MemorySecrets()
        self.errors: list[BaseException] = []
        self.apis: list[Api] = []
        self.passphrases: list[str | None] = []
        self.vaults: dict[str, MemorySecrets] = {}
        self.logins = 0
        self.clock = FakeClock()
        self.managed = FREE
        self.networks: list[NetworkSettings] = []
        self.media = Media()
        self.oauth: OAuthServer | None = None
        """Who signs people in for every homeserver."""
        self.renewed_by: list[OAuthClient | None] = []
        self.begun: list[tuple[DeviceId | None, bool]] = []
        """(device, afresh) of each sign-in by OAuth."""
        self.profiles: ProfileManager | None = None

    async def start(self) -> ProfileManager:
        async def open_api(
            *_: Any, tokens: Tokens, on_tokens: Any, network: Any, oauth: OAuthClient | None
        ) -> Api:
            self.networks.append(network)
            self.renewed_by.append(oauth)
            self.apis.append(Api(tokens, on_tokens))
            return self.apis[-1]

        async def choose() -> str | None:
            return self.passphrases.pop(0)

        async def open_vault(folder: Path, passphrase: str) -> Secrets:
            if self.vaults and passphrase not in self.vaults:
                raise WrongKey
            return self.vaults.setdefault(passphrase, MemorySecrets())

        self.profiles = ProfileManager(
            self.data,
            Workshop(
                open_api=open_api,  # type: ignore[arg-type]
                open_store=ProfileStore.open,
                make_login=lambda network: self,  # type: ignore[arg-type, return-value]
                open_vault=open_vault,
                tools=FakeTools(),
                clock=self.clock,
                choose_storage=choose,
                on_error=self.errors.append,
                keyring=self.keyring,
                media=self.media,
            ),
            managed=self.managed,
        )
        await self.profiles.start()
        return self.profiles

    async def stop(self) -> None:
        if self.profiles is not None:
            await self.profiles.aclose()
            self.profiles = None

    async def restart(self) -> ProfileManager:
        await self.stop()
        return await self.start()

    # ---- the LoginApi

    async def login_password(
        self,
        homeserver: str,
        user: str,
        *,
        password: str,
        device_id: DeviceId | None,
        code: str = "",
    ) -> SignedIn:
        self.logins += 1
        name = user.partition(":")[0].removeprefix("@")
        return SignedIn(
            UserId(f"@{name}:{homeserver.removeprefix('http://')}"),
            device_id or DeviceId(f"D{self.logins}"),
            homeserver,
            Tokens(f"token-{self.logins}", f"refresh-{self.logins}"),
        )

    async def login_card(
        self, homeserver: str, code: str, *, device_id: DeviceId | None
    ) -> SignedIn:
        return await self.login_password(homeserver, "artem", password=code, device_id=device_id)

    def sso_url(self, homeserver: str, provider: str, *, redirect_url: str) -> str:
        return redirect_url

    async def oauth_server(self, homeserver: str) -> OAuthServer | None:
        return self.oauth

    async def begin_oauth(
        self,
        server: OAuthServer,
        *,
        state: str,
        redirect_url: str,
        device_id: DeviceId | None,
        afresh: bool,
    ) -> OAuthRequest:
        self.begun.append((device_id, afresh))
        client = OAuthClient(server.issuer, f"client-{len(self.begun)}")
        url = f"{redirect_url}?state={state}"
        return OAuthRequest(url, server, client, device_id or DeviceId("NEW"), redirect_url, "")

    async def finish_oauth(
        self, homeserver: str, request: OAuthRequest, answer: OAuthAnswer
    ) -> SignedIn:
        signed_in = await self.login_password(
            homeserver, answer.code, password="", device_id=request.device_id
        )
        return replace(signed_in, oauth=request.client)

    async def login_token(
        self, homeserver: str, token: str, *, device_id: DeviceId | None
    ) -> SignedIn:
        return await self.login_password(homeserver, token, password="", device_id=device_id)

    async def aclose(self) -> None:
        return

    # ---- words

    async def sign_in(
        self, user: str = "vera", server: DiscoveredServer = SCHOOL, *, shared: bool = False
    ) -> ProfileId:
        assert self.profiles is not None
        return await self.profiles.sign_in_password(
            server, user, password="тайна", shared_computer=shared
        )

    def rail(self) -> list[str]:
        assert self.profiles is not None
        return [one.profile.value.title for one in self.profiles.sessions]

    def files(self) -> list[str]:
        return sorted(path.name for path in self.data.rglob("*") if path.is_file())
