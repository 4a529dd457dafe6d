"""Replies of the school service about outside identities; any JSON gives values or BadReply."""

from collections.abc import Mapping
from typing import Any

from app.domain.cards import grouped, parse_card
from app.domain.clean import clean_name, is_clean_id
from app.domain.errors import BadReply
from app.domain.identities import (
    CodeMeaning,
    DeviceCode,
    Identities,
    Identity,
    PersonIdentity,
    PortalBadge,
    ProfileChoice,
    Way,
)
from app.domain.parse.fields import iso_moment, items, mapping, text

_MANY, _LONGEST = 20_000, 2_000


def parse_ways(reply: object) -> tuple[Way, ...]:
    """`GET /v1/sign-in`; kinds we do not know are left out."""
    rows = (mapping(row) for row in items(mapping(reply).get("ways"), 100))
    return tuple(
        Way(str(row.get("id")), clean_name(text(row.get("title"))), row.get("kind") == "browser")
        for row in rows
        if is_clean_id(row.get("id")) and row.get("kind") in {"gradebook", "browser"}
    )


def parse_identities(reply: object) -> Identities:
    """`GET /v1/identities`."""
    rows = (mapping(row) for row in items(mapping(reply).get("identities"), 100))
    found = tuple(_identity(row) for row in rows if is_clean_id(row.get("id")))
    return Identities(found, parse_ways(reply))


def parse_school_identities(reply: object) -> tuple[PersonIdentity, ...]:
    """`GET /v1/identities/of-school`."""
    rows = (mapping(row) for row in items(mapping(reply).get("identities"), _MANY))
    return tuple(
        PersonIdentity(_identity(row), clean_name(text(row.get("name"))))
        for row in rows
        if is_clean_id(row.get("id"))
    )


def parse_entered(reply: object) -> str | tuple[ProfileChoice, ...]:
    """`POST /v1/sign-in/gradebook`: the ticket, or the profiles to choose from."""
    body = mapping(reply)
    ticket = body.get("ticket")
    if isinstance(ticket, str) and ticket:
        return ticket
    rows = (mapping(row) for row in items(body.get("profiles"), 50))
    found = tuple(
        ProfileChoice(
            str(row.get("person")),
            clean_name(text(row.get("name"))),
            tuple(text(role) for role in items(row.get("roles"), 10)),
        )
        for row in rows
        if is_clean_id(row.get("person"))
    )
    if not found:
        raise BadReply("neither a ticket nor profiles")
    return found


def parse_code(reply: object) -> CodeMeaning:
    """`POST /v1/identities/code`."""
    body = mapping(reply)
    return CodeMeaning(clean_name(text(body.get("title"))), clean_name(text(body.get("hint"))))


def parse_device_code(reply: object) -> DeviceCode:
    """`POST /v1/cards/mine`."""
    body = mapping(reply)
    code, link = grouped(text(body.get("code"))), text(body.get("link"))
    if not code or parse_card(link) is None:
        raise BadReply("no code for a device")
    return DeviceCode(code, link, iso_moment(body.get("expires_at")))


def parse_badge(reply: object) -> PortalBadge:
    """`/v1/portal/badge`; addresses of any other kind are left out."""
    body = mapping(reply)
    address, button = text(body.get("address")), text(body.get("button"))
    return PortalBadge(
        address if address.startswith(("https://", "http://")) and len(address) < _LONGEST else "",
        button if button.startswith("parta://open?") and len(button) < _LONGEST else "",
    )


def _identity(row: Mapping[str, Any]) -> Identity:
    return Identity(
        str(row.get("id")),
        clean_name(text(row.get("title"))),
        clean_name(text(row.get("hint"))),
        from_school=row.get("source") == "school",
        linked_at=iso_moment(row.get("linked_at")),
        used_at=iso_moment(row.get("used_at")),
        working=row.get("working") is True,
    )
