"""Recordings of lessons: only where the school allows them and LiveKit Egress is there.

Everybody is told before one begins and as long as it goes on, by the lesson's own state and in the
chat. What is wanted stands in the database first; `watch` then makes Egress agree with it, as the
lessons' own watch does with the SFU. The files lie in a folder of the server, never in a room; who
held the lesson and the school's administrators fetch or delete them, and after a time they go.
"""
