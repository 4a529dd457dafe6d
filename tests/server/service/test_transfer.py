"""Chats of other messengers are brought along: read, shown to their leader, written once."""

import io
import json
import zipfile
from datetime import UTC, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from server.service.transfer.digest import digest
from server.service.transfer.foreign import NotAnExport, read_export
from tests.helpers.matrix_user import CLIENT
from tests.helpers.service_school import ServiceSchool

MOSCOW = ZoneInfo("Europe/Moscow")
TELEGRAM = {
    "name": "9Б родители",
    "type": "private_supergroup",
    "messages": [
        {"id": 1, "type": "service", "action": "create_group", "date": "2025-03-12T10:00:00"},
        {
            "id": 2,
            "type": "message",
            "date": "2025-03-12T10:04:00",
            "date_unixtime": "1741763040",
            "from": "Ольга Облакова",
            "text": ["Завтра ", {"type": "link", "text": "экскурсия"}, "!"],
        },
        {
            "id": 3,
            "type": "message",
            "date": "2025-03-13T08:00:00",
            "date_unixtime": "1741842000",
            "from": "Папа Пети",
            "photo": "photos/1.jpg",
            "text": "",
        },
    ],
}
SFERUM = [
    {"date": 1741842000, "from_id": 77, "text": "Спасибо", "attachments": []},
    {"date": 1741763040, "from_id": 12, "text": "", "attachments": ["a/1.jpg", "a/2.jpg"]},
]
PAGE = (
    '<div class="name">Анна Фонарикова<span class="time">1</span></div>'
    '<div class="name">Лев &amp; Ко<span class="time">2</span></div>'
)


def packed(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"чат/{name.replace('_', '.')}", data)
    return stream.getvalue()


def test_telegram_is_read_with_links_and_media() -> None:
    chat = read_export(json.dumps(TELEGRAM).encode())
    assert (chat.source, chat.name) == ("Telegram", "9Б родители")
    assert [(one.author, one.text) for one in chat.messages] == [
        ("Ольга Облакова", "Завтра экскурсия!"),
        ("Папа Пети", "[фото]"),
    ]
    assert chat.messages[0].at == datetime(2025, 3, 12, 7, 4, tzinfo=UTC)


def test_sferum_is_read_with_the_names_of_the_page_beside_it() -> None:
    chat = read_export(packed(history_json=json.dumps(SFERUM), chat_html=PAGE))
    assert [(one.author, one.text) for one in chat.messages] == [
        ("Анна Фонарикова", "[вложений: 2]"),
        ("Лев & Ко", "Спасибо"),
    ]
    alone = read_export(json.dumps(SFERUM).encode())
    assert [one.author for one in alone.messages] == ["Участник 12", "Участник 77"]


def test_pictures_are_named_where_they_lie_and_never_outside() -> None:
    def of(photo: object) -> list[str]:
        told = {"messages": [TELEGRAM["messages"][2] | {"photo": photo}]}
        return [path for *_, path in read_export(json.dumps(told).encode()).pictures]

    assert of("photos/1.jpg") == ["photos/1.jpg"]
    for bad in ("/etc/1.jpg", "../1.jpg", "a/../../1.jpg", "C:\\1.jpg", "1.exe", "", 5, None,
                "(File not included. Change data exporting settings to download.)"):  # fmt: skip
        assert of(bad) == [], bad
    sferum = read_export(json.dumps(SFERUM).encode())
    assert [path for *_, path in sferum.pictures] == ["a/1.jpg", "a/2.jpg"]
    many = {"messages": [TELEGRAM["messages"][2]] * 400}
    assert len(read_export(json.dumps(many).encode()).pictures) == 300


def test_the_digest_tells_day_by_day() -> None:
    first, second = digest(read_export(json.dumps(TELEGRAM).encode()), MOSCOW)
    assert "9Б родители" in first
    assert second == (
        "12 марта 2025\n10:04 Ольга Облакова: Завтра экскурсия!\n"
        "13 марта 2025\n08:00 Папа Пети: [фото]"
    )


def test_a_long_chat_becomes_messages_of_a_bearable_size() -> None:
    one = TELEGRAM["messages"][1]
    messages = [one | {"date_unixtime": str(1741763040 + n * 60)} for n in range(6_000)]
    chat = read_export(json.dumps({"messages": messages}).encode())
    assert (len(chat.messages), chat.left_out) == (5_000, 1_000)
    texts = list(digest(chat, MOSCOW))
    assert max(map(len, texts)) < 17_000
    assert sum(text.count("Ольга") for text in texts) == 5_000


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"{}", b"[]", b"<html>", packed(a_txt=b"x")])
def test_what_is_no_export_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(NotAnExport) as refused:
        read_export(data)
    assert str(refused.value).endswith(".")


@example(told=[{"date": 0, "from_id": [], "text": "кто это написал, не сказано"}])
@settings(max_examples=300, deadline=None)
@given(
    told=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["messages", "type", "date", "from", "text", "from_id", "photo", "attachments"]
                ),
                inner,
            )
        ),
        max_leaves=20,
    )
)
def test_no_json_can_do_more_than_be_refused(told: object) -> None:
    try:
        chat = read_export(json.dumps(told).encode())
    except NotAnExport:
        return
    assert list(digest(chat, MOSCOW))


async def test_the_leader_brings_a_chat_along_and_others_may_not(
    service_school: ServiceSchool,
) -> None:
    child = await service_school.person("Артём Бубликов", "pupil", learns=["9b"])
    mother = await service_school.person("Ольга Облакова", "parent", children=[child])
    vera = await service_school.person("Вера Вартанян", "teacher", leads=["9b"])
    other = await service_school.person("Пётр Чужой", "teacher", teaches=["2a"])
    room = await service_school.bot_room(vera)
    file = {"file": ("result.json", json.dumps(TELEGRAM))}
    path, data = "/v1/transfer", {"room_id": room}
    assert await other.refused(403, "POST", path, files=file, data=data) == "leads_not"
    assert await mother.refused(403, "POST", path, files=file, data=data) == "role_needed"
    junk = {"file": ("result.json", b"junk")}
    assert await vera.refused(422, "POST", path, files=junk, data=data) == "not_an_export"
    seen = await vera.ok("POST", path, files=file, data=data)
    authors = {one["name"]: one for one in seen["authors"]}
    assert authors["Ольга Облакова"]["user_id"] == mother.user_id
    assert authors["Ольга Облакова"]["may_invite"] is True
    assert authors["Папа Пети"]["user_id"] is None
    assert seen["brought"] == 0
    for _ in range(2):
        told = await vera.ok("POST", path, files=file, data=data | {"confirmed": "true"})
        assert told["brought"] == 2
    url = f"{CLIENT}/rooms/{quote(room)}/messages?dir=b&limit=50"
    events = (await vera.matrix.call("GET", url))["chunk"]
    bodies = [one["content"]["body"] for one in events if one["type"] == "m.room.message"]
    assert len(bodies) == 2, "asked twice, written once"
    assert "Завтра экскурсия!" in bodies[0]
