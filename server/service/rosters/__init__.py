"""Rosters in: files and services of a school become one `Roster`, or a report of what is wrong."""
