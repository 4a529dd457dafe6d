"""The school service for the feeds' tests."""

from tests.helpers.service_school import _told, service_school, service_server

__all__ = ["_told", "service_school", "service_server"]
"""pytest finds fixtures by these names."""
