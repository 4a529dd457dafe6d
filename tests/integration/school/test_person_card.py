"""The card of a person in the app, told by the real service to each as much as they may know."""

import pytest

from app.domain.errors import NotFound
from app.domain.ids import UserId
from app.domain.people import Role
from app.domain.portrait import PortraitRole
from app.services.school.school import SchoolService
from tests.helpers.service_school import OTHER_SCHOOL, ServiceSchool
from tests.integration.school.apps import Settings, client_of


async def test_a_teacher_a_classmate_and_a_stranger_see_three_cards(
    service_school: ServiceSchool,
) -> None:
    pupil = await service_school.person("Артём", "pupil", learns=["9b", "9b-bio"])
    mother = await service_school.person("Елена", "parent", "teacher", children=[pupil])
    vera = await service_school.person("Вера", "teacher", leads=["9b"], teaches=["9b-bio"])
    mate = await service_school.person("Дарья", "pupil", learns=["9b"])
    alien = await service_school.person("Чужой", "teacher", org=OTHER_SCHOOL, leads=["7v"])
    clients = [await client_of(one) for one in (vera, mate, alien)]
    by_vera, by_mate, by_alien = (SchoolService(one, Settings()) for one in clients)
    her, him = UserId(mother.user_id), UserId(pupil.user_id)

    school = "Школа № 14"
    parent = PortraitRole(Role.PARENT, school, children=(("Тестовая Артём", "9Б"),))
    assert (await by_vera.portrait(her)).roles == (PortraitRole(Role.TEACHER, school), parent)
    told = await by_mate.portrait(her)
    assert told.name == "Тестовая Елена"
    assert told.roles[1] == PortraitRole(Role.PARENT, school, classes=("9Б",))
    assert (await by_mate.portrait(him)).roles == (
        PortraitRole(Role.PUPIL, school, classes=("9Б",)),
    )
    (teacher,) = (await by_mate.portrait(UserId(vera.user_id))).roles
    assert (teacher.leads, teacher.subjects) == (("9Б",), ("9Б · биология",))
    with pytest.raises(NotFound):
        await by_alien.portrait(him)
    for client in clients:
        await client.aclose()
