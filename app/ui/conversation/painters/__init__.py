"""Draw a display list."""
