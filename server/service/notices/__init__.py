"""What the bot has to tell people: written down with the deed it is about, delivered afterwards.

A notice survives the service and a homeserver that is away; it may come late, not never.
"""
