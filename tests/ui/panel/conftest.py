"""The same rules as for dialogs."""

from tests.ui.dialogs.conftest import _no_collection_in_worker_threads

__all__ = ["_no_collection_in_worker_threads"]
