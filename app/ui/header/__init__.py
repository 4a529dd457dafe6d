"""Above the messages: who one talks to, what is pinned, the search in the chat."""
