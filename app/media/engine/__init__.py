"""Calls: sound, pictures and the connection to LiveKit, on a thread and a loop of their own."""
