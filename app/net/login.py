"""Before there is a session: find the homeserver, see what it offers, sign in."""

import platform
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

import httpx

from app.domain.cards import CARD_FLOW
from app.domain.clean import clean_name
from app.domain.directory import SchoolsPage
from app.domain.errors import (
    AppError,
    BadReply,
    Forbidden,
    NotFound,
    Offline,
    SecondStepNeeded,
    ServerError,
    UserText,
)
from app.domain.identities import GRADEBOOK_FLOW, ProfileChoice
from app.domain.ids import DeviceId, UserId
from app.domain.network import NetworkSettings
from app.domain.oauth import OAuthAnswer, OAuthRequest, OAuthServer
from app.domain.parse.fields import identifier, items, mapping, text
from app.domain.second_step import CODE_FIELD
from app.domain.server import DiscoveredServer, SignedIn
from app.net import directory, oauth, wire
from app.net.address import Origin, base_url, origin_of
from app.net.api import fields, text_field
from app.net.auth_metadata import offered_server
from app.net.http import Call, Http, open_http
from app.net.school_sign_in import prove_at, registers_at
from app.net.tokens import read_tokens

SCHOOL = "app.parta.school"
"""Key of the well-known file that makes a server a school: `{"name": "Школа № 14"}`."""
_V3 = "/_matrix/client/v3/"
CARD_REFUSED = (
    "Эта карточка не подходит: она уже использована или заменена новой. "
    "Попросите новую у классного руководителя."
)


