"""Calls of one profile: who is in them, what rings, the call one is in."""
