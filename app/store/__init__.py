"""The local cache: SQLAlchemy on SQLCipher, one file and one thread per profile."""
