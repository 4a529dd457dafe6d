"""The store fulfils the port that the services name."""

from app.services.ports.store import Store
from app.store.profile_store import ProfileStore


def test_the_store_has_everything_the_services_ask_for() -> None:
    wanted = {name for name in vars(Store) if not name.startswith("_")}
    assert wanted <= set(dir(ProfileStore))


def as_port(store: ProfileStore) -> Store:
    """Checked by mypy: signatures match."""
    return store
