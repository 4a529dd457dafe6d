"""Tests of the catalogue of channels."""
