"""Channels (row F111): one writes, everybody may read; a catalogue by subject, made by the school.

A channel is a room of the bot's in which writing needs power 100. Reactions and votes are free.
Who subscribes is brought in by the bot and may leave again.
"""
