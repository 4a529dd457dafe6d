"""Raw events become what the conversation shows."""

from typing import Any

import pytest

from app.domain.content import (
    EncryptedContent,
    HiddenContent,
    MediaContent,
    MediaKind,
    MembershipContent,
    PollContent,
    RedactedContent,
    Relation,
    RelationKind,
    RoomChange,
    RoomChangeContent,
    TextContent,
    TextKind,
    UnknownContent,
)
from app.domain.events import Event
from app.domain.ids import RoomId
from app.domain.parse import is_poll_end, parse_event, parse_poll_response
from app.domain.people import Membership, Role
from app.domain.rich_text import Span, Style


def read(kind: str = "m.room.message", content: Any = None, **more: Any) -> Event:
    raw = {
        "type": kind,
        "sender": "@вера:школа",
        "event_id": "$1",
        "origin_server_ts": 1_700_000_000_000,
        "content": content if content is not None else {"msgtype": "m.text", "body": "да"},
    }
    event = parse_event(raw | more)
    assert event is not None
    return event


def text_of(event: Event) -> str:
    assert isinstance(event.content, TextContent)
    return event.content.body.text


def test_what_is_no_event_is_none() -> None:
    assert parse_event([]) is None
    assert parse_event({"type": "m.room.message"}) is None
    assert parse_event({"type": "", "sender": "@a:b"}) is None
    assert parse_event({"type": "a", "sender": "@a:b", "event_id": 5}) is None
    other = {"type": "a", "sender": "@a:b", "room_id": "!other"}
    assert parse_event(other, room_id=RoomId("!here")) is None


@pytest.mark.parametrize("msgtype", ["m.text", "m.emote", "m.notice"])
def test_a_text_keeps_its_kind(msgtype: str) -> None:
    content = read(content={"msgtype": msgtype, "body": "Ура"}).content
    assert isinstance(content, TextContent) and content.kind is TextKind(msgtype)


def test_a_message_without_words_is_no_text() -> None:
    assert read(content={"msgtype": "m.text"}).content == UnknownContent("m.text")
    assert read(content={"msgtype": "m.text", "body": " \n"}).content == UnknownContent("m.text")


def test_an_unknown_kind_falls_back_to_its_body() -> None:
    location = {"msgtype": "m.location", "body": "Школа, Ленина 5"}
    assert read(content=location).content == UnknownContent("m.location", "Школа, Ленина 5")
    homework = {"body": "Задание\u202e"}
    assert read("app.parta.homework", homework).content == UnknownContent(
        "app.parta.homework", "Задание"
    )
    assert read("org.example.ping", {"x": 1}).content == HiddenContent("org.example.ping")


def test_the_quote_of_old_clients_is_cut_off_a_reply() -> None:
    content = {
        "msgtype": "m.text",
        "body": "> <@a:b> вопрос\n> дальше\n\nответ",
        "m.relates_to": {"m.in_reply_to": {"event_id": "$0"}},
    }
    event = read(content=content)
    assert (text_of(event), event.reply_to) == ("ответ", "$0")
    html = "<mx-reply><blockquote>вопрос</blockquote></mx-reply>от<b>вет</b>"
    event = read(content=content | {"format": "org.matrix.custom.html", "formatted_body": html})
    assert text_of(event) == "ответ"


def test_a_quote_somebody_typed_stays() -> None:
    assert text_of(read(content={"msgtype": "m.text", "body": "> цитата\nответ"})) == (
        "> цитата\nответ"
    )


def test_an_edit_is_hidden_and_carries_the_new_content() -> None:
    event = read(
        content={
            "msgtype": "m.text",
            "body": "* новое",
            "m.new_content": {"msgtype": "m.text", "body": "новое"},
            "m.relates_to": {"rel_type": "m.replace", "event_id": "$0"},
        }
    )
    assert event.content == HiddenContent("m.room.message")
    assert event.relation == Relation(RelationKind.REPLACE, "$0")  # type: ignore[arg-type]
    assert isinstance(event.new_content, TextContent) and event.new_content.body.text == "новое"


