"""The class of `tests.server.lessons`, whose teacher and pupil sit at computers with the app."""

from tests.server.lessons.conftest import (
    _class_people,
    _told,
    klass,
    service_school,
    service_server,
)

__all__ = ["_class_people", "_told", "klass", "service_school", "service_server"]
