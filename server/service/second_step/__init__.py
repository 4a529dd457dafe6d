"""A second step of signing in with a password (row F40): a code of an authenticator, or of paper.

Switched on by each person for themselves; a school may ask it of its staff. The secret is sealed
with the vault's key, printed codes are kept as keyed hashes. The homeserver's module asks here
(`/v1/internal/second-step`) at every password, whether it signs in or confirms a deed, so that no
other program is a way around. Cards are one-use and need none; a provider in the browser has its
own.
"""
