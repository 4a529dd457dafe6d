"""Pictures arrive at the size they are shown at, tones are heard, the server's word holds."""

import asyncio
import os
import sys
from pathlib import Path
from time import monotonic

import pytest
from livekit import api
from livekit.protocol import models

from app.domain.call_line import LineBroken, LineDown, LineEnd, LineMended
from app.domain.calls import DeviceKind, Shareable, Source, VideoTrack
from app.domain.errors import MediaError
from app.domain.ids import ParticipantId
from app.media.engine import engine
from app.media.engine.engine import MediaEngine
from app.media.engine.screen import list_shareables
from app.media.engine.silent_microphone import PATIENCE
from app.media.engine.sound import NoSound
from app.media.engine.troubles import MICROPHONE_SILENT
from app.net.way import open_way
from tests.helpers.call import soon_so
from tests.helpers.pulse import Pulse
from tests.helpers.settle import until
from tests.helpers.sfu import ROOM, Sfu
from tests.integration.engine.conftest import Looking, Person, soon
from tests.server.lessons.conftest import require_livekit

Pair = tuple[Person, Person]


async def test_the_layer_follows_the_size_of_the_tile(pair: Pair) -> None:
    vera, oleg = pair
    await vera.link.set_camera(True)
    own = await vera.watches("vera", 320, 180)
    tile = await oleg.watches("vera", 300, 170)
    await tile.until_size(303, 170)  # the picture comes as large as its place
    await soon_so(lambda: _receives(oleg, 180))
    tile.feed.resize(640, 360)  # type: ignore[attr-defined]
    await tile.until_size(640, 360)
    await soon_so(lambda: _receives(oleg, 360), times=20_000)  # the line proves itself first
    tile.feed.resize(1280, 720)  # type: ignore[attr-defined]
    await tile.until_size(1280, 720)
    await soon_so(lambda: _receives(oleg, 720))
    assert tile.numbers == sorted(tile.numbers)
    await own.until_moving(3)
    assert own.size == (320, 180)

    await soon_so(lambda: _has_figures(oleg))
    for person in pair:
        assert (await person.link.stats()).transport == "udp"
    await vera.link.set_camera(False)
    await soon(lambda: not oleg.gets("vera", Source.CAMERA))


async def _receives(person: Person, height: int) -> bool:
    """Whether the layer of this height comes."""
    stats = await person.link.stats()
    return any(one.source is Source.CAMERA and one.height == height for one in stats.tracks)


async def _has_figures(person: Person) -> bool:
    stats = await person.link.stats()
    video = [one for one in stats.tracks if one.source is Source.CAMERA]
    return bool(video) and video[0].fps > 0 and video[0].kbps > 0 and video[0].height == 720


async def test_what_nobody_looks_at_is_not_sent(pair: Pair) -> None:
    vera, oleg = pair
    await vera.link.set_camera(True)
    tile = await oleg.watches("vera", 320, 180)
    await tile.until_moving()
    tile.feed.close()  # type: ignore[attr-defined]

    async def not_subscribed() -> bool:
        return not [one for one in (await oleg.link.stats()).tracks if one.fps]

    await soon_so(not_subscribed)
    again = await oleg.watches("vera", 320, 180)
    await again.until_moving()


async def test_pictures_come_with_the_way_in_and_go_where_nobody_looks(sfu: Sfu) -> None:
    vera, oleg = Person("vera"), Person("oleg")
    await vera.enter(sfu)
    await vera.link.set_camera(True)
    await oleg.enter(sfu)

    async def receives() -> bool:
        return any(one.source is Source.CAMERA for one in (await oleg.link.stats()).tracks)

    async def receives_none() -> bool:
        return not await receives()

    await soon_so(receives)
    await soon_so(receives_none)
    await vera.engine.aclose()
    await oleg.engine.aclose()


