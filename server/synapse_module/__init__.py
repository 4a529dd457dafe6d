"""Thin callbacks inside Synapse; the rules stand in school_core."""
