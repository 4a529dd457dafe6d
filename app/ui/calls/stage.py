"""The stage: all pictures of a call in one widget, painted from the latest frames.

No widget per person and none per frame: a timer asks the feeds what is new and only those tiles
are painted again. Arrow keys walk over the tiles, Enter pins one, the menu key offers the rest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import itemgetter
from time import monotonic

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.domain.calls import Participant, Pictures, Reaction, Source, VideoTrack
from app.domain.ids import ParticipantId
from app.services.facade.calls import Call
from app.ui.calls.feeds import Feeds
from app.ui.calls.floats import Floats
from app.ui.calls.plan import Arrangement, Place, Plan, Tile, View, make_plan
from app.ui.calls.tile_paint import Look, TilePainter, ground, plate_text
from app.ui.calls.words import spoken_participant
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader
from app.ui.qt.widgets import bind
from app.ui.theme import Theme

FRAME_MS = 33
_PAGE_STEP = 120


class Stage(QWidget):
    """Shows the people of one call; `menu_wanted` for one of them, `pages_changed` for the arrows.

    The view (arrangement, pin, page) is the stage's own; the window only changes it.
    """

    menu_wanted = Signal(object, QPoint)
    """(VideoTrack, place on the screen)."""
    pages_changed = Signal(int, int)
    """(page, pages)."""
    view_changed = Signal()
    activated = Signal()
    """A double click beside any tile's meaning: full screen."""

    def __init__(
        self, call: Call, theme: Theme, images: ImageLoader, *, alone: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._images = theme, images
        self._feeds = Feeds(call)
        self._painter = TilePainter(theme, images)
        self._floats = Floats(theme)
        self._people: dict[ParticipantId, Participant] = {}
        self._recent: tuple[ParticipantId, ...] = ()
        self._view = View(scale=theme.scale, alone=alone)
        self._plan = Plan()
        self._covered = QRegion()
        """What the tiles hide of the ground."""
        self._current: VideoTrack | None = None
        self._turned = 0
        self._bare = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(160, 120)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._on_tick)
        images.ready.connect(self._on_image)
        bind(theme, self, self._on_theme)

    @property
    def view(self) -> View:
        """Arrangement, pin, page."""
        return self._view

    @property
    def plan(self) -> Plan:
        """Where the tiles stand now."""
        return self._plan

    @property
    def current(self) -> VideoTrack | None:
        """The tile that the keyboard is on."""
        return self._current

    # -------------------------------------------------------------------------- what is shown

    def set_people(self, people: Sequence[Participant]) -> None:
        """Show these people; only what changed is painted again."""
        before, self._people = self._people, {one.identity: one for one in people}
        plan = self._make_plan()
        if plan != self._plan:
            self._take_plan(plan)
            return
        if _hands(before.values()) != _hands(people):
            self.update()
        for tile in plan.tiles:
            identity = tile.track.identity
            if before.get(identity) != self._people[identity]:
                self.update(tile.box)
        self._watch()

    def set_recent(self, recent: Sequence[ParticipantId]) -> None:
        """Follow who spoke."""
        self._recent = tuple(recent)
        self._replan()

    def set_pictures(self, pictures: Pictures) -> None:
        """Show the pictures of the others, or their portraits while none come."""
        self._bare = pictures is not Pictures.SHOWN
        self._watch()
        self.update()

    def set_arrangement(self, arrangement: Arrangement) -> None:
        """Speaker or grid; a pin is taken out, for it wants the speaker's place."""
        self._change(arrangement=arrangement, pinned=None, page=0)

    def pin(self, track: VideoTrack | None) -> None:
        """Keep a picture large; None or the same one again lets it go."""
        self._change(pinned=None if track == self._view.pinned else track, page=0)

    def turn_page(self, step: int) -> None:
        """Show the people before (-1) or after (+1)."""
        page = min(max(self._plan.page + step, 0), self._plan.pages - 1)
        self._change(page=page)

    def show_reaction(self, reaction: Reaction) -> None:
        """Let it rise over the tile of who sent it."""
        one = self._people.get(reaction.identity)
        if one is None:
            return
        box = next((t.box for t in self._plan.tiles if t.track.identity == one.identity), None)
        name = "" if box is not None else one.person.name
        if box is None:
            box = QRect(16, self.height() // 2, self._theme.px(160), self.height() // 2)
        self._floats.add(reaction.emoji, box, name=name, now=monotonic())
        self.update(box)

    def close_feeds(self) -> None:
        """The call is over: let the pictures go."""
        self._timer.stop()
        self._feeds.close()

    # -------------------------------------------------------------------------------- Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the tiles that are touched."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        region = event.region()
        if not (region - self._covered).isEmpty():
            painter.fillRect(event.rect(), ground(self._theme))
        hands = _hands(self._people.values())
        for tile in self._plan.tiles:
            if region.intersects(tile.box):
                painter.setClipRect(tile.box)  # a picture within one rectangle is copied as it is
                self._painter.paint(
                    painter, tile, self._look(tile, hands), self._feeds.image(tile.track)
                )
        painter.setClipping(False)
        self._floats.paint(painter, monotonic())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: place the tiles anew."""
        super().resizeEvent(event)
        self._take_plan(self._make_plan())

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: look."""
        super().showEvent(event)
        self._watch()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody looks, so nothing is fetched."""
        super().hideEvent(event)
        self._timer.stop()
        self._feeds.close()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click takes the keyboard to a tile."""
        tile = self._plan.at(*event.position().toPoint().toTuple())
        self._select(tile.track if tile is not None else None)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: pin a small tile; the large one or the ground asks for the full screen."""
        tile = self._plan.at(*event.position().toPoint().toTuple())
        if tile is not None and tile.place is Place.SMALL:
            self.pin(tile.track)
        else:
            self.activated.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: by mouse or by key."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        found = self._tile(self._current) if by_key else self._plan.at(*event.pos().toTuple())
        if found is not None:
            at = self.mapToGlobal(found.box.center()) if by_key else event.globalPos()
            self.menu_wanted.emit(found.track, at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: turn pages, a notch at a time."""
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _PAGE_STEP)
        if steps:
            self._turned -= steps * _PAGE_STEP
            self.turn_page(-steps)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows walk, Enter pins, pages turn; the rest goes to the window."""
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self._walk(-1)
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                self._walk(1)
            case Qt.Key.Key_PageUp:
                self.turn_page(-1)
            case Qt.Key.Key_PageDown:
                self.turn_page(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._current is not None:
                self.pin(self._current)
            case _:
                super().keyPressEvent(event)

    # -------------------------------------------------------------------------------- inside

    def _look(self, tile: Tile, hands: list[ParticipantId]) -> Look:
        one = self._people[tile.track.identity]
        source = tile.track.source
        order = 0
        if len(hands) > 1 and one.identity in hands:
            order = hands.index(one.identity) + 1
        return Look(
            one,
            source,
            tile.box.size(),
            tile.place,
            picture=self._shows(tile),
            pinned=self._view.pinned == tile.track,
            focused=self.hasFocus() and self._current == tile.track,
            order=order,
        )

    def _shows(self, tile: Tile) -> bool:
        one = self._people[tile.track.identity]
        return tile.track.source in one.publishing and (one.own or not self._bare)

    def _make_plan(self) -> Plan:
        return make_plan(self.size(), list(self._people.values()), self._view, recent=self._recent)

    def _replan(self) -> None:
        plan = self._make_plan()
        if plan != self._plan:
            self._take_plan(plan)

    def _take_plan(self, plan: Plan) -> None:
        self._plan = plan
        self._covered = QRegion()
        for tile in plan.tiles:
            self._covered += tile.box
        if self._tile(self._current) is None:
            self._current = None
        self._watch()
        self._say()
        self.update()
        self.pages_changed.emit(plan.page, plan.pages)

    def _watch(self) -> None:
        if not self.isVisible():
            return
        dpr = self.devicePixelRatioF()
        self._feeds.show(
            {tile.track: tile.box.size() * dpr for tile in self._plan.tiles if self._shows(tile)}
        )

    def _change(self, **fields: object) -> None:
        view = replace(self._view, **fields)  # type: ignore[arg-type]  # names of View's own fields
        if view != self._view:
            self._view = view
            self._take_plan(self._make_plan())
            self.view_changed.emit()

    def _tile(self, track: VideoTrack | None) -> Tile | None:
        return next((tile for tile in self._plan.tiles if tile.track == track), None)

    def _walk(self, step: int) -> None:
        tracks = [tile.track for tile in self._plan.tiles]
        if not tracks:
            return
        place = tracks.index(self._current) if self._current in tracks else -1
        if place < 0:
            self._select(tracks[0 if step > 0 else -1])
        else:
            self._select(tracks[(place + step) % len(tracks)])

    def _select(self, track: VideoTrack | None) -> None:
        self._current = track
        self._say()
        self.update()

    def _say(self) -> None:
        """Tell a screen reader who is large, or whose tile the keyboard is on."""
        tile = self._tile(self._current) or next(iter(self._plan.tiles), None)
        if tile is None:
            self.setAccessibleName(tr("Сцена звонка"))
            return
        one = self._people[tile.track.identity]
        if tile.track.source is Source.SCREEN:
            self.setAccessibleName(plate_text(one, True))
        else:
            self.setAccessibleName(spoken_participant(one))

    def _on_tick(self) -> None:
        fresh = set(self._feeds.take())
        if fresh:
            for tile in self._plan.tiles:
                if tile.track in fresh:
                    self.update(tile.box)
        for box in self._floats.moving(monotonic()):
            self.update(box)

    def _on_theme(self) -> None:
        self._painter.forget()
        self._change(scale=self._theme.scale)
        self.update()

    def _on_image(self, _uri: str) -> None:
        self._painter.forget()
        self.update()


def _hands(people: Iterable[Participant]) -> list[ParticipantId]:
    """Return whose hands are up, in the order of time."""
    up = [(one.hand_since, one.identity) for one in people if one.hand_since is not None]
    return [identity for _, identity in sorted(up, key=itemgetter(0))]
