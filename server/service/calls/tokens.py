"""Tokens for the SFU: signed with LiveKit's key, for one person in one room, short-lived.

A token says what its holder may do when entering; what they may do afterwards the school decides
over LiveKit's API. So it lives only as long as a slow client takes from asking to entering.
"""

import time
from dataclasses import dataclass, field

import jwt

from server.school_core.lessons import Grant

ENTRY_SECONDS = 600
_API_SECONDS = 60


@dataclass(frozen=True, slots=True)
class LiveKitKeys:
    """An API key of the SFU. The secret opens every call: it never leaves the servers."""

    key: str
    secret: str = field(repr=False)


def entry_token(
    keys: LiveKitKeys, *, room: str, identity: str, grant: Grant, seconds: int = ENTRY_SECONDS
) -> str:
    """Make the token with which a client enters a room."""
    video: dict[str, object] = {
        "room": room,
        "roomJoin": True,
        "roomCreate": False,
        "canPublish": bool(grant.sources),
        "canPublishSources": sorted(source.value for source in grant.sources),
        "canPublishData": grant.data,
        "canSubscribe": grant.subscribe,
        "canUpdateOwnMetadata": False,
    }
    return _sign(keys, {"sub": identity, "video": video}, seconds)


def api_token(keys: LiveKitKeys, *, room: str = "") -> str:
    """Make the token with which the school asks the SFU's own API about a room."""
    video = {"roomCreate": True, "roomList": True, "roomAdmin": True, "room": room}
    return _sign(keys, {"video": video}, _API_SECONDS)


def _sign(keys: LiveKitKeys, claims: dict[str, object], seconds: int) -> str:
    now = int(time.time())
    times = {"iss": keys.key, "nbf": now - 10, "exp": now + seconds}
    return jwt.encode(claims | times, keys.secret, algorithm="HS256")