def test_an_edit_without_new_content_changes_nothing() -> None:
    relates = {"rel_type": "m.replace", "event_id": "$0"}
    event = read(content={"msgtype": "m.text", "body": "* a", "m.relates_to": relates})
    assert (event.content, event.new_content) == (HiddenContent("m.room.message"), None)


def test_mentions_are_read_and_everybody_is_marked() -> None:
    event = read(
        content={
            "msgtype": "m.text",
            "body": "@все, завтра к 8:30",
            "m.mentions": {"room": True, "user_ids": ["@a:b", 5, "нет", "@a:b"]},
        }
    )
    assert (event.mentions.room, event.mentions.user_ids) == (True, {"@a:b"})
    assert isinstance(event.content, TextContent)
    assert event.content.body.spans == (Span(0, 4, Style.MENTION, "@room"),)


def test_everybody_is_not_marked_by_one_who_only_writes_it() -> None:
    event = read(content={"msgtype": "m.text", "body": "пишите @все", "m.mentions": {}})
    assert isinstance(event.content, TextContent) and event.content.body.spans == ()


def test_a_link_to_a_person_mentions_where_nothing_else_is_said() -> None:
    html = '<a href="https://matrix.to/#/%40анна:школа">Анна</a>, смотри'
    content = {"msgtype": "m.text", "body": "Анна, смотри", "format": "org.matrix.custom.html"}
    event = read(content=content | {"formatted_body": html})
    assert event.mentions.user_ids == {"@анна:школа"}
    silent = read(content=content | {"formatted_body": html, "m.mentions": {}})
    assert silent.mentions.user_ids == frozenset()


IMAGE = {
    "msgtype": "m.image",
    "body": "фото.png",
    "url": "mxc://a.b/c",
    "info": {"w": 800, "h": 600, "size": 5, "mimetype": "image/PNG; x", "blurhash": "LEHV6nWB2y"},
}


def media(content: Any, kind: str = "m.room.message") -> MediaContent:
    parsed = read(kind, content).content
    assert isinstance(parsed, MediaContent)
    return parsed


def test_a_picture_has_its_size_and_no_caption_of_its_name() -> None:
    picture = media(IMAGE)
    info = picture.info
    assert (picture.kind, picture.filename, picture.caption) == (MediaKind.IMAGE, "фото.png", None)
    assert (info.width, info.height, info.size, info.mimetype) == (800, 600, 5, "image/png")
    assert info.blurhash == "LEHV6nWB2y"


def test_a_caption_stands_in_the_body_beside_the_filename() -> None:
    picture = media(IMAGE | {"filename": "../../etc/фото.png", "body": "На **экскурсии**"})
    assert picture.filename == "фото.png"
    assert picture.caption and picture.caption.text == "На **экскурсии**"


@pytest.mark.parametrize("bad", [-1, 0, 10**9, float("nan"), float("inf"), "5", True, None, []])
def test_an_absurd_size_is_no_size(bad: Any) -> None:
    info = media(IMAGE | {"info": {"w": bad, "h": 600}}).info
    assert (info.width, info.height) == (None, None)


def test_a_voice_note_has_its_wave() -> None:
    content = {
        "msgtype": "m.audio",
        "body": "voice.ogg",
        "url": "mxc://a/b",
        "org.matrix.msc3245.voice": {},
        "org.matrix.msc1767.audio": {"duration": 2000, "waveform": [0, 500, -3, 9999, "x"]},
    }
    voice = media(content)
    assert (voice.kind, voice.info.duration) == (MediaKind.VOICE, 2000)
    assert voice.waveform == (0, 500, 0, 1024, 0)
    del content["org.matrix.msc3245.voice"]
    assert media(content).kind is MediaKind.AUDIO


