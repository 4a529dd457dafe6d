"""Loopback ports: the remembered one if it is still free, else a new one.

New ones lie below the ranges from which systems number outgoing connections (32768 and up on Linux,
49152 and up elsewhere): a port that was free a moment ago is still free when its program binds it.
"""

import random
import socket

HOST = "127.0.0.1"
_LOWEST, _HIGHEST = 20_000, 32_000


def choose_port(remembered: int) -> int:
    """`remembered` if nobody has it, else a port free for TCP and UDP. 0 remembers nothing.

    Raises:
        OSError: no port is free, or the system lets us bind none.
    """
    if remembered and _is_free(remembered):
        return remembered
    for port in random.sample(range(_LOWEST, _HIGHEST), _HIGHEST - _LOWEST):
        if _is_free(port):
            return port
    raise OSError("no free port on loopback")


def _is_free(port: int) -> bool:
    return all(_can_bind(port, kind) for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM))


def _can_bind(port: int, kind: socket.SocketKind) -> bool:
    with socket.socket(type=kind) as probe:
        if kind is socket.SOCK_STREAM:
            # As Twisted does: a port still in TIME_WAIT from our last run is ours to take.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True
