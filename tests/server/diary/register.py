"""The simulated «Сетевой Город» on a real port, in a thread of its own."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import uvicorn

from server.demo.sgo.app import Register, make_app

TODAY = date(2026, 11, 18)
"""A Wednesday of the second quarter."""


class _Server(uvicorn.Server):
    """Tells when it answers."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = threading.Event()
        self.loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self.loop = asyncio.get_running_loop()
        await super().startup(sockets)
        self.up.set()


class RunningRegister:
    """The simulator and its address."""

    def __init__(self, register: Register, url: str, server: _Server) -> None:
        self.register, self.url, self._server = register, url, server

    def release(self) -> None:
        """Let slow answers go."""
        assert self._server.loop is not None
        self._server.loop.call_soon_threadsafe(self.register.released.set)


@contextmanager
def serve_register(today: Callable[[], date] = lambda: TODAY) -> Iterator[RunningRegister]:
    register = Register(today=today)
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(make_app(register), log_level="warning", lifespan="off")
    server = _Server(config)
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        assert server.up.wait(30)
        yield RunningRegister(register, f"http://127.0.0.1:{listener.getsockname()[1]}", server)
    finally:
        server.should_exit = True
        thread.join(30)
        listener.close()
