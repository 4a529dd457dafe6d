"""The school with its service, and a real PostgreSQL."""

from tests.helpers.postgres import postgres
from tests.helpers.service_school import _told, service_school, service_server

__all__ = ["_told", "postgres", "service_school", "service_server"]
