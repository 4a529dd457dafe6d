"""`python -m app`, or `python …/app` from any folder: start Parta."""

import faulthandler
import sys
from pathlib import Path

if not __package__ and not getattr(sys, "frozen", False):  # started as a folder
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from app.bootstrap import main

if __name__ == "__main__":
    if sys.stderr is not None:
        faulthandler.enable()
    sys.exit(main())
