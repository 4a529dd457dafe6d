"""How long a school keeps what was written: by kind of chat, looked at first, then each night."""
