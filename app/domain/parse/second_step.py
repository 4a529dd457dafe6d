"""Replies of the school service about the second step; any JSON gives values or BadReply."""

import re

from app.domain.clean import clean_name, is_clean_id
from app.domain.errors import BadReply
from app.domain.parse.fields import iso_moment, items, mapping, text
from app.domain.second_step import NewSecret, PersonSecondStep, SchoolSecondStep, SecondStep

_SECRET = re.compile(r"[A-Z2-7]{16,128}")
_CODE = re.compile(r"[0-9A-Z-]{6,20}")
_MANY, _LONGEST = 20_000, 1_000


def parse_second_step(reply: object) -> SecondStep:
    """`GET /v1/second-step`."""
    body = mapping(reply)
    left = body.get("codes_left")
    return SecondStep(
        since=iso_moment(body.get("since")),
        codes_left=left if isinstance(left, int) and 0 <= left <= 100 else 0,
        required=body.get("required") is True,
    )


def parse_secret(reply: object) -> NewSecret:
    """`POST /v1/second-step/begin`."""
    body = mapping(reply)
    secret, link = text(body.get("secret")), text(body.get("link"))
    fits = link.startswith("otpauth://totp/") and len(link) < _LONGEST
    if not _SECRET.fullmatch(secret) or not fits:
        raise BadReply("no secret for an authenticator")
    return NewSecret(secret, link)


def parse_codes(reply: object) -> tuple[str, ...]:
    """The printed codes, in the answer that made them."""
    found = tuple(text(one) for one in items(mapping(reply).get("codes"), 100))
    if not found or not all(_CODE.fullmatch(one) for one in found):
        raise BadReply("no printed codes")
    return found


def parse_school_second_step(reply: object) -> SchoolSecondStep:
    """`GET /v1/second-step/of-school`."""
    body = mapping(reply)
    rows = (mapping(row) for row in items(body.get("people"), _MANY))
    people = tuple(
        PersonSecondStep(
            str(row.get("person")),
            clean_name(text(row.get("name"))),
            iso_moment(row.get("since")),
            required=row.get("required") is True,
        )
        for row in rows
        if is_clean_id(row.get("person"))
    )
    return SchoolSecondStep(body.get("staff") is True, people)
