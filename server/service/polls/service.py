"""Taking anonymous votes, publishing totals, closing polls when their time is over."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from server.school_core.polls import Poll, Target, ended_poll, read_poll
from server.service.auth import Caller
from server.service.homeserver import V3, HomeserverRefused
from server.service.polls import repository
from server.service.polls.repository import Box, Totals
from server.service.polls.schemas import BallotBody, VoteBody
from server.service.problems import Problem, missing
from server.service.rooms import look
from server.service.world import World

_log = logging.getLogger(__name__)

TALLY = "app.parta.poll.tally"
"""Type of the bot's event with totals, and the key of them in it."""
MORE = 3
"""So many people must have voted since totals were last published."""
_UNSTABLE = "org.matrix.msc3381.poll."

_NO_POLL = "Такого анонимного опроса в этом чате нет."


async def vote(world: World, caller: Caller, body: VoteBody) -> None:
    """Take the caller's one vote."""
    box = await _open(world, caller, body.room_id, body.event_id)
    chosen = frozenset(body.answers)
    if not chosen <= box.answers:
        raise Problem(400, "poll_unknown_answer", "Такого варианта в опросе нет.")
    if len(chosen) > box.most:
        raise Problem(
            400, "poll_too_many", "Выбрано больше вариантов, чем разрешено в этом опросе."
        )
    refusal = await world.database.run(
        repository.vote, box.id, caller.user_id, chosen, now=world.now()
    )
    if refusal == "closed":
        raise Problem(410, "poll_closed", "Опрос уже закрыт.")
    if refusal == "voted":
        raise Problem(
            409, "poll_no_revote", "Вы уже голосовали: в анонимном опросе голос нельзя изменить."
        )


async def state(world: World, caller: Caller, room_id: str, event_id: str) -> BallotBody:
    """What everybody may know, and whether the caller has voted."""
    box = await _open(world, caller, room_id, event_id)
    voted = await world.database.run(repository.has_voted, box.id, caller.user_id)
    return BallotBody(
        anonymous=box.anonymous,
        closed=not box.open_at(world.now()),
        closes_at=box.closes_at,
        voted=voted,
        voters=box.published_voters,
        answers=dict(box.published),
    )


async def _open(world: World, caller: Caller, room_id: str, event_id: str) -> Box:
    """The ballot box of a poll that the caller can see from inside its chat."""
    if await look(world.homeserver, room_id, who=caller.user_id) is None:
        raise missing("Вас нет в этом чате.")
    path = f"{V3}/rooms/{quote(room_id)}/event/{quote(event_id)}"
    try:
        event = await world.homeserver.call("GET", path, who=caller.user_id)
    except HomeserverRefused as refused:
        if refused.status in {403, 404}:
            raise missing(_NO_POLL, "no_poll") from None
        raise
    found = read(event)
    if found is None or not found[0].anonymous:
        raise missing(_NO_POLL, "no_poll")
    await world.database.run(repository.note, [found])
    box = await world.database.run(repository.box, event_id)
    if box is None or box.room_id != room_id:
        raise missing(_NO_POLL, "no_poll")
    if box.closed_at is None and await _has_ended(world, box):
        await _settle(world, box)
        box = await world.database.run(repository.box, event_id) or box
    return box


def read(event: Mapping[str, Any]) -> tuple[Poll, bool, bool] | None:
    """A poll from its event, with whether it is of the stable type, and disclosed."""
    target = _target(event)
    poll = read_poll(target)
    if target is None or poll is None:
        return None
    body = target.content.get("org.matrix.msc3381.poll.start") or target.content.get("m.poll")
    named = str(body.get("kind")) if isinstance(body, dict) else ""
    return poll, target.type == "m.poll.start", named.endswith(".disclosed")


def read_end(event: Mapping[str, Any]) -> Target | None:
    """An end as the poll's `Target`: which poll, in which chat, by whom; None for anything else."""
    target = _target(event)
    poll = ended_poll(target) if target is not None else None
    return replace(target, id=poll) if target is not None and poll is not None else None


