"""Real servers for integration tests."""

from pathlib import Path

import pytest

from tests.helpers.school_fixtures import (
    fresh_user,
    oauth_home,
    openid_provider,
    personal_server,
    school,
    sso_school,
)

__all__ = ["fresh_user", "oauth_home", "openid_provider", "personal_server", "school", "sso_school"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.integration)
