"""The table of speed bars: the program as a person starts it, on a screen of its own."""
