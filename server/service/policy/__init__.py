"""Which versions of the program a school lets in, and what is switched on (row F7)."""
