"""Passes for the SFU's relay (TURN), as LiveKit makes them for its own clients.

The relay checks the signature and the time alone: name and key are sums over its secret.
They go with the call token, because the media stack of our program does not trust a school's own
certificates; the program opens the TLS itself.
"""

import hashlib
import time

from server.service.calls.tokens import LiveKitKeys
from server.service.settings import LiveKitSettings

PASS_SECONDS = 6 * 3600
"""As long as a lesson and what is after it: a connection is made again with the same pass."""
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def relay_pass(keys: LiveKitKeys, who: str, *, seconds: int = PASS_SECONDS) -> tuple[str, str]:
    """Return (name, key) for the relay; `who` is seen in its log alone."""
    until = int(time.time()) + seconds
    name = base62(f"{keys.key}|{who}|{until}".encode())
    key = hashlib.sha256(f"{keys.secret}|{who}|{until}".encode()).digest()
    return name, base62(key)


def relay_answer(livekit: LiveKitSettings, who: str) -> dict[str, object]:
    """Return what our program is told of the relay."""
    keys = LiveKitKeys(livekit.key, livekit.secret.get_secret_value())
    host, _, port = livekit.relay.rpartition(":")
    name, key = relay_pass(keys, who)
    return {"host": host, "port": int(port), "name": name, "key": key}


def base62(data: bytes) -> str:
    """Encode as LiveKit does: six bits a letter from the end, five where six would be too many."""
    number, left, letters = int.from_bytes(data, "big"), len(data) * 8, []
    while left > 0:
        bits, size = number & 63, 6
        if bits & 30 == 30:
            if left > 6 or bits > 31:
                size = 5
            bits &= 31
        letters.append(_ALPHABET[bits])
        number >>= size
        left -= size
    return "".join(letters)
