"""Recorded lessons and how long they are kept, as the service tells them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from app.domain.parse.recordings import parse_recordings
from app.domain.parse.retention import parse_due, parse_periods
from app.domain.recordings import LessonRecording
from app.services.ports.matrix import MatrixApi
from app.services.school.recordings import RecordingService
from tests.helpers.fakes.service import FakeService

ONE: dict[str, Any] = {
    "id": "r1",
    "lesson_id": "L1",
    "title": "Биология",
    "by": "@vera:s",
    "by_name": "Вартанян Вера",
    "began_at": "2026-11-26T09:00:00+00:00",
    "seconds": 2640,
    "size": 361_000_000,
    "kept_until": "2026-12-26T10:00:00+00:00",
}
READ = LessonRecording(
    "r1",
    "Биология",
    "Вартанян Вера",
    datetime(2026, 11, 26, 9, tzinfo=UTC),
    timedelta(minutes=44),
    361_000_000,
    datetime(2026, 12, 26, 10, tzinfo=UTC),
)


class _Api:
    def __init__(self) -> None:
        self.school = FakeService()


async def test_they_are_listed_fetched_and_deleted(tmp_path: Path) -> None:
    api = _Api()
    service = RecordingService(cast(MatrixApi, api))
    api.school.answers |= {
        "/v1/recordings": {"recordings": [ONE]},
        "/v1/recordings/r1/file": b"a film",
        "/v1/recordings/r1": None,
    }
    assert await service.all() == (READ,)
    target = tmp_path / "film.mp4"
    await service.fetch("r1", target, progress=lambda done, total: None)
    assert target.read_bytes() == b"a film"
    await service.delete("r1")
    assert api.school.calls[-1][:2] == ("DELETE", "/v1/recordings/r1")


def test_what_makes_no_sense_is_left_out() -> None:
    hostile = [
        None,
        ONE | {"id": ""},
        ONE | {"id": "../../etc"},
        ONE | {"began_at": "now"},
        ONE | {"seconds": -1, "size": "big", "kept_until": 7, "title": "Био\nлогия", "by_name": 5},
    ]
    found = parse_recordings({"recordings": hostile})
    assert all(not one.length and not one.size for one in found if one.kept_until is None)
    assert [one.title for one in found if one.id == "r1"] == ["Био логия"]
    assert parse_recordings({"recordings": "x"}) == ()
    assert parse_recordings(None) == ()


def test_the_period_of_recordings_is_thirty_days_where_nothing_sensible_is_told() -> None:
    for told in (None, 0, -1, "long", 10**9, True):
        assert parse_periods({"recordings": told}).recordings == 30
    assert parse_periods({"recordings": 7}).recordings == 7
    (due,) = parse_due([{"kind": "recordings", "recordings": 3}, {"kind": "else"}])
    assert (due.kind, due.recordings) == (None, 3)
