"""Where the tiles of a call stand: pure geometry over the people who are there.

Speaker: one large picture (what was pinned, a shared screen, who speaks) and a strip of others.
Grid: equal tiles, at most sixteen on a page. Hands come first in the order of time, then who spoke
lately, then who shows a camera; the rest stands as people came.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum

from PySide6.QtCore import QRect, QSize

from app.domain.calls import Participant, Source, VideoTrack
from app.domain.ids import ParticipantId

GAP = 10
MOST = 16
STRIP, STRIP_GAP = 208, 12
_PAGER = 40
_LEAST_TILE = 190
_STRIP_RATIO = 0.69
_NARROW, _FLAT = 1.28, 2.1
_NEVER = datetime.max.replace(tzinfo=UTC)


class Arrangement(Enum):
    """How the stage is divided."""

    SPEAKER = "speaker"
    GRID = "grid"


class Place(Enum):
    """What a tile is on the stage."""

    MAIN = "main"
    SMALL = "small"
    INSET = "inset"
    """The own preview, over a corner of the main picture."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One person or one shared screen, in its place."""

    track: VideoTrack
    box: QRect
    place: Place


@dataclass(frozen=True, slots=True)
class Plan:
    """The tiles of one page; `page` is counted from 0, `pager` is the room left for its arrows."""

    tiles: tuple[Tile, ...] = ()
    page: int = 0
    pages: int = 1
    pager: QRect | None = None
    """Under the strip; None where the arrows lie at the edges, over the tiles."""

    def at(self, x: int, y: int) -> Tile | None:
        """The tile under a point; the inset lies over the others."""
        hits = [tile for tile in self.tiles if tile.box.contains(x, y)]
        return hits[-1] if hits else None


@dataclass(frozen=True, slots=True)
class View:
    """What the person chose: arrangement, a pinned picture, a page, the scale of the text."""

    arrangement: Arrangement = Arrangement.SPEAKER
    pinned: VideoTrack | None = None
    page: int = 0
    scale: float = 1.0
    alone: bool = False
    """Only the large picture, for a small window."""


def in_order(
    people: Sequence[Participant], recent: Sequence[ParticipantId] = ()
) -> list[Participant]:
    """Sort people as the stage shows them."""
    rank = {identity: place for place, identity in enumerate(recent)}

    def key(one: Participant) -> tuple[object, ...]:
        return (
            one.hand_since or _NEVER,
            rank.get(one.identity, len(rank)),
            Source.CAMERA not in one.publishing,
        )

    return sorted(people, key=key)


def tracks_of(people: Sequence[Participant]) -> list[VideoTrack]:
    """Shared screens, then everybody's own tile."""
    screens = [
        VideoTrack(one.identity, Source.SCREEN) for one in people if Source.SCREEN in one.publishing
    ]
    return screens + [VideoTrack(one.identity, Source.CAMERA) for one in people]


def make_plan(
    size: QSize,
    people: Sequence[Participant],
    view: View,
    *,
    recent: Sequence[ParticipantId] = (),
) -> Plan:
    """Place the tiles of everybody into `size`."""
    ordered = in_order(people, recent)
    tracks = tracks_of(ordered)
    if not tracks or size.isEmpty():
        return Plan()
    pinned = view.pinned if view.pinned in tracks else None
    if view.arrangement is Arrangement.GRID and pinned is None:
        return _grid(size, tracks, view)
    main = pinned or _main(ordered, tracks, recent)
    return _speaker(size, ordered, tracks, view=view, main=main)


