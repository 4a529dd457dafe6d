"""JSON as an enemy would write it: known keys with values of every wrong kind."""

from hypothesis import strategies as st

_WORD_LIST = """
    type sender event_id room_id content unsigned state_key origin_server_ts msgtype body format
    formatted_body url file info w h size duration mimetype thumbnail_url m.relates_to rel_type
    event_id key m.in_reply_to m.new_content m.mentions user_ids room membership displayname
    avatar_url prev_content redacted_because redacts reason name topic users pos rooms lists count
    timeline required_state invite_state heroes user_id extensions account_data global receipts
    typing m.read ts thread_id to_device next_batch chunk start end state events_before
    events_after event org.matrix.msc3381.poll.start org.matrix.msc3381.poll.response answers
    m.selections question m.text org.matrix.msc1767.text id m.id max_selections kind m.poll
    org.matrix.msc1767.audio waveform app.parta.role app.parta.album filename is_dm bump_stamp
    initial name avatar prev_batch limited num_live versions flows identity_providers m.homeserver
    base_url access_token refresh_token expires_in_ms device_id content_uri m.upload.size
    transaction_id last_active_ago presence results devices last_seen_ts"""
_VALUE_LIST = """
    m.room.message m.room.member m.room.name m.room.create m.room.redaction m.reaction m.sticker
    m.room.encrypted m.text m.image m.audio m.video m.file m.emote m.location m.poll.start
    org.matrix.msc3381.poll.start org.matrix.msc3381.poll.response m.replace m.annotation
    m.reference m.thread join leave ban invite knock teacher org.matrix.custom.html @a:b $1 !r
    mxc://a/b image/png online m.login.sso https://a.b http://127.0.0.1"""
_WORDS = st.sampled_from(_WORD_LIST.split())
_VALUES = st.sampled_from(_VALUE_LIST.split())
NASTY_TEXT = st.one_of(
    st.text(st.characters(), max_size=30),  # surrogates included
    st.sampled_from(
        [
            "\u202eабв",
            "\u200b",
            "\ud800",
            "\x00",
            "a\u0301" * 50,
            "<b>" * 50,
            "> <@a:b> c\n\nd",
            "https://ya.ru/(a)",
            "💩" * 40,
            " ",
            "",
        ]
    ),
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([0, -1, 1 << 53, 1 << 64, -(1 << 80), 10**400, 1_700_000_000_000]),
    st.floats(),
    _VALUES,
    NASTY_TEXT,
)
KEYS = st.one_of(_WORDS, _VALUES, NASTY_TEXT)
ANY_JSON = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=6)),
    max_leaves=25,
)
EVENTS = st.fixed_dictionaries(
    {"type": _VALUES, "sender": st.just("@a:b"), "content": st.dictionaries(_WORDS, ANY_JSON)},
    optional={
        "event_id": st.one_of(st.just("$1"), ANY_JSON),
        "state_key": st.one_of(st.just(""), st.just("@a:b"), ANY_JSON),
        "unsigned": st.dictionaries(_WORDS, ANY_JSON, max_size=4),
        "origin_server_ts": SCALARS,
        "room_id": st.one_of(st.just("!r"), ANY_JSON),
        "redacted_because": ANY_JSON,
    },
)
