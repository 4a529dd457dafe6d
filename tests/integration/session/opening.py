"""A program of its own: signs in through a wire that counts, opens chats, says what it cost.

    python -m tests.integration.session.opening all|saving SERVER NAME PASSWORD ROOM…

prints JSON: bytes and requests of media while the chats were opened, and after one click.
"""

import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import qasync
from PySide6.QtWidgets import QApplication

from app.domain.content import MediaContent
from app.domain.ids import MxcUri, RoomId
from app.domain.profiles import ProfileKind
from app.services.session import Session
from app.services.tasks import TaskScope
from app.ui.conversation.page import ConversationPage
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from tests.integration.session.conftest import Program, live, soon

PICTURES = 3
"""In every chat."""


class Wire:
    """Passes everything on and counts what comes down and how often media are asked for."""

    def __init__(self, server: str) -> None:
        parts = urlsplit(server)
        self._there = (parts.hostname or "", parts.port or 80)
        self.bytes = self.media = 0

    async def open(self) -> str:
        """Listen; gives the address to use."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}"

    async def _serve(self, here: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        there, out = await asyncio.open_connection(*self._there)
        await asyncio.gather(self._pass(here, out, up=True), self._pass(there, back, up=False))

    async def _pass(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, *, up: bool
    ) -> None:
        try:
            while data := await source.read(65_536):
                if up:
                    self.media += data.count(b"GET /_matrix/client/v1/media/")
                else:
                    self.bytes += len(data)
                target.write(data)
                await target.drain()
        except ConnectionError:
            pass
        finally:
            target.close()


def _pictures(page: ConversationPage) -> list[MxcUri]:
    contents = [item.content for item in page.view.stretch.items]
    return [one.source for one in contents if isinstance(one, MediaContent) and one.source]


async def _open(page: ConversationPage, images: ImageLoader, room: RoomId, *, saving: bool) -> None:
    await page.open(room)
    await soon(lambda: len(_pictures(page)) == PICTURES)

    def settled() -> bool:
        page.view.viewport().grab()
        loaded = {key[0] for key in images._pictures}
        return all(images.is_held(uri) if saving else uri in loaded for uri in _pictures(page))

    await soon(settled)


async def _measure(
    wire: Wire, session: Session, rooms: Sequence[RoomId], *, saving: bool
) -> dict[str, int]:
    theme = Theme(ProfileKind.SCHOOL)
    tasks = TaskScope(lambda error: sys.exit(repr(error)))
    images = ImageLoader(theme)
    session.saving.subscribe(images.save_traffic)
    images.connect_source(session.media, tasks)
    page = ConversationPage(session, theme, images)
    page.resize(900, 1400)
    page.show()
    before = (wire.bytes, wire.media)
    for room in rooms:
        await _open(page, images, room, saving=saving)
    said = {"bytes": wire.bytes - before[0], "media": wire.media - before[1]}
    if saving:
        wanted = _pictures(page)[0]
        images.want(wanted)

        def shown() -> bool:
            page.view.viewport().grab()
            return any(key[0] == wanted for key in images._pictures)

        await soon(shown)
    page.stop()
    await page.aclose()
    await tasks.aclose()
    return {**said, "after a click": wire.media - before[1]}


async def main(way: str, server: str, name: str, password: str, *rooms: str) -> None:
    """Sign in, open the chats, print what it cost."""
    wire = Wire(server)
    with tempfile.TemporaryDirectory() as folder:
        program = Program(Path(folder))
        await program.start()
        found = replace(await program.profiles.discover(server), homeserver=await wire.open())
        profile = await program.profiles.sign_in_password(
            found, name, password=password, shared_computer=False
        )
        session = program.session(profile)
        assert isinstance(session, Session)
        await live(session)
        await session.save_traffic(way == "saving")
        ids = [RoomId(room) for room in rooms]
        print(json.dumps(await _measure(wire, session, ids, saving=way == "saving")), flush=True)
        await program.stop()


if __name__ == "__main__":
    app = QApplication(sys.argv)
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(main(*sys.argv[1:]))
