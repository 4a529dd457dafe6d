"""Replies of the school service about the board of its staff."""

from typing import Any

from app.domain.board import Addressable, Audience, BoardNotice, NoticeReader, SentFile
from app.domain.clean import clean_name, is_clean_id
from app.domain.errors import BadReply
from app.domain.parse.diary import parse_announcements
from app.domain.parse.fields import identifier, integer, iso_moment, items, mapping, text

_MANY = 20_000
_AUDIENCES = {one.value: one for one in Audience}


def parse_board(reply: object) -> tuple[BoardNotice, ...]:
    """`GET /v1/diary/announcements`."""
    rows = [mapping(row) for row in items(mapping(reply).get("announcements"), 500)]
    notices = parse_announcements({"announcements": rows})
    return tuple(
        BoardNotice(
            notice,
            clean_name(text(row.get("org_name"))),
            _AUDIENCES.get(text(row.get("audience")), Audience.EVERYONE),
            tuple(clean_name(text(one)) for one in items(row.get("classes"), 200)),
            for_me=row.get("for_me") is True,
            mine=row.get("mine") is True,
        )
        for notice, row in zip(notices, rows, strict=True)
    )


def parse_addressables(reply: object) -> tuple[Addressable, ...]:
    """`GET /v1/diary/announcements/addressees`."""
    body = mapping(reply)
    rows = (mapping(row) for row in items(body.get("schools"), 1_000))
    largest = integer(body.get("largest_file"), 0, 1 << 40) or 0
    most = integer(body.get("most_files"), 0, 100) or 0
    return tuple(
        Addressable(
            str(row.get("org")),
            clean_name(text(row.get("name"))),
            _classes(row.get("classes")),
            largest,
            most,
        )
        for row in rows
        if is_clean_id(row.get("org"))
    )


def parse_sent_file(reply: object) -> SentFile:
    """`POST /v1/diary/announcements/files`."""
    body = mapping(reply)
    found = identifier(body.get("id"))
    if found is None:
        raise BadReply("a file without an id")
    return SentFile(found, integer(body.get("size"), 0, 1 << 40) or 0)


def parse_readers(reply: object) -> tuple[NoticeReader, ...]:
    """`GET /v1/diary/announcements/{id}/readers`."""
    rows = (mapping(row) for row in items(mapping(reply).get("readers"), _MANY))
    return tuple(
        NoticeReader(clean_name(text(row.get("name"))), iso_moment(row.get("read_at")))
        for row in rows
    )


def _classes(value: Any) -> tuple[tuple[str, str], ...]:
    rows = (mapping(row) for row in items(value, 1_000))
    return tuple(
        (str(row.get("id")), clean_name(text(row.get("title"))))
        for row in rows
        if is_clean_id(row.get("id"))
    )
