"""Anonymous ballots (row F103) and polls that close by themselves (row F105).

A poll is an event of its chat; what it promises stands inside it (`server.school_core.polls`). The
module tells us of every new one, so nobody's client has to be running when one is to close.

In an anonymous poll votes never become events. Kept are two things that do not point to each other:
who has voted, and how many votes each answer has. Neither has a time or an order: on SQLite both
tables are stored by their keys. Totals are published when at least three more people have voted
than last time, so that nobody learns a vote by watching the numbers before and after it; the last
totals come when the poll closes. The API answers with what was published, never with more.

What this does not hide. Whoever runs the server could watch the database while votes come in, or
compare two copies of it taken around one vote, or read PostgreSQL's log of writes and the rows it
has not swept away yet, and learn that vote. Nobody who reads chats or uses the API can, teachers
and administrators included. And a poll in which all choose the same hides nothing.
"""