def test_a_sticker_is_media_too() -> None:
    sticker = media({"body": "Кот", "url": "mxc://a/b", "info": {}}, "m.sticker")
    assert (sticker.kind, sticker.caption) == (MediaKind.STICKER, None)


@pytest.mark.parametrize(
    "broken",
    [{"url": "https://evil/x.png"}, {"url": None}, {"url": 5}, {"file": {"url": "mxc://a/b"}}],
)
def test_media_from_elsewhere_or_encrypted_is_a_fallback(broken: Any) -> None:
    content = {"msgtype": "m.image", "body": "фото"} | broken
    assert read(content=content).content == UnknownContent("m.image", "фото")


def test_media_without_an_address_is_a_local_echo() -> None:
    content = {key: value for key, value in IMAGE.items() if key != "url"}
    assert media(content).source is None


UNSTABLE = {
    "org.matrix.msc3381.poll.start": {
        "kind": "org.matrix.msc3381.poll.undisclosed",
        "max_selections": 9,
        "question": {"org.matrix.msc1767.text": "Когда?"},
        "answers": [
            {"id": "a", "org.matrix.msc1767.text": "пн"},
            {"id": "b", "org.matrix.msc1767.text": "вт"},
            {"id": "a", "org.matrix.msc1767.text": "дубль"},
            {"id": "c"},
        ],
    }
}
STABLE = {
    "m.poll": {
        "kind": "m.disclosed",
        "question": {"m.text": [{"mimetype": "text/html", "body": "<b>"}, {"body": "Когда?"}]},
        "answers": [{"m.id": "a", "m.text": [{"body": "пн"}]}],
    }
}


def test_polls_are_read_in_both_spellings() -> None:
    poll = read("org.matrix.msc3381.poll.start", UNSTABLE).content
    assert isinstance(poll, PollContent)
    assert [(answer.id, answer.text) for answer in poll.poll.answers] == [("a", "пн"), ("b", "вт")]
    assert (poll.poll.question, poll.poll.max_selections, poll.poll.disclosed) == (
        "Когда?",
        2,
        False,
    )
    stable = read("m.poll.start", STABLE).content
    assert isinstance(stable, PollContent)
    assert (stable.poll.question, stable.poll.max_selections, stable.poll.disclosed) == (
        "Когда?",
        1,
        True,
    )


def test_a_poll_without_options_is_its_words() -> None:
    content = {
        "m.poll": {"question": {"m.text": "?"}, "answers": []},
        "m.text": [{"body": "Когда"}],
    }
    assert read("m.poll.start", content).content == UnknownContent("m.poll.start", "Когда")


def test_votes_and_ends_are_hidden_relations() -> None:
    relates = {"rel_type": "m.reference", "event_id": "$poll"}
    vote = read(
        "org.matrix.msc3381.poll.response",
        {"m.relates_to": relates, "org.matrix.msc3381.poll.response": {"answers": ["a", 5, "b"]}},
    )
    assert vote.content == HiddenContent("org.matrix.msc3381.poll.response")
    assert vote.relation == Relation(RelationKind.REFERENCE, "$poll")  # type: ignore[arg-type]
    assert parse_poll_response(vote.raw) == ("a", "b")
    stable = read("m.poll.response", {"m.relates_to": relates, "m.selections": ["a"]})
    assert parse_poll_response(stable.raw) == ("a",)
    end = read("m.poll.end", {"m.relates_to": relates, "m.text": "Итоги"})
    assert isinstance(end.content, HiddenContent) and is_poll_end(end.raw)


def test_a_reaction_is_a_hidden_annotation() -> None:
    relates = {"rel_type": "m.annotation", "event_id": "$0", "key": "👍"}
    event = read("m.reaction", {"m.relates_to": relates})
    assert event.relation == Relation(RelationKind.ANNOTATION, "$0", "👍")  # type: ignore[arg-type]
    assert event.content == HiddenContent("m.reaction")
    assert read("m.reaction", {"m.relates_to": relates | {"key": ""}}).relation is None


