"""Pictures arrive byte by byte; polls are asked, voted on and closed across the two programs."""

import base64
from pathlib import Path

from app.domain.content import MediaContent, PollContent
from app.domain.ids import EventId
from app.domain.polls import PollAnswer, PollStart
from app.services.facade.composer import OutgoingFile
from tests.interop.conftest import Pair, soon
from tests.unit.media.files import photo

RESPONSE = "org.matrix.msc3381.poll.response"
START = "org.matrix.msc3381.poll.start"


async def test_a_picture_from_the_app_is_what_the_other_downloads(
    pair: Pair, tmp_path: Path
) -> None:
    path = photo(tmp_path / "Доска.jpg", (640, 480), gps=False)
    await pair.session.composer.send_files(pair.room, [OutgoingFile(path, caption="Вот")])
    seen = await pair.peer.sees(
        lambda seen: seen.get("content", {}).get("msgtype") == "m.image", "the picture"
    )
    content = seen["content"]
    assert (content["filename"], content["body"]) == ("Доска.jpg", "Вот")
    assert (content["info"]["w"], content["info"]["h"]) == (640, 480)
    got = await pair.peer.do("download", uri=content["url"])
    assert got["status"] == 200
    data = base64.b64decode(got["base64"])
    assert len(data) == content["info"]["size"]
    await soon(lambda: pair.timeline.items[-1].event_id == seen["id"])
    own = pair.timeline.items[-1].content
    assert isinstance(own, MediaContent)
    assert own.source == content["url"]
    assert (await pair.session.media.file(own.source, own.filename)).read_bytes() == data


async def test_a_picture_from_the_other_is_what_the_app_keeps(pair: Pair, tmp_path: Path) -> None:
    data = photo(tmp_path / "Музей.jpg", (320, 200)).read_bytes()
    sent = await pair.peer.do(
        "picture",
        room=pair.room,
        name="Музей.jpg",
        base64=base64.b64encode(data).decode(),
        info={"mimetype": "image/jpeg", "size": len(data), "w": 320, "h": 200},
    )
    content = (await pair.sees_row(sent["event_id"])).content
    assert isinstance(content, MediaContent)
    assert (content.filename, content.info.width, content.info.height) == ("Музей.jpg", 320, 200)
    assert content.source is not None
    kept = await pair.session.media.file(content.source, content.filename)
    assert kept.read_bytes() == data


async def test_a_poll_of_the_app_is_voted_on_by_the_other_and_closed(pair: Pair) -> None:
    question = PollStart("Куда едем?", (PollAnswer("m", "Музей"), PollAnswer("l", "Лес")))
    await pair.session.composer.send_poll(pair.room, question)
    await soon(lambda: pair.timeline.items[-1].event_id)
    poll_id = pair.timeline.items[-1].event_id
    assert poll_id is not None
    await pair.peer.sees(lambda seen: seen.get("id") == poll_id, "the poll")
    there = await pair.peer.do("poll", room=pair.room, id=poll_id)
    assert there["question"] == "Куда едем?"
    assert [answer["text"] for answer in there["answers"]] == ["Музей", "Лес"]

    await _vote(pair, poll_id, there["answers"][1]["id"])
    await pair.session.composer.vote(pair.room, poll_id, ["m"])
    await soon(lambda: _tally(pair) == [1, 1])
    await pair.session.composer.close_poll(pair.room, poll_id)
    await pair.peer.sees(lambda seen: str(seen.get("type")).endswith("poll.end"), "the end")
    there = await pair.peer.do("poll", room=pair.room, id=poll_id)
    assert there["ended"]
    assert sorted(there["votes"]) == sorted([[pair.oleg, ["l"]], [pair.vera, ["m"]]])
    await soon(lambda: getattr(pair.timeline.items[-1].poll, "closed", False))


async def test_a_poll_of_the_other_is_voted_on_in_the_app(pair: Pair) -> None:
    sent = await pair.peer.do(
        "send",
        room=pair.room,
        type=START,
        content={
            START: {
                "question": {"org.matrix.msc1767.text": "Когда?"},
                "kind": "org.matrix.msc3381.poll.disclosed",
                "max_selections": 1,
                "answers": [
                    {"id": "1", "org.matrix.msc1767.text": "Утром"},
                    {"id": "2", "org.matrix.msc1767.text": "Днём"},
                ],
            },
            "org.matrix.msc1767.text": "Когда?\n1. Утром\n2. Днём",
        },
    )
    poll_id = EventId(sent["event_id"])
    content = (await pair.sees_row(poll_id)).content
    assert isinstance(content, PollContent)
    assert [answer.text for answer in content.poll.answers] == ["Утром", "Днём"]
    await pair.session.composer.vote(pair.room, poll_id, ["2"])
    await pair.peer.sees(lambda seen: str(seen.get("type")).endswith("poll.response"), "the vote")
    there = await pair.peer.do("poll", room=pair.room, id=poll_id)
    assert there["votes"] == [[pair.vera, ["2"]]]
    await soon(lambda: _tally(pair) == [0, 1])


async def _vote(pair: Pair, poll_id: str, answer: str) -> None:
    content = {
        "m.relates_to": {"rel_type": "m.reference", "event_id": poll_id},
        RESPONSE: {"answers": [answer]},
    }
    await pair.peer.do("send", room=pair.room, type=RESPONSE, content=content)


def _tally(pair: Pair) -> list[int]:
    item = pair.timeline.items[-1]
    if item.poll is None or not isinstance(item.content, PollContent):
        return []
    return [item.poll.count(answer.id) for answer in item.content.poll.answers]
