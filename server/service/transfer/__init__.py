"""Chats brought along from other messengers (F110): who wrote, and what, as the school's digest."""
