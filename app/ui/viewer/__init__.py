"""Photos, videos and sounds of a chat, as large as the window."""
