from collections.abc import Iterator

import pytest

from tests.server.diary.register import RunningRegister, serve_register


@pytest.fixture(scope="module")
def _sgo() -> Iterator[RunningRegister]:
    with serve_register() as running:
        yield running


@pytest.fixture
def sgo(_sgo: RunningRegister) -> RunningRegister:
    """The simulated register as if nobody had been there before."""
    _sgo.register.forget()
    return _sgo
