"""The encrypted local cache of one profile: plain functions over a unit of work, domain values out.

Everything runs in one thread of the profile; `ProfileStore` is the asynchronous face of it.
"""