async def test_the_server_decides_what_may_be_published(sfu: Sfu, pair: Pair) -> None:
    _, oleg = pair
    pupil = Person("pupil")
    await pupil.enter(sfu, "camera")
    await soon(lambda: pupil.sees("pupil"))
    with pytest.raises(MediaError) as error:
        await pupil.link.set_microphone(True)
    assert "нельзя" in str(error.value.user_text)
    await pupil.link.set_camera(True)
    await soon(lambda: oleg.gets("pupil", Source.CAMERA))
    control = sfu.control()
    try:
        nothing = models.ParticipantPermission(can_subscribe=True, can_publish=False)
        await control.room.update_participant(
            api.UpdateParticipantRequest(room=ROOM, identity="pupil", permission=nothing)
        )
        await soon(lambda: not oleg.gets("pupil", Source.CAMERA))
        await soon(lambda: pupil.sees("pupil").may_publish == frozenset())  # type: ignore[union-attr]
        with pytest.raises(MediaError):
            await pupil.link.set_camera(True)
        await control.room.remove_participant(
            api.RoomParticipantIdentity(room=ROOM, identity="pupil")
        )
        await soon(lambda: LineDown(LineEnd.REMOVED) in pupil.told)
    finally:
        await control.aclose()
        await pupil.engine.aclose()


async def test_it_comes_back_when_the_server_was_killed(sfu: Sfu, pair: Pair) -> None:
    vera, oleg = pair
    await vera.link.set_camera(True)
    tile = await oleg.watches("vera", 320, 180)
    await tile.until_moving()
    sfu.kill()
    await soon(lambda: LineBroken() in oleg.told)
    await sfu.start()

    for person in pair:

        def is_back(person: Person = person) -> bool:
            return LineMended() in person.told or LineDown(LineEnd.LOST) in person.told

        await soon(is_back)
        if LineDown(LineEnd.LOST) in person.told:  # the service gets a new token and does this
            await person.link.connect(sfu.url, sfu.token(person.name))
    await tile.until_moving()


async def test_it_works_where_only_tcp_gets_through(tmp_path: Path) -> None:
    require_livekit()
    sfu = Sfu(tmp_path, force_tcp=True)
    await sfu.start()
    vera, oleg = Person("vera"), Person("oleg")
    try:
        await vera.enter(sfu)
        await oleg.enter(sfu)
        await vera.link.set_camera(True)
        tile = await oleg.watches("vera", 320, 180)
        await tile.until_moving()
        for person in (vera, oleg):
            assert (await person.link.stats()).transport == "tcp"
    finally:
        for person in (vera, oleg):
            await person.engine.aclose()
        sfu.kill()


_LIST = """
import asyncio
import sys
from app.media.engine.engine import MediaEngine
from app.net.way import open_way

async def main():
    media = MediaEngine(open_way)
    while True:
        print(*sorted({one.kind.name for one in await media.devices()}), flush=True)
        if not await asyncio.to_thread(sys.stdin.readline):
            break
    await media.aclose()

asyncio.run(main())
"""


async def test_microphone_and_speakers_are_listed(pulse: Pulse) -> None:
    """In a process of its own: within this one there have been calls."""
    listing = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _LIST),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | pulse.env,
    )
    printed, _ = await listing.communicate()
    assert {"MICROPHONE", "SPEAKER"} <= set(printed.decode().split())


async def test_the_first_sound_of_a_computer_may_come_while_the_program_runs(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "pulse"
    env = {"PULSE_SERVER": f"unix:{folder}/native", "XDG_RUNTIME_DIR": str(folder)}
    listing = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _LIST),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=os.environ | env,
    )
    assert listing.stdin is not None
    assert listing.stdout is not None
    assert "MICROPHONE" not in (await listing.stdout.readline()).decode().split()
    plugged_in = Pulse(folder)
    assert plugged_in.env == env
    listing.stdin.write(b"\n")
    assert {"MICROPHONE", "SPEAKER"} <= set((await listing.stdout.readline()).decode().split())
    listing.stdin.close()
    await listing.wait()
    plugged_in.stop()


async def test_a_tone_is_heard_until_it_is_muted(pulse: Pulse, pair: Pair) -> None:
    vera, oleg = pair
    pulse.say(660)
    await vera.link.set_microphone(True)
    await soon(lambda: oleg.gets("vera", Source.MICROPHONE))

    async def heard() -> bool:
        hertz, loud = await asyncio.to_thread(pulse.hear)
        return abs(hertz - 660) < 8 and loud > 0.005

    await soon_so(heard)
    await soon(lambda: oleg.sees("vera").speaking)  # type: ignore[union-attr]
    await vera.link.set_microphone(False)
    await soon(lambda: not oleg.gets("vera", Source.MICROPHONE))

    async def quiet() -> bool:
        return (await asyncio.to_thread(pulse.hear))[1] < 0.002

    await soon_so(quiet)
    await vera.link.set_microphone(True)
    await soon_so(heard)


