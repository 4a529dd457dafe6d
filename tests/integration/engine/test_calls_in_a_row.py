"""One program, one call after the other: each is heard, whatever was before."""

import asyncio

import pytest

from app.domain.calls import DeviceKind, Source
from tests.helpers.call import soon_so
from tests.helpers.pulse import Pulse
from tests.helpers.sfu import Sfu
from tests.integration.engine.conftest import Person, soon


@pytest.mark.parametrize("spoken", [True, False], ids=["spoken", "silent"])
async def test_the_microphone_is_heard_in_every_call(pulse: Pulse, sfu: Sfu, spoken: bool) -> None:
    vera, oleg = Person("vera"), Person("oleg")
    for number, hertz in enumerate((440.0, 660.0, 880.0)):
        await vera.enter(sfu)
        await oleg.enter(sfu)
        await vera.link.set_microphone(True)
        await soon(lambda: oleg.gets("vera", Source.MICROPHONE))
        if spoken or number == 2:
            pulse.say(hertz)

            async def heard(wanted: float = hertz) -> bool:
                found, loud = await asyncio.to_thread(pulse.hear)
                return abs(found - wanted) < 8 and loud > 0.005

            await soon_so(heard, times=60)
            pulse.hush()
        await vera.link.close()
        await oleg.link.close()
        vera.told.clear()
        oleg.told.clear()
    await vera.engine.aclose()
    await oleg.engine.aclose()


async def test_alone_in_call_after_call_the_microphone_is_open_and_devices_are_told(
    pulse: Pulse, sfu: Sfu
) -> None:
    for _ in range(3):
        vera = Person("vera")
        await vera.enter(sfu)
        await vera.link.set_microphone(True)
        await soon(pulse.is_listened_to)
        there = {one.kind for one in await vera.engine.devices()}
        assert {DeviceKind.MICROPHONE, DeviceKind.SPEAKER} <= there
        await vera.link.close()
        await soon(lambda: not pulse.is_listened_to())
        assert {one.kind for one in await vera.engine.devices()} == there
        await vera.engine.aclose()
