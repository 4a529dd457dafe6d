"""Signing in to the service with a Matrix OpenID token."""
