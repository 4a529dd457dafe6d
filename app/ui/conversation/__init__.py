"""The conversation: its message view and the page around it."""