def _target(event: Mapping[str, Any]) -> Target | None:
    content = event.get("content")
    if not isinstance(content, dict) or not isinstance(event.get("event_id"), str):
        return None
    room, kind, sender = (str(event.get(name)) for name in ("room_id", "type", "sender"))
    return Target(event["event_id"], room, kind, sender, content)


# ------------------------------------------------------------------------------------ publishing


async def publish(world: World, box: Box, *, closed: bool = False) -> None:
    """Let the bot say the totals in the chat, and the API with it."""
    totals = await world.database.run(repository.totals, box.id)
    await _bring_bot(world, box)
    content = {
        "m.relates_to": {"rel_type": "m.reference", "event_id": box.id},
        TALLY: {"voters": totals.voters, "answers": dict(totals.answers), "closed": closed},
    }
    txn = f"tally-{box.id}-{totals.voters}-{closed}"
    await world.homeserver.send(box.room_id, TALLY, content, txn=txn)
    await world.database.run(repository.publish, box.id, totals)


async def _bring_bot(world: World, box: Box) -> None:
    """The bot must be in the chat to speak there; somebody with the power to invite brings it."""
    homeserver = world.homeserver
    if await look(homeserver, box.room_id, who=homeserver.bot) is not None:
        return
    view = await look(homeserver, box.room_id, who=box.author)
    inviter = box.author
    if view is not None and view.power(box.author) < view.needs("invite", 0):
        inside = await homeserver.members(box.room_id)
        inviter = max(sorted(inside), key=view.power)
    await homeserver.invite(box.room_id, homeserver.bot, who=inviter)
    await homeserver.join(box.room_id)


# --------------------------------------------------------------------------------------- closing


async def close(world: World, box: Box) -> None:
    """End a poll whose time is over: last totals first, then the end in the author's name."""
    if not await _has_ended(world, box):
        kind = "m.poll.end" if box.stable else f"{_UNSTABLE}end"
        text = "Голосование завершено."
        content: dict[str, object] = {
            "m.relates_to": {"rel_type": "m.reference", "event_id": box.id}
        }
        content |= (
            {"m.poll.results": {}, "m.text": [{"body": text}]}
            if box.stable
            else {kind: {}, "org.matrix.msc1767.text": text}
        )
        await _end(world, box, kind, content)
    await _settle(world, box)


async def _end(world: World, box: Box, kind: str, content: Mapping[str, object]) -> None:
    for who in (box.author, world.homeserver.bot):
        try:
            await world.homeserver.send(box.room_id, kind, content, who=who, txn=f"close-{box.id}")
            return
        except HomeserverRefused as refused:
            _log.info("a poll could not be ended by one of two: %s", refused)
    # Nobody of those whose word counts is in the chat: clients know by `closes_at`.


async def _settle(world: World, box: Box) -> None:
    """Take no more votes and say the last totals."""
    now = world.now()
    await world.database.run(repository.close, box.id, now=now)
    if not box.anonymous:
        return
    try:
        await publish(world, box, closed=True)
    except HomeserverRefused as refused:
        # The bot is not let in: the API tells the totals all the same.
        _log.info("totals could not be said in a chat: %s", refused)
        totals: Totals = await world.database.run(repository.totals, box.id)
        await world.database.run(repository.publish, box.id, totals)


async def _has_ended(world: World, box: Box) -> bool:
    """Whether its author has ended it already."""
    kind = "m.poll.end" if box.stable else f"{_UNSTABLE}end"
    at = f"/_matrix/client/v1/rooms/{quote(box.room_id)}/relations/{quote(box.id)}"
    try:
        found = await world.homeserver.call(
            "GET", f"{at}/m.reference/{kind}", who=box.author, params={"limit": "20"}
        )
    except HomeserverRefused:
        return False
    return any(one.get("sender") == box.author for one in found.get("chunk", ()))
