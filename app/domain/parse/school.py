"""Replies of the school service about me and about statistics."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from app.domain.clean import clean_name, is_clean_id
from app.domain.ids import UserId
from app.domain.parse.fields import identifier, integer, iso_moment, items, mapping, text
from app.domain.people import Role, role_of
from app.domain.portrait import Portrait, PortraitRole
from app.domain.school import (
    ActivityReport,
    Grant,
    Level,
    OrgActivity,
    Recount,
    RecountedOrg,
    SchoolMe,
    SchoolNow,
    Why,
)
from app.domain.school_rules import SchoolRules

_MANY = 20_000


def parse_me(reply: object) -> SchoolMe:
    """`GET /v1/me`."""
    body = mapping(reply)
    grants = (mapping(row) for row in items(body.get("roles"), 1_000))
    orgs = (mapping(row) for row in items(body.get("orgs"), 1_000))
    user = identifier(body.get("user_id"))
    return SchoolMe(
        clean_name(text(body.get("name"))),
        tuple(
            Grant(str(one.get("org")), text(one.get("role")))
            for one in grants
            if is_clean_id(one.get("org"))
        ),
        tuple(
            (str(one.get("id")), clean_name(text(one.get("name"))))
            for one in orgs
            if is_clean_id(one.get("id"))
        ),
        body.get("operator") is True,
        UserId(user) if user else None,
    )


def parse_portrait(reply: object) -> Portrait:
    """`GET /v1/school/people/{user}`; a role that is not known is left out."""
    body = mapping(reply)
    roles = (_portrait_role(mapping(row)) for row in items(body.get("roles"), 50))
    known = tuple(one for one in roles if one.role is not Role.NONE)
    return Portrait(clean_name(text(body.get("name"))), known)


def _portrait_role(row: Mapping[str, Any]) -> PortraitRole:
    children = (mapping(one) for one in items(row.get("children"), 50))
    named = (
        (clean_name(text(one.get("name"))), clean_name(text(one.get("school_class"))))
        for one in children
    )
    return PortraitRole(
        role_of(row.get("role")),
        clean_name(text(row.get("org_name"))),
        leads=_titles(row.get("leads")),
        subjects=_titles(row.get("subjects")),
        classes=_titles(row.get("classes")),
        children=tuple(one for one in named if one[0]),
    )


def _titles(value: object) -> tuple[str, ...]:
    titles = (clean_name(text(one)) for one in items(value, 100))
    return tuple(one for one in titles if one)


def parse_school_rules(reply: object) -> SchoolRules:
    """`GET /v1/school/{org}/switches`; what is not told stands as usual."""
    body, usual = mapping(reply), SchoolRules()
    told = {one.name: body.get(one.name) for one in fields(SchoolRules)}
    return replace(usual, **{name: on for name, on in told.items() if isinstance(on, bool)})


def parse_now(reply: object) -> SchoolNow:
    """`GET /v1/school/now`."""
    body = mapping(reply)
    year = clean_name(text(body.get("school_year")), 9)
    return SchoolNow(year, integer(body.get("online"), 0, 10_000_000) or 0)


def parse_activity(reply: object) -> ActivityReport:
    """`GET /v1/statistics`."""
    body = mapping(reply)
    rows = [mapping(row) for row in items(body.get("orgs"), _MANY)]
    return ActivityReport(
        clean_name(text(body.get("week")), 10),
        iso_moment(body.get("taken_at")),
        tuple(clean_name(text(one), 10) for one in items(body.get("weeks"), 600)),
        tuple(
            OrgActivity(
                str(row.get("org")),
                clean_name(text(row.get("name"))),
                text(row.get("parent")),
                _level(row.get("level")),
                integer(row.get("teachers"), 0, 10_000_000),
                _share(row.get("share")),
            )
            for row in rows
            if is_clean_id(row.get("org"))
        ),
    )


def parse_recount(reply: object) -> Recount:
    """`GET /v1/statistics/{week}/recount`."""
    body = mapping(reply)
    rows = [mapping(row) for row in items(body.get("orgs"), _MANY)]
    of = integer(body.get("of"), 1, 10_000) or 1
    return Recount(
        min(integer(body.get("done"), 0, 10_000) or 0, of),
        of,
        failed=body.get("failed") is True,
        finished=body.get("finished") is True,
        orgs=tuple(
            RecountedOrg(
                clean_name(text(row.get("name"))),
                _share(row.get("kept")),
                _share(row.get("anew")),
                row.get("differs") is True,
            )
            for row in rows
        ),
        why=tuple(_why(one) for one in items(body.get("why"), 10)),
    )


def _why(value: Any) -> Why:
    try:
        return Why(value)
    except ValueError:
        return Why.UNKNOWN


def _level(value: Any) -> Level:
    try:
        return Level(value)
    except ValueError:
        return Level.SCHOOL


def _share(value: object) -> float | None:
    try:
        share = float(text(value) or "nan")
    except ValueError:
        return None
    return share if 0 <= share <= 100 else None
