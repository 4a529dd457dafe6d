"""Who signs people in for a homeserver: `GET /_matrix/client/v1/auth_metadata`, checked.

The address of each endpoint decides where a code, a token or a person's browser goes, so metadata
with one that must not be used is not used at all.
"""

import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from app.domain.errors import BadReply, NotFound, ServerError
from app.domain.oauth import OAuthServer
from app.domain.parse.fields import items
from app.net.address import address_parts
from app.net.api import fields
from app.net.http import Call, Http, is_loopback

_log = logging.getLogger(__name__)

METADATA = "/_matrix/client/v1/auth_metadata"
MOST_BYTES = 256 * 1024
"""Real metadata takes 5 KB."""
_MOST_WORDS = 200
_MUST_HAVE = {
    "response_types_supported": {"code"},
    "grant_types_supported": {"authorization_code", "refresh_token"},
    "response_modes_supported": {"query"},
    "code_challenge_methods_supported": {"S256"},
}


async def auth_metadata(http: Http) -> OAuthServer | None:
    """Return the authorisation server of a homeserver; None where it signs people in itself.

    Raises:
        BadReply: it names one that must not be used.
    """
    call = Call("GET", METADATA, timeout=10.0, most=MOST_BYTES)
    here = is_loopback(urlsplit(http.base_url).hostname or "")
    try:
        return await http.json(call, lambda reply: read_metadata(reply, here=here))
    except NotFound:
        return None


async def offered_server(http: Http) -> OAuthServer | None:
    """The same for whoever has other ways: what is no usable metadata is like none."""
    try:
        return await auth_metadata(http)
    except (BadReply, ServerError) as error:
        _log.warning("this homeserver names no OAuth server that can be used: %s", error)
        return None


def read_metadata(reply: object, *, here: bool = False) -> OAuthServer:
    """Return what the metadata says; `here`: the homeserver runs on this computer.

    Raises:
        BadReply: it cannot be used.
    """
    said = fields(reply)
    issuer = _endpoint(said, "issuer", here=here)
    if "?" in issuer:
        raise BadReply("no issuer")
    for name, needed in _MUST_HAVE.items():
        if not needed <= _words(said, name):
            raise BadReply(f"{name} lacks what is needed")
    page = said.get("account_management_uri")
    return OAuthServer(
        issuer=issuer,
        authorization=_endpoint(said, "authorization_endpoint", here=here),
        token=_endpoint(said, "token_endpoint", here=here),
        revocation=_endpoint(said, "revocation_endpoint", here=here),
        registration=_endpoint(said, "registration_endpoint", here=here),
        prompts=_words(said, "prompt_values_supported"),
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
        account_page=str(page) if is_endpoint(page, here=here) else "",
        account_actions=_words(said, "account_management_actions_supported"),
    )


def is_endpoint(value: object, *, here: bool) -> bool:
    """Whether an address may be asked or opened: HTTPS, or this computer by a server on it."""
    if not isinstance(value, str) or (parts := address_parts(value)) is None:
        return False
    if not value.isascii() or " " in value or "\\" in value:
        return False
    host = parts.hostname or ""
    # A server elsewhere has no business sending us to the programs of this computer.
    safe = parts.scheme in {"http", "https"} if is_loopback(host) else parts.scheme == "https"
    allowed = safe and (here or not is_loopback(host))
    return allowed and "@" not in parts.netloc and "#" not in value


def origin_base(url: str) -> str:
    """Return scheme, host and port of an endpoint."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _endpoint(said: Mapping[str, Any], name: str, *, here: bool) -> str:
    value = said.get(name)
    if not is_endpoint(value, here=here):
        raise BadReply(f"no {name}")
    return str(value)


def _words(said: Mapping[str, Any], name: str) -> frozenset[str]:
    """A list of strings; RFC 8414 lets a server leave some out, Matrix does not."""
    return frozenset(one for one in items(said.get(name), _MOST_WORDS) if isinstance(one, str))
