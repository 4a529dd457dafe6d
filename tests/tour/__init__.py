"""The tour: the real app offscreen, driven through every main screen against real servers."""
