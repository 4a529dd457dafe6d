"""Who is in a call: places of the room and connections of the media server, put together."""

from collections.abc import Callable, Mapping, Sequence

from app.domain.call_line import Station
from app.domain.calls import Participant
from app.domain.diff import ObservableList
from app.domain.ids import ParticipantId, UserId
from app.domain.lessons import LessonFacts
from app.domain.people import Person
from app.domain.rtc import CallMember, HandRaised


class Roll:
    """Fill the fields, then `show`: the list changes by as few diffs as possible."""

    def __init__(self, person: Callable[[UserId], Person]) -> None:
        self._person = person
        self.participants: ObservableList[Participant] = ObservableList()
        self.stations: tuple[Station, ...] = ()
        self.members: tuple[CallMember, ...] = ()
        self.hands: Mapping[ParticipantId, HandRaised] = {}

    @property
    def own(self) -> ParticipantId | None:
        """My connection, once there is one."""
        return next((one.identity for one in self.stations if one.own), None)

    def user_of(self, identity: ParticipantId) -> UserId:
        """The person of a connection."""
        known = {member.identity: member.user_id for member in self.members}
        return known.get(identity, user_of(identity))

    def show(self, facts: LessonFacts | None) -> None:
        """Bring the list up to date; whoever waits at a lesson's door is not in it."""
        wanted = self._everybody(facts)
        shown, rows = {one.identity for one in wanted}, self.participants
        for index in range(len(rows) - 1, -1, -1):
            if rows[index].identity not in shown:
                rows.remove(index)
        for index, one in enumerate(wanted):
            there = [each.identity for each in rows]
            if one.identity not in there:
                rows.insert(index, [one])
            else:
                at = there.index(one.identity)
                if at == index:
                    rows.update(index, one)
                else:
                    rows.move(at, index, one)
        rows.commit()

    def _everybody(self, facts: LessonFacts | None) -> Sequence[Participant]:
        members = {member.identity: member for member in self.members}
        stations = {station.identity: station for station in self.stations}
        own = self.own
        order = [own] if own is not None else []
        door = set(facts.waiting) if facts is not None else set()
        others = (one for one in (*members, *stations) if one != own)
        order += [one for one in others if self.user_of(one) not in door]
        return [
            self._participant(identity, stations.get(identity), facts)
            for identity in dict.fromkeys(order)
        ]

    def _participant(
        self, identity: ParticipantId, station: Station | None, facts: LessonFacts | None
    ) -> Participant:
        user_id = self.user_of(identity)
        hand = self.hands.get(identity)
        here = station or Station(identity)
        raised = facts.hands.get(user_id) if facts is not None else None
        return Participant(
            identity=identity,
            person=self._person(user_id),
            own=here.own,
            publishing=here.publishing,
            may_publish=here.may_publish,
            speaking=here.speaking,
            leads=facts is not None and user_id in facts.teachers,
            hand_since=raised or (hand.at if hand is not None else None),
            quality=here.quality,
        )


def user_of(identity: ParticipantId) -> UserId:
    """The person of a connection of whose place nothing is known yet: `@user:server:DEVICE`."""
    return UserId(identity.rpartition(":")[0] or identity)