class LoginClient:
    """The `LoginApi`. Keeps one connection pool per server that was asked."""

    def __init__(
        self,
        network: NetworkSettings,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._network = network
        self._transport = transport
        self._now = now
        self._open: dict[str, Http] = {}

    async def discover(self, address: str) -> DiscoveredServer:
        """Find the homeserver behind what was typed.

        A well-known file that is missing or no JSON (many web sites answer any path with a page)
        leaves the address itself to try; one that names an address of the wrong kind is an error.
        """
        origin = origin_of(address)
        known = await self._well_known(origin)
        base, school = origin.base, mapping(known.get(SCHOOL))
        if "m.homeserver" in known:
            named = base_url(mapping(known["m.homeserver"]).get("base_url"))
            if named is None:
                raise _no_server(origin)
            base = named
        await self._check_versions(origin, base)
        flows = await self._flows(base)
        signs_in = await self.oauth_server(base)
        kinds = frozenset(flow for flow in (text(f.get("type")) for f in flows) if flow)
        service = base_url(school.get("service_url")) or ""
        registers: tuple[tuple[str, str], ...] = ()
        if service and GRADEBOOK_FLOW in kinds:
            registers = await registers_at(await self._http(service), service)
        return DiscoveredServer(
            homeserver=base,
            server_name=origin.name,
            title=clean_name(text(school.get("name"))) or origin.name,
            flows=kinds,
            providers=_providers(flows),
            is_school=SCHOOL in known,
            brands=_brands(flows),
            service_url=service,
            registers=registers,
            oauth=signs_in,
        )

    async def find_schools(
        self, directories: Sequence[str], query: str, *, more: Mapping[str, int] | None
    ) -> SchoolsPage:
        """Ask directories for schools by name, from where `more` says they go on."""
        return await directory.find_schools(self._http, directories, query, more=more)

    async def login_password(
        self,
        homeserver: str,
        user: str,
        *,
        password: str,
        device_id: DeviceId | None,
        code: str = "",
    ) -> SignedIn:
        """`m.login.password`; `user` is a login name or a whole user id.

        Raises:
            SecondStepNeeded: the password was right; it has to come again with a code.
        """
        return await self._login(
            homeserver,
            {
                "type": "m.login.password",
                "identifier": {"type": "m.id.user", "user": user.strip()},
                "password": password,
            }
            | ({CODE_FIELD: code} if code else {}),
            device_id=device_id,
            refused="Неверное имя пользователя или пароль.",
        )

    async def login_token(
        self, homeserver: str, token: str, *, device_id: DeviceId | None
    ) -> SignedIn:
        """`m.login.token`; such a token works once and for a short time."""
        return await self._login(
            homeserver,
            {"type": "m.login.token", "token": token},
            device_id=device_id,
            refused="Вход не удался: ссылка устарела. Попробуйте войти ещё раз.",
        )

    async def login_card(
        self, homeserver: str, code: str, *, device_id: DeviceId | None
    ) -> SignedIn:
        """`app.parta.card`: the code of a printed card, which works once."""
        # Synapse counts failed tries by this name: one for each card, not one for all of them.
        tries = {"type": "m.id.user", "user": f"card-{code[:4].lower()}"}
        return await self._login(
            homeserver,
            {"type": CARD_FLOW, "identifier": tries, "code": code},
            device_id=device_id,
            refused=CARD_REFUSED,
        )

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
        """Let the school's register check a name and a password: a ticket, or profiles to choose.

        They go to the school service, which keeps nothing of them; the homeserver never sees them.
        """
        http = await self._http(service_url)
        return await prove_at(
            http, service_url, register, login=login, password=password, person=person, code=code
        )

    async def login_ticket(
        self, homeserver: str, ticket: str, *, device_id: DeviceId | None
    ) -> SignedIn:
        """`app.parta.gradebook`: finish a sign-in that the register has confirmed."""
        tries = {"type": "m.id.user", "user": f"ticket-{ticket[:8].lower()}"}
        return await self._login(
            homeserver,
            {"type": GRADEBOOK_FLOW, "identifier": tries, "ticket": ticket},
            device_id=device_id,
            refused="Вход устарел. Войдите ещё раз.",
        )

    def sso_url(self, homeserver: str, provider: str, *, redirect_url: str) -> str:
        """Address to open in the system browser; it comes back to `redirect_url` with a token."""
        where = _V3 + "login/sso/redirect" + (f"/{quote(provider, safe='')}" if provider else "")
        return f"{homeserver}{where}?{urlencode({'redirectUrl': redirect_url})}"

    async def oauth_server(self, homeserver: str) -> OAuthServer | None:
        """Who signs people in for a homeserver; None where it does so itself.

        Metadata that cannot be used is treated like none: other ways in may be offered.
        """
        return await offered_server(await self._http(homeserver))

    async def begin_oauth(
        self,
        server: OAuthServer,
        *,
        state: str,
        redirect_url: str,
        device_id: DeviceId | None,
        afresh: bool,
    ) -> OAuthRequest:
        """Register at an OAuth server and make the address for the browser."""
        return await oauth.begin(
            self._http,
            server,
            state=state,
            redirect_url=redirect_url,
            device_id=device_id,
            afresh=afresh,
        )

    async def finish_oauth(
        self, homeserver: str, request: OAuthRequest, answer: OAuthAnswer
    ) -> SignedIn:
        """Exchange what the browser brought for tokens; `homeserver` says whose they are."""
        return await oauth.finish(self._http, homeserver, request, answer, now=self._now)

    async def aclose(self) -> None:
        """Close the connections."""
        while self._open:
            _, http = self._open.popitem()
            await http.aclose()

    # ----------------------------------------------------------------------------------- steps

    async def _login(
        self,
        homeserver: str,
        body: dict[str, Any],
        *,
        device_id: DeviceId | None,
        refused: str,
    ) -> SignedIn:
        body["refresh_token"] = True
        body["initial_device_display_name"] = f"Parta ({platform.system() or 'desktop'})"
        if device_id is not None:
            body["device_id"] = device_id

        def parse(reply: object) -> SignedIn:
            return SignedIn(
                user_id=UserId(text_field(reply, "user_id")),
                device_id=DeviceId(text_field(reply, "device_id")),
                homeserver=homeserver,
                tokens=read_tokens(reply, now=self._now()),
            )

        call = Call("POST", _V3 + "login", wire.dumps(body), repeatable=False)
        http = await self._http(homeserver)
        try:
            return await http.json(call, parse)
        except SecondStepNeeded:
            raise
        except Forbidden as error:
            if error.errcode in {"M_FORBIDDEN", "M_INVALID_USERNAME", ""}:
                raise Forbidden(
                    status=403, errcode=error.errcode, user_text=UserText(refused)
                ) from error
            raise

    async def _well_known(self, origin: Origin) -> Mapping[str, Any]:
        http = await self._http(origin.base)
        try:
            return await http.json(Call("GET", "/.well-known/matrix/client", timeout=10.0), mapping)
        except ServerError:
            return {}
        except Offline:
            return {}  # the port may be closed to the web and open to Matrix: versions will tell

    async def _check_versions(self, origin: Origin, base: str) -> None:
        http = await self._http(base)
        call = Call("GET", "/_matrix/client/versions", timeout=15.0)
        try:
            versions = await http.json(call, lambda reply: fields(reply).get("versions"))
        except Offline as error:
            raise Offline(
                str(error),
                user_text=UserText(
                    "Не удалось связаться с {server}. Проверьте адрес и подключение к сети.",
                    {"server": origin.name},
                ),
            ) from error
        except (BadReply, NotFound, Forbidden) as error:
            raise _no_server(origin) from error
        if not isinstance(versions, list):
            raise _no_server(origin)

    async def _flows(self, base: str) -> list[Mapping[str, Any]]:
        http = await self._http(base)
        try:
            reply = await http.json(Call("GET", _V3 + "login"), mapping)
        except NotFound:
            return []
        return [mapping(flow) for flow in items(reply.get("flows"), 50)]

    async def _http(self, base: str) -> Http:
        if base not in self._open:
            http = await open_http(base, self._network, transport=self._transport)
            self._open.setdefault(base, http)
        return self._open[base]


def _providers(flows: list[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    """Return (id, name) of the ways to sign in through the browser; ('', …) is the only one."""
    for flow in flows:
        if flow.get("type") == "m.login.sso":
            found = [
                (key, clean_name(text(mapping(raw).get("name"))) or key)
                for raw in items(flow.get("identity_providers"), 20)
                if (key := identifier(mapping(raw).get("id")))
            ]
            return tuple(found) or (("", "SSO"),)
    return ()


def _brands(flows: list[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    """Return (id, brand) of the providers that carry somebody's sign."""
    for flow in flows:
        if flow.get("type") == "m.login.sso":
            rows = [mapping(raw) for raw in items(flow.get("identity_providers"), 20)]
            pairs = [(identifier(row.get("id")), identifier(row.get("brand"))) for row in rows]
            return tuple((key, brand) for key, brand in pairs if key and brand)
    return ()


def _no_server(origin: Origin) -> AppError:
    return BadReply(
        "no homeserver",
        user_text=UserText(
            "По адресу {server} нет сервера Парты. Проверьте адрес.", {"server": origin.name}
        ),
    )
