"""The school service: rosters, managed chats and what else a school needs beside its homeserver."""
