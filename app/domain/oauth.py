"""OAuth 2.0 as Matrix uses it: who signs people in for a homeserver, and one way through it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from app.domain.ids import DeviceId

DEVICES_LIST = "org.matrix.devices_list"
DEVICE_DELETE = "org.matrix.device_delete"
OLDER_NAMES = {
    DEVICES_LIST: "org.matrix.sessions_list",
    DEVICE_DELETE: "org.matrix.session_end",
}
"""What MSC4191 called these actions before they came into the specification."""


@dataclass(frozen=True, slots=True)
class OAuthServer:
    """The authorisation server that a homeserver trusts (`GET /v1/auth_metadata`), as checked.

    `authorization`, `token`, `revocation` and `registration` are its endpoints.
    """

    issuer: str
    authorization: str
    token: str
    revocation: str
    registration: str
    prompts: frozenset[str] = frozenset()
    names_itself: bool = False
    """Its answers say who gives them (RFC 9207), so one that does not is not its own."""
    account_page: str = ""
    """Where people manage their account; '' where the server does not say."""
    account_actions: frozenset[str] = frozenset()

    def page_for_devices(self, devices: Sequence[DeviceId]) -> str:
        """Address where these devices are signed out; '' where there is none."""
        if not self.account_page:
            return ""
        action = DEVICE_DELETE if len(devices) == 1 else DEVICES_LIST
        for name in (action, OLDER_NAMES[action]):
            if name in self.account_actions:
                one = {"device_id": devices[0]} if action == DEVICE_DELETE else {}
                return _with_query(self.account_page, {"action": name} | one)
        return self.account_page


@dataclass(frozen=True, slots=True)
class OAuthClient:
    """Under which name this device is known to an issuer: renewing and revoking need it."""

    issuer: str
    client_id: str


@dataclass(frozen=True, slots=True)
class OAuthRequest:
    """A sign-in under way: `url` goes to the browser, the rest stays until it comes back."""

    url: str
    server: OAuthServer
    client: OAuthClient
    device_id: DeviceId
    redirect_url: str
    verifier: str

    def __repr__(self) -> str:
        """Hide the secret."""
        return "OAuthRequest(…)"


@dataclass(frozen=True, slots=True)
class OAuthAnswer:
    """What the browser brought back: a code, or why there is none; `issuer` is who says so."""

    code: str = ""
    error: str = ""
    issuer: str = ""

    def __repr__(self) -> str:
        """Hide the secret."""
        return "OAuthAnswer(…)"


def _with_query(page: str, query: dict[str, str]) -> str:
    return f"{page}{'&' if '?' in page else '?'}{urlencode(query)}"
