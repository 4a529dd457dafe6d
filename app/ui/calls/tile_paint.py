"""One tile: picture or initials, name plate, ring of who speaks, raised hand.

What does not move (initials, plate, ring, round corners) is painted once, cut into the pieces that
show anything, and laid over every new picture, so a frame costs a copy and two small blits.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace
from math import ceil, floor

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QPixmap

from app.domain.calls import Participant, Source, VideoTrack
from app.ui.calls.plan import Place, Tile
from app.ui.qt.i18n import tr
from app.ui.qt.images import ImageLoader
from app.ui.style import mixed
from app.ui.theme import FontRole, Theme

RADIUS = 14
_RING = 8
"""How far the rings of who speaks and of the focus reach into the tile."""
_KEPT = 80


@dataclass(frozen=True, slots=True)
class Look:
    """Everything a tile's still part depends on. `order` is the hand's place in the queue."""

    participant: Participant
    source: Source
    size: QSize
    place: Place
    picture: bool
    pinned: bool = False
    focused: bool = False
    order: int = 0


Piece = tuple[float, float, QPixmap]
"""Right of and below the tile's corner, and what is to be seen there."""


class TilePainter:
    """Paints tiles in one theme; keeps the still parts of the last ones."""

    def __init__(self, theme: Theme, images: ImageLoader) -> None:
        self._theme, self._images = theme, images
        self._still: OrderedDict[tuple[object, ...], list[Piece]] = OrderedDict()
        self._shown: dict[VideoTrack, tuple[Look, float, list[Piece]]] = {}

    def forget(self) -> None:
        """Something that is not in `Look` changed: theme, an avatar."""
        self._still.clear()
        self._shown.clear()

    def paint(self, painter: QPainter, tile: Tile, look: Look, image: QImage | None) -> None:
        """Paint one tile into its box, which is the painter's clip."""
        box = tile.box
        if image is not None and look.picture:
            own = look.participant.own and look.source is Source.CAMERA
            if look.source is Source.SCREEN:
                painter.fillRect(box, self._theme.colors.surface)
            if look.place is Place.INSET:  # its corners show the picture below
                painter.save()
                painter.setClipPath(_rounded(QRectF(box)))
            draw_picture(painter, box, image, fill=look.source is Source.CAMERA, mirror=own)
            if look.place is Place.INSET:
                painter.restore()
        else:
            look = replace(look, picture=False)
            if look.place is not Place.INSET:  # round corners stand on the ground
                painter.fillRect(box, ground(self._theme))
        dpr = painter.device().devicePixelRatio()
        left, top = box.left(), box.top()
        for right, down, piece in self._still_of(tile.track, look, dpr):
            painter.drawPixmap(QPointF(left + right, top + down), piece)

    def _still_of(self, track: VideoTrack, look: Look, dpr: float) -> list[Piece]:
        shown = self._shown.get(track)
        if shown is not None and shown[0] == look and shown[1] == dpr:
            return shown[2]
        one = look.participant
        key = (
            one.identity, one.person, one.own, one.leads, one.speaking, one.publishing,
            one.hand_since is not None, look.source, look.size.toTuple(), look.place,
            look.picture, look.pinned, look.focused, look.order, dpr,
        )  # fmt: skip
        found = self._still.get(key)
        if found is None:
            whole = self._render(look, dpr)
            parts = self._parts(look, whole.size(), dpr)
            found = [(part.x() / dpr, part.y() / dpr, whole.copy(part)) for part in parts]
            self._still[key] = found
            if len(self._still) > _KEPT:
                self._still.popitem(last=False)
        self._still.move_to_end(key)
        if len(self._shown) > _KEPT:
            self._shown.clear()
        self._shown[track] = look, dpr, found
        return found

    def _parts(self, look: Look, size: QSize, dpr: float) -> list[QRect]:
        """Where the still part has anything, in pixels: to blend nothing over a picture costs."""
        whole = QRect(QPoint(), size)
        if not look.picture or look.place is Place.INSET:
            return [whole]
        hand = look.participant.hand_since is not None
        top = ceil((self._theme.soft(32) * 1.2 + 8 if hand else RADIUS) * dpr)
        bottom = ceil(max(self._theme.px(24) + _plate_edge(look) + 1, RADIUS) * dpr)
        middle = whole.adjusted(0, top, 0, -bottom)
        if middle.height() <= 0:
            return [whole]
        parts = [QRect(0, 0, whole.width(), top)]
        parts.append(QRect(0, top + middle.height(), whole.width(), bottom))
        if look.participant.speaking or look.focused:
            ring = ceil(_RING * dpr)
            parts.append(QRect(0, top, ring, middle.height()))
            parts.append(QRect(whole.width() - ring, top, ring, middle.height()))
        return parts

    def _render(self, look: Look, dpr: float) -> QPixmap:
        wide, high = ceil(look.size.width() * dpr), ceil(look.size.height() * dpr)
        pixmap = QPixmap(wide, high)  # up to the last pixel that the tile touches
        pixmap.setDevicePixelRatio(dpr)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, wide / dpr, high / dpr)
        rounded = _rounded(box)
        if look.picture and look.place is not Place.INSET:
            corners = QPainterPath()
            corners.addRect(box)
            painter.fillPath(corners - rounded, ground(self._theme))
        elif not look.picture:
            painter.fillPath(rounded, self._ground_of(look))
            self._initials(painter, box, look, dpr)
        self._ring(painter, box, look)
        if look.place is not Place.INSET:
            self._plate(painter, box, look, dpr)
        if look.participant.hand_since is not None and look.source is Source.CAMERA:
            self._hand(painter, box, look, dpr)
        painter.end()
        return pixmap

    def _ground_of(self, look: Look) -> QColor:
        if look.source is Source.SCREEN:
            return self._theme.colors.surface
        tint = self._images.color(look.participant.person.user_id)
        return mixed(tint, self._theme.colors.surface2, 0.14)

    def _initials(self, painter: QPainter, box: QRectF, look: Look, dpr: float) -> None:
        if look.source is Source.SCREEN:
            return
        person = look.participant.person
        large = 96 if look.place is Place.MAIN else 56
        side = min(self._theme.soft(large), round(box.height() * 0.5))
        face = self._images.avatar(person.name, person.user_id, side, dpr, person.avatar)
        painter.drawPixmap(QPointF(box.center().x() - side / 2, box.center().y() - side / 2), face)

    def _ring(self, painter: QPainter, box: QRectF, look: Look) -> None:
        colors = self._theme.colors
        pens = []
        if look.participant.speaking and look.source is Source.CAMERA:
            pens.append(QPen(colors.online, 3))
        elif look.place is Place.INSET:
            pens.append(QPen(colors.line, 1))
        if look.focused:
            pens.append(QPen(colors.text, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for inset, pen in enumerate(pens):
            by = pen.widthF() / 2 + inset * 4
            painter.setPen(pen)
            radius = RADIUS - by
            painter.drawRoundedRect(box.adjusted(by, by, -by, -by), radius, radius)

    def _plate(self, painter: QPainter, box: QRectF, look: Look, dpr: float) -> None:
        """The name with microphone and cap; on a shared screen whose it is."""
        theme, px = self._theme, self._theme.px
        one, colors = look.participant, self._theme.colors
        screen = look.source is Source.SCREEN
        edge = _plate_edge(look)
        side, pad = px(14), px(8)
        font = theme.font(FontRole.CAPTION)
        metrics = QFontMetricsF(font)
        cap = one.person.verified_teacher and not screen
        icons = side + px(5) + (side + px(4) if cap else 0) + (side + px(4) if look.pinned else 0)
        room = box.width() - 2 * edge - 2 * pad - icons
        if room < px(16):
            return
        text = metrics.elidedText(plate_text(one, screen), Qt.TextElideMode.ElideRight, room)
        plate = QRectF(
            box.left() + edge,
            box.bottom() - edge - px(24),
            metrics.horizontalAdvance(text) + 2 * pad + icons,
            px(24),
        )
        shade = QColor(ground(theme))
        shade.setAlpha(190)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawRoundedRect(plate, 8, 8)
        heard = Source.MICROPHONE in one.publishing
        if screen:
            icon, color = "share_screen_start_20_filled", colors.online
        elif heard:
            icon, color = "mic_16_filled", colors.text
        else:
            icon, color = "mic_off_16_regular", colors.danger
        top = plate.center().y() - side / 2
        at = plate.left() + pad
        painter.drawPixmap(QPointF(at, top), theme.icon(icon, color, side, dpr))
        at += side + px(5)
        painter.setFont(font)
        painter.setPen(colors.text)
        base = plate.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(at, base), text)
        at += metrics.horizontalAdvance(text) + px(4)
        for shown, name in ((cap, "hat_graduation_20_filled"), (look.pinned, "pin_16_filled")):
            if shown:
                painter.drawPixmap(QPointF(at, top), theme.icon(name, colors.accText, side, dpr))
                at += side + px(4)

    def _hand(self, painter: QPainter, box: QRectF, look: Look, dpr: float) -> None:
        theme = self._theme
        side = theme.soft(32) if look.place is not Place.INSET else theme.soft(24)
        circle = QRectF(box.right() - 8 - side, box.top() + 8, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colors.warn)
        painter.drawEllipse(circle)
        size = round(side * 0.5)
        icon = theme.icon("hand_left_16_filled", ground(theme), size, dpr)
        painter.drawPixmap(
            QPointF(circle.center().x() - size / 2, circle.center().y() - size / 2), icon
        )
        if look.order:
            badge = QRectF(circle.left() - side * 0.2, circle.bottom() - side * 0.4, 0, 0)
            badge.setSize(QRectF(0, 0, side * 0.5, side * 0.5).size())
            painter.setBrush(ground(theme))
            painter.drawEllipse(badge)
            painter.setPen(theme.colors.text)
            font = theme.font(FontRole.SMALL)
            font.setPixelSize(max(round(badge.height() * 0.7), 7))
            painter.setFont(font)
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, str(look.order))


