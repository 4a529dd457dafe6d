"""Looking at what a homeserver answers and keeps, as a hostile client would."""

from typing import Any
from urllib.parse import quote

import httpx

from tests.helpers.matrix_user import CLIENT, MatrixUser


async def joined(user: MatrixUser) -> set[str]:
    return set((await user.call("GET", f"{CLIENT}/joined_rooms"))["joined_rooms"])


def refused(answer: httpx.Response, code: str | None = None) -> bool:
    """Refused with a code (this one, if it is named) and a Russian sentence."""
    if answer.status_code != 403:
        return False
    body = answer.json()
    reason = body.get("app.parta.reason")
    said = bool(reason) and any("а" <= c <= "я" for c in body["error"].lower())
    return said and code in (None, reason)


async def send(user: MatrixUser, room: str, kind: str, content: dict[str, Any]) -> httpx.Response:
    path = f"{CLIENT}/rooms/{quote(room)}/send/{quote(kind)}/{user._next_txn()}"
    return await user.request("PUT", path, json=content)


async def say(user: MatrixUser, room: str, body: str, **more: Any) -> httpx.Response:
    return await send(user, room, "m.room.message", {"msgtype": "m.text", "body": body, **more})


async def put_state(
    user: MatrixUser, room: str, kind: str, content: dict[str, Any], key: str = ""
) -> httpx.Response:
    path = f"{CLIENT}/rooms/{quote(room)}/state/{quote(kind)}/{quote(key)}"
    return await user.request("PUT", path, json=content)
