"""Makes rosters real: accounts, spaces and chats on the homeserver, exactly as the roster says."""
