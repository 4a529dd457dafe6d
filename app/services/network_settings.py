"""Network settings as text for the keyring: a proxy password may be among them."""

import json

from app.domain.network import NetworkSettings, ProxyMode

NETWORK = "network"
"""Name of the keyring entry."""


def pack(settings: NetworkSettings) -> str:
    """Return the text to keep."""
    return json.dumps(
        {
            "proxy": settings.proxy.value,
            "url": settings.proxy_url,
            "user": settings.proxy_user,
            "password": settings.proxy_password,
            "ca": settings.extra_ca_file,
        }
    )


def unpack(text: str | None) -> NetworkSettings | None:
    """Return the settings that were kept, None where there are none that can be read."""
    if text is None:
        return None
    try:
        saved = json.loads(text)
        return NetworkSettings(
            ProxyMode(saved["proxy"]),
            saved["url"],
            saved["user"],
            saved["password"],
            saved["ca"],
        )
    except (ValueError, KeyError, TypeError):
        return None
