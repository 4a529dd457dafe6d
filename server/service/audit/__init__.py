"""What was done to whom by whom, in a chain in which nothing can be changed unnoticed.

Each entry holds the hash of the one before it, and the newest hash can be written down elsewhere
(`GET /v1/audit/check` names it). Who can write the database file can still cut off the newest
entries or make the whole chain anew: against that only a copy of the newest hash kept outside
helps.
"""
