"""How this computer reaches the network: proxy and certificates, as the settings keep them."""

from dataclasses import dataclass
from enum import Enum


class ProxyMode(Enum):
    """Where the proxy comes from."""

    SYSTEM = "system"
    NONE = "none"
    EXPLICIT = "explicit"


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """Network settings of this computer; the same for every profile.

    `proxy_url` is `http://host:port` (or https, socks is not supported) and counts with `EXPLICIT`
    only. `extra_ca_file` is a PEM file that is trusted beside the system's certificates.
    """

    proxy: ProxyMode = ProxyMode.SYSTEM
    proxy_url: str = ""
    proxy_user: str = ""
    proxy_password: str = ""
    extra_ca_file: str = ""

    def __repr__(self) -> str:
        """Hide the password."""
        return f"NetworkSettings({self.proxy.value}, extra_ca={bool(self.extra_ca_file)})"
