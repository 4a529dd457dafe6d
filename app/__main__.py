"""`python -m app`: start Parta."""

import faulthandler
import sys

from app.bootstrap import main

if __name__ == "__main__":
    if sys.stderr is not None:
        faulthandler.enable()
    sys.exit(main())
