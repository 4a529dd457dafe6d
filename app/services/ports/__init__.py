"""What the services need from below, by what it is needed of.

`app.net`, `app.store` and `app.media` fulfil it; tests pass small fakes. Everything here may raise
the errors of `app.domain.errors` and nothing else.
"""
