"""The configuration of the SFU, for one computer and for a real school.

Rooms are made by the school alone (`auto_create: false`): once a call was ended, no old token
brings it back. Nobody is unmuted from afar. Clients are never sent to foreign STUN servers, which
is LiveKit's default, and never to the media's own UDP port: WebRTC takes all that comes from a STUN
server for an answer of it, so that media would always go by TCP. Schools behind proxies that let
out nothing but 443 get TURN over TLS there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from server.service.calls.tokens import LiveKitKeys

EMPTY_SECONDS = 300
"""A room nobody has entered yet is kept so long."""
DEPARTURE_SECONDS = 20
"""A room that everybody has left is kept so long."""


@dataclass(frozen=True, slots=True)
class Turn:
    """TURN over TLS on 443 of `domain`. Without a certificate a proxy in front ends the TLS."""

    domain: str
    port: int = 5349
    udp_port: int = 3478
    certificate: str = ""
    private_key: str = ""


@dataclass(frozen=True, slots=True)
class SfuNode:
    """Where one SFU listens. `node_ip` is the address that clients send media to."""

    port: int
    tcp_port: int
    udp_port: int
    node_ip: str
    bind: tuple[str, ...] = ()


def livekit_config(
    node: SfuNode,
    keys: LiveKitKeys,
    *,
    webhooks: Sequence[str] = (),
    turn: Turn | None = None,
    redis: str = "",
) -> Mapping[str, Any]:
    """Return the settings as LiveKit reads them; with `redis` several nodes are one cluster."""
    loopback = node.node_ip.startswith("127.")
    config: dict[str, Any] = {
        "port": node.port,
        "rtc": {
            "tcp_port": node.tcp_port,
            "udp_port": node.udp_port,
            "use_external_ip": False,
            "node_ip": node.node_ip,
            "enable_loopback_candidate": loopback,
            # Without TURN nobody answers there, and nobody needs to.
            "stun_servers": [f"{node.node_ip}:{turn.udp_port if turn else node.tcp_port}"],
        },
        "keys": {keys.key: keys.secret},
        "room": {
            "auto_create": False,
            "enable_remote_unmute": False,
            "empty_timeout": EMPTY_SECONDS,
            "departure_timeout": DEPARTURE_SECONDS,
        },
        "turn": {"enabled": False},
        "limit": {"max_metadata_size": 64_000, "max_participant_identity_length": 1_024},
        "logging": {"level": "warn"},
    }
    if node.bind:
        config["bind_addresses"] = list(node.bind)
    if webhooks:
        config["webhook"] = {"api_key": keys.key, "urls": list(webhooks)}
    if redis:
        config["redis"] = {"address": redis}
    if turn is not None:
        tls = {"cert_file": turn.certificate, "key_file": turn.private_key}
        config["turn"] = {
            "enabled": True,
            "domain": turn.domain,
            "tls_port": turn.port,
            "udp_port": turn.udp_port,
            # The media's own address may be one of the school's network.
            "allow_restricted_peer_cidrs": [f"{node.node_ip}/32"],
            **(tls if turn.certificate else {"external_tls": True}),
        }
    return config