def _plate_edge(look: Look) -> float:
    return 12.0 if look.place is Place.MAIN else 8.0


def _rounded(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box, RADIUS, RADIUS)
    return path


def ground(theme: Theme) -> QColor:
    """The stage behind the tiles: darker than every surface of the dark theme."""
    return theme.colors.win.darker(128)


def plate_text(one: Participant, screen: bool) -> str:
    """Return what stands on a tile's plate."""
    if screen:
        if one.own:
            return tr("Вы показываете экран")
        return tr("{name} показывает экран", name=one.person.name)
    return tr("{name} (вы)", name=one.person.name) if one.own else one.person.name


def draw_picture(painter: QPainter, box: QRect, image: QImage, *, fill: bool, mirror: bool) -> None:
    """Draw a picture over the box: cut to fill it, or whole; mirrored as in a looking-glass.

    The painter's clip is the box: what reaches over it is not to be seen.
    """
    if not mirror and _draw_as_is(painter, box, image, fill=fill):
        return
    source, target = QRectF(image.rect()), QRectF(box)
    if source.isEmpty():
        return
    ratio = box.width() / box.height()
    if fill:
        if source.width() / source.height() > ratio:
            cut = source.width() - source.height() * ratio
            source.adjust(cut / 2, 0, -cut / 2, 0)
        else:
            cut = source.height() - source.width() / ratio
            source.adjust(0, cut / 2, 0, -cut / 2)
    elif source.width() / source.height() > ratio:
        less = target.height() - target.width() * source.height() / source.width()
        target.adjust(0, less / 2, 0, -less / 2)
    else:
        less = target.width() - target.height() * source.width() / source.height()
        target.adjust(less / 2, 0, -less / 2, 0)
    if not mirror:
        painter.drawImage(target, image, source)
        return
    painter.save()
    painter.translate(2 * target.center().x(), 0)
    painter.scale(-1, 1)
    painter.drawImage(target, image, source)
    painter.restore()


def _draw_as_is(painter: QPainter, box: QRect, image: QImage, *, fill: bool) -> bool:
    """Copy a picture that has the size of its place already; False where it has another."""
    dpr = painter.device().devicePixelRatio()
    wide = image.width() - floor(box.width() * dpr + 0.5)
    high = image.height() - floor(box.height() * dpr + 0.5)
    if fill and not (min(wide, high) in (0, 1) and max(wide, high) >= 0):
        return False
    if not fill and not (max(wide, high) in (0, 1) and min(wide, high) <= 1):
        return False
    image.setDevicePixelRatio(dpr)
    left, top = int(wide / 2) / dpr, int(high / 2) / dpr
    painter.drawImage(QPointF(box.left() - left, box.top() - top), image)
    return True
