"""When somebody was here, in the app: as the school and the person let each see it."""

from app.domain.ids import UserId
from app.domain.people import LastSeen, Lately, Presence, Visibility
from app.domain.school_rules import SchoolRules
from app.net.client import MatrixClient
from app.services.people import PeopleService
from app.services.school.school import SchoolService
from tests.helpers.service_school import SCHOOL, Member, ServiceSchool
from tests.helpers.settle import eventually
from tests.integration.school.apps import Settings, client_of
from tests.unit.services_core.fakes import FakeClock


class Kept(Settings):
    """Settings and account data of a profile."""

    async def account_data(self, kind: str) -> object:
        return self.kept.get(kind)

    async def put_account_data(self, kind: str, content: object) -> None:
        self.kept[kind] = content


async def app_of(member: Member) -> tuple[MatrixClient, PeopleService]:
    client = await client_of(member)
    people = PeopleService(client, Kept(), clock=FakeClock())  # type: ignore[arg-type]
    people.active = True
    return client, people


async def test_a_teacher_decides_and_the_school_decides_for_pupils(
    service_school: ServiceSchool,
) -> None:
    vera = await service_school.person("Вера", "teacher", leads=["9b"])
    ivan = await service_school.person("Иван", "teacher")
    pupil = await service_school.person("Артём", "pupil", learns=["9b"])
    head = await service_school.person("Директор", "admin")
    room = await vera.matrix.create_room("9Б", members=(ivan.matrix, pupil.matrix))
    assert room
    her = UserId(vera.user_id)
    client, people = await app_of(vera)
    others = [await client_of(one) for one in (ivan, pupil)]
    rules = await client_of(head)

    async def seen() -> list[LastSeen | None]:
        return [(await one.last_seen([her])).get(her) for one in others]

    await people.say_presence()
    exact, rough = await seen()
    assert exact is not None
    assert (exact.presence, rough) == (
        Presence.ONLINE,
        LastSeen(Presence.OFFLINE, lately=Lately.RECENTLY),
    )
    await people.set_visibility(Visibility.COARSE)
    assert {one and one.lately for one in await seen()} == {Lately.RECENTLY}
    await people.set_visibility(Visibility.NOBODY)
    assert await seen() == [None, None]

    await people.set_visibility(Visibility.EXACT)
    school = SchoolService(rules, Settings())
    before = await school.school_rules(SCHOOL)
    assert before == SchoolRules()
    await school.set_school_rules(SCHOOL, SchoolRules(staff_exactly=True))
    opened = await eventually(seen, lambda told: told[1] and told[1].lately is None)
    assert {one and one.presence for one in opened} == {Presence.ONLINE}
    await school.set_school_rules(SCHOOL, before)
    for one in (client, rules, *others):
        await one.aclose()
