"""What the UI sees of the school service; fulfilled in app/services/school, faked in the tests.

Everything here is asked for when a page shows it and raises only `AppError`. What was shown last of
a diary is kept in the profile's own encrypted file, so that it can be read without a connection.
"""
