"""The way of a call to the media server: one traveller, who turns round when sent elsewhere."""

import asyncio

from app.domain.errors import AppError, Forbidden, NetworkError, NotFound, UserText
from app.domain.rtc import CallTicket
from app.services.calls.travel import Travel
from app.services.tasks import TaskScope
from tests.helpers.settle import turns, until
from tests.unit.services_messages.fakes import FakeClock


class Way:
    """What the traveller meets: `blocks` holds up who goes there, `refuses` sends away."""

    def __init__(self, tasks: TaskScope) -> None:
        self.clock = FakeClock()
        self.been: list[str] = []
        self.told: list[str] = []
        self.refuses: dict[str, AppError] = {}
        self.blocks: dict[str, asyncio.Event] = {}
        self.travel = Travel(
            self.clock,
            tasks,
            ticket=self._ticket,
            broken=lambda: self.told.append("broken"),
            arrived=lambda: self.told.append("arrived"),
            refused=lambda why: self.told.append(str(why)),
            lost=lambda: self.told.append("lost"),
        )
        self.travel.line = self  # type: ignore[assignment]

    async def waits(self) -> None:
        """Let the longest wait between two tries pass."""
        await turns()
        self.clock.advance(8.0)
        await turns()

    async def _ticket(self, group: str) -> CallTicket:
        if group in self.refuses:
            raise self.refuses[group]
        return CallTicket("wss://sfu", group)

    async def connect(self, url: str, token: str, _relay: object = None) -> None:
        if token in self.blocks:
            await self.blocks[token].wait()
        self.been.append(token)


async def test_who_is_called_back_on_the_way_into_a_group_turns_round(tasks: TaskScope) -> None:
    way = Way(tasks)
    way.blocks["g"] = asyncio.Event()
    way.travel.go_to("g")
    await turns()
    assert way.travel.under_way
    way.travel.go_to("")
    await until(lambda: way.told == ["arrived"])
    way.blocks["g"].set()
    await turns()
    assert (way.been, way.travel.under_way) == ([""], False)


async def test_a_group_that_has_ended_meanwhile_leads_back_to_the_lesson(tasks: TaskScope) -> None:
    way = Way(tasks)
    way.refuses["g"] = NotFound("no such group", status=404)
    way.travel.go_to("g")
    await way.waits()
    await until(lambda: way.been == [""])
    assert way.travel.group == ""


async def test_whom_the_server_refuses_is_told_why_and_not_made_to_wait(tasks: TaskScope) -> None:
    way = Way(tasks)
    why = UserText("Урок закончился.")
    way.refuses[""] = Forbidden("over", status=403, user_text=why)
    way.travel.come_back()
    await way.waits()
    await until(lambda: way.told == ["Урок закончился."])


async def test_a_server_out_of_reach_is_tried_for_two_minutes(tasks: TaskScope) -> None:
    way = Way(tasks)
    way.refuses[""] = NetworkError("down")
    way.travel.come_back()
    for _ in range(20):
        await way.waits()
    await until(lambda: way.told[-1:] == ["lost"])
    assert set(way.told) == {"broken", "lost"}
