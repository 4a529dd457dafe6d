"""LiveKit's webhooks: signed with the school's key, each a reason to look after a lesson.

What they say of a recording is asked for again: two may come in the wrong order.
"""

import base64
import hashlib
import hmac
from datetime import UTC, datetime

import jwt
from google.protobuf.json_format import Parse, ParseError
from livekit import api

from server.service.calls.recorder import name_of
from server.service.calls.sfu import participant
from server.service.lessons import repository
from server.service.lessons.watch import look
from server.service.problems import Problem
from server.service.recordings import repository as recordings
from server.service.recordings.watch import look as look_at_recording
from server.service.world import World

_COMING = frozenset({"participant_joined"})
_GOING = frozenset({"participant_left", "participant_connection_aborted"})
_RECORDING = frozenset({"egress_started", "egress_updated", "egress_ended"})


async def receive(world: World, body: bytes, signature: str) -> None:
    """Take one webhook in.

    Raises:
        Problem: it is not signed by our SFU, or not a webhook.
    """
    event = _verified(world, body, signature)
    if event.event in _RECORDING:
        one = await world.database.run(recordings.get, name_of(event.egress_info))
        if one is not None:
            await look_at_recording(world, one.lesson_id)
        return
    if event.event not in _COMING | _GOING:
        return
    lesson_id = await world.database.run(repository.of_sfu_room, event.room.name)
    if lesson_id is None:
        return
    if event.event in _GOING:
        who = participant(event.participant)
        seats = await world.database.run(repository.seats, lesson_id)
        user_id = seats.get(who.identity)
        if user_id is not None and who.sid:
            at = datetime.fromtimestamp(event.created_at, UTC)
            await world.database.run(
                repository.note_left, lesson_id, who.sid, user_id, joined=who.joined, at=at
            )
    await look(world, lesson_id)


def _verified(world: World, body: bytes, signature: str) -> api.WebhookEvent:
    settings = world.settings.livekit
    if settings is None:
        raise Problem(404, "calls_off", "В этой школе звонки не подключены.")
    verifier = api.TokenVerifier(settings.key, settings.secret.get_secret_value())
    try:
        signed = base64.b64decode(verifier.verify(signature).sha256 or "")
        if not hmac.compare_digest(signed, hashlib.sha256(body).digest()):
            raise _unsigned()
        return Parse(body.decode(), api.WebhookEvent(), ignore_unknown_fields=True)
    except (jwt.PyJWTError, ParseError, ValueError, TypeError):
        raise _unsigned() from None


def _unsigned() -> Problem:
    return Problem(401, "webhook_refused", "Подпись сервера звонков не подтверждена.")
