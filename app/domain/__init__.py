"""Values and pure rules: no I/O, no clock, nothing but the standard library."""
