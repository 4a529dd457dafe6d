"""Tests of consents and of the door of a school."""
