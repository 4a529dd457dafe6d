"""WebRTC's device module is made once; where there is no sound it is asked for again."""

import pytest

from app.media.engine.device_module import DeviceModule


def test_it_is_made_once() -> None:
    made: list[object] = []

    def make() -> object:
        made.append(object())
        return made[-1]

    module = DeviceModule(make)
    assert module.get() is module.get()
    assert len(made) == 1


def test_no_sound_now_is_not_no_sound_for_ever() -> None:
    answers: list[object] = [LookupError("no sound"), "module"]

    def make() -> object:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    module = DeviceModule(make)
    with pytest.raises(LookupError):
        module.get()
    assert module.get() == "module"
