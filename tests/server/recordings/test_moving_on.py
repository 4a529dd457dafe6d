"""How a recording moves on with what Egress says, and what is left of it when its time is over."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from pydantic import SecretStr
from sqlalchemy.orm import Session

from server.school_core.lessons import Phase
from server.service.audit import repository as audit
from server.service.calls.recorder import Recorder, Step, Tape
from server.service.calls.tokens import LiveKitKeys
from server.service.database import Database
from server.service.diary.pool import GradebookPool
from server.service.homeserver import Homeserver
from server.service.lessons import repository as lessons
from server.service.lessons.board import Recorded
from server.service.lessons.lesson import Lesson
from server.service.migrations import upgrade
from server.service.recordings import keeping, repository
from server.service.recordings.recording import UNHEARD_OF, Recording, State, moved_on
from server.service.retention import service as retention
from server.service.retention.periods import recordings_kept
from server.service.school.book import SchoolBook
from server.service.settings import EgressSettings, Settings
from server.service.world import World

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
ASKED = Recording("r", "L1", "s14", "@v:s", State.ASKED, NOW)
RUNNING = replace(ASKED, state=State.RUNNING)
STOPPING = replace(ASKED, state=State.STOPPING)


def tape(step: Step, **more: int) -> Tape:
    return Tape("EG_1", "r", step, began=NOW, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "step", "on_disk", "state"),
    [
        (ASKED, Step.STARTING, 0, State.ASKED),
        (ASKED, Step.RUNNING, 10, State.RUNNING),
        (STOPPING, Step.RUNNING, 10, State.STOPPING),
        (RUNNING, Step.ENDING, 10, State.STOPPING),
        (STOPPING, Step.DONE, 10, State.READY),
        (RUNNING, Step.DONE, 10, State.READY),
        (RUNNING, Step.DONE, 0, State.FAILED),
        (RUNNING, Step.FAILED, 10, State.FAILED),
        (STOPPING, Step.FAILED, 0, State.REMOVED),
    ],
)
def test_it_is_where_the_recorder_says(
    before: Recording, step: Step, on_disk: int, state: State
) -> None:
    after = moved_on(before, tape(step, seconds=60), now=NOW, on_disk=on_disk)
    assert (after.state, after.egress_id, after.began) == (state, "EG_1", NOW)
    if state is State.READY:
        assert (after.seconds, after.size, after.ended) == (60, on_disk, NOW)


def test_what_the_recorder_has_forgotten_is_known_by_its_file() -> None:
    late = NOW + UNHEARD_OF
    assert moved_on(ASKED, None, now=NOW, on_disk=0) == ASKED, "it may only be beginning"
    assert moved_on(RUNNING, None, now=late, on_disk=7).state is State.READY
    assert moved_on(RUNNING, None, now=late, on_disk=0).state is State.FAILED
    assert moved_on(STOPPING, None, now=late, on_disk=0).state is State.REMOVED


class Kept:
    """A database with a lesson, a folder with its films, a clock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        settings = Settings(
            database_url=SecretStr("sqlite://"),
            homeserver_url="http://127.0.0.1:9",
            server_name="s",
            appservice_token=SecretStr("none"),
            public_url="http://127.0.0.1:9",
            data_dir=folder,
        )
        self.database = Database(f"sqlite:///{folder / 'kept.db'}")
        upgrade(self.database.engine)
        self.at = NOW
        self.recorder = Recorder(
            "http://127.0.0.1:9", LiveKitKeys("k", "s" * 40), EgressSettings(folder=folder)
        )
        self.world = World(
            settings,
            self.database,
            cast(Homeserver, None),
            cast(SchoolBook, None),
            cast(GradebookPool, None),
            now=lambda: self.at,
        )

    def add(self, session: Session, *recordings: Recording) -> None:
        lesson = Lesson("L1", "!r", "s14", "9b", "Биология", "@v:s", Phase.LIVE, NOW)
        lessons.add(session, lesson)
        session.flush()
        for one in recordings:
            repository.put(session, one)

    def films(self) -> set[str]:
        return {one.name for one in self.folder.glob("*.mp4")}


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Kept]:
    made = Kept(tmp_path)
    yield made
    await made.recorder.aclose()
    made.database.close()


def _ready(name: str, ended: datetime) -> Recording:
    return replace(ASKED, id=name, state=State.READY, ended=ended, size=6)


async def test_films_go_when_their_time_is_over_thirty_days_where_nobody_decided(
    kept: Kept,
) -> None:
    day = timedelta(days=1)
    old, new = _ready("old", NOW - 31 * day), _ready("new", NOW - 29 * day)
    await kept.database.run(kept.add, old, new)
    for one in (old, new):
        kept.recorder.file(one.id).write_bytes(b"a film")
    assert await kept.database.run(recordings_kept, "s14") == 30 * day
    assert await keeping.remove_due(kept.world, kept.recorder) == 1
    assert kept.films() == {"lesson-new.mp4"}
    assert await kept.database.run(repository.get, "old") == replace(old, state=State.REMOVED)
    days = {"recordings": 7, "class": 400}
    await kept.database.run(retention.decide, "s14", days, by="@head:s", now=NOW)
    assert await keeping.remove_due(kept.world, kept.recorder) == 1
    assert kept.films() == set()
    deeds = [one.action for one in await kept.database.run(audit.entries)]
    assert deeds == ["recording.expired", "retention.decided", "recording.expired"]


async def test_files_that_belong_to_no_recording_go_after_some_hours(kept: Kept) -> None:
    failed = replace(ASKED, id="failed", state=State.FAILED)
    await kept.database.run(kept.add, _ready("ready", NOW), failed, replace(ASKED, id="asked"))
    for name in ("ready", "failed", "asked", "unknown", "young"):
        path = kept.recorder.file(name)
        path.write_bytes(b"a film")
        written = (NOW - timedelta(hours=1 if name == "young" else 7)).timestamp()
        os.utime(path, (written, written))
    (kept.folder / "other.mp4").write_bytes(b"none of ours")
    assert await keeping.remove_leftovers(kept.world, kept.recorder) == 2
    left = {"lesson-ready.mp4", "lesson-asked.mp4", "lesson-young.mp4", "other.mp4"}
    assert kept.films() == left


async def test_the_lesson_says_what_stands_of_its_recording(kept: Kept) -> None:
    async def told() -> tuple[Recorded | None, bool]:
        lesson = await kept.database.run(lessons.get, "L1")
        assert lesson is not None
        return lesson.board.recording, lesson.board.recording_failed

    await kept.database.run(kept.add, replace(ASKED, state=State.ANNOUNCED))
    assert await told() == (Recorded(by="@v:s", begins=NOW), False)
    await kept.database.run(repository.put, RUNNING)
    assert await told() == (Recorded(by="@v:s", begins=NOW, on=True), False)
    await kept.database.run(repository.put, STOPPING)
    assert (await told())[0] is not None, "it is recorded until the recorder has stopped"
    await kept.database.run(repository.put, replace(RUNNING, state=State.FAILED))
    assert await told() == (None, True)
    await kept.database.run(repository.put, replace(RUNNING, state=State.REMOVED))
    assert await told() == (None, True), "what is removed later changes nothing in the lesson"
    lesson = await kept.database.run(lessons.get, "L1")
    assert lesson is not None
    assert lesson.revision == 3, "everybody who is inside hears of each change"
