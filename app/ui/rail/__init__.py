"""The narrow column of profiles and sections."""
