"""Pictures for painters: what is in memory at once, the rest decoded elsewhere and announced.

A picture of the net is hostile: it is decoded in a worker thread, scaled while it is read, and
refused above a limit. A broken one is remembered, not tried again at every paint.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Protocol
from zlib import crc32

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QImageReader, QPainter, QPainterPath, QPixmap

from app.domain.errors import AppError, NotHere
from app.domain.ids import MxcUri
from app.domain.media import MAX_PIXELS
from app.ui.theme import Theme, make_font

_log = logging.getLogger(__name__)
_MAX_BYTES = 48 * 1024 * 1024
_MAX_AVATARS = 600
_Key = tuple[MxcUri, int, int, bool]


class ThumbnailSource(Protocol):
    """What the loader needs of the session: `Session.media`."""

    async def thumbnail(
        self, uri: MxcUri, width: int, height: int, *, crop: bool = False, fetch: bool = True
    ) -> Path:
        """A picture file of about this size; without `fetch` from the cache alone, else NotHere."""


class Running(Protocol):
    """What can be done to a task that was started."""

    def cancel(self) -> object:
        """Stop it."""

    def done(self) -> bool:
        """Whether it has ended."""


class Starter(Protocol):
    """What the screen needs of a `TaskScope`."""

    def start(self, coro: Coroutine[Any, Any, Any], /) -> Running:
        """Run it; errors reach the scope's handler."""


class ImageLoader(QObject):
    """Thumbnails and avatars of one profile; `ready(uri)` when one more can be painted."""

    ready = Signal(str)

    def __init__(
        self, theme: Theme, source: ThumbnailSource | None = None, tasks: Starter | None = None
    ) -> None:
        super().__init__()
        self._theme = theme
        self._source = source
        self._tasks = tasks
        self._pictures: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._bytes = 0
        self._loading: set[_Key] = set()
        self._broken: set[_Key] = set()
        self._saving = False
        self._held: dict[MxcUri, set[_Key]] = {}
        """Pictures that are not fetched until somebody asks for them."""
        self._wanted: set[MxcUri] = set()
        self._avatars: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()

    def connect_source(self, source: ThumbnailSource, tasks: Starter) -> None:
        """Load from here from now on: the first paint stands before there is a session."""
        self._source, self._tasks = source, tasks
        self.ready.emit("")

    def save_traffic(self, saving: bool) -> None:
        """Fetch pictures only when they are asked for, or all again; avatars come in any case."""
        self._saving = saving
        self._held.clear()
        self.ready.emit("")

    def is_held(self, uri: MxcUri) -> bool:
        """Whether the picture waits on the server until somebody asks for it."""
        return uri in self._held

    def want(self, uri: MxcUri) -> None:
        """Somebody asks for a picture: fetch it, in every size."""
        self._wanted.add(uri)
        self._held.pop(uri, None)
        self.ready.emit(uri)

    def pixmap(
        self,
        uri: MxcUri,
        w: int,
        h: int,
        *,
        crop: bool = False,
        dpr: float = 1.0,
        small: bool = False,
    ) -> QPixmap | None:
        """Return the picture at `w` x `h` points, or None and `ready` when it is there.

        `small`: a face, which is fetched even while traffic is saved.
        """
        key = (uri, round(w * dpr), round(h * dpr), crop)
        found = self._pictures.get(key)
        if found is not None:
            self._pictures.move_to_end(key)
            found.setDevicePixelRatio(dpr)
            return found
        if key in self._broken or key in self._loading or key in self._held.get(uri, ()):
            return None
        if self._source is not None and self._tasks is not None:
            self._loading.add(key)
            fetch = small or not self._saving or uri in self._wanted
            self._tasks.start(self._load(key, self._source, fetch=fetch))
        return None

    def is_broken(self, uri: MxcUri) -> bool:
        """Whether the picture turned out to be unusable."""
        return any(key[0] == uri for key in self._broken)

    def retry(self) -> None:
        """Forget what failed: the network is back."""
        self._broken.clear()
        self.ready.emit("")

    def avatar(
        self,
        name: str,
        key: str,
        size: int,
        dpr: float = 1.0,
        uri: MxcUri | None = None,
        *,
        radius: float | None = None,
    ) -> QPixmap:
        """Return a round picture: the avatar, or initials on the colour of `key` until it is there.

        `radius` makes it a square with round corners; `size` is in points and not scaled here.
        """
        picture = self.pixmap(uri, size, size, crop=True, dpr=dpr, small=True) if uri else None
        if picture is None:
            color = self.color(key)
            cached: tuple[object, ...] = (initials(name), color.rgba(), size, dpr, radius)
            if cached not in self._avatars:
                self._avatars[cached] = initials_pixmap(
                    initials(name), color, size, dpr=dpr, radius=radius
                )
        else:
            cached = (uri, size, dpr, radius)
            if cached not in self._avatars:
                self._avatars[cached] = rounded(picture, size, dpr=dpr, radius=radius)
        self._avatars.move_to_end(cached)
        if len(self._avatars) > _MAX_AVATARS:
            self._avatars.popitem(last=False)
        return self._avatars[cached]

    def color(self, key: str) -> QColor:
        """Return the colour on which the initials of `key` stand."""
        colors = self._theme.colors.avatars
        return colors[crc32(key.encode()) % len(colors)]

    async def _load(self, key: _Key, source: ThumbnailSource, *, fetch: bool) -> None:
        import asyncio

        uri, width, height, crop = key
        try:
            path = await source.thumbnail(uri, width, height, crop=crop, fetch=fetch)
            image = await asyncio.get_running_loop().run_in_executor(
                None, decode, path, QSize(width, height), crop
            )
        except NotHere:
            self._held.setdefault(uri, set()).add(key)
            self._loading.discard(key)
            self.ready.emit(uri)
            return
        except AppError as error:
            _log.info("picture not loaded: %s", error)
            image = None
        finally:
            self._loading.discard(key)
        if image is None:
            self._broken.add(key)
        else:
            pixmap = QPixmap.fromImage(image)
            self._pictures[key] = pixmap
            self._bytes += _size(pixmap)
            while self._bytes > _MAX_BYTES and len(self._pictures) > 1:
                _, old = self._pictures.popitem(last=False)
                self._bytes -= _size(old)
        self.ready.emit(uri)


