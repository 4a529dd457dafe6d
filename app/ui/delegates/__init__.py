"""Rows: a pure layout value and a painter."""
