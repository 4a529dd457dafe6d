"""The tables of a profile's cache. A new file gets them at once; old files come here by `upgrade`.

`events.id` is made of the time of the event, so that "newest first" is the order of the primary
key everywhere (search, attachments). Where an event stands in its room is `(stretch, pos)`: a
stretch is an unbroken run of events, and gaps lie between stretches. `stretch` NULL: the event is
stored (a quote, a reaction), but its place is not known.
"""

from sqlalchemy import (
    BLOB,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)

METADATA = MetaData()

meta = Table(
    "meta",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Text),
)

rooms = Table(
    "rooms",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("room_id", Text, nullable=False, unique=True),
    # facts of the room as sync gives them
    Column("membership", Text, nullable=False, server_default="joined"),
    Column("given_name", Text),
    Column("given_avatar", Text),
    Column("heroes", Text, nullable=False, server_default="[]"),
    Column("joined_count", Integer, nullable=False, server_default="0"),
    Column("inviter", Text),
    Column("invited_count", Integer, nullable=False, server_default="0"),
    Column("is_dm", Integer, nullable=False, server_default="0"),
    Column("bump_stamp", Integer, nullable=False, server_default="0"),
    Column("live", Integer),  # the stretch at the live end
    # how far I have read: an event, whether stored or not, and when
    Column("read_event", Text),
    Column("read_ts", Integer, nullable=False, server_default="0"),
    Column("unread_base", Integer, nullable=False, server_default="0"),
    Column("mention_base", Integer, nullable=False, server_default="0"),
    # account data in the form the summary needs
    Column("marked_unread", Integer, nullable=False, server_default="0"),
    Column("mute", Text, nullable=False, server_default="all"),
    Column("muted_until", Integer),
    Column("pin_order", Float),
    Column("archived", Integer, nullable=False, server_default="0"),
    Column("direct_user", Text),
    Column("cleared_before", Integer, nullable=False, server_default="0"),
)

summaries = Table(
    "summaries",
    METADATA,
    Column("room", Integer, ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True),
    Column("room_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("avatar", Text),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("verified", Integer, nullable=False),
    Column("direct_user", Text),
    Column("member_count", Integer, nullable=False),
    Column("preview_kind", Text, nullable=False),
    Column("preview_sender", Text, nullable=False),
    Column("preview_text", Text, nullable=False),
    Column("preview_mine", Integer, nullable=False),
    Column("timestamp", Integer),
    Column("bump_stamp", Integer, nullable=False),
    Column("ticks", Integer, nullable=False),
    Column("unread", Integer, nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("marked_unread", Integer, nullable=False),
    Column("mute", Text, nullable=False),
    Column("muted_until", Integer),
    Column("pin_order", Float),
    Column("archived", Integer, nullable=False),
    Column("draft", Text, nullable=False),
    Column("encrypted", Integer, nullable=False),
    Column("replaced_by", Text),
)

state = Table(
    "state",
    METADATA,
    Column("room", Integer, ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True),
    Column("type", Text, primary_key=True),
    Column("state_key", Text, primary_key=True),
    Column("raw", Text, nullable=False),
)

people = Table(
    "people",
    METADATA,
    Column("user", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("avatar", Text),
    Column("role", Text, nullable=False, server_default=""),
    Column("words", Text, nullable=False, server_default=""),
    sqlite_with_rowid=False,
)

members = Table(
    "members",
    METADATA,
    Column("room", Integer, ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True),
    Column("user", Text, primary_key=True),
    Column("membership", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("avatar", Text),
    sqlite_with_rowid=False,
)

stretches = Table(
    "stretches",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("room", Integer, ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False),
    Column("older_token", Text),
    Column("newer_token", Text),
    Column("at_start", Integer, nullable=False, server_default="0"),
)
Index("stretches_room", stretches.c.room)

events = Table(
    "events",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("room", Integer, ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False),
    Column("event_id", Text, nullable=False),
    Column("stretch", Integer),
    Column("pos", Integer),
    Column("ts", Integer, nullable=False),
    Column("sender", Text, nullable=False),
    Column("weight", Integer, nullable=False),  # app.store.weights.Weight
    Column("media", Text),  # MediaKind value or "poll", for the media tabs
    Column("reply_to", Text),
    Column("txn", Text),
    Column("raw", Text, nullable=False),
)
Index("events_event_id", events.c.room, events.c.event_id, unique=True)
Index("events_place", events.c.stretch, events.c.pos)
Index(
    "events_rows",
    events.c.stretch,
    events.c.pos,
    events.c.weight,
    sqlite_where=text("weight > 0"),
)
Index("events_media", events.c.room, events.c.media, sqlite_where=text("media IS NOT NULL"))
Index("events_replies", events.c.room, events.c.reply_to, sqlite_where=text("reply_to IS NOT NULL"))

relations = Table(
    "relations",
    METADATA,
    Column("event", Integer, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("room", Integer, nullable=False),
    Column("target", Text, nullable=False),
    Column("kind", Text, nullable=False),  # "edit", "reaction", "vote", "end", "tally"
    Column("sender", Text, nullable=False),
    Column("ts", Integer, nullable=False),
    Column("key", Text, nullable=False, server_default=""),  # emoji, or JSON of a vote
)
Index(
    "relations_target",
    relations.c.target,
    relations.c.kind,
    relations.c.sender,
    relations.c.key,
    relations.c.ts,
)
Index(
    "relations_key",
    relations.c.target,
    relations.c.key,
    relations.c.event,
    sqlite_where=text("kind = 'reaction'"),
)

# Counted as reactions come and go: a message with 100,000 of them must not be counted when shown.
tallies = Table(
    "tallies",
    METADATA,
    Column("room", Integer, ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True),
    Column("target", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    sqlite_with_rowid=False,
)
Index("tallies_order", tallies.c.target, tallies.c.room, tallies.c.count)

receipts = Table(
    "receipts",
    METADATA,
    Column("room", Integer, ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True),
    Column("user", Text, primary_key=True),
    Column("event_id", Text, nullable=False),
    Column("event", Integer),  # events.id, NULL while the event is not stored
    Column("ts", Integer, nullable=False),
    sqlite_with_rowid=False,
)

account_data = Table(
    "account_data",
    METADATA,
    Column("room_id", Text, primary_key=True),  # '' for global data
    Column("type", Text, primary_key=True),
    Column("content", Text, nullable=False),
    sqlite_with_rowid=False,
)

drafts = Table(
    "drafts",
    METADATA,
    Column("room_id", Text, primary_key=True),
    Column("draft", Text, nullable=False),
    sqlite_with_rowid=False,
)

outbox = Table(
    "outbox",
    METADATA,
    Column("place", Integer, primary_key=True),
    Column("txn_id", Text, nullable=False, unique=True),
    Column("entry", Text, nullable=False),
    Column("event_id", Text),
)

settings = Table(
    "settings",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

media = Table(
    "media",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("file", Text, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("used", Integer, nullable=False),
)
Index("media_used", media.c.used)

snapshot = Table(
    "snapshot",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("data", BLOB, nullable=False),
)

# What SQLAlchemy cannot say. One column holds the words and the stems that differ from them, and
# `_<room>`: a search in one room is then an intersection, not a walk over all hits.
SEARCH = (
    "CREATE VIRTUAL TABLE search USING fts5(words, content='', contentless_delete=1, "
    "detail=none, prefix='2 3', "
    'tokenize="unicode61 remove_diacritics 2 tokenchars _")'
)
VOCABULARY = "CREATE TABLE vocabulary (word TEXT PRIMARY KEY) WITHOUT ROWID"
