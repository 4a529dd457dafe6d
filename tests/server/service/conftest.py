"""The school with its service, and a real PostgreSQL."""

from collections.abc import AsyncIterator

import pytest

from tests.helpers.postgres import postgres
from tests.helpers.service_school import ServiceSchool, _told, service_school, service_server
from tests.server.service.diary_family import _family, family, linked, sgo

__all__ = [
    "_family",
    "_told",
    "family",
    "linked",
    "postgres",
    "service_school",
    "service_server",
    "sgo",
]


@pytest.fixture
async def no_sources_left(service_school: ServiceSchool) -> AsyncIterator[None]:
    """What a test told must not come back with the next one."""
    yield
    operator = await service_school.operator()
    for source in (await operator.ok("GET", "/v1/rosters/sources"))["sources"]:
        await operator.ok("DELETE", f"/v1/rosters/sources/{source['id']}")
    await service_school.tell()
