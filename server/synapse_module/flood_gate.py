"""What Synapse takes without any limit: complaints about messages, and what a person keeps there.

The school sees the newest hundreds of complaints, so whoever could make hundreds would hide the one
that matters; account data of any size would fill the server's disk, and every sync with it; and the
rules of somebody's notifications are tried at each message of each chat they are in.
"""

import json
from typing import Any

from synapse.api.errors import Codes, SynapseError
from synapse.api.ratelimiting import Ratelimiter
from synapse.config.ratelimiting import RatelimitSettings
from synapse.module_api import ModuleApi

from server.school_core.limits import (
    ACCOUNT_DATA,
    LARGE_DATA,
    LONGEST_REASON,
    MOST_RULES,
    SMALL_DATA,
    rate,
)
from server.synapse_module.school_book import SchoolBook

_LONG = f"Опишите жалобу короче: не больше {LONGEST_REASON} знаков."
_RULES = "Правил для уведомлений слишком много: уберите лишние."
_LARGE = f"На сервере школы такое не хранится: не больше {ACCOUNT_DATA // 1024} КБ."

Json = dict[str, Any]


class FloodGate:
    """Stands in front of the functions that store them."""

    def __init__(self, api: ModuleApi, book: SchoolBook) -> None:
        self._book = book
        store = api._hs.get_datastores().main
        self._reports = api._hs.get_reports_handler()._reports_ratelimiter
        if api._hs.config.worker.worker_app is None:  # the others take no complaints
            self._report = store.add_event_report
            store.add_event_report = self._take_report
        data = api._hs.get_account_data_handler()
        self._put, self._put_in_room = data.add_account_data_for_user, data.add_account_data_to_room
        data.add_account_data_for_user = self._take_data
        data.add_account_data_to_room = self._take_room_data
        self._store = store
        self._add_rule = store.add_push_rule
        store.add_push_rule = self._take_rule
        settings = RatelimitSettings("parta_data", LARGE_DATA.per_second, LARGE_DATA.burst)
        self._large = Ratelimiter(store, api._hs.get_clock(), settings)

    async def _take_report(
        self, *, user_id: str, reason: str | None, content: Json, **more: Any
    ) -> int:
        day = await self._book.today()
        if day is not None and not await self._book.is_trusted(user_id):
            wanted = rate(day.roles(user_id), "rc_reports")
            limit = {"rate_hz": wanted.per_second, "burst_count": wanted.burst} if wanted else {}
            await self._reports.ratelimit(None, user_id, **limit)
            if len(reason or "") > LONGEST_REASON:
                raise SynapseError(400, _LONG, Codes.TOO_LARGE)
            content = {name: content[name] for name in ("reason", "score") if name in content}
        number: int = await self._report(user_id=user_id, reason=reason, content=content, **more)
        return number

    async def _take_data(self, user_id: str, account_data_type: str, content: Json) -> int:
        await self._measure(user_id, content)
        position: int = await self._put(user_id, account_data_type, content)
        return position

    async def _take_room_data(
        self, user_id: str, room_id: str, account_data_type: str, content: Json
    ) -> int:
        await self._measure(user_id, content)
        position: int = await self._put_in_room(user_id, room_id, account_data_type, content)
        return position

    async def _take_rule(
        self, user_id: str, rule_id: str, priority_class: int, conditions: Any, **more: Any
    ) -> None:
        if await self._book.today() is not None and not await self._book.is_trusted(user_id):
            known = await self._store.db_pool.simple_select_onecol(
                "push_rules", {"user_name": user_id}, "rule_id", desc="parta_push_rules"
            )
            if rule_id not in known and len(known) >= MOST_RULES:
                raise SynapseError(400, _RULES, Codes.LIMIT_EXCEEDED)
            if _size(conditions) > SMALL_DATA:
                raise SynapseError(413, _LARGE, Codes.TOO_LARGE)
        await self._add_rule(user_id, rule_id, priority_class, conditions, **more)

    async def _measure(self, user_id: str, content: Json) -> None:
        if await self._book.today() is None or await self._book.is_trusted(user_id):
            return
        size = _size(content)
        if size > ACCOUNT_DATA:
            raise SynapseError(413, _LARGE, Codes.TOO_LARGE)
        if size > SMALL_DATA:
            await self._large.ratelimit(None, user_id)


def _size(content: object) -> int:
    return len(json.dumps(content, ensure_ascii=False).encode("utf-8", "replace"))
