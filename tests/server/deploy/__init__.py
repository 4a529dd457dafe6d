"""Installations made by `server.deploy`, on real PostgreSQL, Redis and nginx."""
