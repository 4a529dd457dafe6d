"""The cyclic collector runs on the UI thread alone."""

import gc

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
