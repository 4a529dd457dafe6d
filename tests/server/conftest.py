"""Real servers for the tests of the server side."""

from tests.helpers.school_fixtures import (
    fresh_user,
    openid_provider,
    personal_server,
    school,
    sso_school,
)

__all__ = ["fresh_user", "openid_provider", "personal_server", "school", "sso_school"]
