"""Whatever a server or another client sends, a row is laid out, painted and of a sane size."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QPainter, QPixmap

from app.domain.content import (
    EncryptedContent,
    MediaContent,
    MediaKind,
    MembershipContent,
    PollContent,
    RedactedContent,
    RoomChange,
    RoomChangeContent,
    TextContent,
    TextKind,
    UnknownContent,
)
from app.domain.ids import EventId, MxcUri, UserId
from app.domain.media import MediaInfo
from app.domain.people import Membership, Person, Role
from app.domain.polls import PollAnswer, PollStart, PollState
from app.domain.rich_text import RichText, Span, Style
from app.domain.timeline import Quote, Reaction, SendState, SendStatus, TimelineItem
from app.ui.conversation.layout.metrics import Metrics
from app.ui.conversation.layout.row import RowSettings, lay_row
from app.ui.conversation.painters.context import PaintContext
from app.ui.conversation.painters.row import paint_row
from app.ui.conversation.rows import Rows
from app.ui.conversation.words import spoken
from app.ui.qt.images import ImageLoader
from app.ui.theme import Theme
from app.ui.when import today
from tests.helpers.fakes.timeline import FakeTimeline, make_item

texts = st.text(max_size=120)
numbers = st.none() | st.integers(-(2**40), 2**40)


@st.composite
def rich(draw: st.DrawFn) -> RichText:
    text = draw(texts)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = tuple(
        Span(a, b, Style(draw(st.integers(0, 1023))), draw(st.sampled_from(["", "https://a.b/c"])))
        for a, b in pairwise(cuts)
    )
    return RichText(text, spans)


infos = st.builds(
    MediaInfo,
    mimetype=st.just("image/png"),
    size=numbers,
    width=numbers,
    height=numbers,
    duration=numbers,
    blurhash=st.none() | texts,
)
medias = st.builds(
    MediaContent,
    kind=st.sampled_from(MediaKind),
    filename=texts,
    source=st.none() | st.just(MxcUri("mxc://a/b")),
    info=infos,
    caption=st.none() | rich(),
    waveform=st.lists(st.integers(-(2**20), 2**20), max_size=60).map(tuple),
)
polls = st.builds(
    PollStart,
    question=texts,
    answers=st.lists(
        st.builds(PollAnswer, id=st.sampled_from(["a", "b", "c"]), text=texts), max_size=25
    ).map(tuple),
    max_selections=st.integers(-1, 30),
    disclosed=st.booleans(),
    background=st.sampled_from(["", "green", "чёрный"]),
)
people = st.builds(
    Person, user_id=texts.map(UserId), name=texts, role=st.sampled_from([Role.NONE, Role.TEACHER])
)
contents = st.one_of(
    st.builds(TextContent, body=rich(), kind=st.sampled_from(TextKind)),
    medias,
    st.builds(PollContent, poll=polls),
    st.just(RedactedContent()),
    st.just(EncryptedContent()),
    st.builds(UnknownContent, event_type=texts, fallback=texts),
    st.builds(
        MembershipContent,
        target=texts.map(UserId),
        target_name=texts,
        membership=st.sampled_from(Membership),
        previous=st.none() | st.sampled_from(Membership),
        previous_name=texts,
    ),
    st.builds(RoomChangeContent, change=st.sampled_from(RoomChange), value=texts),
)
items = st.builds(
    TimelineItem,
    key=st.just("k"),
    event_id=st.none() | st.just(EventId("$e")),
    transaction_id=st.none(),
    sender=people,
    timestamp=st.integers(0, 4 * 10**9).map(lambda n: datetime.fromtimestamp(n, UTC)),
    content=contents,
    mine=st.booleans(),
    status=st.builds(SendStatus, state=st.sampled_from(SendState), progress=st.floats(-1, 2)),
    quote=st.none()
    | st.builds(Quote, event_id=st.just(EventId("$q")), sender=st.none() | people, text=texts),
    reactions=st.lists(
        st.builds(Reaction, key=texts, count=st.integers(-5, 10**9), mine=st.booleans()),
        max_size=40,
    ).map(tuple),
    poll=st.none()
    | st.builds(
        PollState,
        voters=st.integers(0, 10**6),
        own=st.frozensets(st.sampled_from("abc")),
        closed=st.booleans(),
    ),
    forwarded_from=texts,
    edited=st.booleans(),
    pinned=st.booleans(),
)


@pytest.fixture(scope="module")
def metrics(qapp):
    return Metrics(Theme())


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(item=items, width=st.integers(240, 1600))
def test_any_item_makes_a_row_of_sane_size(metrics, item, width):
    rows = Rows()
    rows.items = [item]
    row = lay_row(metrics, rows.unit(0), [item], RowSettings(width, today()))
    assert 0 <= row.height < 20_000
    assert row.bubble.left() >= -1
    assert row.bubble.right() <= width + 1
    canvas = QPixmap(width, max(min(round(row.height), 2000), 1))
    canvas.fill()
    painter = QPainter(canvas)
    paint_row(painter, row, PaintContext(metrics, ImageLoader(metrics.theme), highlight="а"))
    painter.end()
    spoken(item)


def test_a_message_of_100_000_characters_is_cut_and_can_be_shown(show):
    view = show(FakeTimeline([make_item("a", "слово " * 17_000)]))
    short = view.stretch.layout(view.stretch.rows.unit(0)).height
    assert short < 1_500
    assert any(hit.name == "Показать полностью" for hit in view.row_focus.hits_of("a"))
    view.show_whole("a")
    assert view.stretch.layout(view.stretch.rows.unit(0)).height > 2 * short


def test_a_text_without_spaces_stays_inside_its_bubble(show):
    view = show(FakeTimeline([make_item("a", "W" * 2_000)]))
    row = view.stretch.layout(view.stretch.rows.unit(0))
    assert row.bubble.right() <= view.viewport().width()
    for line in range(row.texts[0].layout.lineCount()):
        wide = row.texts[0].layout.lineAt(line).naturalTextWidth()
        assert wide <= row.bubble.width()


def test_zalgo_is_clipped_to_its_text(show):
    view = show(FakeTimeline([make_item("a", "Z" + "\u0335\u0321\u0322" * 200)]))
    row = view.stretch.layout(view.stretch.rows.unit(0))
    assert row.texts[0].clip
    assert row.height < 200


def test_a_hundred_thousand_reactions_show_some(show):
    reactions = tuple(Reaction(f"r{n}", 1, mine=False) for n in range(100_000))
    view = show(FakeTimeline([make_item("a", "Привет", reactions=reactions)]))
    assert len(view.row_focus.hits_of("a")) < 60