def decode(path: Path, size: QSize, crop: bool) -> QImage | None:
    """Read a picture file scaled into (or, with `crop`, over) `size`; None where it is unusable."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    if bytes(reader.format().data()).startswith(b"svg"):
        return None  # scripts and remote references; never from the net
    full = reader.size()
    if not full.isValid() or full.width() * full.height() > MAX_PIXELS:
        return None
    mode = (
        Qt.AspectRatioMode.KeepAspectRatioByExpanding
        if crop
        else (Qt.AspectRatioMode.KeepAspectRatio)
    )
    turned = reader.transformation().value & 4
    box = size.transposed() if turned else size
    scaled = full.scaled(box, mode)
    if scaled.width() < full.width():
        reader.setScaledSize(scaled.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        return None
    if crop:
        image = image.scaled(size, mode, Qt.TransformationMode.SmoothTransformation)
        left, top = (image.width() - size.width()) // 2, (image.height() - size.height()) // 2
        image = image.copy(left, top, size.width(), size.height())
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def initials(name: str) -> str:
    """Return what stands on an avatar: «9Б» for «9Б · класс», «АК» for «Артём Кузнецов, 9Б»."""
    words = [word for word in name.split() if any(_stands(char) for char in word)]
    if not words:
        return "?"
    first = words[0]
    if len(first) <= 3 and any(char.isdigit() for char in first):
        return first.upper()
    return "".join(_first_cluster(word) for word in words[:2]).upper()


def _stands(char: str) -> bool:
    return char.isalnum() or ord(char) >= 0x2600


def _first_cluster(word: str) -> str:
    start = next(index for index, char in enumerate(word) if _stands(char))
    end = start + 1
    while end < len(word) and (word[end] in "\ufe0f\u200d" or 0x1F3FB <= ord(word[end]) <= 0x1F3FF):
        end += 2 if word[end] == "\u200d" else 1
    return word[start:end]


def initials_pixmap(
    text: str, color: QColor, size: int, *, dpr: float = 1.0, radius: float | None = None
) -> QPixmap:
    """Draw initials on a round (or, with `radius`, rounded) patch of colour."""

    def paint(painter: QPainter, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPath(_shape(box, radius))
        painter.setPen(QColor("white"))
        painter.setFont(
            make_font(round(size * (0.36 if len(text) < 3 else 0.3)), QFont.Weight.Bold)
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    return _draw(size, dpr, paint)


def rounded(
    picture: QPixmap, size: int, *, dpr: float = 1.0, radius: float | None = None
) -> QPixmap:
    """Clip a square picture to a circle, or to a square with round corners."""

    def paint(painter: QPainter, box: QRectF) -> None:
        painter.setClipPath(_shape(box, radius))
        painter.drawPixmap(box, picture, QRectF(picture.rect()))

    return _draw(size, dpr, paint)


def _shape(box: QRectF, radius: float | None) -> QPainterPath:
    path = QPainterPath()
    if radius is None:
        path.addEllipse(box)
    else:
        path.addRoundedRect(box, radius, radius)
    return path


def _draw(size: int, dpr: float, paint: Callable[[QPainter, QRectF], None]) -> QPixmap:
    pixmap = QPixmap(round(size * dpr), round(size * dpr))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    paint(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def _size(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
