"""A recorded lesson between two programs: offered by the school, told to all, kept a while."""

from pathlib import Path

import pytest

from app.domain.errors import AppError
from app.domain.ids import RoomId
from app.domain.lessons import Recording
from tests.helpers.egress import FILM, EgressSimulator
from tests.integration.calls.conftest import soon
from tests.integration.lessons.conftest import SitDown, in_lesson, lesson_of
from tests.server.lessons.conftest import ClassRoom
from tests.server.recordings.conftest import Recorded, allow


async def test_a_lesson_is_recorded_and_its_film_opened(
    klass: ClassRoom, sits: SitDown, recorder: EgressSimulator, tmp_path: Path
) -> None:
    await allow(klass.school, klass["head"], False)
    vera, artem = await sits("vera"), await sits("artem")
    room = RoomId(klass.room_id)
    await soon(lambda: vera.calls.can_start_lesson(room))
    theirs = lesson_of(await vera.calls.start_lesson(room))
    assert theirs.state.value.recording is Recording.NOT_OFFERED
    with pytest.raises(AppError, match="recording_not_allowed"):
        await theirs.set_recording(True)
    await allow(klass.school, klass["head"], True)
    await theirs.ask_now()
    assert theirs.state.value.recording is Recording.OFF
    await soon(lambda: artem.calls.incoming.value)
    await artem.calls.accept(artem.calls.incoming.value, video=False)
    mine = lesson_of(await in_lesson(artem, klass.room_id))
    await theirs.set_recording(True)
    await soon(lambda: mine.state.value.recording is Recording.SOON)
    by = mine.state.value.recorder
    assert by is not None
    assert by.user_id == vera.session.profile.value.user_id
    recorded = Recorded(klass)
    recorded.id = theirs.facts.id
    recorded.hurry()
    await soon(lambda: mine.state.value.recording is Recording.ON)
    await theirs.end_for_all()
    await soon(lambda: recorder.all and recorder.all[0].file_results)
    await recorded.film()
    films = vera.session.school.recordings
    (film,) = await films.all()
    assert (film.title, film.size) == (theirs.facts.title, len(FILM))
    target, seen = tmp_path / "film.mp4", list[tuple[int, int]]()
    await films.fetch(film.id, target, progress=lambda done, total: seen.append((done, total)))
    assert target.read_bytes() == FILM
    assert seen[-1] == (len(FILM), len(FILM))
    pupil = artem.session.school.recordings
    assert await pupil.all() == ()
    with pytest.raises(AppError, match="recording_not_yours"):
        await pupil.fetch(film.id, tmp_path / "mine.mp4", progress=lambda done, total: None)
    with pytest.raises(AppError, match="recording_not_yours"):
        await pupil.delete(film.id)
    await films.delete(film.id)
    assert await films.all() == ()
