"""Parta, the school messenger for desktops."""

__version__ = "0.1.0"
