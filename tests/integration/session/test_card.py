"""A pupil signs in by the card the class teacher printed: the whole way, with the real servers."""

import pytest

from app.domain.cards import CARD_FLOW
from app.domain.errors import Forbidden
from tests.helpers.service_school import ServiceSchool, _told, service_school, service_server
from tests.integration.session.conftest import Program, live

__all__ = ["_told", "service_school", "service_server"]


async def test_a_printed_code_opens_the_pupils_profile_once(
    program: Program, service_school: ServiceSchool
) -> None:
    teacher = await service_school.person("Вера", "teacher", leads=["9b"])
    pupil = await service_school.person("Артём", "pupil", learns=["9b"], sign_in=False)
    chosen = {"class_id": "9b", "people": [pupil.person]}
    (card,) = await teacher.ok("POST", "/v1/cards/reset", json=chosen)

    server = await program.profiles.discover(service_school.homeserver.url)
    assert CARD_FLOW in server.flows
    await program.profiles.sign_in_card(server, card["code"], shared_computer=True)
    session = program.session()
    await live(session)
    assert session.profile.value.user_id == pupil.user_id
    await program.profiles.sign_out(session.profile.value.id)

    with pytest.raises(Forbidden) as refused:
        await program.profiles.sign_in_card(server, card["code"], shared_computer=True)
    assert "уже использована" in str(refused.value.user_text)
