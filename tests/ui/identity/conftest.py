"""Sheets and pages of a school profile."""

from tests.helpers.school_window import head, host, session, tasks, until

__all__ = ["head", "host", "session", "tasks", "until"]
