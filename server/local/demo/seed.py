"""Fills a fresh homeserver with the demo."""

from server.local.supervisor import Seed


def seeder(size: str) -> Seed | None:
    """The seeding of a given size."""
    return None
