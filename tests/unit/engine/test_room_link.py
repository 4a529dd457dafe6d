"""When a connection looks at what changed: at once after a calm, and once for many changes."""

from types import SimpleNamespace
from typing import Any

from app.media.engine.room_link import CALM, RoomLink
from app.media.engine.sound import NoSound


def test_a_change_after_a_calm_is_heard_at_once_and_many_are_one() -> None:
    due: list[tuple[float, Any]] = []
    loop = SimpleNamespace(now=100.0, call_at=lambda at, do: due.append((at, do)) or due[-1])
    loop.time = lambda: loop.now
    thread: Any = SimpleNamespace(loop=loop)
    nobody: Any = None
    link = RoomLink(
        thread, NoSound(), bridges=nobody, camera=lambda: None, tell=nobody, left=nobody
    )
    link._review_soon()
    link._review_soon()
    [(at, review)] = due
    assert at <= loop.now
    review()
    loop.now += CALM / 2
    link._review_soon()
    link._review_soon()
    assert [at for at, _ in due[1:]] == [100.0 + CALM]
