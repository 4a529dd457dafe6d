"""Whom one may write to, as the service tells it over HTTP."""

from tests.helpers.service_school import ServiceSchool


def told(body, kind, school_class=""):
    """The accounts of a circle."""
    return {
        near["user_id"]
        for circle in body["circles"]
        if (circle["kind"], circle["school_class"]) == (kind, school_class)
        for near in circle["people"]
    }


async def test_each_is_told_their_own_people(service_school: ServiceSchool) -> None:
    vera = await service_school.person("Вера Вартанян", "teacher", leads=["9b"])
    oleg = await service_school.person("Олег Орлов", "teacher", teaches=["2a"])
    artem = await service_school.person("Артём Кузнецов", "pupil", learns=["9b"])
    small = await service_school.person("Петя Перов", "pupil", learns=["2a"])
    elena = await service_school.person("Елена Кузнецова", "parent", children=[artem])
    mine = await vera.ok("GET", "/v1/me/people")
    assert oleg.user_id in told(mine, "colleagues")
    assert artem.user_id in told(mine, "pupils", "9Б")
    assert elena.user_id in told(mine, "parents", "9Б")
    assert small.user_id not in str(mine)
    family = await elena.ok("GET", "/v1/me/people")
    assert told(family, "family") == {artem.user_id}
    assert vera.user_id in told(family, "teachers")
    assert oleg.user_id not in str(family)
    stranger = await service_school.stranger()
    assert (await stranger.ok("GET", "/v1/me/people"))["circles"] == []
    await service_school.dismiss(artem)
    assert artem.user_id not in str(await vera.ok("GET", "/v1/me/people"))
