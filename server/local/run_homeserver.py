"""Synapse as a child of the supervisor, with two things it has no settings for.

SQLite may answer before the disk has everything (the write-ahead log keeps the file sound), which
makes every request several times faster; and while the demo is seeded, events without a date of
their own (making rooms, joining them) are dated back, so that rooms are as old as their history.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

from synapse.app.homeserver import main as synapse_main
from synapse.events import builder
from synapse.storage.engines.sqlite import Sqlite3Engine

from server.local.lifeline import end_with_parent
from server.local.locks import wait_for_lock

_PATIENCE_SECONDS = 20.0


def main() -> None:
    """Tie this process to its parent, then become Synapse with the remaining arguments."""
    parser = argparse.ArgumentParser()
    parser.add_argument("parent_pid", type=int)
    parser.add_argument("--lock", type=Path, required=True)
    parser.add_argument("--synchronous", choices=("OFF", "NORMAL", "FULL"), default="NORMAL")
    parser.add_argument("--days-ago", type=int, default=0)
    options, sys.argv[1:] = parser.parse_known_args()
    end_with_parent(options.parent_pid)
    # Never two of us on one database: the last one may still be going down.
    lock = wait_for_lock(options.lock, seconds=_PATIENCE_SECONDS)
    if lock is None:
        sys.exit(f"{options.lock}: another homeserver uses this folder")
    _relax_sqlite(options.synchronous)
    if options.days_ago:
        _date_events_back(options.days_ago)
    synapse_main()


def _relax_sqlite(mode: str) -> None:
    original = Sqlite3Engine.on_new_connection

    def on_new_connection(self: Sqlite3Engine, connection: Any) -> None:
        original(self, connection)
        connection.cursor().execute(f"PRAGMA synchronous = {mode}")

    Sqlite3Engine.on_new_connection = on_new_connection


def _date_events_back(days: int) -> None:
    original = builder.create_local_event_from_event_dict

    def create(*, clock: Any, event_dict: Any, **more: Any) -> Any:
        event_dict.setdefault("origin_server_ts", clock.time_msec() - days * 86_400_000)
        return original(clock=clock, event_dict=event_dict, **more)

    builder.create_local_event_from_event_dict = create


if __name__ == "__main__":
    main()
