"""On Windows a file of somebody else carries the mark that browsers leave."""

import sys
from pathlib import Path

import pytest

from app.domain.ids import MxcUri
from app.services.zone_mark import mark_foreign
from tests.unit.services_messages.world import World

PLAN = MxcUri("mxc://school/plan")


async def test_what_is_saved_and_what_is_opened_is_marked_on_windows(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.server.media[PLAN] = b"plan"
    monkeypatch.setattr(sys, "platform", "win32")
    saved = tmp_path / "План.docx"
    await world.messages.media.save_as(PLAN, saved)
    opened = await world.messages.media.named(PLAN, "План.docx")
    assert _mark(saved) == _mark(opened) == b"[ZoneTransfer]\r\nZoneId=3\r\n"


def _mark(path: Path) -> bytes:
    return Path(f"{path}:Zone.Identifier").read_bytes()  # here a file beside it, there a stream


def test_a_disk_without_streams_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    mark_foreign(tmp_path / "нет такой папки" / "План.docx")


def test_other_systems_have_no_such_marks(tmp_path: Path) -> None:
    if sys.platform != "win32":
        mark_foreign(tmp_path / "План.docx")
        assert not list(tmp_path.iterdir())
