"""The cyclic collector runs on the UI thread alone."""

import gc
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.ui.qt.collector import YOUNG, UiCollector


class Knot:
    def __init__(self) -> None:
        self.itself = self


def test_garbage_is_collected_by_the_timer_and_by_nothing_else(qtbot: QtBot):
    gc.collect()
    collector = UiCollector()
    knots = [Knot() for _ in range(YOUNG * 3)]
    known = id(knots[0])
    assert not gc.isenabled()
    del knots
    assert any(id(one) == known for one in gc.get_objects()), "nobody collected yet"
    collector._on_time()
    assert not any(isinstance(one, Knot) for one in gc.get_objects())
    collector.close()
    assert gc.isenabled()
    gc.disable()


_PROGRAM = """
import gc, sys
from pathlib import Path
from app.bootstrap import Options, run
async def drive(*_): pass
run(Options(data=Path(sys.argv[1])), drive)
print("collects" if gc.isenabled() else "collects no more")
"""


def test_nothing_is_collected_among_what_dies_with_the_program(tmp_path: Path) -> None:
    """A collection there can wait for a lock that its own thread holds: the program hung."""
    command = [sys.executable, "-c", _PROGRAM, str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout.strip().endswith("collects no more")
