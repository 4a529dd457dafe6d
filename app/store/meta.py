"""Small facts about the cache itself: how far it has synced, whose it is."""

from app.store.db import Unit


def read(unit: Unit, key: str) -> str | None:
    """Return a fact, or None."""
    value: str | None = unit.value("SELECT value FROM meta WHERE key = ?", key)
    return value


def write(unit: Unit, key: str, value: str) -> None:
    """Keep a fact."""
    unit.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", key, value)


def forget(unit: Unit, key: str) -> None:
    """Drop a fact."""
    unit.run("DELETE FROM meta WHERE key = ?", key)
