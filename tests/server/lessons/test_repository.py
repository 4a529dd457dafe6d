"""Seats and stays in the database, as connections come, go and come again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from server.school_core.attendance import Stay
from server.school_core.lessons import Phase
from server.service.database import Base
from server.service.lessons import repository
from server.service.lessons.lesson import Lesson

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def lesson(lesson_id: str = "L1", phase: Phase = Phase.LIVE) -> Lesson:
    return Lesson(lesson_id, "!r", "s14", "9b", "Биология", "@v:s", phase, NOW)


@pytest.fixture
def session() -> Iterator[Session]:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        repository.add(session, lesson())
        session.flush()
        yield session
    engine.dispose()


def test_a_lesson_is_read_as_it_was_written(session: Session) -> None:
    session.expire_all()
    assert repository.get(session, "L1") == lesson()
    assert repository.of_sfu_room(session, lesson().room) == "L1"
    assert repository.of_sfu_room(session, "other") is None


def test_two_lessons_never_go_on_in_one_chat(session: Session) -> None:
    repository.add(session, lesson("L2", Phase.ENDED))
    repository.add(session, lesson("L3", Phase.PLANNED))
    session.flush()
    repository.add(session, lesson("L4", Phase.WAITING))
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_person_uses_up_their_devices_and_nobody_elses(session: Session) -> None:
    for number in range(repository.MOST_SEATS):
        assert repository.seat(session, "L1", f"@a:s:D{number}", "@a:s")
        session.flush()
    assert not repository.seat(session, "L1", "@a:s:ONE-MORE", "@a:s")
    assert repository.seat(session, "L1", "@a:s:D0", "@a:s")
    assert repository.seat(session, "L1", "@b:s:D", "@b:s")


def stays(session: Session) -> tuple[Stay, ...]:
    session.flush()
    return repository.stays(session, "L1").get("@a:s", ())


def test_who_left_unseen_left_when_last_seen(session: Session) -> None:
    here = {"PA_1": ("@a:s", NOW)}
    repository.note_present(session, "L1", here, now=after(3))
    repository.note_present(session, "L1", here, now=after(6))
    assert stays(session) == (Stay(NOW, None),)
    repository.note_present(session, "L1", {}, now=after(60))
    assert stays(session) == (Stay(NOW, after(6)),)
    again = {"PA_2": ("@a:s", after(61))}
    repository.note_present(session, "L1", again, now=after(62))
    assert stays(session) == (Stay(NOW, after(6)), Stay(after(61), None))


def test_a_webhook_knows_the_moment_even_when_it_is_late_or_alone(session: Session) -> None:
    repository.note_present(session, "L1", {"PA_1": ("@a:s", NOW)}, now=after(3))
    repository.note_present(session, "L1", {}, now=after(30))
    repository.note_left(session, "L1", "PA_1", "@a:s", joined=NOW, at=after(5))
    assert stays(session) == (Stay(NOW, after(5)),)
    # What nobody saw coming has been there too; and what has gone does not come back.
    repository.note_left(session, "L1", "PA_2", "@a:s", joined=after(40), at=after(50))
    repository.note_present(session, "L1", {"PA_2": ("@a:s", after(40))}, now=after(51))
    assert stays(session) == (Stay(NOW, after(5)), Stay(after(40), after(50)))


def test_at_the_end_whoever_was_just_seen_was_there_until_the_end(session: Session) -> None:
    here = {"PA_1": ("@a:s", NOW), "PA_2": ("@b:s", NOW)}
    repository.note_present(session, "L1", here, now=after(10))
    repository.note_present(session, "L1", {"PA_1": ("@a:s", NOW)}, now=after(100))
    repository.note_over(session, "L1", after(103))
    assert stays(session) == (Stay(NOW, after(103)),)
    assert repository.stays(session, "L1")["@b:s"] == (Stay(NOW, after(10)),)


def test_the_revision_counts_what_people_are_told_and_nothing_else(session: Session) -> None:
    def locks(one: Lesson) -> Lesson:
        return replace(one, board=one.board.model_copy(update={"locked": True}))

    assert changed(session, locks) == 1
    assert changed(session, locks) == 1, "nothing changed"
    assert changed(session, lambda one: replace(one, teacher_seen=NOW, announced="live")) == 1
    assert changed(session, lambda one: replace(one, phase=Phase.ENDED)) == 2


def changed(session: Session, how: repository.Change) -> int:
    repository.change(session, "L1", how)
    session.flush()
    session.expire_all()
    there = repository.get(session, "L1")
    assert there is not None
    return there.revision
