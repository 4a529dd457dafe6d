"""Ctrl+K: what is stored comes at once, then what only the server has."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from app.domain.cache import FoundMessage
from app.domain.errors import Offline
from app.domain.ids import EventId, RoomId
from app.ui.chat_list.search_panel import SearchPanel
from tests.helpers.settle import until
from tests.ui.shell.conftest import Live

Start = Callable[..., Live]
HERE = FoundMessage(
    RoomId("!room"), "9Б", EventId("$1"), "Артём", datetime(2026, 9, 1, tzinfo=UTC), "проект", ()
)
FAR = replace(HERE, event_id=EventId("$0"), snippet="наш проект")


def _search(live: Live, text: str) -> SearchPanel:
    page = live.screen.window.page
    assert page is not None
    page.search()
    page.chats.search.setText(text)
    panel = page.findChild(SearchPanel)
    assert isinstance(panel, SearchPanel)
    return panel


async def test_what_only_the_server_has_comes_after_what_is_stored(start: Start) -> None:
    live = start()
    search = live.profiles.sessions[0].search
    search.found, search.elsewhere = [HERE], [FAR]
    panel = _search(live, "проект")
    await until(lambda: HERE in panel.model.items())
    panel.go(1)
    await until(lambda: FAR in panel.model.items())
    assert panel.model.items().index(HERE) == panel.view.currentIndex().row(), "it stays chosen"


async def test_without_a_network_it_is_said_where_was_searched(start: Start) -> None:
    live = start()
    live.profiles.sessions[0].search.error = Offline()
    panel = _search(live, "проект")
    await until(panel.notice.isVisible)
    assert panel.notice.text.text() == "Нет связи: искали только на этом компьютере."
