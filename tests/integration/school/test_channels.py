"""Channels: the app's services against the real service and homeserver."""

import secrets

import pytest

from app.domain.channels import Channel, NewChannel
from app.domain.errors import Forbidden
from app.domain.ids import UserId
from app.services.school.channels import ChannelService
from tests.helpers.service_school import SCHOOL, ServiceSchool
from tests.integration.school.apps import client_of


async def test_an_administrator_makes_a_channel_that_pupils_read(
    service_school: ServiceSchool,
) -> None:
    head = await service_school.person("Ольга", "admin")
    vera = await service_school.person("Вера", "teacher")
    artem = await service_school.person("Артём", "pupil", learns=["9b"])
    clients = [await client_of(one) for one in (head, vera, artem)]
    admin, teacher, pupil = (ChannelService(one) for one in clients)
    wanted = NewChannel(SCHOOL, f"Олимпиады {secrets.token_hex(3)}", "Сроки", "Математика")
    try:
        with pytest.raises(Forbidden, match="role_needed"):
            await teacher.make(wanted)
        made = await admin.make(wanted)

        async def seen() -> Channel:
            return next(one for one in await pupil.catalogue() if one.room_id == made.room_id)

        there = await seen()
        assert (there.name, there.subject, there.subscribed) == (
            wanted.name,
            "Математика",
            False,
        )
        await pupil.subscribe(there)
        assert (await seen()).subscribed
        await admin.set_writer(made, UserId(vera.user_id), writes=True)
        await vera.matrix.text(made.room_id, "Школьный этап 15 октября")
        texts = [one["content"].get("body") for one in await artem.matrix.messages(made.room_id)]
        assert "Школьный этап 15 октября" in texts
        await pupil.unsubscribe(there)
        assert not (await seen()).subscribed
        await admin.remove(made)
        assert made.room_id not in {one.room_id for one in await pupil.catalogue()}
    finally:
        for client in clients:
            await client.aclose()
