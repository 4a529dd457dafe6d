"""One file for each step of one domain: `links_001.py`, `links_002.py`."""