def _grid(size: QSize, tracks: list[VideoTrack], view: View) -> Plan:
    least = _soft(_LEAST_TILE, view.scale)
    on_page = max(
        (count for count in range(1, MOST + 1) if _cell(size, count)[1].width() >= least),
        default=1,
    )
    on_page = min(on_page, len(tracks))
    pages = -(-len(tracks) // on_page)
    page = min(max(view.page, 0), pages - 1)
    shown = tracks[page * on_page : (page + 1) * on_page]
    columns, cell = _cell(size, len(shown))
    rows = -(-len(shown) // columns)
    top = (size.height() - rows * cell.height() - (rows - 1) * GAP) // 2
    tiles = []
    for number, track in enumerate(shown):
        row, column = divmod(number, columns)
        in_row = min(columns, len(shown) - row * columns)
        left = (size.width() - in_row * cell.width() - (in_row - 1) * GAP) // 2
        box = QRect(
            left + column * (cell.width() + GAP),
            top + row * (cell.height() + GAP),
            cell.width(),
            cell.height(),
        )
        tiles.append(Tile(track, box, Place.SMALL))
    return Plan(tuple(tiles), page, pages)


def _cell(size: QSize, count: int) -> tuple[int, QSize]:
    """Return columns and cell size that give `count` tiles the largest area."""
    best, area = (1, QSize(1, 1)), 0
    for columns in range(1, count + 1):
        rows = -(-count // columns)
        width = (size.width() - (columns - 1) * GAP) // columns
        height = (size.height() - (rows - 1) * GAP) // rows
        if width <= 0 or height <= 0:
            continue
        width = min(width, round(height * _FLAT))
        height = min(height, round(width / _NARROW))
        if width * height > area:
            best, area = (columns, QSize(width, height)), width * height
    return best


def _speaker(
    size: QSize,
    people: list[Participant],
    tracks: list[VideoTrack],
    *,
    view: View,
    main: VideoTrack,
) -> Plan:
    own = next((one for one in people if one.own), None)
    whole = QRect(0, 0, size.width(), size.height())
    if view.alone:
        return Plan((Tile(main, whole, Place.SMALL),))
    inset = None
    if own is not None and main.identity != own.identity and Source.CAMERA in own.publishing:
        inset = VideoTrack(own.identity, Source.CAMERA)
    others = [
        track
        for track in tracks
        if track != main and (own is None or track.identity != own.identity)
    ]
    if not others:
        return _with_inset([Tile(main, whole, Place.MAIN)], inset, view.scale, page=0, pages=1)
    strip = min(_soft(STRIP, view.scale), size.width() // 3)
    below = size.width() < 2.4 * strip or size.width() < size.height()
    wanted = round(strip * _STRIP_RATIO)
    room, length = (size.width(), strip) if below else (size.height(), wanted)
    count = max(1, (room + GAP) // (length + GAP))
    foot = _soft(_PAGER, view.scale) if len(others) > count else 0
    if below:
        small = QSize(strip, min(wanted, size.height() // 3))
        box = whole.adjusted(0, 0, 0, -small.height() - STRIP_GAP - foot)
        pager = QRect(0, size.height() - foot, size.width(), foot)
    else:
        small = QSize(strip, (size.height() - foot - (count - 1) * GAP) // count)
        box = whole.adjusted(0, 0, -strip - STRIP_GAP, 0)
        pager = QRect(size.width() - strip, size.height() - foot, strip, foot)
    pages = -(-len(others) // count)
    page = min(max(view.page, 0), pages - 1)
    tiles = [Tile(main, box, Place.MAIN)]
    for number, track in enumerate(others[page * count : (page + 1) * count]):
        if below:
            at = QRect(number * (small.width() + GAP), box.bottom() + 1 + STRIP_GAP, 0, 0)
        else:
            at = QRect(box.right() + 1 + STRIP_GAP, number * (small.height() + GAP), 0, 0)
        tiles.append(Tile(track, QRect(at.topLeft(), small), Place.SMALL))
    plan = _with_inset(tiles, inset, view.scale, page=page, pages=pages)
    return replace(plan, pager=pager) if foot else plan


def _main(
    people: list[Participant], tracks: list[VideoTrack], recent: Sequence[ParticipantId]
) -> VideoTrack:
    """A shared screen (of others before the own), who spoke last, who leads, who is seen, me."""
    mine = {one.identity for one in people if one.own}
    screens = [track for track in tracks if track.source is Source.SCREEN]
    if screens:
        return min(screens, key=lambda track: track.identity in mine)
    others = [one for one in people if not one.own]
    leading = [one for one in others if one.leads]
    talking = [one for one in others if one.identity in recent]
    talking.sort(key=lambda one: recent.index(one.identity))
    seen = [one for one in others if Source.CAMERA in one.publishing]
    first = (talking or leading or seen or others or people)[0]
    return VideoTrack(first.identity, Source.CAMERA)


def _with_inset(
    tiles: list[Tile], inset: VideoTrack | None, scale: float, *, page: int, pages: int
) -> Plan:
    if inset is not None:
        main = tiles[0].box
        wide = min(_soft(176, scale), main.width() // 3)
        high = round(wide * 0.5625)
        edge = 12
        box = QRect(main.right() + 1 - edge - wide, main.bottom() + 1 - edge - high, wide, high)
        tiles.append(Tile(inset, box, Place.INSET))
    return Plan(tuple(tiles), page, pages)


def _soft(length: float, scale: float) -> int:
    """Grow less than the text does, as `Theme.soft`."""
    return round(length * (1 + (scale - 1) * 0.4)) if scale > 1 else round(length * scale)
