"""Complaints and order in chats: the queue of reports, looking with four eyes, wiping."""
