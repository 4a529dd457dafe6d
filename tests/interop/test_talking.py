"""What the app sends, matrix-js-sdk understands; what matrix-js-sdk sends, the app shows."""

import asyncio

from app.domain.content import RedactedContent, TextContent
from app.domain.ids import EventId, UserId
from app.domain.rich_text import Style
from tests.interop.conftest import Pair, soon


async def test_text_goes_both_ways_and_each_sees_it_once(pair: Pair) -> None:
    await pair.writes("Привет, Олег")
    await pair.peer.do("text", room=pair.room, body="Привет, Вера")
    await soon(lambda: pair.rows[-2:] == ["Привет, Олег", "Привет, Вера"])
    seen = await pair.peer.sees_body("Привет, Олег")
    assert seen["sender"] == pair.vera
    assert pair.rows.count("Привет, Олег") == 1
    assert [item.mine for item in pair.timeline.items][-2:] == [True, False]


async def test_formatting_is_the_same_on_both_sides(pair: Pair) -> None:
    event_id = await pair.writes("Завтра **обязательно** в `9:00`")
    seen = await pair.peer.do("event", room=pair.room, id=event_id)
    assert seen["content"]["format"] == "org.matrix.custom.html"
    html = seen["content"]["formatted_body"]
    assert html == "Завтра <strong>обязательно</strong> в <code>9:00</code>"

    theirs = await pair.peer.message(
        pair.room,
        msgtype="m.text",
        body="Да, _буду_",
        format="org.matrix.custom.html",
        formatted_body="Да, <em>буду</em>",
    )
    content = (await pair.sees_row(theirs)).content
    assert isinstance(content, TextContent)
    assert content.body.text == "Да, буду"
    [span] = content.body.spans
    assert (content.body.text[span.start : span.end], span.style) == ("буду", Style.ITALIC)


async def test_an_answer_quotes_its_question_on_both_sides(pair: Pair) -> None:
    asked = await pair.peer.message(pair.room, msgtype="m.text", body="Где встречаемся?")
    await pair.sees_row(asked)
    answer = await pair.writes("У школы", reply_to=EventId(asked))
    assert (await pair.peer.do("event", room=pair.room, id=answer))["replyTo"] == asked

    relation = {"m.in_reply_to": {"event_id": answer}}
    thanks = await pair.peer.message(
        pair.room, msgtype="m.text", body="Спасибо", **{"m.relates_to": relation}
    )
    quote = (await pair.sees_row(thanks)).quote
    assert quote is not None
    assert (quote.event_id, quote.text, quote.missing) == (answer, "У школы", False)


async def test_a_changed_message_is_changed_for_both(pair: Pair) -> None:
    mine = await pair.writes("В среду")
    await pair.session.composer.edit(pair.room, mine, "В **четверг**")

    async def seen_by_peer() -> str:
        return str((await pair.peer.do("event", room=pair.room, id=mine))["content"]["body"])

    await pair.peer.sees(
        lambda seen: (seen.get("relation") or {}).get("event_id") == mine, "the edit"
    )
    assert await seen_by_peer() in {"В **четверг**", "В четверг"}

    theirs = await pair.peer.message(pair.room, msgtype="m.text", body="В десять")
    await pair.sees_row(theirs)
    await pair.peer.message(
        pair.room,
        msgtype="m.text",
        body="* В девять",
        **{
            "m.new_content": {"msgtype": "m.text", "body": "В девять"},
            "m.relates_to": {"rel_type": "m.replace", "event_id": theirs},
        },
    )
    await soon(lambda: pair.rows[-1] == "В девять")
    assert pair.timeline.items[-1].edited
    assert pair.rows[-2] == "В четверг"


async def test_reactions_come_and_go_on_both_sides(pair: Pair) -> None:
    theirs = await pair.peer.message(pair.room, msgtype="m.text", body="Билеты есть")
    await pair.sees_row(theirs)
    await pair.session.composer.react(pair.room, EventId(theirs), "👍")
    await pair.peer.sees(lambda seen: seen.get("type") == "m.reaction", "the reaction")
    assert await _reactions(pair, theirs) == [["👍", [pair.vera]]]

    relation = {"rel_type": "m.annotation", "event_id": theirs, "key": "👍"}
    await pair.peer.do(
        "send", room=pair.room, type="m.reaction", content={"m.relates_to": relation}
    )
    await soon(lambda: _counts(pair, theirs) == [("👍", 2, True)])

    await pair.session.composer.react(pair.room, EventId(theirs), "👍")
    await pair.peer.sees(lambda seen: seen["event"] == "redaction", "the reaction taken back")
    assert await _reactions(pair, theirs) == [["👍", [pair.oleg]]]
    await soon(lambda: _counts(pair, theirs) == [("👍", 1, False)])


async def test_what_one_deletes_is_gone_for_the_other(pair: Pair) -> None:
    mine = await pair.writes("Не туда")
    await pair.session.composer.delete(pair.room, [pair.timeline.items[-1].key])
    await pair.peer.sees(lambda seen: seen.get("redacts") == mine, "the deletion")
    assert (await pair.peer.do("event", room=pair.room, id=mine))["redacted"]

    theirs = await pair.peer.message(pair.room, msgtype="m.text", body="И я не туда")
    await pair.sees_row(theirs)
    await pair.peer.do("redact", room=pair.room, id=theirs)
    await soon(lambda: isinstance(getattr(pair.row(theirs), "content", None), RedactedContent))


async def test_each_knows_what_the_other_has_read(pair: Pair) -> None:
    theirs = await pair.peer.message(pair.room, msgtype="m.text", body="Прочти")
    row = await pair.sees_row(theirs)
    await pair.timeline.mark_read(row.key)
    await pair.peer.sees(
        lambda seen: (seen.get("id"), seen.get("user")) == (theirs, pair.vera), "the receipt"
    )
    async with asyncio.timeout(30):  # it tells of the receipt before it counts it
        while pair.vera not in await pair.peer.do("readers", room=pair.room, id=theirs):
            pass

    mine = await pair.writes("Прочла")
    await pair.peer.do("read", room=pair.room, id=mine)
    await soon(lambda: getattr(pair.row(mine), "read_by", 0) == 1)
    [reader] = await pair.timeline.readers(pair.timeline.items[-1].key)
    assert reader.user_id == pair.oleg


async def test_who_is_mentioned_is_told(pair: Pair) -> None:
    mine = await pair.writes("@Олег, посмотри", mentions=(UserId(pair.oleg),))
    seen = await pair.peer.do("event", room=pair.room, id=mine)
    assert seen["content"]["m.mentions"] == {"user_ids": [pair.oleg]}

    theirs = await pair.peer.message(
        pair.room, msgtype="m.text", body="Вера, вижу", **{"m.mentions": {"user_ids": [pair.vera]}}
    )
    assert (await pair.sees_row(theirs)).mentions_me


async def _reactions(pair: Pair, event_id: str) -> object:
    return await pair.peer.do("reactions", room=pair.room, id=event_id)


def _counts(pair: Pair, event_id: str) -> list[tuple[str, int, bool]]:
    row = pair.row(event_id)
    return [(r.key, r.count, r.mine) for r in row.reactions] if row is not None else []
