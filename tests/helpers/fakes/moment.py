"""The moment of the mockups, and the times of its day."""

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 8, 22, 7, 45, tzinfo=UTC)
"""The mockups' moment: Saturday 22 August 2026, 11:45 in Samara (UTC+4)."""


def at(hours: int, minutes: int, *, days_ago: int = 0) -> datetime:
    """Local (Samara) time of a day as UTC."""
    day = datetime(2026, 8, 22, tzinfo=UTC) - timedelta(days=days_ago)
    return day + timedelta(hours=hours - 4, minutes=minutes)
