"""`python -m app`, or `python …/app` from any folder: start Parta."""

import faulthandler
import gc
import sys
from pathlib import Path

if not __package__ and not getattr(sys, "frozen", False):  # started as a folder
    sys.path[0] = str(Path(__file__).resolve().parents[1])

if __name__ == "__main__":
    gc.disable()  # what a start loads is no garbage; app.ui.qt.collector has its time later
    if sys.stderr is not None:
        faulthandler.enable()
    from app.bootstrap import main

    sys.exit(main())
