"""Whatever sync, paging and jumps do, in whatever order: stretches stay true to the room."""

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.events import Event
from app.domain.parse import parse_event
from app.store import history, sync
from app.store.context import Context
from app.store.db import Database, Unit
from app.store.upgrade import prepare
from tests.unit.store.world import KEY, ME, ROOM, World, batch, delta, page

_PAGE = 4


@dataclass
class Server:
    """The room as the server has it; a token is the number of events before it."""

    world: World = field(default_factory=World)
    events: list[Event] = field(default_factory=list)
    told: int = 0

    def write(self, count: int) -> None:
        for number in range(count):
            hidden = self.events and (len(self.events) * 7 + number) % 3 == 0
            text = self.world.text("слово")
            self.events.append(self.world.reaction(text, "👍") if hidden else text)


@dataclass
class Client:
    """The cache without its thread."""

    database: Database
    context: Context
    server: Server

    def sync(self, limit: int, more: int) -> None:
        server = self.server
        end, start = len(server.events), max(server.told, len(server.events) - limit)
        limited = start > server.told
        if not limited:
            start = max(0, start - more)  # an expanded timeline tells old things again
        news = server.events[start:end]
        server.told = end
        if news:
            change = delta(*news, limited=limited or more > 0, prev_batch=str(start))
            self.database.do(sync.apply_sync, self.context, batch(change))

    def back(self, stretch: int) -> None:
        rows = self._edge(stretch, "pos", "older_token")
        if rows is None or rows[1] is None:
            return
        anchor, token = rows[0], int(rows[1])
        start = max(0, token - _PAGE)
        end = None if start == 0 else str(start)
        got = page(*self.server.events[start:token], start=str(token), end=end)
        self.database.do(history.add_history, self.context, ROOM, anchor, got, backwards=True)

    def forth(self, stretch: int) -> None:
        rows = self._edge(stretch, "-pos", "newer_token")
        if rows is None or rows[1] is None:
            return
        anchor, token = rows[0], int(rows[1])
        got = self.server.events[token : min(self.server.told, token + _PAGE)]
        answer = page(*got, start=str(token), end=str(token + len(got)))
        self.database.do(history.add_history, self.context, ROOM, anchor, answer, backwards=False)

    def jump(self, where: int) -> None:
        if not self.server.told:
            return
        where %= self.server.told
        start, end = max(0, where - 2), min(self.server.told, where + 3)
        got = page(
            *self.server.events[start:end], start=str(start) if start else None, end=str(end)
        )
        self.database.do(history.add_context, self.context, ROOM, got)

    def back_from_nothing(self, _: int) -> None:
        """The live stretch shows no row, so there is none to name."""
        token = self.database.do(
            lambda unit: unit.value(
                "SELECT s.older_token FROM rooms r JOIN stretches s ON s.id = r.live"
            )
        )
        if token is not None:
            start = max(0, int(token) - _PAGE)
            end = None if start == 0 else str(start)
            got = page(*self.server.events[start : int(token)], start=token, end=end)
            self.database.do(history.add_history, self.context, ROOM, None, got, backwards=True)

    def _edge(self, stretch: int, order: str, token: str) -> Any:
        def work(unit: Unit) -> Any:
            numbers = [row[0] for row in unit.rows("SELECT id FROM stretches ORDER BY id")]
            if not numbers:
                return None
            return unit.row(
                f"SELECT e.event_id, s.{token} FROM events e JOIN stretches s ON s.id = e.stretch "
                f"WHERE s.id = ? ORDER BY e.weight = 0, {order} LIMIT 1",
                numbers[stretch % len(numbers)],
            )

        return self.database.do(work)

    def check(self) -> None:
        index = {event.event_id: number for number, event in enumerate(self.server.events)}

        def work(unit: Unit) -> None:
            live = unit.value("SELECT live FROM rooms")
            seen: set[str] = set()
            for number, older, at_start in unit.rows(
                "SELECT id, older_token, at_start FROM stretches"
            ):
                rows = unit.rows(
                    "SELECT event_id, pos FROM events WHERE stretch = ? ORDER BY pos", number
                )
                places = [index[event_id] for event_id, _ in rows]
                assert places, "no stretch is empty"
                assert places == list(range(places[0], places[0] + len(places)))
                assert [pos for _, pos in rows] == list(range(rows[0][1], rows[0][1] + len(rows)))
                assert (places[0] == 0 and at_start) or older == str(places[0])
                assert not seen & {event_id for event_id, _ in rows}
                seen |= {event_id for event_id, _ in rows}
                if number == live:
                    assert places[-1] == self.server.told - 1, "the live stretch ends at the end"

        self.database.do(work)


steps = st.lists(
    st.one_of(
        st.tuples(st.just("sync"), st.integers(1, 6), st.integers(1, 6), st.integers(0, 5)),
        st.tuples(st.just("back"), st.integers(0, 5)),
        st.tuples(st.just("back_from_nothing"), st.just(0)),
        st.tuples(st.just("forth"), st.integers(0, 5)),
        st.tuples(st.just("jump"), st.integers(0, 60)),
    ),
    max_size=14,
)


@given(steps)
@settings(max_examples=40, deadline=None)
def test_stretches_are_true_to_the_order_of_the_room(plan: list[tuple[Any, ...]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cache.db"
        database = Database(path, KEY)
        prepare(database, path)
        client = Client(database, Context(ME, parse_event), Server())
        try:
            for name, *values in plan:
                if name == "sync":
                    client.server.write(values[0])
                    client.sync(values[1], values[2])
                else:
                    getattr(client, name)(*values)
                client.check()
        finally:
            database.dispose()
