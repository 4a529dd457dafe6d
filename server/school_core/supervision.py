"""Chats of the school's staff with pupils are supervised, and everybody in them can see so (F63).

`app.parta.supervised` is written by the module when such a chat is made; the school may name its
`supervisors` there. Nobody takes the mark away, and what was said stays: a message of somebody
else is not deleted in a chat of two, and in a group only by the staff.
"""

from collections.abc import Mapping
from typing import Any

from server.school_core.verdict import Verdict, no, yes

SUPERVISED = "app.parta.supervised"
MARK: Mapping[str, Any] = {"supervised": True}
"""What the module writes; a person may write it too, but nothing else and not over another."""

_RESERVED = no("supervised", "Наблюдение за этим чатом ведёт школа: изменить его нельзя.")
_STAYS = no("supervisor", "Наблюдателя назначает школа: он остаётся в чате.")
_KEPT = no("supervised_words", "В чате с сотрудником школы чужие сообщения не удаляют.")
NOT_HIDDEN = no("encryption", "Чат сотрудника с учеником не шифруют: школа отвечает за него.")
ENCRYPTION = "m.room.encryption"
_PAIR = 2


def hides(state: object) -> bool:
    """Whether a chat would be encrypted from the start by its `initial_state`."""
    begun = state if isinstance(state, list) else []
    return any(isinstance(one, Mapping) and one.get("type") == ENCRYPTION for one in begun)


def supervisors(content: Mapping[str, Any] | None) -> frozenset[str]:
    """Who looks after a chat by the content of its mark."""
    named = content.get("supervisors") if content is not None else None
    return frozenset(one for one in named if isinstance(one, str)) if named else frozenset()


def judge_mark(content: Mapping[str, Any], *, marked: bool) -> Verdict:
    """Judge a person's writing of the mark."""
    return yes("supervised") if dict(content) == MARK and not marked else _RESERVED


def judge_departure(who: str, mark: Mapping[str, Any] | None) -> Verdict:
    """Judge a leave, kick or ban of somebody in a chat."""
    return _STAYS if who in supervisors(mark) else yes("departure")


def judge_deletion(sender: str, author: str | None, people: int, *, staff: bool) -> Verdict:
    """Judge the deletion of a message in a supervised chat of so many."""
    if sender == author or (staff and people > _PAIR):
        return yes("deletion")
    return _KEPT
