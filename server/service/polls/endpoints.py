"""`/v1/ballots`: voting in anonymous polls."""

from typing import Annotated

from fastapi import APIRouter, Query

from server.service.auth import Me
from server.service.ids import EventId, RoomId
from server.service.polls import service
from server.service.polls.schemas import BallotBody, VoteBody
from server.service.world import InWorld

router = APIRouter(prefix="/v1/ballots", tags=["Анонимные опросы"])


@router.post("/vote", summary="Проголосовать анонимно", status_code=204)
async def vote(body: VoteBody, caller: Me, world: InWorld) -> None:
    """One vote for each person, final; nobody learns what it was."""
    await service.vote(world, caller, body)


@router.get("", summary="Анонимный опрос")
async def state(
    room_id: Annotated[RoomId, Query()],
    event_id: Annotated[EventId, Query()],
    caller: Me,
    world: InWorld,
) -> BallotBody:
    """Totals as published, and whether the asker has voted."""
    return await service.state(world, caller, room_id, event_id)
