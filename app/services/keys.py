"""The secrets of one profile as one keyring entry: the database key, the tokens, who it is.

One entry is one question to the keyring at start; Windows limits an entry to 2,560 bytes.
"""

import json
from dataclasses import dataclass

from app.domain.ids import DeviceId, ProfileId, UserId
from app.domain.oauth import OAuthClient
from app.domain.profiles import Tokens


@dataclass(frozen=True, slots=True)
class Keys:
    """Everything that opens a profile; never logged."""

    user_id: UserId
    device_id: DeviceId
    homeserver: str
    database_key: str
    tokens: Tokens
    oauth: OAuthClient | None = None
    """Where the tokens come from an OAuth server."""

    def __repr__(self) -> str:
        """Hide the secrets and the person."""
        return "Keys(…)"


def entry_name(profile_id: ProfileId) -> str:
    """Return the name of a profile's keyring entry."""
    return f"profile:{profile_id}"


def new_database_key() -> str:
    """Return 256 random bits as hex."""
    import secrets

    return secrets.token_hex(32)


def pack(keys: Keys) -> str:
    """Return the text of the entry."""
    oauth = keys.oauth
    return json.dumps(
        {
            "user": keys.user_id,
            "device": keys.device_id,
            "server": keys.homeserver,
            "key": keys.database_key,
            "access": keys.tokens.access_token,
            "refresh": keys.tokens.refresh_token,
            "until": keys.tokens.expires_at,
        }
        | ({"oauth": [oauth.issuer, oauth.client_id]} if oauth else {}),
        ensure_ascii=False,
        separators=(",", ":"),
    )


def unpack(text: str) -> Keys | None:
    """Return what an entry holds, None where it is none of ours."""
    try:
        saved = json.loads(text)
        oauth = saved.get("oauth")
        return Keys(
            UserId(saved["user"]),
            DeviceId(saved["device"]),
            saved["server"],
            saved["key"],
            Tokens(saved["access"], saved["refresh"], saved["until"]),
            OAuthClient(oauth[0], oauth[1]) if oauth else None,
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None
