"""The left pane: chats of a profile, filters, search."""