async def test_a_microphone_that_gives_nothing_is_said_and_comes_back(
    pulse: Pulse, pair: Pair
) -> None:
    vera, _ = pair
    await vera.link.set_microphone(True)
    await soon(pulse.is_listened_to)
    with pulse.microphone_taken():
        await soon(lambda: MICROPHONE_SILENT in vera.notices)
        assert vera.gets("vera", Source.MICROPHONE), "it is on all the same"
    await soon(lambda: vera.notices[-1] is None)
    before = len(vera.notices)
    await vera.link.set_microphone(False)
    with pulse.microphone_taken():
        await soon(lambda: not vera.gets("vera", Source.MICROPHONE))
        readings = monotonic() + 2 * PATIENCE
        await until(lambda: monotonic() > readings, turns=6_000)
    assert len(vera.notices) == before, "who is silent misses nothing"


async def test_the_check_before_a_call_hears_and_sees(pulse: Pulse, pair: Pair) -> None:
    vera, _ = pair
    pulse.say(330)
    check = await vera.engine.check()
    assert check.problem is None
    looking = Looking(check.camera)
    await looking.until_moving()
    await soon(lambda: check.level() > 0.3)
    await check.loop_back(True)

    async def own_voice() -> bool:
        hertz, _ = await asyncio.to_thread(pulse.hear)
        return abs(hertz - 330) < 8

    await soon_so(own_voice)
    await check.loop_back(False)
    await check.play_test_sound()
    await check.close()


async def test_the_check_follows_what_is_chosen_in_it(pulse: Pulse, pair: Pair) -> None:
    vera, _ = pair
    pulse.say(330)
    with pulse.headset():
        check = await vera.engine.check()
        await check.loop_back(True)

        async def heard(hertz: float, sink: str) -> bool:
            strong, loud = await asyncio.to_thread(pulse.hear, sink=sink)
            return abs(strong - hertz) < 8 and loud > 0.01

        await soon_so(lambda: heard(330, "speakers"))
        await vera.engine.use({DeviceKind.SPEAKER: "Headphones"})
        await soon_so(lambda: heard(330, "headset"))
        await vera.engine.use({})
        pulse.say(700, sink="headset")
        await vera.engine.use({DeviceKind.MICROPHONE: "Headset"})
        await soon_so(lambda: heard(700, "speakers"))
        assert check.problem is None
        await Looking(check.camera).until_moving(3)
        await check.close()
        await vera.engine.use({})


async def test_without_devices_there_is_a_sentence_and_no_more(
    sfu: Sfu, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "open_sound", lambda _webrtc: NoSound())
    monkeypatch.setattr(engine, "list_cameras", lambda: ())
    bare = Person("bare")
    bare.engine = MediaEngine(open_way)
    await bare.enter(sfu)
    for switch in (bare.link.set_microphone, bare.link.set_camera):
        with pytest.raises(MediaError) as error:
            await switch(True)
        assert "не найден" in str(error.value.user_text)
    await soon(lambda: bare.sees("bare"))
    await bare.engine.aclose()


_RED = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv)
window = QWidget()
window.setStyleSheet("background: rgb(255, 0, 0)")
window.setGeometry(0, 0, 800, 600)
window.show()
print("shown", flush=True)
app.exec()
"""


@pytest.mark.usefixtures("display")
async def test_a_screen_is_shown(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    vera, oleg = pair
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    window = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", _RED), stdout=asyncio.subprocess.PIPE
    )
    assert window.stdout is not None
    await window.stdout.readline()
    try:
        [screen] = await asyncio.to_thread(list_shareables)
        assert screen == Shareable("screen:1", "Экран 1 (800 × 600)", sound=True)
        await vera.link.start_screen(screen, sound=False)
        await soon(lambda: oleg.gets("vera", Source.SCREEN))
        track = VideoTrack(ParticipantId("vera"), Source.SCREEN)
        feed = oleg.link.watch(track, 800, 600)

        def red() -> bool:
            frame = feed.take()
            if frame is None or (frame.width, frame.height) != (800, 600):
                return False
            at = 150 * frame.stride + 200 * 4  # the pointer stands in the middle
            blue, green, strong = frame.data[at : at + 3]
            return strong > 200 and blue < 60 and green < 60

        await soon(red)
        await vera.link.stop_screen()
        await soon(lambda: not oleg.gets("vera", Source.SCREEN))
    finally:
        window.terminate()
        await window.wait()
