"""Replies of the school service about exports of other messengers."""

from app.domain.clean import clean_name, is_clean_id
from app.domain.errors import BadReply
from app.domain.ids import UserId
from app.domain.parse.fields import integer, iso_moment, items, mapping, text
from app.domain.transfer import ForeignAuthor, ForeignChat, ForeignPicture

_MOST_AUTHORS, _MOST_PICTURES = 500, 1_000


def parse_foreign_chat(reply: object) -> ForeignChat:
    """`POST /v1/transfer`."""
    body = mapping(reply)
    messages = integer(body.get("messages"))
    if messages is None:
        raise BadReply("an export without a count")
    return ForeignChat(
        clean_name(text(body.get("source")), 40),
        clean_name(text(body.get("name"))),
        messages,
        integer(body.get("left_out")) or 0,
        tuple(_author(row) for row in items(body.get("authors"), _MOST_AUTHORS)),
        integer(body.get("brought")) or 0,
        tuple(
            one
            for row in items(body.get("pictures"), _MOST_PICTURES)
            if (one := _picture(row)) is not None
        ),
    )


def _picture(row: object) -> ForeignPicture | None:
    body = mapping(row)
    at, path = iso_moment(body.get("at")), text(body.get("path"))
    good = path.isprintable() and 0 < len(path) <= 300
    if at is None or not good:
        return None
    return ForeignPicture(at, clean_name(text(body.get("author"))), path)


def _author(row: object) -> ForeignAuthor:
    body = mapping(row)
    user = body.get("user_id")
    known = UserId(str(user)) if is_clean_id(user) else None
    return ForeignAuthor(
        clean_name(text(body.get("name"))),
        integer(body.get("messages")) or 0,
        known,
        inside=body.get("inside") is True,
        may_invite=known is not None and body.get("may_invite") is True,
    )
