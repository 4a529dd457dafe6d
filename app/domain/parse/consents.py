"""Replies of the school service about versions of the program and about consents."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any
from urllib.parse import urlsplit

from app.domain.clean import clean_name, clean_text, is_clean_id
from app.domain.client_policy import ClientPolicy, Switches, VersionRules
from app.domain.consents import ConsentDocument, ConsentOverview, PersonConsent
from app.domain.ids import PersonId
from app.domain.parse.fields import integer, iso_moment, items, mapping, text

_MOST_DOCUMENTS, _MOST_PEOPLE, _LONGEST = 50, 50, 100_000
_MOST_MISSING = 20_000


def parse_policy(reply: object) -> ClientPolicy:
    """`GET /v1/client-policy`: whatever is not understood lets the program go on."""
    told = mapping(reply)
    url = text(told.get("download_url"))
    return ClientPolicy(
        allowed=told.get("allowed") is not False,
        outdated=told.get("outdated") is True,
        text=clean_text(text(told.get("text")), 500),
        download_url=url if urlsplit(url).scheme == "https" else "",
        switches=_switches(told),
    )


def parse_rules(reply: object) -> VersionRules:
    """`GET /v1/client-policy` for whoever sets the rules."""
    told = mapping(reply)

    def version(name: str) -> str:
        found = clean_name(text(told.get(name)), 20)
        return "" if found == "0" else found

    return VersionRules(
        version("min_version"),
        version("latest_version"),
        clean_text(text(told.get("message")), 500),
        clean_name(text(told.get("download_url")), 500),
        _switches(told),
    )


def parse_overview(reply: object) -> ConsentOverview:
    """`GET /v1/consents/{document}/overview`."""
    told = mapping(reply)
    people = (_person(each) for each in items(told.get("missing"), _MOST_MISSING))
    return ConsentOverview(
        integer(told.get("agreed"), 0, 10_000_000) or 0,
        tuple(one for one in people if one is not None),
    )


def _switches(told: Mapping[str, Any]) -> Switches:
    said = mapping(told.get("switches"))
    return Switches(**{one.name: said.get(one.name) is not False for one in fields(Switches)})


def parse_consents(reply: object) -> tuple[ConsentDocument, ...]:
    """`GET /v1/consents`."""
    rows = items(mapping(reply).get("documents"), _MOST_DOCUMENTS)
    found = (_document(row) for row in rows)
    return tuple(one for one in found if one is not None)


def _document(raw: object) -> ConsentDocument | None:
    row = mapping(raw)
    name, version = text(row.get("document")), integer(row.get("version"), 0)
    if not name or version is None or not is_clean_id(name):
        return None
    people = (_person(each) for each in items(row.get("people"), _MOST_PEOPLE))
    return ConsentDocument(
        name,
        version,
        clean_name(text(row.get("title")), 200),
        clean_text(text(row.get("text")), _LONGEST),
        required=row.get("required") is True,
        published_at=iso_moment(row.get("published_at")),
        people=tuple(one for one in people if one is not None),
    )


def _person(raw: object) -> PersonConsent | None:
    row = mapping(raw)
    person = row.get("person")
    if not isinstance(person, str) or not is_clean_id(person):
        return None
    return PersonConsent(
        PersonId(person),
        clean_name(text(row.get("name"))),
        given=row.get("given") is True,
        version=integer(row.get("version"), 0),
        at=iso_moment(row.get("at")),
        may=row.get("may") is not False,
    )
