"""Real servers for the tests of the server side."""

from tests.helpers.school_fixtures import fresh_user, personal_server, school

__all__ = ["fresh_user", "personal_server", "school"]
