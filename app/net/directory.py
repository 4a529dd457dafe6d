"""The directories of schools that the program was given; told to everybody, asked without a token.

A directory is another server: what it names is looked up like anything a person types.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from app.domain.clean import clean_name
from app.domain.directory import ListedSchool, SchoolsPage
from app.domain.errors import AppError
from app.domain.parse.fields import integer, items, mapping, text
from app.net.address import base_url, origin_of
from app.net.http import Call, Http

_log = logging.getLogger(__name__)

PAGE = 20
_LONGEST = 200
_MOST = 100_000


async def find_schools(
    open_http: Callable[[str], Awaitable[Http]],
    directories: Sequence[str],
    query: str,
    *,
    more: Mapping[str, int] | None = None,
) -> SchoolsPage:
    """`GET /v1/directory/schools` of each; with `more` only where they go on.

    Raises:
        AppError: none of them has answered.
    """
    asked = [one for one in map(base_url, directories) if one]
    if more is not None:
        asked = [one for one in asked if one in more]
    start = more or {}
    answers = await asyncio.gather(
        *(_ask(open_http, one, query, start.get(one, 0)) for one in asked), return_exceptions=True
    )
    schools: dict[str, ListedSchool] = {}
    goes_on: dict[str, int] = {}
    failures: list[AppError] = []
    for directory, answer in zip(asked, answers, strict=True):
        if isinstance(answer, AppError):
            _log.info("a directory of schools did not answer: %s", answer)
            failures.append(answer)
        elif isinstance(answer, BaseException):
            raise answer
        else:
            found, following = answer
            for school in found:
                schools.setdefault(school.address, school)
            if following is not None:
                goes_on[directory] = following
    if failures and len(failures) == len(asked):
        raise failures[0]
    return SchoolsPage(tuple(schools.values()), goes_on)


async def _ask(
    open_http: Callable[[str], Awaitable[Http]], directory: str, query: str, after: int
) -> tuple[tuple[ListedSchool, ...], int | None]:
    http = await open_http(directory)
    params = {"q": query[:_LONGEST], "after": str(after), "limit": str(PAGE)}
    call = Call("GET", f"{directory}/v1/directory/schools", None, params, timeout=10.0)
    return await http.json(call, _parse)


def _parse(reply: object) -> tuple[tuple[ListedSchool, ...], int | None]:
    body = mapping(reply)
    region = clean_name(text(body.get("region")))
    rows = (_school(mapping(row), region) for row in items(body.get("schools"), PAGE))
    following = integer(body.get("next"), 1, _MOST)
    return tuple(one for one in rows if one is not None), following


def _school(row: Mapping[str, Any], region: str) -> ListedSchool | None:
    name, address = clean_name(text(row.get("name")), 200), text(row.get("address"))
    try:
        origin_of(address)
    except AppError:
        return None
    told = (clean_name(text(row.get(key))) for key in ("town", "district"))
    place = ", ".join(part for part in (*told, region) if part)
    return ListedSchool(name, place, address) if name else None
