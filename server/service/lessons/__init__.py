"""Lessons: calls that a teacher leads, with a register that writes itself.

What the teacher decides is kept in the database first; `watch` then makes the SFU agree with it, at
once, at every coming and going, and every few seconds whatever happens. So a killed SFU, service or
homeserver loses nothing that was decided, and nobody keeps a right that was taken.
"""
