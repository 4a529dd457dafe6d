"""Settings of this computer and of a profile."""
