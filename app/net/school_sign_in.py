"""The school service before anybody is signed in: whose passwords it takes, and taking one."""

import logging

from app.domain.errors import AppError
from app.domain.identities import ProfileChoice
from app.domain.parse.identities import parse_entered, parse_ways
from app.net import wire
from app.net.http import Call, Http

_log = logging.getLogger(__name__)


async def registers_at(http: Http, service_url: str) -> tuple[tuple[str, str], ...]:
    """`GET /v1/sign-in`: (id, title) of the gradebooks; none where the service does not answer.

    The other ways in need no service, so its silence stops nobody.
    """
    try:
        call = Call("GET", f"{service_url}/v1/sign-in", timeout=10.0)
        ways = await http.json(call, parse_ways)
    except AppError as error:
        _log.info("the school service did not say how one signs in: %s", error)
        return ()
    return tuple((way.id, way.title) for way in ways if not way.browser)


async def prove_at(
    http: Http,
    service_url: str,
    register: str,
    *,
    login: str,
    password: str,
    person: str | None,
    code: str = "",
) -> str | tuple[ProfileChoice, ...]:
    """`POST /v1/sign-in/gradebook`: a ticket for the homeserver, or profiles to choose from."""
    body = {"register": register, "login": login.strip(), "password": password, "person": person}
    if code:
        body["code"] = code
    call = Call(
        "POST",
        f"{service_url}/v1/sign-in/gradebook",
        wire.dumps(body),
        repeatable=False,
        timeout=60.0,
    )
    return await http.json(call, parse_entered)
