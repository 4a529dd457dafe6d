"""Asking for help (row F109): a ticket becomes a chat between whoever asks and the school's
administrators.

A log that comes with it is cleaned of secrets and people once more here, whatever the program took
out already, and is a file that only administrators can fetch.
"""
