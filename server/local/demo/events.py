"""The Matrix content of each kind of line."""

from typing import Any

from server.local.demo.talk import Line, Poll

Json = dict[str, Any]

MESSAGE = "m.room.message"
REACTION = "m.reaction"
POLL_START = "org.matrix.msc3381.poll.start"
POLL_RESPONSE = "org.matrix.msc3381.poll.response"
RINGING = "org.matrix.msc4075.rtc.notification"

_TEXT = "org.matrix.msc1767.text"


def text_content(text: str, *, room: bool, mention: str, reply_to: str | None) -> Json:
    """An `m.text`; `mention` is a full user id or ''."""
    content: Json = {"msgtype": "m.text", "body": text}
    if room:
        content["m.mentions"] = {"room": True}
    elif mention:
        content["m.mentions"] = {"user_ids": [mention]}
    if reply_to is not None:
        content["m.relates_to"] = {"m.in_reply_to": {"event_id": reply_to}}
    return content


def edit_content(text: str, event_id: str) -> Json:
    """A replacement of an earlier message."""
    return {
        "msgtype": "m.text",
        "body": f"* {text}",
        "m.new_content": {"msgtype": "m.text", "body": text},
        "m.relates_to": {"rel_type": "m.replace", "event_id": event_id},
    }


def reaction_content(emoji: str, event_id: str) -> Json:
    """A reaction."""
    relation = {"rel_type": "m.annotation", "event_id": event_id, "key": emoji}
    return {"m.relates_to": relation}


def poll_content(poll: Poll) -> Json:
    """The start of an open poll with one choice."""
    answers = [{"id": f"o{index}", _TEXT: answer} for index, (answer, _) in enumerate(poll.answers)]
    listed = "\n".join(f"{i}. {answer}" for i, (answer, _) in enumerate(poll.answers, 1))
    return {
        POLL_START: {
            "kind": "org.matrix.msc3381.poll.disclosed",
            "max_selections": 1,
            "question": {_TEXT: poll.question, "body": poll.question, "msgtype": "m.text"},
            "answers": answers,
        },
        _TEXT: f"{poll.question}\n{listed}",
    }


def vote_content(choice: int, poll_id: str) -> Json:
    """A vote for one answer."""
    return {
        POLL_RESPONSE: {"answers": [f"o{choice}"]},
        "m.relates_to": {"rel_type": "m.reference", "event_id": poll_id},
    }


def ring_content(line: Line, room_id: str) -> Json:
    """A ring nobody answered: a missed video call."""
    return {
        "slot_id": f"m.call#{room_id}",
        "notification_type": "ring",
        "m.call.intent": "video",
        "m.mentions": {"user_ids": [], "room": True},
        "sender_ts": int(line.at.timestamp() * 1000),
        "lifetime": 30_000,
    }
