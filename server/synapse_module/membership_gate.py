"""Nobody but the school takes people out of the school's chats, nor supervisors out of any."""

from synapse.events import EventBase

from server.school_core.rooms import ROOM, is_managed, judge_own_class
from server.school_core.supervision import SUPERVISED, judge_departure
from server.school_core.verdict import no
from server.synapse_module.before_event import BeforeEvent, RoomBefore
from server.synapse_module.refusal import raise_refused
from server.synapse_module.school_book import SchoolBook

_STAYS = no("managed_room", "Кто в этом чате, решает школа: выйти и исключить из него нельзя.")


class MembershipGate:
    """Leaving, kicking, banning and knocking have no callback that sees the chat but this."""

    def __init__(self, before: BeforeEvent, book: SchoolBook) -> None:
        self._book = book
        before.add(self._check)

    async def _check(self, event: EventBase, room: RoomBefore) -> None:
        if event.type != "m.room.member":
            return
        membership = event.content.get("membership")
        if membership not in ("leave", "ban", "knock"):
            return
        day = await self._book.today()
        if day is None or await self._book.is_trusted(event.sender):
            return
        state = await room.contents((ROOM, SUPERVISED))
        managed = is_managed(state.get(ROOM))
        if membership == "knock":
            raise_refused(judge_own_class(day.standing(event.sender), state.get(ROOM, {})))
            return
        raise_refused(judge_departure(event.state_key, state.get(SUPERVISED)))
        # Who is no longer in the school may go: their account is being closed.
        if managed and day.standing(event.sender) is not None:
            raise_refused(_STAYS)
