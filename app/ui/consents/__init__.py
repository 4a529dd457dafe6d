"""Consents of the family: reading, agreeing, taking back; what is known about me."""
