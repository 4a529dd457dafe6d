"""The app's own client against a real homeserver, the school service and the simulated register."""

from tests.helpers.service_school import _told, service_school, service_server

__all__ = ["_told", "service_school", "service_server"]
"""pytest finds fixtures by these names."""
