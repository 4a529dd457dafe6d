"""What everybody in a lesson is told: JSON in the metadata of its rooms on the SFU.

The SFU hands it to whoever enters and whenever it changes, so clients need not ask. It names
accounts, never people, and answers to a question only as totals once the question is closed.
"""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from server.service.lessons.board import Board, Question, Recorded
from server.service.lessons.lesson import Lesson


def metadata(lesson: Lesson, *, waiting: Collection[str] = (), leads: Collection[str] = ()) -> str:
    """Return the text; equal lessons give equal texts.

    `waiting` are those at the door whom the teacher has to admit.
    `leads` are the teachers who are there.
    """
    told = public(lesson) | {"waiting": sorted(waiting), "leads": sorted(leads)}
    return json.dumps({"app.parta.lesson": told}, ensure_ascii=False, sort_keys=True)


def public(lesson: Lesson) -> dict[str, Any]:
    """What anybody in the lesson may know of it."""
    board = lesson.board
    return {
        "id": lesson.id,
        "title": lesson.title,
        "phase": lesson.phase.value,
        "revision": lesson.revision,
        "locked": board.locked,
        "floor": sorted(source.value for source in board.floor),
        "given": {user: sorted(one.value for one in some) for user, some in board.given.items()},
        "hands": [{"user_id": user, "at": at.isoformat()} for user, at in in_turn(board)],
        "question": _question(board.question),
        "timer_until": board.timer_until.isoformat() if board.timer_until else None,
        "groups": [
            {"key": one.key, "name": one.name, "members": sorted(one.members)}
            for one in board.groups
        ],
        "groups_until": board.groups_until.isoformat() if board.groups_until else None,
        "notice": board.notice,
        "recording": _recording(board.recording),
        "recording_failed": board.recording_failed,
    }


def in_turn(board: Board) -> list[tuple[str, datetime]]:
    """Raised hands, the earliest first."""
    return sorted(board.hands.items(), key=lambda one: (one[1], one[0]))


def _question(question: Question | None) -> dict[str, Any] | None:
    if question is None:
        return None
    told: dict[str, Any] = {
        "id": question.id,
        "text": question.text,
        "options": list(question.options),
        "open": question.open,
        "answered": len(question.answers),
    }
    return told if question.open else told | {"totals": list(question.totals)}


def _recording(told: Recorded | None) -> dict[str, Any] | None:
    if told is None:
        return None
    return {"by": told.by, "begins": told.begins.isoformat(), "on": told.on}
