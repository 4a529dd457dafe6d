"""Call tokens for a homeserver without a school service: the personal one of the embedded school.

`/livekit/jwt/…` as MatrixRTC clients ask for it. Whoever is in a room may be in its call; the room
on the SFU is made when the first of them asks.
"""

from dataclasses import dataclass
from typing import Any

from synapse.api.errors import SynapseError
from synapse.http.server import DirectServeJsonResource
from synapse.http.servlet import parse_json_object_from_request
from synapse.http.site import SynapseRequest
from synapse.module_api import ModuleApi

from server.school_core.lessons import EVERYTHING
from server.service.calls.livekit_config import DEPARTURE_SECONDS, EMPTY_SECONDS
from server.service.calls.requests import BadRequest, TokenRequest, parse_get_token, parse_sfu_get
from server.service.calls.tokens import LiveKitKeys, api_token, entry_token

PATH = "/livekit/jwt"
_FORMS = {b"sfu/get": parse_sfu_get, b"get_token": parse_get_token}


@dataclass(frozen=True, slots=True)
class CallsConfig:
    """`url` is where clients reach the SFU (ws…), `api_url` where the homeserver does (http…)."""

    url: str
    api_url: str
    keys: LiveKitKeys


class CallsModule:
    """Synapse module that serves call tokens."""

    def __init__(self, config: CallsConfig, api: ModuleApi) -> None:
        api.register_web_resource(PATH, CallTokensResource(config, api))

    @staticmethod
    def parse_config(config: dict[str, Any]) -> CallsConfig:
        """Called by Synapse with the `config` of our entry in `modules`."""
        keys = LiveKitKeys(str(config["key"]), str(config["secret"]))
        return CallsConfig(str(config["url"]), str(config["api_url"]), keys)


class CallTokensResource(DirectServeJsonResource):  # type: ignore[misc]  # Synapse is not typed for us
    """`POST sfu/get`, `POST get_token`, `GET healthz` below one path."""

    isLeaf = True  # noqa: N815 — Twisted's name

    def __init__(self, config: CallsConfig, api: ModuleApi) -> None:
        super().__init__(clock=api._clock)
        self._config = config
        self._api = api
        self._store = api._hs.get_datastores().main

    async def _async_render_GET(  # noqa: N802
        self, request: SynapseRequest
    ) -> tuple[int, dict[str, object]]:
        if b"/".join(request.postpath) != b"healthz":
            raise SynapseError(404, "Nothing here", "M_UNRECOGNIZED")
        return 200, {}

    async def _async_render_POST(  # noqa: N802
        self, request: SynapseRequest
    ) -> tuple[int, dict[str, object]]:
        parse = _FORMS.get(b"/".join(request.postpath))
        if parse is None:
            raise SynapseError(404, "Nothing here", "M_UNRECOGNIZED")
        try:
            asked = parse(parse_json_object_from_request(request))
        except BadRequest as problem:
            raise SynapseError(400, str(problem), "M_BAD_JSON") from None
        user_id = await self._whose(asked)
        if asked.room_id not in await self._store.get_rooms_for_user(user_id):
            raise SynapseError(403, "You are not in this room", "M_FORBIDDEN")
        await self._open(asked.room)
        jwt = entry_token(
            self._config.keys,
            room=asked.room,
            identity=asked.identity(user_id),
            grant=EVERYTHING,
        )
        return 200, {"url": self._config.url, "jwt": jwt}

    async def _whose(self, asked: TokenRequest) -> str:
        """The account whose OpenID token came with a request."""
        user_id: str | None = None
        if asked.openid_server == self._api.server_name:
            user_id = await self._store.get_user_id_for_open_id_token(
                asked.openid_token, self._api._clock.time_msec()
            )
        if user_id is None or asked.claimed_user not in {None, user_id}:
            raise SynapseError(401, "The request could not be authorised", "M_UNAUTHORIZED")
        return user_id

    async def _open(self, room: str) -> None:
        token = api_token(self._config.keys, room=room)
        await self._api.http_client.post_json_get_json(
            f"{self._config.api_url}/twirp/livekit.RoomService/CreateRoom",
            {
                "name": room,
                "empty_timeout": EMPTY_SECONDS,
                "departure_timeout": DEPARTURE_SECONDS,
            },
            headers={b"Authorization": [f"Bearer {token}".encode()]},
        )
