"""Synapse as a child: `python -m server.local.run_homeserver PARENT_PID -c FILE`."""

import sys

from server.local.lifeline import end_with_parent


def main() -> None:
    """Tie this process to its parent, then become Synapse."""
    parent_pid = int(sys.argv.pop(1))
    end_with_parent(parent_pid)
    from synapse.app.homeserver import main as synapse_main  # a second of imports

    synapse_main()


if __name__ == "__main__":
    main()
