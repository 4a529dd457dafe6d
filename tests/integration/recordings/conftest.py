"""The program at several computers, in a class whose school has a (simulated) recorder."""

from tests.integration.calls.conftest import at_computer, pulse
from tests.integration.lessons.conftest import sits
from tests.server.recordings.conftest import (
    _class_people,
    _simulator,
    _told,
    films,
    klass,
    recorder,
    service_school,
    service_server,
)

__all__ = [
    "_class_people",
    "_simulator",
    "_told",
    "at_computer",
    "films",
    "klass",
    "pulse",
    "recorder",
    "service_school",
    "service_server",
    "sits",
]
