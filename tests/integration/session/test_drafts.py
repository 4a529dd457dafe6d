"""A draft begun at one computer is gone on with at another, over the real server."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.domain.ids import RoomId
from app.services import draft_sync
from app.services.facade.composer import Draft
from app.services.facade.session import Session
from tests.helpers.school_fixtures import FreshUser
from tests.integration.session.conftest import Program, live, soon


@pytest.fixture
async def second(tmp_path: Path) -> AsyncIterator[Program]:
    """The same person's other computer."""
    program = Program(tmp_path / "second")
    await program.start()
    yield program
    await program.stop()
    assert program.errors == []


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four seconds of rest are tested without a clock."""
    monkeypatch.setattr(draft_sync, "REST", 0.3)
    monkeypatch.setattr(draft_sync, "FINGERS", 0.2)


async def test_a_draft_is_gone_on_with_elsewhere_and_goes_when_it_is_sent(
    program: Program, second: Program, fresh_user: FreshUser
) -> None:
    vera, anna = await fresh_user("Вера"), await fresh_user("Анна")
    room = RoomId(await vera.create_room("Хор", members=(anna,)))
    first = await anna.text(room, "Когда репетиция?")
    here, there = await program.sign_in(vera), await second.sign_in(vera)
    await live(here)
    await live(there)

    def text(session: Session) -> str:
        return session.composer.draft(room).text

    here.composer.set_draft(room, Draft("Завтра в", reply_to=first))
    await soon(lambda: there.composer.draft(room) == Draft("Завтра в", reply_to=first))
    row = there.rooms.get(room)
    await soon(lambda: (row := there.rooms.get(room)) is not None and row.draft == "Завтра в")
    assert row is not None

    there.composer.set_draft(room, Draft("Завтра в пять"))
    await soon(lambda: text(here) == "Завтра в пять")
    await there.composer.send_text(room, "Завтра в пять")
    there.composer.set_draft(room, Draft())
    await soon(lambda: text(here) == "")

    here.composer.set_draft(room, Draft("Ноты"))
    await soon(lambda: text(there) == "Ноты")
    await second.restart()
    assert text(second.session()) == "Ноты"
    newcomer = await second.sign_in(anna)
    await live(newcomer)
    assert text(newcomer) == "", "nobody else reads it"
