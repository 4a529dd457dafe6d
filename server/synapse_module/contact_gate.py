"""Who may be reached, asked where Synapse lets a person reach out: invitations and rooms."""

from collections.abc import Mapping
from typing import Any

from synapse.api.errors import SynapseError
from synapse.module_api import ModuleApi
from synapse.types import Requester

from server.school_core.roles import Role
from server.school_core.rooms import ROOM, is_managed, judge_creation, judge_own_class
from server.school_core.school import SchoolDay, gather
from server.school_core.supervision import ENCRYPTION, MARK, NOT_HIDDEN, SUPERVISED, hides
from server.school_core.verdict import Verdict, no, yes
from server.synapse_module.refusal import Answer, answer
from server.synapse_module.school_book import SchoolBook

_MANAGED = no("managed_room", "Кто в этом чате, решает школа: пригласить в него нельзя.")
_NOT_INVITED = no("not_invited", "В этот чат можно войти только по приглашению.")
_PUBLISH = no("open_room", "Адреса и открытый список чатов ведёт только школа.")
_UNMARKED = no("not_supervised", "Пригласить может только тот, кто создал чат: он под наблюдением.")
_OUTSIDE = no("invite_outside", "Пригласить можно только человека из школьного списка.")


class ContactGate:
    """Spam checker callbacks; while no roster is told they let everything pass."""

    def __init__(self, api: ModuleApi, book: SchoolBook) -> None:
        self._api = api
        self._book = book
        self._store = api._hs.get_datastores().main
        api.register_spam_checker_callbacks(
            user_may_invite=self._may_invite,
            federated_user_may_invite=self._federated_invite,
            user_may_send_3pid_invite=self._outside_invite,
            user_may_create_room=self._may_create,
            user_may_join_room=self._may_join,
            user_may_create_room_alias=self._may_publish,
            user_may_publish_room=self._may_publish,
        )
        api.register_third_party_rules_callbacks(on_create_room=self._mark_at_start)

    async def _may_invite(self, inviter: str, invitee: str, room_id: str) -> Answer:
        day = await self._rules_for(inviter)
        if day is None:
            return answer(yes("free"))
        if is_managed(await self._room(room_id)):
            return answer(_MANAGED)
        if Role.BOT in day.roles(invitee):
            return answer(yes("service"))
        # Whoever is invited already will meet the newcomer just the same.
        inside = await self._store.get_users_in_room(room_id)
        waiting = await self._store.get_invited_users_in_room(room_id)
        verdict = day.bring(inviter, invitee, {*inside, *waiting})
        if verdict.allowed and verdict.supervised:
            hidden = await self._api.get_room_state(room_id, [(ENCRYPTION, "")])
            verdict = NOT_HIDDEN if hidden else await self._mark(room_id, verdict)
        return answer(verdict)

    async def _mark(self, room_id: str, verdict: Verdict) -> Verdict:
        """Make sure that everybody in the chat sees that it is supervised."""
        state = await self._api.get_room_state(room_id, [(SUPERVISED, ""), ("m.room.create", "")])
        if (SUPERVISED, "") in state:
            return verdict
        mark = {"type": SUPERVISED, "state_key": "", "content": dict(MARK), "room_id": room_id}
        try:
            await self._api.create_and_send_event_into_room(
                mark | {"sender": state["m.room.create", ""].sender}
            )
        except SynapseError:
            return _UNMARKED
        return verdict

    async def _mark_at_start(
        self, requester: Requester, config: dict[str, Any], is_admin: bool
    ) -> None:
        day = await self._rules_for(requester.user.to_string())
        if day is None or is_admin:
            return
        invited = [one for one in config.get("invite") or () if isinstance(one, str)]
        me = requester.user.to_string()
        if not any(day.contact(me, one).supervised for one in invited):
            return
        state = config.get("initial_state")
        begun = list(state) if isinstance(state, list) else []
        if all(not isinstance(one, dict) or one.get("type") != SUPERVISED for one in begun):
            begun.append({"type": SUPERVISED, "state_key": "", "content": dict(MARK)})
        config["initial_state"] = begun
        if config.get("preset") == "trusted_private_chat":
            # It would make the pupil an owner of the chat, of what the teacher says there too.
            config["preset"] = "private_chat"

    async def _may_create(self, user: str, config: Mapping[str, Any]) -> Answer:
        day = await self._rules_for(user)
        if day is None:
            return answer(yes("free"))
        verdict = judge_creation(config, staff=day.is_staff(user), is_staff=day.is_staff)
        if verdict.allowed:
            verdict = self._gather(day, user, config)
        if verdict.allowed and hides(config.get("initial_state")):
            invited = config.get("invite") or []
            if any(day.contact(user, one).supervised for one in invited):
                verdict = NOT_HIDDEN
        return answer(verdict)

    async def _may_join(self, user: str, room_id: str, is_invited: bool) -> Answer:
        day = await self._rules_for(user)
        if day is None or await self._store.check_local_user_in_room(user, room_id):
            return answer(yes("free"))
        if is_invited:
            invite = await self._store.get_invite_for_local_user_in_room(user, room_id)
            # The inviter may have lost the right since.
            if invite is not None and await self._book.is_trusted(invite.sender):
                return answer(yes("service"))
            return answer(day.contact(invite.sender, user) if invite else _NOT_INVITED)
        return answer(judge_own_class(day.standing(user), await self._room(room_id)))

    async def _may_publish(self, user: str, _what: object) -> Answer:
        return answer(yes("free") if await self._rules_for(user) is None else _PUBLISH)

    async def _federated_invite(self, _event: object) -> Answer:
        return answer(_OUTSIDE)

    async def _outside_invite(self, user: str, _m: str, _a: str, _r: str) -> Answer:
        return answer(yes("free") if await self._rules_for(user) is None else _OUTSIDE)

    @staticmethod
    def _gather(day: SchoolDay, user: str, config: Mapping[str, Any]) -> Verdict:
        invited = config.get("invite") or []
        return gather(day, user, [one for one in invited if isinstance(one, str)])

    async def _rules_for(self, user: str) -> SchoolDay | None:
        """The school to ask, None for whom its rules do not bind."""
        day = await self._book.today()
        return None if day is None or await self._book.is_trusted(user) else day

    async def _room(self, room_id: str) -> Mapping[str, Any]:
        state = await self._api.get_room_state(room_id, [(ROOM, "")])
        event = state.get((ROOM, ""))
        return event.content if event is not None else {}
