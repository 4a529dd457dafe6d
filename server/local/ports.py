"""Loopback ports: the remembered one if it is still free, else a new one."""

import socket

HOST = "127.0.0.1"


def choose_port(remembered: int) -> int:
    """`remembered` if nobody listens there, else a free port. 0 remembers nothing."""
    if remembered and _is_free(remembered):
        return remembered
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As Twisted does: a port still in TIME_WAIT from our last run is ours to take.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True
