"""WebRTC's device module is made once, kept alive by the first room, made anew where none came."""

import threading

from app.media.engine.device_module import DeviceModule


class Made:
    """What stands for the module."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.closed = False

    def close(self) -> None:
        self.closed = True


class Making:
    """Makes modules, and lets a test wait for the next one."""

    def __init__(self) -> None:
        self.all: list[Made] = []
        self.again = threading.Event()
        self.module = DeviceModule(self._make)

    def _make(self) -> Made:
        self.all.append(Made(len(self.all)))
        if len(self.all) > 1:
            self.again.set()
        return self.all[-1]


def test_a_failed_first_try_makes_it_anew() -> None:
    making = Making()
    first = making.module.get()
    assert making.module.get() is first
    making.module.trying()
    making.module.failed()
    assert making.again.wait(5)
    assert first.closed
    assert making.module.get() is making.all[1]


def test_a_try_that_goes_on_keeps_it() -> None:
    making = Making()
    first = making.module.get()
    making.module.trying()
    making.module.trying()
    making.module.failed()
    making.module.entered("room")
    making.module.trying()
    making.module.failed()
    assert making.module.get() is first
    assert not first.closed
    assert len(making.all) == 1


def test_without_sound_nothing_is_made_anew() -> None:
    making = Making()
    making.module.trying()
    making.module.failed()
    assert making.all == []
