"""A family at the school, whose diary comes from a register of theirs."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from server.demo.sgo.families import FAMILIES
from tests.helpers.service_school import Member, ServiceSchool
from tests.server.diary.register import RunningRegister, serve_register

PARENT = FAMILIES[0]
TODAY = datetime.now(ZoneInfo("Europe/Moscow")).date()
WEDNESDAY = date(TODAY.year - (date(TODAY.year, 11, 1) > TODAY), 10, 14)
MONDAY = WEDNESDAY - timedelta(days=WEDNESDAY.weekday())


@pytest.fixture(scope="session")
def sgo() -> Iterator[RunningRegister]:
    with serve_register(lambda: TODAY) as running:
        yield running


@dataclass
class Family:
    """Artem, his mother, a father whom a ruling keeps from the diary, and others around."""

    artem: Member
    mama: Member
    ruled: Member
    dasha: Member
    other_mama: Member
    vera: Member
    biologist: Member
    head: Member
    stranger: Member

    @property
    def path(self) -> str:
        """Artem's diary, linked to the register."""
        return f"/v1/diary/children/{self.artem.person}"

    @property
    def own(self) -> str:
        """Dasha's, which nobody links: it comes from the school."""
        return f"/v1/diary/children/{self.dasha.person}"


@pytest.fixture(scope="session")
def _family() -> dict[str, Member]:
    return {}


@pytest.fixture
async def family(
    service_school: ServiceSchool, _family: dict[str, Member]
) -> AsyncIterator[Family]:
    """People are made once; every test has its own connections."""
    if not _family:
        _family |= await _move_in(service_school)
    family = Family(**{name: member.again() for name, member in _family.items()})
    yield family
    for member in vars(family).values():
        await member.aclose()


async def _move_in(school: ServiceSchool) -> dict[str, Member]:
    artem = await school.person("Артём Кузнецов", "pupil", learns=["9b", "9b-bio"])
    dasha = await school.person("Дарья Иванова", "pupil", learns=["9b", "9b-bio"])
    return {
        "artem": artem,
        "dasha": dasha,
        "mama": await school.person("Елена Кузнецова", "parent", children=[artem]),
        "ruled": await school.person("Пётр Кузнецов", "parent", children=[artem], no_diary=True),
        "other_mama": await school.person("Анна Иванова", "parent", children=[dasha]),
        "vera": await school.person("Вера Вартанян", "teacher", leads=["9b"]),
        "biologist": await school.person("Павел Громов", "teacher", teaches=["9b-bio"]),
        "head": await school.person("Сергей Дорохов", "admin"),
        "stranger": await school.stranger(),
    }


@pytest.fixture
async def linked(family: Family, service_school: ServiceSchool, sgo: RunningRegister) -> Family:
    sgo.register.forget()
    operator = await service_school.operator()
    told = {"title": "Сетевой Город", "url": sgo.url, "school": PARENT.school}
    await operator.ok("PUT", "/v1/diary/registers/sgo", json=told)
    await family.mama.ok("PUT", f"{family.path}/link", json=sign_in())
    return family


def sign_in(**more: object) -> dict[str, object]:
    return {"register": "sgo", "login": PARENT.login, "password": PARENT.password, **more}
