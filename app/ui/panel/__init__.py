"""The info panel: who is in a chat, its photos and files, what can be done with it."""
