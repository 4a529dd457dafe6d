"""The school service as a child of the supervisor: it ends when its parent does."""

import sys

from server.local.lifeline import end_with_parent
from server.service.__main__ import main

if __name__ == "__main__":
    end_with_parent(int(sys.argv[1]))
    sys.exit(main(sys.argv[2:]))