def test_one_emoji_in_two_spellings_is_one_reaction() -> None:
    keys = set()
    for key in ("👍", "👍\ufe0f"):
        relates = {"rel_type": "m.annotation", "event_id": "$0", "key": key}
        event = parse_event(
            {
                "event_id": "$1",
                "type": "m.reaction",
                "sender": "@a:b",
                "content": {"m.relates_to": relates},
            }
        )
        assert event is not None and event.relation is not None
        keys.add(event.relation.key)
    assert keys == {"👍"}


@pytest.mark.parametrize("place", ["unsigned", "top"])
def test_a_deleted_message_knows_who_deleted_it(place: str) -> None:
    because = {"sender": "@a:b", "content": {"reason": "спам"}}
    more = {"redacted_because": because}
    event = read(content={}, **({"unsigned": more} if place == "unsigned" else more))
    assert event.content == RedactedContent("@a:b", "спам")  # type: ignore[arg-type]
    assert read("m.reaction", {}, unsigned=more).content == HiddenContent("m.reaction")


def test_an_emptied_message_counts_as_deleted() -> None:
    assert read(content={}).content == RedactedContent()


def test_a_redaction_names_its_target_in_old_and_new_rooms() -> None:
    assert read("m.room.redaction", {}, redacts="$0").redacts == "$0"
    assert read("m.room.redaction", {"redacts": "$0"}).redacts == "$0"


def test_encrypted_messages_are_named_as_such() -> None:
    assert read("m.room.encrypted", {"algorithm": "m.megolm"}).content == EncryptedContent()


def member(content: Any, before: Any = None) -> Any:
    unsigned = {"prev_content": before} if before is not None else {}
    return read("m.room.member", content, state_key="@анна:школа", unsigned=unsigned).content


def test_members_come_go_and_change_their_names() -> None:
    joined = {"membership": "join", "displayname": "Анна\u202e"}
    assert member(joined) == MembershipContent("@анна:школа", "Анна", Membership.JOIN, None)  # type: ignore[arg-type]
    left = member({"membership": "leave"}, joined)
    assert (left.target_name, left.membership, left.previous) == (
        "Анна",
        Membership.LEAVE,
        Membership.JOIN,
    )
    renamed = member(joined | {"displayname": "Аня"}, joined)
    assert (renamed.target_name, renamed.previous_name) == ("Аня", "Анна")
    assert member(joined | {"avatar_url": "mxc://a/b"}, joined).avatar_changed
    assert member(joined, joined) == HiddenContent("m.room.member")
    assert member({"membership": "join"}).target_name == "анна"
    assert member({"membership": "боком"}) == HiddenContent("m.room.member")


def test_changes_of_the_chat_are_service_lines() -> None:
    name = read("m.room.name", {"name": "7Б\n\u200bкласс"}, state_key="").content
    assert name == RoomChangeContent(RoomChange.NAME, "7Б класс")
    rules = read("m.room.join_rules", {"join_rule": "invite"}, state_key="")
    assert rules.content == HiddenContent("m.room.join_rules")
    replaced = read(
        "m.room.join_rules", {"join_rule": "knock"}, state_key="", unsigned={"replaces_state": "$0"}
    )
    assert replaced.content == RoomChangeContent(RoomChange.JOIN_RULES, "knock")
    assert isinstance(read("app.parta.room", {}, state_key="").content, HiddenContent)
    ring = read("org.matrix.msc4075.rtc.notification", {"notification_type": "ring"})
    assert ring.content == RoomChangeContent(RoomChange.CALL_STARTED)


def test_the_server_says_role_and_transaction() -> None:
    event = read(unsigned={"app.parta.role": "teacher", "transaction_id": "t1"})
    assert (event.sender_role, event.transaction_id) == (Role.TEACHER, "t1")
    faked = read(content={"msgtype": "m.text", "body": "а", "app.parta.role": "teacher"})
    assert faked.sender_role is Role.NONE
