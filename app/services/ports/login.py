"""What the services need before there is a session: the ways into a server."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from app.domain.directory import SchoolsPage
from app.domain.identities import ProfileChoice
from app.domain.ids import DeviceId
from app.domain.oauth import OAuthAnswer, OAuthRequest, OAuthServer
from app.domain.server import DiscoveredServer, SignedIn


class LoginApi(Protocol):
    """Before there is a session."""

    async def discover(self, address: str) -> DiscoveredServer:
        """Find the homeserver behind a school address, server name, URL or invite link."""

    async def find_schools(
        self, directories: Sequence[str], query: str, *, more: Mapping[str, int] | None
    ) -> SchoolsPage:
        """`GET /v1/directory/schools` of each directory, on from where `more` says."""

    async def login_password(
        self,
        homeserver: str,
        user: str,
        *,
        password: str,
        device_id: DeviceId | None,
        code: str = "",
    ) -> SignedIn:
        """`m.login.password`, with a refresh token and the code of a second step."""

    async def login_token(
        self, homeserver: str, token: str, *, device_id: DeviceId | None
    ) -> SignedIn:
        """`m.login.token`: the end of single sign-on."""

    async def login_card(
        self, homeserver: str, code: str, *, device_id: DeviceId | None
    ) -> SignedIn:
        """`app.parta.card`: the code of a printed card, which works once."""

    async def prove_gradebook(
        self,
        service_url: str,
        register: str,
        *,
        login: str,
        password: str,
        person: str | None,
        code: str = "",
    ) -> str | tuple[ProfileChoice, ...]:
        """Let the register check a name and a password: a ticket, or profiles to choose from."""

    async def login_ticket(
        self, homeserver: str, ticket: str, *, device_id: DeviceId | None
    ) -> SignedIn:
        """`app.parta.gradebook`: finish what the register has confirmed; a ticket works once."""

    def sso_url(self, homeserver: str, provider: str, *, redirect_url: str) -> str:
        """Address to open in the system browser."""

    async def oauth_server(self, homeserver: str) -> OAuthServer | None:
        """`GET /v1/auth_metadata`: who signs people in for a homeserver; None: it does itself."""

    async def begin_oauth(
        self,
        server: OAuthServer,
        *,
        state: str,
        redirect_url: str,
        device_id: DeviceId | None,
        afresh: bool,
    ) -> OAuthRequest:
        """Register and make the address to open in the system browser."""

    async def finish_oauth(
        self, homeserver: str, request: OAuthRequest, answer: OAuthAnswer
    ) -> SignedIn:
        """Exchange what the browser brought for tokens."""

    async def aclose(self) -> None:
        """Close the connections."""
