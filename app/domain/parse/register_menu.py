"""Replies of the school service about the menu of the register."""

from app.domain.clean import clean_name
from app.domain.parse.fields import items, mapping, text
from app.domain.register_menu import RegisterEntry, RegisterLink, RegisterMenu, is_safe

_MANY = 100


def parse_links(reply: object) -> tuple[RegisterLink, ...]:
    """`GET /v1/diary/register-menu/links`; what no browser may be given is left out."""
    rows = (mapping(row) for row in items(mapping(reply).get("links"), _MANY))
    found = (RegisterLink(clean_name(text(row.get("title"))), text(row.get("url"))) for row in rows)
    return tuple(one for one in found if one.title and is_safe(one.url))


def parse_menu(reply: object) -> RegisterMenu:
    """`GET /v1/diary/register-menu`."""
    body = mapping(reply)
    rows = (mapping(row) for row in items(body.get("entries"), _MANY))
    told = ((clean_name(text(row.get("title"))), text(row.get("path"))) for row in rows)
    return RegisterMenu(
        text(body.get("base")),
        tuple(RegisterEntry(title, path) for title, path in told if title and path[:1] == "/"),
        body.get("families") is True,
    )
